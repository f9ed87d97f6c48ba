"""The full NIK of one payment: asked for with a reason, shown for half a minute, and gone with the page."""

from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.services.own import MOST_WORDS
from counter_app.services.reveal import Reveal
from ui.jobs import Job, Jobs, Lane
from ui.messages import sentence_of
from ui.theme import restyle
from ui.widgets.entry_field import EntryField
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken

SHOWN_FOR = 30_000
"""Milliseconds: long enough to read sixteen digits to somebody, too short to be forgotten on the screen."""


class NumberLine(Spoken):
    """Nothing to see until ``ask``; then a line for the reason; then, for a while, the number."""

    def __init__(self, reveal: Reveal, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._reveal = reveal
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
        self.why.entered.connect(self._submit)
        self.words = WrappedLabel(role="hint")
        self.words.setObjectName("reveal-words")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.number, self.words, self.why):
            column.addWidget(widget)
        self.put_away()

    def show_payment(self, payment_id: UUID | None) -> None:
        """Whose number it would be; another one's is put away."""
        if payment_id != self._payment:
            self.put_away()
            self._payment = payment_id

    def ask(self) -> None:
        """Ask for the reason, of whoever may see the number."""
        if self._payment is None or Right.REVEAL not in RIGHTS[self._actor.role]:
            return
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self._ending.stop()
        self.number.clear()
        self._error = None
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
        self.number.clear()
        self.why.clear()
        had_focus = self.why.hasFocus()
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
            words = sentence_of(self._error)
        elif self.number.text():
            words = self.tr("The journal has noted it. It disappears in half a minute.")
        else:
            words = self.tr("Say why the full NIK is needed; the journal notes it. Enter shows it, Esc does not.")
        restyle(self.words, "role", "error" if self._error is not None else "hint")
        self.words.setText(words)

    def _submit(self) -> None:
        payment_id, why = self._payment, self.why.text()
        if payment_id is None or self._asking is not None:
            return
        self._asking = self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._reveal.nik(self._actor, payment_id, why),
            done=self._shown,
            failed=self._refused,
            owner=self,
        )

    def _shown(self, number: str) -> None:
        self._asking = self._error = None
        if self._before is not None and self.why.hasFocus():
            self._before.setFocus()
        self.why.clear()
        self.why.hide()
        self.number.setText(f"NIK {number}")
        self._ending.start()
        self.retranslate()

    def _refused(self, error: Exception) -> None:
        self._asking, self._error = None, error
        self.retranslate()
