"""Coverage (*cakupan*): of the people an office looks after, how many are protected, month by month.

What is counted, and of what. A month is a calendar month in the office's zone.

- **registered**: participants the host has told the office of. **active**: paid to the last day of the month or beyond.
  **grace**: one to ``grace_months`` months unpaid, this one counted, and still protected. **lapsed**: longer. Whoever has
  never paid is registered and nothing else. The calendar decides, as for reminders (``domain.reminder``); of the host's
  word and what was confirmed at the office's own counters the later one counts.
- The list of participants knows the present only. So these four are kept as *looks*, and a past month shows the last
  look that was taken in it; of a month without one nobody knows, and nothing is shown.
- **paid here**: people with a confirmed payment of this office for that contribution month.
- **new**: people whose first confirmed payment here was taken in the month, or whose application was issued in it,
  whichever came first. **regained**: people who paid in the month after they had lapsed, by what they had paid here
  before. A lapse that was paid elsewhere is not known, so both are what this office has seen.
- **amounts**: contributions of confirmed payments that were taken in the month, by programme, in rupiah. No fee; a
  payment whose reversal took effect counts nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TypeVar

from counter_app.domain.bill import Programme
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month, run_of
from counter_app.domain.tariff import Sector

SPANS = (6, 12, 24)
"""Months that are shown together; the longest is as far as anything is counted."""

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Standing:
    """How the people of one sector stand in a month: numbers of people."""

    registered: int
    active: int
    grace: int
    lapsed: int

    @property
    def never(self) -> int:
        """Registered, and never paid."""
        return self.registered - self.active - self.grace - self.lapsed

    def __add__(self, other: "Standing") -> "Standing":
        return Standing(
            self.registered + other.registered,
            self.active + other.active,
            self.grace + other.grace,
            self.lapsed + other.lapsed,
        )


NOBODY = Standing(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Target:
    """What the office wants to reach: people active in a month, and rupiah of contributions a month; ``None``: not set."""

    active: int | None = None
    amount: Rupiah | None = None


@dataclass(frozen=True, slots=True)
class Took:
    """What the office's own counters did, in numbers of people and rupiah, by month and sector.

    Of a payer who is not among the participants the sector is not known: ``None``.
    """

    paid: Mapping[tuple[Month, Sector | None], int]
    new: Mapping[tuple[Month, Sector | None], int]
    regained: Mapping[tuple[Month, Sector | None], int]
    amounts: Mapping[tuple[Month, Sector | None, Programme], int]

    def __add__(self, other: "Took") -> "Took":
        return Took(
            _summed(self.paid, other.paid),
            _summed(self.new, other.new),
            _summed(self.regained, other.regained),
            _summed(self.amounts, other.amounts),
        )


def _summed(one: Mapping[K, int], other: Mapping[K, int]) -> Mapping[K, int]:
    return {key: one.get(key, 0) + other.get(key, 0) for key in one.keys() | other.keys()}


NOTHING = Took({}, {}, {}, {})


@dataclass(frozen=True, slots=True)
class MonthCoverage:
    """One month. ``standing`` ``None``: nobody looked in that month. ``amounts`` holds every programme."""

    month: Month
    standing: Standing | None
    paid: int
    new: int
    regained: int
    amounts: Mapping[Programme, Rupiah]

    @property
    def total(self) -> Rupiah:
        """Contributions of all programmes."""
        return Rupiah(sum(self.amounts.values()))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell of it."""
        return self.standing in {None, NOBODY} and not any((self.paid, self.new, self.regained, self.total))


@dataclass(frozen=True, slots=True)
class Coverage:
    """``months`` in order, the last one at the latest that of ``at`` (UTC), whose standing is that of the moment."""

    months: tuple[Month, ...]
    looks: Mapping[tuple[Month, Sector], Standing]
    took: Took
    target: Target
    at: datetime

    def rows(self, sector: Sector | None = None) -> tuple[MonthCoverage, ...]:
        """One a month, of ``sector`` alone or, with ``None``, of everybody, whose sector is not known included."""
        return tuple(self._row(month, sector) for month in self.months)

    def _row(self, month: Month, sector: Sector | None) -> MonthCoverage:
        took = self.took
        sums = {each: _sum(took.amounts, month, sector, each) for each in Programme}
        return MonthCoverage(
            month,
            self._standing(month, sector),
            _sum(took.paid, month, sector),
            _sum(took.new, month, sector),
            _sum(took.regained, month, sector),
            MappingProxyType({each: Rupiah(amount) for each, amount in sums.items()}),
        )

    def _standing(self, month: Month, sector: Sector | None) -> Standing | None:
        found = [self.looks[month, each] for each in Sector if sector in {None, each} and (month, each) in self.looks]
        return sum(found, NOBODY) if found else None


def span(last: Month, count: int) -> tuple[Month, ...]:
    """``count`` months in order, up to ``last``."""
    return run_of(last + (1 - count), count)


def _sum(counts: Mapping[K, int], month: Month, sector: Sector | None, programme: Programme | None = None) -> int:
    """Of one month and sector, or of all sectors; of one programme where ``counts`` are by programme."""
    sectors = (*Sector, None) if sector is None else (sector,)
    tail = () if programme is None else (programme,)
    keys = [(month, each, *tail) for each in sectors]
    return sum(number for key, number in counts.items() if key in keys)
