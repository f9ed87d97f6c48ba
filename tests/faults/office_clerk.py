"""What a clerk does beside the ordinary sale: money that goes back, second thoughts, other people at the counter."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from counter_app import demo_office
from counter_app.domain.approval import Deed
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.people import Actor
from counter_app.domain.print_job import Document
from counter_app.sandbox.access import SandboxAccess
from counter_app.services.checkout import Sale
from tests.faults.clerk import FLOAT, Clerk
from tests.helpers.sandbox import control

WRONG_PIN = "864209"
AUDITOR = Actor(demo_office.AUDITOR.id, demo_office.AUDITOR.name, demo_office.AUDITOR.role)
WHY = "pembayar salah orang"
_SPENT = (Reason.APPROVAL_SPENT,)


@dataclass(slots=True)
class OfficeClerk(Clerk):
    """A clerk with a supervisor within call."""

    # --- money that goes back -----------------------------------------------------------------------------

    def reverse(self, which: int, clicks: int = 1, sent: bool = True) -> None:
        """Ask the host to undo the payment in this place of the day, and print the payer's slip."""
        payment = self._nth(which)
        if payment is None:
            return
        consent = self.consent(Deed.REVERSE, payment.id)
        with self._noting("reversal"):
            for _ in range(clicks):
                reversal = self.counter.reversals.ask(self._me, payment.id, WHY, consent)
            if sent:
                self.counter.forwarder.forward_reversal(reversal.id)
            self._print(payment, Document.REVERSAL)

    def reverse_again(self, which: int) -> None:
        """A second one of the same payment, with a consent of its own: there must never be two under way."""
        payment = self._nth(which)
        if payment is not None:
            self.reverse(which, sent=False)

    def cancel(self, which: int, clicks: int = 1) -> None:
        """Call a payment off before it is sent, and hand its cash back."""
        payment = self._nth(which)
        if payment is None:
            return
        consent = self.consent(Deed.CANCEL, payment.id)
        with self._noting("cancel", payment):
            self._giving_back(payment)
            for _ in range(clicks):
                self.counter.cancelling.cancel(self._me, payment.id, WHY, consent)
                self.notebook.note("gave back", id=str(payment.id), number=payment.receipt_number)
            self._print(payment, Document.REFUND)

    def pay_out(self, which: int) -> None:
        """Hand a payment's money back, if that is due: whoever asks for it, the service decides."""
        payment = self._nth(which)
        if payment is None:
            return
        with self._noting("pay out", payment):
            self._giving_back(payment)
            self.counter.refunds.pay_out(self._me, payment.id)
            self.notebook.note("gave back", id=str(payment.id), number=payment.receipt_number)
            self._print(payment, Document.REFUND)

    def pay_out_all(self) -> None:
        """Everybody whose money is due is listed, called, and there."""
        due = {each.payment.id for each in self.counter.refunds.due(self._me)}
        if due:
            with self._noting("recall"):
                self._get(self.counter.day.recalls.list(self._me).id)
        for place, payment in enumerate(self._payments()):
            if payment.id in due:
                self.pay_out(place)

    def resolve_all(self) -> None:
        """Two people decide everything that stands in REVIEW, by what the host holds."""
        with self.counter.store.reading() as work:
            payments = list(work.payments.in_states({PaymentState.REVIEW}))
            reversals = list(work.reversals.in_states({PaymentState.REVIEW}))
        held = {each["paymentRequestId"]: each for each in control(self._access, "GET", "/sandbox/postings")}
        for payment in payments:
            self.counter.reviews.evidence(self._me, payment.id)
            self._resolve(payment.id, held.get(str(payment.id)))
        for reversal in reversals:
            posting = held.get(str(reversal.payment_id), {"reversed": False})
            self._resolve(reversal.id, posting if posting["reversed"] else None)

    def confirm_slips(self) -> None:
        """Whoever holds a *diterima* comes for a better paper."""
        for payment in self.counter.confirmations.waiting(self._me):
            self._get(self.counter.confirmations.ask(self._me, payment.id).id)

    # --- after a crash ------------------------------------------------------------------------------------

    def answer_questions(self) -> None:
        """Of no paper is anything known, and all cash is there."""
        for _ in range(20):
            questions = self.counter.recovery.questions(self._me)
            if not questions:
                return
            self.counter.recovery.answer(self._me, questions[0].payment.id, printed=False, cash=True)

    # --- whoever must not ---------------------------------------------------------------------------------

    def trespass(self, which: int) -> None:
        """Somebody without the right calls the services behind the window's back; so does one with a stale consent."""
        payment, counter, nobody = self._nth(which), self.counter, AUDITOR
        if payment is None:
            return
        nik = counter.lookup.parse(payment.payer.nik)
        sale = Sale.of(counter.lookup.exact(self._me, nik, 1))
        subject, ask = payment.id, counter.reversals.ask
        tries: tuple[Callable[[], object], ...] = (
            lambda: counter.checkout.commit(nobody, sale, TenderKind.CASH, sale.bill.total),
            lambda: ask(nobody, subject, WHY, self.consent(Deed.REVERSE, subject)),
            lambda: counter.cancelling.cancel(nobody, subject, WHY, self.consent(Deed.CANCEL, subject)),
            lambda: counter.refunds.pay_out(nobody, subject),
            lambda: counter.shifts.open(nobody, FLOAT),
            lambda: counter.day.closings.close(nobody, subject),
            lambda: counter.day.x_reports.take(nobody),
            lambda: counter.day.recalls.list(nobody),
            lambda: counter.printing.reprint(nobody, payment.receipt_number),
            lambda: counter.approvals.give(self._me, Deed.REVERSE, subject, AUDITOR.id, demo_office.AUDITOR.pin),
        )
        for number, deed in enumerate(tries):
            self._must_be_declined(f"{number} of an auditor", deed, Reason.NOT_ALLOWED)
        own = demo_office.CLERK
        self._must_be_declined(
            "own consent",
            lambda: counter.approvals.give(self._me, Deed.REVERSE, subject, own.id, own.pin),
            Reason.APPROVAL_BY_SELF,
        )
        self._must_be_declined(
            "money that is not due", lambda: counter.refunds.pay_out(self._me, subject), Reason.REFUND_NOT_DUE
        )

    def stale_consents(self, which: int) -> None:
        """A consent for another deed, another payment, or too old a one opens nothing; nor does none."""
        payment = self._nth(which)
        if payment is None:
            return
        other, subject = self._nth(which + 1), payment.id
        ask = self.counter.reversals.ask
        for consent in (self.consent(Deed.CANCEL, subject), self.consent(Deed.REVERSE, other.id if other else uuid4())):
            self._must_be_declined("another consent", partial(ask, self._me, subject, WHY, consent), *_SPENT)
        old = self.consent(Deed.REVERSE, subject)
        self.clock.advance(301.0)
        self._must_be_declined("an old consent", lambda: ask(self._me, subject, WHY, old), *_SPENT)
        self._must_be_declined("no consent", lambda: ask(self._me, subject, WHY, None), Reason.APPROVAL_NEEDED)

    def spend_twice(self) -> None:
        """The same consent opens two shifts, or does not: once the clock was accepted, it was accepted once."""
        with self.counter.store.reading() as work:
            last = work.payments.last()
        if last is None:
            return
        self.close_shift()
        self.clock.skew -= 2 * 86_400.0
        consent = self.consent(Deed.ACCEPT_CLOCK, last.shift_id)
        self.counter.shifts.open(self._me, FLOAT, consent)
        self.close_shift()
        again = self.counter.shifts.open
        self._must_be_declined("a spent consent", lambda: again(self._me, FLOAT, consent), Reason.APPROVAL_SPENT)
        self.clock.skew = 0.0
        self.open_shift()

    def guess_pin(self, times: int) -> None:
        """Somebody guesses the auditor's PIN. What was tried is noted before it is tried."""
        for _ in range(times):
            self.notebook.note("guessing")
            with suppress(Declined):
                self.counter.log_in.log_in(AUDITOR.id, WRONG_PIN)
            self.notebook.note("guessed")

    def let_in(self) -> None:
        """The auditor comes with the right PIN; what happens then is noted."""
        try:
            self.counter.log_in.log_in(AUDITOR.id, demo_office.AUDITOR.pin)
        except Declined as declined:
            self.notebook.note("auditor", let_in=False, reason=declined.reason.value)
        else:
            self.notebook.note("auditor", let_in=True, reason="")

    # --- time and the host --------------------------------------------------------------------------------

    def pass_time(self, seconds: float) -> None:
        """For everybody."""
        self.clock.advance(seconds)

    def note_states(self) -> None:
        """Where each payment stands, and what is said of it where it waits."""
        with self.counter.store.reading() as work:
            rows = [(payment, work.outbox.get(payment.id)) for payment in work.payments.all()]
        told = [
            {
                "number": row.receipt_number,
                "state": row.state.value,
                "why": f"{item.last_code} {item.last_words}".strip() if item else "",
            }
            for row, item in rows
        ]
        self.notebook.note("states", rows=told)

    def export(self, which: int) -> None:
        """The receipt leaves as a file of each kind; nothing unseen is in what can be read."""
        payment = self._nth(which)
        if payment is None:
            return
        receipt, renderer = self.counter.printing.receipt(payment.receipt_number), self.counter.renderer
        text, pdf = renderer.txt(receipt), renderer.pdf(receipt)
        unseen = [each for each in text if not each.isprintable() and each != "\n"]
        must(not unseen, f"a receipt's text holds {unseen}")
        must(pdf.startswith(b"%PDF") and b"/JavaScript" not in pdf, "a receipt's file is more than a paper")
        must(renderer.png(receipt).startswith(b"\x89PNG"), "a receipt has no picture")

    def note_meter(self) -> None:
        """What the window shows of the limits."""
        self.notebook.note("meter", level=self.counter.offline.level().value)

    def reconcile(self) -> None:
        """The auditor holds the day against the host's settlement."""
        day = self.clock.now().astimezone(ZoneInfo("Asia/Jakarta")).date()
        reckoning = self.counter.reconciliation.run(AUDITOR, day)
        kinds = sorted(f"{each.receipt_number} {each.kind.value}" for each in reckoning.differences)
        self.notebook.note("reckoned", matched=reckoning.matched, pending=len(reckoning.pending), kinds=kinds)

    # --- how ----------------------------------------------------------------------------------------------

    @property
    def _access(self) -> SandboxAccess:
        return SandboxAccess.read(self.host)

    def _nth(self, which: int) -> Payment | None:
        payments = self._payments()
        return payments[which] if which < len(payments) else None

    def _giving_back(self, payment: Payment) -> None:
        shift = self.counter.shifts.current()
        self.notebook.note(
            "giving back",
            id=str(payment.id),
            total=payment.total,
            cash=payment.tender.kind is TenderKind.CASH,
            shift=str(shift.id if shift else ""),
        )

    @contextmanager
    def _noting(self, what: str, kept: Payment | None = None) -> Iterator[None]:
        """What a service declines is noted; ``kept``: whose money then stays in the drawer."""
        try:
            yield
        except Declined as declined:
            self.notebook.note("declined", act=what, reason=declined.reason.value)
            if kept is not None:
                self.notebook.note("kept", id=str(kept.id))

    def _must_be_declined(self, what: str, deed: Callable[[], object], *reasons: Reason) -> None:
        try:
            deed()
        except Declined as declined:
            reason = declined.reason
        else:
            raise AssertionError(f"{what} was not declined")
        must(reason in reasons, f"{what} was declined as {reason}")

    def _print(self, payment: Payment, document: Document) -> None:
        self._get(self.counter.printing.original(payment.id, document).id)

    def _resolve(self, item_id: UUID, posting: object) -> None:
        verdict = PaymentState.CONFIRMED if posting else PaymentState.REJECTED
        consent = self.consent(Deed.RESOLVE_REVIEW, item_id)
        with self._noting("resolve"):
            self.counter.reviews.resolve(self._me, item_id, verdict, "rekening koran", "SURAT-7", consent)


def must(holds: bool, otherwise: str) -> None:
    """End this life as a crash, unless it holds."""
    if not holds:
        raise AssertionError(otherwise)
