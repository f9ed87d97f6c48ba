"""A throw-away PostgreSQL server for tests, one a test process, and databases on it that are copied from a template."""

import atexit
import os
import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

import psycopg
import pytest

from counter_app.database.high_water import MarkFile
from counter_app.database.server import Server
from counter_app.database.server_opening import add_counter, open_server_store
from counter_app.database.unit_of_work import SqlStore
from tests.helpers.builders import COUNTER_ID, OFFICE_ID
from tests.helpers.database import DATABASE, KEY, fresh_store

_NAMES = count(1)
_FREE_OF_FSYNC = Path("/dev/shm")
_KEPT = 20
"""Databases that nobody is connected to and that stay: a test may come back to its own. Older ones fill the memory."""


def programs() -> Path | None:
    """Where PostgreSQL's server programs are: Debian keeps them out of the path."""
    on_path = shutil.which("pg_ctl")
    found = [Path(on_path).resolve()] if on_path else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda each: int(each.parts[-3]))
    return found[-1].parent if found else None


needs_postgresql = pytest.mark.skipif(programs() is None, reason="no PostgreSQL server is installed on this machine")

EITHER_DATABASE = ("file", pytest.param("server", marks=needs_postgresql))
"""Parameters for a fixture whose tests hold on either kind; ``either_store`` opens them."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server, reached by a socket in its folder. ``restart`` and ``kill`` do to it what a bad day does."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, database: str = "postgres", user: str = "postgres") -> str:
        return f"postgresql+psycopg://{user}@/{database}?host={self.folder}"

    def run(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """One statement by the server's administrator, outside of any transaction."""
        with psycopg.connect(
            host=str(self.folder), user="postgres", dbname=database, autocommit=True, connect_timeout=10
        ) as connection:
            answer = connection.execute(statement.encode())
            return answer.fetchall() if answer.description else []

    def start(self, *options: str) -> None:
        lean = ("-c listen_addresses=''", "-c min_wal_size=32MB", "-c max_wal_size=128MB")
        settings = " ".join([f"-k {self.folder}", *lean, *options])
        _call("pg_ctl", "-D", str(self.data), "-o", settings, "-l", str(self.folder / "log"), "-w", "start")

    def stop(self, mode: str = "fast") -> None:
        _call("pg_ctl", "-D", str(self.data), "-m", mode, "-w", "stop")


def new_cluster() -> Cluster:
    """A server of its own, running; stopped and removed when the process ends.

    Its files lie in memory where there is such a place: it syncs as any server does, which then costs nothing.
    """
    place = _FREE_OF_FSYNC if os.access(_FREE_OF_FSYNC, os.W_OK) else None
    folders = place or Path(tempfile.gettempdir())
    _sweep(folders)
    folder = Path(tempfile.mkdtemp(prefix=f"counter-pg-{os.getpid()}-", dir=folders))
    if _as_root():
        shutil.chown(folder, "postgres")
    cluster = Cluster(folder)
    _call("initdb", "-D", str(cluster.data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    atexit.register(_remove, cluster)
    cluster.start()
    return cluster


@cache
def cluster() -> Cluster:
    """The server that the tests of this process share. Tests that stop one take their own."""
    return new_cluster()


def fresh_database(on: Cluster | None = None) -> str:
    """The address of a new, migrated database that knows ``COUNTER_ID`` of ``OFFICE_ID``."""
    on = on or cluster()
    return _copy(on, _template(on))


def empty_database(on: Cluster | None = None) -> str:
    """The address of a database that nobody has made anything in."""
    return _copy(on or cluster(), "template1")


def server_store(url: str, folder: Path, counter_id: str = COUNTER_ID, *, marked: bool = True) -> SqlStore:
    """A counter's store on that database, its mark in ``folder``. Whoever asked for it closes it."""
    folder.mkdir(parents=True, exist_ok=True)
    return open_server_store(Server(url), OFFICE_ID, counter_id, mark_in(folder), realigning=not marked)


def either_store(kind: str, folder: Path) -> SqlStore:
    """An empty store in a file or on the server. Whoever asked for it closes it."""
    return fresh_store(folder) if kind == "file" else server_store(fresh_database(), folder)


def second_counter(url: str, folder: Path, counter_id: str = "02") -> SqlStore:
    """The store of another counter of the same office, which the database learns of here."""
    add_counter(Server(url), OFFICE_ID, counter_id)
    return server_store(url, folder, counter_id)


def end_connections(url: str) -> None:
    """What a server does to everybody when it is stopped; done when they are gone."""
    cluster().run(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name_of(url)}'")


def wait_until_queued(url: str, how_many: int = 1) -> None:
    """Until so many transactions wait for a lock in that database; fails after ten seconds."""
    asked = (
        f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name_of(url)}' AND state = 'active' "
        "AND wait_event_type = 'Lock'"
    )
    deadline = time.monotonic() + 10
    while cluster().run(asked) != [(how_many,)]:
        assert time.monotonic() < deadline, "nobody waits"


def name_of(url: str) -> str:
    """The database's name on its server."""
    return url.partition("?")[0].rpartition("/")[2]


def mark_in(folder: Path) -> MarkFile:
    """The mark that ``server_store`` keeps."""
    return MarkFile(folder / DATABASE, KEY)


@cache
def _template(on: Cluster) -> str:
    on.run("CREATE DATABASE counter_template")
    add_counter(Server(on.url("counter_template")), OFFICE_ID, COUNTER_ID)
    return "counter_template"


def _copy(on: Cluster, template: str) -> str:
    name = f"counter_{os.getpid()}_{next(_NAMES)}"
    _drop_the_old(on)
    on.run(f"CREATE DATABASE {name} TEMPLATE {template}")
    return on.url(name)


def _drop_the_old(on: Cluster) -> None:
    left = on.run(
        f"SELECT datname FROM pg_database d WHERE datname LIKE 'counter_{os.getpid()}_%' AND NOT EXISTS "
        f"(SELECT FROM pg_stat_activity a WHERE a.datname = d.datname) ORDER BY oid DESC OFFSET {_KEPT}"
    )
    for (name,) in left:
        with suppress(psycopg.errors.ObjectInUse):  # somebody has come back to it in this moment
            on.run(f"DROP DATABASE {name}")


def _sweep(folders: Path) -> None:
    """Stop the servers of test processes that were killed, and so could not."""
    for left in folders.glob("counter-pg-*-*"):
        owner = left.name.split("-")[2]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists() and Path("/proc/self").exists():
            _remove(Cluster(left))


def _remove(cluster: Cluster) -> None:
    _call("pg_ctl", "-D", str(cluster.data), "-m", "immediate", "-w", "stop", check=False)
    shutil.rmtree(cluster.folder, ignore_errors=True)


def _call(program: str, *options: str, check: bool = True) -> None:
    """PostgreSQL refuses to run as root; then its own user does."""
    folder = programs()
    assert folder is not None
    command = [str(folder / program), *options]
    user = "postgres" if _as_root() else None
    subprocess.run(command, check=check, capture_output=True, timeout=60, user=user, cwd="/")


def _as_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0
