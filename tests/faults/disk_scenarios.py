"""Everything that is played on a disk."""

from tests.faults.disk_failing import FAILING
from tests.faults.disk_kinds import DiskScenario
from tests.faults.disk_power import POWER_CUT

DISK_SCENARIOS: tuple[DiskScenario, ...] = (POWER_CUT, *FAILING)
