"""The blind close: counted first, revealed once, then closed.

Nothing here says what a drawer should hold before ``reveal``, and after it nothing moves in that drawer any more: whoever
knows the sum can neither count towards it nor make it fit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from counter_app.domain.closing_count import MOST_COUNTS, Counted, CountTaken
from counter_app.domain.closing_slip import Unsettled
from counter_app.domain.drawer import NOTHING, Count
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import Actor, Right
from counter_app.domain.shift import Shift
from counter_app.domain.three_way import DrawerBook, ThreeWay, three_way
from counter_app.domain.x_report import DrawerSums
from counter_app.services.closing_act import Closing, Ending, end_shift
from counter_app.services.closing_papers import unsettled_now
from counter_app.services.drawer_books import book_of, in_drawer, sums_of
from counter_app.services.own import is_revealed
from counter_app.services.ports import Clock, Store, UnitOfWork
from counter_app.services.shifts import shift_to_close


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a close has come, also after a restart: the counts that hold, and whether the sum was shown."""

    counts: tuple[CountTaken, ...]
    revealed: bool

    @property
    def last(self) -> CountTaken | None:
        return self.counts[-1] if self.counts else None

    @property
    def may_count(self) -> bool:
        return not self.revealed and len(self.counts) < MOST_COUNTS


@dataclass(frozen=True, slots=True)
class Reveal:
    """The count beside what the books say. ``carried``: payments of earlier shifts that are not settled yet."""

    shift: Shift
    count: CountTaken
    drawer: DrawerSums
    ways: ThreeWay
    carried: tuple[Unsettled, ...]

    @property
    def variance(self) -> int:
        """Cash counted minus expected, rupiah."""
        return self.count.counted.cash.total - self.drawer.expected


class Closings:
    """Of one's own shift, or, named by its id, that of a clerk who is not there, for whom a supervisor counts.

    Every method raises ``Declined`` with ``NOT_ALLOWED``, ``SHIFT_NOT_OPEN`` (also when the named shift is closed) or
    ``SHIFT_OF_ANOTHER``, beside what it names itself.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def standing(self, actor: Actor, shift_id: UUID) -> Standing:
        """How far the close has come."""
        actor.require(Right.OPEN_SHIFT)
        with self._store.reading() as work:
            shift = shift_to_close(work, actor, shift_id)
            return Standing(tuple(_holding(work, shift, book_of(work, shift))), is_revealed(work, shift))

    def count(self, actor: Actor, shift_id: UUID, counted: Counted) -> CountTaken:
        """Take down a count. It tells nobody whether it is right; it may be done once more (``CountTaken.again``).

        A count no longer holds when a payment, refund or movement followed. Raises ``Declined`` with ``COUNTED_TWICE``
        or ``COUNT_REVEALED``.
        """
        actor.require(Right.OPEN_SHIFT)
        with self._store.writing() as work:
            shift = shift_to_close(work, actor, shift_id)
            _require_blind(work, shift)
            book = book_of(work, shift)
            holding = _holding(work, shift, book)
            if len(holding) >= MOST_COUNTS:
                raise Declined(Reason.COUNTED_TWICE)
            number, now = len(work.counts.of_shift(shift.id)) + 1, self._clock.now()
            taken = CountTaken(shift.id, number, len(holding) + 1, counted, actor.id, now, book.moves)
            work.counts.add(taken)
            work.journal.append(Entry(now, actor.id, Act.DRAWER_COUNTED, str(shift.id), _facts(taken, shift)))
        return taken

    def reveal(self, actor: Actor, shift_id: UUID) -> Reveal:
        """Say what the books expect, and hold the last count against it. Journaled; from then on nothing moves in this
        drawer, and it is not counted again. Raises ``Declined(NOT_COUNTED)``.
        """
        actor.require(Right.OPEN_SHIFT)
        with self._store.writing() as work:
            shift = shift_to_close(work, actor, shift_id)
            book = book_of(work, shift)
            last = _last(work, shift, book)
            if not is_revealed(work, shift):
                facts: dict[str, Fact] = {"count": last.number, "expected": in_drawer(book)}
                work.journal.append(
                    Entry(self._clock.now(), actor.id, Act.DRAWER_REVEALED, str(shift.id), facts | _whose(actor, shift))
                )
            own = {payment.receipt_number for payment in book.payments}
            carried = tuple(row for row in unsettled_now(work) if row.number not in own)
            return Reveal(shift, last, sums_of(book), three_way(book, last.counted), carried)

    def close(
        self,
        actor: Actor,
        shift_id: UUID,
        *,
        reason: str = "",
        approval_id: UUID | None = None,
        stays: Count = NOTHING,
    ) -> Closing:
        """Close on the last count. ``stays``: what of it remains in the drawer as the next float; the rest is deposited.

        A variance, of cash or of other means, takes a ``reason`` and a consent to ``Deed.VARIANCE`` of the shift;
        a supervisor who closes for an absent clerk stands for it with their own name. Raises ``Declined`` with
        ``NOT_COUNTED`` (also before the reveal), ``WORDS_MISSING``, ``APPROVAL_NEEDED``, ``APPROVAL_SPENT`` or
        ``FLOAT_OVER_COUNT``.
        """
        actor.require(Right.OPEN_SHIFT)
        with self._store.writing() as work:
            shift = shift_to_close(work, actor, shift_id)
            said = Ending(actor, self._clock.now(), reason, approval_id, stays)
            return end_shift(work, shift, revealed_count(work, shift), said)


def revealed_count(work: UnitOfWork, shift: Shift) -> CountTaken:
    """The count on which a shift can be closed now. Raises ``Declined(NOT_COUNTED)``, also before the reveal."""
    last = _last(work, shift, book_of(work, shift))
    if not is_revealed(work, shift):
        raise Declined(Reason.NOT_COUNTED)
    return last


def _require_blind(work: UnitOfWork, shift: Shift) -> None:
    if is_revealed(work, shift):
        raise Declined(Reason.COUNT_REVEALED)


def _holding(work: UnitOfWork, shift: Shift, book: DrawerBook) -> Sequence[CountTaken]:
    """The counts after which nothing has moved."""
    return [count for count in work.counts.of_shift(shift.id) if count.moves == book.moves]


def _last(work: UnitOfWork, shift: Shift, book: DrawerBook) -> CountTaken:
    holding = _holding(work, shift, book)
    if not holding:
        raise Declined(Reason.NOT_COUNTED)
    return holding[-1]


def _whose(actor: Actor, shift: Shift) -> dict[str, Fact]:
    return {} if actor.id == shift.clerk_id else {"clerk": shift.clerk_id}


def _facts(taken: CountTaken, shift: Shift) -> dict[str, Fact]:
    facts: dict[str, Fact] = {
        "count": taken.number,
        "attempt_count": taken.attempt,
        "counted": taken.counted.cash.total,
        "pieces": taken.counted.cash.written(),
        "slips": taken.counted.slips_written(),
        "moves": taken.moves,
    }
    return facts if taken.counted_by == shift.clerk_id else {**facts, "clerk": shift.clerk_id}
