"""The queue as people see it: everything that still needs somebody, each with its next step and whose turn it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.outbox import OutboxItem
from counter_app.domain.payment import UNSETTLED, Payment, PaymentState
from counter_app.domain.people import Actor, Right
from counter_app.domain.reversal import Reversal
from counter_app.domain.standing import Lane, Standing, standing_of_payment, standing_of_reversal
from counter_app.services.confirmations import owed_slips
from counter_app.services.ports import Clock, Store, UnitOfWork
from counter_app.services.stored import stored

_OPEN_PAYMENTS = UNSETTLED | {PaymentState.REVIEW, PaymentState.REJECTED}
_OPEN_REVERSALS = UNSETTLED | {PaymentState.REVIEW, PaymentState.CONFIRMED}
_LANES = list(Lane)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One thing in the queue. ``reversal`` is set where it is the payment's undoing that is open, not the payment.

    ``since``: when the money was taken, or the reversal asked for (UTC). ``age`` is never negative. ``phone`` is the
    payer's, empty where the office does not know it.
    """

    payment: Payment
    reversal: Reversal | None
    item: OutboxItem | None
    standing: Standing
    since: datetime
    age: timedelta
    phone: str

    @property
    def id(self) -> UUID:
        return self.reversal.id if self.reversal else self.payment.id

    @property
    def state(self) -> PaymentState:
        return self.reversal.state if self.reversal else self.payment.state


class QueueView:
    """Reads only."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def rows(self, actor: Actor, besides: UUID | None = None) -> Sequence[QueueRow]:
        """All that is open at this counter, by lane, in each the oldest first. Raises ``Declined(NOT_ALLOWED)``.

        ``besides``: a payment that is shown even if it is settled, or as undone where it is.
        """
        actor.require(Right.SEE_QUEUE)
        now = self._clock.now()
        with self._store.reading() as work:
            undoing = work.reversals.in_states(_OPEN_REVERSALS)
            rows = [*_payments(work, now), *_reversals(work, undoing, now)]
            if besides is not None and all(row.payment.id != besides for row in rows):
                rows += _settled(work, besides, now)
        return sorted(rows, key=lambda row: (_LANES.index(row.standing.lane), row.since))


def _payments(work: UnitOfWork, now: datetime) -> Sequence[QueueRow]:
    waiting = owed_slips(work)
    slips = frozenset(payment.id for payment in waiting)
    return _rows(work, [*work.payments.in_states(_OPEN_PAYMENTS), *waiting], slips, now)


def _rows(work: UnitOfWork, payments: Sequence[Payment], slips: frozenset[UUID], now: datetime) -> Sequence[QueueRow]:
    items = work.outbox.get_many([payment.id for payment in payments])
    return [
        QueueRow(
            payment=payment,
            reversal=None,
            item=items.get(payment.id),
            standing=standing_of_payment(payment.state, items.get(payment.id), slip_waiting=payment.id in slips),
            since=payment.accepted_at,
            age=_age(payment.accepted_at, now),
            phone=_phone(work, payment),
        )
        for payment in payments
    ]


def _settled(work: UnitOfWork, payment_id: UUID, now: datetime) -> Sequence[QueueRow]:
    reversal = work.reversals.of_payment(payment_id)
    if reversal is not None and reversal.state is PaymentState.REFUNDED:
        return _reversals(work, [reversal], now)
    return _rows(work, work.payments.get_many([payment_id]), frozenset(), now)


def _reversals(work: UnitOfWork, reversals: Sequence[Reversal], now: datetime) -> Sequence[QueueRow]:
    items = work.outbox.get_many([reversal.id for reversal in reversals])
    rows = []
    for reversal in reversals:
        payment, item = stored(work.payments.get(reversal.payment_id), reversal), items.get(reversal.id)
        rows.append(
            QueueRow(
                payment=payment,
                reversal=reversal,
                item=item,
                standing=standing_of_reversal(reversal.state, item, payment.state),
                since=reversal.asked_at,
                age=_age(reversal.asked_at, now),
                phone=_phone(work, payment),
            )
        )
    return rows


def _age(since: datetime, now: datetime) -> timedelta:
    return max(now - since, timedelta(0))


def _phone(work: UnitOfWork, payment: Payment) -> str:
    known = work.participants.by_number(LookupNumber(NumberKind.NIK, payment.payer.nik))
    return known.participant.phone if known else ""
