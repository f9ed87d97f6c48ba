"""A job reaches a printer on the USB whole, or it is an error that says what may be on paper.

The kernels these tests run on offer no USB device of their own making, so the bus is a fake (``tests.helpers.usb_bus``):
pyusb itself and everything above it are the real ones, what is below its backend is not.
"""

import errno
import logging
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Certainty, Form, PrinterStatus, Trouble
from counter_app.printing.devices import device_from_url
from counter_app.printing.devices.talking import Patience
from counter_app.printing.devices.usb import UsbDevice, usb_device, usb_url
from counter_app.printing.devices.usb_bus import claimed, libusb, port_status_of, printers, trouble_of_usb
from tests.helpers.firmware import Firmware
from tests.helpers.usb_bus import BENIGN, IN_ERROR, NO_PAPER, OFFLINE, PACKET, FakeUsb, FakeUsbPrinter

JOB = "40111-03-000127"
RECEIPT = bytes(range(1, 256)) * 40  # 10,200 bytes: more than two of the pieces they are sent in
WRITE_TIMEOUT = 0.4
LONGEST = 1_000  # milliseconds: none of the waits is longer

comes_with_libusb = pytest.mark.skipif(sys.platform == "win32", reason="on Windows the spooler has the USB")


def device_on(bus: FakeUsb, serial: str = "") -> UsbDevice:
    return UsbDevice(0x04B8, 0x0202, serial, WRITE_TIMEOUT, bus=bus)


def refused(bus: FakeUsb, serial: str = "") -> Undelivered:
    with pytest.raises(Undelivered) as refusal:
        device_on(bus, serial).deliver(RECEIPT, JOB)
    assert_given_back(bus)
    return refusal.value


def assert_given_back(bus: FakeUsb) -> None:
    assert not any(handle.open for handle in bus.handles)
    for printer in bus.printers:
        assert printer.resets == 0
        if printer.plugged:
            assert (printer.owner, printer.driver_came) == (None, printer.driver_went)


# --- a job that arrives


def test_a_job_arrives_whole_and_the_printer_is_given_back_to_the_system() -> None:
    printer = FakeUsbPrinter()
    bus = FakeUsb(printer)
    assert device_on(bus).deliver(RECEIPT, JOB) is Certainty.DELIVERED
    assert printer.printed == RECEIPT
    assert (printer.driver, printer.driver_went, printer.owner, printer.resets) == (True, 1, None, 0)
    assert_given_back(bus)


def test_a_printer_the_system_has_no_driver_for_is_not_given_one() -> None:
    printer = FakeUsbPrinter(driver=False)
    device_on(FakeUsb(printer)).deliver(RECEIPT, JOB)
    assert (printer.printed, printer.driver) == (RECEIPT, False)


def test_one_job_after_the_other() -> None:
    printer = FakeUsbPrinter()
    device = device_on(FakeUsb(printer))
    device.deliver(b"first", JOB)
    device.deliver(b"second", JOB)
    assert printer.printed == b"firstsecond"


def test_a_printer_that_nobody_has_configured_yet_is_configured() -> None:
    printer = FakeUsbPrinter(configuration=0)
    device_on(FakeUsb(printer)).deliver(RECEIPT, JOB)
    assert (printer.printed, printer.configuration) == (RECEIPT, 1)


def test_of_two_ways_to_print_the_one_that_answers_is_taken() -> None:
    printer = FakeUsbPrinter(protocols=(1, 2))
    device_on(FakeUsb(printer)).deliver(RECEIPT, JOB)
    assert (printer.printed, printer.alternate) == (RECEIPT, 1)


def test_a_printer_that_only_listens_prints() -> None:
    printer = FakeUsbPrinter(protocols=(1,), answers=False, port=None)
    assert device_on(FakeUsb(printer)).deliver(RECEIPT, JOB) is Certainty.DELIVERED
    assert printer.printed == RECEIPT


def test_no_wait_is_without_end() -> None:
    bus = FakeUsb(FakeUsbPrinter())
    device_on(bus).deliver(RECEIPT, JOB)
    assert bus.time_outs
    assert all(0 < each <= LONGEST for each in bus.time_outs)  # 0 would be for ever


# --- a job that does not


def test_nothing_is_plugged_in() -> None:
    refusal = refused(FakeUsb())
    assert (refusal.bytes_out, refusal.trouble) == (0, Trouble.OFF)


def test_another_printer_is_not_taken_for_ours() -> None:
    stranger = FakeUsbPrinter(product=0x0E15)
    assert refused(FakeUsb(stranger)).trouble is Trouble.OFF
    assert not stranger.printed


def test_what_is_no_printer_gets_nothing() -> None:
    keyboard = FakeUsbPrinter(device_class=3)
    assert refused(FakeUsb(keyboard)).trouble is Trouble.OFF


def test_a_printer_that_wraps_its_bytes_is_none_of_ours() -> None:
    assert not list(printers(FakeUsb(FakeUsbPrinter(protocols=(3, 4)))))


def test_what_takes_nothing_is_no_printer() -> None:
    assert not list(printers(FakeUsb(FakeUsbPrinter(takes=False))))


def test_without_the_right_to_it_nothing_goes_out() -> None:
    refusal = refused(FakeUsb(FakeUsbPrinter(allowed=False)))
    assert (refusal.bytes_out, refusal.trouble) == (0, Trouble.NOT_ALLOWED)


def test_another_program_has_it() -> None:
    printer = FakeUsbPrinter(held_by_another=True)
    refusal = refused(FakeUsb(printer))
    assert (refusal.bytes_out, refusal.trouble) == (0, Trouble.NOT_ALLOWED)
    assert printer.driver  # what was taken away for us is given back although we got nothing


def test_a_system_that_cannot_use_it_says_so() -> None:
    refusal = refused(FakeUsb(FakeUsbPrinter(supported=False)))
    assert (refusal.bytes_out, refusal.trouble) == (0, Trouble.NOT_ALLOWED)


def test_unplugged_before_the_first_byte_nothing_is_on_paper() -> None:
    printer = FakeUsbPrinter()
    bus = FakeUsb(printer)
    device = device_on(bus)
    device.deliver(b"before", JOB)
    printer.plugged = False
    with pytest.raises(Undelivered) as refusal:
        device.deliver(RECEIPT, JOB)
    assert (refusal.value.bytes_out, refusal.value.trouble) == (0, Trouble.OFF)


@pytest.mark.parametrize("after", [0, PACKET, 5_000, 10_176])
def test_unplugged_halfway_what_may_be_on_paper_is_never_too_little(after: int) -> None:
    printer = FakeUsbPrinter(unplugged_after=after)
    refusal = refused(FakeUsb(printer))
    assert refusal.trouble is Trouble.BROKE_OFF
    assert printer.taken <= refusal.bytes_out <= len(RECEIPT)
    assert refusal.bytes_out > 0


@pytest.mark.parametrize("room", [0, PACKET, 4096, 4096 + PACKET, 9_984])
def test_a_printer_that_takes_no_more_is_hung_and_what_it_took_is_known_exactly(room: int) -> None:
    printer = FakeUsbPrinter(room=room)
    bus = FakeUsb(printer)
    refusal = refused(bus)
    assert (refusal.trouble, refusal.bytes_out) == (Trouble.HUNG, printer.taken) == (Trouble.HUNG, room)
    assert all(0 < each <= LONGEST for each in bus.time_outs)


def test_a_printer_that_halts_has_a_fault_and_the_next_job_goes() -> None:
    printer = FakeUsbPrinter(halts_after=PACKET * 3)
    bus = FakeUsb(printer)
    refusal = refused(bus)
    assert refusal.trouble is Trouble.FAULT
    assert printer.taken <= refusal.bytes_out
    assert device_on(bus).deliver(b"again", JOB) is Certainty.DELIVERED


class AsksInTheMiddle(Firmware):
    """Somebody wants to know how it stands whenever it is told something."""

    ask: Callable[[], None]

    def take(self, data: bytes) -> bytes:
        self.ask()
        return super().take(data)


def test_whoever_asks_during_a_job_waits_until_it_is_over() -> None:
    printer = FakeUsbPrinter(firmware=(firmware := AsksInTheMiddle(answers=0)))
    device = device_on(FakeUsb(printer))
    told: list[int] = []

    def asks() -> None:
        assert device.status().trouble is None
        told.append(len(printer.printed))

    asking = threading.Thread(target=asks)

    def is_asked() -> None:
        if not asking.ident:
            asking.start()

    firmware.ask = is_asked
    device.deliver(RECEIPT, JOB)
    asking.join(10)
    assert told == [len(RECEIPT)]


# --- what the port says


@pytest.mark.parametrize(
    ("port", "trouble"),
    [(NO_PAPER, Trouble.NO_PAPER), (IN_ERROR, Trouble.FAULT), (OFFLINE, Trouble.OFF), (0x20, Trouble.NO_PAPER)],
)
def test_a_port_that_tells_of_a_trouble_gets_no_job(port: int, trouble: Trouble) -> None:
    printer = FakeUsbPrinter(port=port)
    refusal = refused(FakeUsb(printer))
    assert (refusal.bytes_out, refusal.trouble, printer.printed) == (0, trouble, b"")
    status = device_on(FakeUsb(printer)).status()
    assert (status.told, status.trouble) == (True, trouble)


def test_paper_that_ran_out_during_the_job_is_no_delivery() -> None:
    refusal = refused(FakeUsb(FakeUsbPrinter(port_afterwards=NO_PAPER)))
    assert (refusal.bytes_out, refusal.trouble) == (len(RECEIPT), Trouble.NO_PAPER)


def test_that_all_is_well_is_what_a_port_that_cannot_tell_says_too() -> None:
    status = device_on(FakeUsb(FakeUsbPrinter(port=BENIGN))).status()
    assert (status.told, status.trouble) == (False, None)


def test_a_printer_that_does_not_know_the_question_is_only_reachable() -> None:
    status = device_on(FakeUsb(FakeUsbPrinter(port=None))).status()
    assert (status.told, status.trouble) == (False, None)


def test_an_answer_with_reserved_bits_says_nothing() -> None:
    assert {port_status_of(octet) for octet in range(256) if octet & 0xC7} == {port_status_of(BENIGN)}


@pytest.mark.parametrize(
    ("printer", "trouble"),
    [
        (FakeUsbPrinter(plugged=False), Trouble.OFF),
        (FakeUsbPrinter(allowed=False), Trouble.NOT_ALLOWED),
        (FakeUsbPrinter(held_by_another=True), Trouble.NOT_ALLOWED),
    ],
)
def test_a_status_that_cannot_be_asked_is_a_trouble_and_no_error(printer: FakeUsbPrinter, trouble: Trouble) -> None:
    status = device_on(FakeUsb(printer)).status()
    assert (status.told, status.trouble) == (False, trouble)


# --- what it says itself


def test_a_printer_that_talks_says_that_it_has_printed() -> None:
    printer = FakeUsbPrinter(firmware=Firmware())
    assert device_on(FakeUsb(printer)).deliver(RECEIPT, JOB) is Certainty.PRINTED
    assert printer.printed == RECEIPT
    status = device_on(FakeUsb(printer)).status()
    assert (status.told, status.trouble) == (True, None)


def test_empty_packets_are_no_answers_and_no_end() -> None:
    printer = FakeUsbPrinter(firmware=Firmware(), empty=5)
    assert device_on(FakeUsb(printer)).deliver(RECEIPT, JOB) is Certainty.PRINTED


def test_an_old_printer_that_does_not_say_when_it_is_done_has_been_given_everything() -> None:
    printer = FakeUsbPrinter(firmware=Firmware(works_off=False))
    assert device_on(FakeUsb(printer)).deliver(RECEIPT, JOB) is Certainty.DELIVERED


@pytest.mark.parametrize(
    ("firmware", "trouble"),
    [
        (Firmware(cover_open=True), Trouble.COVER_OPEN),
        (Firmware(paper_out=True), Trouble.NO_PAPER),
        (Firmware(blade_stuck=True), Trouble.FAULT),
    ],
)
def test_a_printer_that_tells_of_a_trouble_gets_no_job(firmware: Firmware, trouble: Trouble) -> None:
    printer = FakeUsbPrinter(firmware=firmware)
    refusal = refused(FakeUsb(printer))
    assert (refusal.bytes_out, refusal.trouble, printer.taken) == (0, trouble, 0)


@pytest.mark.parametrize("drops", [True, False])
def test_paper_that_ends_during_the_job_is_no_delivery_and_the_rest_never_comes_out(drops: bool) -> None:
    printer = FakeUsbPrinter(firmware=Firmware(works_off=False).after(5_000, paper_out=True), drops=drops)
    refusal = refused(FakeUsb(printer))
    assert (refusal.bytes_out, refusal.trouble, printer.dropped) == (len(RECEIPT), Trouble.NO_PAPER, int(drops))
    printer.firmware.mend()
    assert printer.printed == RECEIPT[:5_000]


def test_a_printer_that_says_everything_itself_is_believed_before_its_port() -> None:
    printer = FakeUsbPrinter(firmware=Firmware(), port=OFFLINE, port_afterwards=0x00)  # ports wired to nothing exist
    assert device_on(FakeUsb(printer)).deliver(RECEIPT, JOB) is Certainty.PRINTED


def test_of_a_printer_that_says_little_the_port_counts_too() -> None:
    printer = FakeUsbPrinter(firmware=Firmware(answers=1, works_off=False), port=NO_PAPER)
    assert refused(FakeUsb(printer)).trouble is Trouble.NO_PAPER


def test_a_printer_that_takes_no_more_is_asked_why_by_another_way() -> None:
    printer = FakeUsbPrinter(room=PACKET * 70, port_afterwards=NO_PAPER)
    refusal = refused(FakeUsb(printer))
    assert (refusal.bytes_out, refusal.trouble) == (PACKET * 70, Trouble.NO_PAPER)


def test_a_printer_that_falls_silent_is_asked_why_by_another_way() -> None:
    printer = FakeUsbPrinter(firmware=Firmware(ignores=5_000), port_afterwards=NO_PAPER)
    patience = Patience(stranger=0.05, known=0.05, at_work=0.05)
    device = replace(device_on(FakeUsb(printer)), patience=patience)
    assert device.status().told
    with pytest.raises(Undelivered) as refusal:
        device.deliver(RECEIPT, JOB)
    assert (refusal.value.bytes_out, refusal.value.trouble) == (len(RECEIPT), Trouble.NO_PAPER)
    assert device.status().trouble is Trouble.NO_PAPER


def test_a_printer_without_paper_that_does_not_even_take_a_question_is_told_by_its_port() -> None:
    printer = FakeUsbPrinter(room=0, port=NO_PAPER)
    assert device_on(FakeUsb(printer)).status().trouble is Trouble.NO_PAPER
    assert refused(FakeUsb(printer)).trouble is Trouble.NO_PAPER


def test_a_printer_that_never_answers_is_asked_once() -> None:
    printer = FakeUsbPrinter()
    device = device_on(FakeUsb(printer))
    assert [device.deliver(RECEIPT, JOB) for _ in range(3)] == [Certainty.DELIVERED] * 3
    assert printer.firmware.asked == [1]


def test_a_printer_that_is_not_to_be_asked_is_only_printed_on() -> None:
    printer = FakeUsbPrinter(firmware=Firmware(), port=NO_PAPER)
    device = replace(device_on(FakeUsb(printer)), asks=False)
    assert device.deliver(RECEIPT, JOB) is Certainty.DELIVERED
    assert (device.status(), printer.firmware.asked) == (PrinterStatus(), [])


def test_a_printer_that_goes_is_noticed_by_whatever_is_asked_of_it() -> None:
    there = FakeUsbPrinter(protocols=(1,), answers=False)
    (found,) = printers(FakeUsb(there))
    with claimed(found) as port:
        assert port.receive(0.0) == b""
        there.plugged = False
        with pytest.raises(OSError, match="ENODEV"):
            port.port_status()
        with pytest.raises(OSError, match="ENODEV"):
            port.send(b"x", time.monotonic() + 1)


# --- which one is meant


def test_of_two_alike_the_serial_number_decides() -> None:
    left, right = FakeUsbPrinter(texts=("EPSON", "TM-T20", "L1")), FakeUsbPrinter(texts=("EPSON", "TM-T20", "R1"))
    bus = FakeUsb(left, right)
    device_on(bus, "R1").deliver(RECEIPT, JOB)
    assert (left.printed, right.printed) == (b"", RECEIPT)
    assert_given_back(bus)


def test_of_two_alike_none_is_guessed() -> None:
    refusal = refused(FakeUsb(FakeUsbPrinter(), FakeUsbPrinter()))
    assert (refusal.bytes_out, refusal.trouble) == (0, Trouble.UNKNOWN)
    assert "serial number" in refusal.detail


def test_the_printer_of_another_serial_number_is_another_printer() -> None:
    assert refused(FakeUsb(FakeUsbPrinter(texts=("EPSON", "TM-T20", "L1"))), "R1").trouble is Trouble.OFF
    assert refused(FakeUsb(FakeUsbPrinter(texts=("", "", ""))), "R1").trouble is Trouble.OFF


# --- the address


@pytest.mark.parametrize("serial", ["", "A1B2", "JF 7/3#%", "序"])
def test_an_address_is_read_as_it_was_written(serial: str) -> None:
    device = usb_device(urlsplit(usb_url(0x04B8, 0x0E15, serial)))
    assert (device.vendor, device.product, device.serial, device.form) == (0x04B8, 0x0E15, serial, Form.ROLL)


@pytest.mark.parametrize(
    "url",
    ["usb://", "usb://04b8", "usb://04b8:202", "usb://04b8:02020", "usb://04b8:0g02", "usb://04b8:0202/a/b",
     "usb://04b8:0202?reset=yes", "usb://me@04b8:0202", "usb://04b8:0202/x#y", "usb://04b8:0202/%ff"],
)  # fmt: skip
def test_an_address_that_means_nothing_is_refused(url: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whoever asked says what is allowed
        usb_device(urlsplit(url))


def test_the_settings_can_name_one() -> None:
    assert device_from_url("usb://04b8:0e15/A1") == UsbDevice(0x04B8, 0x0E15, "A1")
    assert device_from_url("usb://04b8:0e15/A1?status=no") == UsbDevice(0x04B8, 0x0E15, "A1", asks=False)


def test_the_name_says_which_one() -> None:
    assert UsbDevice(0x04B8, 0x0202).name == "USB 04b8:0202"
    assert UsbDevice(0x04B8, 0x0202, "A1").name == "USB 04b8:0202 (A1)"


# --- the real library


@pytest.mark.parametrize(
    ("code", "at_hand", "trouble"),
    [
        (errno.ENODEV, True, Trouble.BROKE_OFF),
        (errno.EIO, True, Trouble.BROKE_OFF),
        (errno.EIO, False, Trouble.OFF),
        (errno.EPIPE, True, Trouble.FAULT),
        (errno.EOVERFLOW, True, Trouble.UNKNOWN),
        (errno.ETIMEDOUT, False, Trouble.HUNG),
    ],
)
def test_what_libusb_says_has_its_trouble(code: int, at_hand: bool, trouble: Trouble) -> None:
    assert trouble_of_usb(OSError(code, "x"), at_hand=at_hand) is trouble


def test_a_system_without_the_library_lets_nobody_print_by_usb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "libusb_package", None)
    with pytest.raises(Undelivered) as refusal:
        UsbDevice(0x04B8, 0x0202).deliver(RECEIPT, JOB)
    assert (refusal.value.bytes_out, refusal.value.trouble) == (0, Trouble.NOT_ALLOWED)


@comes_with_libusb
def test_a_computer_whose_usb_cannot_be_asked_lets_nobody_print_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("libusb_package.get_libusb1_backend", lambda: None)
    assert UsbDevice(0x04B8, 0x0202).status().trouble is Trouble.NOT_ALLOWED


@comes_with_libusb
def test_this_computers_own_bus_can_be_asked(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        found = list(printers(libusb()))
    assert all(len(each.ids) == 2 for each in found)
