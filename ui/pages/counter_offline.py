"""The counter page's meter of what was taken without the host: read whenever something moves, and now and then."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.offline import Gauge
from ui.jobs import Job, Jobs, Lane
from ui.widgets.offline_meter import OfflineMeter

EVERY = 30_000
"""Milliseconds between two looks: the oldest payment grows older by itself."""


class OfflineStrip(OfflineMeter):
    """A meter that looks for itself. A host that takes no payment billed without it has none."""

    def __init__(self, counter: Counter, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offline = counter.offline
        self._possible = counter.host.abilities.offline
        self._jobs = jobs
        self._host_away = False
        self._read: tuple[Gauge, ...] = ()
        self._reading: Job | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        if self._possible:
            self._timer.start()

    def know_host(self, there: bool) -> None:
        """Somebody has just asked the host, and knows."""
        if self._host_away is there:
            self._host_away = not there
            self.show_meter(self._read, away=self._host_away)
            self.look()

    def look(self) -> None:
        """Look how full the limits are now. Of several looks asked for at once, the last one counts."""
        if not self._possible:
            return
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._jobs.submit(
            Lane.JOURNAL,
            self._offline.meter,
            done=self._show,
            failed=lambda error: self._show(()),  # the database is away: nothing is said that may not be true
            owner=self,
        )

    def _show(self, meter: tuple[Gauge, ...]) -> None:
        self._reading, self._read = None, meter
        self.show_meter(meter, away=self._host_away)
