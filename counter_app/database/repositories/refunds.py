"""Money that went back to payers."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select

from counter_app.database.repositories.scope import Scope, insert_new, table_of
from counter_app.database.tables import RefundRow
from counter_app.domain.refund import Refund


@dataclass(frozen=True, slots=True)
class SqlRefunds:
    """Implements ``services.ports.Refunds``."""

    scope: Scope

    def add(self, refund: Refund) -> bool:
        return insert_new(
            self.scope.session,
            table_of(RefundRow),
            office_id=refund.office_id,
            payment_id=refund.payment_id,
            counter_id=refund.counter_id,
            shift_id=refund.shift_id,
            clerk_id=refund.clerk_id,
            cause=refund.cause,
            amount=refund.amount,
            in_cash=refund.in_cash,
            at=refund.at,
        )

    def get(self, payment_id: UUID) -> Refund | None:
        row = self.scope.session.get(RefundRow, (self.scope.office_id, payment_id))
        return None if row is None else _refund_of(row)

    def of_shift(self, shift_id: UUID) -> Sequence[Refund]:
        return self._list(self._of_counter().where(RefundRow.shift_id == shift_id))

    def all(self) -> Sequence[Refund]:
        return self._list(self._of_counter())

    def _of_counter(self) -> Select[RefundRow]:
        return select(RefundRow).where(
            RefundRow.office_id == self.scope.office_id, RefundRow.counter_id == self.scope.counter_id
        )

    def _list(self, statement: Select[RefundRow]) -> Sequence[Refund]:
        ordered = statement.order_by(RefundRow.at, RefundRow.payment_id)
        return [_refund_of(row) for row in self.scope.session.scalars(ordered)]


def _refund_of(row: RefundRow) -> Refund:
    return Refund(
        office_id=row.office_id,
        counter_id=row.counter_id,
        payment_id=row.payment_id,
        shift_id=row.shift_id,
        clerk_id=row.clerk_id,
        cause=row.cause,
        amount=row.amount,
        in_cash=row.in_cash,
        at=row.at,
    )
