"""One time for everybody: how far it has been moved stands in a file that counter and host both read."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path


@dataclass(slots=True)
class WorldClock:
    """Implements ``counter_app.services.ports.Clock``. ``skew``: seconds by which this one is wrong."""

    file: Path
    skew: float = 0.0

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.moved() + self.skew)

    def __call__(self) -> datetime:
        """As the sandbox asks for the time."""
        return self.now()

    def advance(self, seconds: float) -> None:
        """Let time pass, for everybody."""
        part = self.file.with_suffix(".part")
        part.write_text(repr(self.moved() + seconds), encoding="ascii")
        part.replace(self.file)

    def reset(self) -> None:
        self.file.unlink(missing_ok=True)

    def moved(self) -> float:
        """Seconds by which this time is ahead of the world outside."""
        try:
            return float(self.file.read_text(encoding="ascii"))
        except FileNotFoundError:
            return 0.0
