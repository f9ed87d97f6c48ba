"""Sending another counter's queue, and keeping what the host answers for it.

Nothing of it is this counter's: no payment is stored here and none is judged. The host is sent exactly the bytes that
came, and its answers go back as they came. Whatever is broken off can be begun again with the same file.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import AlreadyPaid, Conflict, NoAnswer, Posted, Refused, Reversed
from counter_app.domain.people import Actor, Right
from counter_app.domain.queue_file import (
    Content,
    Heading,
    HostAnswer,
    ItemAnswer,
    Kind,
    QueuedItem,
    answers_content,
    envelope,
    front_of,
    items_of,
    require_fresh,
    unusable,
)
from counter_app.domain.receipt import Office
from counter_app.services.ports import Clock, QueueCarrier, QueueSealer, Store
from counter_app.services.queue_files import digest, require_own_office, required

MOST_SILENCES = 3
"""After so many items in a row without any answer the line counts as gone; the rest is not tried."""


class Fate(StrEnum):
    """What became of an item here. What it means for the payment is decided by the counter that took it."""

    DONE = "done"
    REFUSED = "refused"
    UNCLEAR = "unclear"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Sent:
    """An item and what became of it; ``answer`` is the host's, where there was one."""

    item: QueuedItem
    fate: Fate
    answer: HostAnswer | None


@dataclass(frozen=True, slots=True)
class Imported:
    """A queue that was sent. ``file`` is what goes back on the stick; both digests are hex SHA-256.

    ``heading`` is that of the answers.
    """

    heading: Heading
    sent: tuple[Sent, ...]
    file: bytes
    queue_sha256: str
    sha256: str

    def count(self, fate: Fate) -> int:
        return sum(each.fate is fate for each in self.sent)

    @property
    def total(self) -> Rupiah:
        """Rupiah of all payments in the queue."""
        return Rupiah(sum(each.item.amount for each in self.sent if each.item.kind is Kind.PAYMENT))


class QueueImport:
    """The counter with a line. ``carrier`` as in ``QueueFiles``."""

    def __init__(
        self, store: Store, carrier: QueueCarrier | None, sealer: QueueSealer, office: Office, clock: Clock
    ) -> None:
        self._store = store
        self._carrier = carrier
        self._sealer = sealer
        self._office = office
        self._clock = clock

    def send(
        self,
        actor: Actor,
        file: bytes,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Imported:
        """Send what is in a queue file, item by item, and make the file that goes back. Takes as long as the host does;
        ``progress`` is told how many of how many items are through. Once ``cancelled`` says so nothing more is sent:
        the rest is without an answer, and what the host did answer goes back.

        That it begins is journaled before the host hears of anything, and at the end what came of it. Doing it twice is
        harmless. Raises ``Declined`` with ``NOT_ALLOWED``, ``HOST_CANNOT`` or ``QUEUE_FILE`` (not whole, another
        office's, this counter's own, too old), and ``Unavailable(DATABASE)``. That the host is away is no error: the
        answers are missing then.
        """
        actor.require(Right.CARRY_QUEUE)
        carrier = required(self._carrier)
        queue, items = self._opened(file)
        self._journal(actor, queue, {"begun": True, "items": len(items), "sha256": digest(file)})
        sent = tuple(_sent(carrier, queue.file_id, items, self._clock.now(), progress, cancelled))
        imported = self._answers(queue, sent, digest(file))
        counts: dict[str, Fact] = {_COUNTED[fate]: imported.count(fate) for fate in Fate}
        facts: dict[str, Fact] = {"begun": False, "items": len(items), "total": imported.total, **counts}
        self._journal(actor, queue, facts | {"sha256": imported.queue_sha256, "answers_sha256": imported.sha256})
        return imported

    def _opened(self, file: bytes) -> tuple[Heading, Sequence[QueuedItem]]:
        whole = envelope(file)
        require_own_office(whole, Content.QUEUE, self._office)
        if whole.heading.counter_id == self._office.counter_id:
            raise unusable("it is this counter's own, which goes by itself once there is a line")
        items = items_of(self._sealer.unseal(whole.front, whole.sealed))
        require_fresh(whole.heading, self._clock.now())
        return whole.heading, items

    def _answers(self, queue: Heading, sent: tuple[Sent, ...], queue_sha256: str) -> Imported:
        heading = Heading(
            Content.ANSWERS,
            queue.file_id,
            queue.office_id,
            queue.counter_id,
            self._clock.now(),
            carried_by=self._office.counter_id,
        )
        front = front_of(heading)
        content = answers_content(ItemAnswer(each.item.key, each.answer) for each in sent if each.answer is not None)
        file = front + self._sealer.seal(front, content)
        return Imported(heading, sent, file, queue_sha256, digest(file))

    def _journal(self, actor: Actor, queue: Heading, facts: dict[str, Fact]) -> None:
        told = {"from_counter": queue.counter_id, **facts}
        with self._store.writing() as work:
            work.journal.append(Entry(self._clock.now(), actor.id, Act.QUEUE_IMPORTED, str(queue.file_id), told))


_COUNTED = {Fate.DONE: "posted", Fate.REFUSED: "refused", Fate.UNCLEAR: "unclear", Fate.UNANSWERED: "unanswered"}


def _sent(
    carrier: QueueCarrier,
    file_id: UUID,
    items: Sequence[QueuedItem],
    since: datetime,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Iterator[Sent]:
    silences = 0
    for done, item in enumerate(items, 1):
        told = None if cancelled() or silences >= MOST_SILENCES else carrier.carry(file_id, item)
        if isinstance(told, HostAnswer):
            silences = 0
            yield Sent(item, _fate(carrier, file_id, item, told, since), told)
        else:
            # A host that answered at all, if only to be left alone, is there.
            silences = silences + 1 if told is None or (isinstance(told, NoAnswer) and not told.code) else 0
            yield Sent(item, Fate.UNANSWERED, None)
        progress(done, len(items))


def _fate(carrier: QueueCarrier, file_id: UUID, item: QueuedItem, answer: HostAnswer, since: datetime) -> Fate:
    told = ItemAnswer(item.key, answer)
    payment = item.kind is Kind.PAYMENT
    reply = carrier.payment_reply(file_id, told, since) if payment else carrier.reversal_reply(file_id, told, since)
    match reply:
        case Posted() | Reversed():
            ours = (reply.key, reply.amount) == (str(item.key), item.amount)
            return Fate.DONE if ours else Fate.UNCLEAR
        case Refused():
            return Fate.REFUSED
        case AlreadyPaid() | Conflict():
            return Fate.UNCLEAR
        case _:
            return Fate.UNANSWERED
