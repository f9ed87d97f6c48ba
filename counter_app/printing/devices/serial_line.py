"""A serial line: its address, opening it, and bytes both ways. For printers, and for whatever else hangs on one."""

import contextlib
import errno
import re
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import SplitResult, unquote

from counter_app.printing.devices.failing import left_until
from counter_app.printing.devices.options import options_of

BAUDS = ("9600", "19200", "38400", "57600", "115200", "4800", "2400", "1200")
_PATH = re.compile(r"/dev/[!-~]+|COM[1-9]\d{0,2}", re.ASCII)
_BITS_A_BYTE = 10  # start, eight of data, stop
_CHUNKS_A_SECOND = 4
_PAUSE = 0.002  # seconds between two looks at wires and buffers, which cannot be waited for
_WIRELESS = {errno.ENOTTY, errno.EINVAL}


class Flow(StrEnum):
    """How the other side stops the line while it is busy."""

    NONE = "none"
    RTS_CTS = "rtscts"
    XON_XOFF = "xonxoff"
    DSR_DTR = "dsrdtr"


@dataclass(frozen=True, slots=True)
class SerialPort:
    """Where a line is and how it is spoken to: eight bits, no parity, one stop bit; ``baud`` is bits a second."""

    path: str
    baud: int = 9600
    flow: Flow = Flow.NONE

    def seconds_for(self, count: int) -> float:
        """How long so many bytes take on the line."""
        return count * _BITS_A_BYTE / self.baud


def serial_port(parts: SplitResult, more: Mapping[str, tuple[str, ...]]) -> tuple[SerialPort, dict[str, str]]:
    """The line of ``serial:///dev/ttyUSB0?baud=9600&flow=none`` or ``serial:COM3``, and all options by name.

    ``more``: what else may be said, as ``options_of`` takes it. Raises ``ValueError``.
    """
    path = unquote(parts.path)
    if parts.netloc or parts.fragment or ".." in path or not _PATH.fullmatch(path):
        raise ValueError(path)
    options = options_of(parts.query, {"baud": BAUDS, "flow": tuple(Flow), **more})
    return SerialPort(path, int(options["baud"]), Flow(options["flow"])), options


@contextmanager
def opened(port: SerialPort, write_timeout: float) -> Iterator["SerialLine"]:
    """The line, this program's alone until it is closed; closing does not wait for what the other side never took.

    ``write_timeout``: seconds in which a part of what is sent must be taken. Raises ``OSError``. Windows bounds the
    opening of a port by no time-out; one over the air can take its own.
    """
    with _plain_errors():
        from serial import Serial  # type: ignore[import-untyped]

        serial = Serial(
            port.path,
            port.baud,
            timeout=_PAUSE,
            write_timeout=write_timeout,
            rtscts=port.flow is Flow.RTS_CTS,
            xonxoff=port.flow is Flow.XON_XOFF,
            exclusive=True,
        )
    try:
        yield SerialLine(serial, port)
    finally:
        with contextlib.suppress(OSError), _plain_errors():
            if serial.out_waiting:
                serial.reset_output_buffer()
        with contextlib.suppress(OSError), _plain_errors():
            serial.close()


class SerialLine:
    """An open line. ``handed_over``: bytes of which the other side may have got any, of what was sent as ``job``."""

    def __init__(self, serial: Any, port: SerialPort) -> None:
        self._serial = serial
        self._port = port
        self.handed_over = 0

    def send(self, data: bytes, deadline: float, *, job: bool = False) -> None:
        """All of it, until ``deadline`` of the monotonic clock. Raises ``OSError``."""
        step = max(1, self._port.baud // _BITS_A_BYTE // _CHUNKS_A_SECOND)
        for at in range(0, len(data), step):
            self.await_leave(deadline)
            chunk = data[at : at + step]
            self.handed_over += len(chunk) if job else 0  # what of it was taken is not known if it fails
            with _plain_errors():
                self._serial.write(chunk)

    def drain(self, deadline: float) -> None:
        """Return when every byte has left this computer. Raises ``OSError``."""
        while True:
            with _plain_errors():
                if not self._serial.out_waiting:
                    return
            time.sleep(min(_PAUSE, left_until(deadline)))

    def drop(self) -> None:
        """What has not left this computer never will. Raises ``OSError``."""
        with _plain_errors():
            self._serial.reset_output_buffer()

    def receive(self, seconds: float) -> bytes:
        """What has come, or comes first within ``seconds``; empty when nothing did. Raises ``OSError``."""
        deadline = time.monotonic() + seconds
        with _plain_errors():
            while not (waiting := self._serial.in_waiting):
                if time.monotonic() >= deadline:
                    return b""
                if first := self._serial.read(1):
                    return bytes(first + self._serial.read(self._serial.in_waiting))
            return bytes(self._serial.read(waiting))

    def await_leave(self, deadline: float) -> None:
        """Return when the wire of the flow control lets send. Raises ``OSError``, ``TimeoutError`` among them."""
        while not self._may_send():
            time.sleep(min(_PAUSE, left_until(deadline)))
        left_until(deadline)

    def _may_send(self) -> bool:
        try:
            with _plain_errors():
                if self._port.flow is Flow.RTS_CTS:
                    return bool(self._serial.cts)
                return bool(self._serial.dsr) if self._port.flow is Flow.DSR_DTR else True
        except OSError as error:
            if error.errno in _WIRELESS:  # a line without wires, as between two programs
                return True
            raise


@contextmanager
def _plain_errors() -> Iterator[None]:
    """What the system said, which pyserial hides in errors of its own, or lets through as an error of termios."""
    from serial import SerialTimeoutException

    try:
        yield
    except SerialTimeoutException as error:
        raise TimeoutError(str(error)) from error
    except _system_errors() as error:
        raise OSError(_code(error), str(error)) from error


def _system_errors() -> tuple[type[Exception], ...]:
    if sys.platform == "win32":
        return (OSError,)
    import termios

    return (OSError, termios.error)


def _code(error: BaseException) -> int:
    """The system's number. A line that reports an input/output error, or none at all, has gone away."""
    seen: BaseException | None = error
    while seen is not None:
        number = seen.errno if isinstance(seen, OSError) else next(iter(seen.args), None)
        if isinstance(number, int) and number != errno.EIO:
            return number
        seen = seen.__context__
    return errno.EACCES if "PermissionError" in str(error) else errno.ECONNRESET
