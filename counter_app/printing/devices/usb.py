"""A printer on this computer's USB (Linux; on Windows its own spooler has it)."""

import errno
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, quote, unquote

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Certainty, Form, PrinterStatus
from counter_app.printing.devices.failing import left_until, reason_of
from counter_app.printing.devices.usb_bus import ClaimedPort, UsbPrinter, claimed, libusb, printers, trouble_of_usb

_ADDRESS = re.compile(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class UsbDevice:
    """A printer by vendor and product, and by its serial number where this computer has two of them.

    ``bus``: which USB, this computer's as a rule. ``write_timeout``: seconds for a whole job. The printer is taken
    for each job and given back, so that other programs can print too. Bytes are counted as the printer takes them.
    """

    vendor: int
    product: int
    serial: str = ""
    write_timeout: float = 5.0
    bus: Callable[[], Any] = libusb
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock, compare=False, repr=False)

    @property
    def name(self) -> str:
        ids = f"USB {self.vendor:04x}:{self.product:04x}"
        return f"{ids} ({self.serial})" if self.serial else ids

    @property
    def form(self) -> Form:
        return Form.ROLL

    def deliver(self, data: bytes, job: str) -> Certainty:
        """Send one job. Raises ``Undelivered`` with how many bytes the printer may have got."""
        deadline = time.monotonic() + self.write_timeout
        port = None
        try:
            with self._port(deadline) as port:
                self._refuse_if(port.port_status(), 0)
                port.write(data, deadline)
                self._refuse_if(port.port_status(), len(data))
        except OSError as error:
            taken = 0 if port is None else port.taken
            detail = f"{self.name}: {job}: {taken} of {len(data)} bytes went out, then {reason_of(error)}"
            raise Undelivered(detail, taken, trouble_of_usb(error, at_hand=port is not None)) from error
        return Certainty.DELIVERED

    def status(self) -> PrinterStatus:
        """Take it, ask its port, and give it back."""
        at_hand = False
        try:
            with self._port(time.monotonic() + self.write_timeout) as port:
                at_hand = True
                return port.port_status()
        except OSError as error:
            detail = f"{self.name}: {reason_of(error)}"
            return PrinterStatus(trouble=trouble_of_usb(error, at_hand=at_hand), detail=detail)

    @contextmanager
    def _port(self, deadline: float) -> Iterator[ClaimedPort]:
        """The printer, taken. Raises ``OSError``, ``TimeoutError`` when another job of ours does not end."""
        if not self._one_at_a_time.acquire(timeout=left_until(deadline)):
            raise TimeoutError
        try:
            with claimed(self._plugged_in()) as port:
                yield port
        finally:
            self._one_at_a_time.release()

    def _plugged_in(self) -> UsbPrinter:
        """The one printer that is meant: of two alike, a guess would print at the wrong desk. Raises ``OSError``."""
        fitting = [each for each in printers(self.bus()) if each.ids == (self.vendor, self.product)]
        if self.serial:
            fitting = [each for each in fitting if each.serial() == self.serial]
        if not fitting:
            raise OSError(errno.ENODEV, "no such printer is plugged in")
        if len(fitting) > 1:
            raise OSError(errno.ENOTUNIQ, f"{len(fitting)} such printers: its address must name a serial number")
        return fitting[0]

    def _refuse_if(self, told: PrinterStatus, taken: int) -> None:
        """Raises ``Undelivered`` when the printer tells of a trouble."""
        if told.trouble is not None:
            raise Undelivered(f"{self.name}: {told.detail}, {taken} bytes out", taken, told.trouble)


def usb_url(vendor: int, product: int, serial: str = "") -> str:
    """The address ``usb_device`` reads: ``usb://04b8:0202/SERIAL``."""
    return f"usb://{vendor:04x}:{product:04x}" + (f"/{quote(serial, safe='')}" if serial else "")


def usb_device(parts: SplitResult) -> UsbDevice:
    """``usb://VVVV:PPPP[/SERIAL]``, the numbers hexadecimal. Raises ``ValueError``."""
    match = _ADDRESS.fullmatch(parts.netloc)
    serial = parts.path.removeprefix("/")
    if not match or "/" in serial or parts.query or parts.fragment:
        raise ValueError(parts.netloc)
    return UsbDevice(int(match[1], 16), int(match[2], 16), unquote(serial, errors="strict"))
