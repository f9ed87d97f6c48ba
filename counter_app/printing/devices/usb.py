"""A printer on this computer's USB (Linux; on Windows its own spooler has it)."""

import contextlib
import errno
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, quote, unquote

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Certainty, Form, PrinterStatus, Trouble
from counter_app.printing.devices.failing import reason_of
from counter_app.printing.devices.options import options_of
from counter_app.printing.devices.talking import InTrouble, Memory, Patience, Talk
from counter_app.printing.devices.usb_bus import ClaimedPort, UsbPrinter, claimed, libusb, printers, trouble_of_usb

_ADDRESS = re.compile(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class UsbDevice:
    """A printer by vendor and product, and by its serial number where this computer has two of them.

    The printer is taken for each job and given back, so that other programs can print too, and bytes are counted as it
    takes them. One that ``asks`` may ask is asked how it stands, in its own language where it has a way to answer and
    by its port, before the job and after it. ``write_timeout``: seconds to hand over a job. ``bus``: which USB.
    """

    vendor: int
    product: int
    serial: str = ""
    write_timeout: float = 5.0
    asks: bool = True
    patience: Patience = field(default_factory=Patience)
    bus: Callable[[], Any] = libusb
    _memory: Memory = field(default_factory=Memory, init=False, compare=False, repr=False)

    @property
    def name(self) -> str:
        ids = f"USB {self.vendor:04x}:{self.product:04x}"
        return f"{ids} ({self.serial})" if self.serial else ids

    @property
    def form(self) -> Form:
        return Form.ROLL

    def deliver(self, data: bytes, job: str) -> Certainty:
        """Send one job. Raises ``Undelivered`` with how many bytes the printer may have got."""
        port = None
        with self._memory.turn:
            try:
                with claimed(self._plugged_in()) as port:
                    return self._print(port, data)
            except InTrouble as said:
                why, trouble = str(said), said.status.trouble or Trouble.UNKNOWN
            except OSError as error:
                why, trouble = reason_of(error), trouble_of_usb(error, at_hand=port is not None)
        taken = 0 if port is None else port.taken
        raise Undelivered(f"{self.name}: {job}: {taken} of {len(data)} bytes went out, then {why}", taken, trouble)

    def status(self) -> PrinterStatus:
        """Take it, ask it, and give it back."""
        at_hand = False
        with self._memory.turn:
            try:
                with claimed(self._plugged_in()) as port:
                    at_hand = True
                    return self._standing(port, self._talk(port), anew=True) if self.asks else PrinterStatus()
            except OSError as error:
                detail = f"{self.name}: {reason_of(error)}"
                return PrinterStatus(trouble=trouble_of_usb(error, at_hand=at_hand), detail=detail)

    def _print(self, port: ClaimedPort, data: bytes) -> Certainty:
        """Raises ``OSError``, and ``InTrouble``."""
        talk = self._talk(port)
        if self.asks:
            _refuse(self._standing(port, talk))
        try:
            port.send_job(data, time.monotonic() + self.write_timeout)
            return self._seen_off(port, talk, data)
        except (OSError, InTrouble) as failure:
            said = port.port_status() if self.asks and _is_hung(failure) else PrinterStatus()
            with contextlib.suppress(OSError):
                if talk is not None:
                    talk.forget()
            port.drop()
            _refuse(said)  # a printer that takes no more bytes can still say why, by another way
            raise

    def _standing(self, port: ClaimedPort, talk: Talk | None, *, anew: bool = False) -> PrinterStatus:
        """What it says itself, if that is everything; otherwise what its port says counts too."""
        by_port = port.port_status()
        try:
            told = talk.ask(anew=anew) if talk is not None else PrinterStatus()
        except TimeoutError:
            if by_port.trouble is None:
                raise
            return by_port
        if told.trouble is Trouble.HUNG and by_port.trouble is not None:
            return by_port
        return told if self._memory.tells_all or told.trouble is not None or by_port.trouble is None else by_port

    def _seen_off(self, port: ClaimedPort, talk: Talk | None, data: bytes) -> Certainty:
        certainty = talk.see_off(data) if talk is not None else None
        if self.asks and not self._memory.tells_all:
            _refuse(port.port_status())
        return certainty or Certainty.DELIVERED

    def _talk(self, port: ClaimedPort) -> Talk | None:
        """The conversation, where there may be one and there is a way back."""
        return Talk(port, self._memory, self.patience) if self.asks and port.answers else None

    def _plugged_in(self) -> UsbPrinter:
        """The one printer that is meant: of two alike, a guess would print at the wrong desk. Raises ``OSError``."""
        fitting = [each for each in printers(self.bus()) if each.ids == (self.vendor, self.product)]
        if self.serial:
            fitting = [each for each in fitting if each.serial() == self.serial]
        if not fitting:
            raise OSError(errno.ENODEV, "no such printer is plugged in")
        if len(fitting) > 1:
            raise OSError(errno.EINVAL, f"{len(fitting)} such printers: its address must name a serial number")
        return fitting[0]


def _refuse(status: PrinterStatus) -> None:
    """Raises ``InTrouble`` when there is any."""
    if status.trouble is not None:
        raise InTrouble(status)


def _is_hung(failure: OSError | InTrouble) -> bool:
    """It takes or says nothing any more."""
    if isinstance(failure, InTrouble):
        return failure.status.trouble is Trouble.HUNG
    return isinstance(failure, TimeoutError)


def usb_url(vendor: int, product: int, serial: str = "") -> str:
    """The address ``usb_device`` reads: ``usb://04b8:0202/SERIAL``."""
    return f"usb://{vendor:04x}:{product:04x}" + (f"/{quote(serial, safe='')}" if serial else "")


def usb_device(parts: SplitResult) -> UsbDevice:
    """``usb://VVVV:PPPP[/SERIAL][?status=no]``, the numbers hexadecimal. Raises ``ValueError``."""
    match = _ADDRESS.fullmatch(parts.netloc)
    serial = parts.path.removeprefix("/")
    if not match or "/" in serial or parts.fragment:
        raise ValueError(parts.netloc)
    asks = options_of(parts.query, {"status": ("yes", "no")})["status"] == "yes"
    return UsbDevice(int(match[1], 16), int(match[2], 16), unquote(serial, errors="strict"), asks=asks)
