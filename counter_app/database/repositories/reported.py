"""A business day as a report reads it: summed by the database, row by row only where a paper names each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from counter_app.database.drawer_tables import CashMovementRow, CloseRow
from counter_app.database.repositories.scope import Scope
from counter_app.database.tables import PaymentLineRow, PaymentRow, RefundRow, ReversalRow, ShiftRow
from counter_app.domain.bill import Programme
from counter_app.domain.closing_slip import PENDING, REVERSAL_PENDING, Sum, Unsettled, masked_name
from counter_app.domain.drawer import MovementKind
from counter_app.domain.money import Rupiah
from counter_app.domain.report import DayBook, Returned, ShiftOfDay, Taken, Undone
from counter_app.domain.reversal import WITHOUT_EFFECT


@dataclass(frozen=True, slots=True)
class SqlReported:
    """Implements ``services.ports.Reported``."""

    scope: Scope

    def of_day(self, day: date) -> DayBook:
        return DayBook(
            day=day,
            taken=tuple(self._taken(day)),
            programmes=tuple(self._programmes(day)),
            returned=tuple(self._returned(day)),
            undone=tuple(self._undone(day)),
            pending=tuple(self._pending(day)),
            shifts=tuple(self._shifts(day)),
        )

    def _own(self, day: date) -> ColumnElement[bool]:
        return and_(
            PaymentRow.office_id == self.scope.office_id,
            PaymentRow.counter_id == self.scope.counter_id,
            PaymentRow.business_date == day,
        )

    def _taken(self, day: date) -> Iterator[Taken]:
        alike = (
            PaymentRow.shift_id,
            PaymentRow.clerk_id,
            PaymentRow.tender_kind,
            PaymentRow.state,
            PaymentRow.offline,
        )
        sums = (func.count(), func.sum(PaymentRow.total), func.sum(PaymentRow.fee))
        statement = select(*alike, *sums).where(self._own(day)).group_by(*alike).order_by(*alike)
        for shift, clerk, kind, state, offline, count, total, fees in self.scope.session.execute(statement):
            yield Taken(shift, clerk, kind, state, offline, Sum(count, Rupiah(int(total))), Rupiah(int(fees)))

    def _programmes(self, day: date) -> Iterator[tuple[Programme, Sum]]:
        paid = func.count(PaymentLineRow.payment_id.distinct())
        # Outwards, from the day's payments to their lines: the other way, SQLite walks all lines there are.
        statement = (
            select(PaymentLineRow.programme, paid, func.sum(PaymentLineRow.amount))
            .select_from(PaymentRow)
            .outerjoin(
                PaymentLineRow,
                and_(PaymentLineRow.office_id == PaymentRow.office_id, PaymentLineRow.payment_id == PaymentRow.id),
            )
            .where(self._own(day))
            .group_by(PaymentLineRow.programme)
            .order_by(PaymentLineRow.programme)
        )
        for programme, count, amount in self.scope.session.execute(statement):
            if programme is not None:
                yield programme, Sum(count, Rupiah(int(amount)))

    def _returned(self, day: date) -> Iterator[Returned]:
        statement = (
            select(
                PaymentRow.receipt_number,
                RefundRow.shift_id,
                RefundRow.clerk_id,
                RefundRow.cause,
                PaymentRow.tender_kind,
                RefundRow.in_cash,
                RefundRow.amount,
                RefundRow.at,
            )
            .join(PaymentRow, and_(PaymentRow.office_id == RefundRow.office_id, PaymentRow.id == RefundRow.payment_id))
            .join(ShiftRow, and_(ShiftRow.office_id == RefundRow.office_id, ShiftRow.id == RefundRow.shift_id))
            .where(
                RefundRow.office_id == self.scope.office_id,
                RefundRow.counter_id == self.scope.counter_id,
                ShiftRow.business_date == day,
            )
            .order_by(RefundRow.at, PaymentRow.receipt_number)
        )
        for row in self.scope.session.execute(statement):
            yield Returned(*row)

    def _undone(self, day: date) -> Iterator[Undone]:
        statement = (
            select(
                ReversalRow.receipt_number,
                ReversalRow.clerk_id,
                ReversalRow.approved_by,
                ReversalRow.state,
                ReversalRow.amount,
            )
            .where(
                ReversalRow.office_id == self.scope.office_id,
                ReversalRow.counter_id == self.scope.counter_id,
                ReversalRow.business_date == day,
            )
            .order_by(ReversalRow.receipt_number, ReversalRow.asked_at)
        )
        for row in self.scope.session.execute(statement):
            yield Undone(*row)

    def _pending(self, day: date) -> Iterator[Unsettled]:
        counting = and_(
            ReversalRow.office_id == PaymentRow.office_id,
            ReversalRow.payment_id == PaymentRow.id,
            ReversalRow.state.not_in(WITHOUT_EFFECT),
        )
        statement = (
            select(
                PaymentRow.receipt_number, PaymentRow.total, PaymentRow.payer_name, PaymentRow.state, ReversalRow.state
            )
            .outerjoin(ReversalRow, counting)
            .where(
                self._own(day),
                or_(PaymentRow.state.in_(tuple(PENDING)), ReversalRow.state.in_(tuple(REVERSAL_PENDING))),
            )
        )
        # Sorted here: asked for in order, SQLite would walk all receipt numbers there are instead of the day's.
        found = sorted(self.scope.session.execute(statement), key=lambda row: str(row[0]))
        for number, total, name, state, undone in found:
            pending = PENDING[state] if state in PENDING else REVERSAL_PENDING[undone]
            yield Unsettled(number, total, pending, masked_name(name))

    def _shifts(self, day: date) -> Sequence[ShiftOfDay]:
        signed = case((CashMovementRow.kind == MovementKind.PICK_UP, 1), else_=-1) * CashMovementRow.amount
        moved = (
            select(func.coalesce(func.sum(signed), 0))
            .where(CashMovementRow.office_id == ShiftRow.office_id, CashMovementRow.shift_id == ShiftRow.id)
            .scalar_subquery()
        )
        close = and_(CloseRow.office_id == ShiftRow.office_id, CloseRow.shift_id == ShiftRow.id)
        statement = (
            select(ShiftRow, moved, CloseRow)
            .outerjoin(CloseRow, close)
            .where(
                ShiftRow.office_id == self.scope.office_id,
                ShiftRow.counter_id == self.scope.counter_id,
                ShiftRow.business_date == day,
            )
            .order_by(ShiftRow.opened_at, ShiftRow.id)
        )
        return [_shift(row, int(net), done) for row, net, done in self.scope.session.execute(statement)]


def _shift(row: ShiftRow, moved: int, close: CloseRow | None) -> ShiftOfDay:
    return ShiftOfDay(
        id=row.id,
        clerk_id=row.clerk_id,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        float_amount=row.float_amount,
        moved=moved,
        number=close.number if close else 0,
        closed_by=close.closed_by if close else "",
        expected=close.expected if close else None,
        counted=row.counted,
        reason=close.reason if close else "",
        approved_by=close.approved_by if close else "",
    )
