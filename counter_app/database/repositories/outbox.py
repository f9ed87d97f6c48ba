"""Payments on their way to the host, and who may send which."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from counter_app.database.repositories.scope import Scope
from counter_app.database.tables import OutboxRow, PaymentRow
from counter_app.domain.money import Rupiah
from counter_app.domain.offline import Unsent
from counter_app.domain.outbox import LONGEST_PAUSE, OutboxItem
from counter_app.domain.payment import UNSETTLED, PaymentState
from counter_app.services.ports import Queue


@dataclass(frozen=True, slots=True)
class SqlOutbox:
    """Implements ``services.ports.Outbox``."""

    scope: Scope

    def add(self, item: OutboxItem) -> None:
        """Store an item of a payment that has been added before; a bug (``LookupError``) otherwise."""
        sequence = self.scope.session.scalar(
            select(PaymentRow.sequence).where(
                PaymentRow.office_id == self.scope.office_id, PaymentRow.id == item.payment_id
            )
        )
        if sequence is None:
            raise LookupError("an outbox item needs its payment")
        row = OutboxRow(
            office_id=self.scope.office_id,
            counter_id=self.scope.counter_id,
            id=item.id,
            payment_id=item.payment_id,
            reversal_id=item.reversal_id,
            sequence=sequence,
            body=item.body,
            step=item.step,
            attempts=item.attempts,
            due_at=item.due_at,
            first_attempt_at=item.first_attempt_at,
            last_code=item.last_code,
            last_words=item.last_words,
            leased_by=item.leased_by,
            leased_until=item.leased_until,
        )
        self.scope.add(row)

    def get(self, item_id: UUID) -> OutboxItem | None:
        return self.get_many([item_id]).get(item_id)

    def get_many(self, item_ids: Collection[UUID]) -> Mapping[UUID, OutboxItem]:
        rows = self.scope.session.scalars(self._items().where(OutboxRow.id.in_(item_ids)))
        return {row.id: _item_of(row) for row in rows}

    def lease(
        self, owner: str, now: datetime, until: datetime, item_id: UUID | None = None, *, early: bool = False
    ) -> OutboxItem | None:
        due = due_items(self.scope.office_id, self.scope.counter_id, now, early=early)
        if item_id is not None:
            due = due.where(OutboxRow.id == item_id)
        found = self.scope.session.scalar(due)
        if found is None:
            return None
        taken = update(OutboxRow).where(self._is(found), _free(now)).values(leased_by=owner, leased_until=until)
        return self.get(found) if self.scope.changed(taken) else None

    def save(self, item: OutboxItem, owner: str) -> bool:
        return self.scope.changed(
            update(OutboxRow)
            .where(self._is(item.id), OutboxRow.leased_by == owner)
            .values(
                step=item.step,
                attempts=item.attempts,
                due_at=item.due_at,
                first_attempt_at=item.first_attempt_at,
                last_code=item.last_code,
                last_words=item.last_words,
                leased_by=item.leased_by,
                leased_until=item.leased_until,
            )
        )

    def of_day(self, business_date: date) -> Mapping[UUID, OutboxItem]:
        of_payments = self._items().where(OutboxRow.reversal_id.is_(None))
        rows = self.scope.session.scalars(
            of_payments.join(PaymentRow, _its_payment()).where(PaymentRow.business_date == business_date)
        )
        return {row.payment_id: _item_of(row) for row in rows}

    def queue(self) -> Queue:
        counted = (
            select(
                func.count(),
                func.count().filter(PaymentRow.state == PaymentState.UNKNOWN),
                func.min(PaymentRow.accepted_at),
            )
            .select_from(OutboxRow)
            .join(PaymentRow, _its_payment())
            .where(OutboxRow.office_id == self.scope.office_id, OutboxRow.counter_id == self.scope.counter_id)
            .where(OutboxRow.due_at.is_not(None))
        )
        return Queue(*self.scope.session.execute(counted).one())

    def unsent(self) -> Unsent:
        counted = select(
            func.count(), func.coalesce(func.sum(PaymentRow.total), 0), func.min(PaymentRow.accepted_at)
        ).where(
            PaymentRow.office_id == self.scope.office_id,
            PaymentRow.counter_id == self.scope.counter_id,
            PaymentRow.state.in_(UNSETTLED),
        )
        count, total, oldest_at = self.scope.session.execute(counted).one()
        return Unsent(count, Rupiah(int(total)), oldest_at)

    def _items(self) -> Select[OutboxRow]:
        return select(OutboxRow).where(
            OutboxRow.office_id == self.scope.office_id, OutboxRow.counter_id == self.scope.counter_id
        )

    def _is(self, item_id: UUID) -> ColumnElement[bool]:
        return (OutboxRow.office_id == self.scope.office_id) & (OutboxRow.id == item_id)


def _its_payment() -> ColumnElement[bool]:
    return (PaymentRow.office_id == OutboxRow.office_id) & (PaymentRow.id == OutboxRow.payment_id)


def due_items(office_id: str, counter_id: str, now: datetime, *, early: bool = False) -> Select[UUID]:
    """The id of the oldest item that is due (``early``: or will be) and free. SQLite has no row locks and needs none,
    as its writers queue; on a server, what another forwarder is just taking is passed over.
    """
    open_items = (
        select(OutboxRow.id)
        .where(OutboxRow.office_id == office_id, OutboxRow.counter_id == counter_id)
        .where(OutboxRow.due_at.is_not(None), _free(now))
    )
    return (
        (open_items if early else open_items.where(_over(OutboxRow.due_at, now)))
        .order_by(OutboxRow.sequence, OutboxRow.reversal_id.is_not(None))
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(OutboxRow.leased_until.is_(None), _over(OutboxRow.leased_until, now))


def _over(moment: InstrumentedAttribute[datetime | None], now: datetime) -> ColumnElement[bool]:
    return or_(moment <= now, moment > now + LONGEST_PAUSE)


def _item_of(row: OutboxRow) -> OutboxItem:
    return OutboxItem(
        payment_id=row.payment_id,
        body=row.body,
        step=row.step,
        attempts=row.attempts,
        due_at=row.due_at,
        first_attempt_at=row.first_attempt_at,
        last_code=row.last_code,
        last_words=row.last_words,
        leased_by=row.leased_by,
        leased_until=row.leased_until,
        reversal_id=row.reversal_id,
    )
