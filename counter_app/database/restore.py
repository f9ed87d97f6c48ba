"""Putting a backup in the place of the database: read whole first, and nothing that was there is ever deleted.

``prepare`` copies the backup beside its place and checks that copy; ``swap`` moves it there. A kill in between leaves
the old database, the new one, or none, which is refused; then the restore is simply run again.
"""

import json
import os
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from counter_app.database.backup_folder import digest_of, note_of
from counter_app.database.contents import Contents, check_chain, contents_of
from counter_app.database.engine import check_whole, connect
from counter_app.database.errors import DatabaseDamaged, DatabaseRefused, DatabaseTooNew, DiskFailed, sorted_out
from counter_app.database.folders import LOG_SUFFIXES, put_in_place, remove_database, sync_folder
from counter_app.database.schema import HEAD


def prepare(backup: Path, database: Path, key: bytes, office_id: str, counter_id: str) -> Contents:
    """Copy ``backup`` beside ``database`` and read the copy through; what is there stays as it is.

    Raises ``DatabaseDamaged``, ``WrongKey``, ``OtherCounter`` or ``DatabaseTooNew`` for a backup that must not be
    used, ``OSError`` when it cannot be read or there is no room for it.
    """
    copy = _copy_of(database)
    remove_database(copy)
    try:
        _copy(backup, copy)
        _compare_with_note(backup, copy)
        check_whole(copy, key)
        inside = contents_of(copy, key)
        inside.require(office_id, counter_id)
        _require_known(inside.revision)
        check_chain(copy, key)
    except BaseException:
        remove_database(copy)
        raise
    return inside


def swap(database: Path, present_key: bytes | None, at: datetime) -> Path | None:
    """Put the prepared copy in place; where the database that was there is kept now, or ``None`` if there was none.

    ``present_key`` is the key of what is there, if it is known. Raises ``Unavailable(DATABASE)`` while any program has
    the database open, ``OSError``.
    """
    aside = _free_name(database, at)
    if database.exists():
        if present_key is not None:
            _fold(database, present_key)
        _set_aside(database, aside)
    else:
        _set_aside_logs(database, aside)
    put_in_place(_copy_of(database), database)
    return aside if aside.exists() else None


def _copy_of(database: Path) -> Path:
    return database.with_name(f"{database.name}.restoring")


def _copy(backup: Path, copy: Path) -> None:
    with backup.open("rb") as source, copy.open("xb") as target:
        shutil.copyfileobj(source, target, 1 << 20)
        target.flush()
        os.fsync(target.fileno())


def _compare_with_note(backup: Path, copy: Path) -> None:
    """A backup that was carried about without its note is as good; one that is not what its note says is not."""
    try:
        noted = json.loads(note_of(backup).read_bytes())["sha256"]
    except FileNotFoundError:
        return
    except (ValueError, KeyError, TypeError):
        noted = ""
    if noted != digest_of(copy):
        raise DatabaseDamaged(f"{backup} is not the file that {note_of(backup).name} tells of. Take another backup.")


def _require_known(revision: str) -> None:
    if revision > HEAD:
        raise DatabaseTooNew(f"The backup is at {revision}; this program knows up to {HEAD}. Install the newer one.")


def _fold(database: Path, key: bytes) -> None:
    """Bring the log into the file, which also shows whether anybody has it open. What is damaged stays as it is."""
    import sqlcipher3.dbapi2 as driver

    with suppress(DatabaseRefused, DiskFailed):
        connection = connect(database, key)
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except driver.Error as error:
            raise sorted_out(error) or error from error
        finally:
            connection.close()


def _set_aside(database: Path, aside: Path) -> None:
    # Logs first: one that stayed would be played into the database that comes.
    _set_aside_logs(database, aside)
    database.rename(aside)
    sync_folder(database.parent)


def _set_aside_logs(database: Path, aside: Path) -> None:
    for suffix in LOG_SUFFIXES:
        log = database.with_name(database.name + suffix)
        if log.exists():
            log.rename(aside.with_name(aside.name + suffix))
    sync_folder(database.parent)


def _free_name(database: Path, at: datetime) -> Path:
    stem = f"{database.name}.aside-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    names = (database.with_name(stem if again == 0 else f"{stem}-{again}") for again in range(1_000))
    return next(name for name in names if not any(Path(f"{name}{suffix}").exists() for suffix in ("", *LOG_SUFFIXES)))
