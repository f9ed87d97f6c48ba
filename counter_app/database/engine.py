"""Connections to the encrypted SQLite file: keyed, set for durability, and checked before anything is read.

Two engines share a file. The writing one has a single connection and takes SQLite's write lock at BEGIN, so
writers queue in the program and a transaction never fails halfway for want of the lock. The reading one gives
each reader a consistent view and cannot write.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from counter_app.database.errors import DatabaseDamaged, SettingRefused, TooOldSqlite, sorted_out

KEY_BYTES = 32
BUSY_TIMEOUT_MS = 5_000
OLDEST_SQLITE = (3, 51, 3)
"""Below it, a WAL reset can lose committed transactions (sqlite.org, release notes of 3.51.3)."""

_READERS = 8
_SETTINGS: tuple[tuple[str, str, str | int], ...] = (
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),  # without it, REPLACE deletes rows behind the delete triggers' back
    ("temp_store", "MEMORY", 2),  # a temporary file would be a second place for personal data
    ("busy_timeout", str(BUSY_TIMEOUT_MS), BUSY_TIMEOUT_MS),
)


def writing_engine(path: Path, key: bytes) -> Engine:
    """The engine for write transactions; connecting raises as ``connect`` does."""
    engine = _engine(lambda: connect(path, key), connections=1)

    @event.listens_for(engine, "begin")
    def begin_immediate(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def reading_engine(path: Path, key: bytes) -> Engine:
    """The engine for views; connecting raises as ``connect`` does."""
    engine = _engine(lambda: connect(path, key, query_only=True), connections=_READERS)

    @event.listens_for(engine, "begin")
    def begin_deferred(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def connect(path: Path, key: bytes, *, query_only: bool = False) -> Any:
    """One keyed and checked driver connection, in autocommit mode.

    ``key`` is the raw 256-bit key. Raises ``TooOldSqlite``, ``WrongKey``, ``DatabaseDamaged``,
    ``SettingRefused`` or ``Unavailable(DATABASE)``.
    """
    import sqlcipher3.dbapi2 as driver

    check_version(driver.sqlite_version_info)
    if len(key) != KEY_BYTES:
        raise ValueError(f"the key has {len(key)} bytes, not {KEY_BYTES}")
    try:
        connection = driver.connect(str(path), isolation_level=None, check_same_thread=False)
    except driver.Error as error:
        raise sorted_out(error) or error from error
    try:
        _prepare(connection, key, query_only=query_only)
    except driver.Error as error:
        connection.close()
        raise sorted_out(error) or error from error
    except BaseException:
        connection.close()
        raise
    return connection


def check_version(version: tuple[int, ...]) -> None:
    """Raise ``TooOldSqlite`` for a SQLite below ``OLDEST_SQLITE``."""
    if version < OLDEST_SQLITE:
        have, need = (".".join(map(str, each)) for each in (version, OLDEST_SQLITE))
        raise TooOldSqlite(
            f"SQLite {have} can lose committed payments. Install sqlcipher3 with SQLite {need} or newer."
        )


def _engine(connecting: Callable[[], Any], connections: int) -> Engine:
    import sqlcipher3.dbapi2 as driver

    return create_engine(
        "sqlite+pysqlite://",
        module=driver,
        creator=connecting,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=BUSY_TIMEOUT_MS / 1000,
        hide_parameters=True,  # or an error would tell log, crash report and terminal whose row it was about
    )


def _prepare(connection: Any, key: bytes, *, query_only: bool) -> None:
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise SettingRefused("This SQLite cannot encrypt: it was not built with SQLCipher.")
    connection.execute("PRAGMA cipher_log_level = NONE")  # its default log goes to the clerk's terminal
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    for name, value, expected in _SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}")
        _check(connection, name, expected)
    _check(connection, "cipher_status", "1")
    if query_only:
        connection.execute("PRAGMA query_only = ON")
        _check(connection, "query_only", 1)


def _check(connection: Any, name: str, expected: str | int) -> None:
    row = connection.execute(f"PRAGMA {name}").fetchone()
    got = row[0] if row else None
    if got != expected:
        raise SettingRefused(f"The database setting {name} is {got}, not {expected}.")


def check_whole(path: Path, key: bytes, *, alone: bool = True) -> None:
    """Read every page and compare it with its seal and its neighbours. Raises ``DatabaseDamaged`` or as ``connect``.

    ``alone``: nobody writes meanwhile, so the file itself can be looked at, free pages included; a window that is
    open moves pages from the log into the file, and one that is half moved would look damaged.
    """
    import sqlcipher3.dbapi2 as driver

    connection = connect(path, key, query_only=True)
    try:
        broken = connection.execute("PRAGMA cipher_integrity_check").fetchall() if alone else []
        broken = broken or [row for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]
    except driver.Error as error:
        raise sorted_out(error) or error from error
    finally:
        connection.close()
    if broken:
        raise DatabaseDamaged(f"The database is damaged ({broken[0][0]}). Restore the last backup.")
