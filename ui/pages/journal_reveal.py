"""The full NIK of one payment: for a reason and with a second person, shown for half a minute, gone with the page."""

from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.services.approvals import Approvals
from counter_app.services.own import MOST_WORDS, words
from counter_app.services.reveal import Reveal
from ui.jobs import Job, Jobs, Lane
from ui.messages import sentence_of
from ui.theme import restyle
from ui.widgets.approval_form import ApprovalForm
from ui.widgets.entry_field import EntryField
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken

SHOWN_FOR = 30_000
"""Milliseconds: long enough to read sixteen digits to somebody, too short to be forgotten on the screen."""


class NumberLine(Spoken):
    """Nothing to see until ``ask``; then a line for the reason; the second person's fields; for a while, the number.

    ``crowds``: whether those fields want the room of what stands beneath.
    """

    crowds = Signal(bool)

    def __init__(
        self, reveal: Reveal, approvals: Approvals, jobs: Jobs, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._reveal = reveal
        self._approvals = approvals
        self._jobs = jobs
        self._actor = actor
        self._payment: UUID | None = None
        self._asking: Job | None = None
        self._error: Exception | None = None
        self._before: QWidget | None = None
        self._ending = QTimer(self)
        self._ending.setSingleShot(True)
        self._ending.setInterval(SHOWN_FOR)
        self._ending.timeout.connect(self.put_away)
        self.number = PlainLabel(role="strong")
        self.number.setObjectName("nik-shown")
        self.why = EntryField("reveal-why", MOST_WORDS)
        self.why.entered.connect(self._explained)
        self.consent = ApprovalForm()
        self.consent.given.connect(self._consented)
        self.words = WrappedLabel(role="hint")
        self.words.setObjectName("reveal-words")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.number, self.words, self.why, self.consent):
            column.addWidget(widget)
        self.put_away()

    def show_payment(self, payment_id: UUID | None) -> None:
        """Whose number it would be; another one's is put away."""
        if payment_id != self._payment:
            self.put_away()
            self._payment = payment_id

    @property
    def is_typing(self) -> bool:
        """Whether the cursor is in one of its lines."""
        return any(field.hasFocus() for field in (self.why, self.consent.supervisor, self.consent.pin))

    def ask(self) -> None:
        """Ask for the reason, of whoever may see the number."""
        if self._payment is None or Right.REVEAL not in RIGHTS[self._actor.role]:
            return
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self._ending.stop()
        self.number.clear()
        self._error = None
        self._make_room(False)
        self.show()
        self.why.show()
        self.why.setFocus()
        self.retranslate()

    def put_away(self) -> None:
        """Forget the number, and give the focus back."""
        self._ending.stop()
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        had_focus = self.is_typing
        self.number.clear()
        self.why.clear()
        self.consent.setEnabled(True)
        self.consent.pin.clear()
        self._make_room(False)
        self.hide()
        if had_focus and self._before is not None:
            self._before.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away and goes no further."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            event.accept()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """A page that was left, or a window that was locked, has nothing to show when it comes back."""
        super().hideEvent(event)
        if not event.spontaneous() and not self.isHidden():
            self.put_away()

    def retranslate(self) -> None:
        self.why.setAccessibleName(self.tr("Why the full NIK is needed"))
        self.why.setPlaceholderText(self.tr("Why? For example: the payer asks"))
        if self._error is not None:
            said = sentence_of(self._error)
        elif self.number.text():
            said = self.tr("The journal has noted it. It disappears in half a minute.")
        else:
            said = self.tr("Say why the full NIK is needed; the journal notes it, and a second person consents.")
        restyle(self.words, "role", "error" if self._error is not None else "hint")
        self.words.setText(said)

    def _make_room(self, consenting: bool) -> None:
        self.consent.setVisible(consenting)
        self.words.setVisible(not consenting)
        self.crowds.emit(consenting)

    def _explained(self) -> None:
        """Nobody is asked for their PIN before the reason is one."""
        try:
            words(self.why.text())
        except Declined as declined:
            self._error = declined
            self.retranslate()
            return
        self._error = None
        self.consent.ask(self.tr("To the full NIK of this payment, once."))
        self._make_room(True)
        self.retranslate()
        self.consent.start()

    def _consented(self, supervisor: str, pin: str) -> None:
        payment_id, why = self._payment, self.why.text()
        if payment_id is None or self._asking is not None:
            return
        self.consent.setEnabled(False)
        self._asking = self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._allowed(payment_id, why, supervisor, pin),
            done=self._shown,
            failed=self._refused,
            owner=self,
        )

    def _allowed(self, payment_id: UUID, why: str, supervisor: str, pin: str) -> str:
        """Consent and number in one go: no consent is left over for another moment."""
        words(why)
        given = self._approvals.give(self._actor, Deed.REVEAL, payment_id, supervisor, pin)
        return self._reveal.nik(self._actor, payment_id, why, given.id)

    def _shown(self, number: str) -> None:
        self._asking = self._error = None
        self.consent.setEnabled(True)
        self.consent.pin.clear()
        self._make_room(False)
        self.why.clear()
        self.why.hide()
        if self._before is not None:
            self._before.setFocus()
        self.number.setText(f"NIK {number}")
        self._ending.start()
        self.retranslate()

    def _refused(self, error: Exception) -> None:
        self._asking = None
        self.consent.setEnabled(True)
        if isinstance(error, Declined) and error.reason is Reason.WORDS_MISSING:
            self._error = error
            self.why.setFocus()
            self.retranslate()
        else:
            self.consent.complain(sentence_of(error))
