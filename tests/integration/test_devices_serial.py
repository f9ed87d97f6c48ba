"""A printer on a serial line takes a job whole, or it is an error within seconds; the lines are pseudo-terminals."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Certainty, PrinterStatus, Trouble
from counter_app.printing.devices import device_from_url
from counter_app.printing.devices.serial import SerialDevice
from counter_app.printing.devices.serial_line import Flow, SerialLine, SerialPort, opened
from counter_app.printing.devices.talking import Patience
from counter_app.printing.profile import THERMAL_58
from counter_app.printing.render import render
from tests.helpers import printers
from tests.helpers.firmware import Firmware
from tests.helpers.receipts import confirmed

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals to stand in for a line")

JOB = "40111-03-000127"
LARGE = b"x" * 300_000  # more than a pseudo-terminal holds
BAUD = 115200
WRITE_TIMEOUT = 0.4
PATIENT = Patience(stranger=3.0, known=2.0, at_work=0.5)
HASTY = Patience(stranger=0.1, known=0.5, at_work=0.5)  # for printers that say nothing
BOUND = 6.0  # seconds in which any job ends, with the patience that is had here
SLACK = 4.0  # seconds a busy machine may add


def device_on(path: str, flow: Flow = Flow.NONE, *, asks: bool = True, write_timeout: float = 3.0) -> SerialDevice:
    return SerialDevice(SerialPort(path, BAUD, flow), write_timeout, asks, PATIENT)


def silent_on(path: str, flow: Flow = Flow.NONE) -> SerialDevice:
    return SerialDevice(SerialPort(path, BAUD, flow), 3.0, patience=HASTY)


def hasty_on(path: str, flow: Flow = Flow.NONE, *, asks: bool = True) -> SerialDevice:
    return SerialDevice(SerialPort(path, BAUD, flow), WRITE_TIMEOUT, asks, HASTY)


def receipt() -> bytes:
    return render(confirmed(), THERMAL_58, "escpos")


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """However it ends, it ends in time."""
    start = time.monotonic()
    yield
    assert time.monotonic() - start < seconds + SLACK


def refused(device: SerialDevice, data: bytes) -> Undelivered:
    with within(BOUND), pytest.raises(Undelivered) as caught:
        device.deliver(data, JOB)
    return caught.value


# --- one that says nothing


@pytest.mark.parametrize("flow", list(Flow))
def test_a_job_reaches_the_printer_whole_whatever_stops_the_line(flow: Flow) -> None:
    with printers.serial_printer(printers.takes_everything) as printer:
        device = silent_on(printer.path, flow)
        assert [device.deliver(receipt(), JOB) for _ in range(2)] == [Certainty.DELIVERED] * 2
        assert device.status() == PrinterStatus()
        assert printer.asked[0] == 1
    assert printer.received == receipt() * 2


def test_a_printer_that_never_reads_hangs() -> None:
    with printers.serial_printer(printers.never_reads) as printer:
        fault = refused(hasty_on(printer.path), LARGE)
        assert fault.trouble is Trouble.HUNG
        assert 0 < fault.bytes_out < len(LARGE)


def test_a_printer_that_drips_hangs() -> None:
    with printers.serial_printer(printers.drips) as printer:
        fault = refused(hasty_on(printer.path), LARGE)
        assert fault.trouble is Trouble.HUNG
        assert 0 < fault.bytes_out < len(LARGE)


def test_what_still_waited_when_a_job_was_given_up_does_not_come_out_later() -> None:
    with printers.serial_printer(printers.wakes_up_when_told) as printer:
        fault = refused(hasty_on(printer.path, asks=False), LARGE)
    assert len(printer.received) < fault.bytes_out


def test_a_printer_that_says_stop_and_never_go_hangs() -> None:
    def says_stop(wire: printers.Wire, printer: printers.Printer) -> None:
        wire.recv(1)
        wire.sendall(b"\x13")
        printer.stop.wait(10)

    with printers.serial_printer(says_stop) as printer:
        fault = refused(hasty_on(printer.path, Flow.XON_XOFF), LARGE)
        assert fault.trouble is Trouble.HUNG


@pytest.mark.parametrize("data", [LARGE, receipt()], ids=["large", "receipt"])
def test_a_printer_that_is_unplugged_halfway_broke_off(data: bytes) -> None:
    unplugged = printers.breaks_off_after(Firmware(), 100, printers.hangs_up)
    with printers.serial_printer(unplugged) as printer:
        fault = refused(device_on(printer.path), data)
        assert fault.trouble is Trouble.BROKE_OFF
        assert 0 < fault.bytes_out <= len(data)


def test_a_printer_that_is_unplugged_while_it_is_asked_took_nothing() -> None:
    with printers.serial_printer(printers.breaks_off_after(Firmware(), 0, printers.hangs_up)) as printer:
        assert printer.finished.wait(SLACK)
        fault, status = refused(device_on(printer.path), receipt()), device_on(printer.path).status()
        assert (fault.trouble, fault.bytes_out, status.trouble) == (Trouble.OFF, 0, Trouble.OFF)


def test_a_printer_that_is_unplugged_by_its_first_question_took_nothing() -> None:
    def unplugs_when_asked(wire: printers.Wire, printer: printers.Printer) -> None:
        wire.recv(1)

    with printers.serial_printer(unplugs_when_asked) as printer:
        fault = refused(hasty_on(printer.path), receipt())
        assert (fault.trouble, fault.bytes_out) == (Trouble.BROKE_OFF, 0)


# --- one that answers


@pytest.mark.parametrize(
    "firmware",
    [Firmware(), Firmware(in_turn_only=True), Firmware(reports=True), Firmware(near_end=True)],
    ids=["at once", "in turn only", "reports by itself", "paper near its end"],
)
def test_what_a_printer_says_it_has_worked_off_with_paper_in_place_is_printed(firmware: Firmware) -> None:
    with printers.serial_printer(printers.talks(firmware)) as printer:
        device = device_on(printer.path)
        assert [device.deliver(receipt(), JOB) for _ in range(2)] == [Certainty.PRINTED] * 2
        status = device.status()
        assert (status.told, status.trouble, status.paper_low) == (True, None, firmware.near_end)
        assert printer.received == receipt() * 2


@pytest.mark.parametrize(
    ("state", "trouble"),
    [
        ("paper_out", Trouble.NO_PAPER),
        ("cover_open", Trouble.COVER_OPEN),
        ("blade_stuck", Trouble.FAULT),
        ("off_line", Trouble.OFF),
    ],
)
def test_what_is_the_matter_before_or_during_a_job_is_told(state: str, trouble: Trouble) -> None:
    firmware = Firmware()
    with printers.serial_printer(printers.talks(firmware)) as printer:
        device = device_on(printer.path)
        setattr(firmware, state, True)
        before = refused(device, receipt())
        assert (before.bytes_out, before.trouble, device.status().trouble) == (0, trouble, trouble)
        firmware.mend()
        firmware.after(100, **{state: True})
        during = refused(device, receipt())
        assert (during.bytes_out, during.trouble) == (len(receipt()), trouble)
        assert firmware.forgot.wait(SLACK)
        firmware.mend()
        assert printer.received == receipt()[:100]


def test_a_printer_that_stops_answering_during_a_job_hangs_and_is_then_given_none() -> None:
    firmware = Firmware(ignores=100)
    with printers.serial_printer(printers.talks(firmware)) as printer:
        device = device_on(printer.path)
        fault, next_fault = refused(device, receipt()), refused(device, receipt())
        assert (fault.trouble, fault.bytes_out) == (Trouble.HUNG, len(receipt()))
        assert (next_fault.trouble, next_fault.bytes_out) == (Trouble.HUNG, 0)


@pytest.mark.parametrize("garbage", [b"\x00", b"\xff", b"OK\r\n", b"\x37"])
def test_rubbish_is_no_answer(garbage: bytes) -> None:
    with printers.serial_printer(printers.talks(Firmware(garbles=garbage))) as printer:
        device = silent_on(printer.path)
        assert device.deliver(receipt(), JOB) is Certainty.DELIVERED
        assert device.status() == PrinterStatus()


def test_a_printer_that_only_reports_by_itself_has_answered_nothing() -> None:
    with printers.serial_printer(printers.mutters) as printer, within(HASTY.stranger):
        assert silent_on(printer.path).status() == PrinterStatus()


def test_a_printer_that_takes_no_more_is_asked_why() -> None:
    firmware = Firmware()

    def jams_and_answers(wire: printers.Wire, printer: printers.Printer) -> None:
        firmware.paper, firmware.asked = printer.received, printer.asked
        while chunk := wire.recv(64):
            if said := firmware.take(chunk):
                wire.sendall(said)
            if firmware.paper_out and printer.lines == 1:
                printer.lines += 1
                printer.finished.wait(WRITE_TIMEOUT * 2)

    firmware.after(1000, paper_out=True)
    with printers.serial_printer(jams_and_answers) as printer:
        fault = refused(device_on(printer.path, write_timeout=WRITE_TIMEOUT), LARGE)
        assert fault.trouble is Trouble.NO_PAPER
        assert 0 < fault.bytes_out < len(LARGE)


# --- a line that cannot be had


def test_a_line_that_is_not_there_is_off() -> None:
    device = hasty_on("/dev/ttyNOBODY")
    fault, status = refused(device, receipt()), device.status()
    assert (fault.trouble, fault.bytes_out, status.trouble) == (Trouble.OFF, 0, Trouble.OFF)
    assert "/dev/ttyNOBODY" in status.detail


def test_a_line_that_another_program_has_is_not_allowed() -> None:
    import fcntl

    with printers.serial_printer(printers.takes_everything) as printer:
        other = os.open(printer.path, os.O_RDWR | os.O_NOCTTY)
        try:
            fcntl.flock(other, fcntl.LOCK_EX)
            fault, status = refused(hasty_on(printer.path), receipt()), hasty_on(printer.path).status()
        finally:
            os.close(other)
        assert (fault.trouble, fault.bytes_out, status.trouble) == (Trouble.NOT_ALLOWED, 0, Trouble.NOT_ALLOWED)
    assert printer.received == b""


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), Trouble.NOT_ALLOWED),
        (
            OSError(None, "could not open port 'COM3': PermissionError(13, 'Access is denied.', None, 5)"),
            Trouble.NOT_ALLOWED,
        ),
        (OSError(None, "could not open port 'COM3': FileNotFoundError(2, 'not found', None, 2)"), Trouble.OFF),
        (OSError(errno.EIO, "Input/output error"), Trouble.OFF),
    ],
    ids=["no rights", "no rights on Windows", "not there on Windows", "its adapter is gone"],
)
def test_a_line_that_does_not_open_says_why(monkeypatch: pytest.MonkeyPatch, error: OSError, trouble: Trouble) -> None:
    def refuses(*args: object, **options: object) -> None:
        raise error

    monkeypatch.setattr("serial.Serial", refuses)
    fault = refused(hasty_on("/dev/ttyS0"), receipt())
    assert (fault.trouble, fault.bytes_out) == (trouble, 0)


def test_a_file_is_no_line(tmp_path: Path) -> None:
    file = tmp_path / "printer"
    file.write_bytes(b"")
    assert refused(hasty_on(str(file)), receipt()).bytes_out == 0
    assert file.read_bytes() == b""


# --- wires and buffers, which a pseudo-terminal does not have


class WiredPort:
    """Stands in for an open pyserial port with the wires and the buffer of a real one."""

    def __init__(self, *, leave: bool = True, waiting: int = 0, wires: OSError | None = None) -> None:
        self.leave, self.waiting, self.wires = leave, waiting, wires
        self.written = bytearray()
        self.dropped = False

    @property
    def cts(self) -> bool:
        if self.wires:
            raise self.wires
        return self.leave

    dsr = cts

    @property
    def out_waiting(self) -> int:
        self.waiting = max(0, self.waiting - 1)
        return self.waiting

    @property
    def in_waiting(self) -> int:
        return 0

    def read(self, count: int) -> bytes:
        return b""

    def write(self, data: bytes) -> None:
        self.written += data

    def reset_output_buffer(self) -> None:
        self.dropped = True

    def close(self) -> None:
        pass


def wired(monkeypatch: pytest.MonkeyPatch, **state: Any) -> WiredPort:
    port = WiredPort(**state)
    monkeypatch.setattr("serial.Serial", lambda *args, **options: port)
    return port


@pytest.mark.parametrize("flow", [Flow.RTS_CTS, Flow.DSR_DTR])
def test_a_printer_whose_wire_says_stop_before_the_job_gets_none_of_it(
    monkeypatch: pytest.MonkeyPatch, flow: Flow
) -> None:
    port = wired(monkeypatch, leave=False)
    device = hasty_on("/dev/ttyS0", flow)
    fault, status = refused(device, receipt()), device.status()
    assert (fault.trouble, fault.bytes_out, status.trouble) == (Trouble.HUNG, 0, Trouble.HUNG)
    assert port.written == b""


def test_a_wire_that_fails_is_a_line_that_broke_off(monkeypatch: pytest.MonkeyPatch) -> None:
    wired(monkeypatch, wires=OSError(errno.EIO, "Input/output error"))
    assert refused(hasty_on("/dev/ttyS0", Flow.RTS_CTS), receipt()).trouble is Trouble.BROKE_OFF


def test_a_job_is_delivered_when_it_has_left_the_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    port = wired(monkeypatch, waiting=5)
    assert device_on("/dev/ttyS0", asks=False).deliver(receipt(), JOB) is Certainty.DELIVERED
    assert port.written == receipt()
    assert port.waiting == 0


def test_what_never_leaves_the_computer_is_dropped_and_may_be_on_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    port = wired(monkeypatch, waiting=10**6)
    fault = refused(hasty_on("/dev/ttyS0", asks=False), receipt())
    assert (fault.trouble, fault.bytes_out) == (Trouble.HUNG, len(receipt()))
    assert port.dropped


# --- the line by itself, as a display uses it


def test_bytes_go_both_ways_on_a_line() -> None:
    def echoes(wire: printers.Wire, printer: printers.Printer) -> None:
        while came := wire.recv(64):
            wire.sendall(came)

    with printers.serial_printer(echoes) as printer, opened(SerialPort(printer.path), 1.0) as line:
        soon = time.monotonic() + SLACK
        line.send(b"TOTAL", soon)
        line.drain(soon)
        assert read_all(line, 5) == b"TOTAL"
        assert line.receive(0.0) == b""


def read_all(line: SerialLine, count: int) -> bytes:
    came = b""
    while len(came) < count and (more := line.receive(SLACK)):
        came += more
    return came


def test_the_time_of_a_job_on_the_line_counts_its_bits() -> None:
    assert SerialPort("/dev/ttyS0", 9600).seconds_for(960) == 1.0


# --- by address


def test_serial_printers_are_named_by_address() -> None:
    assert device_from_url("serial:///dev/ttyUSB0") == SerialDevice(SerialPort("/dev/ttyUSB0"))
    assert device_from_url("serial:COM3?flow=rtscts&baud=19200&status=no") == SerialDevice(
        SerialPort("COM3", 19200, Flow.RTS_CTS), asks=False
    )
    assert device_from_url("serial:///dev/serial/by-id/usb-1a86_USB2.0-Serial-if00").name.startswith("/dev/serial/")
    assert device_from_url("serial:///dev/serial/by-path/pci-0%3A1").name == "/dev/serial/by-path/pci-0:1"


@pytest.mark.parametrize(
    "url",
    [
        "serial:",
        "serial:COM0",
        "serial:LPT1",
        "serial:///etc/passwd",
        "serial:///dev/%2e%2e/etc/passwd",
        "serial:///dev/tty%00",
        "serial:///dev/../etc/passwd",
        "serial://host/dev/ttyS0",
        "serial:///dev/ttyS0?baud=9601",
        "serial:///dev/ttyS0?flow=some",
        "serial:///dev/ttyS0?parity=even",
        "serial:///dev/ttyS0?baud=9600&baud=9600",
        "serial:///dev/ttyS0?baud",
        "serial:///dev/ttyS0#1",
    ],
)
def test_an_address_of_no_line_is_refused_with_what_is_allowed(url: str) -> None:
    with pytest.raises(ValueError, match=r"serial:///dev/PORT"):
        device_from_url(url)
