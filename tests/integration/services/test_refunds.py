"""Cash that goes back: to whom, why, once, and out of whose drawer."""

from uuid import uuid4

import pytest

from counter_app.database.repositories.payments import SqlPayments
from counter_app.domain.approval import Deed
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import Refused
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.print_job import Document
from counter_app.domain.refund import RefundCause
from counter_app.domain.reversal import Reversal, Undoing
from tests.helpers.builders import a_participant, a_payment, a_refund
from tests.helpers.clocks import MORNING
from tests.helpers.reply_host import posted
from tests.integration.services.conftest import AUDITOR, CLERK, OTHER_CLERK, Bench


def rejected(bench: Bench, payment: Payment | None = None) -> Payment:
    payment = payment or bench.sell()
    bench.host.replies.append(Refused("4042513", "wrong amount"))
    bench.forwarder.forward(payment.id)
    return bench.stored(payment)


def reversed_at_the_host(bench: Bench) -> tuple[Payment, Reversal]:
    """A payment that the host has confirmed and taken back, as the forwarder leaves it."""
    payment = bench.sell()
    bench.host.replies.append(posted(payment))
    bench.forwarder.forward(payment.id)
    reversal = bench.reversals.ask(CLERK, payment.id, "salah peserta", bench.consent(Deed.REVERSE, payment.id))
    with bench.store.writing() as work:
        work.reversals.move(reversal.id, PaymentState.ACCEPTED, PaymentState.SENDING)
        undoing = Undoing("REV-1", bench.clock.now(), None)
        work.reversals.move(reversal.id, PaymentState.SENDING, PaymentState.CONFIRMED, undoing)
    return payment, reversal


def refusal(bench: Bench, payment: Payment) -> Reason:
    with pytest.raises(Declined) as declined:
        bench.refunds.pay_out(CLERK, payment.id)
    return declined.value.reason


def test_a_refused_payment_is_a_task_until_the_money_is_back(bench: Bench) -> None:
    payment = rejected(bench)
    (due,) = bench.refunds.due(CLERK)
    assert (due.payment.id, due.amount, due.cause, due.since) == (
        payment.id,
        payment.total,
        RefundCause.REJECTED,
        MORNING,
    )
    bench.clock.advance(minutes=7)
    refund = bench.refunds.pay_out(CLERK, payment.id)
    assert (refund.amount, refund.in_cash, refund.shift_id) == (payment.total, True, payment.shift_id)
    assert bench.state(payment) is PaymentState.REFUNDED
    assert bench.refunds.due(CLERK) == []
    assert bench.entries("payment.refunded") == [
        {
            "actor": CLERK.id,
            "receipt": payment.receipt_number,
            "payment": str(payment.id),
            "state": "REFUNDED",
            "amount": payment.total,
            "in_cash": True,
            "shift": str(payment.shift_id),
            "cause": "rejected",
        }
    ]
    with bench.store.reading() as work:
        assert len(work.prints.of_payment(payment.id, Document.REFUND)) == 1
    assert bench.verification.run().fault is None


def test_what_the_host_has_undone_goes_back_and_the_payment_stays_what_it_was(bench: Bench) -> None:
    payment, reversal = reversed_at_the_host(bench)
    (due,) = bench.refunds.due(CLERK)
    assert (due.cause, due.reversal is not None and due.reversal.id) == (RefundCause.REVERSED, reversal.id)
    bench.refunds.pay_out(CLERK, payment.id)
    with bench.store.reading() as work:
        stored = work.reversals.get(reversal.id)
    assert stored is not None
    assert stored.state is PaymentState.REFUNDED
    assert bench.state(payment) is PaymentState.CONFIRMED
    (entry,) = bench.entries("reversal.paid-out")
    assert (entry["cause"], entry["payment"], entry["state"]) == ("reversed", str(payment.id), "REFUNDED")


def test_nobody_gets_their_money_back_twice(bench: Bench) -> None:
    payment = rejected(bench)
    bench.refunds.pay_out(CLERK, payment.id)
    assert refusal(bench, payment) is Reason.MONEY_IS_BACK
    undone, _ = reversed_at_the_host(bench)
    bench.refunds.pay_out(CLERK, undone.id)
    assert refusal(bench, undone) is Reason.MONEY_IS_BACK
    shift = bench.shifts.current()
    assert shift is not None
    assert bench.shifts.close(CLERK, Rupiah(200_000)).variance == 0


def test_nothing_is_due_before_the_host_has_said_so(bench: Bench) -> None:
    payment = bench.sell()
    assert refusal(bench, payment) is Reason.REFUND_NOT_DUE
    bench.host.replies.append(posted(payment))
    bench.forwarder.forward(payment.id)
    bench.reversals.ask(CLERK, payment.id, "salah peserta", bench.consent(Deed.REVERSE, payment.id))
    assert refusal(bench, payment) is Reason.REFUND_NOT_DUE


def test_a_refund_that_is_stored_already_is_not_paid_again(bench: Bench) -> None:
    """Whatever state the payment is in: the row decides."""
    payment = rejected(bench)
    with bench.store.writing() as work:
        work.refunds.add(a_refund(payment))
    assert refusal(bench, payment) is Reason.MONEY_IS_BACK


def test_who_lost_the_answer_hears_that_it_was_stored_by_whom_and_when(bench: Bench) -> None:
    """Not that nothing is due: the payer is still waiting for money that the books have given back."""
    payment = rejected(bench)
    bench.refunds.pay_out(CLERK, payment.id)
    bench.clock.advance(minutes=2)
    with pytest.raises(Declined) as declined:
        bench.refunds.pay_out(CLERK, payment.id)
    assert declined.value.facts == {"receipt": payment.receipt_number, "at": "2026-11-22 09:15", "clerk": CLERK.id}


def test_what_came_by_qris_does_not_leave_the_drawer(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(50_000))
    payment = bench.checkout.commit(CLERK, bench.sale(), TenderKind.QRIS, Rupiah(0), "QR-1234")
    refund = bench.refunds.pay_out(CLERK, rejected(bench, payment).id)
    assert (refund.in_cash, refund.cash_out) == (False, 0)
    assert bench.shifts.close(CLERK, Rupiah(50_000)).variance == 0


def test_a_later_shift_pays_out_of_its_own_drawer(bench: Bench) -> None:
    payment = rejected(bench)
    bench.shifts.close(CLERK, Rupiah(200_000 + payment.total))
    bench.shifts.open(OTHER_CLERK, Rupiah(100_000))
    assert refusal(bench, payment) is Reason.SHIFT_OF_ANOTHER
    bench.refunds.pay_out(OTHER_CLERK, payment.id)
    assert bench.shifts.close(OTHER_CLERK, Rupiah(100_000 - payment.total)).variance == 0
    assert bench.verification.run().fault is None


def test_an_auditor_sees_what_is_due_and_pays_nothing(bench: Bench) -> None:
    payment = rejected(bench)
    assert [due.payment.id for due in bench.refunds.due(AUDITOR)] == [payment.id]
    for act in (
        lambda: bench.refunds.pay_out(AUDITOR, payment.id),
        lambda: bench.refunds.contacted(AUDITOR, payment.id, "tidak diangkat"),
        lambda: bench.refunds.recall(AUDITOR),
    ):
        with pytest.raises(Declined) as declined:
            act()
        assert declined.value.reason is Reason.NOT_ALLOWED


def test_the_longest_due_comes_first(bench: Bench) -> None:
    late = bench.sell()
    early = rejected(bench)
    bench.clock.advance(minutes=5)
    rejected(bench, late)
    assert [due.payment.id for due in bench.refunds.due(CLERK)] == [early.id, late.id]


def test_who_is_not_here_is_called_and_the_call_is_journaled(bench: Bench) -> None:
    payer = a_participant(9, phone="081234567890")
    with bench.store.writing() as work:
        work.participants.save([payer], MORNING)
    payment = rejected(bench, bench.sell(bench.sale(payer)))
    stranger = rejected(bench)
    known, unknown = bench.refunds.recall(CLERK)
    assert (known.due.payment.id, known.phone, known.contacted_at, known.note) == (payment.id, payer.phone, None, "")
    assert (unknown.due.payment.id, unknown.phone) == (stranger.id, "")
    bench.clock.advance(minutes=3)
    bench.refunds.contacted(CLERK, payment.id, "tidak diangkat")
    again = bench.refunds.recall(CLERK)[0]
    assert (again.contacted_at, again.note) == (bench.clock.now(), "tidak diangkat")
    (entry,) = bench.entries("recall.contacted")
    assert entry == {"actor": CLERK.id, "receipt": payment.receipt_number, "note": "tidak diangkat"}


def test_only_who_is_owed_something_is_called(bench: Bench) -> None:
    payment = bench.sell()
    with pytest.raises(Declined) as declined:
        bench.refunds.contacted(CLERK, payment.id, "tidak diangkat")
    assert declined.value.reason is Reason.REFUND_NOT_DUE
    with pytest.raises(Declined) as declined:
        bench.refunds.contacted(CLERK, payment.id, "?")
    assert declined.value.reason is Reason.WORDS_MISSING


def test_what_is_owed_for_a_payment_without_a_word_in_the_journal_is_owed_since_it_was_taken(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(0))
    shift = bench.shifts.current()
    assert shift is not None
    with bench.store.writing() as work:
        work.payments.add(a_payment(id=uuid4(), shift_id=shift.id, state=PaymentState.REJECTED, accepted_at=MORNING))
    assert bench.refunds.due(CLERK)[0].since == MORNING


def test_a_payment_that_another_settles_meanwhile_is_a_bug_and_pays_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    payment = rejected(bench)
    with monkeypatch.context() as broken:
        broken.setattr(SqlPayments, "move", lambda *_: False)
        with pytest.raises(LookupError):
            bench.refunds.pay_out(CLERK, payment.id)
    with bench.store.reading() as work:
        assert work.refunds.get(payment.id) is None
