"""The clerk's day: what every payer's turn has in common, and what is written down beside the books."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt

from counter_app import demo_office
from counter_app.bootstrap import Counter
from counter_app.domain.cash import TenderKind
from counter_app.domain.drawer import DENOMINATIONS, Count
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.people import Actor
from counter_app.domain.print_job import Document, PrintJob
from counter_app.domain.reversal import Reversal
from counter_app.domain.shift import Shift
from counter_app.office_setup import NewUser
from counter_app.sandbox.process import SandboxProcess
from ui.demo.clerk import Clerk, DemoStuck
from ui.demo.clock import DemoClock
from ui.demo.papers import keep_receipt, keep_slip
from ui.demo.reckoning import Seen

ENTER = Qt.Key.Key_Return
LONG = 120.0
"""Seconds: how long something may take that waits for the host."""

Wanted = Callable[[], bool]


@dataclass(slots=True)
class Day:
    """Played against ``counter``, whose window ``clerk`` works.

    ``taken`` and ``returned`` are what the payers left in the drawer and what they got back out of it, rupiah: not as
    the books have it, but as the window told clerk and payer before (``told``, and by receipt number ``notes``);
    ``dropped`` and ``missing`` as of ``Seen``. ``shift`` is the first of the day, ``at_work`` whoever is logged in.
    """

    clerk: Clerk
    counter: Counter
    sandbox: SandboxProcess
    clock: DemoClock
    receipts: Path
    documents: Path
    shift: Shift | None = None
    at_work: NewUser = demo_office.CLERK
    taken: Rupiah = Rupiah(0)
    returned: Rupiah = Rupiah(0)
    dropped: Rupiah = Rupiah(0)
    missing: Rupiah = Rupiah(0)
    told: Rupiah = Rupiah(0)
    notes: dict[str, Rupiah] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def actor(self) -> Actor:
        """Who is at work."""
        return Actor(self.at_work.id, self.at_work.name, self.at_work.role)

    @property
    def seen(self) -> Seen:
        """What happened to the cash until now."""
        return Seen(self.taken, self.returned, self.dropped, self.missing)

    @property
    def in_the_drawer(self) -> Rupiah:
        """What must lie there now, rupiah, by what was seen."""
        assert self.shift is not None
        return Rupiah(self.shift.float_amount + self.taken - self.returned - self.dropped)

    # --- at the counter ----------------------------------------------------------------------------------------------

    def log_in(self, person: NewUser = demo_office.CLERK) -> None:
        """Staff number and PIN; what comes after it is the caller's to wait for."""
        clerk, self.at_work = self.clerk, person
        clerk.wait(lambda: clerk.seen("staff") is not None, "the log-in")
        clerk.type(person.id)
        clerk.press(ENTER)
        clerk.type(person.pin)
        clerk.press(ENTER)
        clerk.wait(lambda: clerk.seen("staff") is None, "the PIN to be accepted")

    def look_up(self, number: str) -> None:
        """Type a number at the counter, and wait for the bill."""
        clerk = self.clerk
        if clerk.seen("lookup") is None:
            clerk.press(Qt.Key.Key_F2)
        clerk.wait(lambda: clerk.focus() == "lookup", "the cursor where the next payer begins")
        clerk.type(number)
        clerk.press(ENTER)
        clerk.wait(lambda: clerk.seen("bill") is not None, "the bill")

    def to_the_tender(self) -> None:
        """From the bill to the money, which is what the payer is told to pay."""
        self.clerk.press(ENTER)
        self.clerk.wait(lambda: self.clerk.seen("pay") is not None, "the tender")
        self.told = Rupiah(int("".join(filter(str.isdigit, self.clerk.words("sum"))) or 0))

    def take_the_money(self, state: PaymentState = PaymentState.CONFIRMED) -> Payment:
        """Enter, and wait for paper and for the cursor to be back where the next payer begins."""
        before = self.numbers()
        self.clerk.press(ENTER)
        return self.taken_since(before, state)

    def taken_since(self, before: list[str], state: PaymentState) -> Payment:
        """The payment that was added to those ``before``, once it is ``state`` and its receipt is out."""
        clerk = self.clerk
        clerk.wait(lambda: len(self.numbers()) == len(before) + 1, "the commit")
        (number,) = set(self.numbers()) - set(before)
        payment = self.payment(number)
        clerk.wait(self.is_now(payment, state), f"the payment to be {state}")
        clerk.wait(lambda: self._is_out(payment, Document.RECEIPT), "the receipt on paper")
        clerk.wait(clerk.sees_paper, "the receipt on screen")
        self.take_down(payment)
        return payment

    def take_down(self, payment: Payment) -> None:
        """The payer has left: what is in the drawer now, and what is on paper."""
        in_cash = payment.tender.kind is TenderKind.CASH
        self.notes[payment.receipt_number] = self.told if in_cash else Rupiah(0)
        self.taken = Rupiah(self.taken + self.notes[payment.receipt_number])
        self.keep(payment.receipt_number)

    # --- in the queue ------------------------------------------------------------------------------------------------

    def to_the_queue(self, payment: Payment) -> None:
        """The queue page, with the cursor on this payment."""
        clerk = self.clerk
        clerk.press(Qt.Key.Key_F4)
        clerk.wait(lambda: clerk.goes_to("queue", payment.id), f"{payment.receipt_number} in the queue")

    def consent(self, reason: str) -> None:
        """Say why, and have the supervisor type number and PIN; all but the last Enter."""
        clerk = self.clerk
        clerk.wait(lambda: clerk.focus() == "words", "the reason to be asked for")
        clerk.type(reason)
        clerk.press(ENTER)
        self.supervisor_types()

    def count(self, counted: Count) -> None:
        """Notes, coins and the coins below Rp100, from the first row to the last."""
        for pieces in (*(counted.of(each) for each in DENOMINATIONS), counted.small):
            self.clerk.type(str(pieces) if pieces else "")
            self.clerk.press(ENTER)

    def supervisor_types(self, person: NewUser = demo_office.SUPERVISOR) -> None:
        """Number, unless it stands there from before, and PIN."""
        clerk = self.clerk
        clerk.wait(lambda: clerk.focus().startswith("supervisor"), "the supervisor's turn")
        if clerk.focus() == "supervisor":
            clerk.type(person.id)
            clerk.press(ENTER)
        clerk.type(person.pin)

    def given_back(self, payment: Payment) -> None:
        """The payer has the money, and a slip to sign."""
        self.returned = Rupiah(self.returned + self.notes[payment.receipt_number])
        self.keep_slip(payment, Document.REFUND)

    def hand_over_slip(self, payment: Payment) -> None:
        """Print what says that a payment taken as *diterima* is posted now."""
        self.clerk.wait(lambda: self._slip_is_asked_for(payment), "the slip to be asked for")
        self.keep_slip(payment, Document.CONFIRMATION)

    def _slip_is_asked_for(self, payment: Payment) -> bool:
        """P, once the page has finished what it was told before."""
        if self.papers(payment.id, Document.CONFIRMATION):
            return True
        if self.clerk.goes_to("queue", payment.id):
            self.clerk.press(Qt.Key.Key_P)
        return False

    # --- kept --------------------------------------------------------------------------------------------------------

    def keep(self, number: str, copy: int = 0) -> None:
        """Keep a receipt in all its forms; a difference to the paper is a fault."""
        self._found(keep_receipt(self.counter, self.counter.printing.receipt(number, copy), self.receipts))

    def keep_slip(self, payment: Payment, document: Document) -> None:
        """Wait for a slip to be out, and keep it as ``keep`` does."""
        self.clerk.wait(lambda: self._is_out(payment, document), f"the {document} slip on paper")
        self.keep_paper(self.counter.printing.original(payment.id, document))

    def keep_paper(self, job: PrintJob) -> None:
        """Keep a paper that is out, as ``keep`` does."""
        self._found(keep_slip(self.counter, job, self.receipts))

    def paper_about(self, subject: UUID, document: Document) -> PrintJob | None:
        """The paper about a shift, or about a subject that is neither payment nor shift, once it is out."""
        with self.counter.store.reading() as work:
            jobs = [*work.prints.of_shift(subject, document), *work.prints.of_subject(subject, document)]
        return next((job for job in jobs if job.is_out), None)

    def keep_about(self, subject: UUID, document: Document) -> None:
        """Wait for that paper, and keep it."""
        self.keep_paper(self.clerk.wait_for(lambda: self.paper_about(subject, document), f"the {document} on paper"))

    def _found(self, fault: str | None) -> None:
        self.faults += [fault] if fault else []

    # --- the books, read only ----------------------------------------------------------------------------------------

    def numbers(self) -> list[str]:
        """Every receipt number there is."""
        with self.counter.store.reading() as work:
            return [payment.receipt_number for payment in work.payments.all()]

    def payment(self, number: str) -> Payment:
        """One payment as it stands now. Raises ``DemoStuck``."""
        with self.counter.store.reading() as work:
            payment = work.payments.by_receipt(number)
        if payment is None:
            raise DemoStuck(f"receipt {number} is not in the books")
        return payment

    def reversal(self, payment: Payment) -> Reversal | None:
        """The last reversal of it, if there is one."""
        with self.counter.store.reading() as work:
            return work.reversals.of_payment(payment.id)

    def is_now(self, payment: Payment, state: PaymentState) -> Wanted:
        """Asks whether the payment is ``state``."""
        return lambda: self.payment(payment.receipt_number).state is state

    def is_undone(self, payment: Payment, state: PaymentState) -> Wanted:
        """Asks whether the payment's reversal is ``state``."""

        def there() -> bool:
            reversal = self.reversal(payment)
            return reversal is not None and reversal.state is state

        return there

    def papers(self, payment_id: UUID, document: Document) -> list[PrintJob]:
        """Jobs of one kind of paper, copies included."""
        with self.counter.store.reading() as work:
            return list(work.prints.of_payment(payment_id, document))

    def _is_out(self, payment: Payment, document: Document) -> bool:
        jobs = self.papers(payment.id, document)
        return any(job.copy == 0 and job.is_out for job in jobs)
