"""A queue of CUPS, on this computer or another: receipts as raw ESC/POS, or pages as PDF for whatever prints those."""

from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Certainty, Form, PrinterStatus, Trouble
from counter_app.printing.devices.cups_job import CupsJob, Patience
from counter_app.printing.devices.ipp import NoAnswer, QueueSaid, QueueState, Refused, spooler
from counter_app.printing.devices.options import options_of
from counter_app.printing.devices.reasons import is_paper_low, trouble_of_reasons
from counter_app.printing.pages import PageSize

IPP_PORT = 631
THIS_COMPUTER = "localhost"

_RAW, _PDF = "application/vnd.cups-raw", "application/pdf"
_MEDIA = {PageSize.A4: "iso_a4_210x297mm", PageSize.A5: "iso_a5_148x210mm"}
_PAGES_TAKE = Patience(reach=15.0, end=60.0)
"""An office printer wakes up, warms up and turns pages over."""

_REMEMBERED = 30
"""Seconds that an idle queue's reasons count for. What its printer said last was during its last job: CUPS asks no more
until the next one, so that a lid which was shut long ago would stay open for ever."""

_REFUSALS = {
    0: Trouble.NOT_ALLOWED,
    0x401: Trouble.NOT_ALLOWED,
    0x402: Trouble.NOT_ALLOWED,
    0x403: Trouble.NOT_ALLOWED,
    0x406: Trouble.OFF,
    0x408: Trouble.NO_ROOM,
    0x40A: Trouble.NOT_ALLOWED,
    0x505: Trouble.NO_ROOM,
    0x506: Trouble.PAUSED,
    0x50A: Trouble.PAUSED,
    0x50B: Trouble.NO_ROOM,
}
"""By IPP's status codes, RFC 8011, appendix B; 0: refused by HTTP. A queue that is not there is like a printer that is not: another address."""


@dataclass(frozen=True, slots=True)
class CupsDevice:
    """A queue. With a ``page_size`` it takes PDF of such pages, without one ESC/POS."""

    queue: str
    host: str = THIS_COMPUTER
    port: int = IPP_PORT
    page_size: PageSize | None = None
    patience: Patience = field(default=Patience())

    @property
    def name(self) -> str:
        return self.queue if self.host == THIS_COMPUTER else f"{self.queue}@{self.host}"

    @property
    def form(self) -> Form:
        return Form.ROLL if self.page_size is None else Form.PAGE

    def deliver(self, data: bytes, job: str) -> Certainty:
        """Hand one job to the queue and follow it to its end. Raises ``Undelivered``.

        ``DELIVERED`` where the queue's backend notices whether the device took every byte, else ``SPOOLED``.
        """
        import asyncio

        return asyncio.run(self._delivered(data, job))

    def status(self) -> PrinterStatus:
        """What the queue says, and its printer through it."""
        import asyncio

        return asyncio.run(self._status())

    async def _delivered(self, data: bytes, job: str) -> Certainty:
        label = f"{self.name}: {job}"
        async with spooler(self.host, self.port, self.queue) as open_spooler:
            try:
                said = await open_spooler.queue()
                _require_going(said, label)
                number = await open_spooler.create(job, _MEDIA[self.page_size] if self.page_size else "")
            except NoAnswer as error:
                raise Undelivered(f"{label}: the spooler: {error}", 0, Trouble.OFF) from error
            except Refused as error:
                raise _refused(label, error) from error
            made = CupsJob(open_spooler, said, number, len(data), label)
            try:
                await open_spooler.send(number, data, _RAW if self.form is Form.ROLL else _PDF)
            except Refused as error:
                raise _refused(label, error) from error
            except NoAnswer as error:
                return await _recalled(made, len(data), f"{label}: the spooler broke off: {error}")
            return await made.follow(self.patience)

    async def _status(self) -> PrinterStatus:
        try:
            async with spooler(self.host, self.port, self.queue) as open_spooler:
                return _standing(await open_spooler.queue())
        except NoAnswer as error:
            return PrinterStatus(trouble=Trouble.OFF, detail=f"{self.name}: the spooler: {error}")
        except Refused as error:
            return PrinterStatus(trouble=_trouble(error), detail=f"{self.name}: {error}")


def cups_device(parts: SplitResult) -> CupsDevice:
    """``cups://QUEUE[@HOST[:PORT]][?paper=a4|a5]``. Raises ``ValueError``."""
    queue, at, place = parts.netloc.partition("@")
    paper = options_of(parts.query, {"paper": ("", *PageSize)})["paper"]
    where = urlsplit(f"//{place}")
    if not queue or (at and not where.hostname) or parts.path not in {"", "/"} or parts.fragment or where.port == 0:
        raise ValueError(parts.netloc)
    host = where.hostname or THIS_COMPUTER
    host.encode("idna")  # raises here what resolving it would raise in the middle of a job
    page_size = PageSize(paper) if paper else None
    patience = _PAGES_TAKE if page_size else Patience()
    return CupsDevice(unquote(queue), host, where.port or IPP_PORT, page_size, patience)


def _require_going(said: QueueSaid, label: str) -> None:
    """A queue that stands still gets no job: it would wait there until somebody starts the queue again."""
    if said.accepting and said.state is not QueueState.STOPPED:
        return
    raise Undelivered(f"{label}: {_detail(said)}", 0, _standing(said).trouble or Trouble.PAUSED)


def _standing(said: QueueSaid) -> PrinterStatus:
    live = said.state is QueueState.PROCESSING or said.unchanged < _REMEMBERED
    told = trouble_of_reasons(said.reasons) if live else None
    paused = said.state is QueueState.STOPPED or not said.accepting
    return PrinterStatus(
        told=told is not None,
        trouble=told or (Trouble.PAUSED if paused else None),
        paper_low=live and is_paper_low(said.reasons),
        detail=_detail(said),
    )


def _detail(said: QueueSaid) -> str:
    """The queue's own words, for the log and the doctor."""
    refuses = "" if said.accepting else "takes no jobs"
    words = (said.state.name.lower(), refuses, ", ".join(sorted(said.reasons)), said.message)
    return ": ".join(word for word in words if word)


def _trouble(refusal: Refused) -> Trouble:
    return _REFUSALS.get(refusal.status, Trouble.UNKNOWN)


def _refused(label: str, refusal: Refused) -> Undelivered:
    return Undelivered(f"{label}: {refusal}", 0, _trouble(refusal))


async def _recalled(made: CupsJob, size: int, detail: str) -> Certainty:
    """The answer to the sending was lost: whether the spooler has the job is not known, but it has its number."""
    try:
        return await made.recall(Trouble.BROKE_OFF)
    except (NoAnswer, Refused) as error:
        raise Undelivered(f"{detail}; {error}", size, Trouble.BROKE_OFF) from error
