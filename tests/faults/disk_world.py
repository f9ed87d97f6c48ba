"""A world whose homes can be recorded, and built again as a power cut would have left them."""

import dataclasses
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from counter_app import bootstrap
from counter_app.demo_office import CLERK, SUPERVISOR
from counter_app.settings_file import load
from tests.faults import disk_life, disk_trace, model
from tests.faults.clerk import Act, Deal
from tests.faults.disk_life import NOTEBOOK, REFUSED, DiskLife
from tests.faults.disk_states import Disk
from tests.faults.disk_trace import Call
from tests.faults.model import Evidence, Found, Harm
from tests.faults.mornings import CONFIRMED
from tests.faults.notebook import Notebook
from tests.faults.printer import Piece
from tests.faults.stage import Life
from tests.faults.world import World
from tests.faults.world_clock import WorldClock

_OURS = frozenset({NOTEBOOK, *(f"{life}.{kind}" for life in ("first", "migration") for kind in ("trace", "traceback"))})
"""What the harness writes into a home, and what therefore loses nothing."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What one life did to its ``home``, and how its world stood then. ``moved``: seconds by the world's clock."""

    home: Path
    before: dict[Path, bytes]
    calls: tuple[Call, ...]
    code: int
    moved: float

    def disk(self) -> Disk:
        """Follows the same calls once more."""
        return Disk(self.home, self.before, lambda path: path.name in _OURS)

    def misread(self) -> str:
        """Where what was understood of the calls is not what the home holds now; empty when all agrees."""
        disk = self.disk()
        for _moment in disk.moments(self.calls):
            pass
        held, understood = files_of(self.home), disk.now()
        paths = sorted((held.keys() | understood.keys()) - {self.home / name for name in _OURS})
        return ", ".join(path.name for path in paths if held.get(path) != understood.get(path))


@dataclass(frozen=True, slots=True)
class Said:
    """What left the program before it ended: on paper, and to the host, by the payments' keys."""

    pieces: tuple[Piece, ...]
    sent: frozenset[str]


class DiskWorld(World):
    """Homes and payers of a ``World``, for lives whose disk misbehaves."""

    _payers_left: tuple[str, ...] = ()
    _homes = 0

    def record(self, acts: Sequence[Act], how: DiskLife | None = None) -> Recording:
        """Play ``acts`` in a fresh home under ``strace``. ``how``: a life whose options are taken."""
        how = how or self.disk_life(Path(), ())
        home = self.fresh_home()
        before = files_of(home)
        self.at_ease(0.0)
        life = dataclasses.replace(how, home=home, acts=tuple(acts), watching=how.watching or disk_trace.RECORDED)
        code = self._stage.play(life)[0]
        self._printer.settle()
        recorded = tuple(disk_trace.calls(life.calls))
        life.calls.unlink()
        return Recording(home, before, recorded, code, self._clock.moved())

    def said(self, calls: Sequence[Call], notes: bytes) -> Said:
        """What is known outside of the home once these calls were made and these notes written."""
        sent = (note["key"] for note in Notebook.read(notes) if note["what"] == "sent")
        return Said(tuple(papers(calls, self._printer.port)), frozenset(sent))

    def disk_life(self, home: Path, acts: Sequence[Act], name: str = "first") -> DiskLife:
        """A life to be played here, not yet watched."""
        host_port = urlsplit(self._access.url).port or 0
        ports = {host_port: "host", self._printer.port: "printer"}
        return DiskLife(home, self._host, ports, tuple(acts), name=name, play=disk_life.play)

    @property
    def moved(self) -> float:
        """Seconds by which the world's clock is ahead."""
        return self._clock.moved()

    @property
    def clock(self) -> WorldClock:
        """The world's."""
        return self._clock

    @property
    def printer_port(self) -> int:
        """Where the world's printer listens."""
        return self._printer.port

    def live(self, life: Life) -> int:
        """Play it; its exit code."""
        return self._stage.play(life)[0]

    def live_together(self, *lives: Life) -> list[int]:
        """Play these at once; their exit codes."""
        return self._stage.play(*lives)

    def fresh_home(self) -> Path:
        """A copy of the template, which nobody has sold in yet."""
        self._homes += 1
        home = self._folder / f"disk-{self._homes:05}"
        shutil.copytree(self._template, home)
        return home

    def built(self, recording: Recording, state: dict[Path, bytes]) -> Path:
        """A home as a state of the disk has it."""
        home = self.fresh_home()
        wanted = {home / path.relative_to(recording.home): content for path, content in state.items()}
        there = files_of(home)
        for path in there.keys() - wanted.keys():
            path.unlink()
        for path, content in wanted.items():
            if there.get(path) != content:
                put(path, content)
        return home

    def at_ease(self, moved: float) -> None:
        """No faults, new paper, and the clock as it stood."""
        self._faults("")
        self._printer.begin()
        self._clock.reset()
        self._clock.advance(moved)

    def seat(self, number: int | None = None) -> int:
        """Begin with another group of payers: this one, or the next; which it is."""
        self._payers_left = ()
        if number is not None:
            self._played = number
        return self._played

    def payer(self) -> str:
        """Somebody who has not paid yet."""
        if not self._payers_left:
            self._payers_left = tuple(self._payers(self._played))
        first, *others = self._payers_left
        self._payers_left = tuple(others)
        return first

    # --- what must hold then ------------------------------------------------------------------------------

    def settled(
        self, home: Path, said: Said, people: frozenset[str] = frozenset({CLERK.id, SUPERVISOR.id})
    ) -> Iterator[Found]:
        """Start the program on this home, bring all to rest, serve one more payer, and ask the oracle twice.

        ``people``: whose names may stand in the journal.
        """
        back = self.disk_life(home, (Act("log_in"), Act("recover")), "back")
        code = self.live(back)
        if code == REFUSED:
            yield Found(Harm.STUCK, f"the counter does not open: {self.refusal(home)} ({home})")
            return
        yield from _ended(back, code)
        seen = dataclasses.replace(self.seen(home, said, only_sent=True), clerks=people)
        yield from model.always(seen)
        sale = Act("sell", (Deal(self.payer()),))
        rest = (Act("log_in"), Act("open_shift"), sale, Act("forward"), Act("settle_papers"), Act("close_shift"))
        last = Life(home, self._host, back.ports, rest, name="last")
        yield from _ended(last, self.live(last))
        seen = dataclasses.replace(self.seen(home, said, only_sent=False), clerks=people)
        yield from model.always(seen)
        yield from model.at_rest(seen, CONFIRMED)

    def seen(self, home: Path, said: Said, *, only_sent: bool) -> Evidence:
        """All there is to know. The host may have gone on after the power went here: what the recorded life sent it
        later is no evidence against a home that has lost it, or not sent it yet.
        """
        self._printer.settle()
        settings = load(home)
        store = bootstrap.open_store(settings)
        try:
            pieces = (*said.pieces, *self._printer.pieces)
            seen = model.gathered(store, settings.office, self._postings(), pieces, Notebook(home / NOTEBOOK))
        finally:
            store.close()
        keys = said.sent if only_sent else said.sent | {str(payment.id) for payment in seen.payments}
        mine = [posting for posting in seen.postings if posting["paymentRequestId"] in keys]
        return dataclasses.replace(seen, postings=mine)

    def notes(self, home: Path) -> list[dict[str, Any]]:
        """Everything the clerk of this home wrote down."""
        return Notebook.read((home / NOTEBOOK).read_bytes())

    def heard(self, home: Path) -> Said:
        """What left a program that was not watched; the printer then begins anew."""
        self._printer.settle()
        said = Said(tuple(self._printer.pieces), frozenset(n["key"] for n in self.notes(home) if n["what"] == "sent"))
        self._printer.begin()
        return said

    def refusal(self, home: Path) -> str:
        """Why the program did not begin, in its own words."""
        notes = Notebook(home / NOTEBOOK).of("refused")
        return f"{notes[-1]['kind']}: {notes[-1]['words']}" if notes else "no word"


def papers(calls: Sequence[Call], port: int) -> Iterator[Piece]:
    """What went to the printer that listens at ``port``, one piece a connection."""
    connections: dict[int, bytearray] = {}
    for call in calls:
        descriptor = call.words[0].strip()
        if not descriptor.isdigit():
            continue
        number = int(descriptor)
        if call.verb == "connect" and f"htons({port})" in "".join(call.words):
            connections[number] = bytearray()
        elif call.verb == "sendto" and call.result > 0 and number in connections:
            connections[number] += call.texts[0][: call.result]
        elif call.verb == "close" and connections.get(number):
            yield Piece(bytes(connections.pop(number)))
    yield from (Piece(bytes(paper)) for paper in connections.values() if paper)


def files_of(home: Path) -> dict[Path, bytes]:
    """Every file below ``home`` but SQLite's index of its log, which is nothing that is kept."""
    return {path: path.read_bytes() for path in home.rglob("*") if path.is_file() and not path.name.endswith("-shm")}


def put(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, as the program does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o600)


def _ended(life: Life, code: int) -> Iterator[Found]:
    if code:
        words = life.traceback.read_text(encoding="utf-8").strip() if life.traceback.exists() else f"exit code {code}"
        yield Found(Harm.CRASHED, f"{life.name}: {words.splitlines()[-1]} ({life.home})")
