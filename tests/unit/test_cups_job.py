"""How a job in a spooler's queue may end, in every order that a real one cannot be brought to on request."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast

import pytest

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Certainty, Trouble
from counter_app.printing.devices import cups_job
from counter_app.printing.devices.cups_job import CupsJob, Patience
from counter_app.printing.devices.ipp import JobSaid, JobState, NoAnswer, QueueSaid, QueueState, Refused, Spooler
from tests.helpers.logfail import LogWatch

SIZE = 1234
QUEUE = QueueSaid(QueueState.PROCESSING, True, frozenset(), "", "socket://192.0.2.7", "stop-printer", 0)
PENDING = JobSaid(JobState.PENDING, frozenset(), frozenset(), 0, None)
PROCESSING = JobSaid(JobState.PROCESSING, frozenset({"job-printing"}), frozenset(), 0, 100)
SENDING = replace(PROCESSING, impressions=1)
COMPLETED = JobSaid(JobState.COMPLETED, frozenset({"job-completed-successfully"}), frozenset(), 1, 100)
CANCELED = JobSaid(JobState.CANCELED, frozenset({"job-canceled-by-user"}), frozenset(), 0, 100)
ABORTED = replace(CANCELED, state=JobState.ABORTED, reasons=frozenset({"aborted-by-system"}))
ENDED = Refused(0x404, "CANCEL_JOB: 0x0404")
STOPPING = replace(CANCELED, reasons=frozenset({"processing-to-stop-point"}))


@dataclass(slots=True)
class ScriptedSpooler:
    """Answers look by look, the last for good; ``after_cancel`` takes the place of ``looks`` when it is cancelled, or
    has ended before that (``refusal`` is ``ENDED``)."""

    looks: Sequence[JobSaid | Exception]
    after_cancel: Sequence[JobSaid | Exception] = (CANCELED,)
    refusal: Exception | None = None
    state: QueueSaid = QUEUE
    cancelled: bool = False
    _at: int = field(default=0)

    async def queue(self) -> QueueSaid:
        return self.state

    async def job(self, job: int) -> JobSaid:
        look = self.looks[min(self._at, len(self.looks) - 1)]
        self._at += 1
        if isinstance(look, Exception):
            raise look
        return look

    async def cancel(self, job: int) -> None:
        self.cancelled = self.refusal is None
        if self.refusal in (None, ENDED):
            self.looks, self._at = self.after_cancel, 0
        if self.refusal is not None:
            raise self.refusal


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cups_job, "_SETTLES_WITHIN", 0.1)
    monkeypatch.setattr(cups_job, "_PAUSE", 0.01)


def followed(spooler: ScriptedSpooler, queue: QueueSaid = QUEUE, *, raw: bool = True) -> Certainty:
    job = CupsJob(cast("Spooler", spooler), queue, 7, SIZE, raw=raw, label="kasir: kuitansi")
    return asyncio.run(job.follow(Patience(reach=0.05, end=0.15)))


def refused(spooler: ScriptedSpooler, queue: QueueSaid = QUEUE, *, raw: bool = True) -> tuple[int, Trouble | None]:
    with pytest.raises(Undelivered) as caught:
        followed(spooler, queue, raw=raw)
    return caught.value.bytes_out, caught.value.trouble


@pytest.mark.parametrize(
    ("device", "known"),
    [
        ("usb://EPSON/TM-T82", Certainty.DELIVERED),
        ("ipp://kantor.local/ipp/print", Certainty.DELIVERED),
        ("socket://192.0.2.7", Certainty.SPOOLED),
        ("beh:/1/1/1/usb://EPSON", Certainty.SPOOLED),
        ("", Certainty.SPOOLED),
    ],
)
def test_a_completed_job_is_as_certain_as_its_backend(device: str, known: Certainty) -> None:
    assert followed(ScriptedSpooler([PENDING, SENDING, COMPLETED]), replace(QUEUE, device=device)) is known


def test_a_job_completed_with_errors_is_not_delivered() -> None:
    botched = replace(COMPLETED, reasons=frozenset({"job-completed-with-errors"}))
    assert refused(ScriptedSpooler([SENDING, botched])) == (SIZE, Trouble.FAULT)


def test_a_job_that_was_never_begun_is_untouched_and_one_that_was_is_not() -> None:
    never = replace(CANCELED, begun_at=None)
    stopped = replace(QUEUE, state=QueueState.STOPPED)
    assert refused(ScriptedSpooler([PENDING], [never], state=stopped)) == (0, Trouble.PAUSED)
    again = replace(PENDING, begun_at=100)
    begun = replace(CANCELED, impressions=1)
    assert refused(ScriptedSpooler([SENDING, again], [begun], state=stopped)) == (SIZE, Trouble.PAUSED)


def test_a_job_that_somebody_holds_is_taken_back() -> None:
    held = replace(PENDING, state=JobState.HELD)
    assert refused(ScriptedSpooler([held], [replace(CANCELED, begun_at=None)])) == (0, Trouble.PAUSED)


def test_what_a_backend_has_not_counted_it_has_not_sent() -> None:
    assert refused(ScriptedSpooler([PROCESSING], [STOPPING, CANCELED])) == (0, Trouble.HUNG)
    assert refused(ScriptedSpooler([PROCESSING], [STOPPING, replace(CANCELED, impressions=1)])) == (SIZE, Trouble.HUNG)


def test_a_count_that_the_spooler_does_not_tell_is_not_nought() -> None:
    assert refused(ScriptedSpooler([PROCESSING], [replace(CANCELED, impressions=None)])) == (SIZE, Trouble.HUNG)


def test_a_backend_that_does_not_go_away_may_yet_have_sent_something() -> None:
    assert refused(ScriptedSpooler([PROCESSING], [STOPPING])) == (SIZE, Trouble.HUNG)


def test_a_count_proves_nothing_where_it_may_have_begun_at_nought_again() -> None:
    anew = [PROCESSING, replace(PROCESSING, begun_at=130)]
    assert refused(ScriptedSpooler(anew, [replace(CANCELED, begun_at=130)])) == (SIZE, Trouble.HUNG)
    eager = replace(QUEUE, on_error="retry-current-job")
    assert refused(ScriptedSpooler([PROCESSING]), eager) == (SIZE, Trouble.HUNG)


def test_a_count_of_pages_proves_nothing_of_a_document_that_filters_count_or_of_another_backend() -> None:
    assert refused(ScriptedSpooler([PROCESSING]), raw=False) == (SIZE, Trouble.HUNG)
    assert refused(ScriptedSpooler([PROCESSING]), replace(QUEUE, device="ipp://kantor.local")) == (SIZE, Trouble.HUNG)


def test_a_backend_that_cannot_find_its_printer_says_that_it_is_off() -> None:
    waiting = replace(QUEUE, message="Waiting for printer to become available.")
    assert refused(ScriptedSpooler([PROCESSING], state=waiting)) == (0, Trouble.OFF)


def test_a_job_that_ends_by_itself_says_why_as_far_as_it_is_known() -> None:
    assert refused(ScriptedSpooler([PROCESSING, ABORTED])) == (0, Trouble.OFF)
    assert refused(ScriptedSpooler([SENDING, replace(ABORTED, impressions=1)])) == (SIZE, Trouble.FAULT)
    empty = replace(ABORTED, impressions=1, printer_reasons=frozenset({"media-empty-error"}))
    assert refused(ScriptedSpooler([SENDING, empty])) == (SIZE, Trouble.NO_PAPER)
    assert refused(ScriptedSpooler([SENDING, replace(CANCELED, impressions=1)])) == (SIZE, Trouble.BROKE_OFF)


def test_a_job_that_completes_in_the_moment_it_is_taken_back_counts_as_completed() -> None:
    assert followed(ScriptedSpooler([SENDING], [COMPLETED], refusal=ENDED)) is Certainty.SPOOLED


@pytest.mark.parametrize("refusal", [Refused(0x403, "CANCEL_JOB: 0x0403"), NoAnswer("gone")])
def test_a_job_that_cannot_be_taken_back_may_come_out_and_is_called_spooled(
    refusal: Exception, log_watch: LogWatch
) -> None:
    log_watch.expects("how it ended is not known")
    assert followed(ScriptedSpooler([PROCESSING], refusal=refusal)) is Certainty.SPOOLED


def test_a_job_that_its_spooler_has_forgotten_is_called_spooled(log_watch: LogWatch) -> None:
    log_watch.expects("how it ended is not known")
    assert followed(ScriptedSpooler([SENDING, Refused(0x406, "not found")])) is Certainty.SPOOLED


def test_a_job_that_was_cancelled_before_the_spooler_fell_silent_is_not_called_anything() -> None:
    silent = ScriptedSpooler([PROCESSING], [NoAnswer("gone")])
    assert refused(silent) == (SIZE, Trouble.HUNG)
    assert silent.cancelled


def test_a_spooler_that_is_silent_for_a_moment_loses_nothing() -> None:
    assert followed(ScriptedSpooler([NoAnswer("busy"), SENDING, NoAnswer("busy"), COMPLETED])) is Certainty.SPOOLED


def test_a_job_whose_filling_was_not_answered_is_recalled() -> None:
    spooler = ScriptedSpooler([PENDING], [replace(CANCELED, begun_at=None)])
    job = CupsJob(cast("Spooler", spooler), QUEUE, 7, SIZE, raw=True, label="kasir: kuitansi")
    with pytest.raises(Undelivered) as caught:
        asyncio.run(job.recall(Trouble.BROKE_OFF))
    assert (caught.value.bytes_out, caught.value.trouble) == (0, Trouble.BROKE_OFF)
