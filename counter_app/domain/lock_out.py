"""How long somebody stays locked out after too many wrong PINs, by a clock that nobody can set.

The wall clock can be put forward by whoever sits at the machine. What counts is for how long the machine has been
running since: that only ever grows, and begins anew with each boot.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

WRONG_PINS_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Uptime:
    """For how many ``seconds`` the machine has been running. ``boot`` names this run, empty where nothing names it."""

    boot: str
    seconds: float

    def since(self, earlier: "Uptime") -> timedelta:
        """How much time has passed since ``earlier`` at least.

        Within one run that is exact. Of an earlier run nobody knows how long it went on, nor how long the machine was
        off: only what has passed of this one is certain. Two runs without names are told apart where the later one is
        shorter; elsewhere the difference is less than what has passed, which is safe.
        """
        same = self.boot == earlier.boot and self.seconds >= earlier.seconds
        return timedelta(seconds=self.seconds - earlier.seconds if same else self.seconds)


def left(since: Uptime, now: Uptime) -> timedelta | None:
    """What is left of a lock-out that began at ``since``; ``None`` when it is over."""
    rest = LOCKED_FOR - now.since(since)
    return rest if rest > timedelta() else None


def left_by_wall(until: datetime, now: datetime) -> timedelta | None:
    """The same for a lock-out whose beginning this counter has not seen.

    One that ends later than any can was written by a clock that was ahead: it ends as if it began now, not in years.
    """
    return min(until - now, LOCKED_FOR) if until > now else None
