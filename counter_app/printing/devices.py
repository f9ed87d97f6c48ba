"""Devices that bytes are delivered to (``services.ports.PrinterDevice``), and the addresses they are named by.

A job is delivered whole or it is an error; nothing is retried here, because whether paper came out is a
question for the clerk. A device more is one class more and one line in ``_BY_SCHEME``.
"""

import contextlib
import os
import re
import socket
import struct
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import SplitResult, urlsplit
from urllib.request import url2pathname

from counter_app.domain.errors import Service, Unavailable, Undelivered
from counter_app.services.ports import PrinterDevice

RAW_PORT = 9100
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]")
_NAME_LENGTH = 100
_ABORT = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)  # SO_LINGER: on, for no time
_CHUNK = 4096


@dataclass(frozen=True, slots=True)
class FileDevice:
    """A folder that takes each job as ``<job>.bin``: whole, on disk, or not at all."""

    folder: Path

    @property
    def name(self) -> str:
        return str(self.folder)

    def deliver(self, data: bytes, job: str) -> None:
        """Write one job; the same job again replaces it. Raises ``Undelivered``."""
        target = self.folder / f"{_file_name(job)}.bin"
        bytes_out = 0
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write_whole(target, data)
            bytes_out = len(data)
            _sync_folder(self.folder)
        except OSError as error:
            raise Undelivered(f"{target}: {_reason(error)}", bytes_out) from error

    def check(self) -> None:
        """Write and remove an empty file. Raises ``Unavailable(PRINTER)``."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.folder):
                pass
        except OSError as error:
            raise Unavailable(Service.PRINTER, f"{self.folder}: {_reason(error)}") from error


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

    def deliver(self, data: bytes, job: str) -> None:
        """Send one job. Raises ``Undelivered`` with how many bytes went out."""
        try:
            connection = self._connected()
        except OSError as error:
            raise Undelivered(f"{self.name}: {job}: cannot connect: {_reason(error)}", bytes_out=0) from error
        with connection:
            _Delivery(f"{self.name}: {job}", connection, time.monotonic() + self.write_timeout).send(data)

    def check(self) -> None:
        """Connect and hang up. Raises ``Unavailable(PRINTER)``."""
        try:
            self._connected().close()
        except OSError as error:
            raise Unavailable(Service.PRINTER, f"{self.name}: cannot connect: {_reason(error)}") from error

    def _connected(self) -> socket.socket:
        """Try the host's addresses within one connect time-out for them all. Raises ``OSError``."""
        deadline = time.monotonic() + self.connect_timeout
        failure = OSError("the host has no address")
        for family, kind, protocol, _, address in socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM):
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(_left(deadline))
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
                self._connection.settimeout(_left(self._deadline))
                self._sent += self._connection.send(data[self._sent : self._sent + _CHUNK])
            self._connection.shutdown(socket.SHUT_WR)
            self._await_close()
        except OSError as error:
            self._abort()
            progress = f"{self._sent} of {len(data)} bytes went out"
            raise Undelivered(f"{self._label}: {progress}, then {_reason(error)}", self._sent) from error

    def _abort(self) -> None:
        """Close by reset: what still waits in the buffers must not come out of the printer tomorrow."""
        with contextlib.suppress(OSError):
            self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)

    def _await_close(self) -> None:
        """Read until the printer closes; what it says meanwhile (status bytes) is of no use here."""
        answer = b"more"
        while answer:
            self._connection.settimeout(_left(self._deadline))
            answer = self._connection.recv(_CHUNK)


def device_from_url(url: str) -> PrinterDevice:
    """``file:///folder`` or ``tcp://host:9100``. Raises ``ValueError`` that says what is allowed."""
    parts = urlsplit(url)
    try:
        return _BY_SCHEME[parts.scheme](parts)
    except (KeyError, ValueError):
        raise ValueError(f"printer must be file:///FOLDER or tcp://HOST:PORT, not {url!r}") from None


def _file_device(parts: SplitResult) -> PrinterDevice:
    folder = Path(url2pathname(parts.path))
    if parts.netloc not in {"", "localhost"} or not folder.is_absolute():
        raise ValueError(parts.netloc)
    return FileDevice(folder)


def _tcp_device(parts: SplitResult) -> PrinterDevice:
    if not parts.hostname or parts.path not in {"", "/"} or parts.query or parts.username or parts.port == 0:
        raise ValueError(parts.netloc)
    parts.hostname.encode("idna")  # raises here what resolving it would raise in the middle of a job
    return TcpDevice(parts.hostname, parts.port or RAW_PORT)


_BY_SCHEME: Mapping[str, Callable[[SplitResult], PrinterDevice]] = MappingProxyType(
    {"file": _file_device, "tcp": _tcp_device}
)


def _write_whole(target: Path, data: bytes) -> None:
    """Write beside the target, bring it to the disk, then rename: nobody ever sees half a job."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.stem}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Make the new name durable, where the system can open folders (Windows cannot and does not need it)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _file_name(job: str) -> str:
    """A job's name as no file system can misread it."""
    return _NOT_IN_A_NAME.sub("_", job).lstrip(".")[:_NAME_LENGTH] or "job"


def _left(deadline: float) -> float:
    """Seconds left, more than 0. Raises ``TimeoutError`` when there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _reason(error: OSError) -> str:
    return "time ran out" if isinstance(error, TimeoutError) else (error.strerror or str(error) or type(error).__name__)
