"""Keys and proofs for tests: counters whose keys are known to the byte."""

from collections.abc import Sequence
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counter_app.domain.counter_key import CounterKey
from counter_app.domain.proof import proof_of, signed_text
from counter_app.domain.receipt import Receipt

SINCE = datetime(2026, 11, 1, tzinfo=UTC)
HEAD = "5f2c9f0c1a7d4f2b8e6a3d9c0b1e7f4a5d6c8b9a0e1f2d3c4b5a69788796a5b4"


class SeedSigner:
    """Implements ``ReceiptSigner`` with a key made of one repeated byte."""

    def __init__(self, seed: int = 1) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)

    def public_key(self) -> bytes:
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


class PocketRing:
    """Implements ``KeyRing`` in memory."""

    def __init__(self, *keys: CounterKey) -> None:
        self._keys = {key.public_key: key for key in keys}

    def known(self) -> Sequence[CounterKey]:
        return tuple(self._keys.values())

    def keep(self, keys: Sequence[CounterKey]) -> None:
        self._keys |= {key.public_key: key for key in keys}


def key_of(signer: SeedSigner, office: str = "40111", counter: str = "03", until: datetime | None = None) -> CounterKey:
    return CounterKey(office, counter, signer.public_key(), SINCE, until)


def proven(receipt: Receipt, signer: SeedSigner | None = None) -> str:
    """The signed text of a receipt, with a made-up place in the journal."""
    proof = proof_of(receipt, HEAD)
    return signed_text(proof, (signer or SeedSigner()).sign(proof.statement.encode()))
