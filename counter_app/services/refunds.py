"""Cash that is owed to payers: whom, why, since when, and paying it out exactly once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.journal import Act, Entry, content_of
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.people import Actor, Right
from counter_app.domain.receipt import Office
from counter_app.domain.refund import Refund, RefundCause
from counter_app.domain.reversal import Reversal
from counter_app.services.money_back import Return, record, refund_of, require_not_back
from counter_app.services.own import own_payment, own_shift, words
from counter_app.services.ports import Clock, Store, UnitOfWork
from counter_app.services.stored import stored


@dataclass(frozen=True, slots=True)
class Due:
    """One payment whose money is to go back: refused by the host, or undone there by ``reversal``. ``since`` is UTC."""

    payment: Payment
    reversal: Reversal | None
    since: datetime

    @property
    def amount(self) -> Rupiah:
        return self.payment.total

    @property
    def cause(self) -> RefundCause:
        return RefundCause.REVERSED if self.reversal else RefundCause.REJECTED


@dataclass(frozen=True, slots=True)
class Recall:
    """Somebody to call because their money waits here. ``phone`` is empty where the office does not know one.

    ``contacted_at`` (UTC) and ``note``: when somebody last tried, and what came of it.
    """

    due: Due
    phone: str
    contacted_at: datetime | None
    note: str


class Refunds:
    """Pays out of the drawer of whoever pays."""

    def __init__(self, store: Store, office: Office, clock: Clock) -> None:
        self._store = store
        self._office = office
        self._clock = clock

    def due(self, actor: Actor) -> Sequence[Due]:
        """What this counter owes, the longest due first. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.SEE_QUEUE)
        with self._store.reading() as work:
            return all_due(work)

    def pay_out(self, actor: Actor, payment_id: UUID) -> Refund:
        """Give the money back, whole, in the actor's open shift.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``RECEIPT_NOT_FOUND``, ``REFUND_NOT_DUE``, ``MONEY_IS_BACK`` (``clerk``, ``at``: by
        whom and when), ``SHIFT_NOT_OPEN`` or ``SHIFT_OF_ANOTHER``; ``Unavailable(DATABASE)`` when nothing could be stored.
        """
        actor.require(Right.RETURN_CASH)
        with self._store.writing() as work:
            due = self._one_due(work, payment_id)
            refund = refund_of(due.payment, own_shift(work, actor), due.cause, self._clock.now())
            record(work, refund, due.payment, _settled(work, due, refund))
            return refund

    def contacted(self, actor: Actor, payment_id: UUID, note: str) -> None:
        """Journal that somebody tried to reach a payer whose money waits. Raises ``Declined`` with ``NOT_ALLOWED``,
        ``WORDS_MISSING``, ``RECEIPT_NOT_FOUND``, ``REFUND_NOT_DUE`` or ``MONEY_IS_BACK``.
        """
        actor.require(Right.RETURN_CASH)
        said = words(note)
        with self._store.writing() as work:
            payment = self._one_due(work, payment_id).payment
            facts = {"receipt": payment.receipt_number, "note": said}
            work.journal.append(Entry(self._clock.now(), actor.id, Act.RECALL_CONTACTED, str(payment.id), facts))

    def recall(self, actor: Actor) -> Sequence[Recall]:
        """Whom to call, the longest due first. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.RETURN_CASH)
        with self._store.reading() as work:
            return [_recall(work, due) for due in all_due(work)]

    def _one_due(self, work: UnitOfWork, payment_id: UUID) -> Due:
        payment = own_payment(work, self._office, payment_id)
        require_not_back(work, self._office, payment)
        reversal = work.reversals.of_payment(payment.id)
        if payment.state is PaymentState.REJECTED:
            return _due(work, payment, None)
        if reversal is not None and reversal.state is PaymentState.CONFIRMED:
            return _due(work, payment, reversal)
        raise Declined(Reason.REFUND_NOT_DUE, receipt=payment.receipt_number)


def all_due(work: UnitOfWork) -> Sequence[Due]:
    """What this counter owes to payers, the longest due first."""
    refused = [_due(work, payment, None) for payment in work.payments.in_states({PaymentState.REJECTED})]
    undone = [
        _due(work, stored(work.payments.get(reversal.payment_id), reversal), reversal)
        for reversal in work.reversals.in_states({PaymentState.CONFIRMED})
    ]
    return sorted(refused + undone, key=lambda due: (due.since, due.payment.receipt_number))


def _due(work: UnitOfWork, payment: Payment, reversal: Reversal | None) -> Due:
    """Since its outcome: what the host said, or what two people found out in its place."""
    outcome, subject = (Act.OUTCOME, payment.id) if reversal is None else (Act.REVERSAL_OUTCOME, reversal.id)
    told = [work.journal.last(act, str(subject)) for act in (outcome, Act.REVIEW_RESOLVED)]
    last = max((entry for entry in told if entry is not None), key=lambda entry: entry.seq, default=None)
    since = payment.accepted_at if last is None else datetime.fromisoformat(content_of(last)["at"])
    return Due(payment, reversal, since)


def _settled(work: UnitOfWork, due: Due, refund: Refund) -> Return:
    """Store the refund, move what it settles, and say what the journal calls it."""
    payment, reversal, done = due.payment, due.reversal, PaymentState.REFUNDED
    once = work.refunds.add(refund)
    if reversal is None:
        moved = once and work.payments.move(payment.id, payment.state, done)
        told = Return(Act.REFUNDED, payment.id, done, {})
    else:
        moved = once and work.reversals.move(reversal.id, reversal.state, done)
        told = Return(Act.REVERSAL_PAID_OUT, reversal.id, done, {})
    if not moved:
        raise LookupError(f"{payment.receipt_number} was settled within another's transaction")
    return told


def _recall(work: UnitOfWork, due: Due) -> Recall:
    local = work.participants.by_number(LookupNumber(NumberKind.NIK, due.payment.payer.nik))
    phone = local.participant.phone if local else ""
    last = work.journal.last(Act.RECALL_CONTACTED, str(due.payment.id))
    if last is None:
        return Recall(due, phone, contacted_at=None, note="")
    content = content_of(last)
    return Recall(due, phone, datetime.fromisoformat(content["at"]), content["facts"]["note"])
