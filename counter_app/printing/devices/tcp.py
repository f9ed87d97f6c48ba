"""A network printer's raw port, 9100 as a rule."""

import contextlib
import os
import socket
import struct
import time
from dataclasses import dataclass

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Certainty, Form, PrinterStatus
from counter_app.printing.devices.failing import left_until, reason_of, trouble_of

RAW_PORT = 9100
_ABORT = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)  # SO_LINGER: on, for no time
_CHUNK = 4096


@dataclass(frozen=True, slots=True)
class TcpDevice:
    """A network printer's raw port. Times in seconds: to connect, and for the whole job after that.

    Bytes handed to the network are not bytes printed: a printer that hangs still has its buffers filled. So
    the end of the job is announced, and the job counts as delivered when the printer has closed in its turn.
    """

    host: str
    port: int = RAW_PORT
    connect_timeout: float = 2.0
    write_timeout: float = 5.0

    @property
    def name(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def form(self) -> Form:
        return Form.ROLL

    def deliver(self, data: bytes, job: str) -> Certainty:
        """Send one job. Raises ``Undelivered`` with how many bytes went out."""
        try:
            connection = self._connected()
        except OSError as error:
            detail = f"{self.name}: {job}: cannot connect: {reason_of(error)}"
            raise Undelivered(detail, 0, trouble_of(error, at_hand=False)) from error
        with connection:
            _Delivery(f"{self.name}: {job}", connection, time.monotonic() + self.write_timeout).send(data)
        return Certainty.DELIVERED

    def status(self) -> PrinterStatus:
        """Connect and hang up."""
        try:
            self._connected().close()
        except OSError as error:
            detail = f"{self.name}: cannot connect: {reason_of(error)}"
            return PrinterStatus(trouble=trouble_of(error, at_hand=False), detail=detail)
        return PrinterStatus()

    def _connected(self) -> socket.socket:
        """Try the host's addresses within one connect time-out for them all. Raises ``OSError``."""
        deadline = time.monotonic() + self.connect_timeout
        failure = OSError("the host has no address")
        for family, kind, protocol, _, address in socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM):
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(left_until(deadline))
                connection.connect(address)
            except OSError as error:
                connection.close()
                failure = error
            else:
                return connection
        raise failure


class _Delivery:
    """One job on an open connection, ``deadline`` by the monotonic clock."""

    def __init__(self, label: str, connection: socket.socket, deadline: float) -> None:
        self._label = label
        self._connection = connection
        self._deadline = deadline
        self._sent = 0

    def send(self, data: bytes) -> None:
        try:
            while self._sent < len(data):
                self._connection.settimeout(left_until(self._deadline))
                self._sent += self._connection.send(data[self._sent : self._sent + _CHUNK])
            self._connection.shutdown(socket.SHUT_WR)
            self._await_close()
        except OSError as error:
            self._abort()
            progress = f"{self._sent} of {len(data)} bytes went out"
            detail = f"{self._label}: {progress}, then {reason_of(error)}"
            raise Undelivered(detail, self._sent, trouble_of(error)) from error

    def _abort(self) -> None:
        """Close by reset: what still waits in the buffers must not come out of the printer tomorrow."""
        with contextlib.suppress(OSError):
            self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)

    def _await_close(self) -> None:
        """Read until the printer closes; what it says meanwhile (status bytes) is of no use here."""
        answer = b"more"
        while answer:
            self._connection.settimeout(left_until(self._deadline))
            answer = self._connection.recv(_CHUNK)
