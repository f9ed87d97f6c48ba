"""What is on its way to the host, and what the host can say about it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Posting
from counter_app.domain.reversal import Undoing

LONGEST_PAUSE = timedelta(minutes=10)
"""No item is put off, and none is leased, for longer than this. What says otherwise was written by a clock that has
been set back since, and does not hold: else a payment would wait until that time has come again."""


class Step(StrEnum):
    """What the forwarder does with an item next: post it (again, same key, same bytes), or ask what became of it."""

    SEND = "send"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """One payment's way to the host, or its reversal's. ``id`` is the idempotency key of the one or the other.

    ``body`` are the exact bytes of the request, the same at every attempt. ``attempts`` counts how often the
    request was about to be sent. ``due_at``, ``first_attempt_at`` and ``leased_until`` are UTC. An item without
    a ``due_at`` needs nothing more from the forwarder; it is never deleted.
    """

    payment_id: UUID
    body: bytes = field(repr=False)
    step: Step
    attempts: int
    due_at: datetime | None
    first_attempt_at: datetime | None = None
    last_code: str = ""
    last_words: str = ""
    leased_by: str = ""
    leased_until: datetime | None = None
    reversal_id: UUID | None = None

    @property
    def id(self) -> UUID:
        return self.reversal_id or self.payment_id


@dataclass(frozen=True, slots=True)
class Posted:
    """An authenticated answer that a payment stands at the host; whether it is ours is still to be checked."""

    key: str
    amount: Rupiah
    customer_no: str = field(repr=False)
    receipt_number: str
    posting: Posting


@dataclass(frozen=True, slots=True)
class Reversed:
    """An authenticated answer that a posting was taken back; whether it is the one meant is still to be checked."""

    key: str
    payment_key: str
    amount: Rupiah
    customer_no: str = field(repr=False)
    undoing: Undoing


@dataclass(frozen=True, slots=True)
class Refused:
    """A definitive no: one of the few codes after which nothing was posted and nothing will be."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class AlreadyPaid:
    """The months are paid. On a first attempt somebody else did; later it may have been us."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """The key is known at the host with other content."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Not an outcome: not let in, asked to slow down, or still under way. ``retry_after`` is seconds, if said."""

    code: str
    words: str
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class NotKnown:
    """The answer to a status query for a key the host has never seen."""

    code: str


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nothing that can be believed: time-out, reset, 5xx, unreadable or unverifiable. ``alarm``: tell people."""

    detail: str
    alarm: bool = False
    code: str = ""


HostReply = Posted | Refused | AlreadyPaid | Conflict | Wait | NotKnown | NoAnswer

ReversalReply = Reversed | Refused | AlreadyPaid | Conflict | Wait | NoAnswer
"""What can come of a reversal. ``AlreadyPaid`` here: another reversal has undone the payment."""
