"""Backups on a real disk: whole or not there, locked, noted, and found again by their moment."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from counter_app.database.backup_folder import BackupFolder, digest_of, note_of
from counter_app.database.contents import check_chain, contents_of
from counter_app.database.engine import check_whole
from counter_app.database.errors import DatabaseDamaged, OtherCounter, WrongKey
from counter_app.database.high_water import MarkFile
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.errors import Service, Unavailable
from tests.helpers.builders import COUNTER_ID, NIK, OFFICE_ID, a_payment
from tests.helpers.database import DATABASE, KEY, fresh_store, pay, reopened

AT = datetime(2026, 11, 22, 2, 15, 4, tzinfo=UTC)
FILE = "counter-20261122T021504Z.db"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with two payments in it, closed."""
    store = fresh_store(tmp_path / "home")
    pay(store, a_payment(1))
    pay(store, a_payment(2))
    store.close()
    return tmp_path / "home" / DATABASE


@pytest.fixture
def backups(database: Path, tmp_path: Path) -> BackupFolder:
    return BackupFolder(database, tmp_path / "backups", lambda: KEY)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_backup_stands_there_with_a_note_of_what_it_holds(
    backups: BackupFolder, database: Path, tmp_path: Path
) -> None:
    made = backups.write(AT)
    assert names(tmp_path / "backups") == [FILE, f"{FILE}.json"]
    assert made.file == tmp_path / "backups" / FILE
    note = json.loads(note_of(made.file).read_text())
    there = contents_of(database, KEY)
    assert note == {
        "taken_at": "2026-11-22T02:15:04+00:00",
        "head": there.head,
        "entries": 2,
        "receipts": 2,
        "sha256": digest_of(made.file),
    }
    assert (made.head, made.entries, made.receipts) == (there.head, 2, 2)
    assert backups.times() == [AT]
    check_whole(made.file, KEY)
    check_chain(made.file, KEY)


def test_a_backup_and_its_note_tell_a_thief_nothing(backups: BackupFolder, tmp_path: Path) -> None:
    made = backups.write(AT)
    for file in (tmp_path / "backups").iterdir():
        content = file.read_bytes()
        assert NIK.encode() not in content
        assert b"Siti" not in content
    with pytest.raises(WrongKey):
        contents_of(made.file, bytes(32))


def test_only_what_is_named_as_a_backup_is_taken_for_one(backups: BackupFolder, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for name in ("counter-old.db", "counter-20261122T021504Z.db.unfinished", "notes.txt"):
        (folder / name).write_text("x")
    assert backups.times() == []
    backups.write(AT)
    backups.remove(AT)
    backups.remove(AT)
    assert names(folder) == ["counter-20261122T021504Z.db.unfinished", "counter-old.db", "notes.txt"][1:]


def test_what_was_never_finished_is_removed_a_day_later_and_not_before(backups: BackupFolder, tmp_path: Path) -> None:
    made = backups.write(AT)
    folder = tmp_path / "backups"
    for age, name in ((0, "counter-20261121T000000Z.db.unfinished-wal"), (2, "counter-20261120T000000Z.db.json")):
        (folder / name).write_text("x")
        long_ago = time.time() - timedelta(days=age).total_seconds()
        os.utime(folder / name, (long_ago, long_ago))
    os.utime(note_of(made.file), (0, 0))
    backups.tidy()
    assert names(folder) == ["counter-20261121T000000Z.db.unfinished-wal", FILE, f"{FILE}.json"]


def test_a_damaged_database_is_never_backed_up_over_a_good_copy(backups: BackupFolder, database: Path) -> None:
    good = backups.write(AT)
    before = good.file.read_bytes()
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    assert backups.damage() is None
    with pytest.raises(DatabaseDamaged):
        backups.write(AT)
    assert "Restore the last backup" in (backups.damage() or "")
    assert good.file.read_bytes() == before
    assert names(good.file.parent) == [FILE, f"{FILE}.json"]


def test_a_backup_that_would_fill_the_disk_is_not_begun(database: Path, tmp_path: Path) -> None:
    everything = shutil.disk_usage(tmp_path).total
    with pytest.raises(Unavailable, match="would leave too little") as refused:
        BackupFolder(database, tmp_path / "backups", lambda: KEY, reserve=everything).write(AT)
    assert refused.value.service is Service.DATABASE
    assert names(tmp_path / "backups") == []


def test_a_folder_that_cannot_be_made_is_unavailable(database: Path, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("a file where the folder should be")
    with pytest.raises(Unavailable, match="no backup could be written"):
        BackupFolder(database, tmp_path / "backups", lambda: KEY).write(AT)


def test_a_database_of_another_counter_is_told_apart(database: Path) -> None:
    there = contents_of(database, KEY)
    there.require(OFFICE_ID, COUNTER_ID)
    with pytest.raises(OtherCounter, match=OFFICE_ID):
        there.require(OFFICE_ID, "L99")


KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from counter_app.database import backup, backup_folder
from tests.helpers.database import KEY

def die(*_args):
    os.kill(os.getpid(), signal.SIGKILL)

module, name = {"copied": (backup, "check_whole"), "noted": (backup, "put_in_place"), "read": (backup_folder, "write_synced")}[sys.argv[3]]
setattr(module, name, die)
backup_folder.BackupFolder(Path(sys.argv[1]), Path(sys.argv[2]), lambda: KEY).write(datetime.fromisoformat(sys.argv[4]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("when", ["copied", "read", "noted"])
def test_a_kill_in_the_middle_leaves_no_half_backup_and_the_next_one_succeeds(
    when: str, backups: BackupFolder, database: Path, tmp_path: Path
) -> None:
    argv = [sys.executable, "-c", KILLED, str(database), str(tmp_path / "backups"), when, AT.isoformat()]
    killed = subprocess.run(argv, timeout=60, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert backups.times() == []
    made = backups.write(AT)
    check_whole(made.file, KEY)
    assert (made.entries, names(made.file.parent)) == (2, [FILE, f"{FILE}.json"])
    check_whole(database, KEY)


# --- a disk that is full -----------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of 3 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path, leave: int) -> Path:
    filler = folder / "filler"
    filler.write_bytes(bytes(max(0, shutil.disk_usage(folder).free - leave)))
    return filler


def test_a_disk_that_fills_while_a_backup_is_written_keeps_the_old_one_and_leaves_no_half(
    backups: BackupFolder, database: Path, small_disk: Path
) -> None:
    folder = BackupFolder(database, small_disk / "backups", lambda: KEY)
    good = folder.write(AT).file.read_bytes()
    filler = fill(small_disk, database.stat().st_size + 20_000)
    with pytest.raises(Unavailable) as refused:
        folder.write(AT + timedelta(hours=1))
    assert refused.value.service is Service.DATABASE
    assert names(small_disk / "backups") == [FILE, f"{FILE}.json"]
    assert (small_disk / "backups" / FILE).read_bytes() == good
    assert folder.damage() is None
    filler.unlink()
    folder.write(AT + timedelta(hours=1))


def sell_on(store: SqlStore) -> None:
    for number in range(2, 200):
        pay(store, a_payment(number))


def test_a_sale_that_finds_the_disk_full_is_refused_whole_and_the_mark_stays_true(small_disk: Path) -> None:
    store = fresh_store(small_disk / "home")
    pay(store, a_payment(1))
    filler = fill(small_disk, 0)
    with pytest.raises(Unavailable, match="full"):
        sell_on(store)
    with store.reading() as work:
        sold = work.numbers.last()
    marked = MarkFile(small_disk / "home" / DATABASE, KEY).read()
    assert marked is not None
    assert marked.receipts == sold
    filler.unlink()
    pay(store, a_payment(sold + 1))
    store.close()
    reopened(small_disk / "home" / DATABASE).close()
