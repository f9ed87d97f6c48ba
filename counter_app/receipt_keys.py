"""The counter's own key for receipts, and the file with everybody's public halves.

The private half (an Ed25519 seed, RFC 8032) lives where the database's key lives, as a key of its own: a file of the
owner's, or the system's keyring. It never leaves the machine. On a machine where it is lost another one is made; what
the old one signed stays good, because its public half is known to the host.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app.domain.counter_key import PUBLIC_KEY_LENGTH, CounterKey
from counter_app.domain.errors import Service, Unavailable
from counter_app.settings_file import SettingsError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from counter_app.database.keys import KeyStore

KEY_FILE = "receipt.key"
RING_FILE = "receipt-keys.json"
_SEED_LENGTH = 32


def check_signature(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """``services.ports.SignatureCheck`` by Ed25519."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


class HomeSigner:
    """Implements ``services.ports.ReceiptSigner`` with the key of a home."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def public_key(self) -> bytes:
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)

    @cached_property
    def _key(self) -> "Ed25519PrivateKey":
        """Read once. Raises ``Unavailable``; what failed is tried again at the next call."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        from counter_app.database.errors import DatabaseRefused

        try:
            return Ed25519PrivateKey.from_private_bytes(_seed(key_store(self._home)))
        except DatabaseRefused as error:
            raise Unavailable(Service.DATABASE, f"the key for receipts: {error}") from error


def key_store(home: Path) -> "KeyStore":
    """The place for the receipts' key: beside the database's key, in a keyring or, where that is a file, in a file."""
    from counter_app.database import keys

    file = home / KEY_FILE
    if file.exists() or (home / keys.KEY_FILE).exists():
        return keys.FileKeyStore(file)
    backend = keys.safe_backend()
    return keys.FileKeyStore(file) if backend is None else keys.KeyringStore(backend, file)


def _seed(store: "KeyStore") -> bytes:
    seed = store.load()
    if seed is None:
        # Whatever another process has put there meanwhile stays, and is what counts.
        store.save(secrets.token_bytes(_SEED_LENGTH))
        seed = store.load()
    if seed is None:
        raise Unavailable(Service.DATABASE, f"a new key for receipts was not kept by {store.describe()}")
    return seed


class FileKeyRing:
    """Implements ``services.ports.KeyRing`` in one JSON file, which may be given to whoever has receipts to check."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def known(self) -> Sequence[CounterKey]:
        """Raises ``Unavailable`` for a file that cannot be read; one that is not there holds none."""
        try:
            return read_keys(self._file) if self._file.exists() else ()
        except (OSError, SettingsError) as error:
            raise Unavailable(Service.DATABASE, str(error)) from error

    def keep(self, keys: Sequence[CounterKey]) -> None:
        from counter_app.office_setup import write_private

        before = self.known()
        known = {key.public_key: key for key in (*before, *keys)}
        if list(known.values()) != list(before):
            write_private(self._file, written_keys(list(known.values())))


def read_keys(file: Path) -> tuple[CounterKey, ...]:
    """The keys in a file. Raises ``OSError`` when it cannot be read, ``SettingsError`` when it holds something else."""
    try:
        return tuple(_key(row) for row in json.loads(file.read_text("utf-8"))["keys"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SettingsError(
            f"{file}: this is no file of receipt keys; a counter's own is made anew once it is removed"
        ) from error


def written_keys(keys: Sequence[CounterKey]) -> str:
    """The file's text; hexadecimal keys, times by ISO 8601."""
    return json.dumps({"keys": [_row(key) for key in keys]}, indent=2) + "\n"


def _row(key: CounterKey) -> dict[str, str | None]:
    return {
        "office": key.office_id,
        "counter": key.counter_id,
        "public_key": key.public_key.hex(),
        "valid_from": key.valid_from.isoformat(),
        "valid_until": key.valid_until.isoformat() if key.valid_until else None,
    }


def _key(row: Mapping[str, Any]) -> CounterKey:
    until = row["valid_until"]
    key = CounterKey(
        office_id=str(row["office"]),
        counter_id=str(row["counter"]),
        public_key=bytes.fromhex(row["public_key"]),
        valid_from=_moment(row["valid_from"]),
        valid_until=None if until is None else _moment(until),
    )
    if len(key.public_key) != PUBLIC_KEY_LENGTH:
        raise ValueError("a public key of another length")
    return key


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without its zone")
    return moment
