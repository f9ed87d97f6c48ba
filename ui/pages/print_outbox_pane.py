"""One paper of the outbox: what it looks like, what is known of it, and what can be done about it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.errors import Declined, Unavailable
from counter_app.domain.people import Actor
from counter_app.domain.print_job import PrintJob
from counter_app.services.print_outbox import OutboxRow
from ui.consenting import asks_for_consent
from ui.jobs import Job, Jobs, Lane
from ui.keys import Act, key_of
from ui.messages import sentence_of
from ui.print_outbox_doing import PrintDoings, can_copy, can_dismiss, can_print
from ui.printer_words import job_mood, job_words, name_of
from ui.widgets.action_button import ActionButton
from ui.widgets.copy_form import CopyForm
from ui.widgets.dismiss_form import DismissForm
from ui.widgets.lamp import StateMark
from ui.widgets.paper_view import PaperView, decoded
from ui.widgets.plain_label import ElidedLabel, PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken


class PrintPane(Spoken):
    """``tried``: a job as it stands after something was done about it. ``idle``: the keys are the list's again."""

    tried = Signal(object)
    idle = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._printing, self._jobs, self._actor = counter.printing, jobs, actor
        self._row: OutboxRow | None = None
        self._drawing: Job | None = None
        self._busy = False
        self._error: Exception | None = None
        self.doings = PrintDoings(counter, jobs, actor, self)
        self.title, self.name = PlainLabel(role="strong"), ElidedLabel(role="muted")
        self.mark, self.known = StateMark(), WrappedLabel()
        self.known.setObjectName("paper-known")
        self.view = PaperView()
        self.error = WrappedLabel(role="error")
        self.error.setObjectName("outbox-error")
        self.consent, self.why = CopyForm(), DismissForm()
        self.now, self.again, self.gone = ActionButton("action"), ActionButton(), ActionButton()
        self._arrange()
        self.put_away()
        self.retranslate()

    def show_row(self, row: OutboxRow | None) -> None:
        """Show this one; while something is typed, the paper it is about stays."""
        if self.is_typing:
            return
        other = row is None or self._row is None or row.job.id != self._row.job.id
        self._row = row
        if other:
            self._error = None
            self._draw()
        self.retranslate()

    def forget(self) -> None:
        """Whoever comes here again begins anew."""
        self._error = None
        self.put_away()

    def put_away(self) -> bool:
        """Out of what is being typed; whether anything was."""
        was = self.is_typing
        self.consent.pin.clear()
        for form in (self.consent, self.why):
            form.hide()
        self.retranslate()
        if was:
            self.idle.emit()
        return was

    def print_now(self) -> None:
        """Print what waits."""
        if self._may(can_print):
            self._begin()
            self.doings.print(self._job)

    def copy(self) -> None:
        """One more copy; where it takes a second person, that is asked in the place of the picture."""
        if self._may(can_copy):
            self._begin()
            self.doings.copy(self._job)

    def dismiss(self) -> None:
        """Ask why nobody needs it."""
        if self._may(can_dismiss) and self._row is not None:
            self.view.hide()
            self.why.ask(owed=self._row.owed)
            self.retranslate()

    def retranslate(self) -> None:
        row, typing = self._row, self.is_typing
        self.view.setVisible(row is not None and not typing)
        self.view.setAccessibleName(self.tr("What the paper looks like"))
        self.title.setText(name_of(row.job) if row else self.tr("No paper chosen"))
        self.name.show_text(" · ".join(part for part in (row.number, row.name) if part) if row else "")
        self.mark.setVisible(row is not None)
        self.known.setVisible(row is not None)
        if row is not None:
            self.mark.set_mood(job_mood(row.job))
            words = self.tr("It is being done …") if self._busy else job_words(row.job, by_itself=row.fresh)
            self.known.setText(words)
        for button, act, words, possible in (
            (self.now, Act.PRINT_NOW, self.tr("Print now"), can_print),
            (self.again, Act.PRINT_COPY, self.tr("Print a copy (SALINAN)"), can_copy),
            (self.gone, Act.PRINT_DISMISS, self.tr("Not needed any more"), can_dismiss),
        ):
            button.setText(f"{words}   ({key_of(act).shown})")
            button.setVisible(row is not None and not typing and possible(row.job, self._actor))
            button.setEnabled(not self._busy)
        shown = self._error is not None and not typing
        self.error.setVisible(shown)
        self.error.setText(sentence_of(self._error) if shown and self._error is not None else "")

    @property
    def _job(self) -> PrintJob:
        assert self._row is not None
        return self._row.job

    @property
    def is_typing(self) -> bool:
        """Whether a reason or a second person's PIN is being typed."""
        return not (self.consent.isHidden() and self.why.isHidden())

    def _may(self, possible: Callable[[PrintJob, Actor], bool]) -> bool:
        free = self._row is not None and not self._busy and not self.is_typing
        return free and possible(self._job, self._actor)

    def _begin(self) -> None:
        self._busy, self._error = True, None
        self.retranslate()

    def _done(self, job: PrintJob) -> None:
        self._busy = False
        for form in (self.consent, self.why):
            form.setEnabled(True)
        self.put_away()
        self.tried.emit(job)

    def _refused(self, error: Declined | Unavailable, job: PrintJob) -> None:
        self._busy = False
        for form in (self.consent, self.why):
            form.setEnabled(True)
        if not self.consent.isHidden():
            self.consent.complain(sentence_of(error))
        elif not self.why.isHidden():
            self.why.complain(sentence_of(error))
            self.why.reason.setFocus()
        elif asks_for_consent(error):
            self.consent.ask(self.tr("One more copy: {paper}").format(paper=name_of(job)))
            self.view.hide()
            self.consent.show()
            self.consent.start()
        else:
            self._error = error
        self.retranslate()

    def _consented(self, supervisor: str, pin: str, why: str) -> None:
        if not self._busy:
            self._busy = True
            self.consent.setEnabled(False)
            self.doings.copy(self._job, (supervisor, pin, why))

    def _dismissed(self, reason: str) -> None:
        if not self._busy:
            self._busy = True
            self.why.setEnabled(False)
            self.doings.dismiss(self._job, reason)

    def _draw(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
        self.view.show_picture(QImage())  # never another paper below this one's name
        row = self._row
        if row is None:
            return
        self._drawing = self._jobs.submit(
            Lane.JOURNAL,
            lambda: decoded(self._printing.preview(self._actor, row.job.id)),
            done=self.view.show_picture,
            failed=lambda error: None,  # its name and state stand beside it
            owner=self,
        )

    def _arrange(self) -> None:
        self.doings.done.connect(self._done)
        self.doings.refused.connect(self._refused)
        self.consent.wanted.connect(self._consented)
        self.why.said.connect(self._dismissed)
        for button, slot, name in (
            (self.now, self.print_now, "outbox-print"),
            (self.again, self.copy, "outbox-copy"),
            (self.gone, self.dismiss, "outbox-dismiss"),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
        known = QHBoxLayout()
        known.setSpacing(8)
        known.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        known.addWidget(self.known, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.name)
        column.addLayout(known)
        column.addWidget(self.view, 1)
        column.addStretch()
        for widget in (self.error, self.consent, self.why, self.now, self.again, self.gone):
            column.addWidget(widget)
