"""The contribution tariff for BPU participants, as dated rules.

JKK and JHT are a rate of the income basis of the payer's bracket, JKM is flat. Relief belongs to
the contribution month and the sector, not to the day of payment (PP 49/2020, PP 50/2025).
The host's bill is what is charged; this tariff quotes registrations, explains a bill line by line,
bills when the host is away, and raises a visible difference when the two disagree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counter_app.domain.bill import Bill, BillLine, BillSource, Programme, Relief, Why
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month, run_of

PER_MILLE = 1000


class Sector(StrEnum):
    """The payer's occupation by the sectors PP 50/2025 distinguishes."""

    TRANSPORT = "transport"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Bracket:
    """Incomes from ``income_from`` rupiah a month up to the next bracket count as ``basis`` rupiah."""

    income_from: Rupiah
    basis: Rupiah


@dataclass(frozen=True, slots=True)
class ProgrammeRule:
    """What one programme costs a month: ``rate_per_mille`` of the basis, or ``flat`` rupiah."""

    programme: Programme
    name: str
    rate_per_mille: int | None
    flat: Rupiah | None
    mandatory: bool
    mandatory_for_employers: bool
    valid_from: date
    source: str

    def full_amount(self, basis: Rupiah) -> Rupiah:
        if self.flat is not None:
            return self.flat
        return _share(basis, self.rate_per_mille or 0)


@dataclass(frozen=True, slots=True)
class ReliefRule:
    """Relief: what remains is ``multiplier_per_mille`` of the full amount, for these months and sectors."""

    id: str
    programmes: frozenset[Programme]
    multiplier_per_mille: int
    sectors: frozenset[Sector]
    first_month: Month
    last_month: Month
    for_government_paid: bool
    source: str

    def applies(self, programme: Programme, month: Month, sector: Sector, *, government_paid: bool) -> bool:
        return (
            programme in self.programmes
            and sector in self.sectors
            and self.first_month <= month <= self.last_month
            and (self.for_government_paid or not government_paid)
        )


@dataclass(frozen=True, slots=True)
class Payer:
    """What the tariff needs to know of a payer. ``income``: rupiah a month as reported, or the basis itself."""

    income: Rupiah
    sector: Sector
    government_paid: bool = False
    employer: bool = False


@dataclass(frozen=True, slots=True)
class Tariff:
    """All rules, in the order they apply. ``brackets`` ascend by ``income_from``."""

    programmes: tuple[ProgrammeRule, ...]
    reliefs: tuple[ReliefRule, ...]
    brackets: tuple[Bracket, ...]
    months_offered: tuple[int, ...]
    grace_months: int

    def bracket(self, income: Rupiah) -> Bracket:
        """The bracket with the largest ``income_from`` not above ``income``; closes the published gaps."""
        if income < 0:
            raise Declined(Reason.AMOUNT_FORMAT)
        return max((b for b in self.brackets if b.income_from <= income), key=lambda b: b.income_from)

    def check_programmes(self, programmes: Iterable[Programme], *, employer: bool = False) -> tuple[Programme, ...]:
        """Put programmes in printing order. Raises ``Declined(PROGRAMME_MANDATORY)`` when one must not be left out."""
        chosen = frozenset(programmes)
        for rule in self.programmes:
            required = rule.mandatory or (employer and rule.mandatory_for_employers)
            if required and rule.programme not in chosen:
                raise Declined(Reason.PROGRAMME_MANDATORY, programme=rule.programme.value)
        return tuple(rule.programme for rule in self.programmes if rule.programme in chosen)

    def quote(self, payer: Payer, programmes: Iterable[Programme], first: Month, count: int) -> Bill:
        """The bill for ``count`` months from ``first``, by month and programme, each line with its why.

        Raises ``Declined`` with ``MONTHS_NOT_OFFERED``, ``PROGRAMME_MANDATORY`` or
        ``PERIOD_WITHOUT_TARIFF`` (``month``: before the tariff began).
        """
        if count not in self.months_offered:
            raise Declined(Reason.MONTHS_NOT_OFFERED, months=count, offered=", ".join(map(str, self.months_offered)))
        chosen = self.check_programmes(programmes, employer=payer.employer)
        rules = [rule for rule in self.programmes if rule.programme in chosen]
        basis = self.bracket(payer.income).basis
        lines = [self._line(rule, month, basis, payer) for month in run_of(first, count) for rule in rules]
        return Bill(tuple(lines), fee=Rupiah(0), source=BillSource.TARIFF)

    def _line(self, rule: ProgrammeRule, month: Month, basis: Rupiah, payer: Payer) -> BillLine:
        if month < Month.of(rule.valid_from):
            raise Declined(Reason.PERIOD_WITHOUT_TARIFF, month=str(month))
        full = rule.full_amount(basis)
        relief = self._relief(rule.programme, month, payer, full)
        why = Why(rule.rate_per_mille, basis if rule.flat is None else None, rule.source)
        return BillLine(rule.programme, month, full, relief, why)

    def _relief(self, programme: Programme, month: Month, payer: Payer, full: Rupiah) -> Relief | None:
        for rule in self.reliefs:
            if rule.applies(programme, month, payer.sector, government_paid=payer.government_paid):
                reduced = _share(full, rule.multiplier_per_mille)
                return Relief(rule.id, rule.source, Rupiah(full - reduced))
        return None


def first_month_due(protected_until: date | None, today: date, grace_months: int) -> Month:
    """The month a payment made today begins with.

    Whoever is protected, or lapsed for fewer than ``grace_months`` unpaid months, continues right after the
    last paid month; everybody else begins with the current month, for there are no arrears to settle.
    """
    current = Month.of(today)
    if protected_until is None:
        return current
    following = Month.of(protected_until) + 1
    return following if current - following < grace_months else current


def parse_programmes(codes: Sequence[str]) -> tuple[Programme, ...]:
    """Read programme codes. Raises ``Declined(PROGRAMME_UNKNOWN)``."""
    try:
        return tuple(Programme(code.strip().upper()) for code in codes)
    except ValueError:
        raise Declined(Reason.PROGRAMME_UNKNOWN, allowed=", ".join(Programme)) from None


def parse_sector(code: str) -> Sector:
    """Read a sector code. Raises ``Declined(SECTOR_UNKNOWN)``."""
    try:
        return Sector(code.strip().lower())
    except ValueError:
        raise Declined(Reason.SECTOR_UNKNOWN, allowed=", ".join(Sector)) from None


def _share(amount: Rupiah, per_mille: int) -> Rupiah:
    """Half up to whole rupiah, the tariff's rounding, per programme and month."""
    return Rupiah((amount * per_mille + PER_MILLE // 2) // PER_MILLE)
