"""Who is at the counter: staff number and PIN. The page is there before the database is open.

A PIN is changed here as well: by whoever wants to (Alt+P), and by whoever was given one to begin with.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.people import Actor
from counter_app.domain.receipt import Office
from counter_app.services.log_in import LogIn
from ui.jobs import Jobs, Lane
from ui.keys import press
from ui.messages import sentence_of
from ui.widgets.action_button import ActionButton
from ui.widgets.entry_field import EntryField
from ui.widgets.form_card import FormCard, centred, fields_beside
from ui.widgets.plain_label import PlainLabel
from ui.widgets.spoken import Spoken

LONGEST_STAFF_NUMBER = 32
LONGEST_PIN = 32
CHANGE = "Alt+P"
_ABOUT_NEW = frozenset({Reason.PIN_TO_BE_CHANGED, Reason.PIN_TOO_SHORT, Reason.PIN_AS_BEFORE})
"""What is wrong with the new PIN, or that there is none."""


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
        self._changing = self._pins_differ = False
        self._staff_label, self._pin_label = PlainLabel(), PlainLabel()
        self._new_label, self._again_label = PlainLabel(), PlainLabel()
        self.staff = EntryField("staff", LONGEST_STAFF_NUMBER)
        self.pin = EntryField("pin", LONGEST_PIN)
        self.new, self.again = EntryField("own-pin", LONGEST_PIN), EntryField("own-pin-again", LONGEST_PIN)
        for secret in (self.pin, self.new, self.again):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.change = ActionButton("quiet")
        self.change.setObjectName("change-pin")
        self.card = FormCard()
        self.card.add_field(self._staff_label, self.staff)
        self.card.add_field(self._pin_label, self.pin)
        self.card.body.addLayout(fields_beside((self._new_label, self._again_label), (self.new, self.again)))
        self.card.action.setObjectName("logIn")
        self.card.add_below(self.change)
        centred(self.card, self)
        self._connect()
        self._show_change(False)
        self.retranslate()

    def _connect(self) -> None:
        self.staff.entered.connect(self.pin.setFocus)
        self.pin.entered.connect(lambda: self.new.setFocus() if self._changing and self.pin.text() else self._submit())
        self.new.entered.connect(self.again.setFocus)
        self.again.entered.connect(self._submit)
        self.card.action.clicked.connect(self._submit)
        self.change.clicked.connect(self._turn)
        press(CHANGE, self, self._turn)

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
        for field in (self.staff, self.pin):
            field.clear()
        self._error = None
        self._show_change(False)
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
        self._new_label.setText(self.tr("New PIN"))
        self._again_label.setText(self.tr("The new PIN again"))
        self._name_actions()
        self._say()

    def _name_actions(self) -> None:
        changing = self._changing
        self.card.action.setText(self.tr("Change and log in   (Enter)") if changing else self.tr("Log in   (Enter)"))
        words = self.tr("Keep the PIN   ({key})") if changing else self.tr("Change my PIN   ({key})")
        self.change.setText(words.format(key=CHANGE))

    def _turn(self) -> None:
        """Change the PIN with this log-in, or after all do not."""
        if self._busy or self._closed:
            return
        self._error = None
        self._show_change(not self._changing)
        self._say()
        self._begin()

    def _show_change(self, changing: bool) -> None:
        self._changing, self._pins_differ = changing, False
        for widget in (self._new_label, self.new, self._again_label, self.again):
            widget.setVisible(changing)
        for field in (self.new, self.again):
            field.clear()
        self.card.about.setVisible(not changing)  # its place is the new fields', on the smallest screen
        self._name_actions()

    def _begin(self) -> None:
        """Where something is missing."""
        fields = (self.staff, self.pin, *((self.new, self.again) if self._changing else ()))
        next((field for field in fields if not field.text().strip()), self.pin).setFocus()

    def _submit(self) -> None:
        if self._busy or self._closed:
            return
        missing = not (self.staff.text().strip() and self.pin.text())
        self._pins_differ = self._changing and self.new.text() != self.again.text()
        if missing or (self._changing and not self.new.text()):
            self._pins_differ = False
            self._begin()
        elif self._pins_differ:
            self._error = None
            self._say()
            self.again.setFocus()
            self.again.selectAll()
        elif self._log_in is None:
            self._pressed_early = True
            self._say()
        else:
            self._ask(self._log_in)

    def _ask(self, log_in: LogIn) -> None:
        staff, pin, new = self.staff.text(), self.pin.text(), self.new.text()
        changing = self._changing
        self._busy, self._pressed_early = True, False
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: log_in.log_in_anew(staff, pin, new) if changing else log_in.log_in(staff, pin),
            done=self._admitted,
            failed=self.refuse,
            owner=self,
        )

    def _admitted(self, actor: Actor) -> None:
        self._busy = False
        self._error = None
        self._say()
        self.admitted.emit(actor)

    def refuse(self, error: Exception) -> None:
        """Say why this person cannot come in, and have ready to be typed over what was not right."""
        self._busy = False
        self._error = error
        reason = error.reason if isinstance(error, Declined) else None
        if reason is Reason.PIN_TO_BE_CHANGED:
            self._show_change(True)
        self._say()
        wrong = self.new if reason in _ABOUT_NEW else self.pin
        self.again.clear()
        wrong.setFocus()
        wrong.selectAll()

    def _say(self) -> None:
        error = self._error
        if self._closed:
            broken = self.tr("The database could not be opened. Start the program again; if it stays so, call support.")
            self.card.complain(self._reason or broken)
        elif self._pins_differ:
            self.card.complain(self.tr("The two PINs differ. Type the second one again."), self.again)
        elif error is not None:
            reason = error.reason if isinstance(error, Declined) else None
            new = (self.new,) if reason in _ABOUT_NEW else ()
            self.card.complain(sentence_of(error), *((self.staff, self.pin) if reason is Reason.LOGIN_WRONG else new))
        elif self._log_in is None:
            self.card.tell(self.tr("Opening the database …"))
        else:
            self.card.complain("")
