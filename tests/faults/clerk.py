"""A clerk at a counter without a window: each act is one that a key would set off, on the real services.

An ``Act`` is a method of ``Clerk`` with its arguments, so that a whole morning can be written down and played again.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from counter_app import demo_office
from counter_app.bootstrap import Counter
from counter_app.domain.approval import Deed
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import CommitUncertain, Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import UNSETTLED, Payment, PaymentState
from counter_app.domain.people import Actor
from counter_app.domain.print_job import WAITING, Document, PrintJob
from counter_app.domain.print_reasons import CopyReason
from counter_app.sandbox.access import SandboxAccess
from counter_app.services.checkout import Sale
from counter_app.services.closing_act import Closing
from tests.faults.notebook import Notebook
from tests.faults.world_clock import WorldClock
from tests.helpers.closing import REASON, counted_as_taken
from tests.helpers.sandbox import control

FLOAT = Rupiah(200_000)
ALLOWED_BY_ANOTHER = {
    Reason.OFFLINE_LIMIT: Deed.OVER_LIMIT,
    Reason.PAYER_UNCERTAIN: Deed.PAY_DESPITE_DOUBT,
    Reason.CLOCK_BACK: Deed.ACCEPT_CLOCK,
}
TURNS = 60
"""More turns of the forwarder than any queue here needs: what is not settled then is stuck."""


@dataclass(frozen=True, slots=True)
class Deal:
    """One sale as it will be made. ``over``: rupiah of cash beyond the bill. ``clicks``: how often Enter is hit.
    ``supervised``: somebody is there who allows what can be allowed.
    """

    nik: str
    months: int = 1
    kind: TenderKind = TenderKind.CASH
    over: int = 0
    offline: bool = False
    sent: bool = True
    printed: bool = True
    clicks: int = 1
    supervised: bool = False


@dataclass(slots=True)
class Clerk:
    """``host``: the sandbox's folder."""

    counter: Counter
    clock: WorldClock
    notebook: Notebook
    host: Path
    actor: Actor | None = None

    def __post_init__(self) -> None:
        self.notebook.note("life", since=self.clock.now().isoformat(), head=self._head())

    # --- acts ---------------------------------------------------------------------------------------------

    def log_in(self) -> None:
        self.actor = self.counter.log_in.log_in(demo_office.CLERK.id, demo_office.CLERK.pin)

    def open_shift(self) -> None:
        """Unless one is open: the float is put in once a shift. A day before the last payment's takes a second person.

        One whose sum was shown before the program ended takes no more money: it is closed, and the next one begins.
        """
        shift = self.counter.shifts.current()
        if shift is not None and self.counter.day.closings.standing(self._me, shift.id).revealed:
            self.close_shift()
        elif shift is not None:
            return
        try:
            self.counter.shifts.open(self._me, FLOAT)
        except Declined as declined:
            if declined.reason is not Reason.CLOCK_BACK:
                raise
            subject = UUID(str(declined.facts["shift"]))
            self.counter.shifts.open(self._me, FLOAT, self.consent(Deed.ACCEPT_CLOCK, subject))

    def sell(self, deal: Deal) -> None:
        """From the number to the paper. What the host or the counter's own limits decline is nobody's money."""
        try:
            payment = self._paid(deal, self._sale(deal))
        except Declined as declined:
            self.notebook.note("declined", reason=declined.reason.value, **declined.facts)
            return
        if deal.sent:
            self.counter.forwarder.forward(payment.id)
        if deal.printed:
            self._get(self.counter.printing.original(payment.id).id)

    def reprint(self, which: int) -> None:
        """The next copy of the receipt in this place of the day, if there is one. A paper that waits comes first."""
        payments = self._payments()
        if which < len(payments):
            job = self._waiting(payments[which])
            job = job or self._copied(payments[which], Document.RECEIPT)
            self._get(job.id)

    def recover(self) -> None:
        """What a start does first."""
        self.counter.printing.recover()

    def settle_papers(self) -> None:
        """Asked about each paper that is open: what cannot be out is printed, what may be out is copied."""
        with self.counter.store.reading() as work:
            left = list(work.prints.unfinished())
        for job in left:
            if job.state in WAITING:
                self._get(job.id)
        for job in self.counter.printing.undelivered(self._me):
            self._get(self._copy_of(job).id)

    def look_at_papers(self, times: int) -> None:
        """What the window does by itself while papers wait."""
        for _ in range(times):
            self._note_word("")
            self.counter.print_outbox.step(self._me)

    def dismiss_paper(self, reason: str) -> None:
        """Nobody waits any more for the first paper that did not come out, if there is one."""
        for job in self.counter.print_outbox.stale(self._me)[:1]:
            self.notebook.note("dismissing", job=str(job.id), reason=reason)
            self.counter.print_outbox.dismiss(self._me, job.id, reason)

    def forward(self, turns: int = TURNS) -> None:
        """Let the forwarder work, and time pass where it waits, until all is settled or the turns are used up."""
        for _ in range(turns):
            if not self.counter.forwarder.forward_batch() and not self._wait_until_due():
                return

    def forward_due(self, turns: int) -> None:
        """Let the forwarder take what is due, two at a time, while others may be at it too. Time is not moved."""
        for _ in range(turns):
            self.counter.forwarder.forward_batch(most=2)

    def faults(self, specification: str) -> None:
        """Tell the host what goes wrong from here on."""
        control(SandboxAccess.read(self.host), "PUT", "/sandbox/faults", specification.encode())

    def wrong_clock(self, skew: float) -> None:
        """From here on this counter's clock is ``skew`` seconds off."""
        self.clock.skew = skew

    def back_up(self) -> None:
        """A copy of the database, as every hour and at each close."""
        self.counter.care.back_up()

    def close_shift(self) -> None:
        """Count exactly what must be there by the notes; what the program thinks must be there is noted beside it."""
        with suppress(Declined):
            closing = self._closed()
            self.notebook.note("closed", shift=str(closing.shift.id), expected=closing.expected)
            for job in (closing.slip, closing.deposit):
                if job is not None:
                    self._get(job.id)

    # --- how ----------------------------------------------------------------------------------------------

    def _closed(self) -> Closing:
        """Counted and shown, as far as that was not done already, and explained to a supervisor."""
        closings, shift = self.counter.day.closings, self.counter.shifts.current()
        if shift is None:
            raise Declined(Reason.SHIFT_NOT_OPEN)
        standing = closings.standing(self._me, shift.id)
        if standing.may_count:
            self.notebook.note("counting", shift=str(shift.id), amount=FLOAT)
            closings.count(self._me, shift.id, counted_as_taken(self.counter.store, shift.id, FLOAT))
        differs = closings.reveal(self._me, shift.id).ways.has_variance
        consent = self.consent(Deed.VARIANCE, shift.id) if differs else None
        return closings.close(self._me, shift.id, reason=REASON, approval_id=consent)

    def _get(self, job_id: UUID) -> None:
        """Print this paper: by the word of whoever stands here."""
        self._note_word(str(job_id))
        self.counter.printing.print(job_id)

    def _note_word(self, job: str) -> None:
        """Which paper somebody wants from here on, empty for none, and where the journal stands by now."""
        self.notebook.note("wants", job=job, head=self._head())

    def _head(self) -> str:
        with self.counter.store.reading() as work:
            return work.journal.head()

    @property
    def _me(self) -> Actor:
        assert self.actor is not None, "log in first"
        return self.actor

    def _sale(self, deal: Deal) -> Sale:
        if deal.offline:
            self.faults("drop-before-commit:inquiry")
        try:
            found = self.counter.lookup.exact(self._me, self.counter.lookup.parse(deal.nik), deal.months)
        finally:
            if deal.offline:
                self.faults("")
        return Sale.of(found)

    def _paid(self, deal: Deal, sale: Sale) -> Payment:
        total, cash = sale.bill.total, deal.kind is TenderKind.CASH
        reference = "" if cash else f"R{deal.nik[-6:]}"
        shift = self.counter.shifts.current()
        self.notebook.note("offered", id=str(sale.id), total=total, cash=cash, shift=str(shift.id if shift else ""))
        consents: list[UUID] = []
        for _ in range(deal.clicks):
            payment = self._committed(deal, sale, reference, consents)
            self.notebook.note("took", id=str(sale.id), number=payment.receipt_number)
        return payment

    def _committed(self, deal: Deal, sale: Sale, reference: str, consents: list[UUID]) -> Payment:
        """Each refusal that somebody else may lift is lifted, if somebody is there."""
        tendered = Rupiah(sale.bill.total + deal.over)
        while True:
            try:
                return self.counter.checkout.commit(self._me, sale, deal.kind, tendered, reference, consents)
            except CommitUncertain as lost:
                # Nobody knows; whoever does the same again with the same key finds what is there.
                self.notebook.note("uncertain", id=str(sale.id))
                if not lost.again:  # not before the program was started again
                    raise
            except Declined as declined:
                if not deal.supervised or declined.reason not in ALLOWED_BY_ANOTHER:
                    raise
                self.notebook.note("allowed", reason=declined.reason.value)
                consents.append(self.consent(ALLOWED_BY_ANOTHER[declined.reason], sale.id))

    def consent(self, deed: Deed, subject: UUID) -> UUID:
        """A supervisor types their PIN for this one act."""
        other = demo_office.SUPERVISOR
        return self.counter.approvals.give(self._me, deed, subject, other.id, other.pin).id

    def _copy_of(self, job: PrintJob) -> PrintJob:
        """The job that puts a failed paper out after all."""
        printing = self.counter.printing
        about = job.shift_id or job.subject_id
        if about is not None:
            return printing.again(self._me, job.id, self.consent(Deed.REPRINT, about), CopyReason.HALF_OUT)
        return self._copied(next(each for each in self._payments() if each.id == job.payment_id), job.document)

    def _copied(self, payment: Payment, document: Document) -> PrintJob:
        """The first copy alone, every further one with a supervisor."""
        printing, number = self.counter.printing, payment.receipt_number
        try:
            return printing.reprint(self._me, number, document)
        except Declined as declined:
            if declined.reason is not Reason.APPROVAL_NEEDED:
                raise
            return printing.reprint(
                self._me, number, document, self.consent(Deed.REPRINT, payment.id), CopyReason.HALF_OUT
            )

    def _waiting(self, payment: Payment) -> PrintJob | None:
        with self.counter.store.reading() as work:
            jobs = work.prints.of_payment(payment.id)
        return next((job for job in jobs if job.state in WAITING), None)

    def _payments(self) -> Sequence[Payment]:
        with self.counter.store.reading() as work:
            return list(work.payments.all())

    def _wait_until_due(self) -> bool:
        """Move the time to when the next item can be taken; false when there is none left."""
        moments = []
        with self.counter.store.reading() as work:
            decided = {each.id for each in work.payments.all() if each.state not in {*UNSETTLED, PaymentState.REVIEW}}
            going = [each.id for each in work.payments.all() if each.state in UNSETTLED]
            going += [r.id for r in work.reversals.all() if r.state in UNSETTLED and r.payment_id in decided]
            for key in going:
                item = work.outbox.get(key)
                if item is not None and item.due_at is not None:
                    moments.append(max(item.due_at, item.leased_until or item.due_at))
        if not moments:
            return False
        self.clock.advance(max(0.0, _seconds(min(moments), self.clock.now())) + 0.001)
        return True


def _seconds(until: datetime, now: datetime) -> float:
    return (until - now).total_seconds()


@dataclass(frozen=True, slots=True)
class Act:
    """One method of ``Clerk`` by name."""

    name: str
    arguments: tuple[object, ...] = ()

    def do(self, clerk: Clerk) -> None:
        method: Callable[..., None] = getattr(clerk, self.name)
        method(*self.arguments)
