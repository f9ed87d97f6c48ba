"""The window while its clerk is away: nothing beneath is shown or reached, and nothing beneath is lost."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.people import Actor
from counter_app.services.log_in import LogIn
from ui.jobs import Jobs, Lane
from ui.messages import sentence_of
from ui.pages.log_in import LONGEST_PIN
from ui.widgets.entry_field import EntryField
from ui.widgets.form_card import FormCard, centred
from ui.widgets.plain_label import PlainLabel
from ui.widgets.spoken import Spoken


class LockPage(Spoken):
    """``unlocked``: whoever is at work has typed their PIN. Nobody else's opens it."""

    unlocked = Signal()

    def __init__(self, log_in: LogIn, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self._log_in = log_in
        self._jobs = jobs
        self._actor = actor
        self._busy = False
        self._error: Exception | None = None
        self._label = PlainLabel()
        self.pin = EntryField("unlock-pin", LONGEST_PIN)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.card = FormCard()
        self.card.add_field(self._label, self.pin)
        centred(self.card, self)
        self.pin.entered.connect(self._submit)
        self.card.action.clicked.connect(self._submit)
        self.retranslate()

    def start(self) -> None:
        """Ask for the PIN."""
        self.pin.clear()
        self._error = None
        self._say()
        self.pin.setFocus()

    def retranslate(self) -> None:
        self.card.title.setText(self.tr("Locked"))
        self.card.about.setText(
            self.tr("{name} (staff number {number}) is at work here. What was on screen is still there.").format(
                name=self._actor.name, number=self._actor.id
            )
        )
        self._label.setText(self.tr("PIN of {name}").format(name=self._actor.name))
        self.card.action.setText(self.tr("Unlock   (Enter)"))
        self._say()

    def _submit(self) -> None:
        if self._busy or not self.pin.text():
            self.pin.setFocus()
            return
        self._busy = True
        pin = self.pin.text()
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._log_in.check_pin(self._actor, pin),
            done=self._opened,
            failed=self._refused,
            owner=self,
        )

    def _opened(self, _: None) -> None:
        self._busy = False
        self.pin.clear()
        self.unlocked.emit()

    def _refused(self, error: Exception) -> None:
        self._busy = False
        self._error = error
        self._say()
        self.pin.setFocus()
        self.pin.selectAll()

    def _say(self) -> None:
        error = self._error
        if isinstance(error, Declined) and error.reason is Reason.LOGIN_WRONG:
            left = error.facts.get("left", "–")
            self.card.complain(
                self.tr("This is not the PIN of {name}. Tries left: {left}.").format(name=self._actor.name, left=left),
                self.pin,
            )
        else:
            self.card.complain(sentence_of(error) if error else "", self.pin)
