"""What this computer knows of printers is found within seconds, and nothing is sent to any of it."""

import socket
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from counter_app.domain.printer import Form, FoundPrinter, PrinterKind
from counter_app.printing.devices import device_from_url
from counter_app.printing.finding import SystemFinder, looks_of, network_printer
from counter_app.printing.finding_queues import cups_queues, windows_queues
from counter_app.printing.finding_wired import serial_ports, usb_printers
from tests.helpers.cups import needs_cups, new_cups
from tests.helpers.logfail import LogWatch
from tests.helpers.usb_bus import FakeUsb, FakeUsbPrinter

PATIENCE = 0.3
SLACK = 2.0  # seconds a busy machine may add
EPSON = FoundPrinter("usb://04b8:0202", "EPSON TM-T20", PrinterKind.USB)
QUEUE = FoundPrinter("cups://loket", "loket", PrinterKind.CUPS)


def looking(**looks: Any) -> SystemFinder:
    return SystemFinder({PrinterKind(kind): look for kind, look in looks.items()}, PATIENCE)


def on_the_bus(*printers: FakeUsbPrinter) -> list[FoundPrinter]:
    bus = FakeUsb(*printers)
    found = list(usb_printers(bus))
    assert not any(handle.open for handle in bus.handles)
    assert all(printer.driver_went == printer.resets == len(printer.printed) == 0 for printer in printers)
    return found


# --- all of them


def test_every_kind_is_found_each_in_its_place() -> None:
    other = FoundPrinter("usb://0416:5011", "A printer", PrinterKind.USB)
    found = looking(usb=lambda: [EPSON, other], cups=lambda: [QUEUE]).find()
    assert found == [other, EPSON, QUEUE]


def test_what_is_found_twice_is_told_once() -> None:
    assert looking(usb=lambda: [EPSON, EPSON]).find() == [EPSON]


def test_a_kind_that_cannot_be_asked_is_left_out() -> None:
    def no_spooler() -> Iterable[FoundPrinter]:
        raise OSError("no CUPS here")

    assert looking(cups=no_spooler, usb=lambda: [EPSON]).find() == [EPSON]


def test_a_library_that_stumbles_hides_no_other_kind(log_watch: LogWatch) -> None:
    def stumbles() -> Iterator[FoundPrinter]:
        yield QUEUE
        raise KeyError("printer-name")

    log_watch.expects("printers: cups")
    assert looking(cups=stumbles, usb=lambda: [EPSON]).find() == [EPSON]


def test_a_library_that_hangs_is_left_behind(log_watch: LogWatch) -> None:
    release = threading.Event()

    def hangs() -> Iterable[FoundPrinter]:
        release.wait(10)
        return [QUEUE]

    log_watch.expects("printers: cups: looking for them took too long")
    began = time.monotonic()
    try:
        found = looking(usb=lambda: [EPSON], cups=hangs).find()
    finally:
        release.set()
    assert (found, time.monotonic() - began < PATIENCE + SLACK) == ([EPSON], True)


def test_on_windows_the_spooler_has_what_hangs_on_the_usb() -> None:
    assert set(looks_of("nt")) == {PrinterKind.WINDOWS, PrinterKind.SERIAL}
    assert set(looks_of("posix")) == {PrinterKind.USB, PrinterKind.CUPS, PrinterKind.SERIAL}


def test_this_computer_can_be_asked() -> None:
    for found in SystemFinder(looks_of("posix")).find():
        assert found.name


# --- on the USB


def test_a_printer_on_the_usb_is_found_by_what_it_calls_itself() -> None:
    assert on_the_bus(FakeUsbPrinter(), FakeUsbPrinter(product=1, device_class=3)) == [EPSON]


def test_a_maker_that_stands_in_the_products_name_is_not_said_twice() -> None:
    (found,) = on_the_bus(FakeUsbPrinter(texts=("EPSON", "EPSON TM-T82X", "")))
    assert found.name == "EPSON TM-T82X"


@pytest.mark.parametrize(
    "printer", [FakeUsbPrinter(allowed=False), FakeUsbPrinter(texts=("", "", "")), FakeUsbPrinter(language=False)]
)
def test_a_printer_that_cannot_be_asked_its_name_is_found_all_the_same(printer: FakeUsbPrinter) -> None:
    assert on_the_bus(printer) == [FoundPrinter("usb://04b8:0202", "USB printer", PrinterKind.USB)]


def test_two_alike_are_told_apart_by_their_serial_numbers() -> None:
    found = on_the_bus(
        FakeUsbPrinter(texts=("EPSON", "TM-T20", "L 1")), FakeUsbPrinter(texts=("EPSON", "TM-T20", "R1"))
    )
    assert [(each.url, each.name) for each in found] == [
        ("usb://04b8:0202/L%201", "EPSON TM-T20 (L 1)"),
        ("usb://04b8:0202/R1", "EPSON TM-T20 (R1)"),
    ]


# --- serial ports


def test_every_serial_port_is_found_and_its_address_is_one_the_settings_take(monkeypatch: pytest.MonkeyPatch) -> None:
    ports = [
        SimpleNamespace(device="/dev/ttyUSB0", description="USB-Serial Controller"),
        SimpleNamespace(device="/dev/ttyS0", description="ttyS0"),
        SimpleNamespace(device="/dev/rfcomm0", description="n/a"),
        SimpleNamespace(device="COM3", description="Prolific USB-to-Serial (COM3)"),
    ]
    monkeypatch.setattr("serial.tools.list_ports.comports", lambda: ports)
    assert [(each.url, each.name) for each in serial_ports()] == [
        ("serial:///dev/ttyUSB0", "USB-Serial Controller (/dev/ttyUSB0)"),
        ("serial:///dev/ttyS0", "/dev/ttyS0"),
        ("serial:///dev/rfcomm0", "/dev/rfcomm0"),
        ("serial:COM3", "Prolific USB-to-Serial (COM3)"),
    ]
    assert [device_from_url(each.url).name for each in serial_ports()]


# --- at a given place


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener


def test_what_listens_at_a_place_is_found_there(listening: socket.socket) -> None:
    port = listening.getsockname()[1]
    found = SystemFinder({}, 2.0).at("127.0.0.1", port)
    assert found == FoundPrinter(f"tcp://127.0.0.1:{port}", f"127.0.0.1:{port}", PrinterKind.NETWORK)
    assert device_from_url(found.url).name == found.name
    connection, _ = listening.accept()
    with connection:
        assert connection.recv(1) == b""  # nothing was sent


def test_where_nothing_listens_nothing_is_found() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert SystemFinder({}, 2.0).at("127.0.0.1", taken.getsockname()[1]) is None


@pytest.mark.parametrize(("host", "port"), [("two..dots", 9100), ("x" * 64, 9100), ("127.0.0.1", 99999)])
def test_a_place_that_there_cannot_be_has_no_printer(host: str, port: int) -> None:
    assert SystemFinder({}, 2.0).at(host, port) is None


def has_newer_internet() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_newer_internet(), reason="this machine has no IPv6, not even with itself")
def test_a_place_in_the_newer_internet_is_written_so_that_it_can_be_read_again() -> None:
    with socket.socket(socket.AF_INET6) as listener:
        listener.bind(("::1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        (found,) = network_printer("::1", port)
    assert found.url == f"tcp://[::1]:{port}"
    assert device_from_url(found.url).name


# --- Windows' queues: a fake of the one call, made after its documentation


class FakeSpooler(ModuleType):
    """What ``win32print`` tells of queues at level 5."""

    PRINTER_ENUM_LOCAL, PRINTER_ENUM_CONNECTIONS = 2, 4

    class error(Exception):  # noqa: N801 - its name there
        pass

    def __init__(self, *queues: tuple[str, str], away: bool = False) -> None:
        super().__init__("win32print")
        self._queues = queues
        self._away = away

    def EnumPrinters(self, flags: int, name: None, level: int) -> list[dict[str, str]]:  # noqa: N802
        assert (flags, name, level) == (6, None, 5)
        if self._away:
            raise self.error(1722, "EnumPrinters", "The RPC server is unavailable.")
        return [{"pPrinterName": queue, "pPortName": port} for queue, port in self._queues]


def test_windows_queues_are_found_but_not_those_that_only_make_files(monkeypatch: pytest.MonkeyPatch) -> None:
    queues = ("EPSON TM-T82 Receipt", "USB001"), (r"\\kasir\Struk #2", "TM"), ("Microsoft Print to PDF", "PORTPROMPT:")
    monkeypatch.setitem(sys.modules, "win32print", FakeSpooler(*queues))
    assert [(each.url, each.name) for each in windows_queues()] == [
        ("windows:EPSON TM-T82 Receipt", "EPSON TM-T82 Receipt"),
        ("windows:%5C%5Ckasir%5CStruk %232", r"\\kasir\Struk #2"),
    ]
    assert [device_from_url(each.url).name for each in windows_queues()] == [
        "EPSON TM-T82 Receipt",
        r"\\kasir\Struk #2",
    ]


def test_a_spooler_of_windows_that_is_stopped_cannot_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "win32print", FakeSpooler(away=True))
    with pytest.raises(OSError, match="RPC server is unavailable"):
        list(windows_queues())


# --- CUPS


def test_where_there_is_no_cups_it_cannot_be_asked() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(OSError, match=r"CUPS at 127\.0\.0\.1"):
            list(cups_queues("127.0.0.1", taken.getsockname()[1]))


@needs_cups
@pytest.mark.xdist_group("cups")
def test_queues_are_found_and_those_of_office_printers_are_given_pages(tmp_path: Path) -> None:
    cups = new_cups()
    try:
        assert list(cups_queues("127.0.0.1", cups.port)) == []
        receipts = cups.queue("socket://127.0.0.1:9")
        office = cups.queue("socket://127.0.0.1:9")
        (tmp_path / "a4.ppd").write_text(A4_PRINTER)
        cups.change(office, "-P", str(tmp_path / "a4.ppd"), "-D", "Laser di ruang belakang")
        cups.pause(receipts)
        found = {each.name: each.url for each in cups_queues("127.0.0.1", cups.port)}
    finally:
        cups.stop()
    assert found == {
        receipts: f"cups://{receipts}@127.0.0.1:{cups.port}",
        f"Laser di ruang belakang ({office})": f"cups://{office}@127.0.0.1:{cups.port}?paper=a4",
    }
    assert [device_from_url(url).form for url in found.values()] == [Form.ROLL, Form.PAGE]


def test_a_queue_on_this_computer_needs_no_host_in_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    async def answer(_host: str, _port: int) -> list[dict[str, str]]:
        return [{"printer-name": "kasir_ü"}]

    monkeypatch.setattr("counter_app.printing.finding_queues._asked", answer)
    (found,) = cups_queues()
    assert found == FoundPrinter("cups://kasir_%C3%BC", "kasir_ü", PrinterKind.CUPS)
    assert device_from_url(found.url).name == "kasir_ü"


A4_PRINTER = """\
*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "A4.PPD"
*Manufacturer: "Invented"
*Product: "(Laser)"
*ModelName: "Invented Laser"
*NickName: "Invented Laser"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*OpenUI *PageSize/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageSize
*DefaultImageableArea: A4
*ImageableArea A4/A4: "18 18 577 824"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
"""
