"""PINs are kept as argon2id hashes, mixed with a pepper that is not in the database (``services.log_in.Pins``).

Six digits are a million guesses: who has the hashes alone tries them all within a day, whatever one guess costs. What is
hashed is therefore HMAC-SHA256 of the PIN under a key, and without the key no guess can be checked.

The pepper is derived from the database's key, so it lives where that one lives and comes back with the recovery key: an
office that restores its backup on another machine goes on with the PINs it had. Whoever holds that key can read the
hashes and guess; whoever does not cannot read them in the first place, and gains nothing from a copy that leaked in the
clear. Counters that share a server have no such key in common: there the pepper comes from a file ``pins.key``, made by
the first of them and copied to the others.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.domain.errors import Service, Unavailable
from counter_app.services.log_in import Made

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MEMORY_KIB = 19 * 1024
PASSES = 2
LANES = 1
"""What OWASP's password storage guidance names as the least for argon2id: 19 MiB, two passes, one lane."""

KEY_FILE = "pins.key"
_KEY_BYTES = 32
_PURPOSE = b"loket pin pepper 1"
_MARK = "$pepper="
_PLAIN = "$argon2id$"


class Argon2Pins:
    """Hashes with a salt of its own each time; a stored hash says by which figures and with which pepper it was made.

    ``$pepper=<8 hex digits>$argon2id$…``; without the first part it was made before there was a pepper.
    """

    def __init__(self, pepper: Callable[[], bytes]) -> None:
        """``pepper`` is asked for when it is first needed; it may raise ``Unavailable``."""
        self._source = pepper

    def hash(self, pin: str) -> str:
        """The hash to store of a PIN."""
        return self._mark + self._hasher.hash(self._mixed(pin))

    def verify(self, pin_hash: str, pin: str) -> bool:
        """Whether ``pin`` is the one behind ``pin_hash``; false for a hash that is none, or made with another pepper."""
        from argon2.exceptions import InvalidHashError, VerificationError

        peppered = pin_hash.startswith(self._mark)
        try:
            return self._hasher.verify(pin_hash.removeprefix(self._mark), self._mixed(pin) if peppered else pin)
        except (VerificationError, InvalidHashError):
            return False

    def made(self, pin_hash: str) -> Made:
        """How a stored hash was made."""
        if pin_hash.startswith(self._mark + _PLAIN):
            old = self._hasher.check_needs_rehash(pin_hash.removeprefix(self._mark))
            return Made.BEFORE if old else Made.AS_NOW
        return Made.ELSEWHERE if pin_hash.startswith(_MARK) else Made.BEFORE

    @cached_property
    def _pepper(self) -> bytes:
        return self._source()

    @cached_property
    def _mark(self) -> str:
        return f"{_MARK}{hashlib.sha256(self._pepper).hexdigest()[:8]}"

    @cached_property
    def _hasher(self) -> "PasswordHasher":
        from argon2 import PasswordHasher

        return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)

    def _mixed(self, pin: str) -> bytes:
        """As hexadecimal digits: 32 bytes may hold a zero, which not everything that reads passwords reads past."""
        return hmac.digest(self._pepper, pin.encode(), "sha256").hex().encode()


def pepper_of(home: Path, *, shared: bool = False) -> bytes:
    """The pepper of a home; ``shared``: of one among many at the same server, where ``pins.key`` is made if need be.

    Raises ``Unavailable(DATABASE)`` when the key it comes from is gone or cannot be read.
    """
    from counter_app.database.errors import DatabaseRefused
    from counter_app.database.keys import FileKeyStore, choose_key_store

    own = FileKeyStore(home / KEY_FILE)
    try:
        if shared and own.load() is None:
            own.save(secrets.token_bytes(_KEY_BYTES))
        key = own.load() or choose_key_store(home).load()
    except DatabaseRefused as error:
        raise Unavailable(Service.DATABASE, f"the pepper of the PINs: {error}") from error
    if key is None:
        raise Unavailable(Service.DATABASE, "the pepper of the PINs is gone with the database's key")
    return pepper_from(key)


def pepper_from(key: bytes) -> bytes:
    """The pepper that belongs to a database's key."""
    return hmac.digest(key, _PURPOSE, "sha256")
