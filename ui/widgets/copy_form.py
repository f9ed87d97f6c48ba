"""One more copy: why, and a second person's consent. The ordinary reasons are one key each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.domain.print_reasons import CopyReason
from counter_app.services.own import LEAST_WORDS
from ui.printer_words import reason_words
from ui.widgets.approval_form import ApprovalForm
from ui.widgets.entry_field import EntryField
from ui.widgets.plain_label import PlainLabel, WrappedLabel

_LONGEST = 140


class CopyForm(ApprovalForm):
    """``wanted``: the second person's number and PIN, and the reason as ``Printing.reprint`` takes it."""

    wanted = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.reason = EntryField("copy-reason", _LONGEST)
        self._reason_label, self._reasons = PlainLabel(role="caption"), WrappedLabel(role="small")
        super().__init__(parent)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        beside = QGridLayout()
        beside.setSpacing(4)
        for place, (label, field) in enumerate(((self._number_label, self.supervisor), (self._pin_label, self.pin))):
            label.setWordWrap(True)
            beside.addWidget(label, 0, place, Qt.AlignmentFlag.AlignBottom)
            beside.addWidget(field, 1, place)
        for place, widget in enumerate((self._reason_label, self.reason, self._reasons), 2):
            column.insertWidget(place, widget)
        column.insertLayout(5, beside)
        QWidget.setTabOrder(self.reason, self.supervisor)
        self.reason.textEdited.connect(self._typed)
        self.reason.entered.connect(self._reasoned)
        self.given.connect(self._given)

    @property
    def why(self) -> str:
        """A word of ``CopyReason``, or what was typed; empty while it says nothing."""
        said = self.reason.text().strip()
        listed = next((each.value for each in CopyReason if reason_words(each) == said), said)
        return listed if len(listed) >= LEAST_WORDS else ""

    def ask(self, words: str) -> None:
        """As ``ApprovalForm.ask``; each copy has a reason of its own."""
        self.reason.clear()
        super().ask(words)

    def start(self) -> None:
        """Begin where something is missing: with the reason."""
        if self.why:
            super().start()
        else:
            self.reason.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        self._reason_label.setText(self.tr("Why one more copy"))
        self.reason.setAccessibleName(self._reason_label.text())
        listed = " · ".join(f"{place} {reason_words(each)}" for place, each in enumerate(CopyReason, 1))
        self._reasons.setText(self.tr("{listed}, or type it").format(listed=listed))

    def _typed(self, text: str) -> None:
        chosen = dict(zip("12345", CopyReason, strict=True)).get(text)
        if chosen is not None:
            self.reason.setText(reason_words(chosen))
            self._reasoned()

    def _reasoned(self) -> None:
        if self.why:
            super().start()

    def _given(self, number: str, pin: str) -> None:
        if self.why:
            self.wanted.emit(number, pin, self.why)
        else:
            self.reason.setFocus()
