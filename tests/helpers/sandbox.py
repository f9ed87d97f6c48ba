"""The real host for tests: in a thread (quick) or as a process (for killing), on loopback, with TLS.

A folder's ``conftest.py`` offers the fixtures by importing them: ``sandbox_server``, ``sandbox``, ``caller``.
"""

import contextlib
import dataclasses
import functools
import http.client
import json
import queue
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from counter_app.gateway import wire
from counter_app.gateway.signing import sign_reply, sign_request, sign_token_request
from counter_app.sandbox.access import SandboxAccess
from counter_app.sandbox.certificates import client_key
from counter_app.sandbox.clock import stamp
from counter_app.sandbox.server import SandboxOptions, SandboxServer, fill

Shape = TypeVar("Shape", bound=wire.Message)


class HostClock:
    """The host's clock, which a test can set and move."""

    def __init__(self) -> None:
        self.apart = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.apart

    def set(self, moment: datetime) -> None:
        self.apart = moment - datetime.now(UTC)

    def advance(self, by: timedelta) -> None:
        self.apart += by

    def reset(self) -> None:
        self.apart = timedelta(0)


class SandboxHost:
    """A sandbox in a thread of the test process. ``stop`` and ``start`` keep port, database and keys."""

    def __init__(self, folder: Path, **options: Any) -> None:
        self.clock = HostClock()
        self._options = SandboxOptions(folder=folder, clock=self.clock, **options)
        self._server: SandboxServer | None = None

    @property
    def server(self) -> SandboxServer:
        assert self._server is not None, "the sandbox is stopped"
        return self._server

    @property
    def settings(self) -> SandboxAccess:
        """Where the host is and how to prove who one is."""
        return self.server.access

    def start(self) -> "SandboxHost":
        self._server = SandboxServer(self._options).start()
        self._options = dataclasses.replace(self._options, port=self._server.port)
        return self

    def stop(self) -> None:
        if self._server is not None:
            self._server.stop()
            self._server = None

    @property
    def running(self) -> bool:
        return self._server is not None

    def reset(self, now: datetime | None = None) -> None:
        """As after a first start: the people as invented, nothing posted, no faults, the right time (or ``now``)."""
        if not self.running:
            self.start()
        self.clock.reset()
        if now is not None:
            self.clock.set(now)
        self.faults("")
        self.server.host.ledger.empty()
        fill(self.server.host, self._options)

    def faults(self, specification: str) -> None:
        self.server.plan.set(specification)

    def postings(self) -> Any:
        """Through the front, as any program would ask: see ``counter_app.sandbox.control.postings``."""
        return control(self.settings, "GET", "/sandbox/postings")


class SandboxProcess:
    """A sandbox as a program of its own, started with ``options`` of the command line."""

    def __init__(self, folder: Path, *options: str) -> None:
        self._folder = folder
        self._options = options
        self._process: subprocess.Popen[str] | None = None

    def start(self, *options: str) -> "SandboxProcess":
        """Returns when the ready line came. Raises ``AssertionError`` when it does not within 20 s."""
        command = [sys.executable, "-m", "tests.helpers.sandbox", "--dir", str(self._folder), *self._options, *options]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        line = _first_line(self._process, within=20.0)
        assert line.startswith("sandbox host ready on "), line
        return self

    @property
    def settings(self) -> SandboxAccess:
        return SandboxAccess.read(self._folder)

    def faults(self, specification: str) -> None:
        control(self.settings, "PUT", "/sandbox/faults", specification.encode())

    def postings(self) -> Any:
        return control(self.settings, "GET", "/sandbox/postings")

    def stop(self) -> int:
        """Ask it to end; its exit code."""
        return self._end(subprocess.Popen.terminate)

    def kill(self) -> int:
        """No chance to clean up."""
        return self._end(subprocess.Popen.kill)

    def _end(self, how: Callable[["subprocess.Popen[str]"], None]) -> int:
        process, self._process = self._process, None
        assert process is not None
        how(process)
        assert process.stdout is not None
        process.stdout.close()
        return process.wait(20)


@dataclass
class SnapCaller:
    """A counter in its plainest form: signs what it sends, checks what comes back."""

    access: SandboxAccess
    key: RSAPrivateKey = field(init=False)
    token: str = field(default="", init=False)
    next_id: int = field(init=False)
    offset: timedelta = field(default=timedelta(0))
    line: http.client.HTTPConnection = field(init=False, repr=False)
    used: set[str] = field(default_factory=set, init=False, repr=False)

    def __post_init__(self) -> None:
        self.key = _client_key(Path(self.access.private_key_path))
        self.line = connect(self.access)
        self.next_id = int(datetime.now(UTC).timestamp() * 1_000_000_000)

    def close(self) -> None:
        self.line.close()

    def log_in(self) -> None:
        now = stamp(self.now())
        signature = sign_token_request(self.key, client_key=self.access.client_key, timestamp=now)
        headers = {"X-CLIENT-KEY": self.access.client_key, "X-TIMESTAMP": now, "X-SIGNATURE": signature}
        body = wire.encode(wire.TokenRequest(grant_type="client_credentials"))
        answer = self.send(wire.ServiceCode.TOKEN, body, headers)
        self.token = answer.read(wire.TokenReply).access_token

    def headers(self, service: wire.ServiceCode, body: bytes) -> dict[str, str]:
        if not self.token:
            self.log_in()
        self.next_id += 1
        now, signature = self._fresh(service, body)
        return {
            "Authorization": f"Bearer {self.token}",
            "X-TIMESTAMP": now,
            "X-SIGNATURE": signature,
            "X-PARTNER-ID": self.access.partner_id,
            "X-EXTERNAL-ID": str(self.next_id),
            "CHANNEL-ID": "01",
        }

    def _fresh(self, service: wire.ServiceCode, body: bytes) -> tuple[str, str]:
        """A timestamp and its signature. Times have whole seconds: what is said twice in one is dated back."""
        for back in range(200):
            now = stamp(self.now() - timedelta(seconds=back))
            signature = sign_request(
                self.access.client_secret,
                method="POST",
                path=wire.PATHS[service],
                token=self.token,
                body=body,
                timestamp=now,
            )
            if signature not in self.used:
                self.used.add(signature)
                return now, signature
        raise AssertionError("the same was said 200 times")

    def call(self, service: wire.ServiceCode, message: wire.Message) -> "Answer":
        body = wire.encode(message)
        return self.send(service, body, self.headers(service, body))

    def send(self, service: wire.ServiceCode, body: bytes, headers: dict[str, str]) -> "Answer":
        """Send exactly this. Raises ``OSError`` or ``http.client.HTTPException`` where no answer comes."""
        try:
            self.line.request("POST", wire.PATHS[service], body, headers)
            with self.line.getresponse() as response:
                status, content = response.status, response.read()
        except (OSError, http.client.HTTPException):
            self.line.close()
            raise
        answered = {name.lower(): value for name, value in response.getheaders()}
        reference = headers.get("X-EXTERNAL-ID") or headers.get("X-CLIENT-KEY", "")
        return Answer(status, content, answered, reference, self.access.client_secret)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset


NewCaller = Callable[[], SnapCaller]


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: dict[str, str]
    reference: str
    secret: str

    @property
    def code(self) -> str:
        return wire.decode(self.body, wire.Refusal).response_code

    @property
    def verifies(self) -> bool:
        expected = sign_reply(
            self.secret,
            code=self.code,
            body=self.body,
            external_id=self.reference,
            timestamp=self.headers["x-timestamp"],
        )
        return expected == self.headers["x-signature"] and self.code.startswith(str(self.status))

    def read(self, shape: type[Shape]) -> Shape:
        assert self.verifies, self.body[:200]
        assert self.status == 200, self.body[:200]
        return wire.decode(self.body, shape)


def connect(access: SandboxAccess) -> http.client.HTTPConnection:
    """A connection that opens when it is first used."""
    host, port = access.url.rpartition("/")[2].split(":")
    if not access.ca_path:
        return http.client.HTTPConnection(host, int(port), timeout=20)
    context = ssl.create_default_context(cafile=access.ca_path)
    return http.client.HTTPSConnection(host, int(port), timeout=20, context=context)


def control(access: SandboxAccess, method: str, path: str, body: bytes | None = None) -> Any:
    """Ask the sandbox's own door. Raises ``AssertionError`` with its words where it refuses."""
    headers = {"Authorization": f"Bearer {access.control_token}"}
    with contextlib.closing(connect(access)) as line:
        line.request(method, path, body, headers)
        response = line.getresponse()
        content = response.read()
    assert response.status < 300, content.decode()
    return json.loads(content) if content else None


@functools.cache
def _client_key(path: Path) -> RSAPrivateKey:
    return client_key(path)


def _first_line(process: "subprocess.Popen[str]", within: float) -> str:
    assert process.stdout is not None
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=lambda: lines.put(process.stdout.readline()), daemon=True).start()  # type: ignore[union-attr]
    return lines.get(timeout=within)


@pytest.fixture(scope="session")
def sandbox_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxHost]:
    """One host a test process. Ask for ``sandbox`` instead: that one is as new for every test."""
    host = SandboxHost(tmp_path_factory.mktemp("sandbox-host")).start()
    yield host
    host.stop()


@pytest.fixture
def sandbox(sandbox_server: SandboxHost) -> SandboxHost:
    """The real host: its people as invented, nothing posted, no faults."""
    sandbox_server.reset()
    return sandbox_server


@pytest.fixture
def new_caller(sandbox: SandboxHost) -> Iterator[NewCaller]:
    """Makes counters whose clocks agree with the host's, and closes them."""
    with contextlib.ExitStack() as stack:

        def make() -> SnapCaller:
            counter = SnapCaller(sandbox.settings, offset=sandbox.clock.apart)
            return stack.enter_context(contextlib.closing(counter))

        yield make


@pytest.fixture
def caller(new_caller: NewCaller) -> SnapCaller:
    """A counter that may speak to the host."""
    return new_caller()


if __name__ == "__main__":
    import argparse

    from counter_app.sandbox import command

    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    sys.exit(command.run(parser.parse_args()))
