"""Cases with their history, and the reckonings that were run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select, update

from counter_app.database.case_tables import CaseNoteRow, CaseRow, ReckoningRow
from counter_app.database.repositories.scope import Scope, insert_new, table_of
from counter_app.domain.case import Case, CaseNote, CaseState, Closing, Proof, Proposal, RunRecord
from counter_app.services.ports import CaseKey


@dataclass(frozen=True, slots=True)
class SqlCases:
    """Implements ``services.ports.Cases``."""

    scope: Scope

    def add(self, case: Case) -> bool:
        return insert_new(
            self.scope.session,
            table_of(CaseRow),
            office_id=case.office_id,
            id=case.id,
            counter_id=case.counter_id,
            day=case.day,
            payment_key=case.key,
            kind=case.kind,
            receipt_number=case.receipt_number,
            here=case.here,
            there=case.there,
            ours=case.ours,
            theirs=case.theirs,
            opened_at=case.opened_at,
            opened_by=case.opened_by,
            state=case.state,
            conclusion="",
            proof="",
            proof_file="",
            proof_sha256="",
        )

    def get(self, case_id: UUID) -> Case | None:
        row = self.scope.session.get(CaseRow, (self.scope.office_id, case_id))
        return None if row is None else _case_of(row)

    def of_day(self, day: date) -> Mapping[CaseKey, Case]:
        cases = self._list(self._of_office().where(CaseRow.day == day))
        return {(case.key, case.kind): case for case in cases}

    def open(self) -> Sequence[Case]:
        undone = self._of_office().where(CaseRow.state != CaseState.CLOSED)
        return self._list(undone.order_by(CaseRow.day, CaseRow.receipt_number, CaseRow.id))

    def all(self) -> Sequence[Case]:
        own = self._of_office().where(CaseRow.counter_id == self.scope.counter_id)
        return self._list(own.order_by(CaseRow.opened_at, CaseRow.id))

    def assign(self, case_id: UUID, old: CaseState, owner: str) -> bool:
        return self._moved(case_id, old, state=CaseState.ASSIGNED, owner=owner)

    def propose(self, case_id: UUID, proposal: Proposal) -> bool:
        return self._moved(
            case_id,
            CaseState.ASSIGNED,
            state=CaseState.PROPOSED,
            conclusion=proposal.conclusion,
            proof=proposal.proof.words,
            proof_file=proposal.proof.file_name,
            proof_sha256=proposal.proof.sha256,
            proposed_by=proposal.by,
            proposed_at=proposal.at,
        )

    def give_back(self, case_id: UUID) -> bool:
        return self._moved(case_id, CaseState.PROPOSED, state=CaseState.ASSIGNED)

    def close(self, case_id: UUID, closing: Closing) -> bool:
        return self._moved(
            case_id,
            CaseState.PROPOSED,
            state=CaseState.CLOSED,
            closed_by=closing.by,
            approved_by=closing.approved_by,
            closed_at=closing.at,
        )

    def mark(self, case: Case) -> None:
        own = (CaseRow.office_id == self.scope.office_id) & (CaseRow.id == case.id)
        self.scope.changed(
            update(CaseRow).where(own, CaseRow.state != CaseState.CLOSED).values(gone_since=case.gone_since)
        )

    def add_note(self, note: CaseNote) -> None:
        row = CaseNoteRow(
            office_id=self.scope.office_id,
            case_id=note.case_id,
            place=note.place,
            kind=note.kind,
            by=note.by,
            at=note.at,
            words=note.words,
        )
        self.scope.add(row)

    def notes(self, case_id: UUID) -> Sequence[CaseNote]:
        of_case = select(CaseNoteRow).where(
            CaseNoteRow.office_id == self.scope.office_id, CaseNoteRow.case_id == case_id
        )
        return [_note_of(row) for row in self.scope.session.scalars(of_case.order_by(CaseNoteRow.place))]

    def all_notes(self) -> Sequence[CaseNote]:
        """Also those of no case at all, which somebody must have put there behind the program's back."""
        others = select(CaseRow.id).where(
            CaseRow.office_id == self.scope.office_id, CaseRow.counter_id != self.scope.counter_id
        )
        own = select(CaseNoteRow).where(
            CaseNoteRow.office_id == self.scope.office_id, CaseNoteRow.case_id.not_in(others)
        )
        rows = self.scope.session.scalars(own.order_by(CaseNoteRow.case_id, CaseNoteRow.place))
        return [_note_of(row) for row in rows]

    def add_run(self, run: RunRecord) -> None:
        row = ReckoningRow(
            office_id=self.scope.office_id,
            id=run.id,
            counter_id=self.scope.counter_id,
            day=run.day,
            at=run.at,
            by=run.by,
            source=run.source,
            matched=run.matched,
            waiting=run.waiting,
            different=run.different,
            net_here=run.net_here,
            net_there=run.net_there,
        )
        self.scope.add(row)

    def runs(self, limit: int) -> Sequence[RunRecord]:
        own = (ReckoningRow.office_id == self.scope.office_id) & (ReckoningRow.counter_id == self.scope.counter_id)
        newest = (
            select(ReckoningRow.day, func.max(ReckoningRow.at).label("at"))
            .where(own)
            .group_by(ReckoningRow.day)
            .order_by(ReckoningRow.day.desc())
            .limit(limit)
            .subquery()
        )
        same = (ReckoningRow.day == newest.c.day) & (ReckoningRow.at == newest.c.at)
        rows = self.scope.session.scalars(select(ReckoningRow).join(newest, same).where(own))
        # Two of the same moment, which only a clock that stands still gives, are one day nevertheless.
        by_day = {row.day: _run_of(row) for row in rows}
        return [by_day[day] for day in sorted(by_day, reverse=True)]

    def all_runs(self) -> Sequence[RunRecord]:
        own = (ReckoningRow.office_id == self.scope.office_id) & (ReckoningRow.counter_id == self.scope.counter_id)
        return [_run_of(row) for row in self.scope.session.scalars(select(ReckoningRow).where(own))]

    def _moved(self, case_id: UUID, old: CaseState, **values: object) -> bool:
        own = (CaseRow.office_id == self.scope.office_id) & (CaseRow.id == case_id)
        return self.scope.changed(update(CaseRow).where(own, CaseRow.state == old).values(**values))

    def _of_office(self) -> Select[CaseRow]:
        return select(CaseRow).where(CaseRow.office_id == self.scope.office_id)

    def _list(self, statement: Select[CaseRow]) -> Sequence[Case]:
        return [_case_of(row) for row in self.scope.session.scalars(statement)]


def _case_of(row: CaseRow) -> Case:
    proposal = closing = None
    if row.proposed_by is not None and row.proposed_at is not None:
        proof = Proof(row.proof, row.proof_file, row.proof_sha256)
        proposal = Proposal(row.conclusion, proof, row.proposed_by, row.proposed_at)
    if row.closed_by is not None and row.approved_by is not None and row.closed_at is not None:
        closing = Closing(row.closed_by, row.approved_by, row.closed_at)
    return Case(
        id=row.id,
        office_id=row.office_id,
        counter_id=row.counter_id,
        day=row.day,
        key=row.payment_key,
        kind=row.kind,
        receipt_number=row.receipt_number,
        here=row.here,
        there=row.there,
        ours=row.ours,
        theirs=row.theirs,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        state=row.state,
        owner=row.owner,
        proposal=proposal,
        closing=closing,
        gone_since=row.gone_since,
    )


def _note_of(row: CaseNoteRow) -> CaseNote:
    return CaseNote(row.case_id, row.place, row.kind, row.by, row.at, row.words)


def _run_of(row: ReckoningRow) -> RunRecord:
    return RunRecord(
        row.id,
        row.day,
        row.at,
        row.by,
        row.source,
        row.matched,
        row.waiting,
        row.different,
        row.net_here,
        row.net_there,
    )
