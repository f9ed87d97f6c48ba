"""What the programmes give, reckoned from one income: work accident (JKK), death (JKM), old age (JHT).

The figures are dated data (``resources/benefits.json``), because a regulation changes them and an office confirms them;
how they are reckoned is here. Benefits follow the income that contributions are paid on, the basis of the bracket.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counter_app.domain.bill import Programme
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.tariff import PER_MILLE, Payer, Tariff

YEAR = 12
"""Months."""
SAVING_YEARS = (1, 5, 10)
"""After how many years the savings in JHT are shown."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is given from ``valid_from`` on. ``jkk_death_months``, ``jkk_disability_months``: multiples of the monthly
    income; ``jkm`` and ``scholarship``: rupiah in all, the latter at most and for ``children``. ``confirm``: public
    figures that the office has not yet held against the regulation's text.
    """

    valid_from: date
    source: str
    confirm: bool
    jkk_death_months: int
    jkk_disability_months: int
    jkm: Rupiah
    jkm_scholarship_after_years: int
    scholarship: Rupiah
    children: int


class Gain(StrEnum):
    """One thing that somebody gets."""

    CARE = "care"
    ACCIDENT_DEATH = "accident-death"
    DISABILITY = "disability"
    ACCIDENT_SCHOLARSHIP = "accident-scholarship"
    DEATH = "death"
    DEATH_SCHOLARSHIP = "death-scholarship"
    SAVINGS = "savings"


@dataclass(frozen=True, slots=True)
class Benefit:
    """``amount``: rupiah, ``None`` for what has no fixed sum. ``count``: months of income, children or years, by ``gain``;
    ``years``: of contributions that come before it.
    """

    programme: Programme
    gain: Gain
    amount: Rupiah | None = None
    count: int = 0
    years: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one income gets and costs. ``basis``: the income contributions are paid on, rupiah a month.

    ``costs``: rupiah of ``month`` by programme, relief taken off. ``benefits`` are those of the programmes in ``costs``,
    in their order.
    """

    income: Rupiah
    basis: Rupiah
    month: Month
    costs: tuple[tuple[Programme, Rupiah], ...]
    benefits: tuple[Benefit, ...]
    figures: Figures

    @property
    def cost(self) -> Rupiah:
        """Rupiah a month in all."""
        return Rupiah(sum(amount for _, amount in self.costs))


def figures_on(figures: Iterable[Figures], day: date) -> Figures:
    """Those in force on ``day``. Raises ``Declined(PERIOD_WITHOUT_TARIFF)`` before the first."""
    known = [each for each in figures if each.valid_from <= day]
    if not known:
        raise Declined(Reason.PERIOD_WITHOUT_TARIFF, month=str(Month.of(day)))
    return max(known, key=lambda each: each.valid_from)


def explain(
    payer: Payer, programmes: Sequence[Programme], tariff: Tariff, figures: Iterable[Figures], today: date
) -> Explanation:
    """What ``payer`` gets and pays this month with these programmes. Raises ``Declined`` as ``Tariff.quote`` does."""
    own, basis = figures_on(figures, today), tariff.bracket(payer.income).basis
    bill = tariff.quote(payer, programmes, Month.of(today), tariff.months_offered[0])
    month = bill.months[0]
    costs = tuple((line.programme, line.amount) for line in bill.lines if line.month == month)
    given = {Programme.JKK: _jkk(own, basis), Programme.JKM: _jkm(own), Programme.JHT: _jht(tariff, basis)}
    benefits = tuple(benefit for programme, _ in costs for benefit in given[programme])
    return Explanation(payer.income, basis, month, costs, benefits, own)


def lost_at_work(figures: Figures, basis: Rupiah) -> Rupiah:
    """What a family would go without if the breadwinner died at work unprotected, rupiah."""
    return Rupiah(figures.jkk_death_months * basis)


def _jkk(own: Figures, basis: Rupiah) -> tuple[Benefit, ...]:
    disability = Rupiah(own.jkk_disability_months * basis)
    return (
        Benefit(Programme.JKK, Gain.CARE),
        Benefit(Programme.JKK, Gain.ACCIDENT_DEATH, lost_at_work(own, basis), own.jkk_death_months),
        Benefit(Programme.JKK, Gain.DISABILITY, disability, own.jkk_disability_months),
        Benefit(Programme.JKK, Gain.ACCIDENT_SCHOLARSHIP, own.scholarship, own.children),
    )


def _jkm(own: Figures) -> tuple[Benefit, ...]:
    return (
        Benefit(Programme.JKM, Gain.DEATH, own.jkm),
        Benefit(Programme.JKM, Gain.DEATH_SCHOLARSHIP, own.scholarship, own.children, own.jkm_scholarship_after_years),
    )


def _jht(tariff: Tariff, basis: Rupiah) -> tuple[Benefit, ...]:
    """What is paid in comes back; the yield is decided each year and is not promised here."""
    rule = next(rule for rule in tariff.programmes if rule.programme is Programme.JHT)
    monthly = (basis * (rule.rate_per_mille or 0) + PER_MILLE // 2) // PER_MILLE
    return tuple(Benefit(Programme.JHT, Gain.SAVINGS, Rupiah(monthly * YEAR * years), years) for years in SAVING_YEARS)
