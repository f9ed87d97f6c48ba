"""The queue in the clerk's words: lanes, what comes next, whose turn it is, what the host said last, how old."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from counter_app.domain.standing import Answer, Lane, NextStep, Turn
from counter_app.services.queue import QueueRow
from ui.translation import QT_TRANSLATE_NOOP
from ui.words import Mood, standing_mood, standing_words

_LANES: Mapping[Lane, str] = MappingProxyType(
    {
        Lane.PERSON: QT_TRANSLATE_NOOP("Queue", "Needs a person"),
        Lane.UNSURE: QT_TRANSLATE_NOOP("Queue", "Not certain"),
        Lane.ON_ITS_WAY: QT_TRANSLATE_NOOP("Queue", "On its way"),
        Lane.SLIP: QT_TRANSLATE_NOOP("Queue", "Slip to hand over"),
        Lane.DONE: QT_TRANSLATE_NOOP("Queue", "Done"),
    }
)
_STEPS: Mapping[NextStep, str] = MappingProxyType(
    {
        NextStep.SEND: QT_TRANSLATE_NOOP("Queue", "is sent by itself"),
        NextStep.ASK: QT_TRANSLATE_NOOP("Queue", "the host is asked by itself"),
        NextStep.WAIT_FOR_PAYMENT: QT_TRANSLATE_NOOP("Queue", "waits for its payment"),
        NextStep.TOP_UP_DEPOSIT: QT_TRANSLATE_NOOP("Queue", "top up the deposit"),
        NextStep.EXAMINE: QT_TRANSLATE_NOOP("Queue", "examine, two people"),
        NextStep.RETURN_CASH: QT_TRANSLATE_NOOP("Queue", "give the money back"),
        NextStep.HAND_OVER_SLIP: QT_TRANSLATE_NOOP("Queue", "hand the slip over"),
        NextStep.NOTHING: QT_TRANSLATE_NOOP("Queue", "nothing to do"),
    }
)
_TURNS: Mapping[Turn, str] = MappingProxyType(
    {
        Turn.CLERK: QT_TRANSLATE_NOOP("Queue", "clerk"),
        Turn.SUPERVISOR: QT_TRANSLATE_NOOP("Queue", "supervisor"),
        Turn.FORWARDER: QT_TRANSLATE_NOOP("Queue", "the program"),
        Turn.AGENT: QT_TRANSLATE_NOOP("Queue", "the agent"),
        Turn.NOBODY: QT_TRANSLATE_NOOP("Queue", "nobody"),
    }
)
_ANSWERS: Mapping[Answer, str] = MappingProxyType(
    {
        Answer.NEVER_ASKED: QT_TRANSLATE_NOOP("Queue", "Not sent yet."),
        Answer.SILENT: QT_TRANSLATE_NOOP("Queue", "The host gave no answer that counts."),
        Answer.BROKEN: QT_TRANSLATE_NOOP("Queue", "The host has trouble of its own."),
        Answer.BUSY: QT_TRANSLATE_NOOP("Queue", "The host is busy and asks to wait."),
        Answer.NOT_LET_IN: QT_TRANSLATE_NOOP("Queue", "The host does not let this counter in. Call the office."),
        Answer.STILL_UNDER_WAY: QT_TRANSLATE_NOOP("Queue", "The host is still at it."),
        Answer.DEPOSIT_LOW: QT_TRANSLATE_NOOP(
            "Queue", "The agent's deposit is too low. It is not the payer's fault; it goes out once it is topped up."
        ),
        Answer.NO_SUCH_BILL: QT_TRANSLATE_NOOP("Queue", "The host knows no such bill."),
        Answer.OTHER_AMOUNT: QT_TRANSLATE_NOOP("Queue", "The host bills another amount."),
        Answer.ALREADY_PAID: QT_TRANSLATE_NOOP("Queue", "The host says: these months are paid already."),
        Answer.EXPIRED: QT_TRANSLATE_NOOP("Queue", "The host says: too late, its day is over."),
        Answer.MALFORMED: QT_TRANSLATE_NOOP("Queue", "The host cannot read the request. Call the office."),
        Answer.OTHER_CONTENT: QT_TRANSLATE_NOOP("Queue", "The host holds something else under this key."),
        Answer.REFUSED: QT_TRANSLATE_NOOP("Queue", "The host refuses it."),
        Answer.POSTED: QT_TRANSLATE_NOOP("Queue", "The host has confirmed it."),
    }
)


def lane_words(lane: Lane) -> str:
    """The lane's name."""
    return _said(_LANES[lane])


def step_words(step: NextStep) -> str:
    """What comes next."""
    return _said(_STEPS[step])


def turn_words(turn: Turn) -> str:
    """Whose turn it is."""
    return _said(_TURNS[turn])


def answer_words(answer: Answer) -> str:
    """What the host said last, in one sentence."""
    return _said(_ANSWERS[answer])


def row_state(row: QueueRow) -> str:
    """How a row stands, in words: a reversal's states are not a payment's."""
    return standing_words(row.payment.state, row.reversal)


def row_mood(row: QueueRow) -> Mood:
    """As the mark before it shows."""
    return standing_mood(row.payment.state, row.reversal)


def age_words(age: timedelta) -> str:
    """``4 min``, ``3 h``, ``2 days``: the largest unit that is full."""
    minutes = int(age.total_seconds()) // 60
    if minutes < 60:
        return _said(QT_TRANSLATE_NOOP("Queue", "{count} min")).format(count=minutes)
    if minutes < 60 * 48:
        return _said(QT_TRANSLATE_NOOP("Queue", "{count} h")).format(count=minutes // 60)
    return _said(QT_TRANSLATE_NOOP("Queue", "{count} days")).format(count=minutes // (60 * 24))


def _said(words: str) -> str:
    return QCoreApplication.translate("Queue", words)
