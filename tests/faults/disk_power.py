"""Mornings on a disk that forgets what it was not made to keep, and on one whose syncs and writes fail."""

import random
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import zip_longest
from pathlib import Path

from counter_app.domain.cash import TenderKind
from counter_app.settings_file import load
from tests.faults.clerk import Act, Deal
from tests.faults.disk_kinds import Case, Dice, DiskScenario
from tests.faults.disk_life import NOTEBOOK
from tests.faults.disk_states import Keep, Moment
from tests.faults.disk_trace import RECORDED, missing
from tests.faults.disk_world import DiskWorld, Recording
from tests.faults.model import Found, Harm

PAYERS = 3
_NUMBERS = re.compile(r"\d+")
_CHECKPOINTS = (None, 8, 30)
"""Pages after which the log is brought into the database: SQLite's own thousand, and so few that a morning has it."""


def a_morning(world: DiskWorld, dice: Dice) -> tuple[Act, ...]:
    """Log-in, shift, sales sent or left waiting, perhaps a copy, a backup, a close; the program ends by itself."""
    sales = [Act("sell", (_deal(dice, world.payer()),)) for _ in range(PAYERS)]
    extras = [act for act in (Act("reprint", (0,)), Act("back_up"), Act("forward", (3,))) if dice.random() < 0.5]
    end = [Act("close_shift")] if dice.random() < 0.7 else []
    return Act("log_in"), Act("open_shift"), *sales, *extras, *end


def _deal(dice: Dice, nik: str) -> Deal:
    kind = dice.choice((TenderKind.CASH, TenderKind.CASH, TenderKind.QRIS))
    offline = dice.random() < 0.3
    return Deal(nik, dice.choice((1, 2, 3)), kind, offline=offline, sent=not offline and dice.random() < 0.8)


def recorded(world: DiskWorld, seed: int, watching: tuple[str, ...] = RECORDED) -> Recording:
    """A morning of these dice; ``watching``: options for ``strace``, which may make calls fail."""
    dice = random.Random(seed)
    life = replace(world.disk_life(Path(), ()), dice=seed, checkpoint=dice.choice(_CHECKPOINTS), watching=watching)
    return world.record(a_morning(world, dice), life)


# --- the power goes ----------------------------------------------------------------------------------------------


def power_cuts(world: DiskWorld, seed: int) -> Sequence[Case]:
    """Every moment of a morning, and every way in which the power may have left the disk then."""
    recording = recorded(world, seed)
    kinds: dict[str, list[Case]] = {}
    for moment in recording.disk().moments(recording.calls):
        for keep in moment.states(random.Random(f"{seed} {moment.number}")):
            name = f"sync {moment.number}, {keep.name}"
            case = Case(name, partial(after_a_cut, world, recording, moment, keep))
            kinds.setdefault(_NUMBERS.sub("", keep.name), []).append(case)
    return [Case("to its end", partial(as_recorded, recording)), *mixed(kinds, random.Random(f"{seed} order"))]


def mixed(kinds: dict[str, list[Case]], dice: Dice) -> Iterator[Case]:
    """All of them, so that any few from the beginning are of every kind and of many moments."""
    for cases in kinds.values():
        dice.shuffle(cases)
    for row in zip_longest(*kinds.values()):
        yield from (case for case in row if case is not None)


def as_recorded(recording: Recording) -> Iterator[Found]:
    if recording.code:
        yield Found(Harm.CRASHED, f"the recorded morning ended with {recording.code} ({recording.home})")
    if misread := recording.misread():
        yield Found(Harm.CRASHED, f"the calls were misread: {misread} ({recording.home})")


def after_a_cut(world: DiskWorld, recording: Recording, moment: Moment, keep: Keep) -> Iterator[Found]:
    """Build the home as the power left it, and hold what comes of it against the oracle."""
    state = moment.after(keep)
    said = world.said(recording.calls[: moment.calls], state.get(recording.home / NOTEBOOK, b""))
    home = world.built(recording, state)
    world.at_ease(recording.moved)
    found = [*world.settled(home, said), *_backups(home)]
    if not found:
        shutil.rmtree(home)
    yield from found


def _backups(home: Path) -> Iterator[Found]:
    """What bears a backup's name is whole."""
    from counter_app import bootstrap
    from counter_app.database.engine import check_whole
    from counter_app.database.errors import DatabaseRefused

    settings = load(home)
    for backup in settings.backups.glob("counter-*.db"):
        try:
            check_whole(backup, bootstrap.database_key(settings))
        except DatabaseRefused as refused:
            yield Found(Harm.LOST, f"{backup.name} is no backup: {refused}")


POWER_CUT = DiskScenario("power cut", (6,), power_cuts, runs=40, payers=PAYERS + 41, weight=6, wants=missing)
