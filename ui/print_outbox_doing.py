"""What can be done about one paper of the outbox, and doing it off the window's thread."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from counter_app.bootstrap import Counter
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.domain.print_job import PRINT_TRANSITIONS, WAITING, PrintJob, PrintState
from counter_app.services.same_paper import subject_of_job
from ui.consenting import Typed, consent_to_copy, why_of
from ui.jobs import Jobs, Lane


def can_print(job: PrintJob, actor: Actor) -> bool:
    """Whether nothing of it can be on paper, so that it is printed as it is."""
    return job.state in WAITING and Right.REPRINT in RIGHTS[actor.role]


def can_copy(job: PrintJob, actor: Actor) -> bool:
    """Whether something of it may be on paper, or all: what comes next says SALINAN."""
    begun = job.state not in WAITING and job.state is not PrintState.PRINTING
    return begun and Right.REPRINT in RIGHTS[actor.role]


def can_dismiss(job: PrintJob, actor: Actor) -> bool:
    """Whether somebody can say that nobody needs it any more."""
    return PrintState.DISMISSED in PRINT_TRANSITIONS[job.state] and Right.REPRINT in RIGHTS[actor.role]


class PrintDoings(QObject):
    """``done``: a job as it stands after it. ``refused``: why not; the job it is about comes with it."""

    done = Signal(object)
    refused = Signal(object, object)

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QObject) -> None:
        super().__init__(parent)
        self._printing, self._outbox, self._approvals = counter.printing, counter.print_outbox, counter.approvals
        self._jobs, self._actor = jobs, actor

    def print(self, job: PrintJob) -> None:
        """Print what waits."""
        self._submit(Lane.PRINTER, lambda: self._printing.print(job.id), job)

    def copy(self, job: PrintJob, typed: Typed | None = None) -> None:
        """Print one more copy; from the second on with what was ``typed`` for it."""

        def make() -> PrintJob:
            consent = consent_to_copy(self._approvals, self._actor, self._about(job), typed)
            return self._printing.print(self._printing.again(self._actor, job.id, consent, why_of(typed)).id)

        self._submit(Lane.PRINTER, make, job)

    def dismiss(self, job: PrintJob, reason: str) -> None:
        """Nobody needs it any more."""
        self._submit(Lane.JOURNAL, lambda: self._outbox.dismiss(self._actor, job.id, reason), job)

    @staticmethod
    def _about(job: PrintJob) -> UUID:
        return subject_of_job(job)

    def _submit(self, lane: Lane, call: Callable[[], PrintJob], job: PrintJob) -> None:
        self._jobs.submit(
            lane, call, done=self.done.emit, failed=lambda error: self.refused.emit(error, job), owner=self
        )
