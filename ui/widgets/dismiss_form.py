"""Why nobody needs a paper any more: one of the ordinary reasons by its digit, or words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.print_reasons import NotNeeded
from ui.printer_words import reason_words
from ui.widgets.action_button import ActionButton
from ui.widgets.entry_field import EntryField
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken

_LONGEST = 140


class DismissForm(Spoken):
    """``said``: why, as ``PrintOutbox.dismiss`` takes it."""

    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("consent", parent)
        self._owed = False
        self._label, self._listed = PlainLabel(role="strong"), WrappedLabel(role="small")
        self.reason = EntryField("dismiss-reason", _LONGEST)
        self.error = WrappedLabel(role="error")
        self.error.setObjectName("dismiss-error")
        self.action = ActionButton()
        self.action.setObjectName("dismiss")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(4)
        for widget in (self._label, self.reason, self._listed, self.error, self.action):
            column.addWidget(widget)
        self.reason.textEdited.connect(self._typed)
        self.reason.entered.connect(self._entered)
        self.action.clicked.connect(self._entered)
        self.retranslate()

    def ask(self, *, owed: bool) -> None:
        """``owed``: a payer's receipt; then only words will do."""
        self._owed = owed
        self.reason.clear()
        self.complain("")
        self.retranslate()
        self.show()
        self.reason.setFocus()

    def complain(self, words: str) -> None:
        """Why it did not go; empty words take it back."""
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def retranslate(self) -> None:
        self._label.setText(self.tr("Why nobody needs it"))
        self.reason.setAccessibleName(self._label.text())
        listed = " · ".join(f"{place} {reason_words(each)}" for place, each in enumerate(NotNeeded, 1))
        by_digit = self.tr("{listed}, or type it").format(listed=listed)
        self._listed.setText(self.tr("The payment stands: in your own words.") if self._owed else by_digit)
        self.action.setText(self.tr("Not needed any more   (Enter)"))

    def _typed(self, text: str) -> None:
        chosen = None if self._owed else dict(zip("123", NotNeeded, strict=True)).get(text)
        if chosen is not None:
            self.reason.setText(reason_words(chosen))

    def _entered(self) -> None:
        said = self.reason.text().strip()
        listed = next((each.value for each in NotNeeded if reason_words(each) == said), said)
        self.said.emit(listed)
