"""The counter's key for receipts: known here at once, at the host as soon as it is there."""

import logging

from PySide6.QtCore import QObject

from counter_app.bootstrap import Counter
from counter_app.domain.errors import Declined
from ui.jobs import Jobs, Lane

log = logging.getLogger(__name__)


class Enrolling(QObject):
    """Tells the host once a start, which also brings the keys that other counters got meanwhile."""

    def __init__(self, counter: Counter, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._enrolment = counter.enrolment
        self._jobs = jobs
        self._is_over = False

    def start(self) -> None:
        """Make the key if an older program has left none, and let it be known here."""
        self._jobs.submit(Lane.JOURNAL, self._enrolment.begin, done=lambda _: None, failed=self._waits, owner=self)

    def host_seen(self, there: bool) -> None:
        """The host is there or not; the first time that it is, it is told."""
        if there and not self._is_over:
            self._is_over = True
            self._jobs.submit(Lane.BACKGROUND, self._enrolment.run, done=lambda _: None, failed=self._again, owner=self)

    def _again(self, error: Exception) -> None:
        if isinstance(error, Declined):  # as it is when a home was copied to another counter, key and all
            log.warning("the host will not have this counter's key for receipts: %s", error)
            return
        self._is_over = False
        self._waits(error)

    @staticmethod
    def _waits(error: Exception) -> None:
        log.info("enrolling the key for receipts has to wait: %s", error)
