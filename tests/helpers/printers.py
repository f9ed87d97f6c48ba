"""Printers of every temper, for real: on a port of loopback, or at the far end of a pseudo-terminal.

A temper is what a printer does with one line, from the first byte until it hangs up. ``talks(Firmware(...))`` is a
printer that answers the status questions; most others say nothing at all.
"""

import contextlib
import os
import select
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from tests.helpers.firmware import Firmware

_PATIENCE = 10.0  # seconds after which a printer gives up on a test that hangs
_RESET = struct.pack("ii", 1, 0)


class Wire(Protocol):
    """The printer's end of a line. ``recv`` is empty when the line is over."""

    def recv(self, count: int, /) -> bytes: ...

    def sendall(self, data: bytes, /) -> None: ...


@dataclass(slots=True)
class Printer:
    """What it printed: ``received``, without what it was only asked. ``finished`` is set when a line was served, ``stop``
    when the test is over.
    """

    received: bytearray = field(default_factory=bytearray)
    asked: list[int] = field(default_factory=list)
    lines: int = 0
    finished: threading.Event = field(default_factory=threading.Event)
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(slots=True)
class NetworkPrinter(Printer):
    """Where it listens."""

    port: int = 0


@dataclass(slots=True)
class SerialPrinter(Printer):
    """``path``: the device that a program opens."""

    path: str = ""


Temper = Callable[[Wire, Printer], None]


def talks(firmware: Firmware) -> Temper:
    """Does as the firmware says. All lines have the same firmware, so a printer out of paper stays so."""

    def serve(wire: Wire, printer: Printer) -> None:
        firmware.paper, firmware.asked = printer.received, printer.asked
        while chunk := wire.recv(4096):
            if said := firmware.take(chunk):
                wire.sendall(said)
        firmware.end()

    return serve


def takes_everything(wire: Wire, printer: Printer) -> None:
    talks(Firmware(answers=0))(wire, printer)


def reports_its_status_first(wire: Wire, printer: Printer) -> None:
    wire.sendall(Firmware().report())
    takes_everything(wire, printer)


def never_reads(wire: Wire, printer: Printer) -> None:
    printer.stop.wait(_PATIENCE)


def wakes_up_when_told(wire: Wire, printer: Printer) -> None:
    """Prints what it finds after a long sleep, until the line turns out to be dead."""
    printer.stop.wait(_PATIENCE)
    with contextlib.suppress(ConnectionResetError):
        takes_everything(wire, printer)


def reads_but_never_closes(wire: Wire, printer: Printer) -> None:
    takes_everything(wire, printer)
    printer.stop.wait(_PATIENCE)


def drips(wire: Wire, printer: Printer) -> None:
    """Reads a few bytes at a time, slower than anybody waits."""
    while not printer.stop.wait(0.01) and (chunk := wire.recv(16)):
        printer.received += chunk


def mutters(wire: Wire, printer: Printer) -> None:
    """Says things that nobody asked, without end, and prints nothing."""
    while not printer.stop.wait(0.01):
        wire.sendall(Firmware().report())


def resets_halfway(wire: Wire, printer: Printer) -> None:
    breaks_off_after(Firmware(answers=0), 100, resets)(wire, printer)


def closes_halfway(wire: Wire, printer: Printer) -> None:
    breaks_off_after(Firmware(answers=0), 100, hangs_up)(wire, printer)


def resets(wire: Wire, printer: Printer) -> None:
    """Breaks the connection off."""
    assert isinstance(wire, socket.socket)
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)


def stops_reading_after(firmware: Firmware, count: int) -> Temper:
    """Talks until so many bytes have come, and then takes no more on this line; the next line it serves."""
    talking = talks(firmware)

    def serve(wire: Wire, printer: Printer) -> None:
        if printer.lines > 1:
            talking(wire, printer)
            return
        firmware.paper, firmware.asked = printer.received, printer.asked
        came = 0
        while came < count and (chunk := wire.recv(min(4096, count - came))):
            came += len(chunk)
            if said := firmware.take(chunk):
                wire.sendall(said)
        assert isinstance(wire, socket.socket)
        _until_gone(wire)

    return serve


def breaks_off_after(firmware: Firmware, count: int, ending: Temper) -> Temper:
    """Talks until so many bytes of a job have come to it, and then does ``ending`` and hangs up: it is unplugged."""

    def serve(wire: Wire, printer: Printer) -> None:
        firmware.paper, firmware.asked = printer.received, printer.asked
        while len(printer.received) < count and (chunk := wire.recv(64)):
            if said := firmware.take(chunk):
                wire.sendall(said)
        ending(wire, printer)

    return serve


def hangs_up(wire: Wire, printer: Printer) -> None:
    """The ending without any."""


def _until_gone(connection: socket.socket) -> None:
    """Return when the other side has broken the line off, without reading what it sent before that."""
    poll = select.poll()
    poll.register(connection, 0)
    poll.poll(_PATIENCE * 1000)


@contextmanager
def network_printer(temper: Temper) -> Iterator[NetworkPrinter]:
    """A printer that serves one line after the other on a port of its own."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        listener.bind(("127.0.0.1", 0))
        listener.listen(4)
        listener.settimeout(_PATIENCE)
        printer = NetworkPrinter(port=listener.getsockname()[1])
        thread = threading.Thread(target=_listen, args=(listener, temper, printer))
        thread.start()
        try:
            yield printer
        finally:
            printer.stop.set()
            printer.finished.set()
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", printer.port), _PATIENCE).close()
            thread.join(_PATIENCE)


def _listen(listener: socket.socket, temper: Temper, printer: NetworkPrinter) -> None:
    with contextlib.suppress(OSError):
        while not printer.stop.is_set():
            connection, _ = listener.accept()
            with connection:
                if not printer.stop.is_set():
                    _serve(connection, temper, printer)


def _serve(connection: socket.socket, temper: Temper, printer: NetworkPrinter) -> None:
    printer.lines += 1
    before = len(printer.received)
    try:
        connection.settimeout(_PATIENCE)
        temper(connection, printer)
        connection.close()
    except OSError:
        del printer.received[before:]  # the counter hung up: what came so far goes nowhere
    finally:
        printer.finished.set()


@contextmanager
def serial_printer(temper: Temper) -> Iterator[SerialPrinter]:
    """A printer on a serial line of its own. When its temper is done, it is unplugged."""
    import tty  # Windows has none, and no pseudo-terminals

    master, slave = os.openpty()
    tty.setraw(slave)
    over, end = os.pipe()
    printer = SerialPrinter(path=os.ttyname(slave), lines=1)
    thread = threading.Thread(target=_attend, args=(_FarEnd(master, over), temper, printer, (master, slave)))
    thread.start()
    try:
        yield printer
    finally:
        printer.stop.set()
        os.write(end, b"!")
        thread.join(_PATIENCE)
        os.close(over)
        os.close(end)


@dataclass(frozen=True, slots=True)
class _FarEnd:
    """The master of a pseudo-terminal; ``over`` can be read when the test is."""

    master: int
    over: int

    def recv(self, count: int, /) -> bytes:
        ready, _, _ = select.select([self.master, self.over], [], [], _PATIENCE)
        return os.read(self.master, count) if self.master in ready else b""

    def sendall(self, data: bytes, /) -> None:
        while data and not select.select([self.over], [], [], 0)[0]:
            if select.select([], [self.master], [], 0.01)[1]:
                data = data[os.write(self.master, data) :]


def _attend(wire: _FarEnd, temper: Temper, printer: SerialPrinter, ends: tuple[int, int]) -> None:
    try:
        temper(wire, printer)
    finally:
        for end in ends:
            os.close(end)
        printer.finished.set()
