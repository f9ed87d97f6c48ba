"""A close that is killed has either happened, whole, or not at all: shift, Z number, count, journal entry, papers."""

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.closing_count import Counted, CountTaken
from counter_app.domain.drawer import in_few_pieces
from counter_app.domain.money import Rupiah
from counter_app.domain.print_job import Document
from tests.helpers.database import DATABASE, fresh_store, reopened
from tests.integration.services.conftest import CLERK, Bench

CLOSER = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from tests.helpers.database import reopened
from tests.integration.services.conftest import CLERK, Bench

store = reopened(Path(sys.argv[1]))
bench = Bench(store)
shift = bench.shifts.current()
left = [int(sys.argv[2])]

@event.listens_for(store.writer, "before_cursor_execute")
def count(connection, cursor, statement, *rest):
    if statement.lstrip().upper().startswith(("INSERT", "UPDATE")):
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1

bench.closings.close(CLERK, shift.id)
print("closed", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
WRITES = 5
"""Statements of a close: shift, Z number, journal entry, two print jobs. Killed before each, and after the last."""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("before", range(WRITES + 1))
def test_a_close_that_is_killed_has_happened_whole_or_not_at_all(tmp_path: Path, before: int) -> None:
    bench = Bench(fresh_store(tmp_path))
    bench.shifts.open(CLERK, Rupiah(0))
    bench.shifts.close(CLERK, Rupiah(0))
    shift = bench.shifts.open(CLERK, in_few_pieces(Rupiah(200_000)))
    bench.closings.count(CLERK, shift.id, Counted(in_few_pieces(Rupiah(200_000))))
    bench.closings.reveal(CLERK, shift.id)
    bench.store.close()
    path = tmp_path / DATABASE
    killed = subprocess.run(
        [sys.executable, "-c", CLOSER, str(path), str(before)], timeout=60, check=False, capture_output=True, text=True
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    happened = "closed" in killed.stdout
    assert happened == (before == WRITES), "the close writes another number of times than this test kills at"
    after = Bench(reopened(path))
    assert (after.shifts.current() is None) == happened
    assert len(after.entries("shift.closed")) == 1 + happened
    with after.store.reading() as work:
        assert [close.number for close in work.closes.all()] == [1, 2][: 1 + happened]
        papers = [work.prints.of_shift(shift.id, kind) for kind in (Document.CLOSING, Document.DEPOSIT)]
    assert [len(jobs) for jobs in papers] == [int(happened)] * 2
    if not happened:
        assert after.closings.standing(CLERK, shift.id).revealed
        assert after.closings.close(CLERK, shift.id).number == 2
    assert after.verification.run().fault is None
    after.store.close()


def test_two_windows_that_close_at_once_close_once(tmp_path: Path) -> None:
    bench = Bench(fresh_store(tmp_path))
    shift = bench.shifts.open(CLERK, in_few_pieces(Rupiah(200_000)))
    bench.closings.count(CLERK, shift.id, Counted(in_few_pieces(Rupiah(200_000))))
    bench.closings.reveal(CLERK, shift.id)
    bench.store.close()
    path = tmp_path / DATABASE
    closers = [
        subprocess.Popen(
            [sys.executable, "-c", CLOSER, str(path), "99"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    said = [closer.communicate(timeout=60)[0] for closer in closers]
    assert sorted(said) == [b"", b"closed\n"]
    after = Bench(reopened(path))
    with after.store.reading() as work:
        assert [close.number for close in work.closes.all()] == [1]
    assert after.verification.run().fault is None
    after.store.close()


def test_the_database_itself_keeps_what_closed_a_shift(tmp_path: Path) -> None:
    bench = Bench(fresh_store(tmp_path))
    shift = bench.shifts.open(CLERK, in_few_pieces(Rupiah(200_000)))
    bench.shifts.close(CLERK, Rupiah(200_000))
    columns = "office_id, counter_id, number, shift_id, closed_by, at, counted, expected, stays, reason, approved_by"
    again = f"INSERT INTO closes ({columns}) SELECT office_id, counter_id, 3, :id, closed_by, at, 0, 0, '', '', '' FROM closes"
    forbidden = {
        "Z numbers are neither skipped nor used twice": again,
        "closes are never changed": "UPDATE closes SET counted = 0",
        "closes are never deleted": "DELETE FROM closes",
        "drawer_counts are never changed": "UPDATE drawer_counts SET cash = 0",
        "drawer_counts are never deleted": "DELETE FROM drawer_counts",
    }
    for words, statement in forbidden.items():
        with pytest.raises(IntegrityError, match=words), bench.store.writer.begin() as connection:
            connection.execute(text(statement), {"id": uuid4().hex} if ":id" in statement else {})
    with bench.store.reading() as work:
        (counted,) = work.counts.of_shift(shift.id)
    with pytest.raises(IntegrityError, match="an open drawer is counted"):
        keep(bench.store, replace(counted, number=2))
    bench.store.close()


def keep(store: SqlStore, count: CountTaken) -> None:
    with store.writing() as work:
        work.counts.add(count)
