"""Jobs in a queue of Windows' spooler, against a fake of it (``tests.helpers.win32print``): never more than spooled."""

import sys
import time
from collections.abc import Callable
from typing import Any, cast

import pytest

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Certainty, Form, PrinterStatus, Trouble
from counter_app.printing.devices import device_from_url
from counter_app.printing.devices.bounded import within
from counter_app.printing.devices.windows import Waits, WindowsDevice
from tests.helpers import win32print as fake
from tests.helpers.logfail import LogWatch
from tests.helpers.win32print import FakeSpooler

QUEUE = "EPSON TM-T82 Receipt"
DATA = b"\x1b@kuitansi\n" * 50
WAITS = Waits(call=0.5, trouble=0.1, end=0.4)
Install = Callable[..., FakeSpooler]


@pytest.fixture
def spooler(monkeypatch: pytest.MonkeyPatch) -> Install:
    def install(**tempers: Any) -> FakeSpooler:
        made = FakeSpooler(QUEUE, **tempers)
        monkeypatch.setitem(sys.modules, "win32print", cast("Any", made))
        return made

    return install


def device() -> WindowsDevice:
    return WindowsDevice(QUEUE, WAITS)


def refused() -> Undelivered:
    start = time.monotonic()
    with pytest.raises(Undelivered) as caught:
        device().deliver(DATA, "40111-03-000127")
    assert time.monotonic() - start < 5
    return caught.value


# --- what is said of a job that went well


@pytest.mark.parametrize(
    "looks", [(0, fake.JOB_PRINTING, fake.GONE), (fake.JOB_PRINTING, fake.JOB_PRINTED), (fake.GONE,)]
)
def test_a_job_that_has_left_the_queue_is_spooled_and_no_more_is_claimed(
    spooler: Install, looks: tuple[int, ...]
) -> None:
    queue = spooler(looks=looks)
    assert device().deliver(DATA, "40111-03-000127") is Certainty.SPOOLED
    assert bytes(queue.written) == DATA
    assert queue.document == ("40111-03-000127", None, "RAW")
    assert (queue.deleted, queue.open_handles) == (False, 0)


def test_a_printer_that_wakes_up_in_time_gets_its_job(spooler: Install) -> None:
    queue = spooler(looks=(0, fake.JOB_OFFLINE, fake.JOB_PRINTING, fake.GONE))
    assert device().deliver(DATA, "a") is Certainty.SPOOLED
    assert not queue.deleted


# --- what is the matter with a queue


@pytest.mark.parametrize(
    ("status", "trouble", "told"),
    [
        (fake.PAUSED, Trouble.PAUSED, False),
        (fake.OFFLINE, Trouble.OFF, False),
        (fake.PAPER_OUT | fake.OFFLINE, Trouble.NO_PAPER, True),
        (fake.DOOR_OPEN | fake.PAPER_OUT, Trouble.COVER_OPEN, True),
        (fake.ERROR, Trouble.FAULT, True),
    ],
)
def test_a_queue_in_trouble_gets_no_job_and_says_which(
    spooler: Install, status: int, trouble: Trouble, told: bool
) -> None:
    queue = spooler(statuses=(status,))
    error = refused()
    assert (error.bytes_out, error.trouble) == (0, trouble)
    assert "StartDocPrinter" not in queue.calls
    said = device().status()
    assert (said.told, said.trouble) == (told, trouble)


def test_a_queue_set_to_work_offline_gets_no_job(spooler: Install) -> None:
    spooler(attributes=fake.WORKS_OFFLINE)
    assert refused().trouble is Trouble.OFF


def test_a_queue_that_is_well_is_only_known_to_be_there(spooler: Install) -> None:
    spooler(statuses=(0x400,))  # printing
    assert device().status() == PrinterStatus(detail=f"{QUEUE}: <QueueFlag: 0>")


# --- what happens to a job that stays


def test_a_job_that_nobody_prints_is_held_then_deleted_and_nothing_of_it_is_on_paper(spooler: Install) -> None:
    queue = spooler(looks=(0,))
    error = refused()
    assert (error.bytes_out, error.trouble) == (0, Trouble.HUNG)
    assert (queue.held, queue.deleted, queue.open_handles) == (True, True, 0)


@pytest.mark.parametrize(
    ("looks", "statuses", "trouble"),
    [
        ((fake.JOB_PRINTING,), (0,), Trouble.HUNG),
        ((0, fake.JOB_PRINTING, fake.JOB_PAPER_OUT), (0,), Trouble.NO_PAPER),
        ((fake.JOB_PRINTING,), (0, 0, fake.OFFLINE), Trouble.OFF),
        ((fake.JOB_PRINTING,), (0, 0, fake.PAUSED), Trouble.PAUSED),
        ((fake.JOB_OFFLINE,), (0,), Trouble.OFF),
    ],
)
def test_a_job_that_was_begun_and_got_stuck_is_deleted_and_may_be_on_paper(
    spooler: Install, looks: tuple[int, ...], statuses: tuple[int, ...], trouble: Trouble
) -> None:
    queue = spooler(looks=looks, statuses=statuses)
    error = refused()
    assert (error.bytes_out, error.trouble) == (len(DATA), trouble)
    assert queue.deleted


def test_a_queue_paused_before_the_job_s_turn_keeps_all_of_it_back(spooler: Install) -> None:
    queue = spooler(looks=(0,), statuses=(0, fake.PAUSED))
    error = refused()
    assert (error.bytes_out, error.trouble) == (0, Trouble.PAUSED)
    assert queue.deleted


def test_a_job_that_somebody_deletes_is_not_called_printed(spooler: Install) -> None:
    spooler(looks=(fake.JOB_PRINTING, fake.JOB_PRINTING | fake.JOB_DELETING))
    error = refused()
    assert (error.bytes_out, error.trouble) == (len(DATA), Trouble.BROKE_OFF)


def test_a_job_that_leaves_while_it_is_taken_back_is_spooled(spooler: Install) -> None:
    spooler(looks=(fake.JOB_PRINTING, fake.GONE), statuses=(0, fake.PAUSED))
    assert device().deliver(DATA, "a") is Certainty.SPOOLED


@pytest.mark.parametrize("function", ["SetJob", "GetJob"])
def test_a_job_that_cannot_be_taken_back_may_come_out_and_is_called_spooled(
    spooler: Install, log_watch: LogWatch, function: str
) -> None:
    log_watch.expects("may come out yet|how it ended is not known")
    spooler(looks=(0,), refuses={function: 5})
    assert device().deliver(DATA, "a") is Certainty.SPOOLED


# --- what a spooler refuses


@pytest.mark.parametrize(
    ("function", "code", "trouble"),
    [
        ("OpenPrinter", 1722, Trouble.OFF),
        ("OpenPrinter", 5, Trouble.NOT_ALLOWED),
        ("StartDocPrinter", 1804, Trouble.NOT_ALLOWED),
        ("StartDocPrinter", 31, Trouble.UNKNOWN),
    ],
)
def test_a_spooler_that_refuses_has_nothing_to_print(
    spooler: Install, function: str, code: int, trouble: Trouble
) -> None:
    queue = spooler(refuses={function: code})
    error = refused()
    assert (error.bytes_out, error.trouble) == (0, trouble)
    assert queue.open_handles == 0


def test_a_spooler_whose_disk_is_full_may_have_begun_to_print(spooler: Install) -> None:
    queue = spooler(refuses={"WritePrinter": 112})
    error = refused()
    assert (error.bytes_out, error.trouble) == (len(DATA), Trouble.NO_ROOM)
    assert queue.deleted


def test_a_spooler_that_takes_half_of_a_job_is_no_delivery(spooler: Install) -> None:
    queue = spooler(takes=100)
    error = refused()
    assert (error.bytes_out, error.trouble) == (len(DATA), Trouble.NO_ROOM)
    assert queue.deleted


@pytest.mark.parametrize(
    ("function", "bytes_out"), [("OpenPrinter", 0), ("StartDocPrinter", 0), ("WritePrinter", len(DATA))]
)
def test_a_spooler_that_never_answers_is_left_behind(spooler: Install, function: str, bytes_out: int) -> None:
    queue = spooler(hangs=function)
    try:
        error = refused()
        assert (error.bytes_out, error.trouble) == (bytes_out, Trouble.HUNG)
    finally:
        queue.release.set()


def test_a_queue_that_does_not_exist_is_said_to_be_away(spooler: Install) -> None:
    spooler()
    said = WindowsDevice("another").status()
    assert said.trouble is Trouble.OFF


@pytest.mark.skipif(sys.platform == "win32", reason="there it is")
def test_without_windows_there_is_no_such_spooler() -> None:
    assert device().status().trouble is Trouble.NOT_ALLOWED
    assert refused().trouble is Trouble.NOT_ALLOWED


# --- addresses


def test_queues_are_named_as_windows_shows_them() -> None:
    found = device_from_url("windows:EPSON TM-T82 Receipt")
    assert found == WindowsDevice(QUEUE)
    assert (found.name, found.form) == (QUEUE, Form.ROLL)
    assert device_from_url("windows:%5C%5Ckantor%5Ckasir%231") == WindowsDevice(r"\\kantor\kasir#1")


@pytest.mark.parametrize(
    "url", ["windows:", "windows:%20", "windows://host/queue", "windows:kasir?paper=a4", "windows:a%0Ab"]
)
def test_an_address_of_no_windows_queue_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="windows:QUEUE NAME"):
        device_from_url(url)


# --- what waits no longer than it may


def test_a_call_is_returned_or_raised_as_it_comes() -> None:
    assert within(5, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 // 0)
