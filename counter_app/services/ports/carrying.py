"""What it takes to have another counter send this one's queue."""

from datetime import datetime
from typing import Protocol, runtime_checkable
from uuid import UUID

from counter_app.domain.outbox import HostReply, NoAnswer, ReversalReply, Wait
from counter_app.domain.queue_file import HostAnswer, ItemAnswer, QueuedItem


@runtime_checkable
class QueueCarrier(Protocol):
    """A host whose answers prove themselves, whoever brings them. Not every gateway has one."""

    def carry(self, file_id: UUID, item: QueuedItem) -> HostAnswer | NoAnswer | Wait:
        """Send an item of another counter's queue, and give back the host's answer as it came. Never raises for what
        the wire or the host does.
        """
        ...

    def payment_reply(self, file_id: UUID, told: ItemAnswer, since: datetime) -> HostReply:
        """What an answer says that somebody brought about a payment; ``NoAnswer`` with an alarm unless it is the host's
        own, to a request for this key out of this file, and not from before ``since`` (UTC).
        """
        ...

    def reversal_reply(self, file_id: UUID, told: ItemAnswer, since: datetime) -> ReversalReply:
        """As ``payment_reply``, about a reversal."""
        ...


class QueueSealer(Protocol):
    """Encryption that every counter of the office can undo, and nobody else."""

    def seal(self, front: bytes, content: bytes) -> bytes:
        """Encrypt ``content`` and bind it to ``front``, which is not encrypted."""
        ...

    def unseal(self, front: bytes, sealed: bytes) -> bytes:
        """The content, exactly as it was sealed with this very ``front``. Raises ``Declined(QUEUE_FILE)``."""
        ...
