"""Printers are named by address, and an address of none is refused."""

from pathlib import Path

import pytest

from counter_app.printing.devices import device_from_url
from counter_app.printing.devices.file import FileDevice
from counter_app.printing.devices.tcp import TcpDevice


def test_devices_are_named_by_address(tmp_path: Path) -> None:
    assert device_from_url(tmp_path.as_uri()) == FileDevice(tmp_path)
    assert device_from_url("tcp://192.0.2.7:9101") == TcpDevice("192.0.2.7", 9101)
    assert device_from_url("tcp://printer-3") == TcpDevice("printer-3", 9100)
    assert device_from_url("tcp://[::1]:9100").name == "::1:9100"
    assert device_from_url("tcp://printer-3?status=no") == TcpDevice("printer-3", asks=False)
    assert device_from_url("tcp://printer-3:9101?closes=no&status=yes") == TcpDevice("printer-3", 9101, closes=False)


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
        "tcp://host#1",
        "tcp://host?speed=high",
        "tcp://host?closes=never",
        "tcp://host?closes=no&closes=no",
        "tcp://host?closes",
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
