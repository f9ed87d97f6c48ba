"""What a receipt printer does with the bytes that reach it, whatever line they come on: it prints, stops, and answers."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

_AT_ONCE = re.compile(rb"\x10\x04([\x01-\x04])")
_FORGET = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
_FORGOTTEN = b"\x37\x25\x00"
_IN_TURN = b"\x1dr\x01"
_COMMANDS = re.compile(rb"\x10\x04[\x01-\x04]|" + re.escape(_FORGET) + rb"|" + re.escape(_IN_TURN))
_LONGEST = len(_FORGET)
_BEGINNINGS = sorted(
    {whole[:end] for whole in (b"\x10\x04\x01", _FORGET, _IN_TURN) for end in range(1, len(whole))},
    key=len,
    reverse=True,
)
FIXED = 0x12  # the bits that every answer to DLE EOT has


@dataclass
class Firmware:
    """A printer that understands the status questions and prints the rest onto ``paper``.

    ``answers``: to how many of the four questions, the first ones; 0 is a printer that says nothing. ``works_off``:
    whether it answers in turn when it has printed what came before. ``in_turn_only``: it answers everything in turn, as
    simple ones do. ``reports``: it reports by itself before every answer. ``garbles``: what it says in place of answers.
    ``ignores``: nothing it was asked behind so many bytes of a job is answered. While anything stops it, what comes
    waits in ``buffer``; ``forgot`` is set when it was told to drop that.
    """

    answers: int = 4
    works_off: bool = True
    in_turn_only: bool = False
    reports: bool = False
    garbles: bytes | None = None
    ignores: int | None = None

    cover_open: bool = False
    paper_out: bool = False
    near_end: bool = False
    blade_stuck: bool = False
    broken: bool = False
    too_hot: bool = False
    off_line: bool = False

    paper: bytearray = field(default_factory=bytearray)
    buffer: list[bytes] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    forgot: threading.Event = field(default_factory=threading.Event)
    _plans: list[tuple[int, dict[str, bool]]] = field(default_factory=list)
    _pending: bytes = b""

    def after(self, count: int, **state: bool) -> "Firmware":
        """It changes as soon as so many bytes are on paper: ``Firmware().after(100, paper_out=True)``."""
        self._plans.append((count, state))
        return self

    def mend(self) -> bytes:
        """Paper, a closed cover, no error: it goes on with what waits. What it says."""
        self.cover_open = self.paper_out = self.blade_stuck = self.broken = self.too_hot = self.off_line = False
        return self._work()

    def take(self, data: bytes) -> bytes:
        """Bytes that came; what it says back."""
        said = bytearray()
        for piece in self._pieces(data):
            if piece == _FORGET:
                self.buffer.clear()
                self.forgot.set()
                said += _FORGOTTEN if self.answers else b""
            elif (asked := _AT_ONCE.fullmatch(piece)) and not self.in_turn_only:
                said += self._answer(asked[1][0])
            elif piece != _IN_TURN or self.answers:
                self.buffer.append(piece)
            said += self._work()
        return bytes(said)

    def end(self) -> None:
        """The line is over: what looked like the beginning of a command was none."""
        self.buffer.append(self._pending)
        self._pending = b""
        self._work()

    @property
    def stopped(self) -> bool:
        return self.cover_open or self.paper_out or self.blade_stuck or self.broken or self.too_hot or self.off_line

    def _pieces(self, data: bytes) -> Iterator[bytes]:
        """Commands by themselves, and what stands between them; a command may come in parts."""
        rest = self._pending + data
        at = 0
        for command in _COMMANDS.finditer(rest):
            if command.start() > at:
                yield rest[at : command.start()]
            yield command[0]
            at = command.end()
        tail = rest[max(at, len(rest) - _LONGEST) :]
        held = next((len(start) for start in _BEGINNINGS if tail.endswith(start)), 0)
        self._pending = rest[len(rest) - held :]
        if len(rest) - held > at:
            yield rest[at : len(rest) - held]

    def _work(self) -> bytes:
        """Print what waits, until something stops it."""
        said = bytearray()
        while self.buffer and not self.stopped:
            piece = self.buffer.pop(0)
            if piece == _IN_TURN:
                said += self._in_turn()
            elif asked := _AT_ONCE.fullmatch(piece):
                said += self._answer(asked[1][0])
            else:
                self._print(piece)
        return bytes(said)

    def _print(self, piece: bytes) -> None:
        room = min((count for count, _ in self._plans), default=len(self.paper) + len(piece)) - len(self.paper)
        if piece[room:]:
            self.buffer.insert(0, piece[room:])
        self.paper += piece[:room]
        for plan in [each for each in self._plans if each[0] <= len(self.paper)]:
            self._plans.remove(plan)
            for name, value in plan[1].items():
                setattr(self, name, value)

    def _deaf(self) -> bool:
        return self.ignores is not None and len(self.paper) >= self.ignores

    def _in_turn(self) -> bytes:
        if not self.works_off or self._deaf():
            return b""
        return bytes((0x03 if self.near_end else 0x00,)) if self.garbles is None else self.garbles

    def _answer(self, n: int) -> bytes:
        self.asked.append(n)
        if n > self.answers or self._deaf():
            return b""
        report = self.report() if self.reports else b""
        return report + (bytes((self.said(n),)) if self.garbles is None else self.garbles)

    def said(self, n: int) -> int:
        """The answer to ``DLE EOT n``."""
        error = self.blade_stuck or self.broken or self.too_hot
        bits = {
            1: 0x08 * self.stopped,
            2: 0x04 * self.cover_open | 0x20 * self.paper_out | 0x40 * error,
            3: 0x08 * self.blade_stuck | 0x20 * self.broken | 0x40 * self.too_hot,
            4: 0x0C * (self.near_end or self.paper_out) | 0x60 * self.paper_out,
        }
        return FIXED | bits[n]

    def report(self) -> bytes:
        """Its automatic status, four bytes."""
        first = 0x10 | 0x08 * self.stopped | 0x20 * self.cover_open
        second = 0x08 * self.blade_stuck | 0x20 * self.broken | 0x40 * self.too_hot
        return bytes((first, second, 0x03 * self.near_end | 0x0C * self.paper_out, 0x0F))
