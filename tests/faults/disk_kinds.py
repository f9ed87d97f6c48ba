"""What is played on a disk that loses, fails, fills or lies. The rows of docs/faults-list.md are named at each.

A scenario records a morning, or breaks a home, and offers cases; each case has a name by which it is played again.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tests.faults.disk_world import DiskWorld
from tests.faults.model import Found
from tests.faults.world import Outcome

Dice = random.Random


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to be tried. ``play`` says what did not hold."""

    name: str
    play: Callable[[], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class DiskScenario:
    """``rows`` of docs/faults-list.md that it plays. ``cases`` offers them all for these dice, those to be played first
    in front.
    ``runs``: how many are played in one go, ``payers``: how many people those need at most. ``wants``: why it cannot be
    played on this machine, if so.
    """

    name: str
    rows: tuple[int, ...]
    cases: Callable[[DiskWorld, int], Sequence[Case]]
    runs: int
    payers: int
    weight: int = 1
    wants: Callable[[], str] = field(default=lambda: "")


@dataclass(frozen=True, slots=True)
class DiskRun:
    """One case to be played. ``cut``: its name, ``None``: as many as fit into one go. ``seats``: who was next to pay when
    the scenario began, and when the case did; ``None``: whoever is next now.
    """

    scenario: DiskScenario
    dice: int
    cut: str | None = None
    seats: tuple[int, int] | None = None

    def __str__(self) -> str:
        seats = "-" if self.seats is None else "+".join(map(str, self.seats))
        return f"{self.scenario.name}/{self.dice}/{self.cut or '-'}/{seats}"


def played(world: DiskWorld, run: DiskRun, most: int | None = None) -> Iterator[Outcome]:
    """Its one case, or the first of them: ``most``, or as many as the scenario plays in one go."""
    began, own = run.seats or (None, None)
    began = world.seat(began)
    for case in run.scenario.cases(world, run.dice)[: None if run.cut else (most or run.scenario.runs)]:
        if run.cut in {None, case.name}:
            seats = began, world.seat(own)
            yield Outcome(replace(run, cut=case.name, seats=seats), (), tuple(dict.fromkeys(case.play())))
