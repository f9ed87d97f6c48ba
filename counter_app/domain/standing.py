"""Where a payment or a reversal stands in the queue: what comes next, whose turn it is, what the host said last.

Pure: states in, a standing out. Codes are those of the hosts' contracts: seven digits of SNAP (HTTP status, service,
case), two of IAK.
"""

from dataclasses import dataclass
from enum import StrEnum

from counter_app.domain.outbox import OutboxItem
from counter_app.domain.payment import PaymentState


class Lane(StrEnum):
    """In the order in which people should look: what waits for a person comes first."""

    PERSON = "person"
    UNSURE = "unsure"
    ON_ITS_WAY = "on-its-way"
    SLIP = "slip"
    DONE = "done"


class Turn(StrEnum):
    """Whose turn it is."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    FORWARDER = "forwarder"
    AGENT = "agent"
    NOBODY = "nobody"


class NextStep(StrEnum):
    """What happens next."""

    SEND = "send"
    ASK = "ask"
    WAIT_FOR_PAYMENT = "wait-for-payment"
    TOP_UP_DEPOSIT = "top-up-deposit"
    EXAMINE = "examine"
    RETURN_CASH = "return-cash"
    HAND_OVER_SLIP = "hand-over-slip"
    NOTHING = "nothing"


class Answer(StrEnum):
    """What the host said last, as far as a clerk can use it."""

    NEVER_ASKED = "never-asked"
    SILENT = "silent"
    BROKEN = "broken"
    BUSY = "busy"
    NOT_LET_IN = "not-let-in"
    STILL_UNDER_WAY = "still-under-way"
    DEPOSIT_LOW = "deposit-low"
    NO_SUCH_BILL = "no-such-bill"
    OTHER_AMOUNT = "other-amount"
    ALREADY_PAID = "already-paid"
    EXPIRED = "expired"
    MALFORMED = "malformed"
    OTHER_CONTENT = "other-content"
    REFUSED = "refused"
    POSTED = "posted"


@dataclass(frozen=True, slots=True)
class Standing:
    lane: Lane
    step: NextStep
    turn: Turn
    answer: Answer


_DEPOSIT_LOW = "17"
_CASES = {
    "40412": Answer.NO_SUCH_BILL,
    "40413": Answer.OTHER_AMOUNT,
    "40414": Answer.ALREADY_PAID,
    "40418": Answer.OTHER_CONTENT,
    "40419": Answer.EXPIRED,
    "40901": Answer.OTHER_CONTENT,
    "40900": Answer.STILL_UNDER_WAY,
}
_STATUSES = {
    "202": Answer.STILL_UNDER_WAY,
    "400": Answer.MALFORMED,
    "401": Answer.NOT_LET_IN,
    "403": Answer.NOT_LET_IN,
    "429": Answer.BUSY,
}
_IAK = {
    _DEPOSIT_LOW: Answer.DEPOSIT_LOW,
    "39": Answer.STILL_UNDER_WAY,
    "01": Answer.ALREADY_PAID,
    "34": Answer.ALREADY_PAID,
    "04": Answer.EXPIRED,
    "07": Answer.REFUSED,
    "37": Answer.REFUSED,
}
_SNAP_DIGITS = 7


def standing_of_payment(state: PaymentState, item: OutboxItem | None, *, slip_waiting: bool = False) -> Standing:
    """A payment's standing. ``slip_waiting``: its payer holds paper that says *diterima* only."""
    answer = _last_answer(state, item)
    match state:
        case PaymentState.REVIEW:
            return Standing(Lane.PERSON, NextStep.EXAMINE, Turn.SUPERVISOR, answer)
        case PaymentState.REJECTED:
            return Standing(Lane.PERSON, NextStep.RETURN_CASH, Turn.CLERK, answer)
        case PaymentState.CONFIRMED if slip_waiting:
            return Standing(Lane.SLIP, NextStep.HAND_OVER_SLIP, Turn.CLERK, answer)
        case PaymentState.CONFIRMED | PaymentState.CANCELLED | PaymentState.REFUNDED:
            return Standing(Lane.DONE, NextStep.NOTHING, Turn.NOBODY, answer)
        case _:
            return _under_way(state, answer)


def standing_of_reversal(state: PaymentState, item: OutboxItem | None, payment: PaymentState) -> Standing:
    """A reversal's standing; ``payment`` is the state of what it undoes."""
    answer = _last_answer(state, item)
    match state:
        case PaymentState.REVIEW:
            return Standing(Lane.PERSON, NextStep.EXAMINE, Turn.SUPERVISOR, answer)
        case PaymentState.CONFIRMED:
            return Standing(Lane.PERSON, NextStep.RETURN_CASH, Turn.CLERK, answer)
        case PaymentState.REJECTED | PaymentState.CANCELLED | PaymentState.REFUNDED:
            return Standing(Lane.DONE, NextStep.NOTHING, Turn.NOBODY, answer)
        case PaymentState.ACCEPTED if payment is not PaymentState.CONFIRMED:
            return Standing(Lane.ON_ITS_WAY, NextStep.WAIT_FOR_PAYMENT, Turn.FORWARDER, answer)
        case _:
            return _under_way(state, answer)


def answer_of(code: str) -> Answer:
    """What a host's code means; ``BROKEN`` for one that no contract lists as an answer to a payment."""
    if len(code) == _SNAP_DIGITS:
        known = _CASES.get(code[:3] + code[5:]) or _STATUSES.get(code[:3])
        return known or Answer.BROKEN
    return _IAK.get(code, Answer.BROKEN)


def _under_way(state: PaymentState, answer: Answer) -> Standing:
    lane = Lane.UNSURE if state is PaymentState.UNKNOWN else Lane.ON_ITS_WAY
    if answer is Answer.DEPOSIT_LOW:
        return Standing(lane, NextStep.TOP_UP_DEPOSIT, Turn.AGENT, answer)
    step = NextStep.SEND if state is PaymentState.ACCEPTED else NextStep.ASK
    return Standing(lane, step, Turn.FORWARDER, answer)


def _last_answer(state: PaymentState, item: OutboxItem | None) -> Answer:
    if state in {PaymentState.CONFIRMED, PaymentState.REFUNDED} and (item is None or not item.last_code):
        return Answer.POSTED
    if item is None or (item.attempts == 0 and not item.last_code):
        return Answer.NEVER_ASKED
    return answer_of(item.last_code) if item.last_code else Answer.SILENT
