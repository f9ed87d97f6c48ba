"""A job reaches the printer whole, or it is an error within seconds."""

import os
import socket
import sys
import time
from pathlib import Path

import pytest

from counter_app.domain.errors import Service, Undelivered
from counter_app.domain.printer import Trouble
from counter_app.printing.devices import device_from_url
from counter_app.printing.devices.file import FileDevice
from counter_app.printing.devices.tcp import TcpDevice
from counter_app.printing.profile import THERMAL_58
from counter_app.printing.render import render
from tests.helpers import printers
from tests.helpers.receipts import confirmed

JOB = "40111-03-000127"
LARGE = b"x" * 32_000_000  # more than the buffers of both ends hold
WRITE_TIMEOUT = 0.4
SLACK = 2.0  # seconds a busy machine may add


def tcp(port: int) -> TcpDevice:
    return TcpDevice("127.0.0.1", port, connect_timeout=0.5, write_timeout=WRITE_TIMEOUT)


def closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


# --- a folder


def test_a_job_lands_whole_in_the_folder(tmp_path: Path) -> None:
    device = FileDevice(tmp_path / "spool")
    receipt = render(confirmed(), THERMAL_58, "escpos")
    device.deliver(receipt, JOB)
    assert [path.name for path in device.folder.iterdir()] == [f"{JOB}.bin"]
    assert (device.folder / f"{JOB}.bin").read_bytes() == receipt


def test_the_same_job_again_replaces_itself(tmp_path: Path) -> None:
    device = FileDevice(tmp_path)
    device.deliver(b"first", JOB)
    device.deliver(b"second", JOB)
    assert (tmp_path / f"{JOB}.bin").read_bytes() == b"second"


def test_a_job_cannot_leave_its_folder(tmp_path: Path) -> None:
    FileDevice(tmp_path / "spool").deliver(b"x", "../../etc/passwd")
    (written,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert written == tmp_path / "spool" / "_.._etc_passwd.bin"


def test_a_disk_that_fails_leaves_no_half_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(handle: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(Undelivered, match="Input/output error") as caught:
        FileDevice(tmp_path).deliver(b"x", JOB)
    assert caught.value.bytes_out == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no folder to sync")
def test_a_name_that_may_be_lost_counts_as_printed_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def broken_for_folders(handle: int) -> None:
        if os.fstat(handle).st_nlink != 1:
            raise OSError(5, "Input/output error")
        real(handle)

    monkeypatch.setattr(os, "fsync", broken_for_folders)
    with pytest.raises(Undelivered) as caught:
        FileDevice(tmp_path).deliver(b"xyz", JOB)
    assert caught.value.bytes_out == 3


def test_a_folder_that_is_a_file_is_said_to_be_away(tmp_path: Path) -> None:
    (tmp_path / "spool").write_bytes(b"")
    device = FileDevice(tmp_path / "spool")
    with pytest.raises(Undelivered) as failed:
        device.deliver(b"x", JOB)
    status = device.status()
    assert failed.value.service is Service.PRINTER
    assert status.trouble is not None
    assert str(tmp_path / "spool") in status.detail


def test_a_folder_is_checked_without_leaving_a_trace(tmp_path: Path) -> None:
    assert FileDevice(tmp_path).status().trouble is None
    assert list(tmp_path.iterdir()) == []


# --- a network printer


@pytest.mark.parametrize("temper", [printers.takes_everything, printers.reports_its_status_first])
def test_a_job_reaches_the_network_printer_whole(temper: printers.Temper) -> None:
    receipt = render(confirmed(), THERMAL_58, "escpos")
    with printers.network_printer(temper) as printer:
        tcp(printer.port).deliver(receipt, JOB)
        assert printer.finished.wait(SLACK)
        assert printer.received == receipt


@pytest.mark.parametrize("temper", [printers.never_reads, printers.drips, printers.resets_halfway])
def test_a_printer_that_does_not_take_the_whole_job_is_an_error_in_time(temper: printers.Temper) -> None:
    with printers.network_printer(temper) as printer:
        start = time.monotonic()
        with pytest.raises(Undelivered, match=rf"of {len(LARGE)} bytes went out") as caught:
            tcp(printer.port).deliver(LARGE, JOB)
        assert time.monotonic() - start < WRITE_TIMEOUT + SLACK
        assert 0 < caught.value.bytes_out < len(LARGE)


@pytest.mark.parametrize("temper", [printers.never_reads, printers.reads_but_never_closes, printers.resets_halfway])
def test_a_receipt_in_the_buffers_of_a_printer_that_hangs_is_not_delivered(temper: printers.Temper) -> None:
    receipt = render(confirmed(), THERMAL_58, "escpos")
    with printers.network_printer(temper) as printer:
        start = time.monotonic()
        with pytest.raises(Undelivered) as caught:
            tcp(printer.port).deliver(receipt, JOB)
        assert time.monotonic() - start < WRITE_TIMEOUT + SLACK
        assert caught.value.bytes_out == len(receipt)
        assert f"{len(receipt)} of {len(receipt)} bytes went out" in caught.value.detail


def test_what_still_waited_when_a_job_was_given_up_does_not_come_out_later() -> None:
    with printers.network_printer(printers.wakes_up_when_told) as printer:
        with pytest.raises(Undelivered) as caught:
            tcp(printer.port).deliver(LARGE, JOB)
        printer.stop.set()
        assert printer.finished.wait(SLACK)
        assert len(printer.received) < caught.value.bytes_out


def test_a_printer_that_is_off_took_nothing() -> None:
    device = tcp(closed_port())
    with pytest.raises(Undelivered, match="cannot connect") as failed:
        device.deliver(b"x", JOB)
    status = device.status()
    assert failed.value.bytes_out == 0
    assert failed.value.trouble is status.trouble is Trouble.OFF
    assert device.name in status.detail


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves a full queue unanswered")
def test_a_printer_that_does_not_answer_the_call_is_given_up_in_time() -> None:
    with socket.socket() as listener, socket.socket() as first:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        first.connect(listener.getsockname())
        start = time.monotonic()
        status = tcp(listener.getsockname()[1]).status()
        assert status.trouble is Trouble.OFF
        assert "time ran out" in status.detail
        assert time.monotonic() - start < 0.5 + SLACK


def test_a_printer_that_listens_is_well() -> None:
    with printers.network_printer(printers.takes_everything) as printer:
        assert tcp(printer.port).status().trouble is None
        assert printer.finished.wait(SLACK)
        assert printer.received == b""


def test_a_printer_without_an_address_is_said_to_be_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: [])
    assert "no address" in TcpDevice("printer.invalid").status().detail


# --- by address


def test_devices_are_named_by_address(tmp_path: Path) -> None:
    assert device_from_url(tmp_path.as_uri()) == FileDevice(tmp_path)
    assert device_from_url("tcp://192.0.2.7:9101") == TcpDevice("192.0.2.7", 9101)
    assert device_from_url("tcp://printer-3") == TcpDevice("printer-3", 9100)
    assert device_from_url("tcp://[::1]:9100").name == "::1:9100"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "printer",
        "usb:///dev/lp0",
        "tcp://",
        "tcp://host:0",
        "tcp://two..dots",
        f"tcp://{'x' * 64}",
        "tcp://host:99999",
        "tcp://host:x",
        "tcp://host/queue",
        "tcp://user@host",
        "file://server/share",
        "file:relative",
    ],
)
def test_an_address_of_no_device_is_refused_with_what_is_allowed(url: str) -> None:
    with pytest.raises(ValueError, match=r"file:///FOLDER.*tcp://HOST:PORT"):
        device_from_url(url)


def test_a_device_has_a_name_that_the_clerk_can_read(tmp_path: Path) -> None:
    assert FileDevice(tmp_path).name == str(tmp_path)
    assert TcpDevice("printer-3").name == "printer-3:9100"


def test_time_that_ran_out_before_the_first_byte_is_told() -> None:
    with printers.network_printer(printers.takes_everything) as printer:
        with pytest.raises(Undelivered, match="0 of 4 bytes went out, then time ran out") as caught:
            TcpDevice("127.0.0.1", printer.port, write_timeout=0.0).deliver(b"late", JOB)
        assert caught.value.bytes_out == 0
        assert printer.finished.wait(SLACK)
        assert printer.received == b""
