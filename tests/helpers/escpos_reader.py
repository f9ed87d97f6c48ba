"""Reads ESC/POS the way a printer does, and far more strictly: a command it does not know is an error.

What it gives back is the paper: lines with their style, QR contents, pictures, cuts.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

CODE_PAGES = {0: "cp437", 2: "cp850", 19: "cp858"}


class UnknownCommand(AssertionError):
    """Bytes that no receipt of ours may hold."""


@dataclass(frozen=True, slots=True)
class Style:
    bold: bool = False
    inverse: bool = False
    width: int = 1
    height: int = 1
    align: int = 0


@dataclass(frozen=True, slots=True)
class PrintedLine:
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of ``width`` by ``height`` dots; ``black`` holds the (column, row) of each black one."""

    width: int
    height: int
    black: frozenset[tuple[int, int]]


@dataclass(slots=True)
class Paper:
    lines: list[PrintedLine] = field(default_factory=list)
    qr: list[str] = field(default_factory=list)
    qr_dots: int = 0
    qr_align: int = 0
    rasters: list[Raster] = field(default_factory=list)
    fed: int = 0
    cuts: list[str] = field(default_factory=list)
    code_pages: list[str] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]


def read(data: bytes) -> Paper:
    """Print a job on paper of our own. Raises ``UnknownCommand`` with the offset."""
    return _Reader(data).read()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._paper = Paper()
        self._style = Style()
        self._style_of_line = Style()
        self._line = bytearray()
        self._stored_qr = b""
        self._commands: dict[bytes, Callable[[], None]] = {
            b"\x1b@": self._reset,
            b"\x1c.": lambda: None,
            b"\x1bR": self._variant,
            b"\x1bt": self._code_page,
            b"\x1bE": lambda: self._restyle(replace(self._style, bold=self._flag())),
            b"\x1dB": lambda: self._restyle(replace(self._style, inverse=self._flag())),
            b"\x1d!": self._size,
            b"\x1ba": lambda: self._restyle(replace(self._style, align=self._take(1)[0])),
            b"\x1bd": self._feed,
            b"\x1dV": self._cut,
            b"\x1d(": self._two_dimensional,
            b"\x1dv": self._raster,
        }

    def read(self) -> Paper:
        while self._at < len(self._data):
            byte = self._data[self._at]
            if byte == 0x0A:
                self._at += 1
                self._end_line()
            elif byte in (0x1B, 0x1C, 0x1D):
                self._command()
            elif byte < 0x20 or byte == 0x7F:
                raise UnknownCommand(f"control byte {byte:#04x} at {self._at}")
            else:
                self._letter(byte)
        if self._line:
            raise UnknownCommand("the job ends in the middle of a line")
        return self._paper

    def _command(self) -> None:
        start = self._at
        name = self._take(2)
        if name not in self._commands:
            raise UnknownCommand(f"{name!r} at {start}")
        self._commands[name]()

    def _letter(self, byte: int) -> None:
        if not self._paper.code_pages:
            raise UnknownCommand("text before a code page was chosen")
        if not self._line:
            self._style_of_line = self._style
        self._line.append(byte)
        self._at += 1

    def _end_line(self) -> None:
        text = bytes(self._line).decode(self._paper.code_pages[-1] if self._paper.code_pages else "ascii")
        self._paper.lines.append(PrintedLine(text, self._style_of_line if self._line else self._style))
        self._line.clear()

    def _take(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise UnknownCommand(f"the job ends inside a command, at {self._at}")
        self._at += count
        return taken

    def _flag(self) -> bool:
        value = self._take(1)[0]
        if value not in (0, 1):
            raise UnknownCommand(f"{value} is neither on nor off, at {self._at}")
        return bool(value)

    def _restyle(self, style: Style) -> None:
        if self._line:
            raise UnknownCommand(f"style changed within a line, at {self._at}")
        self._style = style

    def _reset(self) -> None:
        if self._at != 2:
            raise UnknownCommand(f"reset in the middle of a job, at {self._at}")

    def _variant(self) -> None:
        if self._take(1) != b"\x00":
            raise UnknownCommand(f"not the American variant, at {self._at}")

    def _code_page(self) -> None:
        self._paper.code_pages.append(CODE_PAGES[self._take(1)[0]])

    def _size(self) -> None:
        value = self._take(1)[0]
        self._restyle(replace(self._style, width=(value >> 4) + 1, height=(value & 0x0F) + 1))

    def _feed(self) -> None:
        self._paper.fed += self._take(1)[0]

    def _cut(self) -> None:
        self._paper.cuts.append({0: "full", 1: "partial"}[self._take(1)[0]])

    def _two_dimensional(self) -> None:
        if self._take(1) != b"k":
            raise UnknownCommand(f"GS ( other than k, at {self._at}")
        length = int.from_bytes(self._take(2), "little")
        body = self._take(length)
        if body[:1] != b"1":
            raise UnknownCommand(f"a two-dimensional code that is no QR, at {self._at}")
        self._qr_function(body[1], body[2:])

    def _qr_function(self, function: int, body: bytes) -> None:
        match function, body:
            case 65, b"2\x00":
                pass
            case 67, _ if 1 <= body[0] <= 16:
                self._paper.qr_dots = body[0]
            case 69, b"1":
                pass
            case 80, _ if body[:1] == b"0":
                self._stored_qr = body[1:]
            case 81, b"0":
                self._paper.qr.append(self._stored_qr.decode("ascii"))
                self._paper.qr_align = self._style.align
            case _:
                raise UnknownCommand(f"QR function {function} with {body!r}")

    def _raster(self) -> None:
        if self._take(2) != b"0\x00":
            raise UnknownCommand(f"a picture in another density, at {self._at}")
        width_bytes = int.from_bytes(self._take(2), "little")
        height = int.from_bytes(self._take(2), "little")
        rows = [self._take(width_bytes) for _ in range(height)]
        black = {
            (index * 8 + bit, top)
            for top, row in enumerate(rows)
            for index, byte in enumerate(row)
            for bit in range(8)
            if byte & (0x80 >> bit)
        }
        self._paper.rasters.append(Raster(width_bytes * 8, height, frozenset(black)))
