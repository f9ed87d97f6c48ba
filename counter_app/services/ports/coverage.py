"""The database's side of coverage: what the office's books say, counted there and not here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from counter_app.domain.coverage import Standing, Took
from counter_app.domain.months import Month
from counter_app.domain.tariff import Sector

PARTS = 10
"""Parts that the people of an office are counted in, so that whoever waits can stop between two of them. Nobody is of
two parts, and all that is counted is counted person by person: the parts' sums are the whole.
"""


@dataclass(frozen=True, slots=True)
class Period:
    """Months in order without a gap, and the moments (UTC) at which each begins; one more ends the last."""

    months: tuple[Month, ...]
    begins: Sequence[datetime]


class CoverageBooks(Protocol):
    """As ``domain.coverage`` defines it, over all counters of the office.

    ``part``: of one of ``PARTS`` alone, from 0; ``None``: of everybody.
    """

    def standing(self, month: Month, grace_months: int, part: int | None = None) -> Mapping[Sector, Standing]:
        """How everybody stands by the calendar of ``month``, as the books know them now; every sector is in it."""
        ...

    def keep(self, month: Month, at: datetime, standing: Mapping[Sector, Standing]) -> None:
        """Keep a look; none is ever changed. Of two in the same moment the first is kept: the next look tells what it missed."""
        ...

    def looks(self, first: Month, last: Month) -> Mapping[tuple[Month, Sector], Standing]:
        """The last look of each month that has one."""
        ...

    def took(self, period: Period, grace_months: int, part: int | None = None) -> Took: ...
