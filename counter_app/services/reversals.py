"""Asking the host to undo a payment. Cash goes back when the host has confirmed it, and not before."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from counter_app.domain.approval import Approval, Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.outbox import OutboxItem, Step
from counter_app.domain.payment import Payment
from counter_app.domain.people import Actor, Right
from counter_app.domain.print_job import Document, PrintJob, PrintState
from counter_app.domain.receipt import Office
from counter_app.domain.reversal import Reversal, require_reversible
from counter_app.domain.shift import Shift
from counter_app.services.approvals import use
from counter_app.services.own import own_payment, own_shift, words
from counter_app.services.ports import Clock, HostGateway, Store, UnitOfWork

HOST_ZONE = "Asia/Jakarta"
"""Whose days the host counts: it reverses on the day of its posting only."""


class Reversals:
    """One reversal a payment at a time; one that the host refused may be asked for again."""

    def __init__(self, store: Store, host: HostGateway, office: Office, clock: Clock) -> None:
        self._store = store
        self._host = host
        self._office = office
        self._clock = clock

    def ask(self, actor: Actor, payment_id: UUID, reason: str, approval_id: UUID | None) -> Reversal:
        """Ask for a reversal in the actor's open shift, with a consent to ``REVERSE`` of this payment.

        It takes the consent's id for its key, so that asking again with the same consent gives the same reversal.
        Raises ``Declined`` with ``NOT_ALLOWED``, ``HOST_CANNOT``, ``WORDS_MISSING``, ``RECEIPT_NOT_FOUND``,
        ``REVERSAL_UNDER_WAY``, ``NOT_REVERSIBLE``, ``REVERSAL_TOO_LATE``, ``SHIFT_NOT_OPEN``, ``SHIFT_OF_ANOTHER``,
        ``APPROVAL_NEEDED`` or ``APPROVAL_SPENT``; ``Unavailable(DATABASE)`` when nothing could be stored.
        """
        actor.require(Right.ASK_REVERSAL)
        if not self._host.abilities.reversal:
            raise Declined(Reason.HOST_CANNOT, what="reversal")
        why = words(reason)
        with self._store.writing() as work:
            payment = own_payment(work, self._office, payment_id)
            earlier = work.reversals.of_payment(payment.id)
            if earlier is not None and earlier.id == approval_id:
                return earlier
            now = self._clock.now()
            require_reversible(payment, earlier)
            _require_same_day(payment, now)
            shift = own_shift(work, actor)
            approval = use(work, actor.id, Deed.REVERSE, payment.id, approval_id, now)
            reversal = self._reversal(payment, shift, why, approval, now)
            self._store_all(work, reversal, payment)
            return reversal

    def _reversal(self, payment: Payment, shift: Shift, reason: str, approval: Approval, now: datetime) -> Reversal:
        return Reversal(
            id=approval.id,
            office_id=self._office.id,
            counter_id=self._office.counter_id,
            payment_id=payment.id,
            receipt_number=payment.receipt_number,
            amount=payment.total,
            reason=reason,
            clerk_id=approval.asked_by,
            approved_by=approval.approved_by,
            shift_id=shift.id,
            business_date=shift.business_date,
            asked_at=now,
        )

    def _store_all(self, work: UnitOfWork, reversal: Reversal, payment: Payment) -> None:
        work.reversals.add(reversal)
        asked = work.journal.append(asked_entry(reversal))
        body = self._host.reversal_body(reversal, payment, asked.hash)
        work.outbox.add(
            OutboxItem(payment.id, body, Step.SEND, attempts=0, due_at=reversal.asked_at, reversal_id=reversal.id)
        )
        work.prints.add(
            PrintJob(
                uuid4(),
                payment.id,
                0,
                PrintState.QUEUED,
                reversal.clerk_id,
                reversal.asked_at,
                document=Document.REVERSAL,
            )
        )


def asked_entry(reversal: Reversal) -> Entry:
    """What the journal says of a reversal when it is asked for; verification compares it with what is stored."""
    facts: dict[str, Fact] = {
        "receipt": reversal.receipt_number,
        "payment": str(reversal.payment_id),
        "amount": reversal.amount,
        "reason": reversal.reason,
        "approved_by": reversal.approved_by,
        "shift": str(reversal.shift_id),
        "business_date": reversal.business_date.isoformat(),
    }
    return Entry(reversal.asked_at, reversal.clerk_id, Act.REVERSAL_ASKED, str(reversal.id), facts)


def host_day(moment: datetime) -> date:
    """On which of the host's days a moment lies."""
    return moment.astimezone(ZoneInfo(HOST_ZONE)).date()


def _require_same_day(payment: Payment, now: datetime) -> None:
    """What is not posted yet may still be posted today: that the host decides."""
    if payment.posting is not None and host_day(payment.posting.posted_at) != host_day(now):
        day = host_day(payment.posting.posted_at.astimezone(UTC)).isoformat()
        raise Declined(Reason.REVERSAL_TOO_LATE, receipt=payment.receipt_number, day=day)
