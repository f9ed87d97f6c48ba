"""Calling off a payment: only while nothing of it can be at the host, and one winner against the forwarder."""

import threading
from uuid import UUID, uuid4

import pytest

from counter_app.database.repositories.payments import SqlPayments
from counter_app.domain.approval import Deed
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import NoAnswer
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.print_job import Document, PrintState
from counter_app.domain.refund import RefundCause
from counter_app.domain.shift import expected_cash
from counter_app.services.forwarding import Forwarder
from tests.helpers.builders import a_participant, a_payment
from tests.helpers.reply_host import posted
from tests.integration.services.conftest import AUDITOR, CLERK, OTHER_CLERK, PATIENCE, SUPERVISOR, Bench

WHY = "salah peserta"


def cancel(bench: Bench, payment: Payment, approval_id: UUID | None = None) -> Payment:
    return bench.cancelling.cancel(CLERK, payment.id, WHY, approval_id or bench.consent(Deed.CANCEL, payment.id))


def refusal(bench: Bench, payment: Payment, approval_id: UUID | None = None) -> Declined:
    with pytest.raises(Declined) as declined:
        cancel(bench, payment, approval_id)
    with bench.store.reading() as work:
        assert work.refunds.get(payment.id) is None or payment.state is PaymentState.CANCELLED
    return declined.value


def test_one_transaction_gives_the_money_back_and_leaves_nothing_to_send(bench: Bench) -> None:
    payment = bench.sell()
    assert cancel(bench, payment).state is PaymentState.CANCELLED
    with bench.store.reading() as work:
        refund = work.refunds.get(payment.id)
        item = work.outbox.get(payment.id)
        (slip,) = work.prints.of_payment(payment.id, Document.REFUND)
        assert list(work.claims.of_payment(payment.id)) == []
    assert refund is not None
    assert (refund.cause, refund.amount, refund.in_cash) == (RefundCause.CANCELLED, payment.total, True)
    assert item is not None
    assert (item.due_at, item.attempts) == (None, 0)
    assert (slip.state, slip.copy, slip.requested_by) == (PrintState.QUEUED, 0, CLERK.id)
    assert bench.entries("payment.cancelled") == [
        {
            "actor": CLERK.id,
            "receipt": payment.receipt_number,
            "payment": str(payment.id),
            "state": "CANCELLED",
            "amount": payment.total,
            "in_cash": True,
            "shift": str(payment.shift_id),
            "cause": "cancelled",
            "reason": WHY,
            "approved_by": SUPERVISOR.id,
        }
    ]
    assert bench.forwarder.forward_next() is None
    assert bench.host.calls == []


def test_the_drawer_is_what_it_was(bench: Bench) -> None:
    cancel(bench, bench.sell())
    shift = bench.shifts.current()
    assert shift is not None
    with bench.store.reading() as work:
        payments, refunds = work.payments.of_shift(shift.id), work.refunds.of_shift(shift.id)
    assert expected_cash(shift, payments, refunds) == shift.float_amount


def test_what_was_paid_by_qris_does_not_come_out_of_the_drawer(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(0))
    payment = bench.checkout.commit(CLERK, bench.sale(), TenderKind.QRIS, Rupiah(0), "QR-1234")
    cancel(bench, payment)
    with bench.store.reading() as work:
        refund = work.refunds.get(payment.id)
    assert refund is not None
    assert (refund.in_cash, refund.cash_out) == (False, 0)


def test_the_same_months_can_be_paid_again(bench: Bench) -> None:
    payer = a_participant(5)
    cancel(bench, bench.sell(bench.sale(payer)))
    assert bench.sell(bench.sale(payer)).state is PaymentState.ACCEPTED


def test_the_same_act_again_is_the_same_payment_and_one_refund(bench: Bench) -> None:
    payment = bench.sell()
    consent = bench.consent(Deed.CANCEL, payment.id)
    assert cancel(bench, payment, consent) == cancel(bench, payment, consent)
    assert len(bench.entries("payment.cancelled")) == 1


def test_what_is_cancelled_is_not_cancelled_by_another_act(bench: Bench) -> None:
    payment = cancel(bench, bench.sell())
    assert refusal(bench, payment).reason is Reason.MONEY_IS_BACK
    assert refusal(bench, payment, uuid4()).reason is Reason.MONEY_IS_BACK
    with pytest.raises(Declined) as declined:
        bench.cancelling.cancel(CLERK, payment.id, WHY, None)
    assert declined.value.reason is Reason.MONEY_IS_BACK
    assert declined.value.facts == {"receipt": payment.receipt_number, "at": "2026-11-22 09:15", "clerk": CLERK.id}


def test_what_was_tried_once_is_at_the_host_for_all_we_know(bench: Bench) -> None:
    payment = bench.sell()
    bench.host.replies.append(NoAnswer("time-out"))
    bench.forwarder.forward(payment.id)
    declined = refusal(bench, payment)
    assert (declined.reason, declined.facts) == (Reason.ALREADY_SENT, {"receipt": payment.receipt_number})


def test_it_takes_two_people_words_and_ones_own_drawer(bench: Bench) -> None:
    payment = bench.sell()
    with pytest.raises(Declined) as declined:
        bench.cancelling.cancel(CLERK, payment.id, WHY, None)
    assert declined.value.reason is Reason.APPROVAL_NEEDED
    with pytest.raises(Declined) as declined:
        bench.cancelling.cancel(CLERK, payment.id, " x  y ", bench.consent(Deed.CANCEL, payment.id))
    assert (declined.value.reason, declined.value.facts) == (Reason.WORDS_MISSING, {"least": 4})
    with pytest.raises(Declined) as declined:
        bench.cancelling.cancel(OTHER_CLERK, payment.id, WHY, bench.consent(Deed.CANCEL, payment.id, OTHER_CLERK))
    assert declined.value.reason is Reason.SHIFT_OF_ANOTHER
    with pytest.raises(Declined) as declined:
        bench.cancelling.cancel(AUDITOR, payment.id, WHY, None)
    assert declined.value.reason is Reason.NOT_ALLOWED
    bench.shifts.close(CLERK, Rupiah(0))
    assert refusal(bench, payment).reason is Reason.SHIFT_NOT_OPEN
    assert bench.state(payment) is PaymentState.ACCEPTED


def test_an_identity_number_in_the_reason_is_masked(bench: Bench) -> None:
    payment = bench.sell()
    consent = bench.consent(Deed.CANCEL, payment.id)
    bench.cancelling.cancel(CLERK, payment.id, f"mestinya {payment.payer.nik}\n itu", consent)
    (entry,) = bench.entries("payment.cancelled")
    assert entry["reason"] == f"mestinya {'*' * 12}{payment.payer.nik[-4:]} itu"


def test_another_counters_payment_is_none_of_this_one(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(0))
    shift = bench.shifts.current()
    assert shift is not None
    other = a_payment(counter_id="L02", receipt_number="JKT-0042-L02-000001", shift_id=shift.id)
    with bench.store.writing() as work:
        work.payments.add(other)
    assert refusal(bench, other).reason is Reason.RECEIPT_NOT_FOUND


def test_a_payment_that_is_nowhere_is_a_bug(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(0))
    with pytest.raises(LookupError):
        bench.cancelling.cancel(CLERK, uuid4(), WHY, None)


def test_a_payment_that_the_database_will_not_let_go_is_a_bug_and_changes_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    payment = bench.sell()
    consent = bench.consent(Deed.CANCEL, payment.id)
    with monkeypatch.context() as broken:
        broken.setattr(SqlPayments, "move", lambda *_: False)
        with pytest.raises(LookupError):
            cancel(bench, payment, consent)
    with bench.store.reading() as work:
        assert work.refunds.get(payment.id) is None
    assert cancel(bench, payment, consent).state is PaymentState.CANCELLED


ROUNDS = 60


def test_the_clerk_and_the_forwarder_race_and_one_of_them_wins(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(0))
    won = {PaymentState.CANCELLED: 0, PaymentState.CONFIRMED: 0}
    for number in range(ROUNDS):
        payment = bench.sell()
        consent = bench.consent(Deed.CANCEL, payment.id)
        bench.host.replies[:] = [posted(payment)]
        before = len(bench.host.said("pay"))
        state = race(bench, payment, consent, clerk_first=number % 2 == 0)
        assert len(bench.host.said("pay")) - before == (state is PaymentState.CONFIRMED)
        with bench.store.reading() as work:
            assert (work.refunds.get(payment.id) is not None) == (state is PaymentState.CANCELLED)
        won[state] += 1
    assert sum(won.values()) == ROUNDS
    assert all(won.values()), f"a race that one side always wins is none: {won}"
    assert bench.verification.run().fault is None


def race(bench: Bench, payment: Payment, consent: UUID, *, clerk_first: bool) -> PaymentState:
    """Both at once; the state that the payment has when both are done. ``clerk_first``: who is let go last, and so has
    no waking up to do.
    """
    start = threading.Barrier(2, timeout=10)
    sender = Forwarder(bench.store, bench.host, bench.clock, "racer", lambda: 0.5, PATIENCE)
    lost: list[Reason] = []

    def call_off() -> None:
        start.wait()
        try:
            cancel(bench, payment, consent)
        except Declined as declined:
            lost.append(declined.reason)

    def send() -> None:
        start.wait()
        sender.forward(payment.id)

    racers = [threading.Thread(target=send), threading.Thread(target=call_off)]
    if not clerk_first:
        racers.reverse()
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(30)
        assert not racer.is_alive()
    state = bench.state(payment)
    assert lost == ([] if state is PaymentState.CANCELLED else [Reason.ALREADY_SENT])
    return state
