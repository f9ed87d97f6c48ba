"""A pole at a serial line: the display of two lines that stands up from the counter (``services.ports.CustomerDisplay``).

The line stays open between two frames, because opening it makes some poles start anew. After any fault it is let go, and
the next frame opens it again: so a pole that was unplugged comes back by itself.
"""

import contextlib
import errno
import os
import threading
import time
from typing import Protocol
from urllib.parse import urlsplit

from counter_app.domain.customer_view import BLANK, CustomerView
from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Trouble
from counter_app.printing.devices.failing import reason_of, trouble_of
from counter_app.printing.devices.serial_line import Flow, SerialPort, serial_port
from counter_app.printing.pole_commands import COMMANDS
from counter_app.printing.pole_lines import lines_of

WRITE_SECONDS = 0.5
"""A frame is some 60 bytes: 70 ms at 9,600 baud. What takes longer is not read by anybody."""
_LOOK = 0.01
"""Seconds between two looks at whether the last bytes have gone."""

_TAKEN = frozenset({errno.EAGAIN, errno.EBUSY})
"""What opening a line says that another program has."""
if os.name == "posix":
    import termios

    _TERMINAL_FAULTS: tuple[type[Exception], ...] = (termios.error,)
else:
    _TERMINAL_FAULTS = ()


def port_of(url: str) -> SerialPort:
    """The line of ``serial:///dev/ttyUSB0?baud=9600`` or ``serial:COM3``, as a printer's is. Raises ``ValueError``."""
    parts = urlsplit(url)
    if parts.scheme != "serial":
        raise ValueError(url)
    return serial_port(parts, {})[0]


class _Line(Protocol):
    """Of pyserial, which brings no types, what is used here."""

    @property
    def out_waiting(self) -> int: ...

    def write(self, data: bytes) -> int | None: ...

    def reset_output_buffer(self) -> None: ...

    def close(self) -> None: ...


class Pole:
    """``url``: a serial line as ``printing.devices`` writes one. Shown from one lane at a time; closed from any thread."""

    def __init__(self, url: str, commands: str, code_page: str, office: str, *, training: bool = False) -> None:
        """Raises ``ValueError`` for an address that is none, and ``KeyError`` for commands that nobody knows."""
        self._at = port_of(url)
        self._frame = COMMANDS[commands]
        self._code_page = code_page
        self._office = office
        self._training = training
        self._line: _Line | None = None
        self._shown = False
        self._busy = threading.Lock()

    @property
    def name(self) -> str:
        return self._at.path

    def show(self, view: CustomerView) -> None:
        """Write both lines. Raises ``Undelivered`` after half a second at the latest."""
        frame = self._frame(lines_of(view, self._office, training=self._training), self._code_page)
        with self._busy:
            self._shown = True
            self._write(frame)

    def check(self) -> None:
        """Open the line, if it is not. Raises ``Undelivered``."""
        with self._busy:
            self._opened()

    def close(self) -> None:
        """Blank it, if it has shown anything, and let go of the line."""
        with self._busy:
            if self._line is not None and self._shown:
                with contextlib.suppress(Undelivered, OSError, *_TERMINAL_FAULTS):
                    self._write(self._frame(lines_of(BLANK, ""), self._code_page))
                    self._drain()
            self._let_go()

    def _write(self, frame: bytes) -> None:
        line = self._opened()
        try:
            line.write(frame)
        except OSError as error:
            self._let_go()
            raise Undelivered(f"{self.name}: {reason_of(error)}", 0, _trouble(error)) from error

    def _opened(self) -> _Line:
        if self._line is None:
            try:
                self._line = _open(self._at)
            except OSError as error:
                taken = error.errno in _TAKEN
                trouble = Trouble.NOT_ALLOWED if taken else trouble_of(error, at_hand=False)
                raise Undelivered(f"{self.name}: {reason_of(error)}", 0, trouble) from error
        return self._line

    def _drain(self) -> None:
        """Until the last byte is on its way, or time is up: pyserial's own way of waiting has no end."""
        deadline = time.monotonic() + WRITE_SECONDS
        while self._line is not None and self._line.out_waiting and time.monotonic() < deadline:
            time.sleep(_LOOK)

    def _let_go(self) -> None:
        """What still waits in the line's buffer is given up, or closing would wait for it."""
        line, self._line = self._line, None
        if line is not None:
            with contextlib.suppress(OSError, *_TERMINAL_FAULTS):
                if line.out_waiting:
                    line.reset_output_buffer()
            with contextlib.suppress(OSError, *_TERMINAL_FAULTS):
                line.close()


def _open(at: SerialPort) -> _Line:
    import serial  # type: ignore[import-untyped]

    line: _Line = serial.Serial(
        at.path,
        at.baud,
        timeout=0,
        write_timeout=WRITE_SECONDS,
        rtscts=at.flow is Flow.RTS_CTS,
        xonxoff=at.flow is Flow.XON_XOFF,
        dsrdtr=at.flow is Flow.DSR_DTR,
        exclusive=True,
    )
    return line


def _trouble(error: OSError) -> Trouble:
    import serial

    return Trouble.HUNG if isinstance(error, serial.SerialTimeoutException) else Trouble.BROKE_OFF
