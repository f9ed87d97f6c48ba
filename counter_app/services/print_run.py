"""What one run of the program knows of its printer: since when it runs, and what was last the matter."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic
from uuid import UUID

from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.print_job import PrintJob, PrintState
from counter_app.domain.printer import PrinterStatus, Trouble
from counter_app.services.ports import PrinterDevice

FRESH_FOR = timedelta(minutes=10)
"""How long whoever asked for a paper is taken to be waiting for it still."""
INTERRUPTED = "interrupted"
"""The detail of a job that an earlier run left behind: a person is asked about it."""
LONGEST_TURN = 60.0
"""Seconds that a job waits for the one before it: longer than any device takes."""


@dataclass(slots=True)
class PrintRun:
    """``since``: UTC. One thing at a time is asked of the device, whichever lane it is asked from."""

    device: PrinterDevice
    since: datetime
    _trouble: Trouble | None = None
    _turn: Lock = field(default_factory=Lock)
    _met: dict[UUID, float] = field(default_factory=dict)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """The device to oneself. Raises ``Unavailable(PRINTER)`` when it does not come free."""
        if not self._turn.acquire(timeout=LONGEST_TURN):
            raise Unavailable(Service.PRINTER, f"{self.device.name}: another job does not end")
        try:
            yield
        finally:
            self._turn.release()

    def status(self) -> PrinterStatus:
        """Asked of the device now; within one's ``turn``."""
        status = self.device.status()
        self._trouble = status.trouble
        return status

    def known_trouble(self) -> PrinterStatus | None:
        """What still is the matter, asked anew where something was; ``None``: nothing that is known of."""
        if self._trouble is None:
            return None
        status = self.status()
        return status if status.trouble is not None else None

    def met(self, trouble: Trouble | None) -> None:
        """How the last job went."""
        self._trouble = trouble

    def is_fresh(self, job: PrintJob, person: str, now: datetime) -> bool:
        """Whether a held job may still come out by itself: asked for a moment ago, in this run, by ``person``, who is at
        work. A clock that was set back makes nothing fresh, nor does it keep or bring back what was.
        """
        asked_here = job.requested_at >= self.since and job.detail != INTERRUPTED
        waited = timedelta(seconds=monotonic() - self.first_met(job.id))
        return asked_here and waited <= FRESH_FOR and is_waited_for(job, person, now)

    def first_met(self, job_id: UUID) -> float:
        """When this run first had to do with a job, by a clock that nobody sets."""
        return self._met.setdefault(job_id, monotonic())


def is_waited_for(job: PrintJob, person: str, now: datetime) -> bool:
    """Whether ``person`` asked for a held job so short a time ago that they stand there for it still."""
    recent = timedelta() <= now - job.requested_at <= FRESH_FOR
    return job.state is PrintState.HELD and job.requested_by == person and recent
