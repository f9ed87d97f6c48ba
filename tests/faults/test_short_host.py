"""The fault harness in short: a host that fails in each of its ways, and a kill in each of those mornings."""

import sys
from collections.abc import Iterator

import pytest

from tests.faults.mornings import Scenario
from tests.faults.run import batch
from tests.faults.scenarios import SCENARIOS
from tests.faults.world import Run, World

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="plays are forked and killed"),
    pytest.mark.xdist_group("faults-host"),
    pytest.mark.timeout(240),
]
HOSTS = [each for each in SCENARIOS if each.name.startswith("host: ")]
DICE = 11


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with World(tmp_path_factory.mktemp("world"), people=600) as world:
        yield world


@pytest.mark.parametrize("scenario", HOSTS, ids=lambda scenario: scenario.name)
def test_whatever_the_host_does_no_rupiah_is_lost_and_none_posted_twice(world: World, scenario: Scenario) -> None:
    for outcome in batch(world, Run(scenario, DICE), count=1):
        assert not outcome.found, str(outcome)
