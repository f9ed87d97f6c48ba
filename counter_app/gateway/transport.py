"""HTTP to the host, with an end to everything: time, size, connections and the thread that does it.

One thread runs an event loop and keeps connections alive; callers on any thread block until their reply is here
or their deadline has passed. Every exchange stands under one total time-out besides those for connecting and for
silence: a host that sends a byte a second never trips the latter two. What arrives after that is dropped with its
connection.
"""

import asyncio
import concurrent.futures
import logging
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import httpx

log = logging.getLogger(__name__)

MAX_BODY = 1024 * 1024
"""Largest reply body that is read, bytes. The largest honest one, 500 participants, is below 300 kB."""

_GRACE = 1.0
"""Seconds a caller waits beyond its deadline for the loop to report it, before it goes on alone."""

_CLOSING = 5.0
"""Seconds that ``close`` waits for the thread; it is a daemon, so that a hanging one cannot hold the program."""

_TOO_LARGE = f"the reply is too large: more than {MAX_BODY} bytes"
_CLOSED = "the connection to the host was closed here"


class LineOptions(Protocol):
    """Where to connect, whom to trust there, and how long to wait (seconds), as ``SnapOptions`` explains it."""

    @property
    def base_url(self) -> str: ...
    @property
    def ca_path(self) -> Path | None: ...
    @property
    def pins(self) -> tuple[str, ...]: ...
    @property
    def connect_timeout(self) -> float: ...
    @property
    def read_timeout(self) -> float: ...
    @property
    def keep_alive(self) -> float: ...


class TransportFailure(Exception):
    """No whole reply came. ``alarm``: what happened is not what a bad line does by itself.

    ``detail`` is the same text each time the same thing happens, so that it is reported once and not at every attempt.
    """

    def __init__(self, detail: str, *, alarm: bool = False) -> None:
        super().__init__(detail)
        self.detail = detail
        self.alarm = alarm


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on the monotonic clock by which a whole piece of work must be over."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        return cls(time.monotonic() + seconds)

    def remaining(self) -> float:
        """Seconds left, 0.0 when it has passed."""
        return max(0.0, self.at - time.monotonic())


@dataclass(frozen=True, slots=True)
class HttpCall:
    """One request. ``path`` begins with ``/``; ``body`` are the exact bytes sent."""

    method: str
    path: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class HttpReply:
    """What came back, not yet believed. Header names are lower case; ``body`` is as it was on the wire."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class Transport:
    """Blocking calls over kept-alive HTTP/1.1 connections. Usable from any thread; ``close`` ends its own."""

    def __init__(self, options: LineOptions) -> None:
        self._options = options
        self._guard = threading.Lock()
        self._closed = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._stop = asyncio.Event()
        self._pool: httpx.AsyncHTTPTransport | None = None

    def request(self, call: HttpCall, deadline: Deadline) -> HttpReply:
        """Send one request and read its whole reply before ``deadline``. Raises ``TransportFailure``."""
        future = self._begin(call, deadline)
        try:
            return future.result(timeout=deadline.remaining() + _GRACE)
        except concurrent.futures.CancelledError:
            raise TransportFailure(_CLOSED) from None
        except TimeoutError:
            future.cancel()
            raise TransportFailure("the exchange did not end in its time") from None

    def close(self) -> None:
        """End what is under way, close all connections and the thread. Calls after it fail; twice is harmless."""
        with self._guard:
            self._closed = True
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is not None and thread is not None:
            loop.call_soon_threadsafe(self._stop.set)
            thread.join(timeout=_CLOSING)

    # --- on the caller's thread ---------------------------------------------------------------------------

    def _begin(self, call: HttpCall, deadline: Deadline) -> "concurrent.futures.Future[HttpReply]":
        """Hand the exchange to the loop. Under the guard, so that nothing is handed over behind ``close``."""
        with self._guard:
            if self._closed:
                raise TransportFailure(_CLOSED)
            if self._loop is None:
                self._loop = self._started()
            return asyncio.run_coroutine_threadsafe(self._bounded(call, deadline), self._loop)

    def _started(self) -> asyncio.AbstractEventLoop:
        try:
            loop = asyncio.new_event_loop()
        except OSError as error:
            raise TransportFailure(_described(error)) from None
        self._thread = threading.Thread(target=self._run, args=(loop,), name="host-transport", daemon=True)
        self._thread.start()
        return loop

    # --- on the loop's thread -----------------------------------------------------------------------------

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            loop.run_until_complete(self._serve())
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            loop.close()

    async def _serve(self) -> None:
        await self._stop.wait()
        under_way = asyncio.all_tasks() - {asyncio.current_task()}
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        if self._pool is not None:
            await self._pool.aclose()

    async def _bounded(self, call: HttpCall, deadline: Deadline) -> HttpReply:
        import httpx

        began = time.monotonic()
        try:
            async with asyncio.timeout(deadline.remaining()):
                return await self._exchange(call)
        except TimeoutError:
            raise self._cut_off(time.monotonic() - began) from None
        except httpx.TimeoutException as error:
            raise TransportFailure(f"{type(error).__name__}: the host was silent for too long") from None
        except (httpx.TransportError, ssl.SSLError, OSError) as error:
            raise TransportFailure(_described(error), alarm=_is_absurd(error)) from None

    async def _exchange(self, call: HttpCall) -> HttpReply:
        import httpx

        request = httpx.Request(
            call.method,
            self._options.base_url.rstrip("/") + call.path,
            headers={"Accept-Encoding": "identity", **call.headers},
            content=call.body,
            extensions={"timeout": self._time_outs()},
        )
        response = await self._connections().handle_async_request(request)
        try:
            return HttpReply(response.status_code, dict(response.headers), await _read(response))
        except httpx.RemoteProtocolError as error:
            log.info("broken off: %s", _described(error))
            raise TransportFailure("the reply broke off", alarm=True) from None
        finally:
            await response.aclose()

    def _connections(self) -> "httpx.AsyncHTTPTransport":
        """The pool itself rather than a client around it: no cookies, redirects, proxies or netrc to switch off."""
        import httpx

        if self._pool is None:
            limits = httpx.Limits(max_connections=8, keepalive_expiry=self._options.keep_alive)
            self._pool = httpx.AsyncHTTPTransport(
                verify=_tls_context(self._options), http1=True, http2=False, trust_env=False, retries=0, limits=limits
            )
        return self._pool

    def _time_outs(self) -> dict[str, float]:
        silence, connect = self._options.read_timeout, self._options.connect_timeout
        return {"connect": connect, "read": silence, "write": silence, "pool": silence}

    def _cut_off(self, took: float) -> TransportFailure:
        """Whoever outlasts both the time to connect and a whole silence was being fed, drop by drop."""
        dripped = took > self._options.connect_timeout + self._options.read_timeout
        how = "it came too slowly" if dripped else "the time was up"
        return TransportFailure(f"no whole reply within its time: {how}", alarm=dripped)


def _tls_context(options: LineOptions) -> ssl.SSLContext:
    """Trust the pinned authority and nobody else; without one (loopback only) no certificate at all passes."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if options.ca_path is not None:
        from counter_app.gateway.pinning import NotPinned, trust

        try:
            trust(context, options.ca_path, options.pins)
        except NotPinned as stranger:
            detail = f"{options.ca_path} holds an authority that host.pins does not name: {stranger}"
            raise TransportFailure(detail, alarm=True) from None
        except (OSError, ValueError) as error:
            detail = f"the authority's certificate {options.ca_path} cannot be used: {_described(error)}"
            raise TransportFailure(detail) from None
    return context


async def _read(response: "httpx.Response") -> bytes:
    """Read a body as it is on the wire. Nothing is unpacked: what is signed are these bytes, and no bomb fits in."""
    announced = response.headers.get("content-length", "")
    if announced.isdigit() and int(announced[:20]) > MAX_BODY:
        raise TransportFailure(_TOO_LARGE, alarm=True)
    body, size = bytearray(), 0
    try:
        async with asyncio.timeout(None) as enough:
            async for chunk in response.aiter_raw():
                size += len(chunk)
                if size <= MAX_BODY:
                    body += chunk
                else:
                    # Ended from within, so that every generator below is unwound here and none is left to the loop.
                    enough.reschedule(0)
    except TimeoutError:
        raise TransportFailure(_TOO_LARGE, alarm=True) from None
    if size > MAX_BODY:
        raise TransportFailure(_TOO_LARGE, alarm=True)
    return bytes(body)


def _described(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]


def _is_absurd(error: BaseException) -> bool:
    """A certificate nobody vouches for, or bytes that are no HTTP: not what a bad line does by itself."""
    if type(error).__name__ == "RemoteProtocolError":
        return not str(error).startswith("Server disconnected")
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
