"""Payments with their bills."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, func, select, update

from counter_app.database.repositories.payment_rows import payment_of, posting_columns, row_of
from counter_app.database.repositories.scope import Scope
from counter_app.database.tables import PaymentRow
from counter_app.domain.payment import Payment, PaymentState, Posting, require_transition

_AT_A_TIME = 200


@dataclass(frozen=True, slots=True)
class SqlPayments:
    """Implements ``services.ports.Payments``."""

    scope: Scope

    def add(self, payment: Payment) -> None:
        self.scope.add(row_of(payment, self._last_sequence() + 1))

    def get(self, payment_id: UUID) -> Payment | None:
        return self._one(self._of_office().where(PaymentRow.id == payment_id))

    def by_receipt(self, number: str) -> Payment | None:
        return self._one(self._of_office().where(PaymentRow.receipt_number == number))

    def of_day(self, business_date: date) -> Sequence[Payment]:
        day = self._of_counter().where(PaymentRow.business_date == business_date)
        return self._list(day.order_by(PaymentRow.sequence.desc()))

    def of_shift(self, shift_id: UUID) -> Sequence[Payment]:
        return self._list(self._of_counter().where(PaymentRow.shift_id == shift_id).order_by(PaymentRow.sequence))

    def get_many(self, payment_ids: Collection[UUID]) -> Sequence[Payment]:
        wanted = list(payment_ids)
        runs = [wanted[first : first + _AT_A_TIME] for first in range(0, len(wanted), _AT_A_TIME)]
        return [payment for run in runs for payment in self._list(self._of_office().where(PaymentRow.id.in_(run)))]

    def posted_between(self, start: datetime, end: datetime) -> Sequence[Payment]:
        posted = self._of_counter().where(PaymentRow.posted_at >= start, PaymentRow.posted_at < end)
        return self._list(posted.order_by(PaymentRow.sequence))

    def in_states(self, states: Collection[PaymentState]) -> Sequence[Payment]:
        return self._list(self._of_counter().where(PaymentRow.state.in_(states)).order_by(PaymentRow.sequence))

    def of_payer(self, nik: str, states: Collection[PaymentState]) -> Sequence[Payment]:
        theirs = self._of_office().where(PaymentRow.payer_nik == nik, PaymentRow.state.in_(states))
        return self._list(theirs.order_by(PaymentRow.accepted_at, PaymentRow.receipt_number))

    def last(self) -> Payment | None:
        return self._one(self._of_counter().order_by(PaymentRow.sequence.desc()).limit(1))

    def all(self) -> Iterator[Payment]:
        ordered = self._of_counter().order_by(PaymentRow.sequence)
        with self.scope.session.execute(ordered, execution_options={"yield_per": _AT_A_TIME}) as rows:
            for row in rows.scalars():
                yield payment_of(row)

    def move(self, payment_id: UUID, old: PaymentState, new: PaymentState, posting: Posting | None = None) -> bool:
        require_transition(old, new)
        columns = posting_columns(posting) if posting is not None else {}
        return self.scope.changed(
            update(PaymentRow)
            .where(PaymentRow.office_id == self.scope.office_id, PaymentRow.id == payment_id, PaymentRow.state == old)
            .values(state=new, **columns)
        )

    def _of_office(self) -> Select[PaymentRow]:
        return select(PaymentRow).where(PaymentRow.office_id == self.scope.office_id)

    def _of_counter(self) -> Select[PaymentRow]:
        return self._of_office().where(PaymentRow.counter_id == self.scope.counter_id)

    def _one(self, statement: Select[PaymentRow]) -> Payment | None:
        row = self.scope.session.scalar(statement)
        return None if row is None else payment_of(row)

    def _list(self, statement: Select[PaymentRow]) -> Sequence[Payment]:
        return [payment_of(row) for row in self.scope.session.scalars(statement)]

    def _last_sequence(self) -> int:
        last = select(func.max(PaymentRow.sequence)).where(
            PaymentRow.office_id == self.scope.office_id, PaymentRow.counter_id == self.scope.counter_id
        )
        return self.scope.session.scalar(last) or 0
