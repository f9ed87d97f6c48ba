"""What one glance tells: the day's payments and how the queue to the host stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from counter_app.domain.outbox import OutboxItem
from counter_app.domain.payment import CASH_RETURNED, Payment, PaymentState
from counter_app.domain.people import Actor, Right
from counter_app.domain.print_job import PrintJob
from counter_app.domain.reversal import Reversal
from counter_app.domain.shift import Shift
from counter_app.services.ports import Queue, Store
from counter_app.services.stored import stored


@dataclass(frozen=True, slots=True)
class DayRow:
    """One payment of the day with its way to the host and its pieces of paper, in the order they were asked for.

    ``reversal``: the one that counts, if anybody asked for one; ``given_back``: whether the payer has the money again.
    """

    payment: Payment
    outbox: OutboxItem | None
    prints: tuple[PrintJob, ...]
    reversal: Reversal | None = None

    @property
    def given_back(self) -> bool:
        undone = self.reversal is not None and self.reversal.state in CASH_RETURNED - {PaymentState.CANCELLED}
        return undone or self.payment.state in CASH_RETURNED


class Overview:
    """Reads only."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def day(self, actor: Actor, shift: Shift) -> Sequence[DayRow]:
        """The payments of the shift's business date, newest first. Raises ``Declined(NOT_ALLOWED)``."""
        return self.of_day(actor, shift.business_date)

    def of_day(self, actor: Actor, day: date) -> Sequence[DayRow]:
        """The counter's payments of a business date, newest first. Raises ``Declined(NOT_ALLOWED)``."""
        actor.require(Right.SEE_JOURNAL)
        with self._store.reading() as work:
            payments = work.payments.of_day(day)
            items, papers = work.outbox.of_day(day), work.prints.of_day(day)
            reversals = work.reversals.of_payments([payment.id for payment in payments])
            return [
                DayRow(each, items.get(each.id), tuple(papers.get(each.id, ())), reversals.get(each.id))
                for each in payments
            ]

    def payment(self, actor: Actor, payment_id: UUID) -> Payment:
        """One payment as it stands now. Raises ``Declined(NOT_ALLOWED)``, ``LookupError`` when there is none."""
        actor.require(Right.SEE_JOURNAL)
        with self._store.reading() as work:
            return stored(work.payments.get(payment_id), payment_id)

    def queue(self) -> Queue:
        """For the lamp: what is still on its way."""
        with self._store.reading() as work:
            return work.outbox.queue()
