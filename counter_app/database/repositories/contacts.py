"""Who was reminded; and who is to be, by the host's word and by what the office's own counters took."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, Subquery, case, func, or_, select, type_coerce

from counter_app.database.contact_tables import ContactRow
from counter_app.database.repositories.participants import local_of
from counter_app.database.repositories.scope import Scope
from counter_app.database.tables import MonthClaimRow, ParticipantRow
from counter_app.domain.bill import Programme
from counter_app.domain.months import Month
from counter_app.domain.participant import fold
from counter_app.domain.reminder import Contact, Filters, Outcome, Owing
from counter_app.services.ports import Wanted

YEAR = 12
"""Months: what the office's counters took longer ago, the host has long told."""


@dataclass(frozen=True, slots=True)
class SqlContacts:
    """Implements ``services.ports.Contacts``."""

    scope: Scope

    def add(self, contacts: Sequence[Contact]) -> None:
        own = {"office_id": self.scope.office_id, "counter_id": self.scope.counter_id}
        self.scope.session.add_all(
            ContactRow(
                **own,
                id=each.id,
                nik=each.nik,
                at=each.at,
                clerk_id=each.clerk_id,
                way=each.way,
                outcome=each.outcome,
                note=each.note,
            )
            for each in contacts
        )
        self.scope.session.flush()

    def of(self, nik: str) -> Sequence[Contact]:
        own = select(ContactRow).where(ContactRow.office_id == self.scope.office_id, ContactRow.nik == nik)
        newest = own.order_by(ContactRow.at.desc(), ContactRow.id)
        return [_contact_of(row) for row in self.scope.session.scalars(newest)]

    def all(self) -> Sequence[Contact]:
        own = select(ContactRow).where(
            ContactRow.office_id == self.scope.office_id, ContactRow.counter_id == self.scope.counter_id
        )
        return [_contact_of(row) for row in self.scope.session.scalars(own.order_by(ContactRow.at, ContactRow.id))]


@dataclass(frozen=True, slots=True)
class SqlReminders:
    """Implements ``services.ports.Reminders``."""

    scope: Scope

    def page(self, wanted: Wanted, offset: int, limit: int) -> Sequence[Owing]:
        paid = self._paid(_since(wanted))
        month = self._month(paid)
        ended = month.desc() if wanted.newest_first else month.asc()
        # The few columns that decide are sorted; what is wide is read for one page alone.
        chosen = (
            select(ParticipantRow.nik, month.label("month"))
            .outerjoin(paid, paid.c.nik == ParticipantRow.nik)
            .where(*self._conditions(wanted, paid))
            .order_by(self._rests(wanted), ended, ParticipantRow.income_basis, ParticipantRow.nik)
            .offset(offset)
            .limit(limit)
        )
        return self._owing({row.nik: row.month for row in self.scope.session.execute(chosen)})

    def count(self, wanted: Wanted) -> int:
        paid = self._paid(_since(wanted))
        counted = (
            select(func.count())
            .select_from(ParticipantRow)
            .outerjoin(paid, paid.c.nik == ParticipantRow.nik)
            .where(*self._conditions(wanted, paid))
        )
        return self.scope.session.scalar(counted) or 0

    def find(self, niks: Collection[str], since: Month) -> Sequence[Owing]:
        paid = self._paid(since)
        asked = (
            select(ParticipantRow.nik, self._month(paid).label("month"))
            .outerjoin(paid, paid.c.nik == ParticipantRow.nik)
            .where(*self._reminded(), ParticipantRow.protected_until.is_not(None), ParticipantRow.nik.in_(niks))
            .order_by(ParticipantRow.folded_name, ParticipantRow.nik)
        )
        return self._owing({row.nik: row.month for row in self.scope.session.execute(asked)})

    def branches(self) -> Sequence[str]:
        branch = ParticipantRow.branch_office
        own = select(branch).where(ParticipantRow.office_id == self.scope.office_id).distinct().order_by(branch)
        return [name for name in self.scope.session.scalars(own) if name]

    def _paid(self, since: Month) -> Subquery:
        """The last month of each payer, from ``since`` on, that the office's counters took. Every payment has JKK."""
        row = MonthClaimRow
        newest = func.max(type_coerce(row.month, String))
        own = select(row.payer_nik.label("nik"), newest.label("month")).where(
            row.office_id == self.scope.office_id, row.programme == Programme.JKK, row.month >= since
        )
        return own.group_by(row.payer_nik).subquery("paid")

    def _rests(self, wanted: Wanted) -> ColumnElement[int]:
        """1 for whoever was contacted of late. Not a join: SQLite would walk those contacts again for every row."""
        lately = select(ContactRow.nik).where(
            ContactRow.office_id == self.scope.office_id, ContactRow.at > wanted.quiet_since
        )
        return case((ParticipantRow.nik.in_(lately), 1), else_=0)

    def _month(self, paid: Subquery) -> ColumnElement[str]:
        """The last paid month as ``2026-11``, by whoever knows of the later one."""
        told = self._text_of(ParticipantRow.protected_until)
        return case((paid.c.month > told, paid.c.month), else_=told)

    def _text_of(self, day: Any) -> ColumnElement[str]:
        if self.scope.on_server:
            return func.to_char(day, "YYYY-MM", type_=String())
        return func.substr(type_coerce(day, String), 1, 7, type_=String())

    def _reminded(self) -> list[ColumnElement[bool]]:
        """Who is ever reminded."""
        row = ParticipantRow
        left_alone = select(ContactRow.nik).where(
            ContactRow.office_id == self.scope.office_id, ContactRow.outcome == Outcome.DO_NOT_CONTACT
        )
        return [row.office_id == self.scope.office_id, row.government_paid.is_(False), row.nik.not_in(left_alone)]

    def _conditions(self, wanted: Wanted, paid: Subquery) -> list[ColumnElement[bool]]:
        told, here = ParticipantRow.protected_until, paid.c.month
        within = [told <= wanted.last.last_day, or_(here.is_(None), here <= str(wanted.last))]
        if wanted.first is not None:
            within.append(or_(told >= wanted.first.first_day, here >= str(wanted.first)))
        return [*self._reminded(), *within, *_narrowed(wanted.filters)]

    def _owing(self, found: Mapping[str, str]) -> Sequence[Owing]:
        months = {nik: Month.parse(month) for nik, month in found.items()}
        rows = self.scope.session.scalars(
            select(ParticipantRow).where(
                ParticipantRow.office_id == self.scope.office_id, ParticipantRow.nik.in_(list(months))
            )
        )
        people = {row.nik: local_of(row).participant for row in rows}
        last = self._last_contacts(months)
        return [
            Owing(people[nik], _later(people[nik].protected_until, month), last.get(nik))
            for nik, month in months.items()
        ]

    def _last_contacts(self, niks: Collection[str]) -> Mapping[str, Contact]:
        own = select(ContactRow).where(ContactRow.office_id == self.scope.office_id, ContactRow.nik.in_(list(niks)))
        # Sorted here: asked for an order, SQLite would walk all contacts by their time.
        oldest_first = sorted(self.scope.session.scalars(own), key=lambda row: (row.at, row.id.bytes))
        return {row.nik: _contact_of(row) for row in oldest_first}


def _since(wanted: Wanted) -> Month:
    return wanted.last + -YEAR if wanted.first is None else wanted.first


def _narrowed(filters: Filters) -> list[ColumnElement[bool]]:
    row = ParticipantRow
    conditions = [row.branch_office == filters.branch] if filters.branch else []
    if filters.sector is not None:
        conditions.append(row.sector == filters.sector)
    return [
        *conditions,
        *(
            or_(row.folded_name.startswith(word), row.folded_name.contains(f" {word}"))
            for word in fold(filters.name).split()
        ),
    ]


def _later(told: date | None, month: Month) -> date:
    return told if told is not None and Month.of(told) >= month else month.last_day


def _contact_of(row: ContactRow) -> Contact:
    return Contact(
        id=row.id,
        nik=row.nik,
        at=row.at,
        clerk_id=row.clerk_id,
        way=row.way,
        outcome=row.outcome,
        note=row.note,
    )
