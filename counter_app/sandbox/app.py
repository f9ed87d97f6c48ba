"""The host's routes, and the way of a request through them (see the package)."""

import logging
import math
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from counter_app.gateway.signing import sign_reply
from counter_app.gateway.wire import PATHS, Case, Message, Refusal, ServiceCode, decode, encode
from counter_app.sandbox.anchor import ANCHOR
from counter_app.sandbox.clock import stamp
from counter_app.sandbox.control import Control
from counter_app.sandbox.counter_key import COUNTER_KEY
from counter_app.sandbox.faults import Fault, FaultPlan
from counter_app.sandbox.front_door import FrontDoor, Knock
from counter_app.sandbox.host import Host, Refused
from counter_app.sandbox.inquiry import INQUIRY
from counter_app.sandbox.participants import ECHO, PARTICIPANTS
from counter_app.sandbox.payment import PAYMENT, STATUS
from counter_app.sandbox.registration import REGISTRATION, REGISTRATION_STATUS
from counter_app.sandbox.reversal import REVERSAL
from counter_app.sandbox.sabotage import (
    CutResponse,
    Dropped,
    Replies,
    Signed,
    after_commit,
    before_commit,
    outgoing,
    padded,
    told_wrongly,
)
from counter_app.sandbox.service import AnyService, Reply, refusal
from counter_app.sandbox.settlement import SETTLEMENT
from counter_app.sandbox.token import token_service

logger = logging.getLogger(__name__)

LARGEST_BODY = 64 * 1024
SERVICES: tuple[AnyService, ...] = (
    INQUIRY,
    PAYMENT,
    STATUS,
    REVERSAL,
    REGISTRATION,
    REGISTRATION_STATUS,
    SETTLEMENT,
    PARTICIPANTS,
    ANCHOR,
    ECHO,
    COUNTER_KEY,
)
Endpoint = Callable[[Request], Awaitable[Response]]


def build_app(host: Host, plan: FaultPlan, control: Control) -> Starlette:
    """The host as an ASGI application."""
    door = FrontDoor(host)
    desk = Desk(host, plan, door)
    routes = [Route(PATHS[service.code], desk.endpoint(service), methods=["POST"]) for service in SERVICES]
    routes.append(Route(PATHS[ServiceCode.TOKEN], desk.endpoint(token_service(door)), methods=["POST"]))
    handlers: Any = {HTTPException: desk.no_such_service}
    return Starlette(routes=[*routes, *control.routes()], exception_handlers=handlers)


class Desk:
    """Takes a request in, has it served, and signs what goes back."""

    def __init__(self, host: Host, plan: FaultPlan, door: FrontDoor) -> None:
        self._host = host
        self._plan = plan
        self._door = door
        self._replies = Replies()

    def endpoint(self, service: AnyService) -> Endpoint:
        async def answer(request: Request) -> Response:
            started = time.perf_counter()
            response, said = await self._answer(request, service)
            took = (time.perf_counter() - started) * 1000
            logger.info("%s %s %.1f ms", service.code.name.lower(), said, took)
            return response

        return answer

    async def no_such_service(self, request: Request, error: Exception) -> Response:
        """What Starlette says to unknown paths and methods, in the contract's form."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
        message = Refusal(f"{status}0000", "No such service")
        signed = self._sign(status, message, (), _reference(request))
        return Response(signed.body, signed.status, {**signed.headers, **headers})

    async def _answer(self, request: Request, service: AnyService) -> tuple[Response, str]:
        hits: tuple[Fault, ...] = ()
        retry_after: float | None = None
        try:
            knock = Knock(service.code, request.headers, await _body(request))
            await run_in_threadpool(service.admit or self._door.let_in, knock)
            hits = self._plan.strike(service.code)
            reply = await self._serve(service, knock, hits)
        except Dropped:
            return CutResponse(), "dropped"
        except Refused as refused:
            reply = refusal(refused.case, service.code, refused.message)
            retry_after = refused.retry_after
        except Exception:
            logger.exception("%s failed", service.code.name.lower())
            reply = refusal(Case.GENERAL_ERROR, service.code)
        signed = self._sign(int(reply.case.value[:3]), reply.message, hits, _reference(request))
        if retry_after is not None:
            signed.headers["Retry-After"] = str(math.ceil(retry_after))
        try:
            signed = self._replies.in_turn(service.code, signed, hits)
        except Dropped:
            return CutResponse(), "held back"
        return outgoing(signed, hits), reply.case.value

    async def _serve(self, service: AnyService, knock: Knock, hits: Sequence[Fault]) -> Reply:
        asked = _read(knock.body, service.shape)
        key = service.key(asked) if service.key else None
        with self._host.under_way.claim(key) if key else nullcontext():
            await before_commit(self._plan.spared(hits, key))
            reply = await run_in_threadpool(service.serve, self._host, asked)
        await after_commit(hits)
        return Reply(reply.case, told_wrongly(reply.message, hits))

    def _sign(self, status: int, message: Message, hits: Sequence[Fault], reference: str) -> Signed:
        body = padded(encode(message), hits)
        now = stamp(self._host.now())
        code: str = message.response_code  # type: ignore[attr-defined] # every reply's shape has it
        secret = self._host.partner.client_secret
        signature = sign_reply(secret, code=code, body=body, external_id=reference, timestamp=now)
        return Signed(
            status,
            body,
            {"Content-Type": "application/json", "X-TIMESTAMP": now, "X-SIGNATURE": signature},
        )


def _reference(request: Request) -> str:
    """What binds a reply to its request: the external id, or for a token, which has none, the client key."""
    return request.headers.get("x-external-id") or request.headers.get("x-client-key", "")


async def _body(request: Request) -> bytes:
    """The exact bytes, at most ``LARGEST_BODY`` of them. Raises ``Refused``."""
    kept = bytearray()
    async for part in request.stream():
        kept += part
        if len(kept) > LARGEST_BODY:
            raise Refused(Case.BAD_FORMAT, f"a body has at most {LARGEST_BODY} bytes")
    return bytes(kept)


def _read(body: bytes, shape: type[Message]) -> Any:
    try:
        return _decoded(body, shape)
    except (msgspec.DecodeError, RecursionError) as error:
        missing = "missing required field" in str(error)
        raise Refused(Case.MANDATORY_FIELD if missing else Case.BAD_FORMAT, str(error)) from None


def _decoded(body: bytes, shape: type[Message]) -> Any:
    """JSON has one kind of number: ``2.0`` is the integer 2 (JSON Schema 2020-12, 6.1.1)."""
    try:
        return decode(body, shape)
    except msgspec.ValidationError as error:
        if "got `float`" not in str(error):
            raise
    return msgspec.convert(_whole(msgspec.json.decode(body)), shape)


def _whole(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {name: _whole(item) for name, item in value.items()}
    return value
