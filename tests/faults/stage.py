"""Programs by the dozen: a process that has loaded everything once, and forks for each play.

A play runs in a process of its own, which is all that is killed; only the time to import is saved.
"""

import contextlib
import importlib
import os
import pickle
import random
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from counter_app.database.unit_of_work import SqlStore
from counter_app.services.ports import DiskSpace, Store
from tests.faults.clerk import Act
from tests.faults.day_clerk import DayClerk
from tests.faults.notebook import Notebook
from tests.faults.points import Points, watch
from tests.faults.witness import Witnessed
from tests.faults.world_clock import WorldClock

LONGEST = 60
"""Seconds a play may take; what takes longer hangs."""

FORWARDER = "forwarder"


@dataclass(frozen=True, slots=True)
class Life:
    """One life of the program. ``cut``: at which point it ends by force, ``None``: it may end by itself.

    ``acts`` are a clerk's; ``FORWARDER`` in their place is ``counter-app forward --once``. ``play``: who plays it, if
    not the stage itself. ``late``: seconds, up to which a forwarder begins later. ``asks``: whether the printer is asked
    how it stands.
    """

    home: Path
    host: Path
    ports: Mapping[int, str]
    acts: tuple[Act, ...] | str
    cut: str | None = None
    dice: int = 0
    name: str = field(default="life")
    play: "Callable[[Life], int] | None" = None
    late: float = 0.0
    asks: bool = False

    @property
    def desk(self) -> Path:
        """Where the harness writes what it sees of this life."""
        return self.home

    @property
    def trace(self) -> Path:
        return self.desk / f"{self.name}.trace"

    @property
    def traceback(self) -> Path:
        return self.desk / f"{self.name}.traceback"


class Stage:
    """The process that forks. Closed by whoever opened it."""

    def __init__(self) -> None:
        command = [sys.executable, "-c", "from tests.faults import stage; stage.serve()"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def play(self, *lives: Life) -> list[int]:
        """Play these at once and wait for all; their exit codes, negative for the signal that ended one."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        pickle.dump(lives, self._process.stdin)
        self._process.stdin.flush()
        codes: list[int] = pickle.load(self._process.stdout)
        return codes

    def close(self) -> None:
        with contextlib.suppress(BrokenPipeError):
            self._process.communicate(timeout=20)


def serve() -> None:
    """Fork for each life that is asked for, until standard input ends."""
    _preload()
    orders, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("r+b") as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(nothing.fileno(), 1)
    while True:
        try:
            lives: Sequence[Life] = pickle.load(orders)
        except EOFError:
            return
        children = [_forked(life) for life in lives]
        pickle.dump([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children], answers)
        answers.flush()


def live(life: Life) -> int:
    """This process's one life; the exit code."""
    points = Points(life.cut, life.trace)
    watch(points, life.ports)
    try:
        code = (life.play or (_forward if life.acts == FORWARDER else _clerk))(life)
    except BaseException:  # noqa: BLE001 - it is written down, and the exit code tells
        life.traceback.write_text(traceback.format_exc(), encoding="utf-8")
        code = 1
    points.write()
    return code


def clerk_of(life: Life, device: str = "", disk: DiskSpace | None = None) -> DayClerk:
    """The clerk of this life at a counter that is open. ``device``: a printer's address in place of the world's,
    ``disk``: who says what room there is, ``None`` for the disk itself.
    """
    from counter_app import bootstrap
    from counter_app.printing.devices import device_from_url, tcp
    from counter_app.printing.devices.talking import Patience
    from counter_app.settings_file import load

    tcp._CHUNK = 1024  # so that even a short receipt can be cut off halfway
    clock = WorldClock(life.host / "moved")
    port = next(port for port, name in life.ports.items() if name == "printer")
    raw = tcp.TcpDevice("127.0.0.1", port, write_timeout=0.5, asks=life.asks, patience=Patience(0.2, 0.5, 0.5))
    notebook = Notebook(life.desk / "notebook")
    printer = device_from_url(device) if device else Witnessed(raw, notebook, life.asks)
    counter = bootstrap.build(load(life.home), clock=clock, device=printer, disk=disk, random=random.random)
    notebook.note("durability", **_durability(counter.store))
    return DayClerk(counter, clock, notebook, life.host)


def _clerk(life: Life) -> int:
    clerk = clerk_of(life)
    for act in life.acts:
        assert isinstance(act, Act)
        act.do(clerk)
    clerk.counter.close()
    return 0


def _durability(store: Store) -> dict[str, object]:
    """What the connection that writes says of itself: whether a commit waits for the disk, and where it goes."""
    assert isinstance(store, SqlStore)
    if store.writer.dialect.name != "sqlite":
        return {"synchronous": 2, "journal_mode": "wal"}  # a server that promises less is not opened
    with store.writer.connect() as connection:
        settings = ("synchronous", "journal_mode")
        return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in settings}


def _forward(life: Life) -> int:
    from counter_app.cli import main

    threading.Event().wait(random.Random(f"{life.dice} {life.name}").uniform(0.0, life.late))
    os.environ["COUNTER_HOME"] = str(life.home)
    return main(["forward", "--once"])


def _forked(life: Life) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        signal.alarm(LONGEST)
        random.seed(life.dice)
        code = live(life)
    finally:
        os._exit(code)


def _preload() -> None:
    """Load what a play needs, but open nothing: what is open would be shared by all plays."""
    from counter_app.printing import escpos_library

    escpos_library.load()
    for module in (
        "alembic.command",
        "argon2",
        "httpcore",
        "httpx",
        "sqlalchemy.orm",
        "sqlcipher3.dbapi2",
        "counter_app.cli.forward",
        "counter_app.database.opening",
        "counter_app.gateway.snap",
        "counter_app.printing.escpos",
        "counter_app.printing.layout",
        "counter_app.settings_file",
    ):
        importlib.import_module(module)
