"""The close itself: shift, Z number, journal entry and papers in the caller's one transaction, or none of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from counter_app.domain.approval import Deed
from counter_app.domain.closing import Close
from counter_app.domain.closing_count import CountTaken, written_sums
from counter_app.domain.closing_slip import Head, Sum, Unsettled, written
from counter_app.domain.drawer import NOTHING, Count
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.people import Actor
from counter_app.domain.print_job import Document, PrintJob
from counter_app.domain.reversal import TOOK_EFFECT
from counter_app.domain.shift import Shift
from counter_app.domain.three_way import DrawerBook, ThreeWay, three_way
from counter_app.services.approvals import use
from counter_app.services.closing_papers import shift_job, unsettled_now
from counter_app.services.drawer_books import book_of, in_drawer
from counter_app.services.own import words
from counter_app.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Closing:
    """A closed shift: what was counted, and what the books said must be there. Both are rupiah.

    ``number``: its Z number. ``unsettled``: every payment of the counter that goes on. ``head``: the journal's entry
    about this close. ``slip`` prints the Z report, ``deposit`` the slip of the cash that leaves, if any does.
    """

    shift: Shift
    counted: Rupiah
    expected: Rupiah
    unsettled: tuple[Unsettled, ...]
    head: Head
    slip: PrintJob
    number: int
    ways: ThreeWay
    deposit: PrintJob | None = None

    @property
    def variance(self) -> int:
        """Counted minus expected, rupiah: negative when cash is missing (*selisih kurang*)."""
        return self.counted - self.expected


@dataclass(frozen=True, slots=True)
class Ending:
    """What whoever closes says: why there is a variance and who allowed it, and what stays in the drawer.

    ``handed_to``: the clerk who takes the drawer as it is; then nothing is deposited.
    """

    actor: Actor
    at: datetime
    reason: str = ""
    approval_id: UUID | None = None
    stays: Count = field(default=NOTHING)
    handed_to: str = ""


def end_shift(work: UnitOfWork, shift: Shift, count: CountTaken, said: Ending) -> Closing:
    """Close ``shift`` on its last ``count``. A variance is journaled with its reason, never adjusted.

    Raises ``Declined`` with ``FLOAT_OVER_COUNT``, ``WORDS_MISSING``, ``APPROVAL_NEEDED`` or ``APPROVAL_SPENT``.
    """
    book, cash = book_of(work, shift), count.counted.cash
    ways, expected = three_way(book, count.counted), in_drawer(book)
    deposit = _paid_in(cash, said)
    reason, approved_by = _explained(work, shift, ways, said)
    closed = replace(shift, closed_at=said.at, counted=cash.total)
    close = Close(
        number=work.closes.next_number(),
        shift_id=shift.id,
        closed_by=said.actor.id,
        at=said.at,
        counted=cash.total,
        expected=expected,
        stays=cash.less(deposit),
        reason=reason,
        approved_by=approved_by,
    )
    if not work.shifts.close(closed):
        raise Declined(Reason.SHIFT_NOT_OPEN)
    work.closes.add(close)
    unsettled = unsettled_now(work)
    facts = {**_facts(close, count, shift, deposit), "unsettled": written(unsettled), **_standings(book)}
    facts |= {"handed_to": said.handed_to} if said.handed_to else {}
    entry = work.journal.append(Entry(said.at, said.actor.id, Act.SHIFT_CLOSED, str(shift.id), facts))
    slip = shift_job(closed, said.actor.id, Document.CLOSING)
    work.prints.add(slip)
    paying_in = shift_job(closed, said.actor.id, Document.DEPOSIT) if deposit.total else None
    if paying_in is not None:
        work.prints.add(paying_in)
    head = Head(entry.seq, entry.hash)
    return Closing(closed, cash.total, expected, unsettled, head, slip, close.number, ways, paying_in)


def _paid_in(cash: Count, said: Ending) -> Count:
    """What leaves the drawer at the close."""
    if said.handed_to:
        return NOTHING
    try:
        return cash.less(said.stays)
    except Declined:
        raise Declined(Reason.FLOAT_OVER_COUNT) from None


def _explained(work: UnitOfWork, shift: Shift, ways: ThreeWay, said: Ending) -> tuple[str, str]:
    """Why something is missing or too much, and the second person who was told.

    Whoever closes for a clerk who is not there is a second person already: their name stands beside the clerk's.
    """
    if not ways.has_variance:
        return "", ""
    reason = words(said.reason)
    if said.approval_id is None and said.actor.id != shift.clerk_id:
        return reason, ""
    approval = use(work, said.actor.id, Deed.VARIANCE, shift.id, said.approval_id, said.at)
    return reason, approval.approved_by


def _facts(close: Close, count: CountTaken, shift: Shift, deposit: Count) -> dict[str, Fact]:
    facts: dict[str, Fact] = {
        "z": close.number,
        "count": count.number,
        "counted": close.counted,
        "expected": close.expected,
        "variance": close.counted - close.expected,
        "pieces": count.counted.cash.written(),
        "slips": count.counted.slips_written(),
        "stays": close.stays.total,
        "stays_pieces": close.stays.written(),
        "deposit": deposit.total,
    }
    if close.closed_by != shift.clerk_id:
        facts["clerk"] = shift.clerk_id
    if close.reason:
        facts["reason"] = close.reason
    if close.approved_by:
        facts["approved_by"] = close.approved_by
    return facts


def _standings(book: DrawerBook) -> dict[str, Fact]:
    """What goes on after the close, as it stands now: the Z report says tomorrow what it said today."""
    undone = [payment.total for payment in book.payments if _is_undone(book, payment.id)]
    return {
        "states": written_sums({state.value: each for state, each in by_state(book).items()}),
        "reversed": written_sums({"reversed": Sum(len(undone), Rupiah(sum(undone)))}),
    }


def _is_undone(book: DrawerBook, payment_id: UUID) -> bool:
    reversal = book.reversals.get(payment_id)
    return reversal is not None and reversal.state in TOOK_EFFECT


def by_state(book: DrawerBook) -> Mapping[PaymentState, Sum]:
    """A shift's payments by where they stand; states that none is in are left out."""
    amounts = {state: [each.total for each in book.payments if each.state is state] for state in PaymentState}
    return {state: Sum(len(each), Rupiah(sum(each))) for state, each in amounts.items() if each}
