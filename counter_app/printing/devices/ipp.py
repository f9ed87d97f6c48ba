"""A print queue as its spooler tells of it: the few questions of IPP that a job takes (RFC 8011), each bounded in time.

pyipp speaks the protocol; here its answers become values, and its many ways to fail become two.
"""

import getpass
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pyipp import IPP
    from pyipp.enums import IppOperation

_Said = TypeVar("_Said")

ANSWER_WITHIN = 5.0
"""Seconds that a spooler has for one answer."""

_PRINTER = (
    "printer-state",
    "printer-state-reasons",
    "printer-state-message",
    "printer-is-accepting-jobs",
    "printer-state-change-time",
    "printer-up-time",
    "device-uri",
    "printer-error-policy",
)
_JOB = (
    "job-state",
    "job-state-reasons",
    "job-printer-state-reasons",
    "time-at-processing",
    "job-impressions-completed",
)


class NoAnswer(Exception):
    """The spooler cannot be reached, or what it says is no IPP. The argument says which."""


class Refused(Exception):
    """The spooler said no. ``status`` is IPP's status code (RFC 8011, appendix B), or 0 where HTTP already refused."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


class QueueState(IntEnum):
    """``printer-state``, RFC 8011, 5.4.11."""

    IDLE = 3
    PROCESSING = 4
    STOPPED = 5


class JobState(IntEnum):
    """``job-state``, RFC 8011, 5.3.7."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9

    @property
    def ended(self) -> bool:
        return self >= JobState.CANCELED


@dataclass(frozen=True, slots=True)
class QueueSaid:
    """How a queue stands. ``device``: the address of its printer, empty when the spooler keeps it to itself.

    ``on_error``: CUPS's name for what it does with a job whose backend gave up. ``unchanged``: seconds since it last began or
    ended something.
    """

    state: QueueState
    accepting: bool
    reasons: frozenset[str]
    message: str
    device: str
    on_error: str
    unchanged: int

    @property
    def backend(self) -> str:
        """Which of the spooler's programs talks to the printer."""
        return self.device.partition(":")[0]


@dataclass(frozen=True, slots=True)
class JobSaid:
    """How a job stands. ``begun_at``: when its backend was last started, by the spooler's clock; ``None``: never.

    ``printer_reasons`` are the backend's last words about the printer while it had this job; ``impressions`` is what it has
    counted of it, which for raw bytes is each time that it begins to send them; ``None``: the spooler does not tell.
    """

    state: JobState
    reasons: frozenset[str]
    printer_reasons: frozenset[str]
    impressions: int | None
    begun_at: int | None

    @property
    def settled(self) -> bool:
        """It has ended, and so has the backend that had it: a job is completed when its backend has gone."""
        stopping = "processing-to-stop-point" in self.reasons and self.state is not JobState.COMPLETED
        return self.state.ended and not stopping


class Spooler:
    """One queue of one spooler, while a connection to it is open: made by ``spooler``."""

    def __init__(self, ipp: "IPP") -> None:
        self._ipp = ipp
        self._user = _login()

    async def queue(self) -> QueueSaid:
        """Raises ``NoAnswer`` or ``Refused``, as everything here does."""
        from pyipp.enums import IppOperation

        answer = await self._ask(IppOperation.GET_PRINTER_ATTRIBUTES, {"requested-attributes": list(_PRINTER)})
        return _first(answer, "printers", _queue_said)

    async def create(self, name: str, media: str) -> int:
        """An empty job, of which nothing can be printed yet; its number. ``media``: IPP's name of a paper, or empty."""
        from pyipp.enums import IppOperation

        wishes = {"job-sheets": "none"} | ({"media": media} if media else {})
        answer = await self._ask(IppOperation.CREATE_JOB, {"job-name": name}, {"job-attributes-tag": wishes})
        return _first(answer, "jobs", lambda said: int(said["job-id"]))

    async def send(self, job: int, data: bytes, kind: str) -> None:
        """Fill the job, which may then begin at once. ``kind``: the MIME type of ``data``."""
        from pyipp.enums import IppOperation

        about = {"job-id": job, "document-format": kind, "last-document": True}
        await self._ask(IppOperation.SEND_DOCUMENT, about, {"data": data})

    async def job(self, job: int) -> JobSaid:
        from pyipp.enums import IppOperation

        about = {"job-id": job, "requested-attributes": list(_JOB)}
        return _first(await self._ask(IppOperation.GET_JOB_ATTRIBUTES, about), "jobs", _job_said)

    async def cancel(self, job: int) -> None:
        """Refused with 0x404 when it has ended already."""
        from pyipp.enums import IppOperation

        await self._ask(IppOperation.CANCEL_JOB, {"job-id": job})

    async def _ask(
        self, operation: "IppOperation", about: Mapping[str, Any], more: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Whatever goes wrong, pyipp's answer to it is another; all of it is sorted here."""
        import asyncio

        import aiohttp
        from pyipp import IPPError, IPPResponseError

        message = {"operation-attributes-tag": {"requesting-user-name": self._user, **about}, **(more or {})}
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                return await self._ipp.execute(operation, message)
        except TimeoutError as error:
            raise NoAnswer("time ran out") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise NoAnswer(str(error) or type(error).__name__) from error
        except IPPResponseError as error:
            raise Refused(0, str(error.args[0])) from error
        except IPPError as error:
            if (status := _status_of(error)) is not None:
                raise Refused(status, f"{operation.name}: {status:#06x}") from error
            raise NoAnswer(str(error) or type(error).__name__) from error


@asynccontextmanager
async def spooler(host: str, port: int, queue: str) -> AsyncIterator[Spooler]:
    """A connection to one queue, where CUPS keeps it. It is opened when the first question is asked."""
    from pyipp import IPP

    from counter_app.printing.devices.ipp_answers import session

    async with session() as bounded, IPP(host, f"/printers/{queue}", port=port, session=bounded) as ipp:
        yield Spooler(ipp)


def _first(answer: Mapping[str, Any], group: str, reader: Callable[[Mapping[str, Any]], _Said]) -> _Said:
    try:
        return reader(answer[group][0])
    except (LookupError, TypeError, ValueError) as error:
        raise NoAnswer(f"an answer without what was asked for: {error}") from error


def _queue_said(said: Mapping[str, Any]) -> QueueSaid:
    return QueueSaid(
        state=QueueState(said["printer-state"]),
        accepting=said["printer-is-accepting-jobs"] is True,
        reasons=_words(said["printer-state-reasons"]),
        message=str(said.get("printer-state-message", "")),
        device=str(said.get("device-uri", "")),
        on_error=str(said.get("printer-error-policy", "")),
        unchanged=int(said["printer-up-time"]) - int(said["printer-state-change-time"]),
    )


def _job_said(said: Mapping[str, Any]) -> JobSaid:
    begun, impressions = said.get("time-at-processing"), said.get("job-impressions-completed")
    return JobSaid(
        state=JobState(said["job-state"]),
        reasons=_words(said.get("job-state-reasons")),
        printer_reasons=_words(said.get("job-printer-state-reasons")),
        impressions=impressions if isinstance(impressions, int) else None,
        begun_at=begun if isinstance(begun, int) else None,
    )


def _words(value: object) -> frozenset[str]:
    """A set of keywords, which pyipp gives as one string when there is one."""
    words = value if isinstance(value, list) else [value]
    return frozenset(word for word in words if isinstance(word, str)) - {"none", ""}


def _status_of(error: Exception) -> int | None:
    """What the spooler answered, where pyipp tells."""
    known = error.args[-1] if error.args else None
    status = known.get("status-code") if isinstance(known, dict) else None
    return status if isinstance(status, int) else None


def _login() -> str:
    """Whose jobs these are: a spooler lets only their owner take them back."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "loket"
