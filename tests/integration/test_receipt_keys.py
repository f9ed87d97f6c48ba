"""The counter's own key and the file of everybody's: made once, kept private, read strictly."""

import json
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from keyring.backends.fail import Keyring as NoKeyring

from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.errors import Unavailable
from counter_app.domain.journal import Act
from counter_app.receipt_keys import (
    KEY_FILE,
    RING_FILE,
    FileKeyRing,
    HomeSigner,
    check_signature,
    key_store,
    read_keys,
)
from counter_app.settings_file import SettingsError
from tests.helpers.builders import an_entry
from tests.helpers.database import fresh_store
from tests.helpers.proofs import SeedSigner, key_of

OURS, THEIRS = key_of(SeedSigner(1)), key_of(SeedSigner(2), counter="04")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("keyring.get_keyring", NoKeyring)
    return tmp_path


def test_the_key_is_made_once_and_is_its_owners_only(home: Path) -> None:
    first = HomeSigner(home)
    public = first.public_key()
    assert HomeSigner(home).public_key() == public
    assert stat.S_IMODE((home / KEY_FILE).stat().st_mode) == 0o600
    assert check_signature(public, b"receipt", HomeSigner(home).sign(b"receipt"))
    assert first.sign(b"receipt") == HomeSigner(home).sign(b"receipt")


def test_the_public_half_tells_nothing_of_the_private_one(home: Path) -> None:
    public = HomeSigner(home).public_key()
    assert public.hex() not in (home / KEY_FILE).read_text()


@pytest.mark.parametrize("content", ["", "not hexadecimal", "ab" * 31])
def test_a_damaged_key_is_not_replaced(home: Path, content: str) -> None:
    (home / KEY_FILE).write_text(content)
    (home / KEY_FILE).chmod(0o600)
    signer = HomeSigner(home)
    with pytest.raises(Unavailable, match="key for receipts"):
        signer.sign(b"receipt")
    assert (home / KEY_FILE).read_text() == content
    (home / KEY_FILE).write_text("ab" * 32)
    assert len(signer.sign(b"receipt")) == 64


def test_a_key_that_others_can_read_is_not_used(home: Path) -> None:
    HomeSigner(home).public_key()
    (home / KEY_FILE).chmod(0o644)
    with pytest.raises(Unavailable, match="0600"):
        HomeSigner(home).public_key()


class Secrets:
    """A keyring that encrypts, or says so."""

    __module__ = "keyring.backends.SecretService"

    def __init__(self, forgetful: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.forgetful = forgetful

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if not self.forgetful:
            self.kept[service, username] = password


def test_a_machine_with_a_keyring_keeps_the_key_there_and_apart_from_the_databases(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = Secrets()
    monkeypatch.setattr("keyring.get_keyring", lambda: ring)
    public = HomeSigner(home).public_key()
    assert [entry for _, entry in ring.kept] == [str(home / KEY_FILE)]
    assert HomeSigner(home).public_key() == public
    assert not (home / KEY_FILE).exists()


def test_a_keyring_that_keeps_nothing_is_found_out(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyring.get_keyring", lambda: Secrets(forgetful=True))
    with pytest.raises(Unavailable, match="not kept"):
        HomeSigner(home).public_key()


def test_where_the_databases_key_is_a_file_so_is_this_one(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyring.get_keyring", Secrets)
    (home / "database.key").write_text("00" * 32)
    assert str(home / KEY_FILE) in key_store(home).describe()


# --- the ring ---------------------------------------------------------------------------------------------------


def test_a_ring_keeps_what_it_was_told_and_forgets_nothing(home: Path) -> None:
    ring = FileKeyRing(home / RING_FILE)
    assert list(ring.known()) == []
    ring.keep([OURS])
    ring.keep([THEIRS])
    retired = replace(OURS, valid_until=datetime(2026, 12, 1, tzinfo=UTC))
    ring.keep([retired])
    assert list(FileKeyRing(home / RING_FILE).known()) == [retired, THEIRS]
    assert stat.S_IMODE((home / RING_FILE).stat().st_mode) == 0o600


def test_a_ring_that_knows_it_all_is_not_written_again(home: Path) -> None:
    ring = FileKeyRing(home / RING_FILE)
    ring.keep([OURS, THEIRS])
    before = (home / RING_FILE).stat()
    ring.keep([THEIRS])
    assert (home / RING_FILE).stat().st_ino == before.st_ino


SPOILT: dict[str, Callable[[dict[str, Any]], object]] = {
    "a short key": lambda row: row.update(public_key="ab"),
    "no hexadecimal": lambda row: row.update(public_key="xy" * 32),
    "a number for a key": lambda row: row.update(public_key=7),
    "a time without a zone": lambda row: row.update(valid_from="2026-11-01T00:00:00"),
    "an end that is no time": lambda row: row.update(valid_until="soon"),
    "no counter": lambda row: row.pop("counter"),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_row_that_is_no_key_spoils_the_file(home: Path, spoil: Callable[[dict[str, Any]], object]) -> None:
    file = home / RING_FILE
    FileKeyRing(file).keep([OURS])
    content = json.loads(file.read_text())
    spoil(content["keys"][0])
    file.write_text(json.dumps(content))
    with pytest.raises(SettingsError, match="no file of receipt keys"):
        read_keys(file)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"keys": 3}', b'{"keys": ["x"]}', b"\xff", b"[" * 100_000])
def test_a_file_of_something_else_is_refused(home: Path, content: bytes) -> None:
    (home / RING_FILE).write_bytes(content)
    with pytest.raises(Unavailable, match="no file of receipt keys"):
        FileKeyRing(home / RING_FILE).known()
    with pytest.raises(Unavailable):
        FileKeyRing(home / RING_FILE).keep([OURS])
    assert (home / RING_FILE).read_bytes() == content


# --- the entry it hangs on --------------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> SqlStore:
    return fresh_store(tmp_path)


def test_the_journal_finds_the_first_and_the_last_entry_of_an_act_about_a_subject(store: SqlStore) -> None:
    with store.writing() as work:
        work.journal.append(an_entry("another"))
        wanted = work.journal.append(an_entry("this one", total=1))
        latest = work.journal.append(an_entry("this one", total=2))
    with store.reading() as work:
        found = work.journal.first(Act.PAYMENT_ACCEPTED, "this one")
        assert found == wanted
        assert work.journal.last(Act.PAYMENT_ACCEPTED, "this one") == latest
        assert work.journal.first(Act.PRINTED, "this one") is None
        assert work.journal.last(Act.PRINTED, "this one") is None
        assert work.journal.first(Act.PAYMENT_ACCEPTED, "nobody") is None
    store.close()
