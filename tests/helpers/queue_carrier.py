"""Two counters and a stick, without a wire: a host that answers as it is told to, and a seal that hides nothing."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from counter_app.domain.outbox import HostReply, NoAnswer, ReversalReply, Wait
from counter_app.domain.queue_file import HostAnswer, ItemAnswer, QueuedItem, unusable

AWAY = NoAnswer("no line")


@dataclass
class ScriptedCarrier:
    """Implements ``QueueCarrier``. ``replies`` by key; what it was not told to answer is away, as is ``NoAnswer``
    without a code. ``sent`` is what it was given, ``since`` the earliest time that an answer was allowed to have.
    """

    replies: dict[UUID, HostReply] = field(default_factory=dict)
    undoings: dict[UUID, ReversalReply] = field(default_factory=dict)
    unheard: dict[UUID, NoAnswer | Wait] = field(default_factory=dict)
    sent: list[QueuedItem] = field(default_factory=list)
    since: list[datetime] = field(default_factory=list)

    def carry(self, file_id: UUID, item: QueuedItem) -> HostAnswer | NoAnswer | Wait:
        self.sent.append(item)
        if item.key not in self.replies and item.key not in self.undoings:
            return self.unheard.get(item.key, AWAY)
        return HostAnswer(200, str(file_id).encode(), "", "", str(item.key))

    def payment_reply(self, file_id: UUID, told: ItemAnswer, since: datetime) -> HostReply:
        self.since.append(since)
        return self.replies[told.key]

    def reversal_reply(self, file_id: UUID, told: ItemAnswer, since: datetime) -> ReversalReply:
        self.since.append(since)
        return self.undoings[told.key]


class GlassSealer:
    """Implements ``QueueSealer``: whoever changes a byte is noticed, whoever looks sees all."""

    def seal(self, front: bytes, content: bytes) -> bytes:
        return hashlib.sha256(front + content).digest() + content

    def unseal(self, front: bytes, sealed: bytes) -> bytes:
        content = sealed[32:]
        if sealed != self.seal(front, content):
            raise unusable("it is damaged")
        return content
