"""A clerk's whole day beside the payments: cash to the vault and back, the blind count, the next clerk, new workers."""

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from uuid import uuid4

from counter_app import demo_office
from counter_app.domain.approval import Deed
from counter_app.domain.closing_count import CountTaken
from counter_app.domain.drawer import NOTHING, MovementKind, in_few_pieces
from counter_app.domain.errors import Reason
from counter_app.domain.handover import Handover
from counter_app.domain.money import Rupiah
from counter_app.domain.registration import ON_ITS_WAY
from counter_app.domain.shift import Shift
from tests.faults.clerk import FLOAT, TURNS
from tests.faults.office_clerk import WHY, OfficeClerk
from tests.helpers.closing import REASON, counted_as_taken
from tests.helpers.registrations import CONSENT, a_form

PINS = {each.id: each.pin for each in (demo_office.CLERK, demo_office.OTHER_CLERK)}
"""Who hands drawers over to whom."""


@dataclass(slots=True)
class DayClerk(OfficeClerk):
    """Two clerks with a supervisor within call; ``actor`` is whoever sits there now."""

    # --- the drawer ---------------------------------------------------------------------------------------

    def open_shift(self) -> None:
        """A drawer that was left half-way between two clerks is taken first; whoever's drawer is open goes on."""
        offered = self.counter.day.handovers.offered()
        if offered is not None:
            self._take_over(offered, None)
        shift = self.counter.shifts.current()
        if shift is not None:
            self._sit_down(shift.clerk_id)
        OfficeClerk.open_shift(self)

    def move(self, kind: str, amount: int, clicks: int = 1) -> None:
        """Cash to the vault (``drop``) or from it (``pick-up``), and its slip."""
        drawer, subject, which = self.counter.day.drawer, uuid4(), MovementKind(kind)
        shift = self.counter.shifts.current()
        act = drawer.drop if which is MovementKind.DROP else drawer.pick_up
        adds = -amount if which is MovementKind.DROP else amount
        with self._noting(f"{kind} {amount}"):
            consent = self.consent(Deed.MOVE_CASH, subject)
            self.notebook.note("moving", id=str(subject), adds=adds, shift=str(shift.id if shift else ""))
            for _ in range(clicks):
                moved = act(self._me, subject, in_few_pieces(Rupiah(amount)), WHY, consent)
                self.notebook.note("moved", id=str(subject))
            self._get(moved.slip.id)

    def x_report(self) -> None:
        """How the shift stands, on paper."""
        with self._noting("x report"):
            self._get(self.counter.day.x_reports.take(self._me).slip.id)

    def close_blind(self, first: int, second: int, stays: int = 0) -> None:
        """Counted wrongly by ``first`` rupiah, once more by ``second``, then shown, explained and closed. ``stays``:
        rupiah that are left in the drawer as the next float.
        """
        shift = self.counter.shifts.current()
        if shift is None:
            return
        differs = self._revealed(shift, first, second)
        closings = self.counter.day.closings
        left = in_few_pieces(Rupiah(stays)) if stays else NOTHING
        if differs:
            self._must_be_declined(
                "a variance without a second person",
                lambda: closings.close(self._me, shift.id, reason=REASON),
                Reason.APPROVAL_NEEDED,
            )
        consent = self.consent(Deed.VARIANCE, shift.id) if differs else None
        self.notebook.note("leaving", shift=str(shift.id), stays=stays)
        closing = closings.close(self._me, shift.id, reason=REASON, approval_id=consent, stays=left)
        self.notebook.note("closed", shift=str(shift.id), expected=closing.expected)
        for job in (closing.slip, closing.deposit):
            if job is not None:
                self._get(job.id)
        self._must_be_declined("a second close", lambda: closings.close(self._me, shift.id), Reason.SHIFT_NOT_OPEN)

    def hand_over(self, over: int, found: int | None) -> None:
        """The drawer goes to the other clerk: counted by ``over`` rupiah wrongly, accepted as it is, or disputed by
        ``found`` rupiah.
        """
        shift, handovers = self.counter.shifts.current(), self.counter.day.handovers
        if shift is None:
            return
        receiver = next(each for each in PINS if each != shift.clerk_id)
        consent = self.consent(Deed.VARIANCE, shift.id) if self._revealed(shift, over, over) else None
        given = handovers.offer(self._me, receiver, reason=REASON, approval_id=consent)
        self.notebook.note("closed", shift=str(shift.id), expected=given.closing.expected)
        for job in (given.closing.slip, given.slip):
            self._get(job.id)
        self._must_be_declined(
            "a drawer that is another's by now",
            lambda: self.counter.shifts.open(self._me, FLOAT),
            Reason.HANDOVER_WAITING,
        )
        self._take_over(given.handover, found)

    # --- new workers --------------------------------------------------------------------------------------

    def register(self, seed: str, sent: bool = True, clicks: int = 1) -> None:
        """Somebody wants to take part; who, the ``seed`` tells. The slip is printed whatever the host says."""
        registering, subject = self.counter.day.registering, uuid4()
        nik, born = worker(seed)
        form = replace(a_form(nik, birth_date=f"{born:%d-%m-%Y}"), first_period=str(registering.current_month()))
        self.notebook.note("registering", id=str(subject), nik=nik)
        for _ in range(clicks):
            registration = registering.submit(self._me, subject, form, CONSENT)
            self.notebook.note("registered", id=str(subject))
        if sent:
            self.counter.day.registration_forwarder.forward(registration.id)
        self._get(registering.ask_slip(self._me, registration.id).id)

    def forward(self, turns: int = TURNS) -> None:
        """Payments first, then the applications, as the window does."""
        OfficeClerk.forward(self, turns)
        for _ in range(turns):
            if not self.counter.day.registration_forwarder.forward_batch() and not self._wait_for_applications():
                return

    # --- how ----------------------------------------------------------------------------------------------

    def _sit_down(self, clerk_id: str) -> None:
        if self._me.id != clerk_id:
            self.actor = self.counter.log_in.log_in(clerk_id, PINS[clerk_id])

    def _counted(self, shift: Shift, over: int) -> CountTaken:
        amount = Rupiah(FLOAT + over)
        self.notebook.note("counting", shift=str(shift.id), amount=amount)
        counted = counted_as_taken(self.counter.store, shift.id, amount)
        return self.counter.day.closings.count(self._me, shift.id, counted)

    def _revealed(self, shift: Shift, first: int, second: int) -> bool:
        """Counted twice and not a third time, then shown, after which nothing moves; whether something differs."""
        closings = self.counter.day.closings
        self._counted(shift, first)
        self._counted(shift, second)
        self._must_be_declined("a third count", lambda: self._counted(shift, 0), Reason.COUNTED_TWICE)
        differs = closings.reveal(self._me, shift.id).ways.has_variance
        late = uuid4()
        consent = self.consent(Deed.MOVE_CASH, late)
        some = in_few_pieces(Rupiah(1_000))
        self._must_be_declined(
            "cash moved after the reveal",
            lambda: self.counter.day.drawer.pick_up(self._me, late, some, WHY, consent),
            Reason.COUNT_REVEALED,
        )
        return differs

    def _take_over(self, offered: Handover, found: int | None) -> None:
        """By the receiver, who accepts, or finds another sum: ``found`` rupiah more or less."""
        handovers = self.counter.day.handovers
        self._sit_down(offered.receiver_id)
        amount = Rupiah(offered.amount + (found or 0))
        self.notebook.note("taking over", id=str(offered.id), amount=amount)
        if found is None:
            handovers.accept(self._me, offered.id)
        else:
            consent = self.consent(Deed.DISPUTE, offered.id)
            handovers.dispute(self._me, offered.id, in_few_pieces(amount), WHY, consent)
        self._must_be_declined(
            "a drawer taken over twice", lambda: handovers.accept(self._me, offered.id), Reason.HANDOVER_NOT_OPEN
        )

    def _wait_for_applications(self) -> bool:
        """Move the time to when the next application can be taken; false when there is none left."""
        with self.counter.store.reading() as work:
            going = [work.registration_outbox.get(each.id) for each in work.registrations.in_states(ON_ITS_WAY)]
        moments = [max(each.due_at, each.leased_until or each.due_at) for each in going if each and each.due_at]
        if not moments:
            return False
        self.clock.advance(max(0.0, (min(moments) - self.clock.now()).total_seconds()) + 0.001)
        return True


def worker(seed: str) -> tuple[str, date]:
    """Number and date of birth of a woman of Jakarta Barat whom nobody has registered yet. Every tenth is examined."""
    dice = int(sha256(seed.encode()).hexdigest(), 16)
    born = date(1970 + dice % 30, 1 + dice // 30 % 12, 1 + dice // 360 % 28)
    serial = 1 + dice // 10_080 % 9_998
    return f"317306{born.day + 40:02}{born:%m%y}{serial:04}", born
