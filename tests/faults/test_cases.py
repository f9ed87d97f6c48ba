"""What is played case by case, in short: the first cases of each."""

import sys
from collections.abc import Iterator

import pytest

from tests.faults.cases import CASES
from tests.faults.disk_kinds import DiskRun, DiskScenario, played
from tests.faults.disk_world import DiskWorld

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="plays are forked and killed"),
    pytest.mark.xdist_group("cases"),
    pytest.mark.timeout(240),
]
DICE = 11
SHORT = {"a settlement that differs": 7, "a second window": 1}
"""How many are played here; of every other scenario one, and three with ``--thorough``."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DiskWorld]:
    with DiskWorld(tmp_path_factory.mktemp("cases"), people=600) as world:
        yield world


@pytest.mark.parametrize("scenario", CASES, ids=lambda scenario: scenario.name)
def test_whatever_is_played_case_by_case_costs_nobody_anything(
    world: DiskWorld, scenario: DiskScenario, pytestconfig: pytest.Config
) -> None:
    if wants := scenario.wants():
        pytest.skip(wants)
    outcomes = list(
        played(world, DiskRun(scenario, DICE), SHORT.get(scenario.name, 3 if pytestconfig.getoption("thorough") else 1))
    )
    assert outcomes
    failed = [str(outcome) for outcome in outcomes if outcome.found]
    assert not failed, "\n".join(failed)
