"""Receipts on their way to paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select, update

from counter_app.database.repositories.scope import Scope
from counter_app.database.tables import PrintJobRow
from counter_app.domain.print_job import UNFINISHED, PrintJob, PrintState


@dataclass(frozen=True, slots=True)
class SqlPrintJobs:
    """Implements ``services.ports.PrintJobs``."""

    scope: Scope

    def add(self, job: PrintJob) -> None:
        row = PrintJobRow(
            office_id=self.scope.office_id,
            counter_id=self.scope.counter_id,
            id=job.id,
            payment_id=job.payment_id,
            copy=job.copy,
            state=job.state,
            requested_by=job.requested_by,
            requested_at=job.requested_at,
            detail=job.detail,
        )
        self.scope.add(row)

    def get(self, job_id: UUID) -> PrintJob | None:
        row = self.scope.session.scalar(self._jobs().where(PrintJobRow.id == job_id))
        return None if row is None else _job_of(row)

    def move(self, job_id: UUID, old: PrintState, new: PrintState, detail: str = "") -> bool:
        return self.scope.changed(
            update(PrintJobRow)
            .where(PrintJobRow.office_id == self.scope.office_id, PrintJobRow.id == job_id, PrintJobRow.state == old)
            .values(state=new, detail=detail)
        )

    def of_payment(self, payment_id: UUID) -> Sequence[PrintJob]:
        return self._list(self._jobs().where(PrintJobRow.payment_id == payment_id))

    def unfinished(self) -> Sequence[PrintJob]:
        return self._list(self._jobs().where(PrintJobRow.state.in_(UNFINISHED)))

    def _jobs(self) -> Select[PrintJobRow]:
        return select(PrintJobRow).where(
            PrintJobRow.office_id == self.scope.office_id, PrintJobRow.counter_id == self.scope.counter_id
        )

    def _list(self, statement: Select[PrintJobRow]) -> Sequence[PrintJob]:
        ordered = statement.order_by(PrintJobRow.requested_at, PrintJobRow.copy)
        return [_job_of(row) for row in self.scope.session.scalars(ordered)]


def _job_of(row: PrintJobRow) -> PrintJob:
    return PrintJob(row.id, row.payment_id, row.copy, row.state, row.requested_by, row.requested_at, row.detail)
