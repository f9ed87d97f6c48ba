"""Shifts. The database itself allows one open shift a counter."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update

from counter_app.database.repositories.scope import Scope
from counter_app.database.tables import ShiftRow
from counter_app.domain.shift import Shift


@dataclass(frozen=True, slots=True)
class SqlShifts:
    """Implements ``services.ports.Shifts``."""

    scope: Scope

    def add(self, shift: Shift) -> None:
        row = ShiftRow(
            office_id=shift.office_id,
            id=shift.id,
            counter_id=shift.counter_id,
            clerk_id=shift.clerk_id,
            business_date=shift.business_date,
            opened_at=shift.opened_at,
            float_amount=shift.float_amount,
            closed_at=shift.closed_at,
            counted=shift.counted,
        )
        self.scope.add(row)

    def get(self, shift_id: UUID) -> Shift | None:
        row = self.scope.session.get(ShiftRow, (self.scope.office_id, shift_id))
        return None if row is None else _shift_of(row)

    def current(self) -> Shift | None:
        row = self.scope.session.scalar(
            select(ShiftRow).where(
                ShiftRow.office_id == self.scope.office_id,
                ShiftRow.counter_id == self.scope.counter_id,
                ShiftRow.closed_at.is_(None),
            )
        )
        return None if row is None else _shift_of(row)

    def open_in_office(self) -> Sequence[Shift]:
        running = select(ShiftRow).where(ShiftRow.office_id == self.scope.office_id, ShiftRow.closed_at.is_(None))
        return [_shift_of(row) for row in self.scope.session.scalars(running.order_by(ShiftRow.opened_at, ShiftRow.id))]

    def close(self, shift: Shift) -> bool:
        return self.scope.changed(
            update(ShiftRow)
            .where(ShiftRow.office_id == self.scope.office_id, ShiftRow.id == shift.id, ShiftRow.closed_at.is_(None))
            .values(closed_at=shift.closed_at, counted=shift.counted)
        )


def _shift_of(row: ShiftRow) -> Shift:
    return Shift(
        id=row.id,
        office_id=row.office_id,
        counter_id=row.counter_id,
        clerk_id=row.clerk_id,
        business_date=row.business_date,
        opened_at=row.opened_at,
        float_amount=row.float_amount,
        closed_at=row.closed_at,
        counted=row.counted,
    )
