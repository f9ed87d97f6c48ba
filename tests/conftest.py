"""What holds for every test: no screen, no clerk's own files or keyring, no network, no unexpected log."""

import logging
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.helpers.logfail import LogWatch

if TYPE_CHECKING:
    from tests.helpers.windows import PatientBot

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--every-database``: the services' tests, each on SQLite and on a server. ``--thorough``: more plays of faults."""
    parser.addoption("--thorough", action="store_true", help="play more faults, as deliberate defects are looked for")
    parser.addoption(
        "--every-database", action="store_true", help="run the services' tests on both databases, all of them"
    )


def pytest_configure() -> None:
    """Before any Qt is loaded, in each test process and for the programs that tests start."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    os.environ.pop("QT_SCALE_FACTOR", None)
    # The same examples on every machine, and none declared too slow by a busy one.
    settings.register_profile("counter", deadline=None, derandomize=True, database=None)
    settings.load_profile("counter")


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> "PatientBot":
    """In the place of the plugin's, which loses its patience after five seconds."""
    from tests.helpers.windows import PatientBot

    return PatientBot(request)


@pytest.fixture(autouse=True)
def a_home_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test finds, or leaves, anything in the home of whoever runs it."""
    monkeypatch.setenv("COUNTER_HOME", str(tmp_path / "counter-home"))


@pytest.fixture(autouse=True)
def log_watch() -> Iterator[LogWatch]:
    """Fails a test that logs a warning it did not announce."""
    watch = LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)
    if complaints := watch.complaints():
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anywhere but this machine is a fault of the test."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def refuse_strangers(caller: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            caller.close()
            raise AssertionError(f"a test reached for the network: {address!r}")

    def guarded_connect(self: socket.socket, address: tuple[str, int] | str) -> None:
        refuse_strangers(self, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: tuple[str, int] | str) -> int:
        refuse_strangers(self, address)
        return connect_ex(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
