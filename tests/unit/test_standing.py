"""Whose turn it is: every state has a next step, and what waits for a person is never called under way."""

from uuid import uuid4

import pytest

from counter_app.domain.outbox import OutboxItem
from counter_app.domain.payment import UNSETTLED, PaymentState
from counter_app.domain.standing import (
    Answer,
    Lane,
    NextStep,
    Standing,
    Turn,
    answer_of,
    standing_of_payment,
    standing_of_reversal,
)
from tests.helpers.builders import an_outbox_item

PAYMENT = uuid4()


def tried(code: str = "", words: str = "") -> OutboxItem:
    return an_outbox_item(PAYMENT, attempts=1, last_code=code, last_words=words)


@pytest.mark.parametrize(
    ("state", "lane", "step", "turn"),
    [
        (PaymentState.ACCEPTED, Lane.ON_ITS_WAY, NextStep.SEND, Turn.FORWARDER),
        (PaymentState.SENDING, Lane.ON_ITS_WAY, NextStep.ASK, Turn.FORWARDER),
        (PaymentState.UNKNOWN, Lane.UNSURE, NextStep.ASK, Turn.FORWARDER),
        (PaymentState.REVIEW, Lane.PERSON, NextStep.EXAMINE, Turn.SUPERVISOR),
        (PaymentState.REJECTED, Lane.PERSON, NextStep.RETURN_CASH, Turn.CLERK),
        (PaymentState.CONFIRMED, Lane.DONE, NextStep.NOTHING, Turn.NOBODY),
        (PaymentState.CANCELLED, Lane.DONE, NextStep.NOTHING, Turn.NOBODY),
        (PaymentState.REFUNDED, Lane.DONE, NextStep.NOTHING, Turn.NOBODY),
    ],
)
def test_each_state_of_a_payment_has_its_lane(state: PaymentState, lane: Lane, step: NextStep, turn: Turn) -> None:
    standing = standing_of_payment(state, tried())
    assert (standing.lane, standing.step, standing.turn) == (lane, step, turn)


def test_a_payer_with_a_preliminary_receipt_is_owed_the_final_one() -> None:
    standing = standing_of_payment(PaymentState.CONFIRMED, tried(), slip_waiting=True)
    assert standing == Standing(Lane.SLIP, NextStep.HAND_OVER_SLIP, Turn.CLERK, Answer.POSTED)


@pytest.mark.parametrize("state", sorted(UNSETTLED))
def test_an_agents_empty_deposit_is_the_agents_to_fill(state: PaymentState) -> None:
    standing = standing_of_payment(state, tried("17"))
    assert (standing.step, standing.turn, standing.answer) == (
        NextStep.TOP_UP_DEPOSIT,
        Turn.AGENT,
        Answer.DEPOSIT_LOW,
    )


@pytest.mark.parametrize(
    ("state", "payment", "lane", "step"),
    [
        (PaymentState.ACCEPTED, PaymentState.UNKNOWN, Lane.ON_ITS_WAY, NextStep.WAIT_FOR_PAYMENT),
        (PaymentState.ACCEPTED, PaymentState.CONFIRMED, Lane.ON_ITS_WAY, NextStep.SEND),
        (PaymentState.UNKNOWN, PaymentState.CONFIRMED, Lane.UNSURE, NextStep.ASK),
        (PaymentState.REVIEW, PaymentState.CONFIRMED, Lane.PERSON, NextStep.EXAMINE),
        (PaymentState.CONFIRMED, PaymentState.CONFIRMED, Lane.PERSON, NextStep.RETURN_CASH),
        (PaymentState.REJECTED, PaymentState.CONFIRMED, Lane.DONE, NextStep.NOTHING),
        (PaymentState.CANCELLED, PaymentState.REJECTED, Lane.DONE, NextStep.NOTHING),
        (PaymentState.REFUNDED, PaymentState.CONFIRMED, Lane.DONE, NextStep.NOTHING),
    ],
)
def test_each_state_of_a_reversal_has_its_lane(
    state: PaymentState, payment: PaymentState, lane: Lane, step: NextStep
) -> None:
    standing = standing_of_reversal(state, tried(), payment)
    assert (standing.lane, standing.step) == (lane, step)


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("4042514", Answer.ALREADY_PAID),
        ("4042512", Answer.NO_SUCH_BILL),
        ("4042513", Answer.OTHER_AMOUNT),
        ("4042519", Answer.EXPIRED),
        ("4042518", Answer.OTHER_CONTENT),
        ("4092501", Answer.OTHER_CONTENT),
        ("4092500", Answer.STILL_UNDER_WAY),
        ("2022500", Answer.STILL_UNDER_WAY),
        ("4002501", Answer.MALFORMED),
        ("4012501", Answer.NOT_LET_IN),
        ("4292500", Answer.BUSY),
        ("5002500", Answer.BROKEN),
        ("39", Answer.STILL_UNDER_WAY),
        ("34", Answer.ALREADY_PAID),
        ("05", Answer.BROKEN),
    ],
)
def test_a_code_is_told_in_words_a_clerk_can_use(code: str, answer: Answer) -> None:
    assert answer_of(code) is answer


def test_silence_is_told_from_never_having_asked() -> None:
    assert standing_of_payment(PaymentState.ACCEPTED, an_outbox_item(PAYMENT)).answer is Answer.NEVER_ASKED
    assert standing_of_payment(PaymentState.ACCEPTED, None).answer is Answer.NEVER_ASKED
    assert standing_of_payment(PaymentState.UNKNOWN, tried(words="ReadTimeout")).answer is Answer.SILENT
    assert standing_of_payment(PaymentState.CONFIRMED, None).answer is Answer.POSTED
