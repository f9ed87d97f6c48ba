"""What a host's answer means for a payment. Pure: an answer and a payment in, a verdict out."""

from dataclasses import dataclass
from typing import assert_never

from counter_app.domain.outbox import (
    AlreadyPaid,
    Conflict,
    HostReply,
    NoAnswer,
    NotKnown,
    Posted,
    Refused,
    Step,
    Wait,
)
from counter_app.domain.payment import Payment, PaymentState, Posting


@dataclass(frozen=True, slots=True)
class Settled:
    """The answer decides: the payment moves to ``state``."""

    state: PaymentState
    code: str
    words: str
    posting: Posting | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """The answer decides nothing yet: take ``step`` later.

    ``doubt``: the request may have reached the host, so a payment on its way is UNKNOWN from here on.
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


def judge(payment: Payment, reply: HostReply, *, step: Step, attempts: int) -> Verdict:
    """Weigh ``reply`` to ``step``; ``attempts`` counts the sends so far, the present one included."""
    match reply:
        case Posted():
            return _posted(payment, reply)
        case Refused(code, words):
            return Settled(PaymentState.REJECTED, code, words)
        case AlreadyPaid(code, words):
            # Only a first attempt can be sure that it was not itself what paid.
            first = step is Step.SEND and attempts == 1
            return Settled(PaymentState.REJECTED if first else PaymentState.REVIEW, code, words)
        case Conflict(code, words):
            return Settled(PaymentState.REVIEW, code, words)
        case Wait(code, words, retry_after):
            return Again(step, code, words, doubt=step is Step.ASK, after=retry_after, waiting=True)
        case NotKnown(code):
            return Again(Step.SEND, code, "", doubt=True, at_once=True)
        case NoAnswer(detail, alarm, code):
            return Again(Step.ASK, code, detail, doubt=True, alarm=alarm)
        case _:
            assert_never(reply)


def forgotten(verdict: Verdict) -> Verdict:
    """What ``verdict`` means once the host may have forgotten the key: what it still knows counts, what it does not
    is for people to look at. An answer that never came, or one to somebody who was not let in, decides nothing.
    """
    if isinstance(verdict, Again) and (verdict.step is Step.SEND or (verdict.code and not verdict.waiting)):
        return Settled(PaymentState.REVIEW, verdict.code, "the host no longer knows")
    return verdict


def _posted(payment: Payment, reply: Posted) -> Settled:
    wrong = [
        name
        for name, ours, theirs in (
            ("key", str(payment.id), reply.key),
            ("amount", payment.total, reply.amount),
            ("payer", payment.payer.nik, reply.customer_no),
            ("receipt", payment.receipt_number, reply.receipt_number),
        )
        if ours != theirs
    ]
    if wrong:
        words = f"the answer names another {', '.join(wrong)}; its reference is {reply.posting.host_reference}"
        return Settled(PaymentState.REVIEW, "", words)
    return Settled(PaymentState.CONFIRMED, "", reply.posting.host_reference, reply.posting)
