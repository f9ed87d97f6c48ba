"""What must hold before the first payment may be taken."""

import errno
from pathlib import Path

import pytest
from sqlalchemy import text

from counter_app.database import engine, opening, schema
from counter_app.database.backup import back_up
from counter_app.database.engine import check_version, check_whole, connect, writing_engine
from counter_app.database.errors import (
    DatabaseDamaged,
    DatabaseTooNew,
    DiskFailed,
    NoDatabase,
    OtherCounter,
    SettingRefused,
    TooOldSqlite,
    WrongKey,
)
from counter_app.database.opening import open_store
from counter_app.domain.errors import Service, Unavailable
from tests.helpers.builders import COUNTER_ID, NIK, NOW, OFFICE_ID, a_participant, a_payment
from tests.helpers.database import DATABASE, KEY, fresh_store, pay, reopened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one payment in it, closed."""
    store = fresh_store(tmp_path)
    pay(store)
    store.close()
    return tmp_path / DATABASE


def test_a_new_database_is_made_whole_and_leaves_nothing_beside_it_but_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "home" / DATABASE
    open_store(path, KEY, OFFICE_ID, COUNTER_ID).close()
    assert sorted(each.name for each in path.parent.iterdir()) == [DATABASE, f"{DATABASE}.mark"]
    check_whole(path, KEY)


def test_a_first_start_that_was_killed_is_begun_anew(tmp_path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        (tmp_path / f"{DATABASE}.unfinished{suffix}").write_bytes(b"half")
    open_store(tmp_path / DATABASE, KEY, OFFICE_ID, COUNTER_ID).close()
    assert sorted(each.name for each in tmp_path.iterdir()) == [DATABASE, f"{DATABASE}.mark"]


def test_a_database_is_not_made_when_it_is_only_to_be_read(tmp_path: Path) -> None:
    with pytest.raises(NoDatabase):
        reopened(tmp_path / DATABASE)
    assert not list(tmp_path.iterdir())


def test_a_wrong_key_is_refused_and_the_database_left_as_it_is(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(WrongKey):
        open_store(path, bytes(32), OFFICE_ID, COUNTER_ID)
    assert path.read_bytes() == before


def test_a_key_of_the_wrong_length_is_a_bug(path: Path) -> None:
    with pytest.raises(ValueError, match="31 bytes"):
        open_store(path, bytes(31), OFFICE_ID, COUNTER_ID)


def test_an_emptied_file_is_never_taken_for_a_new_database(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(DatabaseDamaged, match="empty"):
        reopened(path)
    assert path.stat().st_size == 0


@pytest.mark.parametrize("place", [5, 60], ids=["salt", "first page"])
def test_a_flipped_bit_in_the_beginning_is_refused(path: Path, place: int) -> None:
    flip(path, place)
    with pytest.raises(WrongKey):
        reopened(path)


def test_a_flipped_bit_in_any_page_is_found(path: Path) -> None:
    check_whole(path, KEY)
    flip(path, path.stat().st_size - 2_000)
    with pytest.raises(DatabaseDamaged):
        check_whole(path, KEY)


def test_a_flipped_bit_in_a_page_that_opening_does_not_touch_refuses_the_start(path: Path) -> None:
    """Of a small database, and after a crash of any: the larger ones are read by the hourly backup."""
    flip(path, inside(path, "participants"))
    reopened(path).close()
    with pytest.raises(DatabaseDamaged, match="Restore the last backup"):
        open_store(path, KEY, OFFICE_ID, COUNTER_ID, create=False, careful=True)


def test_a_large_database_is_read_whole_only_after_a_crash(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_SMALL", 0)
    flip(path, inside(path, "participants"))
    open_store(path, KEY, OFFICE_ID, COUNTER_ID, create=False, careful=True).close()
    running = reopened(path)
    pay(running, a_payment(2))
    with pytest.raises(DatabaseDamaged):
        open_store(path, KEY, OFFICE_ID, COUNTER_ID, create=False, careful=True)
    running.close()


def test_a_page_that_leads_nowhere_is_found(path: Path) -> None:
    connection = connect(path, KEY)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_master SET rootpage = 99999 WHERE name = 'outbox'")
    connection.close()
    with pytest.raises(DatabaseDamaged):
        check_whole(path, KEY)


def test_a_torn_page_is_refused_when_it_is_read(path: Path) -> None:
    whole = path.read_bytes()
    pages = [whole[start : start + 4096] for start in range(0, len(whole), 4096)]
    path.write_bytes(b"".join([pages[0], *(page[:512] + bytes(3584) for page in pages[1:])]))
    with pytest.raises((DatabaseDamaged, WrongKey)):
        reopened(path)


def inside(path: Path, table: str) -> int:
    """A place in the first page of a table."""
    connection = connect(path, KEY)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    connection.close()
    return int((page - 1) * 4096 + 2_000)


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_a_file_that_is_no_database_is_refused(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + bytes(8192))
    with pytest.raises(WrongKey):
        reopened(path)


def test_a_folder_that_the_disk_does_not_take_refuses_the_start(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite would go on, and a power cut could take the log whose name is not on the disk."""

    def failing(_folder: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(opening, "sync_folder", failing)
    with pytest.raises(DiskFailed, match="start the program again"):
        reopened(path)


def test_a_folder_that_cannot_be_opened_as_a_database_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as refused:
        connect(tmp_path / "nowhere" / DATABASE, KEY)
    assert refused.value.service is Service.DATABASE


def test_a_database_of_a_newer_program_is_refused(path: Path) -> None:
    with writing_engine(path, KEY).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew, match="9999"):
        reopened(path)


@pytest.mark.parametrize(("office", "counter"), [("JKT-9999", COUNTER_ID), (OFFICE_ID, "L02")])
def test_the_database_of_another_counter_is_refused(path: Path, office: str, counter: str) -> None:
    with pytest.raises(OtherCounter, match=OFFICE_ID):
        open_store(path, KEY, office, counter)


def test_a_database_of_nobody_is_refused(path: Path) -> None:
    with writing_engine(path, KEY).begin() as connection:
        connection.execute(text("DELETE FROM counter_identity"))
    with pytest.raises(OtherCounter, match="nobody"):
        reopened(path)


def test_a_sqlite_that_can_lose_payments_is_refused() -> None:
    check_version((3, 51, 3))
    with pytest.raises(TooOldSqlite, match=r"3\.51\.2"):
        check_version((3, 51, 2))


def test_a_setting_that_did_not_take_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_SETTINGS", (("synchronous", "NORMAL", 2),))
    with pytest.raises(SettingRefused, match="synchronous is 1, not 2"):
        reopened(path)


class PlainSqlite:
    """A SQLite that knows no encryption: it ignores what it does not know, the key included."""

    def execute(self, statement: str) -> "PlainSqlite":
        assert "key" not in statement
        return self

    def fetchone(self) -> None:
        return None


def test_a_sqlite_that_would_ignore_the_key_is_refused() -> None:
    with pytest.raises(SettingRefused, match="SQLCipher"):
        engine._prepare(PlainSqlite(), KEY, query_only=False)


def test_every_connection_is_durable_keyed_and_strict(path: Path) -> None:
    store = reopened(path)
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "temp_store": 2}
    for each, query_only in ((store.writer, 0), (store.reader, 1)):
        with each.connect() as connection:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
            assert found == wanted
            assert connection.exec_driver_sql("PRAGMA query_only").scalar() == query_only
            assert connection.exec_driver_sql("PRAGMA cipher_status").scalar() == "1"
    store.close()


def test_no_identity_number_stands_in_the_files_in_clear(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    pay(store)
    with store.writing() as work:
        work.participants.save([a_participant()], NOW)
    content = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    store.close()
    content += b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for secret in (NIK, "Siti", "Rahmawati", "rahmawati", "payments", "SQLite format"):
        assert secret.encode() not in content
        assert secret.encode("utf-16-le") not in content
    assert int(NIK).to_bytes(8, "big") not in content


def test_a_backup_is_whole_and_locked_with_the_same_key(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    back_up(path, copy, KEY)
    assert NIK.encode() not in copy.read_bytes()
    with pytest.raises(WrongKey):
        connect(copy, bytes(32))
    store = reopened(copy, marked=False)
    with store.reading() as work:
        assert len(list(work.payments.all())) == 1
    store.close()


def test_a_backup_can_be_made_while_the_counter_is_open(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    pay(store)
    back_up(tmp_path / DATABASE, tmp_path / "copy.db", KEY)
    store.close()
    copy = reopened(tmp_path / "copy.db", marked=False)
    with copy.reading() as work:
        assert work.numbers.last() == 1
    copy.close()


def test_the_head_named_here_is_the_one_alembic_finds() -> None:
    from alembic.script import ScriptDirectory

    assert ScriptDirectory.from_config(schema.config()).get_heads() == [schema.HEAD]
