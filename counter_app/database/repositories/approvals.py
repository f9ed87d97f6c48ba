"""A second person's consents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from counter_app.database.repositories.scope import Scope
from counter_app.database.tables import ApprovalRow
from counter_app.domain.approval import Approval


@dataclass(frozen=True, slots=True)
class SqlApprovals:
    """Implements ``services.ports.Approvals``."""

    scope: Scope

    def add(self, approval: Approval) -> None:
        row = ApprovalRow(
            office_id=self.scope.office_id,
            id=approval.id,
            counter_id=self.scope.counter_id,
            deed=approval.deed,
            subject=approval.subject,
            asked_by=approval.asked_by,
            approved_by=approval.approved_by,
            given_at=approval.given_at,
            used_at=approval.used_at,
        )
        self.scope.add(row)

    def get(self, approval_id: UUID) -> Approval | None:
        row = self.scope.session.get(ApprovalRow, (self.scope.office_id, approval_id))
        return None if row is None else _approval_of(row)

    def use(self, approval_id: UUID, at: datetime) -> bool:
        own = (ApprovalRow.office_id == self.scope.office_id) & (ApprovalRow.id == approval_id)
        return self.scope.changed(update(ApprovalRow).where(own, ApprovalRow.used_at.is_(None)).values(used_at=at))

    def all(self) -> Sequence[Approval]:
        own = select(ApprovalRow).where(
            ApprovalRow.office_id == self.scope.office_id, ApprovalRow.counter_id == self.scope.counter_id
        )
        rows = self.scope.session.scalars(own.order_by(ApprovalRow.given_at, ApprovalRow.id))
        return [_approval_of(row) for row in rows]


def _approval_of(row: ApprovalRow) -> Approval:
    return Approval(row.id, row.deed, row.subject, row.asked_by, row.approved_by, row.given_at, row.used_at)
