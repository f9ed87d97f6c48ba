"""Cash between the drawer and the vault, and the drawer opened without a sale: always with a second person."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from counter_app.domain.approval import Deed
from counter_app.domain.drawer import CashMovement, Count, MovementKind, require_some
from counter_app.domain.drawer_slips import CashMovementSlip
from counter_app.domain.errors import Declined, Reason, Undelivered
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import Actor, Right
from counter_app.domain.print_job import Document, PrintJob, PrintState
from counter_app.domain.receipt import Office
from counter_app.services.approvals import use
from counter_app.services.drawer_books import book_of, in_drawer
from counter_app.services.own import one_line, own_shift, words
from counter_app.services.ports import Clock, DrawerKick, Store, UnitOfWork
from counter_app.services.stored import stored

ACTS = {MovementKind.DROP: Act.CASH_DROPPED, MovementKind.PICK_UP: Act.CASH_PICKED_UP}
"""What each kind of movement is journaled as."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A movement as it is stored, and the job that prints its slip."""

    movement: CashMovement
    slip: PrintJob


class Drawer:
    """Of whoever has their shift open."""

    def __init__(self, store: Store, kick: DrawerKick, office: Office, clock: Clock) -> None:
        self._store = store
        self._kick = kick
        self._office = office
        self._clock = clock

    def drop(self, actor: Actor, movement_id: UUID, count: Count, reason: str, approval_id: UUID | None) -> Moved:
        """Out of the drawer, into the vault. ``movement_id`` is made by the caller, and what the consent to
        ``Deed.MOVE_CASH`` is about: a second call with it returns what the first one stored.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``COUNT_FORMAT``, ``WORDS_MISSING``, ``SHIFT_NOT_OPEN``,
        ``SHIFT_OF_ANOTHER``, ``COUNT_REVEALED``, ``APPROVAL_NEEDED``, ``APPROVAL_SPENT``, ``DRAWER_SHORT`` (which spends
        the consent) or ``MOVED_ALREADY`` (that id with another amount, which is ``amount``).
        """
        actor.require(Right.MOVE_CASH)
        return self._move(actor, MovementKind.DROP, movement_id, count, (reason, approval_id))

    def pick_up(self, actor: Actor, movement_id: UUID, count: Count, reason: str, approval_id: UUID | None) -> Moved:
        """Out of the vault, into the drawer. As ``drop``, but for ``DRAWER_SHORT``."""
        actor.require(Right.MOVE_CASH)
        return self._move(actor, MovementKind.PICK_UP, movement_id, count, (reason, approval_id))

    def movements(self, actor: Actor) -> Sequence[CashMovement]:
        """What was moved in the open shift, the first one first; nothing while none is open."""
        actor.require(Right.MOVE_CASH)
        with self._store.reading() as work:
            shift = work.shifts.current()
            return work.movements.of_shift(shift.id) if shift is not None else ()

    def open(self, actor: Actor, opening_id: UUID, reason: str, approval_id: UUID | None) -> bool:
        """Open the drawer without a sale; whether the printer took the pulse. Journaled before it opens.

        ``opening_id`` is made by the caller, and what the consent to ``Deed.OPEN_DRAWER`` is about. Raises ``Declined``
        with ``NOT_ALLOWED``, ``WORDS_MISSING``, ``SHIFT_NOT_OPEN``, ``SHIFT_OF_ANOTHER``, ``APPROVAL_NEEDED`` or
        ``APPROVAL_SPENT``.
        """
        actor.require(Right.OPEN_DRAWER)
        said = words(reason)
        with self._store.writing() as work:
            shift, now = own_shift(work, actor, counted=True), self._clock.now()
            approval = use(work, actor.id, Deed.OPEN_DRAWER, opening_id, approval_id, now)
            facts: dict[str, Fact] = {"shift": str(shift.id), "reason": said, "approved_by": approval.approved_by}
            work.journal.append(Entry(now, actor.id, Act.DRAWER_OPENED, str(opening_id), facts))
        try:
            self._kick.kick()
        except Undelivered as fault:
            self._stuck(actor, opening_id, one_line(fault.detail))
            return False
        return True

    def _move(
        self, actor: Actor, kind: MovementKind, movement_id: UUID, count: Count, why: tuple[str, UUID | None]
    ) -> Moved:
        require_some(count)
        said = words(why[0])
        with self._store.writing() as work:
            earlier = work.movements.get(movement_id)
            if earlier is not None:
                return _stored(work, earlier, kind, count)
            shift, now = own_shift(work, actor), self._clock.now()
            approval = use(work, actor.id, Deed.MOVE_CASH, movement_id, why[1], now)
            short = kind is MovementKind.DROP and count.total > in_drawer(book_of(work, shift))
            movement = CashMovement(
                id=movement_id,
                office_id=self._office.id,
                counter_id=self._office.counter_id,
                shift_id=shift.id,
                kind=kind,
                count=count,
                reason=said,
                clerk_id=actor.id,
                approved_by=approval.approved_by,
                at=now,
            )
            if not short:
                return _record(work, movement)
        # The consent is spent all the same: whoever wants to find out by trying what must be in the drawer needs a second
        # person for every try.
        raise Declined(Reason.DRAWER_SHORT, amount=count.total)

    def _stuck(self, actor: Actor, opening_id: UUID, detail: str) -> None:
        with self._store.writing() as work:
            entry = Entry(self._clock.now(), actor.id, Act.DRAWER_STUCK, str(opening_id), {"detail": detail})
            work.journal.append(entry)


def movement_slip(work: UnitOfWork, office: Office, movement_id: UUID, copy: int) -> CashMovementSlip:
    """The slip of a stored movement. Raises ``LookupError``, a bug, when there is none."""
    return CashMovementSlip(office, stored(work.movements.get(movement_id), movement_id), copy)


def movement_facts(movement: CashMovement) -> dict[str, Fact]:
    """What the journal says of a movement; verification compares it with what is stored."""
    return {
        "shift": str(movement.shift_id),
        "amount": movement.amount,
        "pieces": movement.count.written(),
        "reason": movement.reason,
        "approved_by": movement.approved_by,
    }


def _record(work: UnitOfWork, movement: CashMovement) -> Moved:
    work.movements.add(movement)
    act = ACTS[movement.kind]
    work.journal.append(Entry(movement.at, movement.clerk_id, act, str(movement.id), movement_facts(movement)))
    slip = PrintJob(
        uuid4(),
        None,
        0,
        PrintState.QUEUED,
        movement.clerk_id,
        movement.at,
        document=Document.CASH_MOVEMENT,
        subject_id=movement.id,
    )
    work.prints.add(slip)
    return Moved(movement, slip)


def _stored(work: UnitOfWork, earlier: CashMovement, kind: MovementKind, count: Count) -> Moved:
    if (earlier.kind, earlier.count) != (kind, count):
        raise Declined(Reason.MOVED_ALREADY, amount=earlier.amount)
    return Moved(earlier, work.prints.of_subject(earlier.id, Document.CASH_MOVEMENT)[0])
