"""Coverage as the database counts it: people and rupiah by month and sector, never a row a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.sql.selectable import CTE

from counter_app.database.coverage_tables import CoverageLookRow
from counter_app.database.registration_tables import RegistrationRow
from counter_app.database.repositories.scope import Scope
from counter_app.database.tables import ParticipantRow, PaymentLineRow, PaymentRow, ReversalRow
from counter_app.domain.bill import Programme
from counter_app.domain.coverage import NOBODY, Standing, Took
from counter_app.domain.months import Month
from counter_app.domain.payment import PaymentState
from counter_app.domain.registration import RegistrationState
from counter_app.domain.reversal import TOOK_EFFECT
from counter_app.domain.tariff import Sector
from counter_app.services.ports import PARTS, Period

_BEFORE, _AFTER = "0000-00", "9999-99"
"""Months earlier and later than any."""
_PAID, _NEW, _REGAINED = "paid", "new", "regained"
"""Kinds of events; the others are programmes."""


@dataclass(frozen=True, slots=True)
class SqlCoverageBooks:
    """Implements ``services.ports.CoverageBooks``."""

    scope: Scope

    def standing(self, month: Month, grace_months: int, part: int | None = None) -> Mapping[Sector, Standing]:
        row, paid = ParticipantRow, self._paid_last(part)
        told = self._month_of(row.protected_until)
        until = case((and_(told.is_not(None), told >= func.coalesce(paid.c.last, _BEFORE)), told), else_=paid.c.last)
        oldest = str(month + -grace_months)
        counted = (
            select(
                row.sector,
                func.count(),
                _number(until >= str(month)),
                _number(and_(until < str(month), until >= oldest)),
                _number(until < oldest),
            )
            .outerjoin(paid, paid.c.nik == row.nik)
            .where(row.office_id == self.scope.office_id, _of(row.nik, part))
            .group_by(row.sector)
        )
        found = {sector: Standing(*counts) for sector, *counts in self.scope.session.execute(counted)}
        return {sector: found.get(sector, NOBODY) for sector in Sector}

    def keep(self, month: Month, at: datetime, standing: Mapping[Sector, Standing]) -> None:
        row = CoverageLookRow
        of_the_moment = select(row).where(row.office_id == self.scope.office_id, row.month == month, row.taken_at == at)
        if self.scope.session.scalar(select(of_the_moment.where(row.counter_id == self.scope.counter_id).exists())):
            return
        for sector, each in standing.items():
            self.scope.add(
                CoverageLookRow(
                    office_id=self.scope.office_id,
                    month=month,
                    sector=sector,
                    taken_at=at,
                    counter_id=self.scope.counter_id,
                    registered=each.registered,
                    active=each.active,
                    grace=each.grace,
                    lapsed=each.lapsed,
                )
            )

    def looks(self, first: Month, last: Month) -> Mapping[tuple[Month, Sector], Standing]:
        row = CoverageLookRow
        own = select(row).where(row.office_id == self.scope.office_id, row.month >= first, row.month <= last)
        oldest_first = self.scope.session.scalars(own.order_by(row.month, row.taken_at, row.counter_id))
        return {
            (each.month, each.sector): Standing(each.registered, each.active, each.grace, each.lapsed)
            for each in oldest_first
        }

    def took(self, period: Period, grace_months: int, part: int | None = None) -> Took:
        found: dict[str, dict[tuple[Month, Sector | None], int]] = {}
        for kind, month, sector, number in self.scope.session.execute(
            self._by_sector(self._events(period, grace_months, part))
        ):
            found.setdefault(kind, {})[Month.parse(month), sector] = int(number)
        return Took(
            paid=found.get(_PAID, {}),
            new=found.get(_NEW, {}),
            regained=found.get(_REGAINED, {}),
            amounts={(*key, each): amount for each in Programme for key, amount in found.get(each.value, {}).items()},
        )

    def _by_sector(self, events: CTE) -> Select[*tuple[Any, ...]]:
        """``events``: a kind, a month, a NIK and a number each, which is summed by sector."""
        row, each = ParticipantRow, events.c
        own = and_(row.office_id == self.scope.office_id, row.nik == each.nik)
        summed = select(each.kind, each.month, row.sector, func.sum(each.number)).select_from(events)
        return summed.outerjoin(row, own).group_by(each.kind, each.month, row.sector)

    def _events(self, period: Period, grace_months: int, part: int | None) -> CTE:
        """All at once, so that the payments, of which there are many, are read once."""
        first, last = str(period.months[0]), str(period.months[-1])
        lines = self._lines(part)
        line = lines.c
        within, jkk = line.month.between(first, last), line.programme == Programme.JKK
        payments = _payments(lines)
        paid = select(literal(_PAID).label("kind"), line.month, line.nik, literal(1).label("number"))
        amount = func.sum(line.amount)
        taken = select(type_coerce(line.programme, String), line.taken, line.nik, amount)
        return union_all(
            paid.where(within, jkk).group_by(line.month, line.nik),
            self._new(payments, period, part),
            _regained(payments, grace_months, first, last),
            taken.where(line.taken.between(first, last)).group_by(line.programme, line.taken, line.nik),
        ).cte("events")

    def _new(self, payments: CTE, period: Period, part: int | None) -> Select[*tuple[Any, ...]]:
        """Who was first seen here in which month: by a payment, or by an application that was issued."""
        row = RegistrationRow
        issued = select(row.nik.label("nik"), _month_in(period, row.decided_at).label("month")).where(
            row.office_id == self.scope.office_id,
            row.state == RegistrationState.ISSUED,
            row.nik != "",
            _of(row.nik, part),
        )
        seen = select(payments.c.nik, payments.c.taken.label("month")).union_all(issued).subquery("seen")
        first = select(seen.c.nik, func.min(seen.c.month).label("month")).group_by(seen.c.nik).subquery("first_seen")
        within = first.c.month.between(str(period.months[0]), str(period.months[-1]))
        return select(literal(_NEW), first.c.month, first.c.nik, literal(1)).where(within)

    def _paid_last(self, part: int | None) -> Subquery:
        """The last contribution month of each payer that was confirmed here; every payment has JKK."""
        line = self._lines(part).c
        last = func.max(line.month).label("last")
        return select(line.nik, last).where(line.programme == Programme.JKK).group_by(line.nik).subquery("paid")

    def _lines(self, part: int | None) -> CTE:
        """Each line of a payment that counts, that is of one which is confirmed and not undone."""
        line, row = PaymentLineRow, PaymentRow
        undone = exists().where(
            ReversalRow.office_id == row.office_id,
            ReversalRow.payment_id == row.id,
            ReversalRow.state.in_(TOOK_EFFECT),
        )
        return (
            select(
                row.id.label("payment_id"),
                row.payer_nik.label("nik"),
                self._month_of(row.business_date).label("taken"),
                type_coerce(line.month, String).label("month"),
                line.programme,
                line.amount,
            )
            .join(line, and_(line.office_id == row.office_id, line.payment_id == row.id))
            .where(row.office_id == self.scope.office_id, row.state == PaymentState.CONFIRMED, ~undone)
            .where(_of(row.payer_nik, part))
            .cte("lines")
        )

    def _month_of(self, day: Any) -> ColumnElement[str]:
        if self.scope.on_server:
            return func.to_char(day, "YYYY-MM", type_=String())
        return func.substr(type_coerce(day, String), 1, 7, type_=String())


def _payments(lines: CTE) -> CTE:
    """Each payment that counts: who, in which month it was taken, and from and to which month it pays."""
    line = lines.c
    return (
        select(line.nik, line.taken, func.min(line.month).label("first"), func.max(line.month).label("last"))
        .where(line.programme == Programme.JKK)
        .group_by(line.payment_id, line.nik, line.taken)
        .cte("counted")
    )


def _of(nik: Any, part: int | None) -> ColumnElement[bool]:
    """Whether somebody is of this part: by the last digit of the year of birth, the twelfth of a NIK, since it makes
    parts of one size. The first part is also whoever's number has no digit there.
    """
    if part is None:
        return true()
    digit = func.substr(nik, 12, 1)
    return digit == str(part) if part else digit.not_in([str(each) for each in range(1, PARTS)])


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _month_in(period: Period, moment: Any) -> ColumnElement[str]:
    """The month of a moment by the office's zone; all that is before or after the period looks the same."""
    ends = zip(("", *map(str, period.months)), period.begins, strict=True)
    return case(*((moment < end, literal(month or _BEFORE)) for month, end in ends), else_=literal(_AFTER))


def _regained(payments: CTE, grace_months: int, first: str, last: str) -> Select[*tuple[Any, ...]]:
    """Who paid again in which month after more than ``grace_months`` months without."""
    each = payments.c
    earlier = func.max(_index(each.last)).over(partition_by=each.nik, order_by=each.first, rows=(None, -1))
    gaps = select(each.nik, each.taken.label("month"), (_index(each.first) - earlier).label("gap")).subquery("gaps")
    back = select(literal(_REGAINED), gaps.c.month, gaps.c.nik, literal(1))
    return back.where(gaps.c.gap > grace_months, gaps.c.month.between(first, last)).group_by(gaps.c.month, gaps.c.nik)


def _index(month: ColumnElement[str]) -> ColumnElement[int]:
    """Months counted in one row, so that they can be taken from one another."""
    return cast(func.substr(month, 1, 4), Integer) * 12 + cast(func.substr(month, 6, 2), Integer)
