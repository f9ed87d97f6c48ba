"""Printers on the USB: which are there, and one of them held for the length of one job.

What the bytes mean is the USB Device Class Definition for Printing Devices 1.1: class 7, data by bulk transfers, and
GET_PORT_STATUS (4.2.2). A printer is not reset when it is opened: that would throw away what it is still printing.
"""

import contextlib
import errno
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from counter_app.domain.printer import PrinterStatus, Trouble
from counter_app.printing.devices.failing import left_until

PRINTER_CLASS, PRINTER_SUBCLASS = 7, 1
_PROTOCOLS = (2, 1)
"""Both ways, one way. The others wrap their bytes (IEEE 1284.4) or speak IPP: no receipt printer's."""

_CHUNK = 4096
_MILLISECONDS = 300  # for one question to a device: its texts, its port
_GLANCE = 0.002  # seconds
_PACKET = 64
_GET_PORT_STATUS, _SOFT_RESET = 1, 2
_NOT_ERROR, _SELECTED, _PAPER_EMPTY = 0x08, 0x10, 0x20


@dataclass(frozen=True, slots=True)
class UsbPrinter:
    """A printer on the bus, and by which of its interfaces it prints. ``receiver`` is ``None`` if it never answers."""

    device: Any
    configuration: int
    interface: int
    alternate: int
    sender: int
    receiver: int | None

    @property
    def ids(self) -> tuple[int, int]:
        """Vendor and product."""
        return int(self.device.idVendor), int(self.device.idProduct)

    def serial(self) -> str:
        """What tells it from others of its kind; empty when it has none. Raises ``OSError`` if it cannot be asked."""
        return self._text(self.device.iSerialNumber)

    def product(self) -> str:
        """Maker and product, as the device names itself; empty when it does not. Raises like ``serial``."""
        maker, product = self._text(self.device.iManufacturer), self._text(self.device.iProduct)
        return product if product.startswith(maker) else f"{maker} {product}".strip()

    def _text(self, index: int) -> str:
        import usb.util  # type: ignore[import-untyped]

        if not index:
            return ""
        self.device.default_timeout = _MILLISECONDS
        try:
            self.device._ctx.managed_open()  # noqa: SLF001 - or no right to ask would look like nothing to tell
            return str(usb.util.get_string(self.device, index)).strip("\0 ")
        except (ValueError, IndexError):  # it names no language, or what it says is no text
            return ""
        finally:
            usb.util.dispose_resources(self.device)


def libusb() -> Any:
    """The bus of this computer. Raises ``OSError`` where there is none to be asked."""
    try:
        import libusb_package
    except ImportError:  # as on Windows
        raise OSError(errno.ENOSYS, "this program does not print by USB on this system") from None

    found = libusb_package.get_libusb1_backend()
    if found is None:
        raise OSError(errno.ENOSYS, "the USB of this computer cannot be asked")
    return found


def printers(bus: Any) -> Iterator[UsbPrinter]:
    """All that call themselves printers and take bytes as they are. Raises ``OSError``."""
    import usb.core  # type: ignore[import-untyped]

    for device in usb.core.find(find_all=True, backend=bus):
        with contextlib.suppress(usb.core.USBError):  # it has gone meanwhile
            if found := _as_printer(device):
                yield found


def _as_printer(device: Any) -> UsbPrinter | None:
    ways = [
        (_PROTOCOLS.index(way.bInterfaceProtocol), configuration.bConfigurationValue, way)
        for configuration in device
        for way in configuration
        if (way.bInterfaceClass, way.bInterfaceSubClass) == (PRINTER_CLASS, PRINTER_SUBCLASS)
        and way.bInterfaceProtocol in _PROTOCOLS
    ]
    for _, configuration, way in sorted(ways, key=lambda each: each[:2]):
        bulk = [int(each.bEndpointAddress) for each in way if each.bmAttributes & 3 == 2]
        senders, receivers = [each for each in bulk if each < 0x80], [each for each in bulk if each >= 0x80]
        if senders:
            number, alternate = int(way.bInterfaceNumber), int(way.bAlternateSetting)
            return UsbPrinter(device, configuration, number, alternate, senders[0], next(iter(receivers), None))
    return None


@contextmanager
def claimed(printer: UsbPrinter) -> Iterator["ClaimedPort"]:
    """Take the printer from whoever has it on this computer, and give it back. Raises ``OSError``."""
    import usb.util

    driver_went = False
    try:
        driver_went = _without_driver(printer)
        _take(printer)
        yield ClaimedPort(printer)
    finally:
        with contextlib.suppress(OSError):  # it was pulled out: there is nothing left to give back
            usb.util.release_interface(printer.device, printer.interface)
        with contextlib.suppress(OSError):
            if driver_went:
                printer.device.attach_kernel_driver(printer.interface)
        with contextlib.suppress(OSError):
            usb.util.dispose_resources(printer.device)


def _without_driver(printer: UsbPrinter) -> bool:
    """Ask this system's own driver for printers (usblp) to let go of it; whether it had it."""
    try:
        if not printer.device.is_kernel_driver_active(printer.interface):
            return False
        printer.device.detach_kernel_driver(printer.interface)
    except NotImplementedError:  # of systems that have no such driver
        return False
    return True


def _take(printer: UsbPrinter) -> None:
    import usb.util

    device = printer.device
    try:
        # Setting what is set already would reset it.
        if device._ctx.backend.get_configuration(device._ctx.handle) != printer.configuration:  # noqa: SLF001
            device.set_configuration(printer.configuration)
        usb.util.claim_interface(device, printer.interface)
        if printer.alternate:
            device.set_interface_altsetting(printer.interface, printer.alternate)
    except NotImplementedError as error:  # in which libusb's NOT_SUPPORTED comes
        raise OSError(errno.ENOSYS, str(error)) from error


@dataclass(slots=True)
class ClaimedPort:
    """The two pipes of a printer that nobody else has (``talking.Line``), and its port.

    ``taken``: bytes of the job that the printer may have got. A transfer that broke counts whole, because nobody can say how
    far it came; one that ran out of time says so exactly.
    """

    printer: UsbPrinter
    taken: int = 0

    @property
    def answers(self) -> bool:
        """Whether there is a way back at all."""
        return self.printer.receiver is not None

    def send_job(self, data: bytes, deadline: float) -> None:
        """As ``send``, and counted."""
        while self.taken < len(data):
            piece = data[self.taken : self.taken + _CHUNK]
            try:
                self.taken += self._piece(piece, deadline)
            except TimeoutError:
                raise
            except OSError:
                self.taken += len(piece)
                raise

    def send(self, data: bytes, deadline: float) -> None:
        """All of it, until ``deadline`` of the monotonic clock. Raises ``OSError``, also when time runs out."""
        done = 0
        while done < len(data):
            done += self._piece(data[done : done + _CHUNK], deadline)

    def receive(self, seconds: float) -> bytes:
        """What comes first within ``seconds``; empty when nothing does, and of a printer that cannot say anything.

        Raises ``OSError`` when it is gone.
        """
        if self.printer.receiver is None:
            return b""
        deadline = time.monotonic() + max(seconds, _GLANCE)
        try:
            while not (came := bytes(_timed(self.printer.device.read, self.printer.receiver, _PACKET, deadline))):
                time.sleep(_GLANCE)  # an empty packet: it has nothing to say yet
        except TimeoutError:
            return b""
        return came

    def port_status(self) -> PrinterStatus:
        """What the port says, as ``port_status_of``. Raises ``OSError`` only when the printer is gone."""
        request = 0xA1, _GET_PORT_STATUS, 0, self.printer.interface
        try:
            answer = self.printer.device.ctrl_transfer(*request, 1, _MILLISECONDS)
        except OSError as error:
            if error.errno in {errno.ENODEV, errno.EIO}:
                raise
            return PrinterStatus()
        return port_status_of(answer[0]) if len(answer) else PrinterStatus()

    def drop(self) -> None:
        """SOFT_RESET (4.2.3): what of a job that failed still waits in the printer must not come out of it later."""
        with contextlib.suppress(OSError):  # few printers know it, and a printer that is gone has nothing to drop
            self.printer.device.ctrl_transfer(0x21, _SOFT_RESET, 0, self.printer.interface, None, _MILLISECONDS)

    def _piece(self, piece: bytes, deadline: float) -> int:
        """How much of it the printer took. A pipe that it halts stays so until it is told otherwise: the next needs it."""
        try:
            return int(_timed(self.printer.device.write, self.printer.sender, piece, deadline))
        except OSError as error:
            if error.errno == errno.EPIPE:
                with contextlib.suppress(OSError):
                    self.printer.device.clear_halt(self.printer.sender)
            raise


def port_status_of(octet: int) -> PrinterStatus:
    """An answer to GET_PORT_STATUS. That all is well is what a printer that cannot tell says as well (4.2.2): it is
    not taken as told. Nor is anything of an answer whose reserved bits are set.
    """
    if octet & ~(_NOT_ERROR | _SELECTED | _PAPER_EMPTY):
        return PrinterStatus()
    detail = f"port status {octet:#04x}"
    if octet & _PAPER_EMPTY:
        return PrinterStatus(told=True, trouble=Trouble.NO_PAPER, detail=f"{detail}: no paper")
    if not octet & _NOT_ERROR:
        return PrinterStatus(told=True, trouble=Trouble.FAULT, detail=f"{detail}: an error")
    if not octet & _SELECTED:
        return PrinterStatus(told=True, trouble=Trouble.OFF, detail=f"{detail}: offline")
    return PrinterStatus()


def _timed(transfer: Any, endpoint: int, what: bytes | int, deadline: float) -> Any:
    """One transfer until the deadline. Never with a time-out of 0, which libusb reads as none."""
    import usb.core

    milliseconds = max(1, int(left_until(deadline) * 1000))
    try:
        return transfer(endpoint, what, milliseconds)
    except usb.core.USBTimeoutError as error:
        raise TimeoutError from error


def trouble_of_usb(error: OSError, *, at_hand: bool) -> Trouble:
    """For the clerk, from what libusb says. ``at_hand``: the printer had been reached before."""
    if isinstance(error, TimeoutError) or error.errno == errno.ETIMEDOUT:
        return Trouble.HUNG
    if error.errno in {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ENOSYS}:
        return Trouble.NOT_ALLOWED
    if error.errno == errno.EPIPE:
        return Trouble.FAULT
    if error.errno in {errno.ENODEV, errno.ENOENT, errno.EIO}:
        return Trouble.BROKE_OFF if at_hand else Trouble.OFF
    return Trouble.UNKNOWN
