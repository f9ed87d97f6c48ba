"""The field for the cash that was handed over: whole rupiah, grouped while they are typed."""

from time import monotonic

from PySide6.QtCore import QRegularExpression, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QWidget

from counter_app.domain.money import Rupiah, format_digits, parse_rupiah
from ui.keys import ENTER
from ui.widgets.entry_field import EntryField

MOST_DIGITS = 9
"""Rp999.999.999: more cash than a drawer holds, and fewer digits than any number that can be scanned."""
BURST = 0.3
"""Seconds between keys below which they belong together: what a scanner began, it may have to take back."""
SILENCE = 300
"""Milliseconds after which a scanner is done, if it sends no Enter."""


class AmountField(EntryField):
    """``scanned``: a number was scanned in here and refused; the amount is what it was before."""

    scanned = Signal()
    amount_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("amount", 64, parent)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9.]*"), self))
        self.textEdited.connect(self._group)
        self._before = ""
        self._last_key = 0.0
        self._swallow = QTimer(self)
        self._swallow.setSingleShot(True)
        self._swallow.setInterval(SILENCE)

    def amount(self) -> Rupiah:
        """What is typed, rupiah. Raises ``Declined`` with ``EMPTY`` or ``AMOUNT_FORMAT``."""
        return parse_rupiah(self.text())

    def put(self, amount: Rupiah) -> None:
        """Hold an amount, selected, so that typing replaces it."""
        self.setText(format_digits(amount))
        self.selectAll()
        self.amount_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Swallow the rest of what a scanner sends, its Enter included."""
        now = monotonic()
        if now - self._last_key > BURST:
            self._before = self.text()
        self._last_key = now
        if not self._swallow.isActive():
            super().keyPressEvent(event)
        elif event.key() in ENTER:
            self._swallow.stop()
        else:
            self._swallow.start()

    def _group(self, text: str) -> None:
        digits = "".join(character for character in text if character.isdigit())
        if len(digits) > MOST_DIGITS:
            self._refuse()
            return
        right = sum(character.isdigit() for character in text[self.cursorPosition() :])
        grouped = format_digits(int(digits)) if digits else ""
        self.setText(grouped)
        self.setCursorPosition(_position(grouped, right))
        self.amount_changed.emit()

    def _refuse(self) -> None:
        self.setText(self._before)
        self.selectAll()
        self._swallow.start()
        self.amount_changed.emit()
        self.scanned.emit()


def _position(text: str, digits_to_the_right: int) -> int:
    """Where the cursor stands with so many digits to its right."""
    position = len(text)
    while digits_to_the_right and position:
        position -= 1
        digits_to_the_right -= text[position].isdigit()
    return position
