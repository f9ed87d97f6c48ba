"""The demo's clock: the same day whenever it is played."""

import time
from datetime import UTC, datetime, timedelta

STARTS_AT = datetime(2026, 11, 22, 2, 0, 4, tzinfo=UTC)
"""09:00:04 in Jakarta, on a day when a relief is about to end."""


class DemoClock:
    """Runs as fast as the real one, but from ``starts_at`` (aware)."""

    def __init__(self, starts_at: datetime = STARTS_AT) -> None:
        self._starts_at = starts_at
        self._began = time.monotonic()

    def now(self) -> datetime:
        """The time in the demo, aware, UTC."""
        return self._starts_at + timedelta(seconds=time.monotonic() - self._began)

    def skip(self, span: timedelta) -> None:
        """Nothing happens for so long."""
        self._starts_at += span
