"""What the lamps know: is the host there, is the printer there, what waits in the queue."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from counter_app.bootstrap import Counter
from counter_app.domain.errors import Unavailable, Untrusted
from counter_app.domain.printer import PrinterStatus
from counter_app.services.ports import Queue
from ui.jobs import Jobs, Lane

log = logging.getLogger(__name__)

HOST_EVERY = 15_000
PRINTER_EVERY = 30_000
QUEUE_EVERY = 4_000
"""Milliseconds between two looks."""


class Watch(QObject):
    """Looks at once when started and then every so often, but never twice at a time.

    ``seen``: what ``glance`` returned, made on ``lane``; or ``in_doubt``, when a bug kept it from returning.
    """

    seen = Signal(object)
    _broke = Signal()

    def __init__(
        self, glance: Callable[[], object], in_doubt: object, jobs: Jobs, every: int, lane: Lane, parent: QObject
    ) -> None:
        """``every``: milliseconds."""
        super().__init__(parent)
        self._glance = glance
        self._in_doubt = in_doubt
        self._jobs = jobs
        self._lane = lane
        self._looking = False
        self._again = False
        self._timer = QTimer(self)
        self._timer.setInterval(every)
        self._timer.timeout.connect(self.look)
        self._broke.connect(self._cannot_tell, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin to look."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Look now; if a look is under way, look once more after it, for it may have begun too early."""
        if self._looking:
            self._again = True
            return
        self._looking = True
        self._jobs.submit(self._lane, self._look_now, done=self._told, owner=self)

    def _look_now(self) -> object:
        """On the lane."""
        try:
            return self._glance()
        except Exception:
            self._broke.emit()
            raise

    def _cannot_tell(self) -> None:
        """A bug, which is shown as one. A lamp that went on as before would say what nobody knows."""
        self._looking = self._again = False
        self.seen.emit(self._in_doubt)

    def _told(self, seen: object) -> None:
        self._looking = False
        self.seen.emit(seen)
        if self._again:
            self._again = False
            self.look()


def host_watch(counter: Counter, jobs: Jobs, parent: QObject) -> Watch:
    """Sees whether the host answers; what answers in its place is journaled, and counts as nothing."""

    def glance() -> bool:
        try:
            counter.host.host_time()
        except Untrusted as alarm:
            _noted(counter, alarm)
            return False
        except Unavailable:
            return False
        return True

    return Watch(glance, False, jobs, HOST_EVERY, Lane.BACKGROUND, parent)


def printer_watch(counter: Counter, jobs: Jobs, parent: QObject) -> Watch:
    """Sees the ``PrinterStatus``, or ``None`` when a job under way keeps it from being asked."""

    def glance() -> PrinterStatus | None:
        try:
            return counter.printing.printer_status()
        except Unavailable:
            return None

    return Watch(glance, None, jobs, PRINTER_EVERY, Lane.BACKGROUND, parent)


def queue_watch(counter: Counter, jobs: Jobs, parent: QObject) -> Watch:
    """Sees the ``Queue``, or ``None`` when the database cannot say."""

    def glance() -> Queue | None:
        try:
            return counter.overview.queue()
        except Unavailable:
            return None

    return Watch(glance, None, jobs, QUEUE_EVERY, Lane.JOURNAL, parent)


def _noted(counter: Counter, alarm: Untrusted) -> None:
    try:
        counter.alarms.note(alarm)
    except Unavailable as away:
        log.warning("an alarm about the host is not in the journal: %s", away)
