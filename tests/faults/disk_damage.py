"""Homes that somebody or something has spoilt: bits flipped, pages torn, a log gone, an old copy put back."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from counter_app import demo_office, office_care
from counter_app.settings_file import load
from tests.faults.clerk import Act
from tests.faults.disk_failing import notes_of
from tests.faults.disk_kinds import Case, Dice, DiskScenario
from tests.faults.disk_life import NOTEBOOK, REFUSED
from tests.faults.disk_power import PAYERS, as_recorded, recorded
from tests.faults.disk_states import SECTOR, Moment
from tests.faults.disk_trace import missing
from tests.faults.disk_world import DiskWorld, Recording, Said
from tests.faults.model import Found, Harm

PAGE = 4096
DATABASE, LOG, MARK = "counter.db", "counter.db-wal", "counter.db.mark"
_CLEAR = {"DatabaseDamaged": "Restore the last backup", "WrongKey": "damaged", "DatabaseBehind": "counter-app restore"}
"""How a spoilt home may be refused, and what the words must say."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a home at a moment when all that was written had reached the disk."""

    recording: Recording
    moment: Moment
    files: dict[Path, bytes]

    def __getitem__(self, name: str) -> bytes:
        return self.files.get(self.recording.home / name, b"")

    def with_file(self, name: str, content: bytes | None) -> dict[Path, bytes]:
        """The same with another content of one file; ``None``: without it."""
        others = {path: each for path, each in self.files.items() if path != self.recording.home / name}
        return others if content is None else {**others, self.recording.home / name: content}

    def said(self, world: DiskWorld) -> Said:
        return world.said(self.recording.calls[: self.moment.calls], self[NOTEBOOK])


def snapshots(recording: Recording) -> list[Snapshot]:
    """The home between any two syncs, as long as the program ran: its log is still beside the database."""
    closing = len(recording.calls) - len(_after_closing(recording))
    moments = [each for each in recording.disk().moments(recording.calls) if each.calls <= closing]
    return [
        Snapshot(recording, each, each.after(each.states(random.Random(0))[-1 if not each.pending else 1]))
        for each in moments
    ]


def _after_closing(recording: Recording) -> Sequence[object]:
    for place in range(len(recording.calls)):
        if any(note["what"] == "closing" for note in notes_of(recording.calls[place : place + 1])):
            return recording.calls[place:]
    return ()


# --- bits and pages ----------------------------------------------------------------------------------------------


def damages(world: DiskWorld, seed: int) -> Sequence[Case]:
    """Forty of them, of the database and of its log, at places that the dice choose."""
    recording = recorded(world, seed)
    taken = snapshots(recording)
    cases = [
        Case(f"{name} {number}", partial(_damaged, world, taken, seed, name, number))
        for number in range(20)
        for name in (DATABASE, LOG)
    ]
    return [Case("to its end", partial(as_recorded, recording)), *cases]


def _damaged(world: DiskWorld, taken: Sequence[Snapshot], seed: int, name: str, number: int) -> Iterator[Found]:
    dice = random.Random(f"{seed} {name} {number}")
    snapshot = dice.choice(taken)
    if not snapshot[name]:
        snapshot = taken[-1]
    yield from _whole_or_refused(world, snapshot, snapshot.with_file(name, _spoilt(snapshot[name], dice)))


def _spoilt(content: bytes, dice: Dice) -> bytes:
    spoilt, page = bytearray(content), dice.randrange(max(1, len(content) // PAGE)) * PAGE
    way = dice.choice(("bit", "zeros", "torn", "cut", "swapped", "noise"))
    if way == "bit" and spoilt:
        spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
    elif way == "zeros":
        spoilt[page : page + PAGE] = bytes(len(spoilt[page : page + PAGE]))
    elif way == "torn":
        half = spoilt[page : page + PAGE // 2]
        spoilt[page : page + len(half)] = dice.randbytes(len(half))
    elif way == "cut":
        del spoilt[dice.randrange(len(spoilt) + 1) // SECTOR * SECTOR :]
    elif way == "swapped":
        other = dice.randrange(max(1, len(content) // PAGE)) * PAGE
        spoilt[page : page + PAGE], spoilt[other : other + PAGE] = (
            content[other : other + PAGE],
            content[page : page + PAGE],
        )
    else:
        spoilt[page : page + SECTOR] = dice.randbytes(len(spoilt[page : page + SECTOR]))
    return bytes(spoilt)


def _whole_or_refused(world: DiskWorld, snapshot: Snapshot, files: dict[Path, bytes]) -> Iterator[Found]:
    """Either all that was said is still there, or the program says clearly what to do; never an empty database in its place."""
    home = world.built(snapshot.recording, files)
    world.at_ease(snapshot.recording.moved)
    if world.live(world.disk_life(home, (Act("log_in"), Act("recover")), "back")) != REFUSED:
        yield from world.settled(home, snapshot.said(world))
        return
    yield from clearly_refused(world, home)
    if files[snapshot.recording.home / DATABASE] and not (home / DATABASE).stat().st_size:
        yield Found(Harm.LOST, f"a database that was refused has been emptied ({home})")


def clearly_refused(world: DiskWorld, home: Path, *kinds: str) -> Iterator[Found]:
    """It was refused as one of ``kinds``, or as any, in words that say what to do."""
    kind, _, words = world.refusal(home).partition(": ")
    if kind not in (kinds or _CLEAR) or _CLEAR.get(kind, "") not in words:
        yield Found(Harm.ORACLE, f"refused without saying what to do: {kind}: {words} ({home})")


# --- what was there before ---------------------------------------------------------------------------------------


def put_back(world: DiskWorld, seed: int) -> Sequence[Case]:
    """The log is gone; an older database, or database and log, stand in the place of today's."""
    recording = recorded(world, seed)
    taken, dice = snapshots(recording), random.Random(f"{seed} put back")
    cases = []
    for number in range(10):
        now = dice.choice(taken[len(taken) // 2 :])
        old = dice.choice([each for each in taken if each.moment.calls < now.moment.calls])
        ways = {
            "no log": now.with_file(LOG, None),
            "no mark": now.with_file(MARK, None),
            "old database": now.with_file(LOG, None)
            | {recording.home / DATABASE: recording.before[recording.home / DATABASE]},
            "old database and log": {**now.files, **{recording.home / name: old[name] for name in (DATABASE, LOG)}},
        }
        cases += [Case(f"{way} {number}", partial(_behind, world, now, files)) for way, files in ways.items()]
    return [Case("to its end", partial(as_recorded, recording)), *cases]


def _behind(world: DiskWorld, snapshot: Snapshot, files: dict[Path, bytes]) -> Iterator[Found]:
    """Locked, until a supervisor answers for it; nothing is sold meanwhile. Whatever lacks nothing may be opened."""
    home = world.built(snapshot.recording, files)
    world.at_ease(snapshot.recording.moved)
    back = world.disk_life(home, (Act("log_in"), Act("recover")), "back")
    if world.live(back) != REFUSED:
        yield from world.settled(home, snapshot.said(world))
        return
    yield from clearly_refused(world, home, "DatabaseBehind")
    if world.live(back) != REFUSED:
        yield Found(Harm.ORACLE, f"locked once, and open at the next start ({home})")
    office_care.realign(load(home), demo_office.SUPERVISOR.id, demo_office.SUPERVISOR.pin, without_host=True)
    if world.live(back) == REFUSED:
        yield Found(Harm.STUCK, f"re-aligned, and still locked: {world.refusal(home)} ({home})")


DAMAGE = (
    DiskScenario("damaged files", (7,), damages, runs=20, payers=PAYERS + 21, weight=3, wants=missing),
    DiskScenario("old files", (11,), put_back, runs=20, payers=PAYERS + 21, weight=3, wants=missing),
)
