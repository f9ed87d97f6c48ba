"""PINs and signatures."""

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from counter_app.domain.counter_key import CounterKey


class PinHasher(Protocol):
    """One-way hashing of PINs (argon2id)."""

    def hash(self, pin: str) -> str: ...

    def verify(self, pin_hash: str, pin: str) -> bool: ...


SignatureCheck = Callable[[bytes, bytes, bytes], bool]
"""Public key, message, signature → whether it is that key's. Never raises, whatever the bytes are."""


class ReceiptSigner(Protocol):
    """This counter's own key, made when it is first needed. Both raise ``Unavailable`` when it cannot be used."""

    def public_key(self) -> bytes:
        """The half that everybody may know, ``PUBLIC_KEY_LENGTH`` bytes."""
        ...

    def sign(self, message: bytes) -> bytes:
        """64 bytes of Ed25519; the same for the same message."""
        ...


@runtime_checkable
class KeyRegister(Protocol):
    """A host that keeps the counters' public keys. Not every gateway has one."""

    def enrol(self, own: CounterKey) -> Sequence[CounterKey]:
        """Tell the host of this counter's key, and learn the office's. The same key again changes nothing.

        Raises ``Unavailable(HOST)``, or ``Declined(HOST_REFUSED)`` with the ``code`` when it will not have the key.
        """
        ...


class KeyRing(Protocol):
    """The public keys known here: this counter's own, and those the host told of. Both raise ``Unavailable``."""

    def known(self) -> Sequence[CounterKey]: ...

    def keep(self, keys: Sequence[CounterKey]) -> None:
        """Add keys; what is said anew of a key takes the place of what was known. Nothing is ever forgotten."""
        ...
