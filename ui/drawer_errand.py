"""Having the drawer opened for notes that have just moved, on the printer's lane and ahead of the paper about them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from counter_app.services.drawer_kicks import Opening
from ui.jobs import Jobs, Lane


class DrawerErrand(QObject):
    """``changed``: whether it is ``stuck`` has."""

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.stuck = False
        """Whether it was to open and did not, so that it takes the key."""

    def open_by(self, kick: Callable[[], Opening]) -> None:
        """Have ``kick`` called. What was said of the time before is no longer so."""
        self._tell(stuck=False)
        self._jobs.submit(
            Lane.PRINTER,
            kick,
            done=lambda opening: self._tell(stuck=opening is Opening.STUCK),
            failed=lambda error: self._tell(stuck=True),  # the database is away, so nothing was sent
            owner=self,
        )

    def forget(self) -> None:
        """Nobody stands at the drawer any more."""
        self._tell(stuck=False)

    def _tell(self, *, stuck: bool) -> None:
        if stuck is not self.stuck:
            self.stuck = stuck
            self.changed.emit()
