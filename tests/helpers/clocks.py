"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

MORNING = datetime(2026, 11, 22, 2, 15, 4, tzinfo=UTC)
"""09:15:04 in Jakarta on the day most tests play."""


class ManualClock:
    """Implements ``counter_app.services.ports.Clock``."""

    def __init__(self, now: datetime = MORNING) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float = 0, *, minutes: float = 0, days: float = 0) -> None:
        self._now += timedelta(days=days, minutes=minutes, seconds=seconds)

    def set(self, now: datetime) -> None:
        self._now = now
