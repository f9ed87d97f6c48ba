"""The journal's head goes to the host by itself: when it is first seen, every so often, and after each close."""

import logging

from PySide6.QtCore import QObject, QTimer

from counter_app.bootstrap import Counter
from counter_app.services.anchoring import Anchored
from ui.jobs import Jobs, Lane

log = logging.getLogger(__name__)

EVERY = 15 * 60_000
"""Milliseconds: how much of the journal may at most be changed without the host knowing better."""


class AnchorErrands(QObject):
    """Anchors in the background; a host that is away is told at the next turn."""

    def __init__(self, counter: Counter, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._anchoring = counter.anchoring
        self._jobs = jobs
        self._told = False
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY)
        self.timer.timeout.connect(self.anchor)

    def start(self) -> None:
        """Begin to count the time; the first turn is when the host is seen."""
        self.timer.start()

    def host_seen(self, there: bool) -> None:
        """The host is there or not; the first time that it is, it is told."""
        if there and not self._told:
            self._told = True
            self.anchor()

    def anchor(self) -> None:
        """Compare with the host, and give it the head if the journal has moved."""
        self._jobs.submit(Lane.BACKGROUND, self._anchoring.run, done=self._heard, failed=self._waits, owner=self)

    @staticmethod
    def _heard(anchored: Anchored | None) -> None:
        if anchored is not None and anchored.fault is not None:  # from now on the services sell nothing, and say so
            log.error("the journal is not the one that the host knows: %s", anchored.fault)

    def _waits(self, error: Exception) -> None:
        self._told = False
        log.info("anchoring the journal has to wait: %s", error)
