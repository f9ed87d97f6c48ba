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
    ``after`` is seconds the host asked for; ``at_once``: no reason to wait.
    """

    step: Step
    code: str
    words: str
    doubt: bool
    alarm: bool = False
    after: float | None = None
    at_once: bool = False


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
            return Again(step, code, words, doubt=step is Step.ASK, after=retry_after)
        case NotKnown(code):
            return Again(Step.SEND, code, "", doubt=True, at_once=True)
        case NoAnswer(detail, alarm, code):
            return Again(Step.ASK, code, detail, doubt=True, alarm=alarm)
        case _:
            assert_never(reply)


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
        return Settled(PaymentState.REVIEW, "", f"the answer names another {', '.join(wrong)}")
    return Settled(PaymentState.CONFIRMED, "", reply.posting.host_reference, reply.posting)
