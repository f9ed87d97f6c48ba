"""A backup on another machine, and a database file in the hands of a thief."""

import random
import shutil
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from counter_app import bootstrap, demo_office, office_care
from counter_app.clock import SystemClock
from counter_app.database.backup_folder import write_backup
from counter_app.database.engine import connect
from counter_app.database.errors import DatabaseRefused, KeyMissing, WrongKey
from counter_app.database.keys import KEY_FILE, FileKeyStore
from counter_app.database.recovery_key import groups_of, key_of
from counter_app.settings_file import load
from tests.faults.disk_damage import DATABASE
from tests.faults.disk_kinds import Case, DiskScenario
from tests.faults.disk_power import PAYERS, a_morning
from tests.faults.disk_world import DiskWorld, Said
from tests.faults.model import Found, Harm


def stolen(world: DiskWorld, seed: int) -> Sequence[Case]:
    """A morning's home and a backup of it, carried elsewhere with the recovery key, without, and with a wrong one."""
    home = world.fresh_home()
    world.at_ease(0.0)
    world.live(world.disk_life(home, a_morning(world, random.Random(seed)), "morning"))
    said, settings = world.heard(home), load(home)
    backup = home.with_name(f"{home.name}.backup.db")
    write_backup(settings.database, backup, bootstrap.database_key(settings), SystemClock().now())
    wrong = [Case(f"wrong key {number}", partial(_wrong_key, home, backup, f"{seed} {number}")) for number in range(4)]
    return [
        Case("with the recovery key", partial(_restored, world, home, backup, said)),
        Case("without a key", partial(_without, world, home, backup)),
        Case("read as it lies there", partial(_read, home, backup)),
        *wrong,
    ]


def _elsewhere(home: Path) -> Path:
    """A machine that was told who it is and how to reach the host, and has neither key nor database."""
    there = home.with_name(f"{home.name}.elsewhere")
    shutil.rmtree(there, ignore_errors=True)
    shutil.copytree(
        home, there, ignore=lambda _folder, names: {name for name in names if name.startswith((DATABASE, KEY_FILE))}
    )
    return there


def _restored(world: DiskWorld, home: Path, backup: Path, said: Said) -> Iterator[Found]:
    there = _elsewhere(home)
    key = key_of("-".join(groups_of(bootstrap.database_key(load(home)))))
    restored = office_care.restore(load(there), backup, key)
    if restored.refused is None:
        yield Found(Harm.ORACLE, f"nobody had to answer for a restored backup ({there})")
    office_care.realign(load(there), demo_office.SUPERVISOR.id, demo_office.SUPERVISOR.pin, without_host=True)
    world.at_ease(world.moved)
    yield from world.settled(there, said, frozenset({demo_office.CLERK.id, demo_office.SUPERVISOR.id}))


def _without(_world: DiskWorld, home: Path, backup: Path) -> Iterator[Found]:
    there = _elsewhere(home)
    for key, refusal in ((None, KeyMissing), (bytes(32), WrongKey)):
        if key is not None:
            FileKeyStore(there / KEY_FILE).save(key)
        try:
            office_care.restore(load(there), backup)
        except DatabaseRefused as refused:
            if not isinstance(refused, refusal):
                yield Found(Harm.ORACLE, f"without its key a backup was refused as {refused!r}")
        else:
            yield Found(Harm.ORACLE, f"a backup was restored without its key ({there})")
        if (there / DATABASE).exists():
            yield Found(Harm.ORACLE, f"a database appeared that nobody restored ({there})")


def _wrong_key(home: Path, backup: Path, dice: str) -> Iterator[Found]:
    """One bit off is as good as none."""
    key = bytearray(bootstrap.database_key(load(home)))
    chance = random.Random(dice)
    key[chance.randrange(len(key))] ^= 1 << chance.randrange(8)
    for file in (home / DATABASE, backup):
        try:
            connect(file, bytes(key)).close()
        except WrongKey:
            continue
        yield Found(Harm.ORACLE, f"{file} was opened with a wrong key")


def _read(home: Path, backup: Path) -> Iterator[Found]:
    """No number, no name, no amount, nor anything that says what this file is."""
    store = bootstrap.open_store(load(home))
    try:
        with store.reading() as work:
            payments = list(work.payments.all())
    finally:
        store.close()
    words = {word for each in payments for word in (each.payer.nik, each.payer.name, each.receipt_number)}
    words |= {"SQLite format", "CREATE TABLE", demo_office.CLERK.name}
    for file in (home / DATABASE, backup):
        content = file.read_bytes()
        for word in sorted(words):
            if word.encode() in content:
                yield Found(Harm.ORACLE, f"{file} tells a thief {word[:4]}...")


STOLEN = (DiskScenario("stolen files", (39,), stolen, runs=7, payers=PAYERS + 2),)
