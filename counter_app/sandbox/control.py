"""The sandbox's own door, apart from the contract: faults switched while it runs, a settlement told wrongly, postings
for oracles, heads of journals forgotten.

Loopback only, with a token of its own that ``sandbox.json`` names.
"""

import ipaddress
from collections.abc import Awaitable, Callable

from sqlalchemy import delete, select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from counter_app.domain.identity import mask
from counter_app.gateway.signing import same_signature
from counter_app.gateway.wire import Case
from counter_app.sandbox.clock import stamp_of
from counter_app.sandbox.faults import FaultPlan
from counter_app.sandbox.host import Host
from counter_app.sandbox.tables import AnchorRow, PaymentRow, ReversalRow, SightingRow

LONGEST_SPECIFICATION = 4096


class Control:
    """Routes below ``/sandbox`` for whoever holds ``token``."""

    def __init__(self, host: Host, plan: FaultPlan, token: str) -> None:
        self._host = host
        self._plan = plan
        self._token = token

    def routes(self) -> list[Route]:
        return [
            Route("/sandbox/faults", self._guarded(self._put_faults), methods=["PUT"]),
            Route("/sandbox/mistold", self._guarded(self._put_mistold), methods=["PUT"]),
            Route("/sandbox/postings", self._guarded(self._get_postings), methods=["GET"]),
            Route("/sandbox/anchors", self._guarded(self._forget_anchors), methods=["DELETE"]),
        ]

    def _guarded(self, serve: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        async def guarded(request: Request) -> Response:
            local = request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
            given = request.headers.get("authorization", "")
            if not local or not same_signature(f"Bearer {self._token}", given):
                return PlainTextResponse("the control token of sandbox.json is needed\n", 401)
            return await serve(request)

        return guarded

    async def _put_faults(self, request: Request) -> Response:
        return await _put(request, self._plan.set)

    async def _put_mistold(self, request: Request) -> Response:
        return await _put(request, self._host.mistold.set)

    async def _get_postings(self, _request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(postings, self._host))

    async def _forget_anchors(self, _request: Request) -> Response:
        await run_in_threadpool(forget_anchors, self._host)
        return Response(status_code=204)


async def _put(request: Request, take: Callable[[str], None]) -> Response:
    """Hand a specification on; 400 with what is wrong where it is none."""
    specification = (await request.body())[:LONGEST_SPECIFICATION].decode("utf-8", "replace")
    try:
        take(specification)
    except ValueError as error:
        return PlainTextResponse(f"{error}\n", 400)
    return Response(status_code=204)


def forget_anchors(host: Host) -> None:
    """Hold no journal's head any more, so that a counter may begin anew under a number that another one had."""
    with host.ledger.transaction() as session:
        session.execute(delete(AnchorRow))


def postings(host: Host) -> list[dict[str, object]]:
    """What the host has posted, in that order: numbers masked, amounts in rupiah, ``requests`` served for the key."""
    with host.ledger.transaction() as session:
        found = session.execute(
            select(PaymentRow, SightingRow.times, ReversalRow.reversal_request_id)
            .join(SightingRow, SightingRow.payment_request_id == PaymentRow.payment_request_id)
            .outerjoin(ReversalRow, ReversalRow.payment_request_id == PaymentRow.payment_request_id)
            .where(PaymentRow.case == Case.DONE.value)
            .order_by(PaymentRow.posted_at, PaymentRow.host_reference)
        ).all()
    return [
        {
            "paymentRequestId": payment.payment_request_id,
            "amount": payment.amount,
            "nik": mask(payment.nik),
            "referenceNo": payment.reference_no,
            "hostReference": payment.host_reference,
            "postedAt": stamp_of(payment.posted_at),
            "tender": payment.tender,
            "offline": payment.offline,
            "requests": times,
            "reversed": reversal is not None,
            "reversalRequestId": reversal,
        }
        for payment, times, reversal in found
    ]
