"""The host on a socket: in the foreground for the command line, in a thread for a demo and for tests."""

import asyncio
import os
import secrets
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from counter_app.domain.money import Rupiah
from counter_app.sandbox.access import FILE, SandboxAccess
from counter_app.sandbox.app import build_app
from counter_app.sandbox.certificates import client_key, server_files, write_private
from counter_app.sandbox.clock import Clock, system_clock
from counter_app.sandbox.control import Control
from counter_app.sandbox.faults import FaultPlan
from counter_app.sandbox.host import NO_FEE, Host, Partner
from counter_app.sandbox.ledger import Ledger
from counter_app.sandbox.people import invent_people
from counter_app.sandbox.rules import load_rules
from counter_app.sandbox.sabotage import CONNECTION

CLIENT_KEY = "loket-sandbox"
DEFAULT_OFFICE = "40115"
_START_WITHIN = 20.0
_STOP_WITHIN = 10.0


@dataclass(frozen=True, slots=True)
class SandboxOptions:
    """``folder`` holds keys, certificates, ``sandbox.json`` and, without a ``database_url``, the database.

    ``port`` 0 picks a free one. ``participants`` are invented from ``seed`` into an empty database.
    """

    folder: Path
    port: int = 0
    database_url: str = ""
    faults: str = ""
    participants: int = 1000
    seed: int = 1
    tls: bool = True
    verbose: bool = False
    office_id: str = DEFAULT_OFFICE
    fee: Rupiah = NO_FEE
    registration_review: timedelta = timedelta(seconds=30)
    clock: Clock = field(default=system_clock, repr=False)


def build_host(options: SandboxOptions) -> Host:
    """The host with its people, over the database the options name. Raises SQLAlchemy's errors for a bad URL."""
    secret_path = options.folder / "client-secret"
    if not secret_path.exists():
        write_private(secret_path, secrets.token_urlsafe(32).encode())
    key = client_key(options.folder / "client.key")
    partner = Partner(options.office_id, CLIENT_KEY, secret_path.read_text("ascii"), key.public_key())
    ledger = Ledger(options.database_url or f"sqlite:///{options.folder / 'sandbox.db'}")
    host = Host(
        load_rules(),
        ledger,
        partner,
        options.clock,
        options.fee,
        registration_review=options.registration_review,
    )
    fill(host, options)
    return host


def fill(host: Host, options: SandboxOptions) -> None:
    """Invent the participants into an empty database."""
    today = host.today()
    people = invent_people(options.participants, options.seed, today, host.rules.tariff)
    host.ledger.seed(people, today)


class SandboxServer:
    """A host bound to its port on 127.0.0.1. ``access`` says how to reach it; ``plan`` is what goes wrong."""

    def __init__(self, options: SandboxOptions) -> None:
        options.folder.mkdir(parents=True, exist_ok=True)
        self.plan = FaultPlan(options.faults, options.seed)
        self.host = build_host(options)
        self._socket = _bind(options.port)
        control_token = secrets.token_urlsafe(24)
        app = build_app(self.host, self.plan, Control(self.host, self.plan, control_token))
        self._server = _Server(_config(app, options))
        self.access = self._announce(options, control_token)
        self._thread: threading.Thread | None = None

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    def serve(self, ready: Callable[[], None]) -> None:
        """Serve until a signal or ``stop``; ``ready`` is called when the first request can come."""
        self._server.ready = ready
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()
            self.host.ledger.close()

    def start(self) -> Self:
        """Serve in a thread; returns when the first request can come. Raises ``TimeoutError``."""
        ready = threading.Event()
        self._thread = threading.Thread(target=self.serve, args=(ready.set,), name="sandbox host", daemon=True)
        self._thread.start()
        if not ready.wait(_START_WITHIN):
            raise TimeoutError("the sandbox host did not start")
        return self

    def stop(self) -> None:
        """End what ``start`` began; requests under way are cut after a second."""
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join(_STOP_WITHIN)
            self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def _announce(self, options: SandboxOptions, control_token: str) -> SandboxAccess:
        folder = options.folder.resolve()
        access = SandboxAccess(
            url=f"{'https' if options.tls else 'http'}://127.0.0.1:{self.port}",
            ca_path=str(folder / "ca.pem") if options.tls else "",
            partner_id=options.office_id,
            client_key=CLIENT_KEY,
            client_secret=self.host.partner.client_secret,
            client_secret_path=str(folder / "client-secret"),
            private_key_path=str(folder / "client.key"),
            control_token=control_token,
        )
        write_private(folder / FILE, access.encoded())
        return access


class _Connection(H11Protocol):
    """Tells a request which transport it came over, so that a fault can cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        self.app_state = {**self.app_state, CONNECTION: transport}
        super().connection_made(transport)


class _Server(uvicorn.Server):
    """Says when it is ready, and leaves no socket open when it ends."""

    ready: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """A client with an idle TLS connection does not answer our closing it: what is left then is cut."""
        await super().shutdown(sockets)
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await asyncio.sleep(0.01)


def _config(app: Any, options: SandboxOptions) -> uvicorn.Config:
    tls = server_files(options.folder) if options.tls else None
    return uvicorn.Config(
        app,
        http=_Connection,
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        # Without a voice of its own: the desk logs requests, and a cut connection is what was asked for.
        log_level="info" if options.verbose else "critical",
        access_log=False,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=1,
        ssl_certfile=tls.certificate if tls else None,
        ssl_keyfile=tls.key if tls else None,
    )


def _bind(port: int) -> socket.socket:
    # asyncio sends small packets at once only where the socket names its protocol; else each answer waits 40 ms.
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":  # on Windows the same option would let two servers share the port
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(("127.0.0.1", port))
    except OSError:
        bound.close()
        raise
    return bound
