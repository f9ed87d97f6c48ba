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

DRAIN_SECONDS = 30.0
"""How long a close waits for the journal: longer than any transaction, shorter than a clerk's patience."""
STOP_SECONDS = 3.0
"""How long a close waits for all the other lanes together; what they do can be repeated."""


class Lane(StrEnum):
    """Who does the work. Commits and reads of the own database; paper; lookups; postings; all that has time."""

    JOURNAL = "journal"
    PRINTER = "printer"
    LOOKUP = "lookup"
    FORWARD = "forward"
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


class Jobs(QObject):
    """The door to background work. Made on the window's thread, without a parent, and closed by whoever made it."""

    _ended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._queues: dict[Lane, SimpleQueue[Job | None]] = {lane: SimpleQueue() for lane in Lane}
        self._workers: dict[Lane, threading.Thread] = {}
        self._closing = threading.Event()
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

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
        queue = self._queues[lane]
        while (job := queue.get()) is not None:
            if job.cancelled or (self._closing.is_set() and lane is not Lane.JOURNAL):
                continue
            outcome = job.run()
            if not self._closing.is_set():
                self._ended.emit(outcome)

    def _deliver(self, outcome: Outcome) -> None:
        if not self._closing.is_set():
            outcome.job.deliver(outcome.result, outcome.error)
