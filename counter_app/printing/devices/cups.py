"""A queue of CUPS, on this computer or another: receipts as raw ESC/POS, or pages as PDF for whatever prints those."""

from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Certainty, Form, PrinterStatus, Trouble
from counter_app.printing.devices.behind import is_away
from counter_app.printing.devices.cups_job import CupsJob, Patience
from counter_app.printing.devices.ipp import NoAnswer, QueueSaid, QueueState, Refused, spooler
from counter_app.printing.devices.options import options_of
from counter_app.printing.devices.reasons import is_paper_low, trouble_of_reasons
from counter_app.printing.pages import PageSize

IPP_PORT = 631
THIS_COMPUTER = "localhost"
_HERE = frozenset({THIS_COMPUTER, "127.0.0.1", "::1"})

_RAW, _PDF = "application/vnd.cups-raw", "application/pdf"
_MEDIA = {PageSize.A4: "iso_a4_210x297mm", PageSize.A5: "iso_a5_148x210mm"}
_PAGES_TAKE = Patience(reach=15.0, end=60.0)
"""An office printer wakes up, warms up and turns pages over."""

_NOT_IN_A_NAME = frozenset(" /\\?#'\"")
_LONGEST_NAME = 127

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
                await self._require_ready(said, label)
                number = await open_spooler.create(job, _MEDIA[self.page_size] if self.page_size else "")
            except NoAnswer as error:
                raise Undelivered(f"{label}: the spooler: {error}", 0, Trouble.OFF) from error
            except Refused as error:
                raise _refused(label, error) from error
            raw = self.form is Form.ROLL
            made = CupsJob(open_spooler, said, number, len(data), raw=raw, label=label)
            try:
                await open_spooler.send(number, data, _RAW if raw else _PDF)
            except Refused as error:
                raise _refused(label, error) from error
            except NoAnswer as error:
                return await _recalled(made, len(data), f"{label}: the spooler broke off: {error}")
            return await made.follow(self.patience)

    async def _status(self) -> PrinterStatus:
        try:
            async with spooler(self.host, self.port, self.queue) as open_spooler:
                return await self._standing(await open_spooler.queue())
        except NoAnswer as error:
            return PrinterStatus(trouble=Trouble.OFF, detail=f"{self.name}: the spooler: {error}")
        except Refused as error:
            return PrinterStatus(trouble=_trouble(error), detail=f"{self.name}: {error}")

    async def _require_ready(self, said: QueueSaid, label: str) -> None:
        """A job is made only where it can begin: in a queue that stands still it would wait until somebody starts that.

        What an idle queue remembers of its printer keeps nothing back: a job is how it asks again.
        """
        standing = _stopped(said) or await self._away(said)
        if standing is not None:
            raise Undelivered(f"{label}: {standing.detail}", 0, standing.trouble or Trouble.UNKNOWN)

    async def _standing(self, said: QueueSaid) -> PrinterStatus:
        return _stopped(said) or _told(said) or await self._away(said) or PrinterStatus(detail=_detail(said))

    async def _away(self, said: QueueSaid) -> PrinterStatus | None:
        """A printer on the network that does not answer, as seen from the computer that its spooler runs on."""
        if self.host not in _HERE or said.state is not QueueState.IDLE or not await is_away(said.device):
            return None
        return PrinterStatus(trouble=Trouble.OFF, detail=f"nothing answers at {said.device}")


def cups_device(parts: SplitResult) -> CupsDevice:
    """``cups://QUEUE[@HOST[:PORT]][?paper=a4|a5]``. Raises ``ValueError``."""
    quoted, at, place = parts.netloc.partition("@")
    queue = unquote(quoted, errors="strict")
    paper = options_of(parts.query, {"paper": ("", *PageSize)})["paper"]
    where = urlsplit(f"//{place}")
    if (
        not _is_queue(queue)
        or (at and not where.hostname)
        or parts.path not in {"", "/"}
        or parts.fragment
        or where.port == 0
    ):
        raise ValueError(parts.netloc)
    host = where.hostname or THIS_COMPUTER
    host.encode("idna")  # raises here what resolving it would raise in the middle of a job
    page_size = PageSize(paper) if paper else None
    patience = _PAGES_TAKE if page_size else Patience()
    return CupsDevice(queue, host, where.port or IPP_PORT, page_size, patience)


def _is_queue(name: str) -> bool:
    """Whether CUPS would let a queue be called so (``lpadmin``): no other name can be one, whatever it makes of a URL."""
    plain = name.isprintable() and _NOT_IN_A_NAME.isdisjoint(name) and name not in {".", ".."}
    return plain and 0 < len(name.encode()) <= _LONGEST_NAME


def _stopped(said: QueueSaid) -> PrinterStatus | None:
    """A queue that lets nothing through."""
    if said.accepting and said.state is not QueueState.STOPPED:
        return None
    return _told(said) or PrinterStatus(trouble=Trouble.PAUSED, detail=_detail(said))


def _told(said: QueueSaid) -> PrinterStatus | None:
    """What the printer has told its queue, as long as that counts."""
    if said.state is not QueueState.PROCESSING and said.unchanged >= _REMEMBERED:
        return None
    trouble, low = trouble_of_reasons(said.reasons), is_paper_low(said.reasons)
    return PrinterStatus(trouble is not None, trouble, low, _detail(said)) if trouble or low else None


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
