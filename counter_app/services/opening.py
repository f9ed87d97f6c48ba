"""A shift begun: by the float that was counted in, or by the drawer that was taken over from somebody."""

from collections.abc import Mapping
from uuid import UUID

from counter_app.domain.approval import Deed
from counter_app.domain.closing_count import Counted, CountTaken
from counter_app.domain.drawer import Count
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import Right
from counter_app.domain.shift import Shift
from counter_app.services.approvals import use
from counter_app.services.own import require_still
from counter_app.services.ports import UnitOfWork


def begin(
    work: UnitOfWork, shift: Shift, count: Count | None, approval_id: UUID | None, more: Mapping[str, Fact]
) -> None:
    """Store a new shift with its float by denomination, as far as it was counted so, and journal it with ``more``.

    Raises ``Declined`` with ``NOT_ALLOWED`` (not any more), ``SHIFT_ALREADY_OPEN``, ``CLOCK_BACK`` or ``APPROVAL_SPENT``.
    """
    require_still(work, shift.clerk_id, Right.OPEN_SHIFT)
    running = work.shifts.current()
    if running is not None:
        raise Declined(Reason.SHIFT_ALREADY_OPEN, clerk=running.clerk_id)
    _require_clock(work, shift, approval_id)
    work.shifts.add(shift)
    facts: dict[str, Fact] = {"float": shift.float_amount, "business_date": shift.business_date.isoformat(), **more}
    if count is not None:
        work.counts.add(CountTaken(shift.id, 0, 1, Counted(count), shift.clerk_id, shift.opened_at, 0))
        facts["pieces"] = count.written()
    work.journal.append(Entry(shift.opened_at, shift.clerk_id, Act.SHIFT_OPENED, str(shift.id), facts))


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
