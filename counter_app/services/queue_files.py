"""A counter without a line hands its queue to one that has a line, and takes the host's answers back.

What is in the file may be sent by somebody else from now on. So it is committed as an attempt before the file leaves
this computer, exactly as before a socket is touched: nothing of it can be cancelled any more, and the forwarder here
goes on by asking. Both send the same bytes under the same key, so that both at once post a payment once; and if the
stick is lost, the forwarder settles everything as if there had been none.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact, content_of
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import OutboxItem
from counter_app.domain.payment import UNSETTLED, PaymentState
from counter_app.domain.people import Actor, Right
from counter_app.domain.queue_file import (
    CLOCKS_APART,
    LIFE,
    Content,
    Envelope,
    Heading,
    ItemAnswer,
    Kind,
    QueuedItem,
    answers_of,
    envelope,
    front_of,
    items_content,
    unusable,
)
from counter_app.domain.receipt import Office
from counter_app.services.carriage import Cargo, Carried, Overtaken, PaymentCargo, load
from counter_app.services.forwarding import Patience
from counter_app.services.judgement import Settled, Verdict
from counter_app.services.ports import Clock, QueueCarrier, QueueSealer, Store, UnitOfWork
from counter_app.services.settling import Settling, released

_MOMENT = timedelta(seconds=1)
"""For as long as an item is leased that is given back within the same transaction."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A queue on its way, with what its receipt says. ``file`` is what is to be written, ``sha256`` its hex digest."""

    heading: Heading
    items: tuple[QueuedItem, ...]
    file: bytes
    sha256: str

    @property
    def total(self) -> Rupiah:
        """Rupiah of all payments in it; what is to be undone is not among them."""
        return Rupiah(sum(item.amount for item in self.items if item.kind is Kind.PAYMENT))


@dataclass(frozen=True, slots=True)
class AnsweredItem:
    """Where one item stands now that its answer was read. ``moved``: it was this answer that decided it."""

    kind: Kind
    receipt_number: str
    amount: Rupiah
    state: PaymentState
    moved: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a file of answers. ``at``: when the queue had left, UTC; ``sha256``: the file's hex digest."""

    heading: Heading
    items: tuple[AnsweredItem, ...]
    sha256: str


class QueueFiles:
    """The counter whose queue it is. ``carrier`` is ``None`` where the host's answers cannot prove themselves."""

    def __init__(
        self, store: Store, carrier: QueueCarrier | None, sealer: QueueSealer, office: Office, clock: Clock
    ) -> None:
        self._store = store
        self._carrier = carrier
        self._sealer = sealer
        self._office = office
        self._clock = clock

    def export(self, actor: Actor) -> Exported | None:
        """Make a file of all that waits for the host, but for what is being sent at this moment; ``None`` when there is
        nothing.

        Left out as well: a reversal whose payment is undecided, and what was first tried so long ago that the host might
        forget its key before the file is sent. Raises ``Declined`` with ``NOT_ALLOWED`` or ``HOST_CANNOT``, and
        ``Unavailable(DATABASE)``.
        """
        actor.require(Right.CARRY_QUEUE)
        required(self._carrier)
        file_id = uuid4()
        with self._store.writing() as work:
            now = self._clock.now()
            books = Settling(self._clock, actor.id, {"queue_file": str(file_id)})
            items = tuple(_taken(work, books, now))
            if not items:
                return None
            heading = Heading(Content.QUEUE, file_id, self._office.id, self._office.counter_id, now)
            front = front_of(heading)
            file = front + self._sealer.seal(front, items_content(items))
            exported = Exported(heading, items, file, digest(file))
            facts: dict[str, Fact] = {"items": len(items), "total": exported.total, "sha256": exported.sha256}
            work.journal.append(Entry(now, actor.id, Act.QUEUE_EXPORTED, str(file_id), facts))
        return exported

    def answers(self, actor: Actor, file: bytes) -> Answered:
        """Take in what the host has answered. Each answer is weighed as if it had come down this counter's own line, and
        moves its item only where it decides; everything else goes on waiting.

        What was settled meanwhile stays as it is: an answer that says otherwise is a ``HOST_ALARM`` in the journal, as is
        one that is not the host's own. Raises ``Declined`` with ``NOT_ALLOWED``, ``HOST_CANNOT`` or ``QUEUE_FILE`` (not
        whole, not this counter's, or about what never left), and ``Unavailable(DATABASE)``; then nothing was changed.
        """
        actor.require(Right.CARRY_QUEUE)
        carrier = required(self._carrier)
        heading, answers = self._opened(file)
        books = Settling(self._clock, actor.id, {"queue_file": str(heading.file_id)})
        with self._store.writing() as work:
            since = _exported_at(work, heading.file_id)
            reading = _Reading(work, books, carrier, heading.file_id, since)
            answered = Answered(heading, tuple(reading.item(told) for told in answers), digest(file))
            work.journal.append(self._answered_entry(actor, answered))
        return answered

    def _opened(self, file: bytes) -> tuple[Heading, Sequence[ItemAnswer]]:
        whole = envelope(file)
        require_own_office(whole, Content.ANSWERS, self._office)
        if whole.heading.counter_id != self._office.counter_id:
            raise unusable(f"it is for counter {whole.heading.counter_id}")
        return whole.heading, answers_of(self._sealer.unseal(whole.front, whole.sealed))

    def _answered_entry(self, actor: Actor, answered: Answered) -> Entry:
        moved = [item.state for item in answered.items if item.moved]
        facts: dict[str, Fact] = {
            "carried_by": answered.heading.carried_by,
            "items": len(answered.items),
            "posted": moved.count(PaymentState.CONFIRMED),
            "refused": moved.count(PaymentState.REJECTED),
            "unclear": moved.count(PaymentState.REVIEW),
            "sha256": answered.sha256,
        }
        return Entry(self._clock.now(), actor.id, Act.QUEUE_ANSWERED, str(answered.heading.file_id), facts)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One file of answers being read, within one transaction."""

    work: UnitOfWork
    books: Settling
    carrier: QueueCarrier
    file_id: UUID
    since: datetime

    def item(self, told: ItemAnswer) -> AnsweredItem:
        item = self.work.outbox.get(told.key)
        if item is None or item.first_attempt_at is None:
            raise unusable("it answers what never left this counter")
        cargo = load(self.work, item)
        verdict = cargo.brought(self.carrier, self.file_id, told, self.since)
        if cargo.row.state not in UNSETTLED:
            self.books.contradict(self.work, cargo, verdict)
            return _answered(cargo, cargo.row.state, moved=False)
        state = self._decided(item, cargo, verdict)
        return _answered(cargo, state or cargo.row.state, moved=state is not None)

    def _decided(self, item: OutboxItem, cargo: Cargo, verdict: Verdict) -> PaymentState | None:
        if isinstance(verdict, Settled):
            try:
                return self.books.settle(self.work, item, cargo, verdict).state
            except Overtaken:  # a forwarder was just writing down what it was told itself
                return None
        if verdict.alarm:
            self.books.journal(self.work, Act.HOST_ALARM, cargo, {"what": verdict.words})
        return None


def required(carrier: QueueCarrier | None) -> QueueCarrier:
    """Raise ``Declined(HOST_CANNOT)`` where the host's answers cannot prove themselves."""
    if carrier is None:
        raise Declined(Reason.HOST_CANNOT, what="queue-file")
    return carrier


def require_own_office(whole: Envelope, content: Content, office: Office) -> None:
    """Raise ``Declined(QUEUE_FILE)`` for a file of another office, or one that goes the other way."""
    if whole.heading.office_id != office.id:
        raise unusable("it is of another office")
    if whole.heading.content is not content:
        other = "answers of the host" if content is Content.QUEUE else "a queue, not the host's answers"
        raise unusable(f"it holds {other}")


def digest(file: bytes) -> str:
    """Hex SHA-256."""
    return hashlib.sha256(file).hexdigest()


def _taken(work: UnitOfWork, books: Settling, now: datetime) -> Iterator[QueuedItem]:
    """Every item that may leave, each committed as an attempt; payments first, the oldest of each first."""
    rows: list[Carried] = [*work.payments.in_states(UNSETTLED), *work.reversals.in_states(UNSETTLED)]
    owner = str(books.more["queue_file"])
    for row in rows:
        held = work.outbox.lease(owner, now, now + _MOMENT, row.id, early=True)
        if held is None:
            continue
        cargo = load(work, held)
        if _may_leave(held, cargo, now):
            if cargo.row.state is PaymentState.ACCEPTED:
                cargo = cargo.moved(work, PaymentState.SENDING, None, now)
            held = books.attempt(work, held, cargo, now)
            yield QueuedItem(_kind(cargo), held.id, held.body, cargo.row.receipt_number, _amount(cargo))
        work.outbox.save(released(held), owner)


def _may_leave(item: OutboxItem, cargo: Cargo, now: datetime) -> bool:
    since = now if item.first_attempt_at is None else item.first_attempt_at
    remembered = now - since + LIFE + CLOCKS_APART < Patience().host_remembers
    return remembered and not cargo.pointless and cargo.waiting_since is None


def _exported_at(work: UnitOfWork, file_id: UUID) -> datetime:
    entry = work.journal.first(Act.QUEUE_EXPORTED, str(file_id))
    if entry is None:
        raise unusable("it answers a file that this counter has not made")
    return datetime.fromisoformat(content_of(entry)["at"])


def _answered(cargo: Cargo, state: PaymentState, *, moved: bool) -> AnsweredItem:
    return AnsweredItem(_kind(cargo), cargo.row.receipt_number, _amount(cargo), state, moved)


def _kind(cargo: Cargo) -> Kind:
    return Kind.PAYMENT if isinstance(cargo, PaymentCargo) else Kind.REVERSAL


def _amount(cargo: Cargo) -> Rupiah:
    return cargo.row.total if isinstance(cargo, PaymentCargo) else cargo.row.amount
