"""A network printer that keeps every piece of paper, and fails as it is told.

It is mute, or one that answers when it is asked how it stands (``tests.helpers.firmware``).
"""

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tests.helpers.firmware import Firmware

_RESET = struct.pack("ii", 1, 0)
_PATIENCE = 30.0
_CHUNK = 256
_MARK = b"\x00mark"
_NOISE = b"\x80"  # no answer to anything


_SOME = 300  # bytes of a job, which is longer


class Temper(StrEnum):
    TAKES_ALL = "takes all"
    HANGS_UP = "hangs up halfway"
    NEVER_CLOSES = "takes all and never says so"
    NO_PAPER = "takes some and waits for paper"
    UNPLUGGED = "is gone as soon as it is there"
    NEVER_READS = "is there, and never reads"
    SAYS_ALL = "answers, and prints"
    NEAR_END = "answers that its roll nears its end, and prints"
    SAYS_NO_PAPER = "answers that it has no paper"
    SAYS_OPEN = "answers that its cover is open"
    PAPER_ENDS = "answers, and its paper ends halfway"
    COVER_OPENS = "answers, and its cover is opened halfway"
    FALLS_SILENT = "answers until the job is half out, and never again"


MUTE = (Temper.TAKES_ALL, Temper.HANGS_UP, Temper.NEVER_CLOSES, Temper.NO_PAPER, Temper.UNPLUGGED, Temper.NEVER_READS)

_FIRMWARES: Mapping[Temper, Callable[[], Firmware]] = {
    Temper.SAYS_ALL: Firmware,
    Temper.NEAR_END: lambda: Firmware(near_end=True),
    Temper.SAYS_NO_PAPER: lambda: Firmware(paper_out=True),
    Temper.SAYS_OPEN: lambda: Firmware(cover_open=True),
    Temper.PAPER_ENDS: lambda: Firmware().after(_SOME, paper_out=True),
    Temper.COVER_OPENS: lambda: Firmware(works_off=False).after(_SOME, cover_open=True),
    Temper.FALLS_SILENT: lambda: Firmware(ignores=_SOME),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """What one connection put on paper. ``late``: so many bytes of it only once it was mended, after the line had ended."""

    data: bytes
    late: int = 0


class Printer:
    """Serves one connection after the other, in the order in which they came."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=16)
        self.port: int = self._listener.getsockname()[1]
        self.pieces: list[Piece] = []
        self._tempers: list[Temper] = []
        self._usual = Temper.TAKES_ALL
        self._marked = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="printer", daemon=True)
        self._thread.start()

    def begin(self, tempers: Iterable[Temper] = (), usual: Temper = Temper.TAKES_ALL) -> None:
        """New paper; the next connections meet these ``tempers``, one each, and after them the ``usual`` one."""
        self.settle()
        self.pieces = []
        self._usual = usual
        self._tempers = list(tempers)

    def obey(self) -> None:
        """It is repaired: from here on it is as usual."""
        self._tempers = []

    def settle(self) -> None:
        """Return when everything that was on its way here is on paper."""
        self._marked.clear()
        with socket.create_connection(("127.0.0.1", self.port), _PATIENCE) as line:
            line.sendall(_MARK)
        assert self._marked.wait(_PATIENCE), "the printer hangs"

    def close(self) -> None:
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            with line:
                line.settimeout(_PATIENCE)
                self._take(line)

    def _take(self, line: socket.socket) -> None:
        firmware = Firmware(answers=0)
        with contextlib.suppress(OSError):
            chunk = line.recv(_CHUNK)
            if chunk == _MARK:
                self._marked.set()
            elif chunk:
                temper = self._tempers.pop(0) if self._tempers else self._usual
                firmware = _FIRMWARES.get(temper, lambda: firmware)()
                _obey(temper, firmware, line, chunk)
        firmware.end()
        there = len(firmware.paper)
        firmware.mend()  # whoever puts paper in lets out what still waits in it
        if firmware.paper:
            self.pieces.append(Piece(bytes(firmware.paper), len(firmware.paper) - there))


def _obey(temper: Temper, firmware: Firmware, line: socket.socket, chunk: bytes) -> None:
    """One connection, from the first bytes that came on it until one side has had enough. Raises ``OSError``."""
    while chunk:
        if temper in {Temper.UNPLUGGED, Temper.NEVER_READS}:
            break
        if said := firmware.take(chunk):
            line.sendall(said)
        if firmware.paper and temper in {Temper.HANGS_UP, Temper.NO_PAPER}:
            break
        chunk = line.recv(_CHUNK)
    if temper in {Temper.HANGS_UP, Temper.UNPLUGGED}:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    elif temper in {Temper.NEVER_CLOSES, Temper.NO_PAPER, Temper.NEVER_READS}:
        _until_gone(line)


def _until_gone(line: socket.socket) -> None:
    """The other side resets when its patience ends; a write is what notices."""
    with contextlib.suppress(OSError):
        while True:
            line.sendall(_NOISE)
            threading.Event().wait(0.05)
