"""What goes to the host whoever is logged in: payments and reversals, and behind them the registrations."""

import logging
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from counter_app.bootstrap import Counter
from counter_app.domain.errors import Declined, Unavailable
from ui.jobs import Jobs, Lane

log = logging.getLogger(__name__)

FORWARD_EVERY = 1_000
SOON = 50
"""For whoever gives way: two that look at the lane in the same moment, once a second, would never change turns."""
AFTER_A_BUG = 10_000
"""Milliseconds."""


class Forwarding(QObject):
    """Takes what is due one step further, and goes on at once while there is more.

    ``batch`` does so on the lane and gives back what moved. With ``gives_way`` nothing is begun while somebody else waits
    for the lane. ``moved``: what was taken further, as it stands now.
    """

    moved = Signal(object)
    _broke = Signal()

    def __init__(self, batch: Callable[[], Sequence[object]], jobs: Jobs, parent: QObject, *, gives_way: bool) -> None:
        super().__init__(parent)
        self._batch = batch
        self._jobs = jobs
        self._gives_way = gives_way
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
        """Forward what is due now, if nothing is under way; with ``gives_way``, as soon as nobody else wants the lane."""
        if self._busy:
            return
        if self._gives_way and self._jobs.waiting(Lane.FORWARD):
            self._again_in(SOON)
            return
        self._busy = True
        self._jobs.submit(Lane.FORWARD, self._next, done=self._stepped, failed=self._stuck, owner=self)

    def _next(self) -> Sequence[object]:
        """On the lane. A bug is shown as one, and forwarding goes on: it may be about one item of many."""
        try:
            return self._batch()
        except (Declined, Unavailable):
            raise
        except Exception:
            self._broke.emit()
            raise

    def _pause(self) -> None:
        self._busy = False
        self._timer.start(AFTER_A_BUG)

    def _stepped(self, moved: Sequence[object]) -> None:
        self._busy = False
        self._again_in(FORWARD_EVERY)
        if moved:
            self.moved.emit(moved)
            self.step()

    def _stuck(self, error: Exception) -> None:
        self._busy = False
        self._again_in(FORWARD_EVERY)
        log.info("forwarding has to wait: %s", error)

    def _again_in(self, milliseconds: int) -> None:
        if self._timer.interval() != milliseconds:
            self._timer.start(milliseconds)


def payments_forwarding(counter: Counter, jobs: Jobs, parent: QObject) -> Forwarding:
    """Of payments and reversals: ends, after the call under way, when a payer who waits wants the lane."""
    forwarder = counter.forwarder
    return Forwarding(
        lambda: forwarder.forward_batch(more=lambda: not jobs.waiting(Lane.FORWARD)), jobs, parent, gives_way=False
    )


def registrations_forwarding(counter: Counter, jobs: Jobs, parent: QObject) -> Forwarding:
    """Of registrations: one at a time, behind the payments."""
    forwarder = counter.day.registration_forwarder
    return Forwarding(lambda: forwarder.forward_batch(1), jobs, parent, gives_way=True)
