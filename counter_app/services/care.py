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

    The window calls ``backup_if_due`` now and then from the background, and ``back_up`` after a shift was closed.
    """

    def __init__(self, backups: Backups, disk: DiskSpace, clock: Clock, zone: tzinfo, limits: Limits) -> None:
        self._backups = backups
        self._disk = disk
        self._clock = clock
        self._zone = zone
        self._limits = limits

    def backup_if_due(self, now: datetime | None = None) -> Backup | None:
        """Make a backup when the last one is old enough, or claims to be of the future. Raises as ``back_up``."""
        now = self._clock.now() if now is None else now
        made = self._backups.times()
        if made and timedelta(0) <= now - made[-1] < self._limits.every:
            return None
        return self._back_up(now)

    def back_up(self) -> Backup:
        """Make a backup now and remove those that are too many.

        Raises ``Unavailable(DATABASE)`` when there is no room or the folder is away, ``DatabaseRefused`` when the
        database turns out to be damaged: from then on ``require_fit`` lets nothing more be sold on it.
        """
        return self._back_up(self._clock.now())

    def last_backup(self) -> datetime | None:
        """When the newest backup was made (UTC), or ``None`` before the first."""
        made = self._backups.times()
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
        return self._backups.damage()

    def require_fit(self) -> None:
        """Raise when no payment must be taken: ``DiskFull``, or ``Unavailable(DATABASE)`` for what a backup found."""
        damage = self._backups.damage()
        if damage is not None:
            raise Unavailable(Service.DATABASE, damage)
        free = self._disk.free()
        if self._limits.room(free) is Room.NONE:
            detail = f"{free / 1e6:.0f} MB are left on the disk; make room before more payments are taken"
            raise DiskFull(detail)

    def _back_up(self, now: datetime) -> Backup:
        written = self._backups.write(now.replace(microsecond=0))
        made = {at.astimezone(self._zone): at for at in self._backups.times()}
        for local in made.keys() - kept(made, now.astimezone(self._zone)):
            self._backups.remove(made[local])
        self._backups.tidy()
        return written
