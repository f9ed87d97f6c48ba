"""An old backup put back, a log that was lost, a mark that was tampered with: noticed before anything is sold."""

import hmac
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.database.errors import DatabaseBehind
from counter_app.database.high_water import MarkFile, mark_of
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.errors import Unavailable
from counter_app.domain.high_water import HighWater
from counter_app.domain.journal import GENESIS
from tests.helpers.builders import a_payment
from tests.helpers.database import DATABASE, KEY, fresh_store, pay, reopened
from tests.helpers.logfail import LogWatch

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with two payments, closed."""
    store = fresh_store(tmp_path)
    pay(store, a_payment(1))
    pay(store, a_payment(2))
    store.close()
    return tmp_path / DATABASE


def mark(path: Path) -> HighWater:
    there = MarkFile(path, KEY).read()
    assert there is not None
    return there


def head(store: SqlStore) -> str:
    with store.reading() as work:
        return work.journal.head()


def test_the_mark_follows_every_commit(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    path = tmp_path / DATABASE
    assert mark(path) == HighWater(0, GENESIS, 0)
    for number in range(1, 6):
        pay(store, a_payment(number))
        assert mark(path) == HighWater(number, head(store), number)
    store.close()


def test_what_is_rolled_back_or_only_read_leaves_the_mark_alone(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    pay(store, a_payment(1))
    before = mark_of(tmp_path / DATABASE).read_bytes()
    with pytest.raises(ZeroDivisionError), store.writing() as work:
        work.numbers.skip_to(1 // 0)
    with store.writing() as work:
        work.sync.save(work.sync.get())
    assert mark_of(tmp_path / DATABASE).read_bytes() == before
    store.close()


def test_an_old_backup_put_back_is_refused_with_what_to_do(path: Path) -> None:
    old = path.read_bytes()
    store = reopened(path)
    pay(store, a_payment(3))
    store.close()
    path.write_bytes(old)
    with pytest.raises(DatabaseBehind, match="ends at journal entry 2 and receipt number 2") as refused:
        reopened(path)
    for said in ("reached entry 3 and receipt 3", "counter-app restore FILE", "counter-app realign"):
        assert said in str(refused.value)
    assert mark(path).entries == 3


def test_an_old_backup_that_was_worked_with_does_not_pass_by_catching_up(path: Path) -> None:
    old = path.read_bytes()
    store = reopened(path)
    pay(store, a_payment(3))
    store.close()
    path.write_bytes(old)
    elsewhere = reopened(path, marked=False)
    pay(elsewhere, a_payment(3))
    pay(elsewhere, a_payment(4))
    elsewhere.close()
    with pytest.raises(DatabaseBehind, match="Journal entry 3 is another"):
        reopened(path)


def test_a_mark_from_before_it_knew_z_numbers_is_read_as_it_was(path: Path) -> None:
    file = MarkFile(path, KEY)
    told = b'{"entries": 2, "head": "%s", "receipts": 2}' % mark(path).head.encode()
    seal = hmac.digest(hmac.digest(KEY, b"loket high-water mark 1", "sha256"), told, "sha256").hex().encode()
    file.path.write_bytes(2 * ((told + b" " + seal).ljust(511) + b"\n"))
    assert mark(path) == HighWater(2, mark(path).head, 2, 0)
    reopened(path).close()


def test_books_that_lack_a_z_report_are_refused(path: Path) -> None:
    there = mark(path)
    MarkFile(path, KEY).set(replace(there, closes=1))
    with pytest.raises(DatabaseBehind, match=r"Z number 0, but this counter had reached .* Z 1\."):
        reopened(path)


CLERK = """
import os, signal, sys
from pathlib import Path
from counter_app.database.high_water import MarkFile
from tests.helpers.builders import a_payment
from tests.helpers.database import pay, reopened

store = reopened(Path(sys.argv[1]))
pay(store, a_payment(3))
if sys.argv[2] == "before the mark":
    MarkFile.rise = lambda *_args: os.kill(os.getpid(), signal.SIGKILL)
pay(store, a_payment(4))
os.kill(os.getpid(), signal.SIGKILL)
"""


def sell_and_die(path: Path, when: str) -> None:
    killed = subprocess.run([sys.executable, "-c", CLERK, str(path), when], timeout=60, check=False)
    assert killed.returncode == -signal.SIGKILL


@posix_only
def test_a_lost_wal_file_is_noticed(path: Path) -> None:
    sell_and_die(path, "after the mark")
    path.with_name(f"{DATABASE}-wal").unlink()
    path.with_name(f"{DATABASE}-shm").unlink()
    with pytest.raises(DatabaseBehind, match="-wal is lost"):
        reopened(path)


@posix_only
def test_a_kill_between_commit_and_mark_does_no_harm(path: Path) -> None:
    sell_and_die(path, "before the mark")
    assert mark(path).entries == 3
    store = reopened(path)
    assert mark(path) == HighWater(4, head(store), 4)
    store.close()


def test_a_first_commit_killed_before_its_mark_does_no_harm(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    before = mark_of(tmp_path / DATABASE).read_bytes()
    pay(store)
    store.close()
    mark_of(tmp_path / DATABASE).write_bytes(before)
    reopened(tmp_path / DATABASE).close()


@pytest.mark.parametrize("how", ["gone", "another key's", "lowered by hand", "emptied"])
def test_a_mark_that_cannot_be_trusted_locks_the_counter(path: Path, how: str) -> None:
    file, other = mark_of(path), path.with_name("other.db")
    if how == "gone":
        file.unlink()
    elif how == "another key's":
        MarkFile(other, bytes(32)).set(mark(path))
        shutil.copyfile(mark_of(other), file)
    elif how == "lowered by hand":
        file.write_bytes(
            file.read_bytes().replace(b'"entries": 2', b'"entries": 1').replace(b'"receipts": 1', b'"receipts": 0')
        )
    else:
        file.write_bytes(b"")
    with pytest.raises(DatabaseBehind, match=r"counter\.db\.mark"):
        reopened(path)


@pytest.mark.parametrize("torn", [0, 1])
def test_a_torn_write_of_the_mark_leaves_the_one_before(path: Path, torn: int) -> None:
    content = bytearray(mark_of(path).read_bytes())
    content[torn * 512 + 30 : torn * 512 + 200] = bytes(170)
    mark_of(path).write_bytes(content)
    assert mark(path).entries in {1, 2}
    store = reopened(path)
    assert mark(path) == HighWater(2, head(store), 2)
    store.close()


def test_a_program_that_is_behind_another_does_not_lower_the_mark(path: Path) -> None:
    ours, theirs = MarkFile(path, KEY), MarkFile(path, KEY)
    theirs.rise(HighWater(9, "9" * 64, 9))
    ours.rise(HighWater(7, "7" * 64, 7))
    assert mark(path).entries == 9


def test_a_mark_that_cannot_be_written_stops_no_sale_and_is_said_once(path: Path, log_watch: LogWatch) -> None:
    log_watch.expects("the high-water mark stays behind")
    store = reopened(path)
    mark_of(path).unlink()
    mark_of(path).mkdir()
    pay(store, a_payment(3))
    pay(store, a_payment(4))
    with store.reading() as work:
        assert work.numbers.last() == 4
    store.close()
    with pytest.raises(Unavailable, match=r"counter\.db\.mark cannot be used"):
        reopened(path)


@posix_only
def test_the_mark_takes_no_more_room_however_long_the_day(path: Path) -> None:
    size = mark_of(path).stat().st_size
    blocks = mark_of(path).stat().st_blocks
    store = reopened(path)
    for number in range(3, 12):
        pay(store, a_payment(number))
    store.close()
    assert (mark_of(path).stat().st_size, mark_of(path).stat().st_blocks) == (size, blocks)
