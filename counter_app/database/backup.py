"""Copies of the whole database by SQLite's own backup, encrypted with the same key."""

from pathlib import Path

from counter_app.database.engine import check_whole, connect
from counter_app.database.errors import sorted_out
from counter_app.database.folders import put_in_place


def back_up(source: Path, target: Path, key: bytes) -> None:
    """Copy the database at ``source`` to ``target``, which appears whole or not at all, and replaces an older copy.

    The copy is read through before it counts. Raises ``DatabaseDamaged`` or ``Unavailable(DATABASE)``.
    """
    import sqlcipher3.dbapi2 as driver

    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
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
    check_whole(unfinished, key)
    put_in_place(unfinished, target)
