"""What cares for the database from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from counter_app.domain.high_water import HighWater


@dataclass(frozen=True, slots=True)
class Backup:
    """A whole, encrypted copy in ``file``, taken at ``taken_at`` (UTC) and read through since.

    It ends at journal entry ``entries``, whose hash is ``head``; ``receipts`` is the last receipt number in it,
    ``sha256`` the hex digest of the file.
    """

    file: Path
    taken_at: datetime
    head: str
    entries: int
    receipts: int
    sha256: str


class Backups(Protocol):
    """Where backups are kept, each by the second it was taken at (UTC)."""

    def times(self) -> Sequence[datetime]:
        """Of which moments there are backups, the oldest first."""
        ...

    def write(self, at: datetime) -> Backup:
        """Make one. Raises ``Unavailable(DATABASE)``, or what opening the database raises when it is damaged."""
        ...

    def remove(self, at: datetime) -> None:
        """Remove one; that it is gone already or cannot be removed now is no error."""
        ...

    def tidy(self) -> None:
        """Remove what backups that were never finished have left behind."""
        ...

    def damage(self) -> str | None:
        """What the last backup found wrong with the database it was to copy, in words, or ``None``."""
        ...


class Marks(Protocol):
    """The high-water mark, kept outside of the database."""

    def read(self) -> HighWater | None:
        """The mark, or ``None`` where there is none that can be trusted."""
        ...

    def set(self, mark: HighWater) -> None:
        """Put it where ``mark`` says, lower than it was as well."""
        ...


class DiskSpace(Protocol):
    def free(self) -> int:
        """How many bytes the disk that holds the database has left for this program."""
        ...
