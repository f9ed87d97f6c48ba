"""Work that may wait, off the window's thread: one worker a lane, callbacks on the window's thread.

The only file that knows threads. A lane does one thing after the other, so that what is submitted first is done
first; lanes do not wait for each other, so that a slow host or printer never delays a sale.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from counter_app.domain.errors import Declined, Unavailable

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""``progress(done, total)``, from the lane's own thread, as often as one likes; ``total`` 0: not known."""
Cancelled = Callable[[], bool]
"""Whether the work is to end now, with what it has; asked between two steps of it, from the lane's own thread."""

DRAIN_SECONDS = 30.0
"""How long a close waits for the journal: longer than any transaction, shorter than a clerk's patience."""
STOP_SECONDS = 3.0
"""How long a close waits for all the other lanes together; what they do can be repeated."""


class Lane(StrEnum):
    """Who does the work. Commits and reads of the own database; paper; lookups; postings; what the payer sees; all that
    has time.
    """

    JOURNAL = "journal"
    PRINTER = "printer"
    LOOKUP = "lookup"
    FORWARD = "forward"
    DISPLAY = "display"
    BACKGROUND = "background"


class Job:
    """One submitted call."""

    def __init__(
        self,
        call: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None,
        owner: QObject,
    ) -> None:
        self._call = call
        self._done = done
        self._failed = failed
        self._owner = owner
        self._cancelled = False

    def cancel(self) -> None:
        """Drop the callbacks. A call that has not begun is not made; one that has begun is not interrupted."""
        self._cancelled = True

    @property
    def cancelled(self) -> bool:
        return self._cancelled

    def run(self) -> "Outcome":
        """Make the call, on whatever thread this is; what it raises is kept for the window's thread."""
        try:
            return Outcome(self, self._call(), None)
        except Exception as error:  # noqa: BLE001 - delivered: to ``failed``, or as a bug to the crash dialog
            return Outcome(self, None, error)

    def deliver(self, result: Any, error: Exception | None) -> None:
        """Tell the owner, on the window's thread. Raises what nobody has a word for: that is a bug."""
        if self._cancelled or not isValid(self._owner):
            return
        if error is None:
            self._done(result)
        elif self._failed is not None and isinstance(error, Declined | Unavailable):
            self._failed(error)
        else:
            raise error


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: a result, or an error."""

    job: Job
    result: Any
    error: Exception | None


class Course:
    """Long work under way: how far it is, on the window's thread, and the way to end it early.

    Of many tellings only the last one reaches the window, so that 20,000 lines do not make 20,000 events.
    """

    def __init__(
        self, progressed: Callable[[int, int], None], ended: Callable[[], None], owner: QObject, jobs: "Jobs"
    ) -> None:
        self._progressed = progressed
        self._after = ended
        self._owner = owner
        self._jobs = jobs
        self._lock = threading.Lock()
        self._latest: tuple[int, int] | None = None
        self._over = False
        self._stopped = threading.Event()

    def cancel(self) -> None:
        """Ask the work to end. ``done`` is told what it has by then: nothing is torn off in the middle."""
        self._stopped.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to end, by a person or because the window closes; from any thread."""
        return self._stopped.is_set() or self._jobs.is_closing

    def tell(self, done: int, total: int) -> None:
        """How far the work is; from the lane's thread."""
        with self._lock:
            told, self._latest = self._latest is not None, (done, total)
        if not told:
            self._jobs.moved.emit(self)

    def make(self, call: "Callable[[Progress, Cancelled], T]") -> T:
        """Do the work, on the lane's thread; that it is over is told however it ends."""
        try:
            return call(self.tell, lambda: self.cancelled)
        finally:
            self._over = True
            self._jobs.moved.emit(self)

    def deliver(self) -> None:
        """Tell the owner, on the window's thread."""
        with self._lock:
            latest, self._latest = self._latest, None
        if latest is not None and isValid(self._owner):
            self._progressed(*latest)
        if self._over and isValid(self._owner):
            self._after()


class Jobs(QObject):
    """The door to background work. Made on the window's thread, without a parent, and closed by whoever made it."""

    _ended = Signal(object)
    moved = Signal(object)
    """A ``Course`` has got further. For courses alone."""

    def __init__(self) -> None:
        super().__init__()
        self._queues: dict[Lane, SimpleQueue[Job | None]] = {lane: SimpleQueue() for lane in Lane}
        self._outcomes: dict[Lane, SimpleQueue[Outcome]] = {lane: SimpleQueue() for lane in Lane}
        self._workers: dict[Lane, threading.Thread] = {}
        self._closing = threading.Event()
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self.moved.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        lane: Lane,
        call: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        owner: QObject,
    ) -> Job:
        """Have ``call`` made on ``lane``; then ``done(result)`` on the window's thread, if ``owner`` still exists.

        ``failed`` is given ``Declined`` and ``Unavailable``. Any other error, or either of these without ``failed``,
        is raised on the window's thread, where ``ui.crash`` shows it. After ``close`` nothing is done any more.
        """
        job = Job(call, done, failed, owner)
        if self._closing.is_set():
            job.cancel()
            return job
        self._queues[lane].put(job)
        if lane not in self._workers:
            worker = threading.Thread(target=self._work, args=(lane,), name=f"lane-{lane}", daemon=True)
            self._workers[lane] = worker
            worker.start()
        return job

    def run(
        self,
        lane: Lane,
        call: Callable[[Progress, Cancelled], T],
        *,
        progressed: Callable[[int, int], None],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        ended: Callable[[], None] = lambda: None,
        owner: QObject,
    ) -> Course:
        """As ``submit``, for work of more than a second: ``call(progress, cancelled)`` tells how far it is.

        ``progressed(done, total)`` comes on the window's thread. Whoever cancels the course is told ``done`` with what
        the call returned then, once, as ever. ``ended`` comes before ``done`` and ``failed``, and also where neither does,
        because of a bug. ``ui.widgets.progress_line.ProgressLine.run``
        does all of this and shows it.
        """
        course = Course(progressed, ended, owner, self)
        self.submit(lane, lambda: course.make(call), done=done, failed=failed, owner=owner)
        return course

    @property
    def is_closing(self) -> bool:
        """Whether nothing is begun any more; from any thread."""
        return self._closing.is_set()

    def waiting(self, lane: Lane) -> bool:
        """Whether something waits for the worker of ``lane``, if only for its end; from any thread."""
        return not self._queues[lane].empty()

    def close(self) -> None:
        """Finish what the journal lane was given, stop the other lanes within ``STOP_SECONDS``; no callback follows."""
        self._closing.set()
        for queue in self._queues.values():
            queue.put(None)
        if Lane.JOURNAL in self._workers:
            self._workers[Lane.JOURNAL].join(DRAIN_SECONDS)
        deadline = time.monotonic() + STOP_SECONDS
        for worker in self._workers.values():
            worker.join(max(0.0, deadline - time.monotonic()))

    def _work(self, lane: Lane) -> None:
        while self._do_next(lane):
            if not self._closing.is_set():
                self._ended.emit(lane)

    def _do_next(self, lane: Lane) -> bool:
        """Take the next job and lay down what became of it; false at the end.

        A job's calls hold the page they are for. When this returns the lane holds nothing of it, and only then is the
        window told: so whatever goes with a job goes on the window's thread, where Qt wants its widgets destroyed.
        """
        job = self._queues[lane].get()
        if job is None:
            return False
        dropped = job.cancelled or (self._closing.is_set() and lane is not Lane.JOURNAL)
        if dropped:
            job.cancel()
        self._outcomes[lane].put(Outcome(job, None, None) if dropped else job.run())
        return True

    def _tell(self, course: Course) -> None:
        if not self._closing.is_set():
            course.deliver()

    def _deliver(self, lane: Lane) -> None:
        outcome = self._outcomes[lane].get_nowait()
        if not self._closing.is_set():
            outcome.job.deliver(outcome.result, outcome.error)
