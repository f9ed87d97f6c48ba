"""A second person's consent, typed then and there: what it is for, who consents, their PIN."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.entry_field import EntryField
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken

_NUMBER, _PIN = 20, 32
"""The longest that is taken of each."""


class ApprovalForm(Spoken):
    """``given``: somebody has typed their staff number and PIN. What is wrong is said here, and the number stays."""

    given = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("consent", parent)
        self._words = ""
        self._title = PlainLabel(role="strong")
        self._about = WrappedLabel(role="muted")
        self._number_label, self._pin_label = PlainLabel(role="caption"), PlainLabel(role="caption")
        self.supervisor = EntryField("supervisor", _NUMBER)
        self.pin = EntryField("supervisor-pin", _PIN)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.error = WrappedLabel(role="error")
        self.error.setObjectName("approval-error")
        self.action = ActionButton()
        self.action.setObjectName("consent")
        self._arrange()
        self.retranslate()

    def ask(self, words: str) -> None:
        """Say what consent is asked for; a number that was typed stays, a PIN never does."""
        self._words = words
        self.pin.clear()
        self.complain("")
        self.retranslate()

    def start(self) -> None:
        """Begin where something is missing."""
        (self.pin if self.supervisor.text().strip() else self.supervisor).setFocus()

    def complain(self, words: str) -> None:
        """What is wrong with the consent; empty words take it back. The PIN is to be typed again."""
        self.error.setText(words)
        self.error.setVisible(bool(words))
        restyle(self.pin, "state", "bad" if words else "")
        if words:
            self.pin.clear()
            self.start()

    def retranslate(self) -> None:
        self._title.setText(self.tr("A second person consents"))
        self._about.setText(self._words)
        self._about.setVisible(bool(self._words))
        self._number_label.setText(self.tr("Supervisor's staff number"))
        self._pin_label.setText(self.tr("Supervisor's PIN"))
        self.action.setText(self.tr("Consent   (Enter)"))
        self.supervisor.setAccessibleName(self._number_label.text())
        self.pin.setAccessibleName(self._pin_label.text())

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(4)
        self._number_label.setBuddy(self.supervisor)
        self._pin_label.setBuddy(self.pin)
        fields = (self._number_label, self.supervisor, self._pin_label, self.pin, self.error, self.action)
        rows = (self._title, self._about, *fields)
        for widget in rows:
            column.addWidget(widget)
        self.supervisor.entered.connect(self.pin.setFocus)
        self.pin.entered.connect(self._entered)
        self.action.clicked.connect(self._entered)

    def _entered(self) -> None:
        number, pin = self.supervisor.text().strip(), self.pin.text()
        if not number:
            self.supervisor.setFocus()
        elif pin:
            self.given.emit(number, pin)
        else:
            self.pin.setFocus()
