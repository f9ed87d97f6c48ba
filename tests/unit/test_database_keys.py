"""Where the key lives, and when it must not be trusted or made anew."""

import stat
import sys
from pathlib import Path
from types import SimpleNamespace

import keyring
import pytest
from keyring.backends import fail, null
from keyring.errors import KeyringLocked, PasswordSetError

from counter_app.database import keys
from counter_app.database.errors import KeyMissing, KeyUnreadable, UnsafeKeyFile
from counter_app.database.keys import (
    KEY_FILE,
    KEYRING_SERVICE,
    FileKeyStore,
    KeyringBackend,
    KeyringStore,
    choose_key_store,
    safe_backend,
)

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="permissions are POSIX's")


class MemoryKeyring:
    """A keyring for the length of a test."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password


class LockedKeyring(MemoryKeyring):
    """A keyring whose owner has not unlocked it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("locked")


class FullKeyring(MemoryKeyring):
    """A keyring that takes nothing more."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise PasswordSetError("full")


class ForgetfulKeyring(MemoryKeyring):
    """A keyring that says yes and keeps nothing, as ``keyring.backends.null`` does."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class ForeignKeyring(MemoryKeyring):
    """A keyring of somebody else's module."""

    __module__ = "keyrings.alt.file"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_TRUSTED_BACKENDS", {__name__})


def system_keyring(monkeypatch: pytest.MonkeyPatch, backend: object) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)


@posix_only
def test_a_first_start_makes_a_key_that_only_its_owner_can_read(home: Path) -> None:
    store = FileKeyStore(home / KEY_FILE)
    key = store.key_for(home / "counter.db")
    assert len(key) == 32
    assert stat.S_IMODE((home / KEY_FILE).stat().st_mode) == 0o600
    assert [file.name for file in home.iterdir()] == [KEY_FILE]
    assert store.key_for(home / "counter.db") == key


def test_two_homes_have_two_keys(home: Path) -> None:
    one, two = (FileKeyStore(home / name / KEY_FILE).key_for(home / "counter.db") for name in "ab")
    assert one != two


@pytest.mark.parametrize("place", ["file", "keyring"])
def test_a_database_whose_key_is_gone_never_gets_a_new_one(home: Path, place: str) -> None:
    home.mkdir()
    (home / "counter.db").write_bytes(b"x")
    backend = MemoryKeyring()
    store = FileKeyStore(home / KEY_FILE) if place == "file" else KeyringStore(backend, home)
    with pytest.raises(KeyMissing, match="Put the key back"):
        store.key_for(home / "counter.db")
    assert not (home / KEY_FILE).exists()
    assert not backend.entries


@posix_only
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o777])
def test_a_key_file_that_others_can_read_is_refused(home: Path, mode: int) -> None:
    FileKeyStore(home / KEY_FILE).key_for(home / "counter.db")
    (home / KEY_FILE).chmod(mode)
    with pytest.raises(UnsafeKeyFile, match="0600"):
        FileKeyStore(home / KEY_FILE).load()


@pytest.mark.parametrize("content", [b"", b"not hex", b"00" * 31, b"\xff\xfe"])
def test_a_key_file_that_holds_no_key_is_refused_and_kept(home: Path, content: bytes) -> None:
    home.mkdir()
    file = home / KEY_FILE
    file.write_bytes(content)
    file.chmod(0o600)
    with pytest.raises(KeyUnreadable):
        FileKeyStore(file).key_for(home / "counter.db")
    assert file.read_bytes() == content


def test_a_key_that_is_there_already_stays(home: Path) -> None:
    store = FileKeyStore(home / KEY_FILE)
    store.save(bytes(32))
    store.save(b"k" * 32)
    assert store.load() == bytes(32)


def test_a_key_file_that_cannot_be_written_is_said_so(home: Path) -> None:
    home.write_text("a file where the folder should be")
    with pytest.raises(KeyUnreadable, match="cannot be written"):
        FileKeyStore(home / KEY_FILE).save(bytes(32))


def test_a_keyring_keeps_the_key_of_each_home_apart(home: Path) -> None:
    backend = MemoryKeyring()
    one, two = (KeyringStore(backend, home / name).key_for(home / "counter.db") for name in "ab")
    assert one != two
    assert KeyringStore(backend, home / "a").load() == one
    assert backend.entries[KEYRING_SERVICE, str(home / "a")] == one.hex()
    KeyringStore(backend, home / "a").save(bytes(32))
    assert KeyringStore(backend, home / "a").load() == one


@pytest.mark.parametrize("backend", [LockedKeyring(), FullKeyring(), ForgetfulKeyring()])
def test_a_keyring_that_keeps_nothing_is_said_so_before_anything_is_encrypted(
    home: Path, backend: KeyringBackend
) -> None:
    with pytest.raises(KeyUnreadable):
        KeyringStore(backend, home).key_for(home / "counter.db")


def test_a_locked_keyring_cannot_be_written_either(home: Path) -> None:
    with pytest.raises(KeyUnreadable, match="Unlock"):
        KeyringStore(LockedKeyring(), home).save(bytes(32))


def test_a_safe_keyring_is_preferred(home: Path, monkeypatch: pytest.MonkeyPatch, trusted: None) -> None:
    system_keyring(monkeypatch, MemoryKeyring())
    store = choose_key_store(home)
    assert isinstance(store, KeyringStore)
    assert store.describe() == "the system's keyring (test_database_keys)"


def test_a_key_file_that_is_there_wins_over_the_keyring(
    home: Path, monkeypatch: pytest.MonkeyPatch, trusted: None
) -> None:
    system_keyring(monkeypatch, MemoryKeyring())
    FileKeyStore(home / KEY_FILE).key_for(home / "counter.db")
    assert isinstance(choose_key_store(home), FileKeyStore)


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, MemoryKeyring], ids=["none", "null", "a stranger's"])
def test_a_keyring_that_does_not_encrypt_is_passed_over_and_that_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch, backend: type[object]
) -> None:
    system_keyring(monkeypatch, backend())
    store = choose_key_store(home)
    assert isinstance(store, FileKeyStore)
    assert "no keyring here" in store.describe()
    assert str(home / KEY_FILE) in store.describe()


def test_of_several_keyrings_the_first_safe_one_is_taken(monkeypatch: pytest.MonkeyPatch, trusted: None) -> None:
    safe = MemoryKeyring()

    several = SimpleNamespace(backends=[ForeignKeyring(), safe])
    system_keyring(monkeypatch, several)
    assert safe_backend() is safe
