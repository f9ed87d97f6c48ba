"""One life of the program under ``strace``, led by a clerk who goes on where the disk lets nothing be stored."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counter_app import logs
from counter_app.bootstrap import database_key
from counter_app.domain.errors import Declined, Unavailable
from tests.faults import disk_trace
from tests.faults.clerk import Act
from tests.faults.notebook import Notebook
from tests.faults.office_clerk import OfficeClerk
from tests.faults.stage import LONGEST, Life, clerk_of

REFUSED = 3
"""Exit code of a program that did not open its database, or not its printer's folder."""

NOTEBOOK = "notebook"
FILLER = "filler"
HOLDER = """
import sys
from pathlib import Path
from counter_app.database.engine import connect
held = connect(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""
"""A program that takes the write lock of a database and keeps it until its standard input ends."""


@dataclass(frozen=True, slots=True)
class DiskLife(Life):
    """``watching``: options for ``strace``; none, no watching. ``checkpoint``: pages after which SQLite brings its log
    into the database, ``None`` for its own thousand. ``device``: the printer's address in place of the world's.
    ``outside``: where the harness writes, when the home's own disk is not to be relied upon; the program then believes
    that there is room (``roomy``) or asks the disk. ``sqlite``: the version that SQLite says it is, ``None`` for what it says itself.
    """

    watching: tuple[str, ...] = ()
    checkpoint: int | None = None
    device: str = ""
    outside: Path | None = None
    roomy: bool = False
    sqlite: tuple[int, ...] | None = None

    @property
    def desk(self) -> Path:
        return self.outside or self.home

    @property
    def calls(self) -> Path:
        """Where ``strace`` writes: beside the home, so that it is no part of it."""
        return self.home.with_name(f"{self.home.name}.{self.name}.calls")


class RoomEnough:
    """Implements ``services.ports.DiskSpace``: a disk that fills between the question and the write."""

    def free(self) -> int:
        return 10**12


@dataclass(slots=True)
class DiskClerk(OfficeClerk):
    """A clerk beside whom another program works on the same file."""

    other: "subprocess.Popen[bytes] | None" = None

    def fill(self, leave: int) -> None:
        """Somebody else fills the disk but for so many bytes."""
        folder = self.counter.settings.home
        (folder / FILLER).write_bytes(bytes(max(0, shutil.disk_usage(folder).free - leave)))

    def note_room(self) -> None:
        """What the clerk is told of the room there is."""
        self.notebook.note("room", room=self.counter.care.room().value)

    def others_lock(self) -> None:
        """Another program takes the write lock, and keeps it."""
        settings = self.counter.settings
        command = [sys.executable, "-c", HOLDER, str(settings.database), database_key(settings).hex()]
        self.other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.other.stdout is not None
        assert self.other.stdout.readline()

    def others_unlock(self) -> None:
        """It is gone."""
        assert self.other is not None
        self.other.communicate(timeout=LONGEST)


def play(life: Life) -> int:
    """The life's exit code; ``REFUSED`` when it did not begin."""
    assert isinstance(life, DiskLife)
    return watched(life, lambda: _lived(life)) if life.watching else _lived(life)


def watched(life: DiskLife, live: Callable[[], int]) -> int:
    """Let a child of this process live once ``strace`` watches it; its exit code, once all is written down."""
    waiting, go = os.pipe()
    child = os.fork()
    if not child:
        os.close(go)
        _wait_and_live(waiting, live)
    os.close(waiting)
    watcher = disk_trace.attach(child, life.calls, *life.watching)
    os.write(go, b"!")
    os.close(go)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    watcher.wait(LONGEST)
    return code


def _wait_and_live(waiting: int, live: Callable[[], int]) -> None:
    code = 1
    try:
        signal.alarm(LONGEST)
        disk_trace.allow_any_tracer()
        os.read(waiting, 1)
        os.close(waiting)
        code = live()
    finally:
        os._exit(code)


def _lived(life: DiskLife) -> int:
    from counter_app.database.errors import DatabaseRefused

    notebook = Notebook(life.desk / NOTEBOOK)
    _note_what_is_sent(notebook)
    if life.outside is not None:
        logs.start(life.home / "logs", "window", "INFO")
    if life.sqlite is not None:
        _say_version(life.sqlite)
    try:
        clerk: OfficeClerk = clerk_of(life, life.device, RoomEnough() if life.roomy else None)
    except (DatabaseRefused, Unavailable) as refused:
        notebook.note("refused", kind=type(refused).__name__, words=str(refused))
        return REFUSED
    clerk = DiskClerk(clerk.counter, clerk.clock, clerk.notebook, clerk.host)
    if life.checkpoint is not None:
        _checkpoint_after(clerk, life.checkpoint)
    for number, act in enumerate(life.acts):
        assert isinstance(act, Act)
        _try(act, clerk, number)
    notebook.note("closing")
    with suppress(Unavailable, DatabaseRefused):
        clerk.counter.close()
    return 0


def _try(act: Act, clerk: OfficeClerk, number: int) -> None:
    """A clerk who is told that it cannot be stored goes on with the next thing."""
    from counter_app.database.errors import DatabaseRefused

    if act.name != "log_in" and clerk.actor is None:
        return  # the log-in was refused: nobody stands at this counter
    try:
        act.do(clerk)
    except Declined as declined:
        clerk.notebook.note("declined", act=act.name, number=number, reason=declined.reason.value)
    except (Unavailable, DatabaseRefused) as away:
        clerk.notebook.note("unavailable", act=act.name, number=number, kind=type(away).__name__, words=str(away))


def _checkpoint_after(clerk: OfficeClerk, pages: int) -> None:
    from counter_app.database.unit_of_work import SqlStore

    store = clerk.counter.store
    assert isinstance(store, SqlStore)
    with store.writer.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint = {pages}")


def _say_version(version: tuple[int, ...]) -> None:
    import sqlcipher3.dbapi2 as driver

    driver.sqlite_version_info = version


def _note_what_is_sent(notebook: Notebook) -> None:
    """What leaves for the host is encrypted; so it is noted which payment goes before it does."""
    from counter_app.gateway.snap import SnapGateway

    pay = SnapGateway.pay

    def noted(self: SnapGateway, body: bytes) -> Any:
        notebook.note("sent", key=json.loads(body)["paymentRequestId"])
        return pay(self, body)

    SnapGateway.pay = noted  # type: ignore[method-assign]
