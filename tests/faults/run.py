"""``./dev faults``: play mornings until the number of runs is reached, and print what each kind of them cost.

A scenario is first played to its end, which counts its points; then it is cut off at some of them. Everything comes
from the seed: a failure is played again with ``--replay`` and the name that is printed beside it.
"""

import argparse
import contextlib
import dataclasses
import faulthandler
import itertools
import queue
import random
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.cases import CASES
from tests.faults.disk_kinds import DiskRun, DiskScenario, played
from tests.faults.disk_scenarios import DISK_SCENARIOS
from tests.faults.disk_world import DiskWorld
from tests.faults.model import Harm
from tests.faults.mornings import Scenario
from tests.faults.scenarios import SCENARIOS
from tests.faults.world import Outcome, Run, World

ROWS = 40
"""How many rows the list of faults has."""
CUTS = 7
"""How often a morning is cut off once its points are counted."""

QUIET = 300.0
"""Seconds without a play after which the harness itself hangs: the longest play has bounds far below."""

PROGRESS = 50
"""Plays after which a line on standard error says how far it is."""

BATCH = CUTS + 1
ALL: "tuple[Scenario | DiskScenario, ...]" = (*SCENARIOS, *DISK_SCENARIOS, *CASES)
ROOM = max(BATCH, *(each.payers for each in (*DISK_SCENARIOS, *CASES)))
"""Plays for which payers must be left before a world begins a batch."""


@dataclass(slots=True)
class Score:
    """What the runs of one scenario came to. ``rows``: which faults it plays; ``points``: where they were cut off."""

    rows: tuple[int, ...] = ()
    runs: int = 0
    harm: Tally[Harm] = field(default_factory=Tally)
    points: Tally[str] = field(default_factory=Tally)

    def add(self, outcome: Outcome) -> None:
        self.runs += 1
        self.harm.update({found.harm for found in outcome.found})
        if outcome.run.cut and outcome.crossed:
            self.points[outcome.crossed[-1].rpartition(" ")[0]] += 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 when anything was lost, doubled, stuck or wrong."""
    args = _parser().parse_args(arguments)
    began = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="loket-faults-"))
    outcomes = _replayed(args.replay, folder) if args.replay else _played(args, folder)
    scores: dict[str, Score] = {}
    failed = []
    for outcome in _until_told(outcomes):
        scores.setdefault(outcome.run.scenario.name, Score(outcome.run.scenario.rows)).add(outcome)
        _say_how_far(sum(score.runs for score in scores.values()), args.runs, time.monotonic() - began)
        if outcome.found:
            failed.append(outcome)
            sys.stdout.write(f"{outcome}\n")
    sys.stdout.write("\n".join([table(scores), "", cuts(scores), "", rows(scores), "", *skipped()]))
    sys.stdout.write(f"\nseed {args.seed}, {time.monotonic() - began:.0f} s\n")
    if failed:
        sys.stdout.write(f"what is left of the failures is in {folder}\n")
        return 1
    shutil.rmtree(folder)
    return 0


def _until_told(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """All of them, or those until somebody has had enough: what was played until then is told all the same."""
    with contextlib.suppress(KeyboardInterrupt):
        yield from outcomes


def _say_how_far(done: int, of: int, seconds: float) -> None:
    if not done % PROGRESS:
        sys.stderr.write(f"{done} of {of} played in {seconds:.0f} s\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev faults", description=__doc__)
    parser.add_argument("--runs", type=int, default=1000, help="how many plays (default 1000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed plays other mornings")
    parser.add_argument("--workers", type=int, default=3, help="how many worlds at once (default 3)")
    parser.add_argument("--scenario", choices=[each.name for each in ALL], help="only this one")
    parser.add_argument(
        "--rows", type=_rows, default=frozenset(), metavar="N,N…", help="only what plays one of these rows of the list"
    )
    parser.add_argument("--replay", metavar="NAME", help="one play again, by the name a failure was printed with")
    return parser


def _rows(text: str) -> frozenset[int]:
    found = frozenset(map(int, text.split(",")))
    if not found <= set(range(1, ROWS + 1)):
        raise ValueError(text)
    return found


# --- playing -----------------------------------------------------------------------------------------------------


def _replayed(name: str, folder: Path) -> Iterator[Outcome]:
    scenario, dice, cut, slot = name.rsplit("/", 3)
    found = next(each for each in ALL if each.name == scenario)
    at = None if cut == "-" else cut
    with DiskWorld(folder) as world:
        if isinstance(found, DiskScenario):
            began, _, own = slot.partition("+")
            yield from played(world, DiskRun(found, int(dice), at, (int(began), int(own)) if own else None))
        else:
            yield world.play(Run(found, int(dice), at, int(slot)))


def _played(args: argparse.Namespace, folder: Path) -> Iterator[Outcome]:
    """Worlds side by side, each with the batches it takes; the outcomes as they come."""
    batches: queue.SimpleQueue[Run | DiskRun] = queue.SimpleQueue()
    for each in _batches(args):
        batches.put(each)
    done: queue.SimpleQueue[Outcome | BaseException | None] = queue.SimpleQueue()
    for number in range(args.workers):
        threading.Thread(target=_work, args=(folder / str(number), batches, done), daemon=True).start()
    waiting = args.workers
    while waiting:
        outcome = _next(done)
        if isinstance(outcome, BaseException):
            raise outcome
        if outcome is None:
            waiting -= 1
        else:
            yield outcome


def _next(done: "queue.SimpleQueue[Outcome | BaseException | None]") -> Outcome | BaseException | None:
    """What is done next. A harness that stands still says where it stands, and fails."""
    try:
        return done.get(timeout=QUIET)
    except queue.Empty:
        faulthandler.dump_traceback(all_threads=True)
        return TimeoutError(f"nothing was played for {QUIET:.0f} s")


def _batches(args: argparse.Namespace) -> Iterator[Run | DiskRun]:
    """Until the number of runs is reached: each kind once, the short ones first, then turn by turn by their weight."""
    named = [each for each in ALL if args.scenario in {None, each.name} and not _wants(each)]
    chosen = [each for each in named if not args.rows or args.rows & set(each.rows)]
    left = args.runs
    for number, scenario in enumerate(_turns(chosen)):
        if left <= 0:
            return
        dice = random.Random(f"{args.seed} {number}").randrange(10**9)
        yield DiskRun(scenario, dice) if isinstance(scenario, DiskScenario) else Run(scenario, dice)
        left -= _runs(scenario)


def _turns(chosen: "Sequence[Scenario | DiskScenario]") -> "Iterator[Scenario | DiskScenario]":
    yield from sorted(chosen, key=_runs)
    weighted = [each for each in chosen for _ in range(each.weight)]
    random.Random("turns").shuffle(weighted)
    yield from itertools.cycle(weighted)


def _runs(scenario: "Scenario | DiskScenario") -> int:
    return scenario.runs if isinstance(scenario, DiskScenario) else BATCH


def _wants(scenario: "Scenario | DiskScenario") -> str:
    return scenario.wants() if isinstance(scenario, DiskScenario) else ""


def _work(
    folder: Path,
    batches: "queue.SimpleQueue[Run | DiskRun]",
    done: "queue.SimpleQueue[Outcome | BaseException | None]",
) -> None:
    worlds = 0
    try:
        while not batches.empty():
            worlds += 1
            (folder / str(worlds)).mkdir(parents=True)
            with DiskWorld(folder / str(worlds)) as world:
                while world.room > ROOM and not batches.empty():
                    for outcome in _batch(world, batches.get_nowait()):
                        done.put(outcome)
    except queue.Empty:
        pass
    except BaseException as error:  # noqa: BLE001 - a harness that fails must not look like one that found nothing
        done.put(error)
    done.put(None)


def _batch(world: DiskWorld, whole: Run | DiskRun) -> Iterator[Outcome]:
    return played(world, whole) if isinstance(whole, DiskRun) else batch(world, whole, CUTS)


def batch(world: World, whole: Run, count: int) -> Iterator[Outcome]:
    """A morning to its end, then cut off at ``count`` of the points it crossed."""
    outcome = world.play(whole)
    yield outcome
    for cut in random.Random(f"{whole.dice} cuts").sample(outcome.crossed, min(count, len(outcome.crossed))):
        yield world.play(dataclasses.replace(whole, cut=cut))


# --- telling -----------------------------------------------------------------------------------------------------


def table(scores: dict[str, Score]) -> str:
    """One line a scenario, as Markdown."""
    lines = ["| scenario | rows | runs | lost | doubled | stuck | oracle failures | crashed |"]
    lines += ["|---|---|---:|---:|---:|---:|---:|---:|"]
    total = Score()
    for scenario in ALL:
        if scenario.name in scores:
            score = scores[scenario.name]
            total.runs += score.runs
            total.harm += score.harm
            lines.append(_line(scenario.name, ", ".join(map(str, score.rows)), score))
    return "\n".join([*lines, _line("**all**", "", total)])


def _line(name: str, rows_of_it: str, score: Score) -> str:
    counts = " | ".join(str(score.harm[harm]) for harm in Harm)
    return f"| {name} | {rows_of_it} | {score.runs} | {counts} |"


def cuts(scores: dict[str, Score]) -> str:
    """Where the programs were killed, as Markdown."""
    points: Tally[str] = sum((score.points for score in scores.values()), Tally())
    lines = ["| killed | times |", "|---|---:|", *(f"| {name} | {times} |" for name, times in sorted(points.items()))]
    return "\n".join(lines)


def rows(scores: dict[str, Score]) -> str:
    """How many runs each row of the faults' list had, as Markdown."""
    counts: Tally[int] = Tally(dict.fromkeys(range(1, ROWS + 1), 0))
    for score in scores.values():
        counts.update(dict.fromkeys(score.rows, score.runs))
    lines = ["| row | runs |", "|---:|---:|", *(f"| {row} | {times} |" for row, times in sorted(counts.items()))]
    return "\n".join(lines)


def skipped() -> list[str]:
    """What could not be played on this machine, and why: it counts for nothing."""
    return [f"not played: {each.name} ({wants})" for each in ALL if (wants := _wants(each))]


if __name__ == "__main__":
    sys.exit(main())
