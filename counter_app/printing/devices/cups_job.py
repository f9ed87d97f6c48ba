"""One job in a spooler's queue, followed until it has come to an end: its own, or the one that is made for it here."""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, repeat

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Certainty, Trouble
from counter_app.printing.devices.ipp import JobSaid, JobState, NoAnswer, QueueSaid, QueueState, Refused, Spooler
from counter_app.printing.devices.reasons import trouble_of_reasons

_LOG = logging.getLogger(__name__)

_FIRST_PAUSES = (0.005, 0.01, 0.02, 0.05, 0.1)
_PAUSE = 0.2
_SETTLES_WITHIN = 3.0
_NOT_POSSIBLE = 0x404

_NOTICES = frozenset({"ipp", "ipps", "usb"})
"""Backends that end well only when the device has taken every byte. CUPS's own for port 9100 (``socket``) is not among
them: a printer that resets the connection in the middle of a job counts there as one that has finished it."""

_COUNTS = frozenset({"socket", "usb"})
"""Backends that count raw bytes as a page before they send the first of them. Where that count is 0 when the job has ended
and the backend is gone, nothing was sent. Its sentences are no such proof: once it has warned, CUPS keeps the warning with
the job whatever it says later."""

_AGAIN_AT_ONCE = "retry-current-job"
"""With this error policy a backend that failed is started again, and counts from 0, before anybody can have looked."""

_SEARCHING = (
    "Connecting to printer.",
    "The printer is not responding.",
    "The printer may not exist or is unavailable at this time.",
    "The printer is unreachable at this time.",
    "Unable to locate printer",
    "Waiting for printer to become available.",
)
"""What CUPS's backends say, in English as they are asked to, while they have not reached the printer."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: ``reach`` for the backend to find its printer, ``end`` for the whole job."""

    reach: float = 5.0
    end: float = 15.0


class CupsJob:
    """A job that the spooler has whole: ``size`` bytes of it, ``label`` for the log.

    ``raw``: no filter of the spooler's touches them.
    """

    def __init__(self, spooler: Spooler, queue: QueueSaid, number: int, size: int, *, raw: bool, label: str) -> None:
        self._spooler = spooler
        self._backend = queue.backend
        self._counts = raw and queue.backend in _COUNTS and queue.on_error != _AGAIN_AT_ONCE
        self._number = number
        self._size = size
        self._label = label
        self._begun_at: int | None = None
        self._begun_anew = False
        self._running = False
        self._searching_since: float | None = None
        self._cancelled = False

    async def follow(self, patience: Patience) -> Certainty:
        """Wait until it has ended. Where its queue stands still, or the patience is over, take it back.

        ``SPOOLED`` when its backend does not notice how it ended, or it could not be taken back and may come out yet.
        Raises ``Undelivered`` for everything else, and then no more of it comes out.
        """
        import asyncio

        trouble: Trouble | None = None
        deadline = time.monotonic() + patience.end
        pauses = _pauses()
        try:
            while not (said := await self._look()) or not said.state.ended:
                trouble = await self._why_not_go_on(said, patience, deadline)
                if trouble is not None:
                    await self._take_back()
                    break
                await asyncio.sleep(next(pauses))
            return self._verdict(await self._settled(), trouble)
        except (NoAnswer, Refused) as error:
            if self._cancelled:
                raise Undelivered(
                    f"{self._label}: cancelled, then {error}", self._size, trouble or Trouble.UNKNOWN
                ) from error
            _LOG.warning("%s: the spooler has it, and how it ended is not known: %s", self._label, error)
            return Certainty.SPOOLED

    async def recall(self, trouble: Trouble) -> Certainty:
        """Take it back whatever it does, and say how it ended, as ``follow`` does. Raises ``NoAnswer`` or ``Refused``."""
        await self._take_back()
        return self._verdict(await self._settled(), trouble)

    async def _look(self) -> JobSaid | None:
        """``None`` when the spooler did not answer just now. Raises ``Refused`` when it knows of no such job any more."""
        try:
            said = await self._spooler.job(self._number)
        except NoAnswer as error:
            _LOG.info("%s: %s", self._label, error)
            return None
        self._begun_anew |= self._begun_at not in (None, said.begun_at)
        self._begun_at = said.begun_at
        self._running = said.state is JobState.PROCESSING or (self._running and said.state.ended)
        return said

    async def _why_not_go_on(self, said: JobSaid | None, patience: Patience, deadline: float) -> Trouble | None:
        """What speaks against waiting any longer, if anything does."""
        now = time.monotonic()
        try:
            queue = await self._spooler.queue()
        except NoAnswer:
            queue = None
        if said is None or queue is None:
            return Trouble.HUNG if now >= deadline else None
        if trouble := _standstill(said, queue):
            return trouble
        searching = said.state is JobState.PROCESSING and queue.message.startswith(_SEARCHING)
        self._searching_since = (self._searching_since or now) if searching else None
        if self._searching_since is not None and now - self._searching_since >= patience.reach:
            return Trouble.OFF
        if now < deadline:
            return None
        return trouble_of_reasons(said.printer_reasons) or (Trouble.OFF if searching else Trouble.HUNG)

    async def _take_back(self) -> None:
        """Raises ``NoAnswer`` or ``Refused`` where the job stays in the queue."""
        try:
            await self._spooler.cancel(self._number)
        except Refused as refusal:
            if refusal.status != _NOT_POSSIBLE:  # which means that it has ended meanwhile
                raise
        else:
            self._cancelled = True

    async def _settled(self) -> JobSaid:
        """How it ended, when its backend is gone too: until then the last of its words may not have been said."""
        import asyncio

        deadline = time.monotonic() + _SETTLES_WITHIN
        for pause in _pauses():
            said = await self._look()
            late = time.monotonic() >= deadline
            if said is not None and (said.settled or (said.state.ended and (late or not self._running))):
                return said
            if late:
                break
            await asyncio.sleep(pause)
        raise NoAnswer("it is not said to have ended")

    def _verdict(self, said: JobSaid, trouble: Trouble | None) -> Certainty:
        if said.state is JobState.COMPLETED and "job-completed-with-errors" not in said.reasons:
            return Certainty.DELIVERED if self._backend in _NOTICES else Certainty.SPOOLED
        untouched = said.begun_at is None or (said.settled and self._has_sent_nothing(said))
        told = trouble_of_reasons(said.printer_reasons)
        detail = f"{self._label}: {said.state.name.lower()}: {', '.join(sorted(said.reasons | said.printer_reasons))}"
        raise Undelivered(detail, 0 if untouched else self._size, trouble or told or _of_itself(said, untouched))

    def _has_sent_nothing(self, said: JobSaid) -> bool:
        """Whether the backend's count proves it. One that was started again may have sent something the first time."""
        return self._counts and not self._begun_anew and said.impressions == 0


def _standstill(said: JobSaid, queue: QueueSaid) -> Trouble | None:
    """Why a job that is not being printed will not be, unless somebody does something; ``None``: its turn comes."""
    if said.state is JobState.PROCESSING:
        return None
    if said.state is JobState.PENDING and queue.state is not QueueState.STOPPED:
        return None
    return trouble_of_reasons(said.printer_reasons | queue.reasons) or Trouble.PAUSED


def _of_itself(said: JobSaid, untouched: bool) -> Trouble:
    """What is the matter with a job that ended badly without anything being done to it here."""
    if said.state is JobState.CANCELED:
        return Trouble.BROKE_OFF
    return Trouble.OFF if untouched else Trouble.FAULT


def _pauses() -> Iterator[float]:
    return chain(_FIRST_PAUSES, repeat(_PAUSE))
