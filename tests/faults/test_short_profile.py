"""The fault harness in short: every kind of fault once, kills on all sides of commits, sockets and papers."""

import sys
from collections.abc import Iterator

import pytest

from tests.faults.mornings import Scenario
from tests.faults.run import batch
from tests.faults.scenarios import SCENARIOS
from tests.faults.world import Outcome, Run, World

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="plays are forked and killed"),
    pytest.mark.xdist_group("faults"),
    pytest.mark.timeout(240),
]
MORNING, *OTHERS = (each for each in SCENARIOS if not each.name.startswith("host: "))
DICE = 11


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with World(tmp_path_factory.mktemp("world"), people=600) as world:
        yield world


def well(outcome: Outcome) -> None:
    assert not outcome.found, str(outcome)


def test_a_morning_can_be_cut_off_on_either_side_of_every_commit(world: World, pytestconfig: pytest.Config) -> None:
    """Each commit of the morning is found by counting, then the program dies right before it or right after it."""
    whole = world.play(Run(MORNING, DICE))
    well(whole)
    commits = [point for point in whole.crossed if " commit " in point]
    assert len(commits) > 30
    for cut in commits[:: 6 if pytestconfig.getoption("thorough") else 20]:
        outcome = world.play(Run(MORNING, DICE, cut))
        well(outcome)
        assert outcome.crossed[-1] == cut


@pytest.mark.parametrize("far_end", ["host", "printer"])
def test_a_morning_can_be_cut_off_while_it_talks(world: World, far_end: str, pytestconfig: pytest.Config) -> None:
    whole = world.play(Run(MORNING, DICE + 1))
    well(whole)
    talks = [point for point in whole.crossed if f" {far_end} " in point]
    assert talks
    for cut in talks[:: max(1, len(talks) // (3 if pytestconfig.getoption("thorough") else 2))]:
        well(world.play(Run(MORNING, DICE + 1, cut)))


@pytest.mark.parametrize("scenario", OTHERS, ids=lambda scenario: scenario.name)
def test_whatever_goes_wrong_no_rupiah_is_lost_and_none_posted_twice(world: World, scenario: Scenario) -> None:
    for outcome in batch(world, Run(scenario, DICE), count=1):
        well(outcome)
