"""Calling off a payment that has never been sent: whoever is first, the clerk or the forwarder, wins."""

from dataclasses import replace
from uuid import UUID

from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Fact
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.people import Actor, Right
from counter_app.domain.receipt import Office
from counter_app.domain.refund import Refund, RefundCause
from counter_app.services.approvals import use
from counter_app.services.money_back import Return, record, refund_of, require_not_back
from counter_app.services.own import own_payment, own_shift, words
from counter_app.services.ports import Clock, Store, UnitOfWork
from counter_app.services.stored import stored


class Cancelling:
    """The cash goes back at once, out of the drawer of whoever cancels."""

    def __init__(self, store: Store, office: Office, clock: Clock) -> None:
        self._store = store
        self._office = office
        self._clock = clock

    def cancel(self, actor: Actor, payment_id: UUID, reason: str, approval_id: UUID | None) -> Payment:
        """Cancel a payment in the actor's open shift, with a consent to ``CANCEL`` it. A second call with the same
        consent changes nothing and returns the same payment.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``WORDS_MISSING``, ``RECEIPT_NOT_FOUND``, ``ALREADY_SENT``,
        ``MONEY_IS_BACK`` (``clerk``, ``at``: by whom and when), ``SHIFT_NOT_OPEN``, ``SHIFT_OF_ANOTHER``, ``APPROVAL_NEEDED`` or
        ``APPROVAL_SPENT``; ``Unavailable(DATABASE)`` when nothing could be stored.
        """
        actor.require(Right.CANCEL)
        why = words(reason)
        with self._store.writing() as work:
            payment = own_payment(work, self._office, payment_id)
            if _is_done(work, actor, payment, approval_id):
                return payment
            require_not_back(work, self._office, payment)
            _require_unsent(work, payment)
            shift, now = own_shift(work, actor), self._clock.now()
            approval = use(work, actor.id, Deed.CANCEL, payment.id, approval_id, now)
            refund = refund_of(payment, shift, RefundCause.CANCELLED, now)
            _call_off(work, payment, refund)
            more: dict[str, Fact] = {"reason": why, "approved_by": approval.approved_by}
            record(work, refund, payment, Return(Act.CANCELLED, payment.id, PaymentState.CANCELLED, more))
            return replace(payment, state=PaymentState.CANCELLED)


def _is_done(work: UnitOfWork, actor: Actor, payment: Payment, approval_id: UUID | None) -> bool:
    """Whether this very act has been stored, and only its answer was lost."""
    if payment.state is not PaymentState.CANCELLED or approval_id is None:
        return False
    approval = work.approvals.get(approval_id)
    bound = approval and (approval.deed, approval.subject, approval.asked_by, approval.used_at is not None)
    return bound == (Deed.CANCEL, payment.id, actor.id, True)


def _require_unsent(work: UnitOfWork, payment: Payment) -> None:
    """An attempt is committed before the socket is touched: without one, nothing of it can be at the host."""
    item = stored(work.outbox.get(payment.id), payment.id)
    if payment.state is not PaymentState.ACCEPTED or item.attempts > 0:
        raise Declined(Reason.ALREADY_SENT, receipt=payment.receipt_number)


def _call_off(work: UnitOfWork, payment: Payment, refund: Refund) -> None:
    # The refund first: the database lets no payment be cancelled whose money is not back.
    once = work.refunds.add(refund) and work.payments.move(payment.id, payment.state, PaymentState.CANCELLED)
    item = stored(work.outbox.get(payment.id), payment.id)
    closed = replace(item, due_at=None, leased_by="", leased_until=None)
    if not (once and work.outbox.save(closed, item.leased_by)):
        raise LookupError(f"{payment.receipt_number} left {payment.state} within its own transaction")
    work.claims.release(payment.id)
