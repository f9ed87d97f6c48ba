"""A pole in a test's hands: what its bytes make stand on it, and one at a serial line of this machine."""

import os
import select
import tty
from collections.abc import Iterator
from contextlib import contextmanager

from counter_app.domain.customer_view import BLANK, CustomerView
from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Trouble

COLUMNS, ROWS = 20, 2
TABLES = {0: "cp437", 2: "cp850", 19: "cp858"}
_PATIENCE = 5.0


class Misread(Exception):
    """A byte that a pole of this kind would not take as meant, with its place."""


class EpsonPole:
    """The commands of ESC/POS customer displays that are known here; every other byte is an error."""

    def __init__(self) -> None:
        self.cells: list[list[str]] = []
        self.table: str | None = None
        self.cursor_shown = True
        self._at = (0, 0)
        self._clear()

    def _clear(self) -> None:
        self.cells = [[" "] * COLUMNS for _ in range(ROWS)]
        self._at = (0, 0)

    @property
    def lines(self) -> tuple[str, str]:
        upper, lower = ("".join(row) for row in self.cells)
        return upper, lower

    def take(self, data: bytes) -> "EpsonPole":
        place = 0
        while place < len(data):
            place = self._command(data, place)
        return self

    def _command(self, data: bytes, place: int) -> int:
        if data.startswith(b"\x1b@", place):
            self._clear()
            self.table, self.cursor_shown = None, True
            return place + 2
        if data.startswith(b"\x1bt", place) and place + 2 < len(data) and data[place + 2] in TABLES:
            self.table = TABLES[data[place + 2]]
            return place + 3
        if data.startswith((b"\x1fC\x00", b"\x1fC\x01"), place):
            self.cursor_shown = bool(data[place + 2])
            return place + 3
        if data[place] == 0x0C:
            self._clear()
            return place + 1
        if data.startswith(b"\x1f$", place) and place + 3 < len(data):
            column, row = data[place + 2] - 1, data[place + 3] - 1
            if not (0 <= column < COLUMNS and 0 <= row < ROWS):
                raise Misread(f"byte {place}: there is no column {column + 1} of row {row + 1}")
            self._at = (row, column)
            return place + 4
        return self._character(data, place)

    def _character(self, data: bytes, place: int) -> int:
        row, column = self._at
        if data[place] < 0x20 or data[place] == 0x7F or self.table is None or column >= COLUMNS:
            raise Misread(f"byte {place}: {data[place : place + 4]!r} is no command, or too much for its line")
        self.cells[row][column] = data[place : place + 1].decode(self.table)
        self._at = (row, column + 1)
        return place + 1


class Cd5220Pole:
    """The commands of the CD5220 that are known here: whole lines of plain letters."""

    def __init__(self) -> None:
        self.lines = (" " * COLUMNS, " " * COLUMNS)
        self.cursor_shown = True

    def take(self, data: bytes) -> "Cd5220Pole":
        place = 0
        while place < len(data):
            if data.startswith(b"\x1b@", place):
                self.lines, self.cursor_shown = (" " * COLUMNS, " " * COLUMNS), True
                place += 2
            elif data.startswith(b"\x1b_\x00", place):
                self.cursor_shown = False
                place += 3
            elif data.startswith((b"\x1bQA", b"\x1bQB"), place):
                place = self._line(data, place)
            else:
                raise Misread(f"byte {place}: {data[place : place + 4]!r} is no command")
        return self

    def _line(self, data: bytes, place: int) -> int:
        end = data.find(b"\r", place)
        text = data[place + 3 : end]
        if end < 0 or len(text) > COLUMNS or any(not 0x20 <= byte < 0x7F for byte in text):
            raise Misread(f"byte {place}: no line of {COLUMNS} plain characters and its end")
        upper, lower = self.lines
        line = text.decode("ascii").ljust(COLUMNS)
        self.lines = (line, lower) if data[place + 2 : place + 3] == b"A" else (upper, line)
        return end + 1


class SerialPole:
    """The other end of a serial line. ``port``: the name of its near end."""

    def __init__(self, master: int, port: str) -> None:
        self.master = master
        self.port = port
        self.plugged = True

    @property
    def url(self) -> str:
        return f"serial://{self.port}"

    def read(self, least: int = 1) -> bytes:
        """What has come, once ``least`` bytes have; all that is there by then."""
        data = b""
        while len(data) < least or select.select([self.master], [], [], 0)[0]:
            if not select.select([self.master], [], [], _PATIENCE)[0]:
                raise TimeoutError(f"only {data!r} came")
            data += os.read(self.master, 4096)
        return data

    def has_come(self) -> bool:
        """Whether anything was written that nobody has read."""
        return bool(select.select([self.master], [], [], 0)[0])

    def unplug(self) -> None:
        """Pull it out: the near end finds that nothing is there any more."""
        if self.plugged:
            os.close(self.master)
            self.plugged = False


@contextmanager
def serial_pole() -> Iterator[SerialPole]:
    """A pole at a pseudo-terminal, which takes bytes as they are."""
    master, near = os.openpty()
    tty.setraw(near)
    pole = SerialPole(master, os.ttyname(near))
    try:
        yield pole
    finally:
        pole.unplug()
        os.close(near)


class FakePole:
    """Implements ``CustomerDisplay``: keeps what it was shown, or is ``unplugged``."""

    def __init__(self) -> None:
        self.name = "tiang uji"
        self.shown: list[CustomerView] = []
        self.tried = 0
        self.unplugged = False

    def show(self, view: CustomerView) -> None:
        self.tried += 1
        self.check()
        self.shown.append(view)

    def check(self) -> None:
        if self.unplugged:
            raise Undelivered("tiang uji: no such device", 0, Trouble.BROKE_OFF)

    def close(self) -> None:
        self.shown.append(BLANK)
