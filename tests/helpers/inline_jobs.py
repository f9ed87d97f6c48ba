"""Background work without threads, for tests of what comes before and after it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from ui.jobs import Job, Jobs, Lane

T = TypeVar("T")


class InlineJobs(Jobs):
    """Makes each call at once and tells the owner before ``submit`` returns. ``lanes`` holds what was used."""

    def __init__(self) -> None:
        super().__init__()
        self.lanes: list[Lane] = []

    def submit(
        self,
        lane: Lane,
        call: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        owner: QObject,
    ) -> Job:
        self.lanes.append(lane)
        job = Job(call, done, failed, owner)
        outcome = job.run()
        job.deliver(outcome.result, outcome.error)
        return job


class HeldJobs(Jobs):
    """Keeps each call until the test says ``release()``: what the window shows while it waits."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[Job] = []

    def submit(
        self,
        lane: Lane,
        call: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        owner: QObject,
    ) -> Job:
        job = Job(call, done, failed, owner)
        self.held.append(job)
        return job

    def release(self) -> None:
        """Make the calls held so far, in order, and tell their owners."""
        held, self.held = self.held, []
        for job in held:
            outcome = job.run()
            job.deliver(outcome.result, outcome.error)
