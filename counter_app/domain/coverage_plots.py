"""What the coverage plots show, for the window and for paper alike: which quantities, drawn how, and the scale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from counter_app.domain.bill import Programme
from counter_app.domain.coverage import Coverage, MonthCoverage, Target
from counter_app.domain.months import Month
from counter_app.domain.tariff import Sector

_STEPS = (1, 2, 5)
_LEAST_TICKS = 3


class Plot(StrEnum):
    """One plot each."""

    PEOPLE = "people"
    JOINED = "joined"
    AMOUNTS = "amounts"


class Quantity(StrEnum):
    """One number of a month; see ``domain.coverage``."""

    REGISTERED = "registered"
    ACTIVE = "active"
    GRACE = "grace"
    LAPSED = "lapsed"
    PAID = "paid"
    NEW = "new"
    REGAINED = "regained"
    JKK = "JKK"
    JKM = "JKM"
    JHT = "JHT"
    TOTAL = "total"


COLUMNS: Mapping[Plot, tuple[Quantity, ...]] = MappingProxyType(
    {
        Plot.PEOPLE: (Quantity.REGISTERED, Quantity.ACTIVE, Quantity.GRACE, Quantity.LAPSED, Quantity.PAID),
        Plot.JOINED: (Quantity.NEW, Quantity.REGAINED),
        Plot.AMOUNTS: (Quantity.JKK, Quantity.JKM, Quantity.JHT, Quantity.TOTAL),
    }
)
"""What stands beside each plot in numbers."""

DRAWN: Mapping[Plot, tuple[Quantity, ...]] = MappingProxyType(
    {
        Plot.PEOPLE: (Quantity.REGISTERED, Quantity.ACTIVE, Quantity.LAPSED, Quantity.PAID),
        Plot.JOINED: (Quantity.NEW, Quantity.REGAINED),
        Plot.AMOUNTS: (Quantity.JKK, Quantity.JKM, Quantity.JHT),
    }
)
"""What is drawn: people as lines, those who joined as bars side by side, rupiah as bars on top of each other."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One plot. ``series`` has a value a month, ``None`` where nobody knows; ``target``: a line across, if there is one."""

    plot: Plot
    months: tuple[Month, ...]
    series: Mapping[Quantity, tuple[int | None, ...]]
    target: int | None

    @property
    def highest(self) -> int:
        """The highest point there is to draw."""
        if self.plot is Plot.AMOUNTS:
            tops = [sum(each or 0 for each in values) for values in zip(*self.series.values(), strict=True)]
        else:
            tops = [value for values in self.series.values() for value in values if value is not None]
        return max((*tops, self.target or 0), default=0)


def value_of(row: MonthCoverage, quantity: Quantity) -> int | None:
    """One number of a month; ``None`` where nobody looked."""
    if quantity in COLUMNS[Plot.AMOUNTS]:
        return row.total if quantity is Quantity.TOTAL else row.amounts[Programme(quantity.value)]
    if quantity in {Quantity.PAID, Quantity.NEW, Quantity.REGAINED}:
        return {Quantity.PAID: row.paid, Quantity.NEW: row.new, Quantity.REGAINED: row.regained}[quantity]
    standing = row.standing
    if standing is None:
        return None
    counts = {
        Quantity.REGISTERED: standing.registered,
        Quantity.ACTIVE: standing.active,
        Quantity.GRACE: standing.grace,
        Quantity.LAPSED: standing.lapsed,
    }
    return counts[quantity]


def drawing_of(coverage: Coverage, plot: Plot, sector: Sector | None = None) -> Drawing:
    """A plot of ``sector``. The target is the whole office's, so it is shown with all sectors only."""
    rows = coverage.rows(sector)
    series = {each: tuple(value_of(row, each) for row in rows) for each in DRAWN[plot]}
    return Drawing(plot, coverage.months, series, _target(coverage.target, plot) if sector is None else None)


def ticks(highest: int) -> Sequence[int]:
    """Round numbers from 0 to the first that is not below ``highest``, four to seven of them: 0, 20, 40, 60."""
    wanted, power = max(highest, _LEAST_TICKS), 1
    while True:
        for step in _STEPS:
            if step * power * 6 >= wanted:
                return range(0, -(-wanted // (step * power)) * step * power + 1, step * power)
        power *= 10


def _target(target: Target, plot: Plot) -> int | None:
    return {Plot.PEOPLE: target.active, Plot.AMOUNTS: target.amount}.get(plot)
