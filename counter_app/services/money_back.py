"""Money on its way back to a payer: the row, the journal's entry, the slip, all in the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.print_job import Document, PrintJob, PrintState
from counter_app.domain.receipt import Office
from counter_app.domain.refund import Refund, RefundCause
from counter_app.domain.shift import Shift
from counter_app.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Return:
    """What a refund is journaled as: the ``act``, about which row, and the state that row has then."""

    act: Act
    subject: UUID
    state: PaymentState
    facts: dict[str, Fact]


def require_not_back(work: UnitOfWork, office: Office, payment: Payment) -> None:
    """Raise ``Declined(MONEY_IS_BACK)``, which says by whom and when, if the money went back already.

    Whoever lost the answer to a commit asks again, and must not hear that nothing was due.
    """
    refund = work.refunds.get(payment.id)
    if refund is not None:
        at = refund.at.astimezone(ZoneInfo(office.timezone)).strftime("%Y-%m-%d %H:%M")
        raise Declined(Reason.MONEY_IS_BACK, receipt=payment.receipt_number, at=at, clerk=refund.clerk_id)


def refund_of(payment: Payment, shift: Shift, cause: RefundCause, at: datetime) -> Refund:
    """The whole of a payment, out of the drawer of ``shift`` if it was paid in cash."""
    return Refund(
        office_id=shift.office_id,
        counter_id=shift.counter_id,
        payment_id=payment.id,
        shift_id=shift.id,
        clerk_id=shift.clerk_id,
        cause=cause,
        amount=payment.total,
        in_cash=payment.tender.kind is TenderKind.CASH,
        at=at,
    )


def record(work: UnitOfWork, refund: Refund, payment: Payment, told: Return) -> None:
    """Journal a refund that was just stored, and ask for its slip."""
    facts: dict[str, Fact] = {
        "receipt": payment.receipt_number,
        "payment": str(payment.id),
        "state": told.state.value,
        "amount": refund.amount,
        "in_cash": refund.in_cash,
        "shift": str(refund.shift_id),
        "cause": refund.cause.value,
        **told.facts,
    }
    work.journal.append(Entry(refund.at, refund.clerk_id, told.act, str(told.subject), facts))
    slip = PrintJob(uuid4(), payment.id, 0, PrintState.QUEUED, refund.clerk_id, refund.at, document=Document.REFUND)
    work.prints.add(slip)
