"""Devices that bytes are delivered to (``services.ports.PrinterDevice``), and the addresses they are named by.

A job is delivered whole or it is an error; nothing is retried here, because whether paper came out is a
question for the clerk. A device more is one module more and one line in ``_BY_SCHEME``.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import SplitResult, urlsplit
from urllib.request import url2pathname

from counter_app.printing.devices.cups import cups_device
from counter_app.printing.devices.file import FileDevice
from counter_app.printing.devices.serial import serial_device
from counter_app.printing.devices.tcp import tcp_device
from counter_app.printing.devices.usb import usb_device
from counter_app.printing.devices.windows import windows_device
from counter_app.services.ports import PrinterDevice


def device_from_url(url: str) -> PrinterDevice:
    """``file:///folder``, ``tcp://host:9100``, ``usb://04b8:0202``. Raises ``ValueError`` that says what is allowed."""
    parts = urlsplit(url)
    try:
        return _BY_SCHEME[parts.scheme](parts)
    except (KeyError, ValueError):
        raise ValueError(f"printer must be one of {', '.join(_FORMS)}, not {url!r}") from None


def _file_device(parts: SplitResult) -> PrinterDevice:
    folder = Path(url2pathname(parts.path))
    if parts.netloc not in {"", "localhost"} or not folder.is_absolute():
        raise ValueError(parts.netloc)
    return FileDevice(folder)


_BY_SCHEME: Mapping[str, Callable[[SplitResult], PrinterDevice]] = MappingProxyType(
    {
        "file": _file_device,
        "tcp": tcp_device,
        "usb": usb_device,
        "serial": serial_device,
        "cups": cups_device,
        "windows": windows_device,
    }
)
_FORMS = (
    "file:///FOLDER",
    "tcp://HOST:PORT",
    "serial:///dev/PORT or serial:COM3",
    "usb://VENDOR:PRODUCT[/SERIAL]",
    "cups://QUEUE[@HOST][?paper=a4|a5]",
    "windows:QUEUE NAME",
)
