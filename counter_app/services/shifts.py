"""Opening and closing a clerk's shift at this counter."""

from dataclasses import dataclass, replace
from datetime import tzinfo
from uuid import uuid4

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.money import Rupiah
from counter_app.domain.people import Actor, Right
from counter_app.domain.receipt import Office
from counter_app.domain.shift import Shift, expected_cash
from counter_app.services.ports import Clock, Store, UnitOfWork


@dataclass(frozen=True, slots=True)
class Closing:
    """A closed shift: what was counted, and what the payments said must be there. Both are rupiah."""

    shift: Shift
    counted: Rupiah
    expected: Rupiah

    @property
    def variance(self) -> int:
        """Counted minus expected, rupiah: negative when cash is missing (*selisih kurang*)."""
        return self.counted - self.expected


class Shifts:
    """One shift at a time per counter; its business date is the local date on which it was opened."""

    def __init__(self, store: Store, office: Office, clock: Clock, zone: tzinfo) -> None:
        self._store = store
        self._office = office
        self._clock = clock
        self._zone = zone

    def current(self) -> Shift | None:
        """The counter's open shift, whoever's it is."""
        with self._store.reading() as work:
            return work.shifts.current()

    def open(self, actor: Actor, float_amount: Rupiah) -> Shift:
        """Open a shift with ``float_amount`` rupiah in the drawer.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``AMOUNT_FORMAT`` (negative) or ``SHIFT_ALREADY_OPEN``.
        """
        actor.require(Right.OPEN_SHIFT)
        if float_amount < 0:
            raise Declined(Reason.AMOUNT_FORMAT)
        now = self._clock.now()
        business_date = now.astimezone(self._zone).date()
        office = self._office
        shift = Shift(uuid4(), office.id, office.counter_id, actor.id, business_date, now, float_amount)
        with self._store.writing() as work:
            running = work.shifts.current()
            if running is not None:
                raise Declined(Reason.SHIFT_ALREADY_OPEN, clerk=running.clerk_id)
            work.shifts.add(shift)
            facts: dict[str, Fact] = {"float": float_amount, "business_date": business_date.isoformat()}
            work.journal.append(Entry(now, actor.id, Act.SHIFT_OPENED, str(shift.id), facts))
        return shift

    def close(self, actor: Actor, counted: Rupiah) -> Closing:
        """Close the actor's own shift with ``counted`` rupiah in the drawer; a variance is recorded, never adjusted.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``AMOUNT_FORMAT``, ``SHIFT_NOT_OPEN`` or ``SHIFT_OF_ANOTHER``.
        """
        actor.require(Right.OPEN_SHIFT)
        if counted < 0:
            raise Declined(Reason.AMOUNT_FORMAT)
        with self._store.writing() as work:
            shift = _own_shift(work, actor)
            closed = replace(shift, closed_at=self._clock.now(), counted=counted)
            closing = Closing(closed, counted, expected_cash(shift, work.payments.of_shift(shift.id)))
            work.shifts.close(closed)
            work.journal.append(_closing_entry(closing, actor))
        return closing


def _own_shift(work: UnitOfWork, actor: Actor) -> Shift:
    shift = work.shifts.current()
    if shift is None:
        raise Declined(Reason.SHIFT_NOT_OPEN)
    if shift.clerk_id != actor.id:
        raise Declined(Reason.SHIFT_OF_ANOTHER, clerk=shift.clerk_id)
    return shift


def _closing_entry(closing: Closing, actor: Actor) -> Entry:
    facts: dict[str, Fact] = {"counted": closing.counted, "expected": closing.expected, "variance": closing.variance}
    at = closing.shift.closed_at or closing.shift.opened_at
    return Entry(at, actor.id, Act.SHIFT_CLOSED, str(closing.shift.id), facts)
