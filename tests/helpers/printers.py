"""Network printers of every temper, on loopback."""

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_PATIENCE = 10.0  # seconds after which a printer gives up on a test that hangs
_RESET = struct.pack("ii", 1, 0)


@dataclass(slots=True)
class NetworkPrinter:
    """Where it listens and what it got. ``finished`` is set when it has served its one job."""

    port: int
    received: bytearray = field(default_factory=bytearray)
    finished: threading.Event = field(default_factory=threading.Event)
    stop: threading.Event = field(default_factory=threading.Event)


Temper = Callable[[socket.socket, NetworkPrinter], None]


def takes_everything(connection: socket.socket, printer: NetworkPrinter) -> None:
    while chunk := connection.recv(4096):
        printer.received += chunk


def reports_its_status_first(connection: socket.socket, printer: NetworkPrinter) -> None:
    connection.sendall(b"\x14\x00\x00\x0f")
    takes_everything(connection, printer)


def never_reads(connection: socket.socket, printer: NetworkPrinter) -> None:
    printer.stop.wait(_PATIENCE)


def wakes_up_when_told(connection: socket.socket, printer: NetworkPrinter) -> None:
    """Prints what it finds after a long sleep, until the line turns out to be dead."""
    printer.stop.wait(_PATIENCE)
    with contextlib.suppress(ConnectionResetError):
        takes_everything(connection, printer)


def reads_but_never_closes(connection: socket.socket, printer: NetworkPrinter) -> None:
    takes_everything(connection, printer)
    printer.stop.wait(_PATIENCE)


def drips(connection: socket.socket, printer: NetworkPrinter) -> None:
    while not printer.stop.wait(0.01) and (chunk := connection.recv(16)):
        printer.received += chunk


def resets_halfway(connection: socket.socket, printer: NetworkPrinter) -> None:
    printer.received += connection.recv(100)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)


@contextmanager
def network_printer(temper: Temper) -> Iterator[NetworkPrinter]:
    """A printer that takes one job on a port of its own."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        listener.settimeout(_PATIENCE)
        printer = NetworkPrinter(listener.getsockname()[1])
        thread = threading.Thread(target=_serve, args=(listener, temper, printer))
        thread.start()
        try:
            yield printer
        finally:
            printer.stop.set()
            thread.join(_PATIENCE)


def _serve(listener: socket.socket, temper: Temper, printer: NetworkPrinter) -> None:
    try:
        connection, _ = listener.accept()
        with connection:
            connection.settimeout(_PATIENCE)
            temper(connection, printer)
    except OSError:
        printer.received.clear()  # the counter hung up: what came so far goes nowhere
    finally:
        printer.finished.set()
