"""The machine's clocks: the one that can be set, behind ``services.ports.Clock``, and the one that cannot."""

import time
from datetime import UTC, datetime
from pathlib import Path

from counter_app.domain.lock_out import Uptime


class SystemClock:
    """The time of this machine; ``doctor`` compares it with the host's."""

    def now(self) -> datetime:
        """The time now, aware, UTC."""
        return datetime.now(UTC)


class SystemUptime:
    """For how long this machine has been running, by ``domain.lock_out.Uptime``.

    Linux counts the time it sleeps as well and names each run; elsewhere it is the monotonic clock, without a name.
    """

    def __call__(self) -> Uptime:
        counted_asleep: int | None = getattr(time, "CLOCK_BOOTTIME", None)
        if counted_asleep is None:
            return Uptime("", time.monotonic())
        return Uptime(_boot_id(), time.clock_gettime(counted_asleep))


def _boot_id() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:  # a machine may hide it
        return ""
