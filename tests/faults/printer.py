"""A network printer that keeps every piece of paper, and fails as it is told."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_RESET = struct.pack("ii", 1, 0)
_PATIENCE = 30.0
_CHUNK = 256
_MARK = b"\x00mark"


class Temper(StrEnum):
    TAKES_ALL = "takes all"
    HANGS_UP = "hangs up halfway"
    NEVER_CLOSES = "takes all and never says so"
    NO_PAPER = "takes some and waits for paper"
    UNPLUGGED = "is gone as soon as it is there"


@dataclass(frozen=True, slots=True)
class Piece:
    """What one connection put on paper."""

    data: bytes


class Printer:
    """Serves one connection after the other, in the order in which they came."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=16)
        self.port: int = self._listener.getsockname()[1]
        self.pieces: list[Piece] = []
        self._tempers: list[Temper] = []
        self._marked = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="printer", daemon=True)
        self._thread.start()

    def begin(self, tempers: Iterable[Temper] = ()) -> None:
        """New paper; the next jobs meet these ``tempers``, one each, and after them it takes everything."""
        self.settle()
        self.pieces = []
        self._tempers = list(tempers)

    def obey(self) -> None:
        """It is repaired: every job from here on is taken."""
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
        paper = bytearray()
        temper = Temper.TAKES_ALL
        with contextlib.suppress(OSError):
            while chunk := line.recv(_CHUNK):
                if not paper and chunk != _MARK and self._tempers:
                    temper = self._tempers.pop(0)
                if temper is Temper.UNPLUGGED:
                    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                    break
                paper += chunk
                if temper is Temper.HANGS_UP:
                    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                    break
                if temper is Temper.NO_PAPER:
                    break
            if temper in {Temper.NEVER_CLOSES, Temper.NO_PAPER}:
                _until_gone(line)
        if paper == _MARK:
            self._marked.set()
        elif paper:
            self.pieces.append(Piece(bytes(paper)))


def _until_gone(line: socket.socket) -> None:
    """The other side resets when its patience ends; a write is what notices."""
    with contextlib.suppress(OSError):
        while True:
            line.sendall(b"\x12")
            threading.Event().wait(0.05)
