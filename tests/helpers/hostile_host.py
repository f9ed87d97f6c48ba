"""A host on a raw socket that does to its callers what real lines, proxies and attackers do.

It gives out access tokens as it should; every other request is left to a ``Behaviour``, which holds the socket.
"""

import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from counter_app.clock import SystemClock
from counter_app.domain.outbox import HostReply
from counter_app.gateway import wire
from counter_app.gateway.options import SnapOptions
from counter_app.gateway.signing import sign_reply
from counter_app.gateway.snap import SnapGateway

SECRET = "a secret for tests only"
CLIENT_KEY = "loket-test"
CONNECT, SILENCE, PAYMENT, LOOKUP = 0.5, 1.0, 2.0, 1.0
"""Seconds a caller with ``impatient`` options waits: to connect, in silence, for a payment, for a lookup."""

SLACK = 2.0
"""Seconds a busy machine may take on top; every hostile act here would go on for ten and more."""

BODY = b'{"paymentRequestId":"6f6c1c9a-0000-4000-8000-000000000001"}'

TOKEN_PATH = wire.PATHS[wire.ServiceCode.TOKEN]


@dataclass(frozen=True, slots=True)
class Heard:
    """A request as it came in; header names in lower case."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def external_id(self) -> str:
        return self.headers.get("x-external-id", "")


@dataclass
class Behaviour:
    """What is done with a connection once a request was read. ``close``: hang up afterwards."""

    act: Callable[["Line", Heard], None]
    close: bool = True


@dataclass
class Line:
    """One connection, and the signal that the host is shutting down."""

    connection: Any
    stopping: threading.Event
    sent: int = 0

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)
        self.sent += len(data)

    def drip(self, data: bytes, pause: float = 0.02) -> None:
        """Send a byte at a time until everything is sent or the host stops."""
        for at in range(len(data)):
            if self.stopping.wait(pause):
                return
            self.send(data[at : at + 1])

    def reset(self) -> None:
        """Hang up with RST instead of FIN."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@dataclass
class HostileHost:
    """Listens on loopback. ``heard`` holds every request but those for a token, ``tokens`` how many were given."""

    behaviour: Behaviour
    tls: ssl.SSLContext | None = None
    token_reply: Callable[["HostileHost", Heard], bytes] | None = None
    heard: list[Heard] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    tokens: int = 0

    def __post_init__(self) -> None:
        self.stopping = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []

    @property
    def port(self) -> int:
        port: int = self._listener.getsockname()[1]
        return port

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._spawn(self._accept)

    def stop(self) -> None:
        self.stopping.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for line in self.lines:
            with suppress(OSError):
                line.connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(timeout=5)
            assert not thread.is_alive(), "a thread of the hostile host hangs"

    def _spawn(self, target: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self.stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._spawn(self._talk, connection)

    def _talk(self, connection: socket.socket) -> None:
        with suppress(OSError, ValueError), connection:
            plain = connection
            talking = self.tls.wrap_socket(plain, server_side=True) if self.tls else plain
            with talking:
                line = Line(talking, self.stopping)
                self.lines.append(line)
                with talking.makefile("rb") as reader:
                    while self._one_request(line, reader):
                        pass

    def _one_request(self, line: Line, reader: Any) -> bool:
        request = _read(reader)
        if request is None:
            return False
        if request.path == TOKEN_PATH:
            self.tokens += 1
            line.send((self.token_reply or good_token)(self, request))
            return True
        self.heard.append(request)
        self.behaviour.act(line, request)
        return not self.behaviour.close


def _read(reader: Any) -> Heard | None:
    first = reader.readline(8192)
    if not first:
        return None
    headers: dict[str, str] = {}
    while (row := reader.readline(8192).decode("latin-1").strip()) != "":
        name, _, value = row.partition(":")
        headers[name.lower()] = value.strip()
    body = reader.read(int(headers.get("content-length", "0")))
    return Heard(first.decode("latin-1").split(" ")[1], headers, body)


@contextmanager
def hostile_host(
    behaviour: Callable[[Line, Heard], None] | Behaviour,
    *,
    tls: ssl.SSLContext | None = None,
    token_reply: Callable[[HostileHost, Heard], bytes] | None = None,
) -> Iterator[HostileHost]:
    """Run a host for the length of a block, and make sure that nothing of it stays."""
    chosen = behaviour if isinstance(behaviour, Behaviour) else Behaviour(behaviour)
    host = HostileHost(chosen, tls, token_reply)
    host.start()
    try:
        yield host
    finally:
        host.stop()


# --- who calls it -----------------------------------------------------------------------------------------


def write_client_key(folder: Path) -> Path:
    """A private key for the token request; the hostile host does not look at what it signs."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    path = folder / "client.pem"
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return path


def patient(url: str, key: Path, ca_path: Path | None = None) -> SnapOptions:
    """Options for a gateway to a host at ``url``, with waits that no busy machine uses up."""
    return SnapOptions(
        base_url=url,
        client_key=CLIENT_KEY,
        client_secret=SECRET,
        private_key_path=key,
        ca_path=ca_path,
        partner_id="KB-001",
        channel_id="C01",
        timezone="Asia/Jakarta",
        connect_timeout=10.0,
        read_timeout=10.0,
        payment_timeout=20.0,
        lookup_timeout=20.0,
    )


def impatient(url: str, key: Path, ca_path: Path | None = None) -> SnapOptions:
    """The same with short waits, for hosts that make one wait."""
    return replace(
        patient(url, key, ca_path),
        connect_timeout=CONNECT,
        read_timeout=SILENCE,
        payment_timeout=PAYMENT,
        lookup_timeout=LOOKUP,
    )


@contextmanager
def gateway(options: SnapOptions) -> Iterator[SnapGateway]:
    snap = SnapGateway(options, SystemClock())
    try:
        yield snap
    finally:
        snap.close()


def paid(options: SnapOptions) -> tuple[HostReply, float]:
    """What a payment came to, and how long the call took."""
    with gateway(options) as snap:
        began = time.monotonic()
        reply = snap.pay(BODY)
        return reply, time.monotonic() - began


# --- replies, well-formed until somebody bends them -----------------------------------------------------------


def now_stamp() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def http(status: int, body: bytes, headers: dict[str, str] | None = None) -> bytes:
    """A whole HTTP reply; ``headers`` add to a type and a length, or replace them."""
    fields = {"Content-Type": "application/json", "Content-Length": str(len(body))} | (headers or {})
    rows = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} Words\r\n{rows}\r\n".encode() + body


def signed(
    status: int,
    message: wire.Message,
    nonce: str,
    *,
    secret: str = SECRET,
    stamp: str = "",
    headers: dict[str, str] | None = None,
) -> bytes:
    """A reply as the true host sends it now, or with another ``secret`` or ``stamp`` as it would not."""
    body, stamp = wire.encode(message), stamp or now_stamp()
    code = wire.decode(body, wire.Refusal).response_code
    signature = sign_reply(secret, code=code, body=body, external_id=nonce, timestamp=stamp)
    return http(status, body, {"X-TIMESTAMP": stamp, "X-SIGNATURE": signature} | (headers or {}))


def refusal(code: str, heard: Heard, **more: str) -> bytes:
    """A signed reply that only says ``code``; ``more`` are headers, ``_`` standing for ``-``."""
    headers = {name.replace("_", "-"): value for name, value in more.items()}
    return signed(int(code[:3]), wire.Refusal(code, "words"), heard.external_id, headers=headers)


def token(host: HostileHost, expires_in: int = 900) -> wire.TokenReply:
    return wire.TokenReply("2007300", "Successful", f"token-{host.tokens}", "Bearer", expires_in)


def good_token(host: HostileHost, heard: Heard) -> bytes:
    return signed(200, token(host), heard.headers["x-client-key"])


def posted(heard: Heard) -> bytes:
    """The true host's answer to a payment."""
    info = wire.PostingInfo("HOST-1", "2026-11-22T09:15:04+07:00", "2026-12-01", "2027-02-28", "12345678901")
    data = wire.PaymentData("key", "3273025508920002", wire.Money("50400.00"), "KB-001-000001", info)
    return signed(200, wire.PaymentReply("2002500", "Successful", data), heard.external_id)


def hangs_up(_line: Line, _heard: Heard) -> None:
    return
