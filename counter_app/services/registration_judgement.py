"""What the host's answer means for an application: pure, and nothing that is not certain is an end."""

from dataclasses import dataclass
from typing import assert_never

from counter_app.domain.outbox import Conflict, NoAnswer, NotKnown, Refused, Step, Wait
from counter_app.domain.registration import Issue, Outcome, Refusal, Registration
from counter_app.domain.registration_outbox import Decided, Decision, RegistrationAnswer


@dataclass(frozen=True, slots=True)
class Ended:
    """The host decided. ``outcome`` is ``None`` where it could not read the form at all, which has no moment of its own."""

    outcome: Outcome | None
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Examined:
    """The host has it, and will decide."""

    code: str
    words: str = "PENDING"


@dataclass(frozen=True, slots=True)
class Later:
    """Nothing is decided. ``step``: what is done next. ``doubt``: the host may have it. ``after``: seconds it asked for."""

    step: Step
    code: str
    words: str
    after: float | None = None
    at_once: bool = False
    doubt: bool = False
    alarm: bool = False


Ruling = Ended | Examined | Later


def ruling(registration: Registration, step: Step, answer: RegistrationAnswer) -> Ruling:
    """``step``: what was done, so what it was an answer to."""
    match answer:
        case Decided():
            return _decided(registration, answer)
        case Refused():
            return Ended(None, answer.code, answer.words)
        case NotKnown():
            return Later(Step.SEND, answer.code, "the host does not know it", at_once=True)
        case Wait():
            return Later(step, answer.code, answer.words, after=answer.retry_after)
        case Conflict():
            words = f"the host knows this key with other content: {answer.words}"
            return Later(Step.ASK, answer.code, words, doubt=True, alarm=True)
        case NoAnswer():
            return Later(Step.ASK, answer.code, answer.detail, doubt=True, alarm=answer.alarm)
        case _:  # pragma: no cover - the type checker sees to it
            assert_never(answer)


def _decided(registration: Registration, answer: Decided) -> Ruling:
    if answer.key != str(registration.id):
        return Later(Step.ASK, answer.code, "the answer is about another application", doubt=True, alarm=True)
    if answer.decision is Decision.PENDING or answer.decided_at is None:
        return Examined(answer.code)
    if answer.decision is Decision.REFUSED:
        return Ended(Outcome(answer.decided_at, refusal=_refusal(answer.reason)), answer.code, answer.reason)
    issue = Issue(answer.kpj, answer.payment_code)
    return Ended(Outcome(answer.decided_at, issue=issue), answer.code, "")


def _refusal(word: str) -> Refusal:
    """A word that is newer than this program is still a refusal."""
    return next((refusal for refusal in Refusal if refusal.value == word), Refusal.OTHER)
