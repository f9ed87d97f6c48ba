"""Opening and closing a clerk's shift at this counter."""

from dataclasses import dataclass, replace
from datetime import tzinfo
from uuid import UUID, uuid4

from counter_app.domain.approval import Deed
from counter_app.domain.closing_slip import Head, Unsettled, written
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.money import Rupiah
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.domain.print_job import PrintJob
from counter_app.domain.receipt import Office
from counter_app.domain.shift import Shift, expected_cash
from counter_app.services.approvals import use
from counter_app.services.closings import closing_job, unsettled_now
from counter_app.services.ports import Clock, Store, UnitOfWork


@dataclass(frozen=True, slots=True)
class Closing:
    """A closed shift: what was counted, and what the payments said must be there. Both are rupiah.

    ``unsettled``: every payment that goes on. ``head``: the journal's entry about this close. ``slip``: the job that
    prints all of it.
    """

    shift: Shift
    counted: Rupiah
    expected: Rupiah
    unsettled: tuple[Unsettled, ...]
    head: Head
    slip: PrintJob

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

    def open(self, actor: Actor, float_amount: Rupiah, approval_id: UUID | None = None) -> Shift:
        """Open a shift with ``float_amount`` rupiah in the drawer.

        A business date before the last payment's needs a consent to ``ACCEPT_CLOCK``, about that payment's ``shift``,
        which the refusal names. Raises ``Declined`` with ``NOT_ALLOWED``, ``AMOUNT_FORMAT`` (negative),
        ``SHIFT_ALREADY_OPEN``, ``CLOCK_BACK`` or ``APPROVAL_SPENT``.
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
            _require_clock(work, shift, approval_id)
            work.shifts.add(shift)
            facts: dict[str, Fact] = {"float": float_amount, "business_date": business_date.isoformat()}
            work.journal.append(Entry(now, actor.id, Act.SHIFT_OPENED, str(shift.id), facts))
        return shift

    def close(self, actor: Actor, counted: Rupiah, shift_id: UUID | None = None) -> Closing:
        """Close the open shift with ``counted`` rupiah in the drawer; a variance is recorded, never adjusted.

        It is the actor's own, or, named by ``shift_id``, that of a clerk who is not there, for whom a supervisor
        counts: the entry is in the supervisor's name then, and names the clerk. Raises ``Declined`` with
        ``NOT_ALLOWED``, ``AMOUNT_FORMAT``, ``SHIFT_NOT_OPEN`` (also when the named one is closed) or
        ``SHIFT_OF_ANOTHER``.
        """
        actor.require(Right.OPEN_SHIFT)
        if counted < 0:
            raise Declined(Reason.AMOUNT_FORMAT)
        with self._store.writing() as work:
            shift = _shift_to_close(work, actor, shift_id)
            closed = replace(shift, closed_at=self._clock.now(), counted=counted)
            return _close(work, closed, counted, actor)


def _require_clock(work: UnitOfWork, shift: Shift, approval_id: UUID | None) -> None:
    """By sequence and not by date: once it was accepted that a clock had been ahead, days go on from there."""
    last = work.payments.last()
    if last is None or shift.business_date >= last.business_date:
        return
    if approval_id is None:
        raise Declined(Reason.CLOCK_BACK, last=last.business_date.isoformat(), shift=str(last.shift_id))
    approval = use(work, shift.clerk_id, Deed.ACCEPT_CLOCK, last.shift_id, approval_id, shift.opened_at)
    facts: dict[str, Fact] = {"last": last.business_date.isoformat(), "approved_by": approval.approved_by}
    work.journal.append(Entry(shift.opened_at, shift.clerk_id, Act.CLOCK_ACCEPTED, str(last.shift_id), facts))


def may_close(actor: Actor, shift: Shift) -> bool:
    """Whether ``actor`` may close ``shift``: whoever opened it, and a supervisor in their place."""
    rights = RIGHTS[actor.role]
    return Right.OPEN_SHIFT in rights and (shift.clerk_id == actor.id or Right.APPROVE in rights)


def _shift_to_close(work: UnitOfWork, actor: Actor, named: UUID | None) -> Shift:
    shift = work.shifts.current()
    if shift is None or named not in {None, shift.id}:
        raise Declined(Reason.SHIFT_NOT_OPEN)
    # Nobody closes a stranger's shift by mistake: not the one that is open by now in place of the one that was shown.
    if not may_close(actor, shift) or (named is None and shift.clerk_id != actor.id):
        raise Declined(Reason.SHIFT_OF_ANOTHER, clerk=shift.clerk_id)
    return shift


def _close(work: UnitOfWork, shift: Shift, counted: Rupiah, actor: Actor) -> Closing:
    expected = expected_cash(shift, work.payments.of_shift(shift.id), work.refunds.of_shift(shift.id))
    unsettled, slip = unsettled_now(work), closing_job(shift, actor.id)
    facts: dict[str, Fact] = {
        "counted": counted,
        "expected": expected,
        "variance": counted - expected,
        "unsettled": written(unsettled),
    }
    if shift.clerk_id != actor.id:
        facts["clerk"] = shift.clerk_id
    work.shifts.close(shift)
    entry = work.journal.append(Entry(slip.requested_at, actor.id, Act.SHIFT_CLOSED, str(shift.id), facts))
    work.prints.add(slip)
    return Closing(shift, counted, expected, unsettled, Head(entry.seq, entry.hash), slip)
