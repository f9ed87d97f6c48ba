"""Receipts on their way to paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select, update

from counter_app.database.repositories.scope import Scope
from counter_app.database.tables import PaymentRow, PrintJobRow
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
        # By copy and not by time: a clock that was set back must not put a copy before the original.
        return self._list(self._jobs().where(PrintJobRow.payment_id == payment_id).order_by(PrintJobRow.copy))

    def of_day(self, business_date: date) -> Mapping[UUID, Sequence[PrintJob]]:
        its_payment = (PaymentRow.office_id == PrintJobRow.office_id) & (PaymentRow.id == PrintJobRow.payment_id)
        jobs = self._jobs().join(PaymentRow, its_payment).where(PaymentRow.business_date == business_date)
        by_payment: dict[UUID, list[PrintJob]] = {}
        for job in self._list(jobs.order_by(PrintJobRow.copy)):
            by_payment.setdefault(job.payment_id, []).append(job)
        return by_payment

    def unfinished(self) -> Sequence[PrintJob]:
        waiting = self._jobs().where(PrintJobRow.state.in_(UNFINISHED))
        return self._list(waiting.order_by(PrintJobRow.requested_at, PrintJobRow.copy))

    def _jobs(self) -> Select[PrintJobRow]:
        return select(PrintJobRow).where(
            PrintJobRow.office_id == self.scope.office_id, PrintJobRow.counter_id == self.scope.counter_id
        )

    def _list(self, statement: Select[PrintJobRow]) -> Sequence[PrintJob]:
        return [_job_of(row) for row in self.scope.session.scalars(statement)]


def _job_of(row: PrintJobRow) -> PrintJob:
    return PrintJob(row.id, row.payment_id, row.copy, row.state, row.requested_by, row.requested_at, row.detail)
