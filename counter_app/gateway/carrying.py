"""Another counter's queue, sent from here, and answers that somebody else fetched, believed only where they hold.

The host signs its answers over the external id of the request, and an external id can be chosen. For what is sent from
a queue file it is derived from that file's name and the item's key. So an answer proves by itself to which item of
which file it was given: a refusal, which names no payment, cannot be passed off as the answer to another one.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from counter_app.domain.outbox import HostReply, NoAnswer, ReversalReply, Wait
from counter_app.domain.queue_file import HostAnswer, ItemAnswer, Kind, QueuedItem
from counter_app.gateway import reversing
from counter_app.gateway.answers import Answer, Unheard, verified
from counter_app.gateway.client import SnapClient
from counter_app.gateway.replies import payment_outcome
from counter_app.gateway.transport import Deadline, HttpReply
from counter_app.gateway.wire import ServiceCode

_FRESH, _BOUND = 12, 24
"""Digits of such an external id: random ones, so that none is used twice, then those that name file and item."""
_EARLY = timedelta(seconds=300)
"""By how much an answer may seem older than the file it is about: no further apart may the two clocks be."""

_SERVICES = {Kind.PAYMENT: ServiceCode.PAYMENT, Kind.REVERSAL: ServiceCode.REVERSAL}


def external_id(file_id: UUID, key: UUID) -> str:
    """A new one for an item of a queue file."""
    fresh = f"{secrets.randbelow(10**_FRESH):0{_FRESH}}"
    return fresh + _bound(fresh, file_id, key)


def is_about(given: str, file_id: UUID, key: UUID) -> bool:
    """Whether an external id was made for this item of this file."""
    return given[_FRESH:] == _bound(given[:_FRESH], file_id, key)


def carry(client: SnapClient, file_id: UUID, item: QueuedItem, seconds: float) -> HostAnswer | NoAnswer | Wait:
    """Send the item's bytes, within ``seconds``; what the host answers, as it came."""
    try:
        answer = client.call(
            _SERVICES[item.kind], item.body, Deadline.after(seconds), lambda: external_id(file_id, item.key)
        )
    except Unheard as unheard:
        return unheard.reply
    return HostAnswer(answer.status, answer.body, answer.timestamp, answer.signature, answer.external_id)


def payment_reply(secret: str, file_id: UUID, told: ItemAnswer, since: datetime) -> HostReply:
    """As ``QueueCarrier.payment_reply``."""
    try:
        answer = _believed(secret, Kind.PAYMENT, file_id, told, since)
    except Unheard as unheard:
        return unheard.reply
    return payment_outcome(answer, since)


def reversal_reply(secret: str, file_id: UUID, told: ItemAnswer, since: datetime) -> ReversalReply:
    """As ``QueueCarrier.reversal_reply``."""
    try:
        answer = _believed(secret, Kind.REVERSAL, file_id, told, since)
    except Unheard as unheard:
        return unheard.reply
    return reversing.outcome(answer, since)


def _believed(secret: str, kind: Kind, file_id: UUID, told: ItemAnswer, since: datetime) -> Answer:
    """Raises ``Unheard``, with an alarm, for what is not the host's answer to this item out of this file."""
    brought = told.answer
    if not is_about(brought.external_id, file_id, told.key):
        raise _not_its_own("is to another request")
    headers = {"x-timestamp": brought.timestamp, "x-signature": brought.signature}
    reply = HttpReply(brought.status, headers, brought.body)
    answer = verified(reply, _SERVICES[kind], secret=secret, nonce=brought.external_id)
    if _is_before(answer.timestamp, since - _EARLY):
        raise _not_its_own("is older than the question")
    return answer


def _is_before(timestamp: str, moment: datetime) -> bool:
    try:
        return datetime.fromisoformat(timestamp) < moment
    except (ValueError, TypeError):
        return True


def _bound(fresh: str, file_id: UUID, key: UUID) -> str:
    digest = hashlib.sha256(f"{fresh}:{file_id}:{key}".encode()).digest()
    return f"{int.from_bytes(digest) % 10**_BOUND:0{_BOUND}}"


def _not_its_own(what: str) -> Unheard:
    return Unheard(NoAnswer(f"the answer that was brought {what}", alarm=True))
