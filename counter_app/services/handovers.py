"""A drawer from one clerk to the next. The giver counts blind and closes by it; the receiver takes it, or says what is
really there. Until then nobody else opens the counter.
"""

from dataclasses import dataclass, replace
from datetime import tzinfo
from uuid import UUID, uuid4

from counter_app.domain.approval import Deed
from counter_app.domain.drawer import Count
from counter_app.domain.drawer_slips import HandoverSlip
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.handover import Handover, HandoverState
from counter_app.domain.journal import Act, Entry, Fact
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.domain.print_job import Document, PrintJob, PrintState
from counter_app.domain.receipt import Office
from counter_app.domain.shift import Shift
from counter_app.services.approvals import use
from counter_app.services.closing_act import Closing, Ending, end_shift
from counter_app.services.closings import revealed_count
from counter_app.services.opening import begin
from counter_app.services.own import own_shift, words
from counter_app.services.ports import Clock, Store, UnitOfWork
from counter_app.services.shifts import new_shift
from counter_app.services.stored import stored


@dataclass(frozen=True, slots=True)
class HandedOver:
    """An offered drawer: the giver's close, and the slip that both sign."""

    handover: Handover
    closing: Closing
    slip: PrintJob


class Handovers:
    """One at a time at a counter."""

    def __init__(self, store: Store, office: Office, clock: Clock, zone: tzinfo) -> None:
        self._store = store
        self._office = office
        self._clock = clock
        self._zone = zone

    def offered(self) -> Handover | None:
        """The one that waits for its receiver."""
        with self._store.reading() as work:
            return work.handovers.offered()

    def offer(self, actor: Actor, receiver_id: str, *, reason: str = "", approval_id: UUID | None = None) -> HandedOver:
        """Close one's own shift, which was counted and revealed as for any close, and offer the drawer as it is.

        ``reason`` and ``approval_id`` are of a variance, as for ``Closings.close``, and raise as there; besides
        ``Declined`` with ``NOT_ALLOWED``, ``PERSON_UNKNOWN``, ``HANDOVER_RECEIVER``, ``SHIFT_NOT_OPEN`` or
        ``SHIFT_OF_ANOTHER``.
        """
        actor.require(Right.OPEN_SHIFT)
        with self._store.writing() as work:
            shift, now = own_shift(work, actor, counted=True), self._clock.now()
            _require_receiver(work, actor, receiver_id)
            count = revealed_count(work, shift)
            closing = end_shift(work, shift, count, Ending(actor, now, reason, approval_id, handed_to=receiver_id))
            handover = Handover(
                id=uuid4(),
                office_id=self._office.id,
                counter_id=self._office.counter_id,
                shift_id=shift.id,
                giver_id=actor.id,
                receiver_id=receiver_id,
                count=count.counted.cash,
                offered_at=now,
            )
            work.handovers.add(handover)
            work.journal.append(Entry(now, actor.id, Act.HANDOVER_OFFERED, str(handover.id), offered_facts(handover)))
            return HandedOver(handover, closing, _slip(work, handover))

    def accept(self, actor: Actor, handover_id: UUID, clock_approval: UUID | None = None) -> Shift:
        """Take the drawer over as it was counted: the receiver's shift begins with that float.

        Raises ``Declined`` with ``NOT_ALLOWED``, ``HANDOVER_NOT_OPEN``, ``HANDOVER_OF_ANOTHER``, or ``CLOCK_BACK`` and
        ``APPROVAL_SPENT`` as ``Shifts.open`` does, with ``clock_approval`` for its consent.
        """
        actor.require(Right.OPEN_SHIFT)
        with self._store.writing() as work:
            offered = _open(work, handover_id, actor, giver=False)
            taken = replace(offered, state=HandoverState.ACCEPTED)
            return self._taken_over(work, actor, taken, offered.count, clock_approval)

    def dispute(
        self,
        actor: Actor,
        handover_id: UUID,
        found: Count,
        reason: str,
        approval_id: UUID | None,
        clock_approval: UUID | None = None,
    ) -> Shift:
        """Take the drawer over with what the receiver ``found`` in it. The difference is journaled, in both names, with
        who was told; no sum is changed for it.

        Takes a consent to ``Deed.DISPUTE`` of the hand-over. Raises as ``accept``, and ``Declined`` with
        ``WORDS_MISSING``, ``APPROVAL_NEEDED`` or ``APPROVAL_SPENT``.
        """
        actor.require(Right.OPEN_SHIFT)
        said = words(reason)
        with self._store.writing() as work:
            offered = _open(work, handover_id, actor, giver=False)
            approval = use(work, actor.id, Deed.DISPUTE, offered.id, approval_id, self._clock.now())
            taken = replace(
                offered,
                state=HandoverState.DISPUTED,
                found=found,
                reason=said,
                approved_by=approval.approved_by,
            )
            return self._taken_over(work, actor, taken, found, clock_approval)

    def withdraw(self, actor: Actor, handover_id: UUID, reason: str, approval_id: UUID | None) -> Handover:
        """The giver takes the offer back. Their shift stays closed; the counter can be opened anew by anybody.

        Takes a consent to ``Deed.DISPUTE`` of the hand-over. A supervisor may do it in the place of a giver who is not
        there, with their own name and no other consent: else nobody could open the counter. Raises ``Declined`` with ``NOT_ALLOWED``,
        ``HANDOVER_NOT_OPEN``, ``HANDOVER_OF_ANOTHER``, ``WORDS_MISSING``, ``APPROVAL_NEEDED`` or ``APPROVAL_SPENT``.
        """
        actor.require(Right.OPEN_SHIFT)
        said = words(reason)
        with self._store.writing() as work:
            offered, now = _open(work, handover_id, actor, giver=True), self._clock.now()
            alone = approval_id is None and actor.id != offered.giver_id
            by = "" if alone else use(work, actor.id, Deed.DISPUTE, offered.id, approval_id, now).approved_by
            back = replace(offered, state=HandoverState.WITHDRAWN, settled_at=now, reason=said, approved_by=by)
            _settle(work, actor, back, Act.HANDOVER_WITHDRAWN)
            return back

    def _taken_over(
        self, work: UnitOfWork, actor: Actor, taken: Handover, cash: Count, clock_approval: UUID | None
    ) -> Shift:
        shift = new_shift(self._office, actor, cash.total, self._clock, self._zone)
        settled = replace(taken, settled_at=shift.opened_at, next_shift_id=shift.id)
        disputed = settled.state is HandoverState.DISPUTED
        _settle(work, actor, settled, Act.HANDOVER_DISPUTED if disputed else Act.HANDOVER_ACCEPTED)
        begin(work, shift, cash, clock_approval, {"handover": str(taken.id)})
        return shift


def handover_slip(work: UnitOfWork, office: Office, handover_id: UUID, copy: int) -> HandoverSlip:
    """The slip of a hand-over as it stands. Raises ``LookupError``, a bug, when there is none."""
    handover = stored(work.handovers.get(handover_id), handover_id)
    return HandoverSlip(office, handover, stored(work.closes.of_shift(handover.shift_id), handover).number, copy)


def offered_facts(handover: Handover) -> dict[str, Fact]:
    """What the journal says of an offer; verification compares it with what is stored."""
    return {
        "shift": str(handover.shift_id),
        "giver": handover.giver_id,
        "receiver": handover.receiver_id,
        "amount": handover.amount,
        "pieces": handover.count.written(),
    }


def settled_facts(handover: Handover) -> dict[str, Fact]:
    """What the journal says of what became of it."""
    facts: dict[str, Fact] = {"giver": handover.giver_id, "receiver": handover.receiver_id, "amount": handover.amount}
    if handover.next_shift_id is not None:
        facts["next_shift"] = str(handover.next_shift_id)
    if handover.found is not None:
        facts |= {"found": handover.found.total, "found_pieces": handover.found.written()}
        facts["difference"] = handover.difference
    if handover.reason:
        facts["reason"] = handover.reason
    if handover.approved_by:
        facts["approved_by"] = handover.approved_by
    return facts


def _require_receiver(work: UnitOfWork, giver: Actor, receiver_id: str) -> None:
    account = work.accounts.get(receiver_id)
    if account is None or not account.active:
        raise Declined(Reason.PERSON_UNKNOWN, user=receiver_id)
    if receiver_id == giver.id or Right.OPEN_SHIFT not in RIGHTS[account.actor.role]:
        raise Declined(Reason.HANDOVER_RECEIVER, user=receiver_id)


def _open(work: UnitOfWork, handover_id: UUID, actor: Actor, *, giver: bool) -> Handover:
    """The hand-over, still offered, which this person may settle in this way."""
    offered = stored(work.handovers.get(handover_id), handover_id)
    if offered.state is not HandoverState.OFFERED:
        raise Declined(Reason.HANDOVER_NOT_OPEN)
    in_their_place = giver and Right.APPROVE in RIGHTS[actor.role] and actor.id != offered.receiver_id
    if actor.id != (offered.giver_id if giver else offered.receiver_id) and not in_their_place:
        raise Declined(Reason.HANDOVER_OF_ANOTHER, giver=offered.giver_id, receiver=offered.receiver_id)
    return offered


def _settle(work: UnitOfWork, actor: Actor, settled: Handover, act: Act) -> None:
    if not work.handovers.settle(settled):
        raise Declined(Reason.HANDOVER_NOT_OPEN)
    at = stored(settled.settled_at, settled)
    work.journal.append(Entry(at, actor.id, act, str(settled.id), settled_facts(settled)))


def _slip(work: UnitOfWork, handover: Handover) -> PrintJob:
    slip = PrintJob(
        uuid4(),
        None,
        0,
        PrintState.QUEUED,
        handover.giver_id,
        handover.offered_at,
        document=Document.HANDOVER,
        subject_id=handover.id,
    )
    work.prints.add(slip)
    return slip
