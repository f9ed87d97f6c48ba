"""Caring for the database: a copy every hour and at each close, the old ones thinned out, and room on the disk."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from counter_app.domain.errors import DiskFull, Service, Unavailable
from counter_app.domain.retention import kept
from counter_app.services.ports import Backup, Backups, Clock, DiskSpace


class Room(StrEnum):
    """Whether the database's disk has room: enough, little (the clerk is warned), or none (no payment is taken)."""

    ENOUGH = "enough"
    LITTLE = "little"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Space:
    """How many bytes are ``free``, and what that comes to."""

    room: Room
    free: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How often a backup is made, and with how many bytes free the clerk is warned and payments are refused."""

    every: timedelta = timedelta(hours=1)
    warn_free: int = 1_000_000_000
    refuse_free: int = 100_000_000

    def room(self, free: int) -> Room:
        """What ``free`` bytes come to."""
        if free < self.refuse_free:
            return Room.NONE
        return Room.LITTLE if free < self.warn_free else Room.ENOUGH


class Care:
    """Makes backups and thins them out; each call takes as long as reading the whole database twice.

    The window calls ``backup_if_due`` now and then from the background, and ``back_up`` after a shift was closed. Without
    ``backups`` the database is a server's: its administrator copies it, and this program makes none and says so.
    """

    def __init__(self, backups: Backups | None, disk: DiskSpace, clock: Clock, zone: tzinfo, limits: Limits) -> None:
        self._backups = backups
        self._disk = disk
        self._clock = clock
        self._zone = zone
        self._limits = limits

    @property
    def backs_up(self) -> bool:
        """Whether backups are made here at all."""
        return self._backups is not None

    def backup_if_due(self, now: datetime | None = None) -> Backup | None:
        """Make a backup when the last one is old enough, or claims to be of the future. Raises as ``back_up``."""
        if self._backups is None:
            return None
        now = self._clock.now() if now is None else now
        made = self._backups.times()
        if made and timedelta(0) <= now - made[-1] < self._limits.every:
            return None
        return self._back_up(self._backups, now)

    def back_up(self) -> Backup:
        """Make a backup now and remove those that are too many.

        Raises ``Unavailable(DATABASE)`` when there is no room, the folder is away or backups are not made here,
        ``DatabaseRefused`` when the database turns out to be damaged: from then on ``require_fit`` lets nothing more be
        sold on it.
        """
        if self._backups is None:
            raise Unavailable(Service.DATABASE, "the database is a server's: its administrator makes the backups")
        return self._back_up(self._backups, self._clock.now())

    def last_backup(self) -> datetime | None:
        """When the newest backup was made (UTC), or ``None`` before the first."""
        made = self._backups.times() if self._backups is not None else ()
        return made[-1] if made else None

    def room(self) -> Room:
        """Whether there is room for more payments."""
        return self.space().room

    def space(self) -> Space:
        """What is left on the disk, and whether it is enough."""
        free = self._disk.free()
        return Space(self._limits.room(free), free)

    def damage(self) -> str | None:
        """What a backup found wrong with the database since this program began, in words, or ``None``."""
        return self._backups.damage() if self._backups is not None else None

    def require_fit(self) -> None:
        """Raise when no payment must be taken: ``DiskFull``, or ``Unavailable(DATABASE)`` for what a backup found."""
        damage = self.damage()
        if damage is not None:
            raise Unavailable(Service.DATABASE, damage)
        free = self._disk.free()
        if self._limits.room(free) is Room.NONE:
            detail = f"{free / 1e6:.0f} MB are left on the disk; make room before more payments are taken"
            raise DiskFull(detail)

    def _back_up(self, backups: Backups, now: datetime) -> Backup:
        written = backups.write(now.replace(microsecond=0))
        made = {at.astimezone(self._zone): at for at in backups.times()}
        for local in made.keys() - kept(made, now.astimezone(self._zone)):
            backups.remove(made[local])
        backups.tidy()
        return written
