"""The database's side of reminding: who is owing, and who was contacted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from counter_app.domain.months import Month
from counter_app.domain.reminder import Contact, Filters, Owing


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who paid last in ``first`` (``None``: any) to ``last``. ``quiet_since`` (UTC): whoever was contacted after it comes
    last. ``newest_first``: by when protection ended, the latest first; else the one that ends soonest.
    """

    first: Month | None
    last: Month
    filters: Filters
    quiet_since: datetime
    newest_first: bool


class Reminders(Protocol):
    """The office's participants as people who owe a contribution.

    Left out: whoever asked not to be contacted, and whose contribution the government pays. What counts is the later of
    the host's word and what was taken at the office's own counters.
    """

    def page(self, wanted: Wanted, offset: int, limit: int) -> Sequence[Owing]:
        """By what is at stake, as ``domain.reminder`` has it; ties by NIK."""
        ...

    def count(self, wanted: Wanted) -> int: ...

    def find(self, niks: Collection[str], since: Month) -> Sequence[Owing]:
        """These, by name; left out as above, and who has never paid. What counters took counts from ``since`` on."""
        ...

    def branches(self) -> Sequence[str]:
        """All branch offices of the participants, in order."""
        ...


class Contacts(Protocol):
    def add(self, contacts: Sequence[Contact]) -> None: ...

    def of(self, nik: str) -> Sequence[Contact]:
        """The newest first."""
        ...

    def all(self) -> Sequence[Contact]:
        """All that were noted at this counter, the oldest first."""
        ...
