"""The drawer: its counts and what was moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select

from counter_app.database.drawer_tables import CashMovementRow, DrawerCountRow
from counter_app.database.repositories.scope import Scope
from counter_app.domain.closing_count import Counted, CountTaken, read_slips
from counter_app.domain.drawer import CashMovement, Count, read_count


@dataclass(frozen=True, slots=True)
class SqlDrawerCounts:
    """Implements ``services.ports.DrawerCounts``."""

    scope: Scope

    def add(self, count: CountTaken) -> None:
        row = DrawerCountRow(
            office_id=self.scope.office_id,
            shift_id=count.shift_id,
            number=count.number,
            counter_id=self.scope.counter_id,
            attempt=count.attempt,
            cash=count.counted.cash.total,
            pieces=count.counted.cash.written(),
            slips=count.counted.slips_written(),
            counted_by=count.counted_by,
            at=count.at,
            moves=count.moves,
        )
        self.scope.add(row)

    def float_of(self, shift_id: UUID) -> CountTaken | None:
        row = self.scope.session.get(DrawerCountRow, (self.scope.office_id, shift_id, 0))
        return None if row is None else _count_of(row)

    def of_shift(self, shift_id: UUID) -> Sequence[CountTaken]:
        own = self._counts().where(DrawerCountRow.shift_id == shift_id, DrawerCountRow.number > 0)
        return self._list(own.order_by(DrawerCountRow.number))

    def all(self) -> Sequence[CountTaken]:
        own = self._counts().where(DrawerCountRow.counter_id == self.scope.counter_id)
        return self._list(own.order_by(DrawerCountRow.shift_id, DrawerCountRow.number))

    def _counts(self) -> Select[DrawerCountRow]:
        return select(DrawerCountRow).where(DrawerCountRow.office_id == self.scope.office_id)

    def _list(self, statement: Select[DrawerCountRow]) -> Sequence[CountTaken]:
        return [_count_of(row) for row in self.scope.session.scalars(statement)]


@dataclass(frozen=True, slots=True)
class SqlCashMovements:
    """Implements ``services.ports.CashMovements``."""

    scope: Scope

    def add(self, movement: CashMovement) -> None:
        row = CashMovementRow(
            office_id=movement.office_id,
            id=movement.id,
            counter_id=movement.counter_id,
            shift_id=movement.shift_id,
            kind=movement.kind,
            amount=movement.amount,
            pieces=movement.count.written(),
            reason=movement.reason,
            clerk_id=movement.clerk_id,
            approved_by=movement.approved_by,
            at=movement.at,
        )
        self.scope.add(row)

    def get(self, movement_id: UUID) -> CashMovement | None:
        row = self.scope.session.get(CashMovementRow, (self.scope.office_id, movement_id))
        return None if row is None else _movement_of(row)

    def of_shift(self, shift_id: UUID) -> Sequence[CashMovement]:
        return self._list(self._of_office().where(CashMovementRow.shift_id == shift_id))

    def all(self) -> Sequence[CashMovement]:
        return self._list(self._of_office().where(CashMovementRow.counter_id == self.scope.counter_id))

    def _of_office(self) -> Select[CashMovementRow]:
        return select(CashMovementRow).where(CashMovementRow.office_id == self.scope.office_id)

    def _list(self, statement: Select[CashMovementRow]) -> Sequence[CashMovement]:
        ordered = statement.order_by(CashMovementRow.at, CashMovementRow.id)
        return [_movement_of(row) for row in self.scope.session.scalars(ordered)]


def pieces_of(text: str, total: int | None) -> Count:
    """Cash by denomination as a row holds it beside its sum. Raises ``ValueError`` where they are not the same: a row
    that says two things is no evidence of either.
    """
    count = read_count(text)
    if count.total != total:
        raise ValueError(f"{total} is stored beside pieces that make {count.total}")
    return count


def _count_of(row: DrawerCountRow) -> CountTaken:
    counted = Counted(pieces_of(row.pieces, row.cash), read_slips(row.slips))
    return CountTaken(row.shift_id, row.number, row.attempt, counted, row.counted_by, row.at, row.moves)


def _movement_of(row: CashMovementRow) -> CashMovement:
    return CashMovement(
        id=row.id,
        office_id=row.office_id,
        counter_id=row.counter_id,
        shift_id=row.shift_id,
        kind=row.kind,
        count=pieces_of(row.pieces, row.amount),
        reason=row.reason,
        clerk_id=row.clerk_id,
        approved_by=row.approved_by,
        at=row.at,
    )
