"""Who is at the counter: staff number and PIN. The page is there before the database is open."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.people import Actor
from counter_app.domain.receipt import Office
from counter_app.services.log_in import LogIn
from ui.jobs import Jobs, Lane
from ui.messages import sentence_of
from ui.widgets.entry_field import EntryField
from ui.widgets.form_card import FormCard, centred
from ui.widgets.plain_label import PlainLabel
from ui.widgets.spoken import Spoken

LONGEST_STAFF_NUMBER = 32
LONGEST_PIN = 32


class LogInPage(Spoken):
    """``admitted``: the person whose number and PIN were right."""

    admitted = Signal(object)

    def __init__(self, office: Office, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self._office = office
        self._jobs = jobs
        self._log_in: LogIn | None = None
        self._pressed_early = False
        self._closed = False
        self._reason = ""
        self._busy = False
        self._error: Exception | None = None
        self._staff_label, self._pin_label = PlainLabel(), PlainLabel()
        self.staff = EntryField("staff", LONGEST_STAFF_NUMBER)
        self.pin = EntryField("pin", LONGEST_PIN)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.card = FormCard()
        self.card.add_field(self._staff_label, self.staff)
        self.card.add_field(self._pin_label, self.pin)
        self.card.action.setObjectName("logIn")
        centred(self.card, self)
        self.staff.entered.connect(self.pin.setFocus)
        self.pin.entered.connect(self._submit)
        self.card.action.clicked.connect(self._submit)
        self.retranslate()

    def open_for(self, log_in: LogIn) -> None:
        """The database is open: let people in, first of all whoever has already pressed Enter."""
        self._log_in = log_in
        self._say()
        if self._pressed_early:
            self._submit()

    def start(self) -> None:
        """Wait for the next person."""
        self.forget()
        self.staff.setFocus()

    def forget(self) -> None:
        """Keep nothing of whoever logged in."""
        self.staff.clear()
        self.pin.clear()
        self._error = None
        self._say()

    def close_with(self, words: str = "") -> None:
        """Nobody can log in, for the reason that ``words`` say, or for one that no clerk can do anything about."""
        self._closed, self._reason = True, words
        self.card.action.setEnabled(False)
        self._say()

    def retranslate(self) -> None:
        office = self._office
        self.card.title.setText(self.tr("Log in"))
        self.card.about.setText(
            self.tr("{office} · counter {counter}").format(office=office.name, counter=office.counter_id)
        )
        self._staff_label.setText(self.tr("Staff number"))
        self._pin_label.setText(self.tr("PIN"))
        self.card.action.setText(self.tr("Log in   (Enter)"))
        self._say()

    def _submit(self) -> None:
        if self._busy or self._closed:
            return
        if not self.staff.text().strip():
            self.staff.setFocus()
        elif not self.pin.text():
            self.pin.setFocus()
        elif self._log_in is None:
            self._pressed_early = True
            self._say()
        else:
            self._ask(self._log_in)

    def _ask(self, log_in: LogIn) -> None:
        staff, pin = self.staff.text(), self.pin.text()
        self._busy, self._pressed_early = True, False
        self._jobs.submit(
            Lane.JOURNAL, lambda: log_in.log_in(staff, pin), done=self._admitted, failed=self.refuse, owner=self
        )

    def _admitted(self, actor: Actor) -> None:
        self._busy = False
        self._error = None
        self._say()
        self.admitted.emit(actor)

    def refuse(self, error: Exception) -> None:
        """Say why this person cannot come in, and have the PIN ready to be typed over."""
        self._busy = False
        self._error = error
        self._say()
        self.pin.setFocus()
        self.pin.selectAll()

    def _say(self) -> None:
        error = self._error
        if self._closed:
            broken = self.tr("The database could not be opened. Start the program again; if it stays so, call support.")
            self.card.complain(self._reason or broken)
        elif error is not None:
            wrong = isinstance(error, Declined) and error.reason is Reason.LOGIN_WRONG
            self.card.complain(sentence_of(error), *((self.staff, self.pin) if wrong else ()))
        elif self._log_in is None:
            self.card.tell(self.tr("Opening the database …"))
        else:
            self.card.complain("")
