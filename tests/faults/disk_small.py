"""A disk of a few megabytes that fills while a clerk works: database, log, backups, the program's log and the spool."""

import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from counter_app.office_setup import write_private
from counter_app.settings_file import load
from counter_app.settings_writing import written
from tests.faults.clerk import Act, Deal
from tests.faults.disk_kinds import Case, DiskScenario
from tests.faults.disk_life import FILLER, REFUSED
from tests.faults.disk_world import DiskWorld, Said
from tests.faults.model import Found, Harm
from tests.faults.printer import Piece

MEGABYTES = 8
_WHY = ("full", "too little", "left on the disk", "No space left", "input/output error")
SALES = 4
_MOUNT = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs"]


@cache
def no_mounting() -> str:
    """Why no disk can be mounted here; empty when one can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root may mount a small disk"
    with tempfile.TemporaryDirectory() as folder:
        tried = subprocess.run([*_MOUNT, folder], capture_output=True, text=True, check=False)
        if tried.returncode:
            return f"a small disk cannot be mounted here ({tried.stderr.strip()})"
        subprocess.run(["umount", folder], check=True)
    return ""


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of its own in ``folder``, until the block ends."""
    folder.mkdir()
    subprocess.run([*_MOUNT, str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fillings(world: DiskWorld, seed: int) -> Sequence[Case]:
    """So many bytes are left when the clerk begins; and a disk that fills below the office's own limits."""
    dice = random.Random(seed)
    rooms = [
        dice.choice((0, 4_096, 20_000, 60_000, 120_000, 250_000, 600_000)) + dice.randrange(4_096) for _ in range(7)
    ]
    full = [Case(f"{room} bytes left", partial(_filled, world, seed, room)) for room in rooms]
    return [Case("warned, then refused", partial(_warned, world)), *full]


def _filled(world: DiskWorld, seed: int, room: int) -> Iterator[Found]:
    """What there is no room for is refused before anybody has paid; what was taken is there when there is room again."""
    dice = random.Random(f"{seed} {room}")
    sales = [Act("sell", (Deal(world.payer(), dice.choice((1, 2, 3))),)) for _ in range(SALES)]
    home = world.fresh_home()
    with small_disk(home.with_name(f"{home.name}.small")) as disk:
        there = shutil.copytree(home, disk / "home")
        spool = there / "spool"
        begin = [Act("open_shift"), Act("fill", (room,))]
        dice.shuffle(begin)
        life = world.disk_life(there, (Act("log_in"), *begin, *sales, Act("back_up")))
        world.at_ease(0.0)
        code = world.live(replace(life, device=spool.as_uri(), outside=home, roomy=True))
        (there / FILLER).unlink(missing_ok=True)
        shutil.copytree(there, home, dirs_exist_ok=True)
    if code not in {0, REFUSED}:
        yield Found(Harm.CRASHED, f"on a full disk the program ended with {code}: {_last_words(home)}")
    yield from _told(world, home)
    papers = sorted((home / "spool").glob("*.bin"), key=lambda paper: paper.stat().st_mtime_ns)
    said = Said(tuple(Piece(paper.read_bytes()) for paper in papers), world.heard(home).sent)
    yield from world.settled(home, said)


def _told(world: DiskWorld, home: Path) -> Iterator[Found]:
    """Whoever was refused was told why."""
    for note in world.notes(home):
        if note["what"] in {"unavailable", "refused"} and not any(word in note["words"] for word in _WHY):
            yield Found(Harm.ORACLE, f"the disk was full and the clerk was told: {note['words']}")


def _warned(world: DiskWorld) -> Iterator[Found]:
    """By the office's own limits: first a warning while payments are taken, then a refusal while there is still room."""
    home = world.fresh_home()
    with small_disk(home.with_name(f"{home.name}.small")) as disk:
        there = shutil.copytree(home, disk / "home")
        care = replace(load(there).care, warn_free_mb=2 * MEGABYTES, refuse_free_mb=1)
        write_private(load(there).file, written(replace(load(there), care=care)))
        sales = [Act("sell", (Deal(world.payer()),)) for _ in range(2)]
        acts = (
            Act("log_in"),
            Act("open_shift"),
            Act("note_room"),
            sales[0],
            Act("fill", (900_000,)),
            Act("note_room"),
            sales[1],
        )
        world.at_ease(0.0)
        world.live(replace(world.disk_life(there, acts), outside=home))
        notes = [note for note in world.notes(home) if note["what"] in {"room", "took", "unavailable"}]
    if [note["what"] for note in notes] != ["room", "took", "room", "unavailable"]:
        yield Found(Harm.ORACLE, f"not one sale and one refusal: {notes}")
    elif (notes[0]["room"], notes[2]["room"]) != ("little", "none") or "left on the disk" not in notes[3]["words"]:
        yield Found(Harm.ORACLE, f"not warned and then refused: {notes}")
    yield from _told(world, home)


def _last_words(home: Path) -> str:
    trace = home / "first.traceback"
    return trace.read_text(encoding="utf-8").splitlines()[-1] if trace.exists() else "no word"


SMALL = (DiskScenario("small disk", (9,), fillings, runs=8, payers=8 * (SALES + 1) + 2, weight=2, wants=no_mounting),)
