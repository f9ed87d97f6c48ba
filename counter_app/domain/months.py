"""Contribution months (*bulan iuran*): the calendar months a contribution is paid for."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from counter_app.domain.errors import Declined, Reason

_FORM = re.compile(r"(\d{4})-(\d{2})")
_LATEST_YEAR_TYPED = 2999
_LATEST_YEAR = 9999
"""The calendar's end: far beyond what can be typed, so that a bill may run on from any month that was."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One calendar month. Ordered, and countable: ``Month(2026, 11) + 2 == Month(2027, 1)``."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1900 <= self.year <= _LATEST_YEAR):
            raise ValueError(f"no such month: {self.year}-{self.month}")

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read ``2026-11``, up to the year 2999. Raises ``Declined(PERIOD_FORMAT)``."""
        match = _FORM.fullmatch(text.strip()) if text.isascii() else None
        if match is None or int(match[1]) > _LATEST_YEAR_TYPED:
            raise Declined(Reason.PERIOD_FORMAT)
        try:
            return cls(int(match[1]), int(match[2]))
        except ValueError:
            raise Declined(Reason.PERIOD_FORMAT) from None

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def __add__(self, months: int) -> "Month":
        year, index = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, index + 1)

    def __sub__(self, other: "Month") -> int:
        """How many months lie between: 0 for the same month, negative when ``other`` is later."""
        return (self.year * 12 + self.month) - (other.year * 12 + other.month)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


def run_of(first: Month, count: int) -> tuple[Month, ...]:
    """``count`` months in a row, starting with ``first``."""
    return tuple(first + i for i in range(count))


def ranges(months: Sequence[Month]) -> tuple[tuple[Month, Month], ...]:
    """Fold sorted months into unbroken (first, last) runs, as a receipt prints them."""
    runs: list[tuple[Month, Month]] = []
    for month in sorted(set(months)):
        if runs and month - runs[-1][1] == 1:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    return tuple(runs)
