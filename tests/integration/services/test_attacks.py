"""Ways to make money disappear that somebody at the counter may think of; none of them gets through unseen."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from counter_app.domain.approval import Deed
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import CommitUncertain, Declined, Reason, Service
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.outbox import AlreadyPaid, Conflict, NoAnswer, NotKnown, Refused
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.people import Account
from counter_app.domain.reversal import Reversal
from counter_app.domain.tariff import Payer
from tests.helpers.builders import a_participant
from tests.helpers.logfail import LogWatch
from tests.helpers.reply_host import posted, taken_back
from tests.integration.services.conftest import CLERK, OTHER_CLERK, PIN, SUPERVISOR, Bench

WHY = "salah peserta"


def confirmed(bench: Bench) -> Payment:
    payment = bench.sell()
    bench.host.replies.append(posted(payment))
    bench.forwarder.forward(payment.id)
    return bench.stored(payment)


def asked(bench: Bench, payment: Payment) -> Reversal:
    return bench.reversals.ask(CLERK, payment.id, WHY, bench.consent(Deed.REVERSE, payment.id))


def refused(bench: Bench, payment: Payment) -> Reason:
    with pytest.raises(Declined) as declined:
        bench.refunds.pay_out(CLERK, payment.id)
    return declined.value.reason


@pytest.mark.parametrize(
    "lie", [{"key": str(uuid4())}, {"payment_key": str(uuid4())}, {"amount": Rupiah(1)}, {"customer_no": "9" * 16}]
)
def test_an_undoing_of_something_else_pays_nothing_out_and_frees_no_month(bench: Bench, lie: dict[str, object]) -> None:
    payment = confirmed(bench)
    reversal = asked(bench, payment)
    bench.host.undoings.append(taken_back(reversal, payment, **lie))
    gone = bench.forwarder.forward_reversal(reversal.id)
    assert gone is not None
    assert gone.state is PaymentState.REVIEW
    assert refused(bench, payment) is Reason.REFUND_NOT_DUE
    with bench.store.reading() as work:
        assert work.claims.of_payment(payment.id)


def test_a_host_that_first_refuses_and_then_posts_is_an_alarm_and_changes_nothing(
    bench: Bench, log_watch: LogWatch
) -> None:
    """The first forwarder's answer comes after its lease, when the second one has been refused."""
    log_watch.expects("came after its lease")
    payment = bench.sell()

    def overtaken() -> Refused:
        bench.clock.advance(minutes=2)
        bench.host.replies.insert(0, NotKnown("4042612"))
        bench.another_forwarder("second").forward(payment.id)
        bench.host.replies.insert(0, Refused("4042513", "wrong amount"))
        bench.another_forwarder("second").forward(payment.id)
        return posted(payment)  # type: ignore[return-value]

    bench.host.replies = [overtaken]
    bench.forwarder.forward(payment.id)
    assert bench.state(payment) is PaymentState.REJECTED
    assert [entry["what"] for entry in bench.entries("host.alarm")] == ["a late answer makes it CONFIRMED:  HOST-0001"]
    assert bench.verification.run().fault is None


def test_a_reversal_that_is_answered_twice_is_one_refund(bench: Bench) -> None:
    payment = confirmed(bench)
    reversal = asked(bench, payment)
    bench.host.undoings = [NoAnswer("time-out"), taken_back(reversal, payment)]
    bench.forwarder.forward_reversal(reversal.id)
    bench.wait_until_due()
    bench.forwarder.forward_reversal(reversal.id)
    assert bench.forwarder.forward_reversal(reversal.id) is None
    bench.refunds.pay_out(CLERK, payment.id)
    assert refused(bench, payment) is Reason.MONEY_IS_BACK
    assert bench.verification.run().fault is None


def test_a_supervisor_who_left_or_is_locked_out_consents_to_nothing(bench: Bench) -> None:
    payment = bench.sell()
    bench.consent(Deed.CANCEL, payment.id)
    with bench.store.writing() as work:
        account = work.accounts.get(SUPERVISOR.id)
        assert account is not None
        work.accounts.save(Account(account.actor, account.pin_hash, active=False))
    with pytest.raises(Declined) as declined:
        bench.approvals.give(CLERK, Deed.CANCEL, payment.id, SUPERVISOR.id, PIN)
    assert declined.value.reason is Reason.LOGIN_WRONG
    with bench.store.writing() as work:
        work.accounts.save(account)
    for _ in range(5):
        with pytest.raises(Declined):
            bench.approvals.give(CLERK, Deed.CANCEL, payment.id, SUPERVISOR.id, "111111")
    with pytest.raises(Declined) as declined:
        bench.approvals.give(CLERK, Deed.CANCEL, payment.id, SUPERVISOR.id, PIN)
    assert declined.value.reason is Reason.LOGIN_LOCKED


@pytest.mark.parametrize("turned", [timedelta(minutes=6), timedelta(minutes=-6), timedelta(days=-1)])
def test_a_consent_does_not_outlive_its_minutes_by_a_turned_clock(bench: Bench, turned: timedelta) -> None:
    payment = bench.sell()
    consent = bench.consent(Deed.CANCEL, payment.id)
    bench.clock.set(bench.clock.now() + turned)
    with pytest.raises(Declined) as declined:
        bench.cancelling.cancel(CLERK, payment.id, WHY, consent)
    assert declined.value.reason is Reason.APPROVAL_SPENT


def test_a_consent_to_one_sale_is_for_no_other_sale(bench: Bench) -> None:
    payer = a_participant(5)
    assert payer.income_basis is not None
    assert payer.sector is not None
    doubtful = bench.sell(bench.sale(payer))
    bench.host.replies.append(NoAnswer("time-out"))
    bench.forwarder.forward(doubtful.id)
    month_after = bench.tariff.quote(Payer(payer.income_basis, payer.sector), payer.programmes, Month(2026, 12), 1)
    first, second = (replace(bench.sale(payer), bill=month_after) for _ in range(2))
    consent = bench.consent(Deed.PAY_DESPITE_DOUBT, first.id)
    with pytest.raises(Declined) as declined:
        bench.checkout.commit(CLERK, second, TenderKind.CASH, second.bill.total, approvals=[consent])
    assert declined.value.reason is Reason.APPROVAL_SPENT


def test_money_is_not_paid_out_of_the_drawer_of_somebody_else_or_of_a_closed_one(bench: Bench) -> None:
    payment = bench.sell()
    bench.host.replies.append(Refused("4042513", "wrong amount"))
    bench.forwarder.forward(payment.id)
    with pytest.raises(Declined) as declined:
        bench.refunds.pay_out(OTHER_CLERK, payment.id)
    assert declined.value.reason is Reason.SHIFT_OF_ANOTHER
    bench.shifts.close(CLERK, Rupiah(208_400))
    assert refused(bench, payment) is Reason.SHIFT_NOT_OPEN


@pytest.mark.parametrize(
    "answer", [Conflict("4092501", "other content"), AlreadyPaid("4042514", "already paid"), NotKnown("4042612")]
)
def test_what_the_host_contradicts_gives_no_cash_back_by_one_person(bench: Bench, answer: Conflict) -> None:
    payment = bench.sell()
    bench.host.replies.append(NoAnswer("time-out"))
    bench.forwarder.forward(payment.id)
    bench.wait_until_due()
    bench.host.replies.append(answer)
    bench.forwarder.forward(payment.id)
    assert bench.state(payment) in {PaymentState.REVIEW, PaymentState.UNKNOWN}
    assert refused(bench, payment) is Reason.REFUND_NOT_DUE


def test_a_pay_out_whose_answer_was_lost_is_told_when_it_is_tried_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    payment = bench.sell()
    bench.host.replies.append(Refused("4042513", "wrong amount"))
    bench.forwarder.forward(payment.id)
    with monkeypatch.context() as broken:
        real = type(bench.store).writing

        def answer_lost(store: object) -> object:
            return _Lost(real(bench.store))

        broken.setattr(type(bench.store), "writing", answer_lost)
        with pytest.raises(CommitUncertain):
            bench.refunds.pay_out(CLERK, payment.id)
    assert refused(bench, payment) is Reason.MONEY_IS_BACK
    assert len(bench.entries("payment.refunded")) == 1


class _Lost:
    """A transaction that is committed, and whose answer nobody hears."""

    def __init__(self, real: object) -> None:
        self.real = real

    def __enter__(self) -> object:
        return self.real.__enter__()  # type: ignore[attr-defined]

    def __exit__(self, *error: object) -> None:
        self.real.__exit__(*error)  # type: ignore[attr-defined]
        raise CommitUncertain(Service.DATABASE, "the answer was lost")


def test_words_keep_no_number_and_no_control_character(bench: Bench) -> None:
    payment = bench.sell()
    nik = payment.payer.nik
    hidden = f"batal\x1b[2J {nik}\u202e {'.'.join((nik[:6], nik[6:12], nik[12:]))} \uff13{nik[1:]}\n2001 menyetujui"
    consent = bench.consent(Deed.CANCEL, payment.id)
    bench.cancelling.cancel(CLERK, payment.id, hidden, consent)
    (entry,) = bench.entries("payment.cancelled")
    reason = str(entry["reason"])
    assert reason.isprintable()
    assert nik[:12] not in reason.replace(".", "").replace("\uff13", "3")
    assert "\n" not in reason
