"""What a client needs to reach a running sandbox, as ``sandbox.json`` in its folder says it."""

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

FILE = "sandbox.json"


@dataclass(frozen=True, slots=True)
class SandboxAccess:
    """``ca_path`` is empty over plain HTTP. ``partner_id`` is the office; the control token is for ``/sandbox``."""

    url: str
    ca_path: str
    partner_id: str
    client_key: str
    client_secret: str = field(repr=False)
    client_secret_path: str
    private_key_path: str
    control_token: str = field(repr=False)

    @classmethod
    def read(cls, folder: Path) -> "SandboxAccess":
        """Raises ``OSError``, or ``msgspec.DecodeError`` for a damaged file."""
        return msgspec.json.decode((folder / FILE).read_bytes(), type=cls)

    def encoded(self) -> bytes:
        return msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n"
