"""Reads ESC/POS the way a printer does, and far more strictly: what no paper of ours may hold is an error.

A printer passes over what it does not understand, or prints it as signs; a payer's paper must not depend on which.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from counter_app.printing.printed import (
    WIDEST,
    Blade,
    Feed,
    Mark,
    PaperOut,
    PrintedLine,
    Pulse,
    QrCode,
    Raster,
    Style,
)

DOTS_ACROSS = 12
"""Dots that a character of font A is wide."""

_CODE_PAGES = {0: "cp437", 2: "cp850", 19: "cp858"}
_BLADES = {0: Blade.FULL, 1: Blade.PARTIAL}
_PINS = {0: 2, 1: 5}
_PULSE_UNIT = 2
_LINE_FEED, _DELETE, _FIRST_LETTER = 0x0A, 0x7F, 0x20
_ESCAPES = frozenset({0x1B, 0x1C, 0x1D})
_LARGEST_MODULE = 16

_Parameter = TypeVar("_Parameter")


class Unreadable(ValueError):
    """Bytes that no paper of ours may hold, ``offset`` bytes from the start of the job."""

    def __init__(self, detail: str, offset: int) -> None:
        super().__init__(f"{detail}, at byte {offset}")
        self.detail = detail
        self.offset = offset


def read(data: bytes, columns: int = WIDEST) -> PaperOut:
    """Print one job on paper that is ``columns`` characters wide.

    Raises ``Unreadable`` for an unknown command, a control byte, text before the code page, a style changed within
    a line, anything wider than the paper or after the blade, and a job that ends too early.
    """
    return _Reading(data, columns).read()


@dataclass(frozen=True, slots=True)
class _StoredCode:
    """What a printer has been told of a code that it is to draw: all of it, or it draws what it drew before."""

    model: bool = False
    dots: int = 0
    level_m: bool = False
    text: str = ""

    @property
    def is_complete(self) -> bool:
        return self.model and self.level_m and self.dots > 0 and self.text != ""


class _Reading:
    """One job, from its first byte to its last."""

    def __init__(self, data: bytes, columns: int) -> None:
        self._data = data
        self._columns = columns
        self._at = 0
        self._start = 0
        self._marks: list[Mark] = []
        self._code_page = ""
        self._style = Style()
        self._line = bytearray()
        self._code = _StoredCode()
        self._commands: dict[bytes, Callable[[], None]] = {
            b"\x1b@": self._reset,
            b"\x1c.": lambda: None,
            b"\x1bR": lambda: self._expect(0),
            b"\x1bt": self._choose_page,
            b"\x1bE": lambda: self._restyle(replace(self._style, bold=self._of({0: False, 1: True}))),
            b"\x1dB": lambda: self._restyle(replace(self._style, inverse=self._of({0: False, 1: True}))),
            b"\x1d!": self._size,
            b"\x1ba": lambda: self._restyle(replace(self._style, align=self._of({0: 0, 1: 1, 2: 2}))),
            b"\x1bd": lambda: self._mark(Feed(self._byte())),
            b"\x1bp": self._pulse,
            b"\x1dV": lambda: self._mark(self._of(_BLADES)),
            b"\x1d(": self._two_dimensional,
            b"\x1dv": self._raster,
        }

    def read(self) -> PaperOut:
        while self._at < len(self._data):
            self._start = self._at
            if self._marks and isinstance(self._marks[-1], Blade):
                raise self._fault("something comes after the cut")
            self._step(self._byte())
        if self._line:
            raise self._fault("the job ends in the middle of a line")
        return PaperOut(self._columns, self._code_page, tuple(self._marks))

    def _step(self, byte: int) -> None:
        if byte == _LINE_FEED:
            self._end_line()
        elif byte in _ESCAPES:
            self._command(bytes((byte, self._byte())))
        elif byte < _FIRST_LETTER or byte == _DELETE:
            raise self._fault(f"control byte {byte:#04x}")
        elif not self._code_page:
            raise self._fault("text before a code page was chosen")
        else:
            self._line.append(byte)

    def _command(self, name: bytes) -> None:
        if name not in self._commands:
            raise self._fault(f"unknown command {name!r}")
        if self._line:
            raise self._fault(f"command {name!r} within a line")
        self._commands[name]()

    def _end_line(self) -> None:
        if len(self._line) * self._style.width > self._columns:
            raise self._fault(f"a line of {len(self._line) * self._style.width} columns on paper of {self._columns}")
        self._mark(PrintedLine(bytes(self._line).decode(self._code_page or "ascii"), self._style))
        self._line.clear()

    def _mark(self, mark: Mark) -> None:
        self._marks.append(mark)

    def _reset(self) -> None:
        if self._start != 0:
            raise self._fault("reset in the middle of a job")

    def _choose_page(self) -> None:
        if self._code_page:
            raise self._fault("another code page in the middle of a job")
        self._code_page = self._of(_CODE_PAGES)

    def _restyle(self, style: Style) -> None:
        self._style = style

    def _size(self) -> None:
        across, down = divmod(self._byte(), 16)
        self._restyle(replace(self._style, width=across + 1, height=down + 1))

    def _pulse(self) -> None:
        pin = self._of(_PINS)
        self._mark(Pulse(pin, self._byte() * _PULSE_UNIT, self._byte() * _PULSE_UNIT))

    def _raster(self) -> None:
        self._expect(ord("0"))
        self._expect(0)
        across, height = self._number(), self._number()
        if not across or not height:
            raise self._fault("a picture without dots")
        if across * 8 > self._columns * DOTS_ACROSS:
            raise self._fault(f"a picture of {across * 8} dots on paper of {self._columns * DOTS_ACROSS}")
        self._mark(Raster(across * 8, height, self._take(across * height), self._style.align))

    def _two_dimensional(self) -> None:
        self._expect(ord("k"))
        body = self._take(self._number())
        if body[:1] != b"1" or len(body) < 3:
            raise self._fault("a two-dimensional code that is no QR")
        code, body = self._code, body[1:]
        match body[0], body[1:]:
            case 65, b"2\x00":
                self._code = replace(code, model=True)
            case 67, size if len(size) == 1 and 1 <= size[0] <= _LARGEST_MODULE:
                self._code = replace(code, dots=size[0])
            case 69, b"1":
                self._code = replace(code, level_m=True)
            case 80, content if content[:1] == b"0":
                self._code = replace(code, text=self._printable(content[1:]))
            case 81, b"0" if code.is_complete:
                self._mark(QrCode(code.text, code.dots, self._style.align))
                self._code = _StoredCode()
            case function, parameters:
                raise self._fault(f"QR function {function} with {parameters!r}")

    def _printable(self, content: bytes) -> str:
        if not content or not all(_FIRST_LETTER <= byte < _DELETE for byte in content):
            raise self._fault("a QR code of something else than ASCII letters")
        return content.decode("ascii")

    def _of(self, known: Mapping[int, _Parameter]) -> _Parameter:
        value = self._byte()
        if value not in known:
            raise self._fault(f"parameter {value} is none of {sorted(known)}")
        return known[value]

    def _expect(self, value: int) -> None:
        self._of({value: value})

    def _number(self) -> int:
        return int.from_bytes(self._take(2), "little")

    def _byte(self) -> int:
        return self._take(1)[0]

    def _take(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise self._fault("the job ends inside a command")
        self._at += count
        return taken

    def _fault(self, detail: str) -> Unreadable:
        return Unreadable(detail, self._start)
