"""Sealing what a counter's queue is carried in: AES-256-GCM under a key that every counter of the office can derive.

The key comes from the secret by which the office and its host know each other (HKDF, RFC 5869), so there is no
passphrase to lose with the stick, and whoever finds the stick reads nothing. The same secret is what the host signs
with: whoever has it needs no stick to do harm.
"""

import secrets
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from counter_app.domain.queue_file import unusable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_KEY_BYTES = 32
_NONCE_BYTES = 12
_PURPOSE = b"loket queue file 1"
"""Keeps the key apart from whatever else is ever derived from the same secret."""


class OfficeSealer:
    """Implements ``services.ports.QueueSealer``. ``secret`` is asked for when it is first needed."""

    def __init__(self, office_id: str, secret: Callable[[], str]) -> None:
        self._office_id = office_id
        self._secret = secret

    def seal(self, front: bytes, content: bytes) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, content, front)

    def unseal(self, front: bytes, sealed: bytes) -> bytes:
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], front)
        except (InvalidTag, ValueError):  # ValueError: too short to hold anything
            raise unusable("it is damaged, or was not made with this office's secret") from None

    @cached_property
    def _cipher(self) -> "AESGCM":
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        derive = HKDF(SHA256(), _KEY_BYTES, salt=self._office_id.encode(), info=_PURPOSE)
        return AESGCM(derive.derive(self._secret().encode()))
