"""What goes on whoever is logged in: payments on their way to the host, participants on their way here."""

import logging
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from counter_app.bootstrap import Counter
from counter_app.domain.errors import Declined, Unavailable
from counter_app.services.carriage import Carried
from counter_app.services.ports import SyncState
from ui.jobs import Jobs, Lane

log = logging.getLogger(__name__)

FORWARD_EVERY = 1_000
SYNC_EVERY = 10 * 60_000
AFTER_A_BUG = 10_000
"""Milliseconds."""


class Forwarding(QObject):
    """Takes what is due one step further, and goes on at once while there is more.

    It gives way, after the call under way, to whoever else wants the lane: that is the payment of a payer who waits.
    ``forwarded``: payments or reversals moved; they come as they stand now.
    """

    forwarded = Signal(object)
    _broke = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._forwarder = counter.forwarder
        self._jobs = jobs
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(FORWARD_EVERY)
        self._timer.timeout.connect(self.step)
        self._broke.connect(self._pause, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin to forward."""
        self._timer.start()
        self.step()

    def step(self) -> None:
        """Forward what is due now, if nothing is under way."""
        if self._busy:
            return
        self._busy = True
        self._jobs.submit(Lane.FORWARD, self._next, done=self._stepped, failed=self._stuck, owner=self)

    def _next(self) -> Sequence[Carried]:
        """On the lane. A bug is shown as one, and forwarding goes on: it may be about one payment of many."""
        try:
            return self._forwarder.forward_batch(more=lambda: not self._jobs.waiting(Lane.FORWARD))
        except (Declined, Unavailable):
            raise
        except Exception:
            self._broke.emit()
            raise

    def _pause(self) -> None:
        self._busy = False
        self._timer.start(AFTER_A_BUG)

    def _stepped(self, moved: Sequence[Carried]) -> None:
        self._busy = False
        if self._timer.interval() != FORWARD_EVERY:
            self._timer.start(FORWARD_EVERY)
        if moved:
            self.forwarded.emit(moved)
            self.step()

    def _stuck(self, error: Exception) -> None:
        self._busy = False
        log.info("forwarding has to wait: %s", error)


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
