"""Registrations on their way to the host, whoever is logged in: beside the payments, and behind them."""

import logging
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from counter_app.bootstrap import Counter
from counter_app.domain.errors import Declined, Unavailable
from counter_app.domain.registration import Registration
from ui.errands import AFTER_A_BUG, FORWARD_EVERY
from ui.jobs import Jobs, Lane

log = logging.getLogger(__name__)


class RegistrationErrands(QObject):
    """Takes one application one step further, and goes on at once while there is more and nobody else wants the lane.

    ``moved``: applications as they stand now.
    """

    moved = Signal(object)
    _broke = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._forwarder = counter.day.registration_forwarder
        self._wanted = counter.day.registering.possible
        self._jobs = jobs
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(FORWARD_EVERY)
        self._timer.timeout.connect(self.step)
        self._broke.connect(self._pause, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin to forward, if this host registers at all."""
        if self._wanted:
            self._timer.start()
            self.step()

    def step(self) -> None:
        """Forward what is due now, if nothing is under way and no payment waits for the lane."""
        if self._busy or self._jobs.waiting(Lane.FORWARD):
            return
        self._busy = True
        self._jobs.submit(Lane.FORWARD, self._next, done=self._stepped, failed=self._stuck, owner=self)

    def _next(self) -> Sequence[Registration]:
        """On the lane. A bug is shown as one, and forwarding goes on: it may be about one application of many."""
        try:
            return self._forwarder.forward_batch(1)
        except (Declined, Unavailable):
            raise
        except Exception:
            self._broke.emit()
            raise

    def _pause(self) -> None:
        self._busy = False
        self._timer.start(AFTER_A_BUG)

    def _stepped(self, moved: Sequence[Registration]) -> None:
        self._busy = False
        if self._timer.interval() != FORWARD_EVERY:
            self._timer.start(FORWARD_EVERY)
        if moved:
            self.moved.emit(moved)
            self.step()

    def _stuck(self, error: Exception) -> None:
        self._busy = False
        log.info("registrations have to wait: %s", error)
