"""Mornings on a disk whose syncs or writes fail, one of them, once: what the program makes of it, and what is left."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from tests.faults.disk_kinds import Case, DiskScenario
from tests.faults.disk_life import REFUSED
from tests.faults.disk_power import PAYERS, after_a_cut, as_recorded, recorded
from tests.faults.disk_trace import RECORDED, Call, missing
from tests.faults.disk_world import DiskWorld, Recording, papers
from tests.faults.model import Found, Harm
from tests.faults.notebook import Notebook

_LOG = "counter.db-wal"
_DATABASE = "counter.db"
_WRITES = frozenset({"pwrite64", "fsync", "fdatasync"})


@dataclass(frozen=True, slots=True)
class Failure:
    """The call that is to fail and how; ``kinds`` of error and a ``word`` by which the clerk is told.

    ``ends``: until the program is started again nothing more may be stored.
    """

    verb: str
    error: str
    kinds: frozenset[str]
    word: str
    ends: bool


_FAILED, _FULL = frozenset({"DiskFailed", "DiskFailedAtCommit"}), frozenset({"DiskFull"})
SYNC_FAILS = Failure("fsync", "EIO", _FAILED, "start the program again", ends=True)
WRITE_FAILS = Failure("pwrite64", "EIO", _FAILED, "start the program again", ends=True)
DISK_FULL = Failure("pwrite64", "ENOSPC", _FULL, "the disk is full", ends=False)


def failures(failure: Failure, world: DiskWorld, seed: int) -> Sequence[Case]:
    """Each such call of a morning, found by counting them in one that goes well."""
    whole = recorded(world, seed)
    times = sum(call.verb == failure.verb for call in whole.calls)
    cases = [
        Case(f"{failure.verb} {number}", partial(_failed, world, seed, failure, number + 1)) for number in range(times)
    ]
    random.Random(f"{seed} order").shuffle(cases)
    return [Case("to its end", partial(as_recorded, whole)), *cases]


def _failed(world: DiskWorld, seed: int, failure: Failure, number: int) -> Iterator[Found]:
    """The same morning of other payers with this failure, then the power goes: what could not be synced may be lost."""
    inject = f"inject={failure.verb}:error={failure.error}:when={number}"
    recording = recorded(world, seed, (*RECORDED, "-e", inject))
    if recording.code not in {0, REFUSED}:
        yield from as_recorded(recording)
    at = next(
        (place for place, call in enumerate(recording.calls) if call.result < 0 and call.verb == failure.verb), None
    )
    if at is None:
        yield Found(Harm.CRASHED, f"nothing failed here ({recording.home})")
        return
    yield from _stopped(recording, at, failure, world.printer_port)
    dice = random.Random(f"{seed} {number}")
    moment = dice.choice([each for each in recording.disk().moments(recording.calls) if each.calls > at])
    ways = moment.states(dice)
    yield from after_a_cut(world, recording, moment, ways[0] if dice.random() < 0.5 else dice.choice(ways))


def _stopped(recording: Recording, at: int, failure: Failure, printer: int) -> Iterator[Found]:
    """The program stops at once where a commit failed, says what to do, and neither prints nor tries again."""
    file, before, after = _file_of(recording.calls, at), recording.calls[:at], recording.calls[at + 1 :]
    if any(note["what"] == "closing" for note in notes_of(before)):
        return  # the program was folding its log: every commit was on the disk before
    told = [note for note in notes_of(after) if note["what"] in {"unavailable", "refused"}]
    if file == _LOG and not told and _something_waits(recording.calls, at):
        yield Found(Harm.LOST, f"{failure.verb} {file} failed and nobody was told ({recording.home})")
    if file == _LOG and told and (told[0]["kind"] not in failure.kinds or failure.word not in told[0]["words"]):
        yield Found(Harm.ORACLE, f"{failure.verb} {file} failed and the clerk was told: {told[0]['words']}")
    if file in {_LOG, _DATABASE} and told and failure.ends:
        yield from _no_more(recording, at, printer)


def _no_more(recording: Recording, at: int, printer: int) -> Iterator[Found]:
    """Until it is started again: nothing taken, nothing printed, nothing written."""
    calls, after = recording.calls, range(at + 1, len(recording.calls))
    closing = next((place for place in after if any(_note(calls[place], "closing"))), len(calls))
    taken = [note["number"] for note in notes_of(calls[at:closing]) if note["what"] == "took"]
    if taken:
        yield Found(Harm.ORACLE, f"{taken} were taken on a disk that had failed ({recording.home})")
    if len(list(papers(calls, printer))) != len(list(papers(calls[:at], printer))):
        yield Found(Harm.ORACLE, f"paper came out after the disk had failed ({recording.home})")
    again = [calls[place].verb for place in range(at + 1, closing) if _on_database(calls, place)]
    if again:
        yield Found(Harm.ORACLE, f"{again[0]} was tried again, silently, {len(again)} times ({recording.home})")


def _on_database(calls: Sequence[Call], place: int) -> bool:
    return calls[place].verb in _WRITES and _file_of(calls, place) in {_LOG, _DATABASE}


def _something_waits(calls: Sequence[Call], at: int) -> bool:
    """Whether this call is about bytes of the log that were not on the disk yet. Before SQLite brings the log into the
    database it syncs a log of which every commit was synced before; that this fails costs nothing, and it is not told.
    """
    if calls[at].verb == "pwrite64":
        return True
    earlier = (n for n in range(at - 1, -1, -1) if calls[n].verb in _WRITES and _file_of(calls, n) == _LOG)
    return next((calls[n].verb == "pwrite64" for n in earlier), False)


def _file_of(calls: Sequence[Call], place: int) -> str:
    """The name of the file that the call in this place is about."""
    descriptor = calls[place].number(0)
    opened = (call for call in reversed(calls[:place]) if call.verb == "openat" and call.result == descriptor)
    return next((call.path().name for call in opened), "")


def notes_of(calls: Sequence[Call]) -> list[dict[str, Any]]:
    """What the clerk wrote down during these calls."""
    return [note for call in calls for note in _note(call)]


def _note(call: Call, what: str | None = None) -> Iterator[dict[str, Any]]:
    if call.verb == "write" and call.result > 0 and call.texts[0].startswith(b'{"what"'):
        yield from (note for note in Notebook.read(call.texts[0]) if what in {None, note["what"]})


def _scenario(name: str, row: int, failure: Failure) -> DiskScenario:
    return DiskScenario(
        name, (row,), partial(failures, failure), runs=12, payers=13 * (PAYERS + 1), weight=2, wants=missing
    )


FAILING = (
    _scenario("failing sync", 8, SYNC_FAILS),
    _scenario("failing write", 8, WRITE_FAILS),
    _scenario("full disk", 9, DISK_FULL),
)
