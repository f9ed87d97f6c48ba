"""The recall slip: whom to call back, and what they are to get. A list for the telephone; it gives nothing back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.identity import LookupNumber, NumberKind, mask
from counter_app.domain.journal import Act, Entry, Fact, content_of
from counter_app.domain.money import Rupiah
from counter_app.domain.people import Actor, Right
from counter_app.domain.print_job import Document, PrintJob, PrintState
from counter_app.domain.recall import RecallRow, RecallSlip
from counter_app.domain.receipt import Office
from counter_app.domain.refund import RefundCause
from counter_app.services.own import require_still
from counter_app.services.ports import Clock, Store, UnitOfWork
from counter_app.services.refunds import Due, all_due
from counter_app.services.stored import stored

_BETWEEN_ROWS, _BETWEEN_PARTS = "\n", " "


class Recalls:
    """One list at a time is made, of everybody who waits then; what came of it the journal has from ``Refunds``."""

    def __init__(self, store: Store, office: Office, clock: Clock) -> None:
        self._store = store
        self._office = office
        self._clock = clock

    def list(self, actor: Actor) -> PrintJob:
        """Write down whose money waits, journaled without names and numbers of theirs, and ready to be printed.

        Raises ``Declined`` with ``NOT_ALLOWED`` or ``NOBODY_TO_RECALL``.
        """
        actor.require(Right.RETURN_CASH)
        with self._store.writing() as work:
            require_still(work, actor.id, Right.RETURN_CASH)
            due = all_due(work)
            if not due:
                raise Declined(Reason.NOBODY_TO_RECALL)
            now, list_id = self._clock.now(), uuid4()
            work.journal.append(Entry(now, actor.id, Act.RECALL_LISTED, str(list_id), _facts(due)))
            job = PrintJob(
                uuid4(), None, 0, PrintState.QUEUED, actor.id, now, document=Document.RECALL, subject_id=list_id
            )
            work.prints.add(job)
        return job


def recall_slip(work: UnitOfWork, office: Office, list_id: UUID, copy: int) -> RecallSlip:
    """The slip as it was listed; who they are is read from their rows. Raises ``LookupError``, a bug, when there is none."""
    content = content_of(stored(work.journal.last(Act.RECALL_LISTED, str(list_id)), list_id))
    facts: Mapping[str, Any] = content["facts"]
    return RecallSlip(
        office=office,
        id=list_id,
        clerk_id=content["actor"],
        at=datetime.fromisoformat(content["at"]),
        rows=tuple(_row(work, _Listed.read(row)) for row in facts["rows"].split(_BETWEEN_ROWS)),
        copy=copy,
    )


@dataclass(frozen=True, slots=True)
class _Listed:
    """What the journal holds of one payer: a receipt's number and what is due for it."""

    number: str
    amount: Rupiah
    cause: RefundCause
    since: datetime

    @property
    def written(self) -> str:
        return _BETWEEN_PARTS.join((self.number, str(self.amount), self.cause.value, self.since.isoformat()))

    @classmethod
    def read(cls, written: str) -> "_Listed":
        number, amount, cause, since = written.rsplit(_BETWEEN_PARTS, 3)
        return cls(number, Rupiah(int(amount)), RefundCause(cause), datetime.fromisoformat(since))


def _facts(due: Sequence[Due]) -> dict[str, Fact]:
    listed = [_Listed(each.payment.receipt_number, each.amount, each.cause, each.since) for each in due]
    return {
        "payers": len(listed),
        "amount": sum(row.amount for row in listed),
        "rows": _BETWEEN_ROWS.join(row.written for row in listed),
    }


def _row(work: UnitOfWork, listed: _Listed) -> RecallRow:
    payer = stored(work.payments.by_receipt(listed.number), listed.number).payer
    local = work.participants.by_number(LookupNumber(NumberKind.NIK, payer.nik))
    return RecallRow(
        number=listed.number,
        name=payer.name,
        masked_nik=mask(payer.nik),
        phone=local.participant.phone if local else "",
        amount=listed.amount,
        cause=listed.cause,
        since=listed.since,
    )
