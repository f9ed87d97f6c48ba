"""The keys by which receipts are known: each counter signs with one of its own, and everybody knows the public halves."""

from dataclasses import dataclass
from datetime import datetime

PUBLIC_KEY_LENGTH = 32
"""Bytes of an Ed25519 public key (RFC 8032)."""


@dataclass(frozen=True, slots=True)
class CounterKey:
    """The public key of a counter. ``valid_until``: from when on nothing signed with it counts; aware times."""

    office_id: str
    counter_id: str
    public_key: bytes
    valid_from: datetime
    valid_until: datetime | None = None

    def retired_by(self, at: datetime) -> bool:
        """Whether the key had been put out of use at that time.

        There is no such question about ``valid_from``: a copy of an old receipt is signed with the key of today.
        """
        return self.valid_until is not None and at >= self.valid_until
