"""Starts that must not become a sale: a locked file, an old SQLite, a migration cut off, a database of the future."""

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from counter_app import bootstrap
from counter_app.database.contents import contents_of
from counter_app.database.engine import BUSY_TIMEOUT_MS, check_whole, connect, writing_engine
from counter_app.database.errors import DatabaseRefused
from counter_app.database.schema import migrate
from counter_app.settings_file import load
from tests.faults import disk_trace
from tests.faults.clerk import Act, Deal
from tests.faults.disk_damage import DATABASE, clearly_refused
from tests.faults.disk_kinds import Case, DiskScenario
from tests.faults.disk_life import HOLDER, REFUSED
from tests.faults.disk_power import PAYERS, a_morning, mixed
from tests.faults.disk_states import Keep, Moment
from tests.faults.disk_world import DiskWorld, Recording, Said, files_of
from tests.faults.model import Found, Harm
from tests.faults.world import MAKING

_SIDES = ("main", "today")
_OLD = ("0001", "0002", "0003")
_BOUND = 3 * BUSY_TIMEOUT_MS / 1000
"""Seconds within which a clerk has an answer: some waits for the lock, never one without end."""


# --- locked ------------------------------------------------------------------------------------------------------


def locks(world: DiskWorld, seed: int) -> Sequence[Case]:
    """Another program holds the write lock: from before the start, or from before a sale."""
    return [
        Case("from before the start", partial(_locked_before, world)),
        Case("from before a sale", partial(_locked_meanwhile, world, seed)),
    ]


def _locked_before(world: DiskWorld) -> Iterator[Found]:
    home = world.fresh_home()
    world.at_ease(0.0)
    settings = load(home)
    key = bootstrap.database_key(settings).hex()
    command = [sys.executable, "-c", HOLDER, str(settings.database), key]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline()
        began = monotonic()
        code = world.live(world.disk_life(home, (Act("log_in"),)))
        took = monotonic() - began
    yield from _answered(world.refusal(home) if code == REFUSED else "it opened", took, home)
    yield from world.settled(home, Said((), frozenset()))


def _locked_meanwhile(world: DiskWorld, seed: int) -> Iterator[Found]:
    """A lock that comes while the clerk works: the sale is refused, the one after it goes well."""
    home = world.fresh_home()
    world.at_ease(0.0)
    dice = random.Random(seed)
    sales = [Act("sell", (Deal(world.payer(), dice.choice((1, 2))),)) for _ in range(3)]
    first, second, third = sales
    acts = (Act("log_in"), Act("open_shift"), first, Act("others_lock"), second, Act("others_unlock"), third)
    began = monotonic()
    life = world.disk_life(home, acts)
    if world.live(life):
        yield Found(Harm.CRASHED, f"the morning ended ({home})")
    notes = world.notes(home)
    told = [note["words"] for note in notes if note["what"] == "unavailable"]
    yield from _answered(told[0] if told else "it was sold", monotonic() - began, home)
    if sum(note["what"] == "took" for note in notes) != 2:
        yield Found(Harm.ORACLE, f"two of three sales were to be taken ({home})")
    yield from world.settled(home, world.heard(home))


def _answered(words: str, seconds: float, home: Path) -> Iterator[Found]:
    if "locked" not in words:
        yield Found(Harm.ORACLE, f"another program held the lock and the clerk was told: {words} ({home})")
    if seconds > _BOUND + 5:
        yield Found(Harm.STUCK, f"the clerk waited {seconds:.0f} s for a lock ({home})")


# --- too old, too new --------------------------------------------------------------------------------------------


def versions(world: DiskWorld, _seed: int) -> Sequence[Case]:
    """A SQLite with a known defect."""
    old = ((3, 51, 2), (3, 50, 4), (3, 7, 0), (2, 99, 99))
    return [Case(f"SQLite {'.'.join(map(str, each))}", partial(_too_old, world, each)) for each in old]


def _too_old(world: DiskWorld, version: tuple[int, ...]) -> Iterator[Found]:
    home = world.fresh_home()
    world.at_ease(0.0)
    before = (home / DATABASE).read_bytes()
    life = replace(world.disk_life(home, (Act("log_in"),)), sqlite=version)
    if world.live(life) != REFUSED or not world.refusal(home).startswith("TooOldSqlite: SQLite"):
        yield Found(Harm.ORACLE, f"an old SQLite was not refused: {world.refusal(home)} ({home})")
    if (home / DATABASE).read_bytes() != before:
        yield Found(Harm.LOST, f"a database was changed that was not to be opened ({home})")
    yield from world.settled(home, Said((), frozenset()))


# --- migration ---------------------------------------------------------------------------------------------------


def migrations(world: DiskWorld, seed: int) -> Sequence[Case]:
    """A home of an older program, full of payments, and the power that goes while it is brought up to date."""
    dice = random.Random(seed)
    old = dice.choice(_OLD)
    home, said = _older_home(world, seed, old)
    before = files_of(home)
    life = replace(world.disk_life(home, (), "migration"), watching=disk_trace.RECORDED)
    code = world.live(life)
    recording = Recording(home, before, tuple(disk_trace.calls(life.calls)), code, world.moved)
    kinds: dict[str, list[Case]] = {}
    for moment in recording.disk().moments(recording.calls):
        for keep in moment.states(random.Random(f"{seed} {moment.number}")):
            case = Case(
                f"sync {moment.number}, {keep.name}", partial(_migrating, world, recording, moment, keep, said, old)
            )
            kinds.setdefault(keep.name.split()[0], []).append(case)
    return [Case("of the future", partial(_too_new, world, recording)), *mixed(kinds, random.Random(f"{seed} order"))]


def _older_home(world: DiskWorld, seed: int, revision: str) -> tuple[Path, Said]:
    """A morning's home whose database is what a program of ``revision`` would have left."""
    home = world.fresh_home()
    world.at_ease(0.0)
    # Not to its close: an older program numbered none, and its journal would not tell of one.
    acts = [act for act in a_morning(world, random.Random(seed)) if act.name != "close_shift"]
    world.live(world.disk_life(home, acts, "morning"))
    said = world.heard(home)
    key, database = bootstrap.database_key(load(home)), home / DATABASE
    older = home / "older.db"
    _at_revision(older, key, "0001")
    connection = connect(older, key)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(f"ATTACH DATABASE '{database}' AS today KEY \"x'{key.hex()}'\"")
    tables = connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        if table != "alembic_version":
            connection.execute(_taken_over(connection, table))
    connection.close()
    _at_revision(older, key, revision)
    older.replace(database)
    return home, said


def _taken_over(connection: Any, table: str) -> str:
    """What takes the rows of a table that the older program could have had, in the columns it knew."""
    known, today = (
        {row[1]: row for row in connection.execute(f"PRAGMA {side}.table_info({table})")} for side in _SIDES
    )
    columns = ", ".join(sorted(known.keys() & today.keys()))
    needed = " AND ".join(f"{name} IS NOT NULL" for name, row in known.items() if row[3] and name in today) or "1"
    return f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM today.{table} WHERE {needed}"


def _at_revision(path: Path, key: bytes, revision: str) -> None:
    writer = writing_engine(path, key)
    with MAKING:  # Alembic keeps what it works on in a module
        migrate(writer, to=revision)
    writer.dispose()


def _migrating(
    world: DiskWorld, recording: Recording, moment: Moment, keep: Keep, said: Said, old: str
) -> Iterator[Found]:
    home = world.built(recording, moment.after(keep))
    world.at_ease(recording.moved)
    found = list(world.settled(home, said))
    original = home / f"{DATABASE}.before-{old}"
    if original.exists():
        found += _original(original, bootstrap.database_key(load(home)), old)
    if not found:
        shutil.rmtree(home)
    yield from found


def _original(original: Path, key: bytes, old: str) -> Iterator[Found]:
    """What stands there under the name of the original is it, and whole."""
    try:
        check_whole(original, key)
        inside = contents_of(original, key)
    except DatabaseRefused as refused:
        yield Found(Harm.LOST, f"{original} is not restorable: {refused}")
        return
    if inside.revision != old:
        yield Found(Harm.ORACLE, f"{original} is at {inside.revision}")


def _too_new(world: DiskWorld, recording: Recording) -> Iterator[Found]:
    """Brought up to date, then by a program of the future once more: this one does not touch it."""
    home = world.built(recording, recording.before)
    misread = "" if recording.code else recording.misread()
    if recording.code or misread:
        told = f"{misread}{world.refusal(recording.home)}"
        yield Found(Harm.CRASHED, f"the migration was not recorded: {recording.code} {told} ({recording.home})")
    world.at_ease(recording.moved)
    world.live(world.disk_life(home, ()))
    connection = connect(home / DATABASE, bootstrap.database_key(load(home)))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = (home / DATABASE).read_bytes()
    if world.live(world.disk_life(home, (Act("log_in"),))) != REFUSED:
        yield Found(Harm.ORACLE, f"a database of the future was opened ({home})")
    yield from clearly_refused(world, home, "DatabaseTooNew")
    if (home / DATABASE).read_bytes() != before:
        yield Found(Harm.LOST, f"a database of the future was changed ({home})")


START = (
    DiskScenario("locked database", (10,), locks, runs=2, payers=8),
    DiskScenario("old SQLite", (13,), versions, runs=4, payers=8),
    DiskScenario("migration", (14,), migrations, runs=20, payers=PAYERS + 21, weight=3, wants=disk_trace.missing),
)
