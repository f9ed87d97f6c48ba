"""A queue of Windows' spooler, which passes ESC/POS on as it is (its data type RAW).

The spooler takes a job long before a printer does, and forgets one that it has sent like one that somebody has deleted: of
a job that has gone nothing more can be known, and the most that is ever claimed here is ``SPOOLED``. Pages are not
offered: the spooler takes drawing commands or a printer's own language, and no PDF.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import SplitResult, unquote

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Certainty, Form, PrinterStatus, Trouble
from counter_app.printing.devices.bounded import within
from counter_app.printing.devices.winspool import DELETE_JOB, PAUSE_JOB, Job, Queue

_LOG = logging.getLogger(__name__)
_Said = TypeVar("_Said")

_BETWEEN_LOOKS = 0.05
_BY_CODE = {
    5: Trouble.NOT_ALLOWED,
    112: Trouble.NO_ROOM,
    1722: Trouble.OFF,
    1801: Trouble.OFF,
    1804: Trouble.NOT_ALLOWED,
}
"""Access denied, disk full, no spooler, no such queue, RAW not taken: the codes of winerror.h."""
_NO_SUCH_JOB = 87  # ERROR_INVALID_PARAMETER, which is how GetJob says so


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds: ``call`` for each answer of the spooler, ``trouble`` that a printer may have before its job is taken back,
    ``end`` for the whole job.
    """

    call: float = 5.0
    trouble: float = 2.0
    end: float = 15.0


class _Failed(Exception):
    """The spooler said no, or nothing at all."""

    def __init__(self, detail: str, trouble: Trouble, code: int = 0) -> None:
        super().__init__(detail)
        self.trouble = trouble
        self.code = code


@dataclass(frozen=True, slots=True)
class WindowsDevice:
    """A queue by the name that Windows shows."""

    queue: str
    waits: Waits = field(default=Waits())

    @property
    def name(self) -> str:
        return self.queue

    @property
    def form(self) -> Form:
        return Form.ROLL

    def deliver(self, data: bytes, job: str) -> Certainty:
        """Hand one job to the queue, and see it leave. Raises ``Undelivered``."""
        label = f"{self.queue}: {job}"
        try:
            with self._open() as spooler:
                standing = spooler.queue()
                if standing.trouble is not None:
                    raise Undelivered(f"{label}: {standing.flags!r}", 0, standing.trouble)
                return _Delivery(spooler, spooler.begin(job), len(data), label, self.waits).run(data)
        except _Failed as error:
            raise Undelivered(f"{label}: {error}", 0, error.trouble) from error

    def status(self) -> PrinterStatus:
        """What the spooler says of the queue."""
        try:
            with self._open() as spooler:
                standing = spooler.queue()
        except _Failed as error:
            return PrinterStatus(trouble=error.trouble, detail=f"{self.queue}: {error}")
        return PrinterStatus(standing.told, standing.trouble, detail=f"{self.queue}: {standing.flags!r}")

    @contextmanager
    def _open(self) -> Iterator["_Spooler"]:
        try:
            import win32print  # type: ignore[import-untyped]
        except ImportError as error:
            raise _Failed("Windows' spooler is not there", Trouble.NOT_ALLOWED) from error
        spooler = _Spooler(win32print, self.waits.call)
        spooler.open(self.queue)
        try:
            yield spooler
        finally:
            spooler.close()


def windows_device(parts: SplitResult) -> WindowsDevice:
    """``windows:QUEUE NAME``. Raises ``ValueError``."""
    queue = unquote(parts.path)
    if parts.netloc or parts.query or parts.fragment or not queue.strip() or not queue.isprintable():
        raise ValueError(parts.path)
    return WindowsDevice(queue)


class _Spooler:
    """One open queue. Every call may raise ``_Failed``, and is left behind when it does not return in time."""

    def __init__(self, win32print: Any, patience: float) -> None:
        self._win32print = win32print
        self._patience = patience
        self._handle: Any = None

    def open(self, queue: str) -> None:
        self._handle = self._call(self._win32print.OpenPrinter, queue)

    def close(self) -> None:
        """Ends what was begun and not ended: the spooler drops a document whose handle is closed."""
        with suppress(_Failed):
            self._call(self._win32print.ClosePrinter, self._handle)

    def queue(self) -> Queue:
        return Queue.of(self._call(self._win32print.GetPrinter, self._handle, 2))

    def begin(self, name: str) -> int:
        """A document as bytes that no driver touches; the job's number."""
        number = int(self._call(self._win32print.StartDocPrinter, self._handle, 1, (name, None, "RAW")))
        self._call(self._win32print.StartPagePrinter, self._handle)
        return number

    def write(self, data: bytes) -> int:
        """How many bytes it took."""
        return int(self._call(self._win32print.WritePrinter, self._handle, data))

    def end(self) -> None:
        self._call(self._win32print.EndPagePrinter, self._handle)
        self._call(self._win32print.EndDocPrinter, self._handle)

    def job(self, number: int) -> Job | None:
        """``None``: there is no such job any more."""
        try:
            return Job.of(self._call(self._win32print.GetJob, self._handle, number, 1))
        except _Failed as error:
            if error.code == _NO_SUCH_JOB:
                return None
            raise

    def control(self, number: int, command: int) -> None:
        self._call(self._win32print.SetJob, self._handle, number, 0, None, command)

    def _call(self, function: Callable[..., _Said], *values: Any) -> _Said:
        try:
            return within(self._patience, lambda: function(*values))
        except TimeoutError as error:
            raise _Failed("the spooler does not answer", Trouble.HUNG) from error
        except self._win32print.error as error:
            code = int(error.args[0])
            raise _Failed(str(error.args[-1]), _BY_CODE.get(code, Trouble.UNKNOWN), code) from error


class _Delivery:
    """One job, begun and followed until it has left the queue."""

    def __init__(self, spooler: _Spooler, number: int, size: int, label: str, waits: Waits) -> None:
        self._spooler = spooler
        self._number = number
        self._size = size
        self._label = label
        self._waits = waits
        self._touched = False
        self._troubled_since: float | None = None

    def run(self, data: bytes) -> Certainty:
        try:
            taken = self._spooler.write(data)
            self._spooler.end()
        except _Failed as error:
            raise self._undone(str(error), error.trouble) from error
        if taken != self._size:
            raise self._undone(f"it took {taken} of {self._size} bytes", Trouble.NO_ROOM)
        return self._follow(time.monotonic() + self._waits.end)

    def _follow(self, deadline: float) -> Certainty:
        while True:
            try:
                job, queue = self._look(), self._spooler.queue()
            except _Failed as error:
                _LOG.warning("%s: the spooler has it, and how it ended is not known: %s", self._label, error)
                return Certainty.SPOOLED
            if job is None or job.is_out:
                return Certainty.SPOOLED
            if job.is_deleted:
                raise Undelivered(f"{self._label}: {job.flags!r}", self._size, Trouble.BROKE_OFF)
            if (trouble := self._why_not_go_on(job, queue, deadline)) is not None:
                return self._take_back(f"{job.flags!r}, {queue.flags!r}", trouble)
            time.sleep(_BETWEEN_LOOKS)

    def _look(self) -> Job | None:
        job = self._spooler.job(self._number)
        self._touched |= job is None or job.is_touched
        return job

    def _why_not_go_on(self, job: Job, queue: Queue, deadline: float) -> Trouble | None:
        """A stopped queue at once; what a printer may get over by itself (waking up) when it has not in a while."""
        now = time.monotonic()
        trouble = queue.trouble or job.trouble
        self._troubled_since = (self._troubled_since or now) if trouble else None
        lasting = self._troubled_since is not None and now - self._troubled_since >= self._waits.trouble
        if trouble is Trouble.PAUSED or lasting:
            return trouble
        return (trouble or Trouble.HUNG) if now >= deadline else None

    def _take_back(self, detail: str, trouble: Trouble) -> Certainty:
        """First hold the job, so that what is then seen of it is how it stays; then delete it."""
        try:
            self._spooler.control(self._number, PAUSE_JOB)
            gone = self._look() is None
            self._spooler.control(self._number, DELETE_JOB)
        except _Failed as error:
            if error.code == _NO_SUCH_JOB:
                return Certainty.SPOOLED
            _LOG.warning("%s: it could not be taken back, and may come out yet: %s", self._label, error)
            return Certainty.SPOOLED
        if gone:
            return Certainty.SPOOLED
        raise Undelivered(f"{self._label}: {detail}", self._size if self._touched else 0, trouble)

    def _undone(self, detail: str, trouble: Trouble) -> Undelivered:
        """Not all of it was taken; a spooler may print while it still takes."""
        with suppress(_Failed):
            self._spooler.control(self._number, DELETE_JOB)
        return Undelivered(f"{self._label}: {detail}", self._size, trouble)
