"""Service 91, the counter's side: the request that undoes a payment, and what the host's answers to it mean. Pure.

There is no query for what became of a reversal, and none is needed: the same key answers what it answered, so the same
bytes again are the question. Whether the posting that was taken back is the one meant is judged by the forwarder.
"""

from datetime import date, datetime, tzinfo

import msgspec

from counter_app.domain.outbox import AlreadyPaid, Conflict, NoAnswer, Refused, ReversalReply, Reversed
from counter_app.domain.payment import Payment
from counter_app.domain.reversal import Reversal, Undoing
from counter_app.gateway import wire
from counter_app.gateway.answers import Answer, Unheard, decoded
from counter_app.gateway.messages import utc
from counter_app.gateway.replies import waiting
from counter_app.gateway.wire import Case

REFUSALS = frozenset(
    {Case.BAD_FORMAT, Case.MANDATORY_FIELD, Case.WRONG_AMOUNT, Case.OTHER_THAN_INQUIRED, Case.BILL_EXPIRED}
)
"""The only cases after which nothing was undone and nothing will be; the last one: only on the day of the posting."""

_REASON_LENGTH = 140
_REFERENCE_LENGTH = 64


class _Keyed(wire.Message, frozen=True):
    """The one field by which a reversal of this host is known; another host's stored bytes do not have it."""

    reversal_request_id: wire.Text36


def request(reversal: Reversal, payment: Payment, journal_head: str, zone: tzinfo) -> wire.ReversalRequest:
    """The request that undoes ``payment``; depends on nothing else, so that its bytes never change.

    A reason longer than the interface allows is cut; the whole one is here, with the reversal.
    """
    return wire.ReversalRequest(
        partner_service_id=wire.PARTNER_SERVICE_ID,
        customer_no=payment.payer.nik,
        virtual_account_no=wire.PARTNER_SERVICE_ID + payment.payer.nik,
        reversal_request_id=str(reversal.id),
        original_payment_request_id=str(payment.id),
        reversed_amount=wire.Money.of(reversal.amount),
        trx_date_time=reversal.asked_at.astimezone(zone).isoformat(timespec="seconds"),
        reason=reversal.reason[:_REASON_LENGTH],
        additional_info=wire.ReversalInfo(
            office_id=reversal.office_id,
            counter_id=reversal.counter_id,
            clerk_id=reversal.clerk_id,
            business_date=reversal.business_date.isoformat(),
            journal_head=journal_head,
            supervisor_id=reversal.approved_by,
        ),
    )


def is_reversal(body: bytes) -> bool:
    """Whether these stored bytes were made for this host."""
    try:
        wire.decode(body, _Keyed)
    except msgspec.DecodeError:
        return False
    return True


def outcome(answer: Answer, now: datetime) -> ReversalReply:
    """What the answer to a reversal means. ``now`` is aware; a ``Retry-After`` date is counted from it.

    That the host knows no such posting contradicts what stands confirmed here, as does a key with other content.
    """
    wait = waiting(answer, now)
    if wait is not None:
        return wait
    if answer.case == Case.DONE:
        return _reversed(answer)
    if answer.case in REFUSALS:
        return Refused(answer.code, answer.words)
    if answer.case == Case.ALREADY_PAID:
        return AlreadyPaid(answer.code, answer.words)
    if answer.case in {Case.NOT_FOUND, Case.KEY_REUSED}:
        return Conflict(answer.code, answer.words)
    return NoAnswer(f"the host answered {answer.code}: {answer.words}", code=answer.code)


def _reversed(answer: Answer) -> ReversalReply:
    try:
        data = decoded(answer.body, wire.ReversalReply, answer.code).virtual_account_data
        return Reversed(
            key=data.reversal_request_id,
            payment_key=data.original_payment_request_id,
            amount=data.reversed_amount.rupiah,
            customer_no=data.customer_no,
            undoing=_undoing(data.additional_info),
        )
    except Unheard as unheard:
        return unheard.reply
    except ValueError:
        return NoAnswer("the reversal in the reply makes no sense", alarm=True, code=answer.code)


def _undoing(info: wire.ReversedInfo) -> Undoing:
    if not (info.host_reference.isprintable() and 0 < len(info.host_reference.strip()) <= _REFERENCE_LENGTH):
        raise ValueError("a reversal without a reference")
    until = None if info.protected_until is None else date.fromisoformat(info.protected_until)
    return Undoing(info.host_reference, utc(info.reversed_at), until)
