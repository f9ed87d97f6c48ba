"""How far the office's participants have arrived."""

from dataclasses import dataclass

from counter_app.database.repositories.scope import Scope
from counter_app.database.tables import SyncStateRow
from counter_app.services.ports import SyncState


@dataclass(frozen=True, slots=True)
class SqlSyncStates:
    """Implements ``services.ports.SyncStates``."""

    scope: Scope

    def get(self) -> SyncState:
        row = self.scope.session.get(SyncStateRow, (self.scope.office_id, self.scope.counter_id))
        return SyncState() if row is None else SyncState(row.cursor, row.received, row.total, row.finished_at)

    def save(self, state: SyncState) -> None:
        row = SyncStateRow(
            office_id=self.scope.office_id,
            counter_id=self.scope.counter_id,
            cursor=state.cursor,
            received=state.received,
            total=state.total,
            finished_at=state.finished_at,
        )
        self.scope.session.merge(row)
        self.scope.session.flush()
