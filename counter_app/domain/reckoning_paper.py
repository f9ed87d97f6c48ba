"""What a reckoning's documents are made of. The same values give the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass

from counter_app.domain.case import Case
from counter_app.domain.receipt import Office
from counter_app.domain.reconciliation import Difference, Reckoning


@dataclass(frozen=True, slots=True)
class ReckoningPaper:
    """A reckoning with the cases of its day, as they stand now."""

    office: Office
    reckoning: Reckoning
    cases: tuple[Case, ...]

    def rows(self) -> Sequence[tuple[Difference, Case | None]]:
        """Each difference with the case it became."""
        by_difference = {(case.key, case.kind): case for case in self.cases}
        return [(each, by_difference.get((each.key, each.kind))) for each in self.reckoning.differences]
