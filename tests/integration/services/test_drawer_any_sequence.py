"""Whatever is done in whatever order: the drawer holds float + cash taken - cash returned - drops + pick-ups, by the
journal as by the rows; Z numbers have no gap; and the books verify.
"""

import tempfile
from contextlib import suppress
from pathlib import Path
from uuid import UUID, uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from counter_app.domain.approval import Deed
from counter_app.domain.cash import TenderKind
from counter_app.domain.drawer import in_few_pieces
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import Refused
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.people import Actor
from counter_app.services.drawer_books import book_of, in_drawer
from tests.helpers.closing import counted_as_taken
from tests.helpers.database import fresh_store
from tests.integration.services.conftest import CLERK, OTHER_CLERK, PIN, SUPERVISOR, Bench

AMOUNTS = st.integers(1, 3_000).map(lambda hundreds: Rupiah(100 * hundreds))


class AnyDay(RuleBasedStateMachine):
    """A counter with two clerks and a supervisor; ``drawer`` is what a person would find by counting."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.bench = Bench(fresh_store(Path(self.folder.name)))
        self.taken: list[Payment] = []
        self.drawer = 0
        self.closes = 0
        self.clerk = CLERK

    @initialize()
    def somebody_works_here(self) -> None:
        for person in (CLERK, OTHER_CLERK):
            self.bench.log_in.add(SUPERVISOR, person.id, person.name, person.role, PIN)
        self.open_with(Rupiah(200_000))

    def open_with(self, amount: Rupiah) -> None:
        self.bench.shifts.open(self.clerk, in_few_pieces(amount))
        self.drawer = int(amount)

    @rule(kind=st.sampled_from(TenderKind))
    def sell(self, kind: TenderKind) -> None:
        sale = self.bench.sale()
        payment = self.bench.checkout.commit(self.clerk, sale, kind, sale.bill.total, "QR-1234")
        self.taken.append(payment)
        self.drawer += payment.cash_taken

    @rule(which=st.integers(0, 50))
    def cancel(self, which: int) -> None:
        for payment in self.taken[which : which + 1]:
            consent = self.bench.consent(Deed.CANCEL, payment.id, self.clerk)
            with suppress(Declined):
                self.bench.cancelling.cancel(self.clerk, payment.id, "salah peserta", consent)
                self.drawer -= payment.cash_taken

    @rule(which=st.integers(0, 50))
    def refused_by_the_host_and_paid_out(self, which: int) -> None:
        for payment in self.taken[which : which + 1]:
            if self.bench.state(payment) is PaymentState.ACCEPTED:
                self.bench.host.replies[:] = [Refused("4042513", "wrong amount")]
                self.bench.forwarder.forward(payment.id)
                self.bench.host.replies.clear()
            with suppress(Declined):
                self.drawer -= self.bench.refunds.pay_out(self.clerk, payment.id).cash_out

    @rule(amount=AMOUNTS)
    def drop(self, amount: Rupiah) -> None:
        movement = uuid4()
        consent = self.bench.consent(Deed.MOVE_CASH, movement, self.clerk)
        refused: Reason | None = None
        try:
            self.bench.drawer.drop(self.clerk, movement, in_few_pieces(amount), "laci penuh", consent)
        except Declined as declined:
            refused = declined.reason
        assert refused is (Reason.DRAWER_SHORT if amount > self.drawer else None)
        self.drawer -= amount if refused is None else 0

    @rule(amount=AMOUNTS, twice=st.booleans())
    def pick_up(self, amount: Rupiah, twice: bool) -> None:
        movement = uuid4()
        consent = self.bench.consent(Deed.MOVE_CASH, movement, self.clerk)
        for _ in range(1 + twice):
            self.bench.drawer.pick_up(self.clerk, movement, in_few_pieces(amount), "uang kembalian", consent)
        self.drawer += amount

    @rule()
    def read_an_x_report(self) -> None:
        report = self.bench.x_reports.take(SUPERVISOR).report
        assert report.drawer is not None
        assert report.drawer.expected == self.drawer

    @rule(off=st.sampled_from((0, 0, 100, 5_000)))
    def close_and_open_again(self, off: int) -> None:
        counted = Rupiah(max(self.drawer, 0) + off)
        closing = self.bench.shifts.close(self.clerk, counted)
        assert (closing.expected, closing.variance) == (self.drawer, counted - self.drawer)
        self.count_close(closing.number)
        self.open_with(counted)

    @rule(missing=st.sampled_from((0, 0, 500)))
    def hand_over(self, missing: int) -> None:
        giver, receiver = self.clerk, OTHER_CLERK if self.clerk == CLERK else CLERK
        handover, number = self.offered(giver, receiver)
        self.count_close(number)
        found = Rupiah(max(self.drawer - missing, 0))
        if missing:
            consent = self.bench.consent(Deed.DISPUTE, handover, receiver)
            self.bench.handovers.dispute(receiver, handover, in_few_pieces(found), "kurang selembar", consent)
        else:
            self.bench.handovers.accept(receiver, handover)
        self.clerk, self.drawer = receiver, int(found)

    def offered(self, giver: Actor, receiver: Actor) -> tuple[UUID, int]:
        shift = self.bench.shifts.current()
        assert shift is not None
        cash = Rupiah(max(self.drawer, 0))
        self.drawer = int(cash)
        self.bench.closings.count(giver, shift.id, counted_as_taken(self.bench.store, shift.id, cash))
        seen = self.bench.closings.reveal(giver, shift.id)
        consent = self.bench.consent(Deed.VARIANCE, shift.id, giver) if seen.ways.has_variance else None
        over = self.bench.handovers.offer(giver, receiver.id, reason="tetap berbeda", approval_id=consent)
        return over.handover.id, over.closing.number

    def count_close(self, number: int) -> None:
        self.closes += 1
        assert number == self.closes

    @invariant()
    def the_drawer_holds_what_the_books_say(self) -> None:
        shift = self.bench.shifts.current()
        if shift is not None:
            with self.bench.store.reading() as work:
                assert in_drawer(book_of(work, shift)) == self.drawer

    def teardown(self) -> None:
        try:
            assert self.bench.verification.run().fault is None
            with self.bench.store.reading() as work:
                assert [close.number for close in work.closes.all()] == list(range(1, self.closes + 1))
        finally:
            self.bench.store.close()
            self.folder.cleanup()


TestAnyDay = AnyDay.TestCase
TestAnyDay.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
