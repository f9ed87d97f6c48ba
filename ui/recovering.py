"""After an unclean end, question by question: was it printed, is its cash in the drawer. No widgets in here.

An answer counts when the service has journaled it; what has not come out is then printed, before the next question.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from counter_app.bootstrap import Counter
from counter_app.domain.errors import Declined, Reason, Unavailable
from counter_app.domain.people import Actor
from counter_app.domain.print_job import PrintJob, PrintState
from counter_app.services.recovery import Question
from ui.consenting import Typed, asks_for_consent, consent_to_copy, why_of
from ui.jobs import Jobs, Lane
from ui.widgets.paper_view import decoded

T = TypeVar("T")


class Step(StrEnum):
    """Where one question stands. While ``STORING`` and ``PRINTING`` no key means anything."""

    PRINTED = "printed"
    CASH = "cash"
    STORING = "storing"
    PRINTING = "printing"
    STUCK = "stuck"


class Recovering(QObject):
    """``changed``: any of the properties has. ``finished``: nothing is open any more.

    ``printer_seen``: a paper was tried; its job as it ended.
    """

    changed = Signal()
    finished = Signal()
    printer_seen = Signal(object)
    _broke = Signal()

    def __init__(
        self, counter: Counter, jobs: Jobs, actor: Actor, questions: Sequence[Question], parent: QObject | None = None
    ) -> None:
        """``questions``: at least one."""
        super().__init__(parent)
        self._broke.connect(self._stop, Qt.ConnectionType.QueuedConnection)
        self._counter, self._jobs, self._actor = counter, jobs, actor
        self._open = list(questions)
        self._printed = False
        self._asked_in = Step.PRINTED
        self._cash: dict[UUID, bool] = {}
        self.question = questions[0]
        self.number = 0
        """Which question this is, from 1, once ``start`` was called."""
        self.step = Step.PRINTED
        self.paper = self.question.job
        """The paper in question; once it was tried again, as it ended."""
        self.picture = QImage()
        self.error: Declined | Unavailable | None = None

    @property
    def total(self) -> int:
        """How many questions there are, as far as is known: a payment may have another paper."""
        return self.number - 1 + len(self._open)

    def start(self) -> None:
        """Ask the first one."""
        self._ask()

    def answer(self, yes: bool) -> None:
        """What the clerk says to the question that is asked now."""
        if self.step is Step.PRINTED:
            self._printed = yes
            payment_id = self.question.payment.id
            if self.question.cash and payment_id not in self._cash:
                self._go(Step.CASH)
            else:
                self._store(cash=self._cash.get(payment_id, True))
        elif self.step is Step.CASH:
            self._store(cash=yes)

    def back(self) -> bool:
        """From the cash to the paper; whether there was a way back."""
        if self.step is Step.CASH:
            self._go(Step.PRINTED)
            return True
        return False

    @property
    def asks(self) -> bool:
        """Whether one more copy takes a second person, or the one who was asked did not prove it."""
        return self.step is Step.STUCK and asks_for_consent(self.error)

    def print_again(self, consent: Typed | None = None) -> None:
        """Try the paper once more; a second copy of it with a supervisor's number and PIN, see ``asks``."""
        if self.step is Step.STUCK:
            self._print(self.paper, consent)

    def go_on(self) -> None:
        """Leave the paper to the queue, where it waits, and ask the next one."""
        if self.step is Step.STUCK:
            self._ask()

    # --- inside --------------------------------------------------------------------------------------------------

    def _go(self, step: Step, error: Declined | Unavailable | None = None) -> None:
        self.step, self.error = step, error
        self.changed.emit()

    def _ask(self) -> None:
        if not self._open:
            self.finished.emit()
            return
        self.question, self.number = self._open[0], self.number + 1
        self.paper, self.picture = self.question.job, QImage()
        job_id = self.paper.id
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: decoded(self._counter.printing.preview(self._actor, job_id)),
            done=self._pictured,
            failed=lambda error: None,  # number, name and amount stand beside it
            owner=self,
        )
        self._go(Step.PRINTED)

    def _pictured(self, picture: QImage) -> None:
        self.picture = picture
        self.changed.emit()

    def _store(self, *, cash: bool) -> None:
        self._asked_in = self.step
        question, printed = self.question, self._printed
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._watched(lambda: self._answer(question, printed, cash)),
            done=lambda left: self._stored(left, cash),
            failed=self._refused,
            owner=self,
        )
        self._go(Step.STORING)

    def _answer(self, question: Question, printed: bool, cash: bool) -> Sequence[Question]:
        """On the journal lane. What somebody has answered in the meantime is answered."""
        recovery = self._counter.recovery
        try:
            recovery.answer(self._actor, question.payment.id, printed, cash)
        except Declined as declined:
            if declined.reason is not Reason.NOT_ASKED:
                raise
        return recovery.questions(self._actor)

    def _stored(self, left: Sequence[Question], cash: bool) -> None:
        self._open = list(left)
        self._cash[self.question.payment.id] = cash
        if self._printed:
            self._ask()
        else:
            self._print(self.question.job)

    def _print(self, job: PrintJob, consent: Typed | None = None) -> None:
        self._jobs.submit(
            Lane.PRINTER,
            lambda: self._watched(lambda: self._paper(job, consent)),
            done=self._tried,
            failed=self._refused,
            owner=self,
        )
        self._go(Step.PRINTING)

    def _paper(self, job: PrintJob, typed: Typed | None) -> PrintJob:
        """On the printer lane: the paper that waits, or a copy where something of it may be out."""
        printing, payment = self._counter.printing, self.question.payment
        if job.state is PrintState.FAILED:
            consent = consent_to_copy(self._counter.approvals, self._actor, payment.id, typed)
            job = printing.reprint(self._actor, payment.receipt_number, job.document, consent, why_of(typed))
        return printing.print(job.id)

    def _tried(self, paper: PrintJob) -> None:
        self.paper = paper
        self.printer_seen.emit(paper)
        if paper.is_out:
            self._ask()
        else:
            self._go(Step.STUCK)

    def _refused(self, error: Exception) -> None:
        assert isinstance(error, Declined | Unavailable)
        self._stop(error)

    def _watched(self, call: Callable[[], T]) -> T:
        """On a lane. A bug is shown as one, and the same can be tried again."""
        try:
            return call()
        except (Declined, Unavailable):
            raise
        except Exception:
            self._broke.emit()
            raise

    def _stop(self, error: Declined | Unavailable | None = None) -> None:
        self._go(Step.STUCK if self.step is Step.PRINTING else self._asked_in, error)
