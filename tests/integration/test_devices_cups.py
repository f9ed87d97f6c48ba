"""Jobs in the queues of a real spooler: each comes to a known end, and nothing is left in a queue to come out later."""

import asyncio
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Certainty, Form, PrinterStatus, Trouble
from counter_app.domain.printer_settings import PrinterSettings
from counter_app.printing.current import printer_of
from counter_app.printing.devices import ipp
from counter_app.printing.devices.cups import CupsDevice
from counter_app.printing.devices.cups_job import Patience
from counter_app.printing.pages import PageSize
from counter_app.printing.profile import THERMAL_58, THERMAL_80
from counter_app.printing.render import ReceiptPaper, render
from tests.helpers import printers
from tests.helpers.cups import POSTSCRIPT, Cups, needs_cups, needs_filters, new_cups, shared_cups
from tests.helpers.logfail import LogWatch
from tests.helpers.printers import NetworkPrinter, network_printer
from tests.helpers.receipts import confirmed

pytestmark = [needs_cups, pytest.mark.xdist_group("cups")]

JOB = "40111-03-000127"
SEND_DOCUMENT = b"\x00\x06"
SHORT = Patience(reach=0.4, end=1.0)
SLACK = 4.0  # seconds a busy machine may add, and a spooler needs to end a backend


@pytest.fixture
def cups() -> Cups:
    return shared_cups()


@pytest.fixture
def own_cups() -> Iterator[Cups]:
    cups = new_cups()
    yield cups
    cups.stop()


def receipt() -> bytes:
    return render(confirmed(), THERMAL_58, "escpos")


def to(printer: NetworkPrinter) -> str:
    return f"socket://127.0.0.1:{printer.port}"


@contextmanager
def a_port_where_nobody_listens() -> Iterator[socket.socket]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken


def refused(device: CupsDevice, data: bytes | None = None) -> Undelivered:
    start = time.monotonic()
    with pytest.raises(Undelivered) as caught:
        device.deliver(receipt() if data is None else data, JOB)
    assert time.monotonic() - start < device.patience.end + SLACK
    return caught.value


def until(met: Callable[[], object]) -> None:
    deadline = time.monotonic() + 10
    while not met():
        assert time.monotonic() < deadline, "it never came to that"


@contextmanager
def while_delivering(device: CupsDevice, data: bytes) -> Iterator[Future[Certainty]]:
    with ThreadPoolExecutor(1) as lane:
        yield lane.submit(device.deliver, data, JOB)


# --- what comes out


def test_a_receipt_comes_out_of_a_queue_byte_by_byte_with_no_sheet_before_or_after_it(cups: Cups) -> None:
    with network_printer(printers.takes_everything) as printer:
        queue = cups.queue(to(printer))
        cups.device(queue).deliver(receipt(), JOB)
        assert printer.finished.wait(10)
        assert bytes(printer.received) == receipt()
    assert cups.waiting(queue) == []


def test_what_the_raw_port_took_is_only_called_spooled_because_the_spooler_would_not_notice_a_reset(cups: Cups) -> None:
    for temper in (printers.takes_everything, printers.resets_halfway):
        with network_printer(temper) as printer:
            assert cups.device(cups.queue(to(printer))).deliver(receipt(), JOB) is Certainty.SPOOLED


def test_what_a_printer_has_confirmed_to_the_spooler_is_called_delivered(cups: Cups) -> None:
    far = cups.queue("says:/none/done")
    near = cups.queue(f"ipp://127.0.0.1:{cups.port}/printers/{far}")
    assert cups.device(near).deliver(receipt(), JOB) is Certainty.DELIVERED


@pytest.mark.parametrize("size", PageSize)
def test_a_queue_for_pages_gets_the_same_pages_that_were_set(cups: Cups, size: PageSize) -> None:
    with network_printer(printers.takes_everything) as printer:
        device = replace(cups.device(cups.queue(to(printer))), page_size=size)
        assert device.form is Form.PAGE
        device.deliver(ReceiptPaper(THERMAL_80, size).page(confirmed()), JOB)
        assert printer.finished.wait(10)
        for page in PdfReader(BytesIO(bytes(printer.received))).pages:
            assert (page.mediabox.width, page.mediabox.height) == pytest.approx(
                [side * 72 / 25.4 for side in size.mm], abs=0.1
            )


@needs_filters
@pytest.mark.parametrize(("size", "box"), [(PageSize.A4, b"0 0 595 842"), (PageSize.A5, b"0 0 420 595")])
def test_an_office_printers_driver_prints_the_pages_on_their_own_paper(cups: Cups, size: PageSize, box: bytes) -> None:
    with network_printer(printers.takes_everything) as printer:
        queue = cups.queue(to(printer), driver=POSTSCRIPT)
        device = replace(cups.device(queue), page_size=size, patience=Patience(reach=30, end=60))
        device.deliver(ReceiptPaper(THERMAL_80, size).page(confirmed()), JOB)
        until(lambda: b"%%EOF" in printer.received)
    sheets = len(PdfReader(BytesIO(ReceiptPaper(THERMAL_80, size).page(confirmed()))).pages)
    assert bytes(printer.received).count(b"%%PageBoundingBox: " + box) == sheets


@needs_filters
def test_a_receipt_s_bytes_pass_a_queue_with_a_driver_untouched(cups: Cups) -> None:
    with network_printer(printers.takes_everything) as printer:
        cups.device(cups.queue(to(printer), driver=POSTSCRIPT)).deliver(receipt(), JOB)
        until(lambda: len(printer.received) >= len(receipt()))
    assert bytes(printer.received) == receipt()


def test_the_address_in_the_settings_decides_what_the_papers_are_set_on(cups: Cups) -> None:
    with network_printer(printers.takes_everything) as printer:
        url = f"cups://{cups.queue(to(printer))}@127.0.0.1:{cups.port}?paper=a5"
        current = printer_of(PrinterSettings(url, "thermal-58"))
        assert current.form is Form.PAGE
        current.deliver(current.page(confirmed()), JOB)
        until(lambda: b"%%EOF" in printer.received)
    (width, height) = PdfReader(BytesIO(bytes(printer.received))).pages[0].mediabox.upper_right
    assert (round(float(width)), round(float(height))) == (420, 595)


# --- what does not


@pytest.mark.parametrize("page_size", [None, PageSize.A4])
def test_a_printer_that_is_off_gets_no_job_into_its_queue(cups: Cups, page_size: PageSize | None) -> None:
    with a_port_where_nobody_listens() as place:
        queue = cups.queue(f"socket://127.0.0.1:{place.getsockname()[1]}")
        device = replace(cups.device(queue), page_size=page_size)
        error = refused(device)
        assert (error.bytes_out, error.trouble) == (0, Trouble.OFF)
        assert (device.status().told, device.status().trouble) == (False, Trouble.OFF)
        assert cups.waiting(queue) == []
        place.listen(1)  # switched on
        assert device.status().trouble is None


@pytest.fixture
def switched_off_after_the_look(monkeypatch: pytest.MonkeyPatch) -> None:
    async def not_away(_device: str) -> bool:
        return False

    monkeypatch.setattr("counter_app.printing.devices.cups.is_away", not_away)


@pytest.mark.usefixtures("switched_off_after_the_look")
def test_a_slip_for_a_printer_that_went_off_does_not_come_out_when_it_is_back(cups: Cups) -> None:
    with a_port_where_nobody_listens() as place:
        queue = cups.queue(f"socket://127.0.0.1:{place.getsockname()[1]}")
        device = replace(cups.device(queue), patience=SHORT)
        error = refused(device, b"the slip of before")
        assert (error.bytes_out, error.trouble) == (0, Trouble.OFF)
        assert cups.waiting(queue) == []
        place.listen(1)  # switched on
        with while_delivering(cups.device(queue), b"the slip of now") as delivery:
            place.settimeout(10)
            connection, _ = place.accept()
            with connection:
                came = b"".join(iter(lambda: connection.recv(4096), b""))
            assert delivery.result(10) is Certainty.SPOOLED
    assert came == b"the slip of now"


@pytest.mark.usefixtures("switched_off_after_the_look")
def test_a_printer_that_comes_back_and_then_hangs_may_have_something_on_its_paper(cups: Cups) -> None:
    with a_port_where_nobody_listens() as place:
        device = cups.device(cups.queue(f"socket://127.0.0.1:{place.getsockname()[1]}"))
        with while_delivering(replace(device, patience=Patience(reach=30, end=7)), receipt()) as delivery:
            until(lambda: "unavailable at this time" in device.status().detail)
            place.listen(1)  # switched on; it never reads
            error = delivery.exception(30)
    assert isinstance(error, Undelivered)
    assert (error.bytes_out, error.trouble) == (len(receipt()), Trouble.HUNG)


@pytest.mark.usefixtures("switched_off_after_the_look")
def test_of_pages_for_a_printer_that_went_off_nothing_is_proven(cups: Cups) -> None:
    with a_port_where_nobody_listens() as place:
        queue = cups.queue(f"socket://127.0.0.1:{place.getsockname()[1]}")
        error = refused(replace(cups.device(queue), page_size=PageSize.A4, patience=SHORT))
    assert (error.bytes_out, error.trouble) == (len(receipt()), Trouble.OFF)
    assert cups.waiting(queue) == []


def test_a_printer_that_never_reads_is_given_up_and_something_may_be_on_its_paper(cups: Cups) -> None:
    with network_printer(printers.never_reads) as printer:
        queue = cups.queue(to(printer))
        error = refused(replace(cups.device(queue), patience=SHORT))
        assert (error.bytes_out, error.trouble) == (len(receipt()), Trouble.HUNG)
        assert cups.waiting(queue) == []


def test_a_queue_that_somebody_stopped_gets_no_job_at_all(cups: Cups) -> None:
    queue = cups.queue("says:/none/done")
    cups.pause(queue)
    error = refused(cups.device(queue))
    assert (error.bytes_out, error.trouble) == (0, Trouble.PAUSED)
    assert cups.waiting(queue) == []
    cups.resume(queue)
    assert cups.device(queue).status() == PrinterStatus(detail="idle")


def test_a_queue_that_takes_no_jobs_gets_none(cups: Cups) -> None:
    queue = cups.queue("says:/none/done")
    cups.reject(queue)
    error = refused(cups.device(queue))
    assert (error.bytes_out, error.trouble) == (0, Trouble.PAUSED)
    assert cups.device(queue).status().trouble is Trouble.PAUSED


def test_a_queue_stopped_in_the_middle_of_a_job_ends_the_job_for_good(cups: Cups) -> None:
    with network_printer(printers.never_reads) as printer:
        queue = cups.queue(to(printer))
        with while_delivering(cups.device(queue), receipt()) as delivery:
            until(lambda: cups.device(queue).status().detail.startswith("processing: cups-waiting"))
            cups.pause(queue)
            error = delivery.exception(10)
    assert isinstance(error, Undelivered)
    assert (error.bytes_out, error.trouble) == (len(receipt()), Trouble.PAUSED)
    assert cups.waiting(queue) == []


def test_a_job_behind_another_that_hangs_is_taken_back_untouched(cups: Cups) -> None:
    queue = cups.queue("says:/none/wait")
    with while_delivering(cups.device(queue), b"the one before") as before:
        until(lambda: cups.device(queue).status().detail.startswith("processing"))
        error = refused(replace(cups.device(queue), patience=SHORT))
        assert (error.bytes_out, error.trouble) == (0, Trouble.HUNG)
        assert len(cups.waiting(queue)) == 1
        cups.cancel_all(queue)
        taken = before.exception(10)
    assert isinstance(taken, Undelivered)
    assert (taken.bytes_out, taken.trouble) == (len(b"the one before"), Trouble.BROKE_OFF)


@pytest.mark.parametrize(
    ("reason", "trouble"),
    [
        ("media-empty-error", Trouble.NO_PAPER),
        ("cover-open-error", Trouble.COVER_OPEN),
        ("media-jam", Trouble.FAULT),
        ("offline-report", Trouble.OFF),
        ("media-empty-warning", Trouble.HUNG),
    ],
)
def test_what_the_printer_tells_its_spooler_is_what_the_clerk_is_told(
    cups: Cups, reason: str, trouble: Trouble
) -> None:
    queue = cups.queue(f"says:/{reason}/wait")
    error = refused(replace(cups.device(queue), patience=SHORT))
    assert (error.bytes_out, error.trouble) == (len(receipt()), trouble)
    assert cups.waiting(queue) == []


def test_a_backend_that_gives_up_stops_its_queue_and_the_job_does_not_wait_there(cups: Cups) -> None:
    queue = cups.queue("says:/none/fail")
    error = refused(cups.device(queue))
    assert (error.bytes_out, error.trouble) == (len(receipt()), Trouble.PAUSED)
    assert cups.waiting(queue) == []


def test_a_queue_that_does_not_exist_is_said_to_be_away(cups: Cups) -> None:
    device = cups.device("tidak-ada")
    assert refused(device).trouble is Trouble.OFF
    assert device.status().trouble is Trouble.OFF


# --- what its printer says


def test_a_printer_that_told_of_its_lid_a_moment_ago_is_said_to_have_told(cups: Cups) -> None:
    queue = cups.queue("says:/cover-open-error/done")
    assert cups.device(queue).status() == PrinterStatus(detail="idle")
    cups.device(queue).deliver(receipt(), JOB)
    said = cups.device(queue).status()
    assert (said.told, said.trouble) == (True, Trouble.COVER_OPEN)


def test_a_lid_that_was_open_long_ago_keeps_nothing_back(cups: Cups, monkeypatch: pytest.MonkeyPatch) -> None:
    queue = cups.queue("says:/cover-open-error/done")
    cups.device(queue).deliver(receipt(), JOB)
    monkeypatch.setattr("counter_app.printing.devices.cups._REMEMBERED", 0)
    said = cups.device(queue).status()
    assert (said.told, said.trouble) == (False, None)
    assert "cover-open-error" in said.detail


def test_a_roll_that_nears_its_end_keeps_nothing_back_either(cups: Cups) -> None:
    queue = cups.queue("says:/media-low-warning/done")
    assert cups.device(queue).deliver(receipt(), JOB) is Certainty.SPOOLED
    said = cups.device(queue).status()
    assert (said.trouble, said.paper_low) == (None, True)


# --- the spooler itself


def test_without_a_spooler_nothing_is_on_paper(own_cups: Cups) -> None:
    device = own_cups.device(own_cups.queue("says:/none/done"))
    own_cups.stop()
    error = refused(device)
    assert (error.bytes_out, error.trouble) == (0, Trouble.OFF)
    assert device.status().trouble is Trouble.OFF


def test_a_spooler_killed_in_the_middle_has_the_job_and_no_more_than_that_is_claimed(
    own_cups: Cups, log_watch: LogWatch
) -> None:
    log_watch.expects("the spooler has it, and how it ended is not known")
    with network_printer(printers.never_reads) as printer:
        device = own_cups.device(own_cups.queue(to(printer)))
        with while_delivering(replace(device, patience=SHORT), receipt()) as delivery:
            until(lambda: device.status().detail.startswith("processing: cups-waiting"))
            own_cups.kill()
            assert delivery.result(15) is Certainty.SPOOLED


def test_a_spooler_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ipp, "ANSWER_WITHIN", 0.3)
    with a_port_where_nobody_listens() as place:
        place.listen(5)
        device = CupsDevice("kasir", "127.0.0.1", place.getsockname()[1])
        error = refused(device)
        assert (error.bytes_out, error.trouble) == (0, Trouble.OFF)
        assert device.status().trouble is Trouble.OFF


@contextmanager
def a_line_that_loses_an_answer(cups: Cups, *, for_good: bool) -> Iterator[int]:
    """Passes everything on to the spooler, the filling of a job too, but not what that says to it. ``for_good``: nor
    anything after that. Its port.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_carry, args=(listener, cups.port, for_good))
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(10)


def _carry(listener: socket.socket, port: int, for_good: bool) -> None:
    lost = False
    with suppress(OSError):
        while not (lost and for_good):
            near, _ = listener.accept()
            with near, socket.create_connection(("127.0.0.1", port)) as far:
                back = threading.Thread(target=_pass_back, args=(far, near))
                back.start()
                while request := _request(near):
                    if filling := request.partition(b"\r\n\r\n")[2][2:4] == SEND_DOCUMENT and not lost:
                        near.shutdown(socket.SHUT_RDWR)  # before the spooler can answer
                    far.sendall(request)
                    lost |= filling
                far.shutdown(socket.SHUT_WR)
                back.join(10)


def _pass_back(far: socket.socket, near: socket.socket) -> None:
    while answer := far.recv(65536):
        with suppress(OSError):
            near.sendall(answer)


def _request(near: socket.socket) -> bytes:
    """One whole request of HTTP, empty when there are no more."""
    request = b""
    while b"\r\n\r\n" not in request:
        if not (came := near.recv(65536)):
            return b""
        request += came
    head, _, body = request.partition(b"\r\n\r\n")
    (length,) = re.findall(rb"(?i)content-length: *(\d+)", head)
    while len(body) < int(length):
        came = near.recv(65536)
        request, body = request + came, body + came
    return request


def test_a_job_whose_filling_was_not_answered_is_taken_back_by_its_number(cups: Cups) -> None:
    queue = cups.queue("says:/none/wait")
    with a_line_that_loses_an_answer(cups, for_good=False) as port:
        error = refused(replace(cups.device(queue), port=port))
    assert (error.bytes_out, error.trouble) == (len(receipt()), Trouble.BROKE_OFF)
    assert cups.waiting(queue) == []


def test_a_spooler_lost_while_it_is_given_a_job_may_have_it(cups: Cups, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ipp, "ANSWER_WITHIN", 1.0)
    queue = cups.queue("says:/none/wait")
    with a_line_that_loses_an_answer(cups, for_good=True) as port:
        error = refused(replace(cups.device(queue), port=port))
    assert (error.bytes_out, error.trouble) == (len(receipt()), Trouble.BROKE_OFF)
    assert "the spooler broke off" in error.detail
    cups.cancel_all(queue)


def test_a_spooler_that_lets_nobody_in_is_said_to(cups: Cups) -> None:
    def forbids(wire: printers.Wire, _printer: printers.Printer) -> None:
        wire.recv(65536)
        wire.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    with network_printer(forbids) as spooler:
        device = CupsDevice("kasir", "127.0.0.1", spooler.port)
        assert device.status().trouble is Trouble.NOT_ALLOWED
        assert refused(device).trouble is Trouble.NOT_ALLOWED


def test_something_else_on_the_spoolers_port_is_no_spooler() -> None:
    with network_printer(printers.reports_its_status_first) as printer:
        device = CupsDevice("kasir", "127.0.0.1", printer.port)
        assert device.status().trouble is Trouble.OFF


def test_jobs_are_delivered_from_whatever_thread_asks(cups: Cups) -> None:
    queue = cups.queue("says:/none/done")
    found: list[Certainty] = []
    lane = threading.Thread(target=lambda: found.append(cups.device(queue).deliver(receipt(), JOB)))
    lane.start()
    lane.join(10)
    assert found == [Certainty.SPOOLED]
    with pytest.raises(RuntimeError):
        asyncio.get_running_loop()
