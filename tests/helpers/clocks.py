"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

from counter_app.domain.lock_out import Uptime

MORNING = datetime(2026, 11, 22, 2, 15, 4, tzinfo=UTC)
"""09:15:04 in Jakarta on the day most tests play."""


class ManualClock:
    """Implements ``counter_app.services.ports.Clock``, and knows for how long the machine has been running.

    Time that passes (``advance``) is time for both; a clock that is set (``set``), or put back, is set alone.
    """

    def __init__(self, now: datetime = MORNING) -> None:
        self._now = now
        self._uptime = Uptime("boot-1", 3600.0)

    def uptime(self) -> Uptime:
        return self._uptime

    def reboot(self) -> None:
        """The machine starts again, in no time."""
        self._uptime = Uptime(self._uptime.boot + "'", 0.0)

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float = 0, *, minutes: float = 0, days: float = 0) -> None:
        passed = timedelta(days=days, minutes=minutes, seconds=seconds)
        self._now += passed
        forward = max(0.0, passed.total_seconds())
        self._uptime = Uptime(self._uptime.boot, self._uptime.seconds + forward)

    def set(self, now: datetime) -> None:
        self._now = now
