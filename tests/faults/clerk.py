"""A clerk at a counter without a window: each act is one that a key would set off, on the real services.

An ``Act`` is a method of ``Clerk`` with its arguments, so that a whole morning can be written down and played again.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from counter_app import demo_office
from counter_app.bootstrap import Counter
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Declined
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import UNSETTLED, Payment
from counter_app.domain.people import Actor
from counter_app.domain.print_job import PrintJob, PrintState
from counter_app.sandbox.access import SandboxAccess
from counter_app.services.checkout import Sale
from tests.faults.notebook import Notebook
from tests.faults.world_clock import WorldClock
from tests.helpers.sandbox import control

FLOAT = Rupiah(200_000)
TURNS = 60
"""More turns of the forwarder than any queue here needs: what is not settled then is stuck."""


@dataclass(frozen=True, slots=True)
class Deal:
    """One sale as it will be made. ``over``: rupiah of cash beyond the bill. ``clicks``: how often Enter is hit."""

    nik: str
    months: int = 1
    kind: TenderKind = TenderKind.CASH
    over: int = 0
    offline: bool = False
    sent: bool = True
    printed: bool = True
    clicks: int = 1


@dataclass(slots=True)
class Clerk:
    """``host``: the sandbox's folder."""

    counter: Counter
    clock: WorldClock
    notebook: Notebook
    host: Path
    actor: Actor | None = None

    # --- acts ---------------------------------------------------------------------------------------------

    def log_in(self) -> None:
        self.actor = self.counter.log_in.log_in(demo_office.CLERK.id, demo_office.CLERK.pin)

    def open_shift(self) -> None:
        """Unless one is open: the float is put in once a shift."""
        if self.counter.shifts.current() is None:
            self.counter.shifts.open(self._me, FLOAT)

    def sell(self, deal: Deal) -> None:
        """From the number to the paper. What the host or the counter's own limits decline is nobody's money."""
        try:
            payment = self._paid(deal, self._sale(deal))
        except Declined as declined:
            self.notebook.note("declined", reason=declined.reason.value)
            return
        if deal.sent:
            self.counter.forwarder.forward(payment.id)
        if deal.printed:
            self.counter.printing.print(self.counter.printing.original(payment.id).id)

    def reprint(self, which: int) -> None:
        """The next copy of the receipt in this place of the day, if there is one. A paper that waits comes first."""
        payments = self._payments()
        if which < len(payments):
            job = self._waiting(payments[which])
            job = job or self.counter.printing.reprint(self._me, payments[which].receipt_number)
            self.counter.printing.print(job.id)

    def recover(self) -> None:
        """What a start does first."""
        self.counter.printing.recover()

    def settle_papers(self) -> None:
        """Asked about each paper that is open: what cannot be out is printed, what may be out is copied."""
        for payment in self._payments():
            original = self.counter.printing.original(payment.id)
            if original.state in {PrintState.QUEUED, PrintState.HELD}:
                self.counter.printing.print(original.id)
            elif original.state is PrintState.FAILED:
                self.counter.printing.print(self.counter.printing.reprint(self._me, payment.receipt_number).id)

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
            closing = self.counter.shifts.close(self._me, FLOAT)
            self.notebook.note("closed", shift=str(closing.shift.id), expected=closing.expected)

    # --- how ----------------------------------------------------------------------------------------------

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
        for _ in range(deal.clicks):
            payment = self.counter.checkout.commit(self._me, sale, deal.kind, Rupiah(total + deal.over), reference)
            self.notebook.note("took", id=str(sale.id), number=payment.receipt_number)
        return payment

    def _waiting(self, payment: Payment) -> PrintJob | None:
        with self.counter.store.reading() as work:
            jobs = work.prints.of_payment(payment.id)
        return next((job for job in jobs if job.state in {PrintState.QUEUED, PrintState.HELD}), None)

    def _payments(self) -> Sequence[Payment]:
        with self.counter.store.reading() as work:
            return list(work.payments.all())

    def _wait_until_due(self) -> bool:
        """Move the time to when the next item can be taken; false when there is none left."""
        moments = []
        with self.counter.store.reading() as work:
            for payment in work.payments.all():
                item = work.outbox.get(payment.id)
                if payment.state in UNSETTLED and item is not None and item.due_at is not None:
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
