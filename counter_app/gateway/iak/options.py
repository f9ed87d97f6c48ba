"""What the IAK gateway has to be told, checked before anything is sent."""

from dataclasses import dataclass, field
from pathlib import Path

from counter_app.gateway.options import check_base_url


@dataclass(frozen=True, slots=True)
class IakOptions:
    """Where IAK is, who the agent is to it, and how long we wait. Times are seconds, as in ``SnapOptions``.

    ``ca_path`` names the one authority whose certificates are trusted. Raises ``ValueError``, in words for whoever
    edits the settings.
    """

    base_url: str
    username: str
    api_key: str = field(repr=False)
    ca_path: Path | None
    connect_timeout: float = 3.0
    read_timeout: float = 6.0
    payment_timeout: float = 10.0
    lookup_timeout: float = 1.5
    keep_alive: float = 4.0
    pins: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_base_url(self.base_url, self.ca_path)
        if not self.username or not self.api_key:
            raise ValueError("the agent's name and API key must not be empty")
        for name in ("connect_timeout", "read_timeout", "payment_timeout", "lookup_timeout", "keep_alive"):
            if not 0 < getattr(self, name) <= 120:
                raise ValueError(f"{name} must be above 0 and at most 120 seconds, not {getattr(self, name)}")
