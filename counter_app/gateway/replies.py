"""What the host's answers mean for a payment: a pure table, and nothing that is not in it is an outcome.

Source: the interface's list *What an outcome means for a payment*. Whether a posting is ours (key, amount, payer)
is judged by the forwarder, which knows the payment.
"""

from datetime import date, datetime
from email.utils import parsedate_to_datetime

from counter_app.domain.outbox import (
    AlreadyPaid,
    Conflict,
    HostReply,
    NoAnswer,
    NotKnown,
    Posted,
    Refused,
    Wait,
)
from counter_app.domain.payment import Posting
from counter_app.gateway.answers import Answer, Unheard, decoded
from counter_app.gateway.messages import utc
from counter_app.gateway.wire import Case, PaymentData, PaymentReply

REFUSALS = frozenset(
    {
        Case.BAD_FORMAT,
        Case.MANDATORY_FIELD,
        Case.NOT_FOUND,
        Case.WRONG_AMOUNT,
        Case.OTHER_THAN_INQUIRED,
        Case.BILL_EXPIRED,
    }
)
"""The only cases after which nothing was posted and nothing will be."""

STATUS_REFUSALS = frozenset({Case.WRONG_AMOUNT, Case.BILL_EXPIRED})
"""Those of them that, in answer to a status query, can only be about the payment and not about the query."""

_SEND_AGAIN = frozenset({Case.NOT_FOUND, Case.OTHER_THAN_INQUIRED})
"""A query that matches no payment, or a payment that matched no inquiry: the status service cannot tell us apart.
The payment service can, and takes a key once: it is asked again with the same bytes."""

LONGEST_WAIT = 300.0
"""Seconds; a host cannot put a payment off for longer than this by ``Retry-After``, which nobody signs."""

_NOT_AN_OUTCOME = frozenset({202, 401, 403, 429})


def payment_outcome(answer: Answer, now: datetime) -> HostReply:
    """What the answer to a payment request means. ``now`` is aware; a ``Retry-After`` date is counted from it."""
    return _outcome(answer, now, REFUSALS)


def status_outcome(answer: Answer, now: datetime) -> HostReply:
    """What the answer to a status query means: as the payment was answered, or that the payment must be sent again."""
    if answer.case in _SEND_AGAIN:
        return NotKnown(answer.code)
    return _outcome(answer, now, STATUS_REFUSALS)


def waiting(answer: Answer, now: datetime) -> Wait | None:
    """The ``Wait`` an answer means that is no outcome: not let in, asked to slow down, or still under way."""
    if answer.status in _NOT_AN_OUTCOME or answer.case == Case.EXTERNAL_ID_USED:
        return Wait(answer.code, answer.words, retry_after(answer.retry_after, now))
    return None


def retry_after(header: str, now: datetime) -> float | None:
    """Read ``Retry-After``, seconds or an HTTP date (RFC 9110 §10.2.3), as seconds from 0 to ``LONGEST_WAIT``."""
    if header.isascii() and header.isdigit():
        return min(float(header[:9]), LONGEST_WAIT)
    try:
        when = parsedate_to_datetime(header)
        seconds = (when - now).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(0.0, seconds), LONGEST_WAIT)


def _outcome(answer: Answer, now: datetime, refusals: frozenset[Case]) -> HostReply:
    wait = waiting(answer, now)
    if wait is not None:
        return wait
    if answer.case == Case.DONE:
        return _posted(answer)
    if answer.case in refusals:
        return Refused(answer.code, answer.words)
    if answer.case == Case.ALREADY_PAID:
        return AlreadyPaid(answer.code, answer.words)
    if answer.case == Case.KEY_REUSED:
        return Conflict(answer.code, answer.words)
    return NoAnswer(f"the host answered {answer.code}: {answer.words}", code=answer.code)


def _posted(answer: Answer) -> HostReply:
    try:
        data = decoded(answer.body, PaymentReply, answer.code).virtual_account_data
        return Posted(
            key=data.payment_request_id,
            amount=data.paid_amount.rupiah,
            customer_no=data.customer_no,
            receipt_number=data.reference_no,
            posting=_posting(data),
        )
    except Unheard as unheard:
        return unheard.reply
    except ValueError:
        return NoAnswer("the posting in the reply makes no sense", alarm=True, code=answer.code)


def _posting(data: PaymentData) -> Posting:
    info = data.additional_info
    posted_at = utc(info.posted_at)
    covered = date.fromisoformat(info.coverage_from), date.fromisoformat(info.coverage_to)
    named = info.host_reference.isprintable() and 0 < len(info.host_reference.strip()) <= 64
    if covered[0] > covered[1] or not named:
        raise ValueError("a posting without a reference or a stretch of time")
    return Posting(info.host_reference, posted_at, *covered)
