"""What one glance tells: the day's payments and how the queue to the host stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import OutboxItem
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.people import Actor, Right
from counter_app.domain.print_job import PrintJob
from counter_app.domain.shift import Shift
from counter_app.services.ports import Store
from counter_app.services.stored import stored


@dataclass(frozen=True, slots=True)
class DayRow:
    """One payment of the day with its way to the host and its pieces of paper, in the order they were asked for."""

    payment: Payment
    outbox: OutboxItem | None
    prints: tuple[PrintJob, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """How many payments still need the host, how many of them nobody can be sure of, and since when (UTC)."""

    waiting: int
    unknown: int
    oldest_at: datetime | None


class Overview:
    """Reads only."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def day(self, actor: Actor, shift: Shift) -> Sequence[DayRow]:
        """The payments of the shift's business date, newest first. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.SEE_JOURNAL)
        with self._store.reading() as work:
            return [
                DayRow(payment, work.outbox.get(payment.id), tuple(work.prints.of_payment(payment.id)))
                for payment in work.payments.of_day(shift.business_date)
            ]

    def payment(self, actor: Actor, payment_id: UUID) -> Payment:
        """One payment as it stands now. Raises ``Declined(NOT_ALLOWED)``, ``LookupError`` when there is none."""
        actor.require(Right.SEE_JOURNAL)
        with self._store.reading() as work:
            return stored(work.payments.get(payment_id), payment_id)

    def queue(self) -> Queue:
        """For the lamp: what is still on its way."""
        with self._store.reading() as work:
            items = work.outbox.open_items()
            payments = [stored(work.payments.get(item.payment_id), item) for item in items]
        unknown = sum(payment.state is PaymentState.UNKNOWN for payment in payments)
        return Queue(len(payments), unknown, min((payment.accepted_at for payment in payments), default=None))

    def taken(self, shift: Shift) -> Rupiah:
        """All that was taken in the shift by any means, rupiah, for the clerk's own orientation."""
        with self._store.reading() as work:
            return Rupiah(sum(payment.total for payment in work.payments.of_shift(shift.id)))
