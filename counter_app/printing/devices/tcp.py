"""A network printer's raw port, 9100 as a rule."""

import contextlib
import errno
import ipaddress
import os
import socket
import struct
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Certainty, Form, PrinterStatus, Trouble
from counter_app.printing.devices.bounded import within
from counter_app.printing.devices.failing import left_until, reason_of, trouble_of
from counter_app.printing.devices.options import options_of
from counter_app.printing.devices.talking import InTrouble, Memory, Patience, Talk

RAW_PORT = 9100
_ABORT = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)  # SO_LINGER: on, for no time
_CHUNK = 4096
_MOST_UNREAD = 256  # chunks that are read away at the end: a printer that never stops talking is not waited for
_PAUSE = 0.002  # seconds between two looks at what the printer's side has acknowledged
_YES_NO = ("yes", "no")
_NEVER_CLOSED = " before it hung up; for a printer that never does, the address ends in ?closes=no"


@dataclass(frozen=True, slots=True)
class TcpDevice:
    """A network printer's raw port. Times in seconds: to connect, and to hand over the whole job after that.

    Bytes handed to the network are not bytes printed: a printer that hangs still has its buffers filled. One that
    ``asks`` may ask is asked how it stands before the job, and afterwards until it has worked everything off. For one
    that answers nothing the end of the job is announced, and it counts as delivered when the printer has closed in its
    turn. Where it never ``closes``, it counts when the printer's side has acknowledged every byte; only Linux says, so
    that elsewhere nothing better is known than that this computer's network has the job.
    """

    host: str
    port: int = RAW_PORT
    connect_timeout: float = 2.0
    write_timeout: float = 5.0
    asks: bool = True
    closes: bool = True
    patience: Patience = field(default_factory=Patience)
    _memory: Memory = field(default_factory=Memory, init=False, compare=False, repr=False)

    @property
    def name(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def form(self) -> Form:
        return Form.ROLL

    def deliver(self, data: bytes, job: str) -> Certainty:
        """Send one job. Raises ``Undelivered`` with how many bytes went out."""
        with self._memory.turn:
            delivery = _Delivery(self, data)
            try:
                return delivery.run()
            except InTrouble as said:
                raise delivery.failed(job, str(said), said.status.trouble or Trouble.UNKNOWN) from said
            except OSError as error:
                trouble = trouble_of(error, at_hand=delivery.connected)
                if trouble is Trouble.HUNG and self._memory.tells_all:
                    trouble = self._asked_again() or trouble
                raise delivery.failed(job, reason_of(error), trouble) from error

    def status(self) -> PrinterStatus:
        """Connect, ask if it may be asked, and hang up."""
        with self._memory.turn:
            connected = False
            try:
                with self.connection() as connection:
                    connected = True
                    return self.talk(connection).ask(anew=True) if self.asks else PrinterStatus()
            except OSError as error:
                doing = "asking it" if connected else "cannot connect"
                detail = f"{self.name}: {doing}: {reason_of(error)}"
                return PrinterStatus(trouble=trouble_of(error, at_hand=connected), detail=detail)

    def connection(self) -> socket.socket:
        """Try the host's addresses within one connect time-out for them all, after one to look up its name, which the
        system bounds by no time-out. Raises ``OSError``.
        """
        deadline = time.monotonic() + self.connect_timeout
        failure = OSError("the host has no address")
        found = self._addresses() if _is_number(self.host) else within(self.connect_timeout, self._addresses)
        for family, kind, protocol, _, address in found:
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(left_until(deadline))
                connection.connect(address)
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            except OSError as error:
                connection.close()
                failure = error
            else:
                return connection
        raise failure

    def _addresses(self) -> Sequence[tuple[Any, ...]]:
        return socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)

    def talk(self, connection: socket.socket) -> Talk:
        """What is said on this connection is remembered of this printer; nothing said on another comes on this one."""
        self._memory.unanswered = 0
        return Talk(_TcpLine(connection), self._memory, self.patience)

    def _asked_again(self) -> Trouble | None:
        """Why a printer that answers took no more, if it says so on a line that is free; it may then drop the rest."""
        with contextlib.suppress(OSError), self.connection() as connection:
            talk = self.talk(connection)
            trouble = talk.ask().trouble
            if trouble is not None:
                talk.forget()
            return trouble
        return None


def _is_number(host: str) -> bool:
    """Whether it is an address as it stands: nobody has to look it up, or to be waited for."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def tcp_device(parts: SplitResult) -> TcpDevice:
    """``tcp://HOST[:PORT][?status=no][&closes=no]``. Raises ``ValueError`` for anything else."""
    if not parts.hostname or parts.path not in {"", "/"} or parts.fragment or parts.username or parts.port == 0:
        raise ValueError(parts.netloc)
    parts.hostname.encode("idna")  # raises here what resolving it would raise in the middle of a job
    options = options_of(parts.query, {"status": _YES_NO, "closes": _YES_NO})
    asks, closes = options["status"] == "yes", options["closes"] == "yes"
    return TcpDevice(parts.hostname, parts.port or RAW_PORT, asks=asks, closes=closes)


class _Delivery:
    """One job on a connection of its own."""

    def __init__(self, device: TcpDevice, data: bytes) -> None:
        self._device = device
        self._data = data
        self._sent = 0
        self._closing = False
        self.connected = False

    def run(self) -> Certainty:
        """Raises ``OSError``, and ``InTrouble``."""
        with self._device.connection() as connection:
            self.connected = True
            try:
                return self._run(connection)
            except InTrouble as said:
                (_abort if self._sent and not said.status.told else _hang_up)(connection)
                raise
            except OSError:
                _abort(connection)
                raise

    def failed(self, job: str, why: str, trouble: Trouble) -> Undelivered:
        """What is told of it."""
        why += _NEVER_CLOSED if self._closing and trouble is Trouble.HUNG else ""
        progress = f"{self._sent} of {len(self._data)} bytes went out, then " if self.connected else "cannot connect: "
        return Undelivered(f"{self._device.name}: {job}: {progress}{why}", self._sent, trouble)

    def _run(self, connection: socket.socket) -> Certainty:
        if not self._device.asks:
            return self._send(connection)
        talk = self._device.talk(connection)
        status = talk.ask()
        if status.trouble is not None:
            raise InTrouble(status)
        return self._send(connection, talk)

    def _send(self, connection: socket.socket, talk: Talk | None = None) -> Certainty:
        deadline = time.monotonic() + self._device.write_timeout
        while self._sent < len(self._data):
            connection.settimeout(left_until(deadline))
            self._sent += connection.send(self._data[self._sent : self._sent + _CHUNK])
        certainty = self._seen_off(talk) if talk else None
        if certainty is not None:
            _hang_up(connection)
            return certainty
        self._closing = self._device.closes
        return (_closed if self._closing else _taken)(connection, deadline)

    def _seen_off(self, talk: Talk) -> Certainty | None:
        try:
            return talk.see_off(self._data)
        except InTrouble:
            with contextlib.suppress(OSError):
                talk.forget()
            raise


@dataclass(frozen=True, slots=True)
class _TcpLine:
    """A connection as ``talking`` uses it."""

    connection: socket.socket

    def send(self, data: bytes, deadline: float) -> None:
        self.connection.settimeout(left_until(deadline))
        self.connection.sendall(data)

    def receive(self, seconds: float) -> bytes:
        self.connection.settimeout(seconds)
        try:
            came = self.connection.recv(_CHUNK)
        except (TimeoutError, BlockingIOError):
            return b""
        if not came:
            raise ConnectionResetError(errno.ECONNRESET, "the printer hung up")
        return came


def _closed(connection: socket.socket, deadline: float) -> Certainty:
    """Announce the end and read until the printer closes; what it says meanwhile is of no use here."""
    connection.shutdown(socket.SHUT_WR)
    answer = b"more"
    while answer:
        connection.settimeout(left_until(deadline))
        answer = connection.recv(_CHUNK)
    # It may have closed before the end of the job came to it; what it did not take is answered by a reset.
    _await_acknowledged(connection, deadline)
    return Certainty.DELIVERED


def _taken(connection: socket.socket, deadline: float) -> Certainty:
    """Hang up when the printer's side has acknowledged every byte, as far as this system says."""
    known = _await_acknowledged(connection, deadline)
    _hang_up(connection)
    return Certainty.DELIVERED if known else Certainty.SPOOLED


def _await_acknowledged(connection: socket.socket, deadline: float) -> bool:
    """Return when nothing is on its way any more, ``False`` where that cannot be known. Raises ``OSError``."""
    while (waiting := _unacknowledged(connection)) != 0:
        if waiting is None:
            return False
        if code := connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
            raise OSError(code, os.strerror(code))
        time.sleep(min(_PAUSE, left_until(deadline)))
    return True


def _unacknowledged(connection: socket.socket) -> int | None:
    """Bytes that the other side's network has not acknowledged; ``None`` where the system does not say."""
    if sys.platform != "linux":
        return None
    import fcntl
    import termios

    return int.from_bytes(fcntl.ioctl(connection, termios.TIOCOUTQ, bytes(4)), sys.byteorder)


def _hang_up(connection: socket.socket) -> None:
    """Close so that the printer keeps what it has: what lies here unread would make a reset of it."""
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(0.0)
        for _ in range(_MOST_UNREAD):
            if not connection.recv(_CHUNK):
                break


def _abort(connection: socket.socket) -> None:
    """Close by reset: what still waits in the buffers must not come out of the printer tomorrow."""
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
