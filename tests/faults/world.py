"""One host, one printer, one stage, and homes made from a template: what every play of a worker shares."""

import contextlib
import dataclasses
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import urlsplit

from counter_app import bootstrap, demo_office
from counter_app.domain.payment import PaymentState
from counter_app.office_setup import write_private
from counter_app.sandbox.access import SandboxAccess
from counter_app.settings import Settings
from counter_app.settings_file import load
from counter_app.settings_writing import written
from tests.faults import model
from tests.faults.clerk import Act
from tests.faults.evidence import Registered
from tests.faults.model import Evidence, Found, Harm
from tests.faults.mornings import NIKS, Morning, Scenario
from tests.faults.notebook import Notebook
from tests.faults.people import payers
from tests.faults.printer import Printer, Temper
from tests.faults.stage import FORWARDER, Life, Stage
from tests.faults.world_clock import WorldClock
from tests.helpers.sandbox import control

PEOPLE = 3_000
KILLED = -9


@dataclass(frozen=True, slots=True)
class Run:
    """One play to be made: of which scenario, with which dice, and where it is cut off.

    ``cut``: a point of the first life, ``None`` for none. ``slot`` says whose turn it is to pay; ``None``: who is next.
    """

    scenario: Scenario
    dice: int
    cut: str | None = None
    slot: int | None = None

    def __str__(self) -> str:
        return f"{self.scenario.name}/{self.dice}/{self.cut or '-'}/{self.slot}"


class Kind(Protocol):
    """A scenario as the tables name it. ``rows``: those of docs/faults-list.md that it plays."""

    @property
    def name(self) -> str: ...

    @property
    def rows(self) -> tuple[int, ...]: ...


class Played(Protocol):
    """What was played; as a string, the name by which it is played again."""

    @property
    def scenario(self) -> Kind: ...

    @property
    def cut(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """``crossed``: the points of the first life, the last of them where it was cut off."""

    run: Played
    crossed: tuple[str, ...]
    found: tuple[Found, ...]

    def __str__(self) -> str:
        at = self.crossed[-1] if self.run.cut and self.crossed else "not cut off"
        return f"{self.run} ({at}): {'; '.join(map(str, self.found)) or 'well'}"


MAKING = threading.Lock()
"""Alembic keeps what it works on in a module: two homes cannot be made at once in one process."""


class World:
    """Opened in a folder; closed at the end of a ``with`` block."""

    def __init__(self, folder: Path, people: int = PEOPLE) -> None:
        self._people = people
        self._folder = folder
        self._host = folder / "host"
        self._template = folder / "template"
        self._clock = WorldClock(self._host / "moved")
        self._played = 0
        self._niks: list[str] = []

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.faults.host", str(self._host), str(self._people)]
        with (self._folder / "host.log").open("w", encoding="utf-8") as log:
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        assert self._process.stdout is not None
        assert "ready" in self._process.stdout.readline()
        self._access = SandboxAccess.read(self._host)
        self._printer = Printer()
        self._stage = Stage()
        self._settings = self._made()
        self._niks = payers(self._people)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stage.close()
        self._printer.close()
        self._process.terminate()
        self._process.communicate(timeout=20)

    @property
    def room(self) -> int:
        """How many more plays find payers who have not paid yet."""
        return len(self._niks) // NIKS - self._played

    def play(self, run: Run) -> Outcome:
        """Play it, cut it off, bring it to rest, and hold it against the oracle."""
        run = dataclasses.replace(run, slot=self._played if run.slot is None else run.slot)
        found, crossed = self._played_once(run)
        return Outcome(run, tuple(crossed), tuple(dict.fromkeys(found)))

    # --- one play -----------------------------------------------------------------------------------------

    def _played_once(self, run: Run) -> tuple[list[Found], Sequence[str]]:
        home = self._folder / f"home-{self._played:05}"
        morning = run.scenario.write(random.Random(run.dice), self._payers(run.slot or 0))
        shutil.copytree(self._template, home)
        self._set(home, morning.settings)
        self._clock.reset()
        self._faults("")
        self._printer.begin(morning.tempers, Temper.SAYS_ALL if run.scenario.talks else Temper.TAKES_ALL)
        known = self._keys()
        first = self._life(home, morning.acts, run, "first", run.cut)
        code = self._stage.play(first)[0]
        found = list(_ended(first, code))
        found += self._beside(home, morning, run)
        found += model.always(self._evidence(home, known))
        found += self._to_rest(home, morning, run)
        seen = self._evidence(home, known)
        found += model.always(seen)
        found += model.at_rest(seen, morning.allowed)
        found += _as_written(seen, morning, undisturbed=code == 0)
        crossed = first.trace.read_text(encoding="utf-8").splitlines() if first.trace.exists() else []
        if not found:
            shutil.rmtree(home)
        return found, crossed

    def _beside(self, home: Path, morning: Morning, run: Run) -> Iterator[Found]:
        """A clerk's second life with forwarders of their own beside it, all at once; one of them may be killed too."""
        if not morning.second:
            return
        lives = [self._life(home, (Act("log_in"), *morning.second), run, "second")]
        forwarders = [self._life(home, FORWARDER, run, f"forwarder-{number}") for number in range(morning.beside)]
        lives += [dataclasses.replace(each, late=morning.late) for each in forwarders]
        if run.cut is not None:
            lives[-1] = dataclasses.replace(lives[-1], cut=_somewhere(random.Random(f"{run} beside")))
        for life, code in zip(lives, self._stage.play(*lives), strict=True):
            yield from _ended(life, code)

    def _to_rest(self, home: Path, morning: Morning, run: Run) -> Iterator[Found]:
        """The next start: recovery, what is written for afterwards, then all faults end and everything settles.

        A third of those that were killed is killed again on the way back.
        """
        back = (Act("log_in"), Act("recover"), Act("forward", (2,)))
        end = (Act("faults", ("",)), *morning.after, Act("forward"), Act("settle_papers"), Act("close_shift"))
        self._printer.settle()
        self._printer.obey()
        self._set(home, morning.later)
        lives = [self._life(home, (*back, *end), run, "last")]
        dice = random.Random(f"{run} return")
        if run.cut is not None and dice.random() < 1 / 3:
            lives.insert(0, self._life(home, back, run, "return", _somewhere(dice)))
        for life in lives:
            yield from _ended(life, self._stage.play(life)[0])

    def _set(self, home: Path, change: Callable[[Settings], Settings] | None) -> None:
        """Change what the office has set, and note where it lies by now."""
        if change is None:
            return
        settings = change(load(home))
        write_private(settings.file, written(settings))
        Notebook(home / "notebook").note("zone", zone=settings.office.timezone)

    def _life(self, home: Path, acts: tuple[Act, ...] | str, run: Run, name: str, cut: str | None = None) -> Life:
        host_port = urlsplit(self._access.url).port or 0
        ports = {host_port: "host", self._printer.port: "printer"}
        return Life(home, self._host, ports, acts, cut, run.dice, name, asks=run.scenario.talks)

    def _evidence(self, home: Path, known: frozenset[str]) -> Evidence:
        self._printer.settle()
        settings = load(home)
        store = bootstrap.open_store(settings)
        try:
            mine = [each for each in self._postings() if each["paymentRequestId"] not in known]
            seen = model.gathered(store, settings.office, mine, self._printer.pieces, Notebook(home / "notebook"))
            registered = [each for each in self._registered() if each.key not in known]
            return dataclasses.replace(seen, limits=settings.offline.limits, registered=registered)
        finally:
            store.close()

    # --- what they share ----------------------------------------------------------------------------------

    def _made(self) -> Settings:
        """A home that knows every participant and is quick to give up on the host."""
        with MAKING:
            settings = demo_office.create(self._template, self._host)
        counter = bootstrap.build(settings)
        try:
            counter.sync.run(lambda _received, _total: None, lambda: False)
        finally:
            counter.close()
        host = dataclasses.replace(
            settings.host, connect_seconds=1.0, read_seconds=1.0, payment_seconds=1.2, lookup_seconds=1.2
        )
        settings = dataclasses.replace(settings, host=host)
        write_private(settings.file, written(settings))
        return settings

    def _payers(self, slot: int) -> Sequence[str]:
        self._played += 1
        start = slot * NIKS
        assert start + NIKS <= len(self._niks), "nobody is left to pay: open a new world"
        return self._niks[start : start + NIKS]

    def _faults(self, specification: str) -> None:
        """Set for another home, whose journal the host has not heard of: all homes are the same counter to it."""
        control(self._access, "PUT", "/sandbox/faults", specification.encode())
        control(self._access, "DELETE", "/sandbox/anchors")

    def _postings(self) -> Sequence[model.Posting]:
        found: Sequence[model.Posting] = control(self._access, "GET", "/sandbox/postings")
        return found

    def _registered(self) -> Sequence[Registered]:
        """The host's own rows: its contract has no list of them."""
        from sqlcipher3 import dbapi2

        with contextlib.closing(dbapi2.connect(f"file:{self._host / 'sandbox.db'}?mode=ro", uri=True)) as ledger:
            found = ledger.execute("SELECT registration_request_id, nik, state, kpj FROM registrations").fetchall()
        return [Registered(*row) for row in found]

    def _keys(self) -> frozenset[str]:
        """Of all that the host has heard so far, payments and applications alike."""
        paid = (posting["paymentRequestId"] for posting in self._postings())
        return frozenset(paid) | {each.key for each in self._registered()}


def _somewhere(dice: random.Random) -> str:
    """A point early in a life, which may or may not come."""
    side, what = dice.choice(("before", "after")), dice.choice(("commit", "commit", "host send", "host recv"))
    return f"{side} {what} {dice.randint(1, 8)}"


def _ended(life: Life, code: int) -> Iterator[Found]:
    if code == 0 or (code == KILLED and life.cut is not None):
        return
    words = life.traceback.read_text(encoding="utf-8").strip() if life.traceback.exists() else f"exit code {code}"
    yield Found(Harm.CRASHED, f"{life.name}: {words.splitlines()[-1]} ({life.home})")


def _as_written(seen: Evidence, morning: Morning, *, undisturbed: bool) -> Iterator[Found]:
    """What a morning that was not cut off must show besides."""
    if not undisturbed:
        return
    if morning.shows is not None:
        yield from morning.shows(seen)
    outcomes = [entry["facts"]["state"] for entry in seen.entries if entry["act"] == "payment.outcome"]
    if morning.doubt and PaymentState.UNKNOWN not in outcomes:
        yield Found(Harm.ORACLE, "an answer that nobody can believe was believed: no payment was UNKNOWN")
    if not morning.once:
        return
    for posting in seen.postings:
        if posting["requests"] > 1:
            yield Found(Harm.ORACLE, f"the host saw {posting['referenceNo']} {posting['requests']} times")
    if any(entry["facts"].get("words") == "no answer was recorded" for entry in seen.entries):
        yield Found(Harm.ORACLE, "a forwarder took a payment that another was sending, though nobody had died")
