"""The print outbox: what waits, has failed and went out last; what still goes out by itself; what nobody needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.payment import PaymentState
from counter_app.domain.people import Actor, Right
from counter_app.domain.print_job import PRINT_TRANSITIONS, Document, PrintJob, PrintState
from counter_app.domain.print_reasons import is_typed
from counter_app.domain.printer import PrinterStatus
from counter_app.domain.reversal import TOOK_EFFECT
from counter_app.services.own import require_still, words
from counter_app.services.ports import Clock, Store, UnitOfWork
from counter_app.services.printing import Printing
from counter_app.services.same_paper import may_read, require_readable, same_paper, subject_of_job
from counter_app.services.stored import stored

LAST_OUT = 20
"""Papers that are shown of those that are out."""
_FOR_PAYERS = frozenset({Document.RECEIPT, Document.CONFIRMATION})
_COME_TO_NOTHING = frozenset({PaymentState.REJECTED, PaymentState.CANCELLED, PaymentState.REFUNDED})


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One job. ``number``: the receipt's or the application's, empty for papers about a drawer. ``name``: the payer's.

    ``fresh``: it comes out by itself once the printer is ready. ``owed``: a payer's receipt whose payment stands, and of
    which nothing is out.
    """

    job: PrintJob
    number: str = ""
    name: str = ""
    fresh: bool = False
    owed: bool = False


@dataclass(frozen=True, slots=True)
class OutboxView:
    """``missing``: the oldest first. ``out``: handed over or dismissed, the last one first."""

    missing: Sequence[OutboxRow]
    out: Sequence[OutboxRow]


@dataclass(frozen=True, slots=True)
class OutboxStep:
    """One look at what is held. ``status``: the printer's, where it was asked. ``left``: what still waits by itself."""

    printed: PrintJob | None = None
    status: PrinterStatus | None = None
    left: int = 0


class PrintOutbox:
    """Reads the counter's print jobs, and decides with a person what becomes of those that did not come out."""

    def __init__(self, store: Store, clock: Clock, printing: Printing) -> None:
        self._store = store
        self._clock = clock
        self._printing = printing

    def read(self, actor: Actor) -> OutboxView:
        """All that did not come out, and the last that did. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.SEE_QUEUE)
        with self._store.reading() as work:
            missing = [self._row(work, job, actor) for job in work.prints.missing() if may_read(job, actor)]
            out = [self._row(work, job, actor) for job in work.prints.recent(LAST_OUT) if may_read(job, actor)]
        return OutboxView(missing, out)

    def stale(self, actor: Actor) -> Sequence[PrintJob]:
        """What did not come out and does not come out by itself either. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.SEE_QUEUE)
        stuck, now = self._printing.undelivered(actor), self._clock.now()
        return [job for job in stuck if not self._printing.run.is_fresh(job, actor.id, now)]

    def step(self, actor: Actor) -> OutboxStep:
        """If anything that ``actor`` asked for just now is held: ask the printer, and print the first if it is ready.

        Raises ``Declined(NOT_ALLOWED)`` and ``Unavailable``.
        """
        actor.require(Right.SEE_QUEUE)
        fresh = self._fresh(actor)
        if not fresh:
            return OutboxStep()
        status = self._printing.printer_status()
        if status.trouble is not None:
            return OutboxStep(None, status, len(fresh))
        return OutboxStep(self._printing.print(fresh[0].id), status, len(self._fresh(actor)))

    def dismiss(self, actor: Actor, job_id: UUID, reason: str) -> PrintJob:
        """Nobody needs it any more: ``reason`` is one of ``domain.print_reasons.NotNeeded``, or words.

        A payer's receipt that is owed takes words. Raises ``Declined`` with ``NOT_ALLOWED``, ``SHIFT_OF_ANOTHER``,
        ``WORDS_MISSING``, ``PAPER_OWED``, or ``PAPER_MOVED`` when it is out or under way meanwhile.
        """
        actor.require(Right.REPRINT)
        why = words(reason)
        with self._store.writing() as work:
            require_still(work, actor.id, Right.REPRINT)
            job = stored(work.prints.get(job_id), job_id)
            require_readable(job, actor)
            if not is_typed(why) and _is_owed(work, job):
                raise Declined(Reason.PAPER_OWED)
            over = PrintState.DISMISSED in PRINT_TRANSITIONS[job.state]
            if not (over and work.prints.move(job.id, job.state, PrintState.DISMISSED, why)):
                raise Declined(Reason.PAPER_MOVED)
            facts: dict[str, Fact] = {
                "document": job.document.value,
                "copy": job.copy,
                "was": job.state.value,
                "requested_by": job.requested_by,
                "reason": why,
            }
            if job.payment_id is not None:
                facts["receipt"] = stored(work.payments.get(job.payment_id), job).receipt_number
            about = str(subject_of_job(job))
            work.journal.append(Entry(self._clock.now(), actor.id, Act.PRINT_DISMISSED, about, facts))
        return replace(job, state=PrintState.DISMISSED, detail=why, trouble=None)

    def _fresh(self, actor: Actor) -> Sequence[PrintJob]:
        now, run = self._clock.now(), self._printing.run
        with self._store.reading() as work:
            held = work.prints.held(actor.id, run.since)
        return [job for job in held if run.is_fresh(job, actor.id, now)]

    def _row(self, work: UnitOfWork, job: PrintJob, actor: Actor) -> OutboxRow:
        number, name = _about(work, job)
        fresh = self._printing.run.is_fresh(job, actor.id, self._clock.now())
        return OutboxRow(job, number, name, fresh, job.is_stuck and _is_owed(work, job))


def _about(work: UnitOfWork, job: PrintJob) -> tuple[str, str]:
    if job.payment_id is not None:
        payment = stored(work.payments.get(job.payment_id), job)
        return payment.receipt_number, payment.payer.name
    if job.document is Document.REGISTRATION and job.subject_id is not None:
        application = stored(work.registrations.get(job.subject_id), job)
        return application.number, application.form.name
    return "", ""


def _is_owed(work: UnitOfWork, job: PrintJob) -> bool:
    """Whether it is a payer's receipt whose payment stands, and neither it nor any copy of it is out."""
    if job.document not in _FOR_PAYERS or job.payment_id is None:
        return False
    payment = stored(work.payments.get(job.payment_id), job)
    reversal = work.reversals.of_payment(payment.id)
    undone = reversal is not None and reversal.state in TOOK_EFFECT
    is_there = any(each.is_out for each in same_paper(work, job))
    return payment.state not in _COME_TO_NOTHING and not undone and not is_there
