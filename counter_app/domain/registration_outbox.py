"""What carries an application to the host, and what the host can say about it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from counter_app.domain.outbox import Conflict, NoAnswer, NotKnown, Refused, Step, Wait


@dataclass(frozen=True, slots=True)
class RegistrationItem:
    """One application's way to the host; ``id`` is its key. Fields as those of ``domain.outbox.OutboxItem``."""

    id: UUID
    body: bytes = field(repr=False)
    step: Step
    attempts: int
    due_at: datetime | None
    first_attempt_at: datetime | None = None
    last_code: str = ""
    last_words: str = ""
    leased_by: str = ""
    leased_until: datetime | None = None


class Decision(StrEnum):
    """How an application stands at the host, in the words of its interface."""

    ACCEPTED = "ACCEPTED"
    PENDING = "PENDING"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class Decided:
    """An authenticated answer about an application; whether it is ours is still to be checked.

    ``decided_at`` is UTC, ``None`` while it is examined. ``reason``: the host's word for a refusal.
    """

    key: str
    decision: Decision
    kpj: str = field(default="", repr=False)
    payment_code: str = field(default="", repr=False)
    reason: str = ""
    decided_at: datetime | None = None
    code: str = ""


RegistrationAnswer = Decided | Refused | Conflict | Wait | NotKnown | NoAnswer
