"""Which months payers hold, over all counters of the office."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select

from counter_app.database.repositories.scope import Scope, insert_new, table_of
from counter_app.database.tables import MonthClaimRow
from counter_app.domain.bill import BillLine, Programme
from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.months import Month
from counter_app.domain.payment import Payment
from counter_app.services.ports import Claim

_LETS_GO = 3
"""How often the holder of a month may be gone by the time it is looked at, before the sale has to be tried again."""


@dataclass(frozen=True, slots=True)
class SqlMonthClaims:
    """Implements ``services.ports.MonthClaims``. On a server, the key makes the second of two counters wait."""

    scope: Scope

    def take(self, payment: Payment) -> Claim | None:
        for line in payment.bill.lines:
            holder = self._take(payment, line)
            if holder is not None and holder.payment_id != payment.id:
                return holder
        return None

    def _take(self, payment: Payment, line: BillLine) -> Claim | None:
        for _ in range(_LETS_GO):
            taken = insert_new(
                self.scope.session,
                table_of(MonthClaimRow),
                office_id=self.scope.office_id,
                payer_nik=payment.payer.nik,
                programme=line.programme,
                month=line.month,
                payment_id=payment.id,
            )
            holder = None if taken else self._holder(payment.payer.nik, line)
            if taken or holder is not None:
                return holder
        raise Unavailable(Service.DATABASE, "another counter takes and gives back the same month again and again")

    def release(self, payment_id: UUID) -> None:
        self.scope.session.execute(
            delete(MonthClaimRow).where(
                MonthClaimRow.office_id == self.scope.office_id, MonthClaimRow.payment_id == payment_id
            ),
            execution_options={"synchronize_session": False},
        )

    def of_payment(self, payment_id: UUID) -> Sequence[Claim]:
        own = select(MonthClaimRow).where(
            MonthClaimRow.office_id == self.scope.office_id, MonthClaimRow.payment_id == payment_id
        )
        rows = self.scope.session.scalars(own.order_by(MonthClaimRow.month, MonthClaimRow.programme))
        return [Claim(row.programme, row.month, row.payment_id) for row in rows]

    def holders(self) -> Mapping[tuple[str, Programme, Month], UUID]:
        row = MonthClaimRow
        held = select(row.payer_nik, row.programme, row.month, row.payment_id).where(
            row.office_id == self.scope.office_id
        )
        return {(nik, programme, month): by for nik, programme, month, by in self.scope.session.execute(held)}

    def _holder(self, nik: str, line: BillLine) -> Claim | None:
        row = self.scope.session.get(MonthClaimRow, (self.scope.office_id, nik, line.programme, line.month))
        return None if row is None else Claim(row.programme, row.month, row.payment_id)
