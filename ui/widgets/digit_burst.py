"""Digits that arrive where no field is: a hand choosing months, or a scanner with the next payer's number."""

from PySide6.QtCore import QObject, QTimer, Signal

HAND = 150
"""Milliseconds without another digit after which one or two digits were typed by hand."""
MAYBE_TWELVE = 350
"""After a 1 a hand gets longer, for it may become 12."""
SCANNER = 300
"""Milliseconds of silence after which a scanner is done, if it sends no Enter."""
_LEAST_SCANNED = 3


class DigitBurst(QObject):
    """Collects digits; ``months`` tells of one or two, ``scanned`` of three and more."""

    months = Signal(int)
    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._digits = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.flush)

    def feed(self, digit: str) -> None:
        """One more digit."""
        self._digits += digit
        if len(self._digits) >= _LEAST_SCANNED:
            self._pause.start(SCANNER)
        else:
            self._pause.start(MAYBE_TWELVE if self._digits == "1" else HAND)

    def flush(self) -> bool:
        """Tell what was collected, now. True when it was a scan, so that the Enter after it belongs to it."""
        digits, self._digits = self._digits, ""
        self._pause.stop()
        if len(digits) >= _LEAST_SCANNED:
            self.scanned.emit(digits)
            return True
        if digits:
            self.months.emit(int(digits))
        return False

    def drop(self) -> None:
        """Forget what was collected."""
        self._digits = ""
        self._pause.stop()
