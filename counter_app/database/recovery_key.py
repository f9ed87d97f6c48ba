"""The database's key on paper: typed back on another PC, it opens a backup there.

Fourteen groups of four letters and digits (RFC 4648's base 32): the 256 bits of the key and 24 bits that tell a
slip of the finger from the key.
"""

import base64
import hashlib
import hmac
from pathlib import Path

from counter_app.database.engine import KEY_BYTES
from counter_app.database.errors import WrongRecoveryKey
from counter_app.database.folders import write_synced

TESTED_FILE = "recovery-key.tested"
GROUPS = 14
_CHECK_BYTES = 3
_LETTERS_IN_GROUP = 4
_MISREAD = str.maketrans("018", "OIB")
_PURPOSE = b"loket recovery key 1"


def groups_of(key: bytes) -> tuple[str, ...]:
    """The key as ``GROUPS`` groups to be written down."""
    letters = base64.b32encode(key + _check(key)).decode()
    return tuple(letters[start : start + _LETTERS_IN_GROUP] for start in range(0, len(letters), _LETTERS_IN_GROUP))


def key_of(typed: str) -> bytes:
    """The key behind what was typed: in any case, with any spaces and dashes, digits taken for letters.

    Raises ``WrongRecoveryKey``; the message does not quote what was typed.
    """
    letters = "".join(typed.split()).replace("-", "").upper().translate(_MISREAD)
    expected = GROUPS * _LETTERS_IN_GROUP
    if len(letters) != expected:
        raise WrongRecoveryKey(f"A recovery key has {expected} letters and digits; these are {len(letters)}.")
    try:
        content = base64.b32decode(letters)
    except ValueError:
        raise WrongRecoveryKey("A recovery key has the letters A to Z and the digits 2 to 7 only.") from None
    key, check = content[:KEY_BYTES], content[KEY_BYTES:]
    if not hmac.compare_digest(check, _check(key)):
        raise WrongRecoveryKey("One of the letters is wrong, or two are swapped. Compare them with the paper.")
    return key


def note_tested(home: Path, key: bytes) -> None:
    """Remember that the key on paper was read back. Raises ``OSError``."""
    write_synced(home / TESTED_FILE, _fingerprint(key))


def is_tested(home: Path, key: bytes) -> bool:
    """Whether this very key was read back from its paper."""
    try:
        return hmac.compare_digest((home / TESTED_FILE).read_bytes(), _fingerprint(key))
    except OSError:
        return False


def _check(key: bytes) -> bytes:
    return hashlib.sha256(_PURPOSE + key).digest()[:_CHECK_BYTES]


def _fingerprint(key: bytes) -> bytes:
    return hmac.digest(key, _PURPOSE, "sha256").hex().encode() + b"\n"
