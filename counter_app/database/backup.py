"""Copies of the whole database by SQLite's own backup, encrypted with the same key."""

from collections.abc import Callable
from pathlib import Path

from counter_app.database.engine import check_whole, connect
from counter_app.database.errors import sorted_out
from counter_app.database.folders import put_in_place, remove_database


def back_up(source: Path, target: Path, key: bytes, finished: Callable[[Path], None] | None = None) -> None:
    """Copy the database at ``source`` to ``target``, which appears whole or not at all, and replaces an older copy.

    The copy is read through before it counts; ``finished`` is then called with it, before it appears. Writers are not
    held up. Raises ``DatabaseDamaged`` or ``Unavailable(DATABASE)``, and leaves nothing behind.
    """
    unfinished = target.with_name(target.name + ".unfinished")
    remove_database(unfinished)
    try:
        _copy(source, unfinished, key)
        check_whole(unfinished, key)
        if finished is not None:
            finished(unfinished)
        put_in_place(unfinished, target)
    finally:
        remove_database(unfinished)


def _copy(source: Path, unfinished: Path, key: bytes) -> None:
    import sqlcipher3.dbapi2 as driver

    theirs = connect(source, key, query_only=True)
    try:
        ours = connect(unfinished, key)
        try:
            theirs.backup(ours)
        except driver.Error as error:
            raise sorted_out(error) or error from error
        finally:
            ours.close()
    finally:
        theirs.close()
