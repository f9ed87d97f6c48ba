"""Opening the counter's database: everything that must hold before the first payment may be taken."""

from pathlib import Path

from sqlalchemy import Engine, insert, select

from counter_app.database.anchor_file import AnchorFile, check_anchor
from counter_app.database.backup import back_up
from counter_app.database.engine import check_whole, reading_engine, writing_engine
from counter_app.database.errors import DatabaseDamaged, DiskFailed, NoDatabase, OtherCounter, known_errors
from counter_app.database.folders import put_in_place, remove_database, sync_folder
from counter_app.database.high_water import MarkFile
from counter_app.database.reached import check_mark
from counter_app.database.schema import migrate
from counter_app.database.tables import CounterIdentityRow
from counter_app.database.unit_of_work import SqlStore

_SMALL = 16_000_000
"""Bytes up to which a database is read whole at every careful start: some tenths of a second."""


def open_store(
    path: Path,
    key: bytes,
    office_id: str,
    counter_id: str,
    *,
    create: bool = True,
    careful: bool = False,
    realigning: bool = False,
) -> SqlStore:
    """Open the counter's database, making or migrating it first where that is needed.

    ``key`` is 32 bytes. ``careful`` reads it whole first when its last program did not end well, or it is small; the
    hourly backup reads every other one. ``realigning`` opens one that falls short of its high-water mark, and leaves the mark alone.
    Raises ``NoDatabase`` when there is none and ``create`` is false, ``DatabaseBehind`` when it lacks what was in it
    before, another ``DatabaseRefused`` when it must not be used, ``Unavailable(DATABASE)`` when it cannot be used now.
    """
    if not path.exists():
        if not create:
            raise NoDatabase(f"There is no database at {path}.")
        _make(path, key, office_id, counter_id)
    elif path.stat().st_size == 0:
        # SQLite would take it for a new database, and the payments that were in it for never made.
        raise DatabaseDamaged(f"The database at {path} is empty. Restore the last backup.")
    elif careful:
        _check_after_crash(path, key)
    writer, mark = writing_engine(path, key), None if realigning else MarkFile(path, key)
    try:
        migrate(writer, lambda revision: back_up(path, path.with_name(f"{path.name}.before-{revision}"), key))
        _check_identity(writer, office_id, counter_id)
        if mark is not None:
            check_mark(writer, mark, office_id, counter_id)
            check_anchor(writer, AnchorFile(path, lambda: key), office_id, counter_id)
        _keep_name_of_log(path)
    except BaseException:
        writer.dispose()
        raise
    return SqlStore(writer, reading_engine(path, key), office_id, counter_id, mark)


def _keep_name_of_log(path: Path) -> None:
    """Bring the folder to the disk while it holds a log and no payment yet.

    SQLite does so as well at the first commit, and goes on when that fails: a power cut could then take the log with
    all its commits. Raises ``DiskFailed``.
    """
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise DiskFailed(f"{path.parent} cannot be synced ({error}); start the program again") from error


def _check_after_crash(path: Path, key: bytes) -> None:
    log = path.with_name(f"{path.name}-wal")
    if path.stat().st_size <= _SMALL or (log.exists() and log.stat().st_size > 0):
        check_whole(path, key, alone=False)


def _make(path: Path, key: bytes, office_id: str, counter_id: str) -> None:
    """Build the database beside its place and move it there whole: a first start that is killed leaves none."""
    unfinished = path.with_name(path.name + ".unfinished")
    remove_database(unfinished)
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = writing_engine(unfinished, key)
    try:
        migrate(writer)
        with known_errors(), writer.begin() as connection:
            connection.execute(insert(CounterIdentityRow).values(office_id=office_id, counter_id=counter_id))
    finally:
        writer.dispose()
    put_in_place(unfinished, path)


def _check_identity(writer: Engine, office_id: str, counter_id: str) -> None:
    with known_errors(), writer.begin() as connection:
        found = connection.execute(select(CounterIdentityRow.office_id, CounterIdentityRow.counter_id)).all()
    if [tuple(row) for row in found] != [(office_id, counter_id)]:
        owner = " and ".join(f"office {row.office_id}, counter {row.counter_id}" for row in found) or "nobody"
        raise OtherCounter(f"The database belongs to {owner}, not to office {office_id}, counter {counter_id}.")
