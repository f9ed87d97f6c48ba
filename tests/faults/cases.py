"""What is played case by case and is no matter of a disk: windows, an office's server, settlements, forgeries."""

from tests.faults.cases_journal import JOURNAL
from tests.faults.cases_office import OFFICE
from tests.faults.cases_settlement import SETTLEMENT
from tests.faults.cases_window import WINDOW
from tests.faults.disk_kinds import DiskScenario

CASES: tuple[DiskScenario, ...] = (WINDOW, *OFFICE, SETTLEMENT, JOURNAL)
