"""The books as reports and lists read them: sums and columns, not objects."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from counter_app.domain.report import DayBook
from counter_app.domain.report_list import Listed, ListSums, Wanted


class Reported(Protocol):
    def of_day(self, day: date) -> DayBook:
        """Everything of one business day of the counter."""
        ...


class Listings(Protocol):
    """The counter's payments by what is asked, the newest first."""

    def page(self, wanted: Wanted, limit: int, before: int | None = None) -> Sequence[Listed]:
        """``limit`` at most; with ``before``, only those committed before the payment of that sequence."""
        ...

    def sums(self, wanted: Wanted) -> ListSums: ...

    def all(self, wanted: Wanted) -> Iterator[Listed]:
        """All of them, the oldest first, without holding them all at once."""
        ...
