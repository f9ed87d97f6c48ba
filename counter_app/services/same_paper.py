"""Print jobs that are about one and the same paper, who may read it, and what the next copy of it takes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.domain.print_job import WAITING, Document, PrintJob, PrintState
from counter_app.domain.print_reasons import CopyReason
from counter_app.services.approvals import use
from counter_app.services.own import require_still, words
from counter_app.services.ports import UnitOfWork
from counter_app.services.stored import stored

COPIES_ALONE = 1
"""Copies of a paper that one person makes alone, and without a word. A printer that stops half-way each time has the
supervisor look at it.
"""


def may_read(job: PrintJob, actor: Actor) -> bool:
    """A supervisor's X report says what a clerk's drawer must hold, which the clerk has yet to count; a recall slip holds
    the telephone numbers of payers, for whoever gives them their money.
    """
    if job.document is Document.RECALL:
        return Right.RETURN_CASH in RIGHTS[actor.role]
    own = job.document is not Document.X_REPORT or job.requested_by == actor.id
    return own or Right.APPROVE in RIGHTS[actor.role]


def require_readable(job: PrintJob, actor: Actor) -> None:
    """Raises ``Declined`` unless ``actor`` may read it: ``SHIFT_OF_ANOTHER``, or ``NOT_ALLOWED`` for a recall slip."""
    if job.document is Document.RECALL:
        actor.require(Right.RETURN_CASH)
    if not may_read(job, actor):
        raise Declined(Reason.SHIFT_OF_ANOTHER, clerk=job.requested_by)


def subject_of_job(job: PrintJob) -> UUID:
    """The payment, the shift or whatever else the job's paper is about."""
    return stored(job.payment_id or job.shift_id or job.subject_id, job)


def same_paper(work: UnitOfWork, job: PrintJob) -> Sequence[PrintJob]:
    """Every job for the same paper, the original first."""
    if job.payment_id is not None:
        return work.prints.of_payment(job.payment_id, job.document)
    if job.shift_id is not None:
        return work.prints.of_shift(job.shift_id, job.document)
    return work.prints.of_subject(stored(job.subject_id, job), job.document)


@dataclass(frozen=True, slots=True)
class Wish:
    """One more copy: who asks, the second person's consent and the reason, where either is asked for, and when (UTC)."""

    actor: Actor
    consent: UUID | None
    why: str
    at: datetime


def next_copy(work: UnitOfWork, jobs: Sequence[PrintJob], of: dict[str, Fact], wish: Wish) -> PrintJob:
    """The job for the next copy of the paper of ``jobs``, journaled with the facts ``of`` it; the original, while that one
    waits.

    The reason is journaled where it was said, and where the program knows it: the one before may be half out. From the
    second copy on it takes a consent to ``Deed.REPRINT`` and a reason. Raises ``Declined`` with
    ``APPROVAL_NEEDED``, ``APPROVAL_SPENT`` or ``WORDS_MISSING``, and ``NOT_ALLOWED`` for who may no longer.
    """
    require_still(work, wish.actor.id, Right.REPRINT)
    waiting = next((job for job in jobs if job.copy == 0 and job.state in WAITING), None)
    if waiting is not None:
        return waiting
    job = replace(
        jobs[-1],
        id=uuid4(),
        copy=jobs[-1].copy + 1,
        state=PrintState.QUEUED,
        requested_by=wish.actor.id,
        requested_at=wish.at,
        detail="",
        wording="",
        trouble=None,
    )
    about = subject_of_job(job)
    facts: dict[str, Fact] = {**of, "document": job.document.value, "copy": job.copy}
    if why := wish.why.strip() or (CopyReason.HALF_OUT.value if jobs[-1].state is PrintState.FAILED else ""):
        facts["reason"] = words(why)
    if job.copy > COPIES_ALONE:
        allowed = use(work, wish.actor.id, Deed.REPRINT, about, wish.consent, wish.at)
        facts |= {"approved_by": allowed.approved_by, "reason": words(wish.why)}
    work.prints.add(job)
    work.journal.append(Entry(wish.at, wish.actor.id, Act.REPRINT, str(about), facts))
    return job
