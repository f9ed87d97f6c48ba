"""Everything that is played on a disk."""

from tests.faults.disk_damage import DAMAGE
from tests.faults.disk_failing import FAILING
from tests.faults.disk_kinds import DiskScenario
from tests.faults.disk_power import POWER_CUT
from tests.faults.disk_small import SMALL
from tests.faults.disk_start import START
from tests.faults.disk_stolen import STOLEN

DISK_SCENARIOS: tuple[DiskScenario, ...] = (POWER_CUT, *FAILING, *SMALL, *DAMAGE, *START, *STOLEN)
