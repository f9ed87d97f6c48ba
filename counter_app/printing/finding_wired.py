"""What hangs on this computer by a cable: printers on the USB, and serial ports, behind any of which one may be."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from counter_app.domain.printer import FoundPrinter, PrinterKind
from counter_app.printing.devices.usb import usb_url
from counter_app.printing.devices.usb_bus import libusb, printers

_NOTHING_KNOWN = {"", "n/a"}


def usb_printers(bus: Callable[[], Any] = libusb) -> Iterator[FoundPrinter]:
    """By the number that every one of its model has, so that a new one can take its place without anybody's doing;
    where there are two alike, by the serial number too. Raises ``OSError``.
    """
    there = list(printers(bus()))
    alike = Counter(each.ids for each in there)
    for each in there:
        serial = _text(each.serial) if alike[each.ids] > 1 else ""
        name = _text(each.product) or "USB printer"
        yield FoundPrinter(usb_url(*each.ids, serial), f"{name} ({serial})" if serial else name, PrinterKind.USB)


def serial_ports() -> Iterator[FoundPrinter]:
    """Every port that there is; what is at its other end cannot be told without sending to it. Raises ``OSError``."""
    from serial.tools.list_ports import comports  # type: ignore[import-untyped]

    for port in comports():
        yield FoundPrinter(serial_url(port.device), _port_name(port.device, port.description), PrinterKind.SERIAL)


def _port_name(device: str, description: str) -> str:
    """What the adapter calls itself, and which port it is."""
    if description in _NOTHING_KNOWN or description in device:
        return device
    return description if device in description else f"{description} ({device})"


def serial_url(port: str) -> str:
    """``/dev/ttyUSB0`` → ``serial:///dev/ttyUSB0``, ``COM3`` → ``serial:COM3``."""
    return f"serial://{quote(port)}" if port.startswith("/") else f"serial:{quote(port)}"


def _text(ask: Callable[[], str]) -> str:
    """What a device says of itself; who may not open it, or asks one that is being used, still knows that it is there."""
    try:
        return ask()
    except OSError:
        return ""
