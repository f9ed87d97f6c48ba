"""What closes with a shift: its slip, which says what the drawer must hold and names every payment that goes on.

The slip is made of committed rows and of the journal's own entry about the close. What was not settled is written into
that entry, so that a copy of the slip says tomorrow what its original said.
"""

from uuid import UUID, uuid4

from counter_app.domain.closing_slip import (
    PENDING,
    REVERSAL_PENDING,
    Head,
    Unsettled,
    read_unsettled,
    returned,
    takings,
    unsettled,
)
from counter_app.domain.journal import Act, content_of
from counter_app.domain.print_job import Document, PrintJob, PrintState
from counter_app.domain.receipt import Office
from counter_app.domain.shift import Shift
from counter_app.domain.z_report import ZReport
from counter_app.services.ports import UnitOfWork
from counter_app.services.stored import stored


def unsettled_now(work: UnitOfWork) -> tuple[Unsettled, ...]:
    """Every payment of the counter that is not settled, of whatever shift."""
    reversals = work.reversals.in_states(REVERSAL_PENDING.keys())
    reversed_ = [(each, stored(work.payments.get(each.payment_id), each)) for each in reversals]
    return unsettled(work.payments.in_states(PENDING.keys()), reversed_)


def closing_job(shift: Shift, actor_id: str) -> PrintJob:
    """The slip's print job, to be committed with the close."""
    at = stored(shift.closed_at, shift)
    return PrintJob(uuid4(), None, 0, PrintState.QUEUED, actor_id, at, document=Document.CLOSING, shift_id=shift.id)


def closing_slip(work: UnitOfWork, office: Office, shift_id: UUID, copy: int) -> ZReport:
    """The slip of a closed shift. Raises ``LookupError``, a bug, for one that is not closed."""
    shift = stored(work.shifts.get(shift_id), shift_id)
    entry = stored(work.journal.last(Act.SHIFT_CLOSED, str(shift_id)), shift_id)
    content = content_of(entry)
    refunds = work.refunds.of_shift(shift_id)
    return ZReport(
        office=office,
        clerk_id=shift.clerk_id,
        closed_by=content["actor"],
        opened_at=shift.opened_at,
        closed_at=stored(shift.closed_at, shift),
        float_amount=shift.float_amount,
        takings=takings(work.payments.of_shift(shift_id)),
        returned_cash=returned(refunds, in_cash=True),
        returned_otherwise=returned(refunds, in_cash=False),
        counted=stored(shift.counted, shift),
        # Shifts that were closed by a program from before these slips have nothing of it in their entry.
        unsettled=read_unsettled(content["facts"].get("unsettled", "")),
        head=Head(entry.seq, entry.hash),
        copy=copy,
    )
