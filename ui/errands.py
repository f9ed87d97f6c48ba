"""What comes here whoever is logged in: the office's participants."""

import logging

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from counter_app.bootstrap import Counter
from counter_app.domain.errors import Declined, Unavailable
from counter_app.services.ports import SyncState
from ui.jobs import Jobs, Lane

log = logging.getLogger(__name__)

SYNC_EVERY = 10 * 60_000
"""Milliseconds."""


class Arrivals(QObject):
    """The office's participants, page by page, so that an echo or a printer check fits in between.

    ``progressed(received, total)`` after each page; ``rested`` when all have arrived or the host went away, after
    ``stopped`` with why it did.
    """

    progressed = Signal(int, int)
    rested = Signal()
    stopped = Signal(object)
    _broke = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._sync = counter.sync
        self._jobs = jobs
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(SYNC_EVERY)
        self._timer.timeout.connect(self.begin)
        self._broke.connect(self._rest, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin now, and again every ten minutes."""
        self._timer.start()
        self.begin()

    def begin(self) -> None:
        """Ask for what changed, if that is not under way."""
        if not self._busy:
            self._busy = True
            self._next_page()

    def _next_page(self) -> None:
        self._jobs.submit(Lane.BACKGROUND, self._one_page, done=self._arrived, failed=self._stopped, owner=self)

    def _one_page(self) -> SyncState:
        """On the lane."""
        pages: list[int] = []
        try:
            return self._sync.run(lambda received, _total: pages.append(received), lambda: bool(pages))
        except (Declined, Unavailable):
            raise
        except Exception:
            self._broke.emit()
            raise

    def _arrived(self, state: SyncState) -> None:
        if state.finished_at is None:
            self.progressed.emit(state.received, state.total)
            self._next_page()
        else:
            self._rest()

    def _stopped(self, error: Exception) -> None:
        log.info("participants have to wait: %s", error)
        self.stopped.emit(error)
        self._rest()

    def _rest(self) -> None:
        self._busy = False
        self.rested.emit()
