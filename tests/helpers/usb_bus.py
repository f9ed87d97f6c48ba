"""A USB with printers on it, for where the kernel offers none: a backend of pyusb in the place of libusb's.

It is a fake, made after what libusb and the printer class promise: handles, interfaces that only one handle has at a
time, a kernel driver that is in the way until it is detached, packets that a printer takes one by one or not at all,
endpoints that are halted until somebody clears them. Where a real one would wait until time ran out, it says so at
once, and keeps in ``time_outs`` how long it would have waited.
"""

import errno
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import usb.backend  # type: ignore[import-untyped]
import usb.core  # type: ignore[import-untyped]

from tests.helpers.firmware import Firmware

PACKET = 64
OUT, IN = 0x01, 0x82
BENIGN = 0x18  # selected, no error, not out of paper: also of those that cannot tell
NO_PAPER, IN_ERROR, OFFLINE = 0x38, 0x10, 0x08
_INTERFACE = 0
_CODES = {errno.EIO: -1, errno.EACCES: -3, errno.ENODEV: -4, errno.ENOENT: -5, errno.EBUSY: -6, errno.EPIPE: -9}


def failure(code: int) -> usb.core.USBError:
    """What pyusb raises for one of libusb's errors."""
    return usb.core.USBError(f"[{errno.errorcode[code]}]", _CODES[code], code)


_QUESTIONS = b"\x10\x04", b"\x10\x14", b"\x1dr"


@dataclass(slots=True, eq=False)
class FakeUsbPrinter:
    """One printer: what it says of itself, and its temper.

    ``language``: whether its texts are in any, as they
    must be. ``takes``, ``answers``: whether it has an endpoint for that. ``supported``: whether this system can use it at all. ``room``: bytes it takes before it takes no more. ``taken``: those that it has, on paper or waiting.
    ``unplugged_after``, ``halts_after``: bytes of data until that happens; 0 is before the first. ``port``: its answer to
    GET_PORT_STATUS, ``None`` if it knows no such question; ``port_afterwards`` once data came. ``firmware``: what it does
    with bytes, and answers in its own language; nothing, as a rule. ``empty``: how many empty packets it sends before it
    answers. ``drops``: whether it knows SOFT_RESET.
    """

    vendor: int = 0x04B8
    product: int = 0x0202
    texts: tuple[str, str, str] = ("EPSON", "TM-T20", "A1B2")
    device_class: int = 7
    protocols: tuple[int, ...] = (2,)
    language: bool = True
    takes: bool = True
    answers: bool = True
    allowed: bool = True
    supported: bool = True
    driver: bool = True
    held_by_another: bool = False
    room: int | None = None
    unplugged_after: int | None = None
    halts_after: int | None = None
    port: int | None = BENIGN
    port_afterwards: int | None = None
    firmware: Firmware = field(default_factory=lambda: Firmware(answers=0))
    empty: int = 0
    drops: bool = False
    configuration: int = 1
    plugged: bool = True
    said: bytearray = field(default_factory=bytearray)
    halted: bool = False
    taken: int = 0
    resets: int = 0
    dropped: int = 0
    owner: object = None
    driver_went: int = 0
    driver_came: int = 0
    alternate: int = 0

    @property
    def printed(self) -> bytes:
        return bytes(self.firmware.paper)

    def check_plugged(self) -> None:
        if not self.plugged:
            raise failure(errno.ENODEV)

    def take(self, packet: bytes) -> bool:
        """One packet; whether it was acknowledged. Raises like the bus when the printer does more than decline."""
        self.check_plugged()
        if self.halted:
            raise failure(errno.EPIPE)
        if self.room is not None and self.taken + len(packet) > self.room:
            return False
        if not packet.startswith(_QUESTIONS):
            self._have_its_accident()
            self.taken += len(packet)
        self.said += self.firmware.take(packet)
        return True

    def _have_its_accident(self) -> None:
        if self.unplugged_after is not None and self.taken >= self.unplugged_after:
            self.plugged = False
            raise failure(errno.ENODEV)
        if self.halts_after is not None and self.taken >= self.halts_after:
            self.halted, self.halts_after = True, None
            raise failure(errno.EPIPE)


@dataclass(slots=True, eq=False)
class Handle:
    """An opened device."""

    printer: FakeUsbPrinter
    open: bool = True


class FakeUsb(usb.backend.IBackend):  # type: ignore[misc]
    """The bus. ``time_outs``: every one it was given, in milliseconds. ``handles``: all that were ever opened."""

    def __init__(self, *printers: FakeUsbPrinter) -> None:
        super().__init__()
        self.printers = list(printers)
        self.time_outs: list[int] = []
        self.handles: list[Handle] = []

    def __call__(self) -> "FakeUsb":
        return self

    # --- what is there

    def enumerate_devices(self) -> Iterator[FakeUsbPrinter]:
        return iter([each for each in self.printers if each.plugged])

    def get_device_descriptor(self, dev: FakeUsbPrinter) -> SimpleNamespace:
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x0200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=dev.vendor, idProduct=dev.product, bcdDevice=0x0100,
            iManufacturer=1 if dev.texts[0] else 0, iProduct=2 if dev.texts[1] else 0,
            iSerialNumber=3 if dev.texts[2] else 0, bNumConfigurations=1, address=self.printers.index(dev) + 1, bus=1,
            port_number=1, port_numbers=(1,), speed=2,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: FakeUsbPrinter, config: int) -> SimpleNamespace:
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0,
            bmAttributes=0xC0, bMaxPower=1, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, dev: FakeUsbPrinter, intf: int, alt: int, config: int) -> SimpleNamespace:
        if alt >= len(dev.protocols):
            raise IndexError(alt)
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=_INTERFACE, bAlternateSetting=alt,
            bNumEndpoints=dev.takes + dev.answers, bInterfaceClass=dev.device_class, bInterfaceSubClass=1,
            bInterfaceProtocol=dev.protocols[alt], iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(
        self, dev: FakeUsbPrinter, ep: int, intf: int, alt: int, config: int
    ) -> SimpleNamespace:
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=(OUT, IN)[ep] if dev.takes else IN, bmAttributes=2, wMaxPacketSize=PACKET,
            bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    # --- who has it

    def open_device(self, dev: FakeUsbPrinter) -> Handle:
        dev.check_plugged()
        if not dev.allowed:
            raise failure(errno.EACCES)
        self.handles.append(Handle(dev))
        return self.handles[-1]

    def close_device(self, dev_handle: Handle) -> None:
        assert dev_handle.open
        dev_handle.open = False

    def get_configuration(self, dev_handle: Handle) -> int:
        dev_handle.printer.check_plugged()
        return dev_handle.printer.configuration

    def set_configuration(self, dev_handle: Handle, config_value: int) -> None:
        dev_handle.printer.configuration = config_value

    def set_interface_altsetting(self, dev_handle: Handle, intf: int, altsetting: int) -> None:
        self._held(dev_handle)
        dev_handle.printer.alternate = altsetting

    def claim_interface(self, dev_handle: Handle, intf: int) -> None:
        printer = dev_handle.printer
        printer.check_plugged()
        if not printer.supported:
            raise NotImplementedError("Operation not supported or unimplemented on this platform")
        if not printer.configuration:
            raise failure(errno.ENOENT)
        if printer.driver or printer.held_by_another or printer.owner not in {None, dev_handle}:
            raise failure(errno.EBUSY)
        printer.owner = dev_handle

    def release_interface(self, dev_handle: Handle, intf: int) -> None:
        self._held(dev_handle)
        dev_handle.printer.owner = None

    def is_kernel_driver_active(self, dev_handle: Handle, intf: int) -> bool:
        dev_handle.printer.check_plugged()
        if not dev_handle.printer.supported:
            raise NotImplementedError("Operation not supported or unimplemented on this platform")
        return dev_handle.printer.driver

    def detach_kernel_driver(self, dev_handle: Handle, intf: int) -> None:
        assert dev_handle.printer.driver
        dev_handle.printer.driver = False
        dev_handle.printer.driver_went += 1

    def attach_kernel_driver(self, dev_handle: Handle, intf: int) -> None:
        dev_handle.printer.check_plugged()
        assert dev_handle.printer.owner is None
        dev_handle.printer.driver = True
        dev_handle.printer.driver_came += 1

    def _held(self, handle: Handle) -> FakeUsbPrinter:
        assert handle.open
        handle.printer.check_plugged()
        if handle.printer.owner is not handle:
            raise failure(errno.ENOENT)
        return handle.printer

    # --- what goes over it

    def bulk_write(self, dev_handle: Handle, ep: int, intf: int, data: "array[int]", timeout: int) -> int:
        assert ep == OUT
        printer = self._held(dev_handle)
        self.time_outs.append(timeout)
        written, whole = 0, data.tobytes()
        while written < len(whole):
            packet = whole[written : written + PACKET]
            if not printer.take(packet):
                break
            written += len(packet)
        if whole and not written:
            raise usb.core.USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        return written

    def bulk_read(self, dev_handle: Handle, ep: int, intf: int, buff: "array[int]", timeout: int) -> int:
        assert ep == IN
        printer = self._held(dev_handle)
        assert printer.answers
        self.time_outs.append(timeout)
        if printer.said and printer.empty:
            printer.empty -= 1
            return 0
        packet = bytes(printer.said[: min(len(buff), PACKET)])
        del printer.said[: len(packet)]
        if not packet:
            raise usb.core.USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        buff[: len(packet)] = array("B", packet)
        return len(packet)

    def ctrl_transfer(
        self,
        dev_handle: Handle,
        bmRequestType: int,  # noqa: N803
        bRequest: int,  # noqa: N803
        wValue: int,  # noqa: N803
        wIndex: int,  # noqa: N803
        data: Any,
        timeout: int,
    ) -> int:
        printer = dev_handle.printer
        printer.check_plugged()
        self.time_outs.append(timeout)
        answer = self._control(dev_handle, (bmRequestType, bRequest), wValue)[: len(data)]
        data[: len(answer)] = array("B", answer)
        return len(answer)

    def _control(self, handle: Handle, request: tuple[int, int], value: int) -> bytes:
        printer = handle.printer
        if request == (0x80, 6) and value == 0x0300 and printer.language:
            return b"\x04\x03\x09\x04"  # one language: English (United States)
        if request == (0x80, 6) and value in {0x0301, 0x0302, 0x0303}:
            text = printer.texts[(value & 0xFF) - 1].encode("utf-16-le")
            return bytes([len(text) + 2, 3]) + text
        port = printer.port_afterwards if printer.printed and printer.port_afterwards is not None else printer.port
        if request == (0xA1, 1) and port is not None:
            self._held(handle)
            return bytes([port])
        if request == (0x21, 2) and printer.drops:
            self._held(handle).dropped += 1
            printer.firmware.buffer.clear()
            return b""
        raise failure(errno.EPIPE)

    def clear_halt(self, dev_handle: Handle, ep: int) -> None:
        self._held(dev_handle).halted = False

    def reset_device(self, dev_handle: Handle) -> None:
        dev_handle.printer.resets += 1
