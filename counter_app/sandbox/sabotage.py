"""Acting on faults: what is done to a request before the service sees it, and to the reply after it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from counter_app.domain.money import Rupiah
from counter_app.gateway.wire import Case, Message, Money, PaymentReply, ServiceCode
from counter_app.sandbox.faults import Fault, Kind
from counter_app.sandbox.host import Refused

CONNECTION = "connection"
"""Where the server puts a connection's transport into a request's state."""

HUGE_BODY = 10 * 1024 * 1024
GARBAGE = b"<!DOCTYPE html><html><body><h1>It works!</h1><p>Maintenance page.</p></body></html>\n"
_REFUSALS = {
    Kind.ERROR_500: Case.GENERAL_ERROR,
    Kind.ERROR_504: Case.TIMEOUT_UPSTREAM,
    Kind.ALREADY_PAID: Case.ALREADY_PAID,
    Kind.IN_PROGRESS: Case.IN_PROGRESS,
    Kind.SLOW_DOWN: Case.SLOW_DOWN,
    Kind.NOT_FOUND: Case.NOT_FOUND,
    Kind.OTHER_CONTENT: Case.KEY_REUSED,
    Kind.POISON: Case.GENERAL_ERROR,
    Kind.ERROR_500_AFTER: Case.GENERAL_ERROR,
    Kind.ERROR_504_AFTER: Case.TIMEOUT_UPSTREAM,
}
_BEFORE = (
    Kind.DROP_BEFORE, Kind.ERROR_500, Kind.ERROR_504, Kind.ALREADY_PAID, Kind.IN_PROGRESS, Kind.SLOW_DOWN,
    Kind.NOT_FOUND, Kind.OTHER_CONTENT, Kind.POISON,
)  # fmt: skip
_AFTER = (Kind.DROP_AFTER, Kind.ERROR_500_AFTER, Kind.ERROR_504_AFTER)


class Dropped(Exception):
    """The connection is to be cut without an answer."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A reply ready to go out."""

    status: int
    body: bytes
    headers: dict[str, str]


async def before_commit(hits: Sequence[Fault]) -> None:
    """Raises ``Dropped`` or ``Refused`` where a fault says so."""
    await _act(hits, Kind.DELAY, _BEFORE)


async def after_commit(hits: Sequence[Fault]) -> None:
    """The same, once the service has committed: its answer is lost."""
    await _act(hits, Kind.DELAY_AFTER, _AFTER)


def told_wrongly(message: Message, hits: Sequence[Fault]) -> Message:
    """A payment's reply that names another amount or another payer than what was posted."""
    if not isinstance(message, PaymentReply):
        return message
    kinds, data = {hit.kind for hit in hits}, message.virtual_account_data
    if Kind.OTHER_AMOUNT in kinds:
        data = msgspec.structs.replace(data, paid_amount=Money.of(Rupiah(data.paid_amount.rupiah + 1)))
    if Kind.OTHER_PAYER in kinds:
        data = msgspec.structs.replace(data, customer_no=data.customer_no[::-1])
    return msgspec.structs.replace(message, virtual_account_data=data)


def padded(body: bytes, hits: Sequence[Fault]) -> bytes:
    """The reply's JSON, blown up where a fault says so; signed afterwards, so that only its size is wrong."""
    if not any(hit.kind is Kind.HUGE for hit in hits):
        return body
    return body[:-1] + b',"padding":"' + b"x" * HUGE_BODY + b'"}'


def outgoing(signed: Signed, hits: Sequence[Fault]) -> Response:
    """The response, spoilt as the faults say."""
    kinds = {hit.kind: hit for hit in hits}
    if Kind.WRONG_SIGNATURE in kinds:
        signed = replace(signed, headers={**signed.headers, "X-SIGNATURE": "bm90IHRoZSBob3N0J3Mgc2lnbmF0dXJl"})
    if Kind.GARBAGE in kinds:
        return Response(GARBAGE, 200, media_type="text/html")
    if Kind.TWICE in kinds:
        return TwiceResponse(signed.body, signed.status, signed.headers)
    if Kind.TRUNCATED in kinds:
        return TruncatedResponse(signed.body, signed.status, signed.headers)
    if Kind.SLOW_DRIP in kinds:
        drops = _drip(signed.body, kinds[Kind.SLOW_DRIP].seconds)
        return StreamingResponse(drops, signed.status, signed.headers)
    return Response(signed.body, signed.status, signed.headers)


class CutResponse(Response):
    """No answer: the TCP connection is reset."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        _transport(scope).abort()
        await _gone(receive)


class TruncatedResponse(Response):
    """Half of the body that ``Content-Length`` promises, then the end of the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        half = bytes(self.body[: len(self.body) // 2])
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": half, "more_body": True})
        _transport(scope).close()
        await _gone(receive)


class TwiceResponse(Response):
    """The whole reply, and then the same bytes again where the next reply on this connection would begin."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await super().__call__(scope, receive, send)
        head = [f"HTTP/1.1 {self.status_code} OK".encode(), *(name + b": " + value for name, value in self.raw_headers)]
        _transport(scope).write(b"\r\n".join([*head, b"", b""]) + bytes(self.body))


class Replies:
    """The last reply of each service, which may be the one that goes out."""

    def __init__(self) -> None:
        self._last: dict[ServiceCode, Signed] = {}

    def in_turn(self, service: ServiceCode, signed: Signed, hits: Sequence[Fault]) -> Signed:
        """The reply that goes out now. Raises ``Dropped`` where an earlier one is asked for and there is none."""
        before = self._last.get(service)
        self._last[service] = signed
        if not any(hit.kind is Kind.STALE_REPLY for hit in hits):
            return signed
        if before is None:
            raise Dropped
        return before


async def _act(hits: Sequence[Fault], delay: Kind, others: Sequence[Kind]) -> None:
    for hit in hits:
        if hit.kind is delay:
            await asyncio.sleep(hit.seconds)
    for hit in hits:
        if hit.kind in others:
            case = _REFUSALS.get(hit.kind)
            if case is None:
                raise Dropped
            retry_after = hit.seconds if case is Case.SLOW_DOWN else None
            raise Refused(case, "a fault on request", retry_after)


async def _drip(body: bytes, pause: float) -> AsyncIterator[bytes]:
    for place in range(len(body)):
        yield body[place : place + 1]
        await asyncio.sleep(pause)


def _transport(scope: Scope) -> Any:
    return scope["state"][CONNECTION]


async def _gone(receive: Receive) -> None:
    """Wait until the server has seen the connection go, so that it does not answer in our place."""
    while (await receive())["type"] != "http.disconnect":
        pass
