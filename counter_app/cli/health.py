"""What ``doctor`` looks at. Each check uses the thing as the window would and tells what it found.

The database is opened as at any start, so one of an older program is brought up to date.
"""

import os
import platform
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app import __version__
from counter_app.bootstrap import limits
from counter_app.clock import SystemClock
from counter_app.domain.errors import Unavailable
from counter_app.services.care import Limits, Room
from counter_app.services.overview import Overview
from counter_app.settings import Settings
from counter_app.settings_file import SettingsError, load

if TYPE_CHECKING:
    from counter_app.database.unit_of_work import SqlStore

BACKUP_OLD = timedelta(days=3)
"""Over a weekend nobody opens the window that makes backups."""

CLOCK_OFF, CLOCK_REFUSED = timedelta(seconds=30), timedelta(seconds=300)
"""How far the clock may be off before it is said, and from where the host refuses every request."""

_LIBRARIES = ("SQLAlchemy", "httpx", "cryptography", "reportlab", "python-escpos", "pillow")


class Level(StrEnum):
    """How well a thing is; the value is what stands at the beginning of its line."""

    OK = "ok"
    WARN = "warn"
    FAIL = "FAIL"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination; ``remedy`` says what to do and is empty when all is well."""

    name: str
    level: Level
    words: str
    remedy: str = ""


def examine(home: Path) -> list[Finding]:
    """Everything that can be checked; what rests on something that failed is left out."""
    from counter_app.cli.health_pole import pole
    from counter_app.cli.health_trust import authorities

    findings = [_program(), _libraries(), _sqlite()]
    try:
        settings = load(home)
    except SettingsError as error:
        unread = Finding("settings", Level.FAIL, str(error), "mend the file, or run counter-app set-up")
        return [*findings, _space(home, Limits()), unread]
    findings.append(_space(home, limits(settings)))
    findings += [Finding("settings", Level.OK, str(settings.file)), _office(settings), _permissions(home)]
    findings += _database(settings)
    findings += [*_printers(settings), *pole(settings), *authorities(settings), *_host(settings)]
    return findings


def _program() -> Finding:
    words = f"counter-app {__version__}, Python {platform.python_version()} on {platform.system()} {platform.release()}"
    return Finding("program", Level.OK, words)


def _libraries() -> Finding:
    from importlib.metadata import PackageNotFoundError, version

    found = []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            return Finding("libraries", Level.WARN, f"no version of {name} is recorded", "install the program anew")
    return Finding("libraries", Level.OK, ", ".join(found))


def _sqlite() -> Finding:
    import sqlcipher3.dbapi2 as driver

    from counter_app.database.engine import check_version
    from counter_app.database.errors import TooOldSqlite

    connection = driver.connect(":memory:")
    try:
        cipher = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    words = f"SQLite {driver.sqlite_version}, SQLCipher {cipher[0] if cipher else 'missing'}"
    try:
        check_version(driver.sqlite_version_info)
    except TooOldSqlite as error:
        return Finding("sqlite", Level.FAIL, words, str(error))
    return Finding("sqlite", Level.OK, words)


def _office(settings: Settings) -> Finding:
    """Which counter this is, and whether it is a real one."""
    office = settings.office
    words = f"counter {office.counter_id} of office {office.id}, {office.name}"
    if office.is_training:
        return Finding("counter", Level.OK, f"{words}: TRAINING, nothing of it is real and no paper of it is a proof")
    return Finding("counter", Level.OK, words)


def _space(home: Path, limits: Limits) -> Finding:
    from counter_app.database.disk import HomeDisk

    disk = HomeDisk(home)
    free = disk.free()
    words = f"{free / 1e9:.1f} GB free at {disk.folder}"
    room = limits.room(free)
    if room is not Room.ENOUGH:
        return Finding("disk", Level.FAIL if room is Room.NONE else Level.WARN, words, "make room on this disk")
    return Finding("disk", Level.OK, words)


def _backups(settings: Settings) -> Finding:
    from counter_app.bootstrap import database_disk, open_care, server_of

    if settings.server.url:
        words = f"none are made from here: {server_of(settings).place} is backed up by its administrator"
        return Finding("backup", Level.OK, words)
    clock = SystemClock()
    last = open_care(settings, clock, database_disk(settings)).last_backup()
    if last is None:
        return Finding("backup", Level.WARN, f"none in {settings.backups}", "make one: counter-app backup")
    words = f"the last one of {last.isoformat(timespec='seconds')} in {settings.backups}"
    if clock.now() - last > BACKUP_OLD:
        return Finding("backup", Level.WARN, words, "make one: counter-app backup")
    return Finding("backup", Level.OK, words)


def _recovery_key(settings: Settings) -> Finding:
    from counter_app.bootstrap import database_key
    from counter_app.database.recovery_key import is_tested

    if is_tested(settings.home, database_key(settings)):
        return Finding("recovery key", Level.OK, "on paper, and read back from it")
    words = "not on paper: without this machine nobody could read a backup"
    return Finding("recovery key", Level.WARN, words, "write it down: counter-app recovery-key")


def _permissions(home: Path) -> Finding:
    mode = stat.S_IMODE(home.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        return Finding("home", Level.WARN, f"{home} is open to others ({mode:o})", f"chmod 700 {home}")
    if not os.access(home, os.W_OK):
        return Finding("home", Level.FAIL, f"{home} cannot be written", "give this user the folder")
    return Finding("home", Level.OK, str(home))


def _database(settings: Settings) -> Iterator[Finding]:
    from counter_app.bootstrap import check_database, open_store
    from counter_app.database.errors import DatabaseRefused
    from counter_app.database.keys import choose_key_store

    try:
        yield Finding("key", Level.OK, choose_key_store(settings.home).describe())
        check_database(settings)
        store = open_store(settings)
    except (DatabaseRefused, Unavailable) as error:
        words = error.detail if isinstance(error, Unavailable) else str(error)
        yield Finding("database", Level.FAIL, words, "do as it says, then run counter-app doctor again")
        return
    try:
        yield _schema(settings)
        if settings.host.adapter != "iak":  # which has no list of them
            yield _participants(store)
        yield _queue(store)
        yield _tasks(store)
        yield _backups(settings)
        if not settings.server.url:
            yield _recovery_key(settings)
        yield _people(settings, store)
        yield from _proof(settings, store)
        yield _alarms(store)
    finally:
        store.close()


def _people(settings: Settings, store: "SqlStore") -> Finding:
    from counter_app.cli.health_trust import people

    return people(settings, store)


def _proof(settings: Settings, store: "SqlStore") -> Iterator[Finding]:
    from counter_app.cli.health_proof import anchor, receipt_key

    yield receipt_key(settings, store)
    yield anchor(settings)


def _alarms(store: "SqlStore") -> Finding:
    from counter_app.cli.health_alarms import alarms

    return alarms(store)


def _schema(settings: Settings) -> Finding:
    from counter_app.bootstrap import server_of
    from counter_app.database.schema import HEAD

    if settings.server.url:
        return Finding("database", Level.OK, f"{server_of(settings).place}, PostgreSQL, schema {HEAD}")
    size = settings.database.stat().st_size
    return Finding("database", Level.OK, f"{settings.database}, {size / 1e6:.1f} MB, schema {HEAD}")


def _participants(store: "SqlStore") -> Finding:
    with store.reading() as work:
        state, count = work.sync.get(), work.participants.count()
    if state.finished_at is None:
        remedy = "leave the window open while the host can be reached"
        return Finding("participants", Level.WARN, f"{count} here, not all fetched yet", remedy)
    return Finding("participants", Level.OK, f"{count} as of {state.finished_at.isoformat(timespec='seconds')}")


def _queue(store: "SqlStore") -> Finding:
    queue = Overview(store).queue()
    if not queue.waiting or queue.oldest_at is None:
        return Finding("queue", Level.OK, "nothing waits for the host")
    words = f"{queue.waiting} wait for the host, {queue.unknown} of them uncertain, since {queue.oldest_at.isoformat()}"
    return Finding("queue", Level.WARN, words, "leave the window open until the host has confirmed them")


def _tasks(store: "SqlStore") -> Finding:
    from counter_app.cli.health_tasks import tasks

    return tasks(store)


def _printers(settings: Settings) -> Iterator[Finding]:
    from counter_app.cli.health_printer import logo, others, printer
    from counter_app.printing.finding import SystemFinder

    yield printer(settings)
    yield from logo(settings)
    yield others(settings, SystemFinder())


def _host(settings: Settings) -> Iterator[Finding]:
    """The host and, when it answers, our clock against its own. A clock the host refuses is among its own words."""
    from counter_app.hosts import open_host

    clock = SystemClock()
    try:
        gateway = open_host(settings, clock)
    except SettingsError as error:
        yield Finding("host", Level.FAIL, str(error), "put the file where the settings say")
        return
    try:
        if not gateway.abilities.echo:
            yield Finding("host", Level.OK, f"{settings.host.base_url} has no echo; a lookup shows whether it answers")
            return
        begun, started = clock.now(), time.monotonic()
        told = gateway.host_time()
        took = time.monotonic() - started
    except Unavailable as away:
        words = f"{settings.host.base_url}: {away.detail}"
        yield Finding("host", Level.FAIL, words, "check the line, the keys and this machine's clock")
        return
    finally:
        gateway.close()
    yield Finding("host", Level.OK, f"{settings.host.base_url} answered in {took * 1000:.0f} ms")
    yield _clock(begun + timedelta(seconds=took / 2) - told)


def _clock(off: timedelta) -> Finding:
    """``off``: our clock minus the host's. The host tells whole seconds, so one is no difference."""
    seconds = round(off.total_seconds())
    words = f"{abs(seconds)} s {'ahead of' if seconds > 0 else 'behind'} the host's"
    if abs(off) >= CLOCK_REFUSED:
        return Finding("clock", Level.FAIL, words, "set this machine's clock: the host refuses every request")
    if abs(off) >= CLOCK_OFF:
        return Finding("clock", Level.WARN, words, "set this machine's clock")
    return Finding("clock", Level.OK, words if abs(seconds) > 1 else "agrees with the host's")
