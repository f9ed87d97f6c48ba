"""Receipts and slips on their way to paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, exists, func, or_, select, update
from sqlalchemy.orm import aliased

from counter_app.database.repositories.payment_rows import payment_of
from counter_app.database.repositories.scope import Scope
from counter_app.database.tables import PaymentRow, PrintJobRow
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.print_job import OUT, UNFINISHED, Document, PrintJob, PrintState
from counter_app.domain.printer import Trouble
from counter_app.domain.receipt import Wording
from counter_app.services.ports import PaperStanding


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
            document=job.document,
            shift_id=job.shift_id,
            wording=job.wording,
            subject_id=job.subject_id,
            trouble=job.trouble,
        )
        self.scope.add(row)

    def get(self, job_id: UUID) -> PrintJob | None:
        row = self.scope.session.scalar(self._jobs().where(PrintJobRow.id == job_id))
        return None if row is None else _job_of(row)

    def move(
        self,
        job_id: UUID,
        old: PrintState,
        new: PrintState,
        detail: str = "",
        wording: str = "",
        trouble: Trouble | None = None,
    ) -> bool:
        said = {"wording": wording} if wording else {}
        return self.scope.changed(
            update(PrintJobRow)
            .where(PrintJobRow.office_id == self.scope.office_id, PrintJobRow.id == job_id, PrintJobRow.state == old)
            .values(state=new, detail=detail, trouble=trouble, **said)
        )

    def of_payment(self, payment_id: UUID, document: Document = Document.RECEIPT) -> Sequence[PrintJob]:
        # By copy and not by time: a clock that was set back must not put a copy before the original.
        of_kind = self._jobs().where(PrintJobRow.payment_id == payment_id, PrintJobRow.document == document)
        return self._list(of_kind.order_by(PrintJobRow.copy))

    def of_shift(self, shift_id: UUID, document: Document = Document.CLOSING) -> Sequence[PrintJob]:
        of_kind = self._jobs().where(PrintJobRow.shift_id == shift_id, PrintJobRow.document == document)
        return self._list(of_kind.order_by(PrintJobRow.copy))

    def of_subject(self, subject_id: UUID, document: Document) -> Sequence[PrintJob]:
        of_kind = self._jobs().where(PrintJobRow.subject_id == subject_id, PrintJobRow.document == document)
        return self._list(of_kind.order_by(PrintJobRow.copy))

    def unconfirmed_papers(self) -> Sequence[Payment]:
        said = select(PrintJobRow.payment_id).where(
            PrintJobRow.office_id == self.scope.office_id, PrintJobRow.payment_id == PaymentRow.id
        )
        final = said.where(
            or_(PrintJobRow.document == Document.CONFIRMATION, PrintJobRow.wording == Wording.CONFIRMED.value)
        )
        waiting = (
            select(PaymentRow)
            .where(PaymentRow.office_id == self.scope.office_id, PaymentRow.counter_id == self.scope.counter_id)
            .where(PaymentRow.state == PaymentState.CONFIRMED)
            .where(exists(said.where(PrintJobRow.wording == Wording.ACCEPTED.value)), ~exists(final))
            .order_by(PaymentRow.sequence)
        )
        return [payment_of(row) for row in self.scope.session.scalars(waiting)]

    def of_day(self, business_date: date) -> Mapping[UUID, Sequence[PrintJob]]:
        its_payment = (PaymentRow.office_id == PrintJobRow.office_id) & (PaymentRow.id == PrintJobRow.payment_id)
        receipts = self._jobs().where(PrintJobRow.document == Document.RECEIPT)
        jobs = receipts.join(PaymentRow, its_payment).where(PaymentRow.business_date == business_date)
        by_payment: dict[UUID, list[PrintJob]] = {}
        for job in self._list(jobs.order_by(PrintJobRow.copy)):
            if job.payment_id is not None:
                by_payment.setdefault(job.payment_id, []).append(job)
        return by_payment

    def unfinished(self) -> Sequence[PrintJob]:
        waiting = self._jobs().where(PrintJobRow.state.in_(UNFINISHED))
        return self._list(waiting.order_by(PrintJobRow.requested_at, PrintJobRow.copy))

    def missing(self) -> Sequence[PrintJob]:
        later = aliased(PrintJobRow)
        out = select(later.id).where(later.office_id == PrintJobRow.office_id, later.document == PrintJobRow.document)
        out = out.where(later.copy > PrintJobRow.copy, later.state.in_(OUT))
        # One for each of the columns, as each has an index of its own.
        made_good = (
            exists(out.where(later.payment_id == PrintJobRow.payment_id)),
            exists(out.where(later.shift_id == PrintJobRow.shift_id)),
            exists(out.where(later.subject_id == PrintJobRow.subject_id)),
        )
        missing = self._jobs().where(PrintJobRow.state.in_(UNFINISHED), *(~each for each in made_good))
        return self._list(missing.order_by(PrintJobRow.requested_at, PrintJobRow.copy))

    def held(self, requested_by: str, since: datetime) -> Sequence[PrintJob]:
        held = self._jobs().where(PrintJobRow.state == PrintState.HELD, PrintJobRow.requested_by == requested_by)
        held = held.where(PrintJobRow.requested_at >= since)
        return self._list(held.order_by(PrintJobRow.requested_at, PrintJobRow.copy))

    def in_flight(self) -> PrintJob | None:
        row = self.scope.session.scalar(self._jobs().where(PrintJobRow.state == PrintState.PRINTING))
        return None if row is None else _job_of(row)

    def recent(self, limit: int) -> Sequence[PrintJob]:
        over = self._jobs().where(PrintJobRow.state.in_(OUT | {PrintState.DISMISSED}))
        return self._list(over.order_by(PrintJobRow.requested_at.desc(), PrintJobRow.copy.desc()).limit(limit))

    def standings(self) -> Iterable[PaperStanding]:
        subject = func.coalesce(PrintJobRow.payment_id, PrintJobRow.shift_id, PrintJobRow.subject_id)
        columns = select(subject, PrintJobRow.document, PrintJobRow.copy, PrintJobRow.state).where(
            PrintJobRow.office_id == self.scope.office_id, PrintJobRow.counter_id == self.scope.counter_id
        )
        for about, document, copy, state in self.scope.session.execute(columns):
            yield PaperStanding(about, document, copy, state)

    def _jobs(self) -> Select[PrintJobRow]:
        return select(PrintJobRow).where(
            PrintJobRow.office_id == self.scope.office_id, PrintJobRow.counter_id == self.scope.counter_id
        )

    def _list(self, statement: Select[PrintJobRow]) -> Sequence[PrintJob]:
        return [_job_of(row) for row in self.scope.session.scalars(statement)]


def _job_of(row: PrintJobRow) -> PrintJob:
    return PrintJob(
        id=row.id,
        payment_id=row.payment_id,
        copy=row.copy,
        state=row.state,
        requested_by=row.requested_by,
        requested_at=row.requested_at,
        detail=row.detail,
        document=row.document,
        shift_id=row.shift_id,
        wording=row.wording,
        subject_id=row.subject_id,
        trouble=row.trouble,
    )
