"""What the lamps know: is the host there, is the printer there, what waits in the queue."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from counter_app.bootstrap import Counter
from counter_app.domain.errors import Unavailable
from counter_app.services.ports import Queue
from ui.jobs import Jobs, Lane

HOST_EVERY = 15_000
PRINTER_EVERY = 30_000
QUEUE_EVERY = 4_000
"""Milliseconds between two looks."""


class Watch(QObject):
    """Looks at once when started and then every so often, but never twice at a time."""

    _broke = Signal()

    def __init__(self, jobs: Jobs, every: int, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
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
        self._jobs.submit(self._lane, self._look_now, done=self._seen, owner=self)

    def _look_now(self) -> object:
        """On the lane."""
        try:
            return self._call()
        except Exception:
            self._broke.emit()
            raise

    def _cannot_tell(self) -> None:
        """A bug, which is shown as one. A lamp that went on as before would say what nobody knows."""
        self._looking = self._again = False
        self._tell(None)

    def _call(self) -> object:
        raise NotImplementedError

    def _tell(self, seen: object) -> None:
        raise NotImplementedError

    def _seen(self, seen: object) -> None:
        self._looking = False
        self._tell(seen)
        if self._again:
            self._again = False
            self.look()


class HostWatch(Watch):
    """``seen``: whether the host answered."""

    seen = Signal(bool)

    def __init__(self, counter: Counter, jobs: Jobs, parent: QObject) -> None:
        super().__init__(jobs, HOST_EVERY, Lane.BACKGROUND, parent)
        self._host = counter.host

    def _call(self) -> object:
        try:
            self._host.host_time()
        except Unavailable:
            return False
        return True

    def _tell(self, seen: object) -> None:
        self.seen.emit(seen is True)


class PrinterWatch(Watch):
    """``seen``: whether the printer could take a receipt now."""

    seen = Signal(bool)

    def __init__(self, counter: Counter, jobs: Jobs, parent: QObject) -> None:
        super().__init__(jobs, PRINTER_EVERY, Lane.BACKGROUND, parent)
        self._printing = counter.printing

    def _call(self) -> object:
        try:
            self._printing.check_printer()
        except Unavailable:
            return False
        return True

    def _tell(self, seen: object) -> None:
        self.seen.emit(seen is True)


class QueueWatch(Watch):
    """``seen``: the ``Queue``, or ``None`` when the database cannot say."""

    seen = Signal(object)

    def __init__(self, counter: Counter, jobs: Jobs, parent: QObject) -> None:
        super().__init__(jobs, QUEUE_EVERY, Lane.JOURNAL, parent)
        self._overview = counter.overview

    def _call(self) -> object:
        try:
            return self._overview.queue()
        except Unavailable:
            return None

    def _tell(self, seen: object) -> None:
        self.seen.emit(seen if isinstance(seen, Queue) else None)
