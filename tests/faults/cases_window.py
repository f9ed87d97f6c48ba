"""The window, started a second time on the same home; two of them at one drawer would be two programs sharing it."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from threading import Event
from time import monotonic

from counter_app.settings import HOME_VARIABLE
from tests.faults.disk_kinds import Case, DiskScenario
from tests.faults.disk_world import DiskWorld, Said
from tests.faults.model import Found, Harm

ALREADY_OPEN = 3
LONGEST = 60.0


def windows(world: DiskWorld, _seed: int) -> Sequence[Case]:
    """A second one beside the first, many at once, and one after the first was killed."""
    return [
        Case("a second", partial(_second, world)),
        Case("three at once", partial(_at_once, world)),
        Case("after a kill", partial(_after_a_kill, world)),
    ]


def _second(world: DiskWorld) -> Iterator[Found]:
    home = world.fresh_home()
    first = _open(home)
    try:
        yield from _is_open(home, first)
        code, words = _ended(_open(home))
        if code != ALREADY_OPEN or "open already" not in words:
            yield Found(Harm.ORACLE, f"a second window ended with {code}: {words}")
        if first.poll() is not None:
            yield Found(Harm.CRASHED, "the first window ended when a second was started")
    finally:
        _kill(first)
    yield from world.settled(home, Said((), frozenset()))


def _at_once(world: DiskWorld) -> Iterator[Found]:
    home = world.fresh_home()
    started = [_open(home) for _ in range(3)]
    try:
        deadline = monotonic() + LONGEST
        while monotonic() < deadline and sum(each.poll() is None for each in started) > 1:
            Event().wait(0.05)
        codes = [each.poll() for each in started]
        if sorted(codes, key=str) != [ALREADY_OPEN, ALREADY_OPEN, None]:
            yield Found(Harm.ORACLE, f"of three windows started at once the exit codes are {codes}")
    finally:
        for each in started:
            _kill(each)


def _after_a_kill(world: DiskWorld) -> Iterator[Found]:
    """A lock that a killed program left behind keeps nobody out."""
    home = world.fresh_home()
    first = _open(home)
    yield from _is_open(home, first)
    _kill(first)
    again = _open(home)
    try:
        yield from _is_open(home, again)
    finally:
        _kill(again)


def _open(home: Path) -> "subprocess.Popen[str]":
    environment = {**os.environ, HOME_VARIABLE: str(home), "QT_QPA_PLATFORM": "offscreen"}
    code = "import sys; from ui.app import main; sys.exit(main([]))"
    return subprocess.Popen([sys.executable, "-c", code], env=environment, stderr=subprocess.PIPE, text=True)


def _is_open(home: Path, window: "subprocess.Popen[str]") -> Iterator[Found]:
    """Whether it comes to hold the lock, which names its process."""
    deadline = monotonic() + LONGEST
    while monotonic() < deadline and window.poll() is None:
        lock = home / "window.lock"
        if lock.exists() and lock.read_text(encoding="utf-8", errors="replace").startswith(f"{window.pid}\n"):
            return
        Event().wait(0.05)
    yield Found(Harm.STUCK, f"the window does not open: exit code {window.poll()}")


def _ended(window: "subprocess.Popen[str]") -> tuple[int | None, str]:
    try:
        _, words = window.communicate(timeout=LONGEST)
    except subprocess.TimeoutExpired:
        _kill(window)
        return None, "it did not end"
    return window.returncode, words


def _kill(window: "subprocess.Popen[str]") -> None:
    window.kill()
    window.communicate(timeout=LONGEST)


def _wants() -> str:
    return "" if find_spec("PySide6") else "PySide6"


WINDOW = DiskScenario("a second window", (12,), windows, runs=3, payers=1, wants=_wants)
