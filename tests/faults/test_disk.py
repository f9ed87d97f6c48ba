"""The disk of the fault harness in short: what each scenario plays first, and what only a disk can show."""

import sys
from collections.abc import Iterator

import pytest

from tests.faults.disk_kinds import DiskRun, DiskScenario, played
from tests.faults.disk_scenarios import DISK_SCENARIOS
from tests.faults.disk_world import DiskWorld

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="plays are forked and killed"),
    pytest.mark.xdist_group("disk"),
    pytest.mark.timeout(240),
]
DICE = 11
SHORT = {"power cut": 12, "damaged files": 5, "old files": 5, "migration": 5, "stolen files": 4, "locked database": 1}
"""How many are played with ``--thorough``, of every other scenario three; otherwise a third of them."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DiskWorld]:
    with DiskWorld(tmp_path_factory.mktemp("disk"), people=1_200) as world:
        yield world


@pytest.mark.parametrize("scenario", DISK_SCENARIOS, ids=lambda scenario: scenario.name)
def test_whatever_the_disk_does_what_was_printed_is_there(
    world: DiskWorld, scenario: DiskScenario, pytestconfig: pytest.Config
) -> None:
    if wants := scenario.wants():
        pytest.skip(wants)
    plays = SHORT.get(scenario.name, 3) // (1 if pytestconfig.getoption("thorough") else 3)
    outcomes = list(played(world, DiskRun(scenario, DICE), max(1, plays)))
    assert outcomes
    failed = [str(outcome) for outcome in outcomes if outcome.found]
    assert not failed, "\n".join(failed)


def test_a_failure_is_played_again_by_its_name(world: DiskWorld) -> None:
    old = next(scenario for scenario in DISK_SCENARIOS if scenario.name == "old SQLite")
    (outcome,) = played(world, DiskRun(old, DICE, "SQLite 3.7.0"))
    assert str(outcome.run).startswith(f"old SQLite/{DICE}/SQLite 3.7.0/")
    assert not outcome.found


def test_a_case_that_is_not_there_is_not_taken_for_one_that_went_well(world: DiskWorld) -> None:
    old = next(scenario for scenario in DISK_SCENARIOS if scenario.name == "old SQLite")
    assert not list(played(world, DiskRun(old, DICE, "SQLite 9.9.9")))
