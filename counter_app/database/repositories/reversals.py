"""Reversals of payments."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select, update

from counter_app.database.repositories.scope import Scope
from counter_app.database.tables import ReversalRow
from counter_app.domain.payment import PaymentState
from counter_app.domain.reversal import WITHOUT_EFFECT, Reversal, Undoing, require_reversal_transition


@dataclass(frozen=True, slots=True)
class SqlReversals:
    """Implements ``services.ports.Reversals``."""

    scope: Scope

    def add(self, reversal: Reversal) -> None:
        self.scope.add(_row_of(reversal))

    def get(self, reversal_id: UUID) -> Reversal | None:
        row = self.scope.session.get(ReversalRow, (self.scope.office_id, reversal_id))
        return None if row is None else _reversal_of(row)

    def of_payment(self, payment_id: UUID) -> Reversal | None:
        return self.of_payments([payment_id]).get(payment_id)

    def of_payments(self, payment_ids: Collection[UUID]) -> Mapping[UUID, Reversal]:
        counting: dict[UUID, Reversal] = {}
        for reversal in self._list(self._of_office().where(ReversalRow.payment_id.in_(payment_ids))):
            standing = counting.get(reversal.payment_id)
            if standing is None or standing.state in WITHOUT_EFFECT:
                counting[reversal.payment_id] = reversal
        return counting

    def in_states(self, states: Collection[PaymentState]) -> Sequence[Reversal]:
        return self._list(self._of_counter().where(ReversalRow.state.in_(states)))

    def all(self) -> Sequence[Reversal]:
        return self._list(self._of_counter())

    def move(self, reversal_id: UUID, old: PaymentState, new: PaymentState, undoing: Undoing | None = None) -> bool:
        require_reversal_transition(old, new)
        columns = _undoing_columns(undoing) if undoing is not None else {}
        own = (ReversalRow.office_id == self.scope.office_id) & (ReversalRow.id == reversal_id)
        return self.scope.changed(update(ReversalRow).where(own, ReversalRow.state == old).values(state=new, **columns))

    def _of_office(self) -> Select[ReversalRow]:
        return select(ReversalRow).where(ReversalRow.office_id == self.scope.office_id)

    def _of_counter(self) -> Select[ReversalRow]:
        return self._of_office().where(ReversalRow.counter_id == self.scope.counter_id)

    def _list(self, statement: Select[ReversalRow]) -> Sequence[Reversal]:
        ordered = statement.order_by(ReversalRow.asked_at, ReversalRow.id)
        return [_reversal_of(row) for row in self.scope.session.scalars(ordered)]


def _row_of(reversal: Reversal) -> ReversalRow:
    undoing = reversal.undoing
    return ReversalRow(
        office_id=reversal.office_id,
        id=reversal.id,
        counter_id=reversal.counter_id,
        payment_id=reversal.payment_id,
        receipt_number=reversal.receipt_number,
        amount=reversal.amount,
        reason=reversal.reason,
        clerk_id=reversal.clerk_id,
        approved_by=reversal.approved_by,
        shift_id=reversal.shift_id,
        business_date=reversal.business_date,
        asked_at=reversal.asked_at,
        state=reversal.state,
        host_reference=undoing.host_reference if undoing else None,
        reversed_at=undoing.reversed_at if undoing else None,
        protected_until=undoing.protected_until if undoing else None,
    )


def _undoing_columns(undoing: Undoing) -> dict[str, object]:
    return {
        "host_reference": undoing.host_reference,
        "reversed_at": undoing.reversed_at,
        "protected_until": undoing.protected_until,
    }


def _reversal_of(row: ReversalRow) -> Reversal:
    undoing = None
    if row.host_reference is not None and row.reversed_at is not None:
        undoing = Undoing(row.host_reference, row.reversed_at, row.protected_until)
    return Reversal(
        id=row.id,
        office_id=row.office_id,
        counter_id=row.counter_id,
        payment_id=row.payment_id,
        receipt_number=row.receipt_number,
        amount=row.amount,
        reason=row.reason,
        clerk_id=row.clerk_id,
        approved_by=row.approved_by,
        shift_id=row.shift_id,
        business_date=row.business_date,
        asked_at=row.asked_at,
        state=row.state,
        undoing=undoing,
    )
