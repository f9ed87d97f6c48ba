"""What a host's answer means, for a payment and for a reversal. Pure: an answer and a row in, a verdict out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never

from counter_app.domain.outbox import (
    AlreadyPaid,
    Conflict,
    HostReply,
    NoAnswer,
    NotKnown,
    Posted,
    Refused,
    ReversalReply,
    Reversed,
    Step,
    Wait,
)
from counter_app.domain.payment import Payment, PaymentState, Posting
from counter_app.domain.reversal import Reversal, Undoing


@dataclass(frozen=True, slots=True)
class Settled:
    """The answer decides: what was carried moves to ``state``. ``evidence``: what the host did, where it did it."""

    state: PaymentState
    code: str
    words: str
    evidence: Posting | Undoing | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """The answer decides nothing yet: take ``step`` later.

    ``doubt``: the request may have reached the host, so what is on its way is UNKNOWN from here on.
    ``waiting``: the host answered and let nobody in, for ``after`` seconds if it said so; ``at_once``: no reason to
    wait.
    """

    step: Step
    code: str
    words: str
    doubt: bool
    alarm: bool = False
    after: float | None = None
    at_once: bool = False
    waiting: bool = False


Verdict = Settled | Again


def judge(payment: Payment, reply: HostReply, *, step: Step, first: bool) -> Verdict:
    """Weigh ``reply`` to ``step``; ``first``: no earlier send of this payment can have reached the host."""
    match reply:
        case Posted():
            return _posted(payment, reply)
        case Refused(code, words):
            return Settled(PaymentState.REJECTED, code, words)
        case AlreadyPaid(code, words):
            # Only a first attempt can be sure that it was not itself what paid.
            sure = first and step is Step.SEND
            return Settled(PaymentState.REJECTED if sure else PaymentState.REVIEW, code, words)
        case Conflict(code, words):
            return Settled(PaymentState.REVIEW, code, words)
        case Wait():
            return _wait(reply, step)
        case NotKnown(code):
            return Again(Step.SEND, code, "", doubt=True, at_once=True)
        case NoAnswer():
            return _silence(reply)
        case _:
            assert_never(reply)


def judge_reversal(reversal: Reversal, payment: Payment, reply: ReversalReply, *, step: Step) -> Verdict:
    """Weigh ``reply`` to a reversal; asking what became of it is sending it again (see ``HostGateway.reverse``)."""
    match reply:
        case Reversed():
            return _reversed(reversal, payment, reply)
        case Refused(code, words):
            return Settled(PaymentState.REJECTED, code, words)
        case AlreadyPaid(code, words) | Conflict(code, words):
            return Settled(PaymentState.REVIEW, code, words)
        case Wait():
            return _wait(reply, step)
        case NoAnswer():
            return _silence(reply)
        case _:
            assert_never(reply)


def forgotten(verdict: Verdict) -> Verdict:
    """What ``verdict`` means once the host may have forgotten the key: what it still knows counts, what it does not
    is for people to look at. An answer that never came, or one to somebody who was not let in, decides nothing.
    """
    if isinstance(verdict, Again) and (verdict.step is Step.SEND or (verdict.code and not verdict.waiting)):
        return Settled(PaymentState.REVIEW, verdict.code, "the host no longer knows")
    return verdict


def forgotten_reversal(verdict: Verdict) -> Verdict:
    """As ``forgotten``. A refusal decides nothing either: a host that forgot the key refuses what it has done."""
    if isinstance(verdict, Again):
        return forgotten(verdict)
    return verdict if verdict.evidence is not None else replace(verdict, state=PaymentState.REVIEW)


def _wait(reply: Wait, step: Step) -> Again:
    return Again(step, reply.code, reply.words, doubt=step is Step.ASK, after=reply.retry_after, waiting=True)


def _silence(reply: NoAnswer) -> Verdict:
    return Again(Step.ASK, reply.code, reply.detail, doubt=True, alarm=reply.alarm)


def _posted(payment: Payment, reply: Posted) -> Settled:
    wrong = _differing(
        (
            ("key", str(payment.id), reply.key),
            ("amount", payment.total, reply.amount),
            ("payer", payment.payer.nik, reply.customer_no),
            ("receipt", payment.receipt_number, reply.receipt_number),
        )
    )
    reference = reply.posting.host_reference
    if wrong:
        return _another(wrong, reference)
    return Settled(PaymentState.CONFIRMED, "", reference, reply.posting)


def _reversed(reversal: Reversal, payment: Payment, reply: Reversed) -> Settled:
    wrong = _differing(
        (
            ("key", str(reversal.id), reply.key),
            ("payment", str(payment.id), reply.payment_key),
            ("amount", reversal.amount, reply.amount),
            ("payer", payment.payer.nik, reply.customer_no),
        )
    )
    reference = reply.undoing.host_reference
    if wrong:
        return _another(wrong, reference)
    return Settled(PaymentState.CONFIRMED, "", reference, reply.undoing)


def _differing(facts: Iterable[tuple[str, object, object]]) -> str:
    return ", ".join(name for name, ours, theirs in facts if ours != theirs)


def _another(wrong: str, reference: str) -> Settled:
    return Settled(PaymentState.REVIEW, "", f"the answer names another {wrong}; its reference is {reference}")
