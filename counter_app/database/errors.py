"""What can go wrong with a database: the environment's errors, refusals at opening, and everything else, a bug.

The environment's errors (locked, full, failing disk) become ``Unavailable(DATABASE)``: retry or stop selling.
A ``DatabaseRefused`` means that waiting will not help: somebody has to do something first, and the message says what.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from counter_app.domain.errors import CommitUncertain, DiskFull, Service, Unavailable

_PRIMARY_CODE = 0xFF
_READ_ONLY = 8
_DISK_FAILED = 10
_FULL = 13
_CORRUPT = 11
_NOT_A_DATABASE = 26
_ENVIRONMENT = {
    5: "locked by another program",
    6: "locked by another connection",
    7: "out of memory",
    14: "the file cannot be opened",
    15: "the file locking protocol fails",
}
"""Primary result codes of SQLite that are the environment's doing (sqlite.org, result and error codes)."""


_CODES_BY_WORDS = {
    "database is locked": 5,
    "disk I/O error": _DISK_FAILED,
    "database disk image is malformed": _CORRUPT,
    "database or disk is full": _FULL,
    "file is not a database": _NOT_A_DATABASE,
}
"""SQLite's own words for some of its codes: the driver gives no code for what goes wrong in a backup."""


class DiskFailed(Unavailable):
    """The disk failed to read or write. What it has kept is not known: only a restart can tell."""

    def __init__(self, detail: str) -> None:
        super().__init__(Service.DATABASE, detail)


class DiskFailedAtCommit(DiskFailed, CommitUncertain):
    """The disk failed while it was committing: after a restart, what was to be stored is there or not."""

    again = False


class DatabaseRefused(Exception):
    """The database must not be used as it is."""


class TooOldSqlite(DatabaseRefused):
    """The SQLite in use has a defect that can lose committed payments."""


class SettingRefused(DatabaseRefused):
    """A setting that durability or secrecy rests on did not take."""


class WrongKey(DatabaseRefused):
    """The file is not a database for this key: another key's, or its first page is damaged."""


class DatabaseDamaged(DatabaseRefused):
    """The file is a database of ours, but not a whole one."""


class DatabaseTooNew(DatabaseRefused):
    """The database was written by a newer program."""


class DatabaseBehind(DatabaseRefused):
    """The database lacks what this counter had already written, or tells another story from some entry on."""


class OtherCounter(DatabaseRefused):
    """The database belongs to another office or counter."""


class ServerRefused(DatabaseRefused):
    """The database server does not take this counter, or is not fit to hold payments."""


class NoDatabase(DatabaseRefused):
    """There is no database, and none may be made now."""


class KeyMissing(DatabaseRefused):
    """There is a database but no key for it. A new key would open nothing."""


class WrongRecoveryKey(DatabaseRefused):
    """What was typed is no recovery key."""


class UnsafeKeyFile(DatabaseRefused):
    """Others than its owner can read the key file."""


class KeyUnreadable(DatabaseRefused):
    """The place where the key lives cannot be read now, or holds something else."""


def sqlite_code(error: BaseException | None) -> int | None:
    """SQLite's primary result code behind a driver's error, if it names one."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & _PRIMARY_CODE if isinstance(code, int) else _CODES_BY_WORDS.get(str(error))


def sorted_out(error: BaseException, *, writing: bool = True) -> Exception | None:
    """The error to raise for a driver's ``error``, or ``None`` when it is a bug of ours.

    A refused write is the environment's doing only where writing is allowed: through a reading view it is a bug.
    """
    from counter_app.database.server_errors import is_servers, sorted_server_error

    if is_servers(error):
        return sorted_server_error(error, writing=writing)
    code = sqlite_code(error)
    if code == _DISK_FAILED:
        return DiskFailed(f"the disk reports an input/output error ({error}); start the program again")
    if code == _FULL:
        return DiskFull(f"the disk is full ({error})")
    if code in _ENVIRONMENT:
        return Unavailable(Service.DATABASE, f"{_ENVIRONMENT[code]} ({error})")
    if code == _READ_ONLY and writing:
        return Unavailable(Service.DATABASE, f"the file may only be read ({error})")
    if code == _NOT_A_DATABASE:
        return WrongKey(f"The key does not open the database, or the file is damaged ({error}).")
    if code == _CORRUPT:
        return DatabaseDamaged(f"The database is damaged ({error}). Restore the last backup.")
    return None


@contextmanager
def known_errors(*, writing: bool = True) -> Iterator[None]:
    """Turn the driver's errors in the block into ``Unavailable(DATABASE)`` or ``DatabaseRefused``; let bugs through."""
    try:
        yield
    except PoolTimeout as error:
        raise Unavailable(Service.DATABASE, "another transaction of this program does not end") from error
    except DBAPIError as error:
        known = sorted_out(error.orig, writing=writing) if error.orig is not None else None
        if known is None:
            raise
        raise known from error


@contextmanager
def commit_errors() -> Iterator[None]:
    """Around a COMMIT and nothing else: raise ``CommitUncertain`` when it failed without having been refused."""
    from counter_app.database.server_errors import is_servers, uncertain

    try:
        yield
    except DBAPIError as error:
        gone: Unavailable | None = None
        if is_servers(error.orig):
            gone = uncertain(error.orig) if error.orig is not None else None
        elif sqlite_code(error.orig) == _DISK_FAILED:
            gone = DiskFailedAtCommit(f"the disk failed during a commit ({error.orig}); start the program again")
        if gone is None:
            raise
        raise gone from error
