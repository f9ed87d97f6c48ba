"""Opening a clerk's shift at this counter. ``services/closings.py`` ends it, ``services/handovers.py`` hands it on."""

from datetime import tzinfo
from uuid import UUID, uuid4

from counter_app.domain.drawer import Count
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import LARGEST, Rupiah
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.domain.receipt import Office
from counter_app.domain.shift import Shift
from counter_app.services.opening import begin
from counter_app.services.own import require_still
from counter_app.services.ports import Clock, Store, UnitOfWork


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

    def open(self, actor: Actor, cash: Count | Rupiah, approval_id: UUID | None = None) -> Shift:
        """Open a shift with ``cash`` in the drawer: counted by denomination, or only as a sum in rupiah.

        A business date before the last payment's needs a consent to ``ACCEPT_CLOCK``, about that payment's ``shift``,
        which the refusal names. Raises ``Declined`` with ``NOT_ALLOWED``, ``AMOUNT_FORMAT`` (negative, or beyond all money),
        ``HANDOVER_WAITING`` (only its receiver takes the drawer, see ``Handovers``), ``SHIFT_ALREADY_OPEN``,
        ``CLOCK_BACK`` or ``APPROVAL_SPENT``.
        """
        actor.require(Right.OPEN_SHIFT)
        count, amount = (cash, cash.total) if isinstance(cash, Count) else (None, cash)
        if not 0 <= amount <= LARGEST:
            raise Declined(Reason.AMOUNT_FORMAT)
        shift = new_shift(self._office, actor, amount, self._clock, self._zone)
        with self._store.writing() as work:
            offered = work.handovers.offered()
            if offered is not None:
                raise Declined(Reason.HANDOVER_WAITING, giver=offered.giver_id, receiver=offered.receiver_id)
            begin(work, shift, count, approval_id, {})
        return shift


def new_shift(office: Office, actor: Actor, float_amount: Rupiah, clock: Clock, zone: tzinfo) -> Shift:
    """A shift of ``actor`` that begins now, on the office's date."""
    now = clock.now()
    return Shift(uuid4(), office.id, office.counter_id, actor.id, now.astimezone(zone).date(), now, float_amount)


def may_close(actor: Actor, shift: Shift) -> bool:
    """Whether ``actor`` may close ``shift``: whoever opened it, and a supervisor in their place."""
    rights = RIGHTS[actor.role]
    return Right.OPEN_SHIFT in rights and (shift.clerk_id == actor.id or Right.APPROVE in rights)


def shift_to_close(work: UnitOfWork, actor: Actor, named: UUID) -> Shift:
    """The open shift, if it is the one that is meant and ``actor`` may close it: named by its id, so that nobody closes
    the one that is open by now in place of the one that was shown.

    Raises ``Declined`` with ``SHIFT_NOT_OPEN`` (also when the named one is closed), ``SHIFT_OF_ANOTHER`` or
    ``NOT_ALLOWED`` (not any more).
    """
    shift = work.shifts.current()
    if shift is None or named != shift.id:
        raise Declined(Reason.SHIFT_NOT_OPEN)
    require_still(work, actor.id, Right.OPEN_SHIFT if shift.clerk_id == actor.id else Right.APPROVE)
    if not may_close(actor, shift):
        raise Declined(Reason.SHIFT_OF_ANOTHER, clerk=shift.clerk_id)
    return shift
