"""The machine's clock, behind ``services.ports.Clock``."""

from datetime import UTC, datetime


class SystemClock:
    """The time of this machine; ``doctor`` compares it with the host's."""

    def now(self) -> datetime:
        """The time now, aware, UTC."""
        return datetime.now(UTC)
