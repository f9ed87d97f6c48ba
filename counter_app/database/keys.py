"""Where the database's key lives: in the system's keyring, or on a machine without one in a file of the owner's.

The key is 256 random bits, made once. It is never derived from anything, and never made anew for a database that exists.
"""

import os
import secrets
import stat
from abc import ABC, abstractmethod
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from counter_app.database.engine import KEY_BYTES
from counter_app.database.errors import KeyMissing, KeyUnreadable, UnsafeKeyFile
from counter_app.database.folders import sync_folder

KEY_FILE = "database.key"
KEYRING_SERVICE = "loket-counter"

_TRUSTED_BACKENDS = frozenset(
    f"keyring.backends.{name}" for name in ("SecretService", "Windows", "kwallet", "libsecret", "macOS")
)
"""Keyrings that encrypt with the user's log-in. Any other may be a plain file, or nothing at all."""


class KeyringBackend(Protocol):
    """The part of a ``keyring`` backend that is needed here."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...


class KeyStore(ABC):
    """A place for one key."""

    @abstractmethod
    def load(self) -> bytes | None:
        """The key, or ``None`` when the place is empty. Raises ``UnsafeKeyFile`` or ``KeyUnreadable``."""

    @abstractmethod
    def save(self, key: bytes) -> None:
        """Put a key into the empty place; a key that is there already stays. Raises ``KeyUnreadable``."""

    @abstractmethod
    def replace(self, key: bytes, at: datetime) -> None:
        """Put a key in the place of another, which is kept aside by the time ``at``. Raises ``KeyUnreadable``."""

    @abstractmethod
    def describe(self) -> str:
        """Where the key lives and what protects it, for ``doctor``."""

    def key_for(self, database: Path) -> bytes:
        """The database's key, made on first use. Raises ``KeyMissing`` for a database without one, or as ``load``."""
        key = self.load()
        if key is not None:
            return key
        if database.exists():
            raise KeyMissing(
                f"There is no key for {database} in {self.describe()}. Put the key back; a new one opens nothing."
            )
        self.save(secrets.token_bytes(KEY_BYTES))
        kept = self.load()
        if kept is None:
            raise KeyUnreadable(f"The new key was not kept by {self.describe()}.")
        return kept


class FileKeyStore(KeyStore):
    """A file that only its owner may read."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> bytes | None:
        try:
            if _open_to_others(self._path):
                raise UnsafeKeyFile(f"Others can read {self._path}. Set its permissions to 0600.")
            return _key_of(self._path.read_text(encoding="ascii"), str(self._path))
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise KeyUnreadable(f"The key file {self._path} cannot be read ({error}).") from error

    def save(self, key: bytes) -> None:
        unfinished = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            _write_for_owner(unfinished, key.hex() + "\n")
            # A link, unlike a rename, never takes the place of a key that another process has put there meanwhile.
            with suppress(FileExistsError):
                self._path.hardlink_to(unfinished)
            sync_folder(self._path.parent)
        except OSError as error:
            raise KeyUnreadable(f"The key file {self._path} cannot be written ({error}).") from error
        finally:
            with suppress(OSError):
                unfinished.unlink()

    def replace(self, key: bytes, at: datetime) -> None:
        try:
            with suppress(FileNotFoundError):
                self._path.rename(self._path.with_name(f"{self._path.name}.{_aside(at)}"))
        except OSError as error:
            raise KeyUnreadable(f"The key file {self._path} cannot be put aside ({error}).") from error
        self.save(key)

    def describe(self) -> str:
        return f"the file {self._path} (no keyring here: who can read this file can read the database)"


class KeyringStore(KeyStore):
    """The keyring of the person who is logged in to the machine; one entry for each ``home``."""

    def __init__(self, backend: KeyringBackend, home: Path) -> None:
        self._backend = backend
        self._entry = str(home.absolute())

    def load(self) -> bytes | None:
        from keyring.errors import KeyringError

        try:
            text = self._backend.get_password(KEYRING_SERVICE, self._entry)
        except KeyringError as error:
            raise KeyUnreadable(f"The keyring cannot be read ({error}). Unlock it and start again.") from error
        return None if text is None else _key_of(text, self.describe())

    def save(self, key: bytes) -> None:
        from keyring.errors import KeyringError

        try:
            if self._backend.get_password(KEYRING_SERVICE, self._entry) is None:
                self._backend.set_password(KEYRING_SERVICE, self._entry, key.hex())
        except KeyringError as error:
            raise KeyUnreadable(f"The keyring cannot be written ({error}). Unlock it and start again.") from error

    def replace(self, key: bytes, at: datetime) -> None:
        from keyring.errors import KeyringError

        try:
            old = self._backend.get_password(KEYRING_SERVICE, self._entry)
            if old is not None:
                self._backend.set_password(KEYRING_SERVICE, f"{self._entry} {_aside(at)}", old)
            self._backend.set_password(KEYRING_SERVICE, self._entry, key.hex())
        except KeyringError as error:
            raise KeyUnreadable(f"The keyring cannot be written ({error}). Unlock it and start again.") from error

    def describe(self) -> str:
        return f"the system's keyring ({type(self._backend).__module__.rpartition('.')[2]})"


def choose_key_store(home: Path) -> KeyStore:
    """The place for the key of ``home``'s database: a key file that is there, else a safe keyring, else a new file."""
    file = home / KEY_FILE
    if file.exists():
        return FileKeyStore(file)
    backend = safe_backend()
    return FileKeyStore(file) if backend is None else KeyringStore(backend, home)


def safe_backend() -> KeyringBackend | None:
    """The system's keyring, or ``None`` where there is none that encrypts."""
    import keyring

    chosen = keyring.get_keyring()
    candidates: list[KeyringBackend] = list(getattr(chosen, "backends", [chosen]))
    return next((each for each in candidates if type(each).__module__ in _TRUSTED_BACKENDS), None)


def _aside(at: datetime) -> str:
    return f"aside-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _write_for_owner(file: Path, text: str) -> None:
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as open_file:
        open_file.write(text)
        open_file.flush()
        os.fsync(open_file.fileno())


def _open_to_others(file: Path) -> bool:
    return os.name == "posix" and bool(stat.S_IMODE(file.stat().st_mode) & 0o077)


def _key_of(text: str, place: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyUnreadable(f"What is in {place} is not a key: {2 * KEY_BYTES} hexadecimal digits were expected.")
    return key
