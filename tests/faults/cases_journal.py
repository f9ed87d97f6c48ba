"""A journal that somebody with the key has changed behind the program's back."""

import random
import shutil
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from counter_app import bootstrap
from counter_app.services.verification import Verification
from counter_app.settings_file import load
from tests.faults.clerk import Act, Deal
from tests.faults.disk_kinds import Case, DiskScenario
from tests.faults.disk_world import DiskWorld
from tests.faults.forgeries import (
    Forgery,
    changes_one_byte,
    cuts_the_tail,
    removes_the_row,
    swaps_with_the_next,
    take_guards_off,
)
from tests.faults.model import Found, Harm

_FORGERIES: tuple[Forgery, ...] = (changes_one_byte, removes_the_row, swaps_with_the_next)
_EACH = 4
_SOLD = 3


def forged(world: DiskWorld, seed: int) -> Sequence[Case]:
    """A morning's journal, at places of chance: a byte changed, a row removed, rows swapped, the end cut off."""
    home, dice = _morning(world), random.Random(seed)
    last = _entries(home)
    places = [(forge, seq) for forge in _FORGERIES for seq in dice.sample(range(2, last), _EACH)]
    dice.shuffle(places)
    cases = [Case(f"{forge.__name__} {seq}", partial(_named, home, forge, seq)) for forge, seq in places]
    return [*cases[:2], Case("cuts_the_tail", partial(_missed, home)), *cases[2:]]


def _morning(world: DiskWorld) -> Path:
    home = world.fresh_home()
    world.at_ease(0.0)
    sales = [Act("sell", (Deal(world.payer()),)) for _ in range(_SOLD)]
    code = world.live(world.disk_life(home, (Act("log_in"), Act("open_shift"), *sales, Act("reverse", (0,)))))
    assert code == 0, (home / "first.traceback").read_text(encoding="utf-8")
    return home


def _entries(home: Path) -> int:
    store = bootstrap.open_store(load(home))
    try:
        return Verification(store).run().entries
    finally:
        store.close()


def _named(home: Path, forge: Forgery, seq: int) -> Iterator[Found]:
    fault = _fault_after(home, forge, seq)
    if fault is None or not fault.startswith(f"journal entry {seq}:"):
        yield Found(Harm.ORACLE, f"entry {seq} was forged ({forge.__name__}), verification says: {fault}")


def _missed(home: Path) -> Iterator[Found]:
    """From the last sale on: its payment is there, and nothing tells of it."""
    fault = _fault_after(home, cuts_the_tail, _last_sale(home))
    if fault is None:
        yield Found(Harm.ORACLE, "the journal's end was cut off with a payment, and verification found nothing")


def _last_sale(home: Path) -> int:
    store = bootstrap.open_store(load(home))
    try:
        with store.reading() as work:
            return max(entry.seq for entry in work.journal.chain() if b'"payment.accepted"' in entry.canonical)
    finally:
        store.close()


def _fault_after(home: Path, forge: Forgery, seq: int) -> str | None:
    copy = home.with_name(f"{home.name}.forged")
    shutil.copytree(home, copy)
    store = bootstrap.open_store(load(copy))
    try:
        take_guards_off(store)
        forge(store, seq)
        return Verification(store).run().fault
    finally:
        store.close()
        shutil.rmtree(copy)


JOURNAL = DiskScenario("a forged journal", (36,), forged, runs=8, payers=_SOLD)
