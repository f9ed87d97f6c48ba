"""How shifts end: their numbered closes, and the drawers that were handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, func, select, update

from counter_app.database.drawer_tables import CloseRow, HandoverRow, SkippedClosesRow
from counter_app.database.repositories.drawer import pieces_of
from counter_app.database.repositories.scope import Scope
from counter_app.domain.closing import Close
from counter_app.domain.drawer import read_count
from counter_app.domain.handover import Handover, HandoverState


@dataclass(frozen=True, slots=True)
class SqlCloses:
    """Implements ``services.ports.Closes``."""

    scope: Scope

    def next_number(self) -> int:
        last = select(func.max(CloseRow.number)).where(
            CloseRow.office_id == self.scope.office_id, CloseRow.counter_id == self.scope.counter_id
        )
        return max(self.scope.session.scalar(last) or 0, *self.skipped(), 0) + 1

    def skip_to(self, number: int) -> None:
        if number >= self.next_number():
            row = SkippedClosesRow(office_id=self.scope.office_id, counter_id=self.scope.counter_id, last=number)
            self.scope.add(row)

    def skipped(self) -> Sequence[int]:
        own = select(SkippedClosesRow.last).where(
            SkippedClosesRow.office_id == self.scope.office_id, SkippedClosesRow.counter_id == self.scope.counter_id
        )
        return self.scope.session.scalars(own.order_by(SkippedClosesRow.last)).all()

    def add(self, close: Close) -> None:
        row = CloseRow(
            office_id=self.scope.office_id,
            counter_id=self.scope.counter_id,
            number=close.number,
            shift_id=close.shift_id,
            closed_by=close.closed_by,
            at=close.at,
            counted=close.counted,
            expected=close.expected,
            stays=close.stays.written(),
            reason=close.reason,
            approved_by=close.approved_by,
        )
        self.scope.add(row)

    def of_shift(self, shift_id: UUID) -> Close | None:
        row = self.scope.session.scalar(self._of_office().where(CloseRow.shift_id == shift_id))
        return None if row is None else _close_of(row)

    def all(self) -> Sequence[Close]:
        own = self._of_office().where(CloseRow.counter_id == self.scope.counter_id)
        return [_close_of(row) for row in self.scope.session.scalars(own.order_by(CloseRow.number))]

    def _of_office(self) -> Select[CloseRow]:
        return select(CloseRow).where(CloseRow.office_id == self.scope.office_id)


@dataclass(frozen=True, slots=True)
class SqlHandovers:
    """Implements ``services.ports.Handovers``."""

    scope: Scope

    def add(self, handover: Handover) -> None:
        row = HandoverRow(
            office_id=handover.office_id,
            id=handover.id,
            counter_id=handover.counter_id,
            shift_id=handover.shift_id,
            giver_id=handover.giver_id,
            receiver_id=handover.receiver_id,
            amount=handover.amount,
            pieces=handover.count.written(),
            offered_at=handover.offered_at,
            state=handover.state,
            settled_at=handover.settled_at,
            next_shift_id=handover.next_shift_id,
            found=None if handover.found is None else handover.found.total,
            found_pieces=None if handover.found is None else handover.found.written(),
            reason=handover.reason,
            approved_by=handover.approved_by,
        )
        self.scope.add(row)

    def get(self, handover_id: UUID) -> Handover | None:
        return self._one(self._of_office().where(HandoverRow.id == handover_id))

    def offered(self) -> Handover | None:
        return self._one(self._of_counter().where(HandoverRow.state == HandoverState.OFFERED))

    def of_shift(self, shift_id: UUID) -> Handover | None:
        return self._one(self._of_office().where(HandoverRow.shift_id == shift_id))

    def settle(self, handover: Handover) -> bool:
        found = handover.found
        offered = (HandoverRow.office_id == self.scope.office_id) & (HandoverRow.id == handover.id)
        return self.scope.changed(
            update(HandoverRow)
            .where(offered, HandoverRow.state == HandoverState.OFFERED)
            .values(
                state=handover.state,
                settled_at=handover.settled_at,
                next_shift_id=handover.next_shift_id,
                found=None if found is None else found.total,
                found_pieces=None if found is None else found.written(),
                reason=handover.reason,
                approved_by=handover.approved_by,
            )
        )

    def all(self) -> Sequence[Handover]:
        ordered = self._of_counter().order_by(HandoverRow.offered_at, HandoverRow.id)
        return [_handover_of(row) for row in self.scope.session.scalars(ordered)]

    def _of_office(self) -> Select[HandoverRow]:
        return select(HandoverRow).where(HandoverRow.office_id == self.scope.office_id)

    def _of_counter(self) -> Select[HandoverRow]:
        return self._of_office().where(HandoverRow.counter_id == self.scope.counter_id)

    def _one(self, statement: Select[HandoverRow]) -> Handover | None:
        row = self.scope.session.scalar(statement)
        return None if row is None else _handover_of(row)


def _close_of(row: CloseRow) -> Close:
    return Close(
        number=row.number,
        shift_id=row.shift_id,
        closed_by=row.closed_by,
        at=row.at,
        counted=row.counted,
        expected=row.expected,
        stays=read_count(row.stays),
        reason=row.reason,
        approved_by=row.approved_by,
    )


def _handover_of(row: HandoverRow) -> Handover:
    return Handover(
        id=row.id,
        office_id=row.office_id,
        counter_id=row.counter_id,
        shift_id=row.shift_id,
        giver_id=row.giver_id,
        receiver_id=row.receiver_id,
        count=pieces_of(row.pieces, row.amount),
        offered_at=row.offered_at,
        state=row.state,
        settled_at=row.settled_at,
        next_shift_id=row.next_shift_id,
        found=None if row.found_pieces is None else pieces_of(row.found_pieces, row.found),
        reason=row.reason,
        approved_by=row.approved_by,
    )
