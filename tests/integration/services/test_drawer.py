"""Whatever is sold, cancelled, refused, reversed and paid out, in whatever order: the drawer is what the books say."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from counter_app.domain.approval import Deed
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Declined
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import NoAnswer, NotKnown, Refused
from counter_app.domain.payment import LIVE, Payment, PaymentState
from counter_app.domain.shift import expected_cash
from tests.helpers.database import fresh_store
from tests.helpers.reply_host import posted, taken_back
from tests.integration.services.conftest import CLERK, Bench

FLOAT = Rupiah(200_000)
UNDONE = ("confirm", "reverse", "undo", "pay-out")
STORIES: tuple[tuple[str, ...], ...] = (
    ("cancel",),
    ("reject", "pay-out"),
    ("doubt", "cancel", "reject", "pay-out"),
    UNDONE,
    ("doubt", "reverse", "undo", *UNDONE),
    ("reverse", "pay-out", "confirm", "cancel"),
)
NEW_SHIFT, AGAIN = 8, 9
"""Among the numbers of payments: what happens to the drawer, and the last step once more."""


class Morning:
    """One counter, the payments it took, and the cash that a clerk would find by counting it."""

    def __init__(self, folder: Path) -> None:
        self.bench = Bench(fresh_store(folder))
        self.bench.shifts.open(CLERK, FLOAT)
        self.taken: list[Payment] = []
        self.drawer = int(FLOAT)

    def do(self, step: str, payment: Payment) -> None:
        """Try one thing with one payment; what is declined has changed nothing."""
        ways: dict[str, Callable[[Payment], None]] = {
            "cancel": self.cancel,
            "reject": self.reject,
            "confirm": self.confirm,
            "doubt": self.doubt,
            "reverse": self.reverse,
            "undo": self.undo,
            "pay-out": self.pay_out,
        }
        try:
            ways[step](payment)
        except Declined:
            self.bench.host.replies.clear()

    def sell(self, kind: TenderKind) -> None:
        sale = self.bench.sale()
        payment = self.bench.checkout.commit(CLERK, sale, kind, sale.bill.total, "QR-1234")
        self.taken.append(payment)
        self.drawer += payment.cash_taken

    def cancel(self, payment: Payment) -> None:
        consent = self.bench.consent(Deed.CANCEL, payment.id)
        self.bench.cancelling.cancel(CLERK, payment.id, "salah peserta", consent)
        self.drawer -= payment.cash_taken

    def reject(self, payment: Payment) -> None:
        self.forward(payment, Refused("4042513", "wrong amount"))

    def confirm(self, payment: Payment) -> None:
        self.forward(payment, posted(payment))

    def doubt(self, payment: Payment) -> None:
        self.forward(payment, NoAnswer("time-out"))

    def forward(self, payment: Payment, reply: object) -> None:
        """The host answers once; what it is asked beyond that it does not know."""
        self.bench.host.replies[:] = [reply, NotKnown("4042612"), reply]  # type: ignore[list-item]
        self.bench.wait_until_due()
        self.bench.forwarder.forward(payment.id)
        self.bench.host.replies.clear()

    def reverse(self, payment: Payment) -> None:
        consent = self.bench.consent(Deed.REVERSE, payment.id)
        self.bench.reversals.ask(CLERK, payment.id, "salah peserta", consent)

    def undo(self, payment: Payment) -> None:
        with self.bench.store.reading() as work:
            reversal = work.reversals.of_payment(payment.id)
        if reversal is not None:
            self.bench.wait_until_due()
            self.bench.host.undoings[:] = [taken_back(reversal, payment)]
            self.bench.forwarder.forward_reversal(reversal.id)

    def pay_out(self, payment: Payment) -> None:
        self.drawer -= self.bench.refunds.pay_out(CLERK, payment.id).cash_out

    def new_shift(self) -> None:
        assert self.bench.shifts.close(CLERK, Rupiah(max(self.drawer, 0))).variance == 0
        self.bench.shifts.open(CLERK, Rupiah(self.drawer))

    def check(self) -> None:
        """What the oracle asks after every step."""
        shift = self.bench.shifts.current()
        assert shift is not None
        with self.bench.store.reading() as work:
            payments, refunds = work.payments.of_shift(shift.id), work.refunds.of_shift(shift.id)
            assert expected_cash(shift, payments, refunds) == self.drawer
            for payment in self.taken:
                stored, held = work.payments.get(payment.id), work.claims.of_payment(payment.id)
                reversal = work.reversals.of_payment(payment.id)
                refunded = work.refunds.get(payment.id) is not None
                assert stored is not None
                undone = reversal is not None and reversal.state in {PaymentState.CONFIRMED, PaymentState.REFUNDED}
                assert bool(held) == (stored.state in LIVE and not undone)
                back = reversal is not None and reversal.state is PaymentState.REFUNDED
                assert refunded == (back or stored.state in {PaymentState.CANCELLED, PaymentState.REFUNDED})


def play(morning: Morning, stories: Sequence[tuple[tuple[str, ...], TenderKind]], order: Sequence[int]) -> None:
    """The payments' stories, told by turns: each number in ``order`` takes one of them a step further."""
    ahead: list[list[str]] = []
    for story, kind in stories:
        morning.sell(kind)
        ahead.append(list(story))
    last = ("cancel", 0)
    for turn in order:
        which = turn % len(stories)
        if turn == NEW_SHIFT:
            morning.new_shift()
        elif turn == AGAIN:
            morning.do(last[0], morning.taken[last[1]])
        elif ahead[which]:
            last = (ahead[which].pop(0), which)
            morning.do(last[0], morning.taken[which])
        morning.check()


@given(
    stories=st.lists(st.tuples(st.sampled_from(STORIES), st.sampled_from(TenderKind)), min_size=1, max_size=3),
    order=st.lists(st.integers(0, 9), min_size=4, max_size=24),
)
@example(stories=[(UNDONE, TenderKind.CASH), (STORIES[1], TenderKind.CASH)], order=[0, 1, 0, 8, 0, 9, 0, 9, 1, 9, 8])
@example(stories=[(STORIES[4], TenderKind.CASH), (STORIES[0], TenderKind.QRIS)], order=[0, 1, 0, 9, 0, 0, 0, 0, 0, 9])
@settings(max_examples=12)
def test_the_drawer_holds_the_float_and_what_was_taken_less_what_went_back(
    stories: Sequence[tuple[tuple[str, ...], TenderKind]], order: Sequence[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        morning = Morning(Path(folder))
        try:
            play(morning, stories, order)
            assert morning.bench.verification.run().fault is None
        finally:
            morning.bench.store.close()
