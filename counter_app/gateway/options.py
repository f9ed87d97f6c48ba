"""What the SNAP gateway has to be told, checked before anything is sent."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_PARTNER_ID_LENGTH = 36
_CHANNEL_ID_LENGTH = 5


@dataclass(frozen=True, slots=True)
class SnapOptions:
    """Where the host is, who we are to it, and how long we wait. Times are seconds.

    ``partner_id`` is the office (up to 36 characters), ``channel_id`` the counter (up to 5), ``timezone`` the
    office's IANA name. ``read_timeout`` bounds a silence, ``payment_timeout`` and ``lookup_timeout`` bound a whole
    call, a renewed token included. A connection idle for ``keep_alive`` is not used again: it stays below the
    5 s after which common servers hang up, so that no request is written into a connection being closed. ``pins``
    name the keys of the authorities that may stand in ``ca_path`` (``gateway.pinning``); empty: any may.

    Raises ``ValueError``, in words for whoever edits the settings.
    """

    base_url: str
    client_key: str
    client_secret: str = field(repr=False)
    private_key_path: Path
    ca_path: Path | None
    partner_id: str
    channel_id: str
    timezone: str
    connect_timeout: float = 3.0
    read_timeout: float = 6.0
    payment_timeout: float = 10.0
    lookup_timeout: float = 1.5
    keep_alive: float = 4.0
    pins: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_base_url(self.base_url, self.ca_path)
        _check_header("client_key", self.client_key, None)
        _check_header("partner_id", self.partner_id, _PARTNER_ID_LENGTH)
        _check_header("channel_id", self.channel_id, _CHANNEL_ID_LENGTH)
        if not self.client_secret:
            raise ValueError("client_secret must not be empty")
        for name in ("connect_timeout", "read_timeout", "payment_timeout", "lookup_timeout", "keep_alive"):
            if not 0 < getattr(self, name) <= 120:
                raise ValueError(f"{name} must be above 0 and at most 120 seconds, not {getattr(self, name)}")
        try:
            ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f"timezone {self.timezone!r} is not an IANA name such as Asia/Jakarta") from None


def check_base_url(url: str, ca_path: Path | None) -> None:
    """Accept ``https://host[:port]`` with a CA file, and plain ``http`` on loopback. Raises ``ValueError``."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme not in {"https", "http"} or not parts.hostname or port == 0:
        raise ValueError(f"the host's address must read https://name or https://name:port, not {url!r}")
    if parts.path not in {"", "/"} or parts.query or parts.fragment or parts.username is not None:
        raise ValueError(f"the host's address must end after its name and port, and hold no login: {parts.hostname}")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise ValueError(f"plain http is accepted for this machine only; use https for {parts.hostname}")
    if parts.scheme == "https" and ca_path is None:
        raise ValueError(f"https to {parts.hostname} needs the file of the authority that signed its certificate")


def is_loopback(hostname: str) -> bool:
    """Whether it is this machine."""
    try:
        return ip_address(hostname).is_loopback
    except ValueError:
        return hostname == "localhost"


def _check_header(name: str, value: str, longest: int | None) -> None:
    if not (value and value.isascii() and value.isprintable() and value == value.strip()):
        raise ValueError(f"{name} must be plain letters, digits and signs, and not empty")
    if longest is not None and len(value) > longest:
        raise ValueError(f"{name} must not be longer than {longest} characters")
