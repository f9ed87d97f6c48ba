"""What IAK's answers mean for a payment: a pure table, and nothing that is not in it is an outcome.

Source: IAK's list of postpaid response codes. A reply is not signed: whatever it names (inquiry, payer, amount) must
be ours, else nothing in it counts as a refusal, and as a posting it goes to people (REVIEW).

``39`` and all that is undefined is *asked* about and not sent again: IAK answers a second payment of an inquiry with
``already paid``, and would not say by whom. ``17``, in answer to a payment, sends the same bytes again later.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from counter_app.domain.outbox import AlreadyPaid, HostReply, NoAnswer, NotKnown, Posted, Refused, Wait
from counter_app.domain.payment import Posting
from counter_app.gateway.answers import one_line
from counter_app.gateway.iak import wire
from counter_app.gateway.iak.coverage import coverage
from counter_app.gateway.iak.inquiry import ZONE

DONE = "00"
NOT_RECEIVED = "42"
DEPOSIT_TOO_LOW = "17"
ALREADY_PAID = frozenset({"01", "34"})
REFUSED = frozenset({"04", "07", "37"})
"""Bill expired, transaction failed, payment failed: the only codes after which nothing was posted or will be."""

DEPOSIT_WORDS = "the agent's deposit at IAK is too low; once it is topped up, the payment goes out by itself"

_PAID = "1"
_REFERENCE_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Ours:
    """What we know of the payment an answer is about."""

    key: str
    receipt: str
    ref_id: str
    tr_id: str
    months: int


def payment_outcome(data: wire.Data, ours: Ours) -> HostReply:
    """What the answer to a payment request means."""
    if data.response_code == DEPOSIT_TOO_LOW and _about(data, ours):
        return Wait(data.response_code, DEPOSIT_WORDS)
    return _outcome(data, ours)


def status_outcome(data: wire.Data, ours: Ours) -> HostReply:
    """What the answer to a status query means: as the payment was answered, or that it must be sent (again)."""
    if data.response_code in {NOT_RECEIVED, DEPOSIT_TOO_LOW} and _about(data, ours):
        return NotKnown(data.response_code)
    return _outcome(data, ours)


def _outcome(data: wire.Data, ours: Ours) -> HostReply:
    code, words = one_line(data.response_code), one_line(wire.text_of(data.message))
    if code == DONE:
        return _posted(data, ours)
    if not _about(data, ours):
        return NoAnswer(f"IAK answered {code} about another payment", alarm=True, code=code)
    if code in REFUSED:
        return Refused(code, words)
    if code in ALREADY_PAID:
        return AlreadyPaid(code, words)
    return NoAnswer(f"IAK answered {code}: {words}", code=code)


def _about(data: wire.Data, ours: Ours) -> bool:
    """Whether all that a refusal names is ours; it need not name anything."""
    return wire.text_of(data.ref_id) in {"", ours.ref_id} and wire.text_of(data.tr_id) in {"", ours.tr_id}


def _posted(data: wire.Data, ours: Ours) -> HostReply:
    named = (wire.text_of(data.ref_id), wire.text_of(data.tr_id))
    try:
        if wire.text_of(data.status) not in {"", _PAID} or data.code != wire.PRODUCT:
            raise wire.Absurd("a posting that is none")
        return Posted(
            # IAK knows an inquiry, not our key: another inquiry is another key.
            key=ours.key if named == (ours.ref_id, ours.tr_id) else one_line(":".join(named)),
            amount=wire.rupiah(data.price),
            customer_no=wire.text_of(data.hp),
            receipt_number=ours.receipt,
            posting=_posting(data, ours),
        )
    except ValueError:
        return NoAnswer("the posting in IAK's answer makes no sense", alarm=True, code=DONE)


def _posting(data: wire.Data, ours: Ours) -> Posting:
    """Raises ``ValueError``: an inquiry's answer bears ``00`` too, but no time of payment."""
    told_at = wire.text_of(data.datetime)
    if not (told_at.isascii() and told_at.isdigit() and len(told_at) == len("YYYYMMDDhhmmss")):
        raise wire.Absurd("a posting without its time")
    posted_at = datetime.strptime(told_at, "%Y%m%d%H%M%S").replace(tzinfo=ZoneInfo(ZONE))
    reference = wire.text_of(data.noref) or f"IAK {ours.tr_id}"
    if not reference.isprintable() or len(reference) > _REFERENCE_LENGTH:
        raise wire.Absurd("a reference that cannot be printed")
    covered = coverage(data.detail.tgl_efektif, data.detail.tgl_expired, ours.months)
    return Posting(reference, posted_at.astimezone(UTC), *covered)
