"""Every payment reaches the host exactly once, whatever the host says or leaves unsaid."""

from uuid import uuid4

import pytest

from counter_app.database.repositories.payments import SqlPayments
from counter_app.domain.outbox import (
    AlreadyPaid,
    Conflict,
    HostReply,
    NoAnswer,
    NotKnown,
    Refused,
    Step,
    Wait,
)
from counter_app.domain.payment import PaymentState
from tests.helpers.builders import a_refund
from tests.helpers.logfail import LogWatch
from tests.helpers.reply_host import posted
from tests.integration.services.conftest import PATIENCE, Bench

SILENCE = NoAnswer("time-out")


def test_a_payment_is_sent_once_and_confirmed_by_name(bench: Bench) -> None:
    payment = bench.sell()
    bench.host.replies = [posted(payment)]
    confirmed = bench.forwarder.forward(payment.id)
    assert confirmed is not None
    assert confirmed.state is PaymentState.CONFIRMED
    stored = bench.stored(payment)
    assert stored.posting is not None
    assert stored.posting.host_reference == "HOST-0001"
    assert bench.forwarder.forward_next() is None
    assert len(bench.host.said("pay")) == 1
    assert [fact["actor"] for fact in bench.entries("payment.outcome")] == ["system:forwarder"]


def test_the_attempt_is_on_disk_before_the_host_hears_of_it(bench: Bench) -> None:
    payment = bench.sell()

    def while_the_host_is_called() -> HostReply:
        assert bench.state(payment) is PaymentState.SENDING
        assert bench.entries("payment.attempt") == [
            {"actor": "system:forwarder", "receipt": payment.receipt_number, "attempt": 1}
        ]
        return posted(payment)

    bench.host.replies = [while_the_host_is_called]
    bench.forwarder.forward(payment.id)
    assert bench.state(payment) is PaymentState.CONFIRMED


def test_silence_makes_it_unknown_and_the_status_settles_it(bench: Bench) -> None:
    payment = bench.sell()
    bench.host.replies = [SILENCE, posted(payment)]
    bench.forwarder.forward(payment.id)
    assert bench.state(payment) is PaymentState.UNKNOWN
    assert bench.forwarder.forward_next() is None, "the quiet period is not over"
    bench.wait_until_due()
    bench.forwarder.forward_next()
    assert bench.state(payment) is PaymentState.CONFIRMED
    assert [name for name, _ in bench.host.calls] == ["pay", "status"]


def test_not_found_sends_the_same_bytes_again(bench: Bench) -> None:
    payment = bench.sell()
    bench.host.replies = [SILENCE, NotKnown("4042612"), posted(payment)]
    bench.forwarder.forward(payment.id)
    bench.wait_until_due()
    bench.forwarder.forward_next()
    bench.forwarder.forward_next()
    first, second = bench.host.said("pay")
    assert first == second
    assert bench.state(payment) is PaymentState.CONFIRMED
    assert [fact["attempt"] for fact in bench.entries("payment.attempt")] == [1, 2]


def test_a_crash_while_sending_is_found_and_asked_about(bench: Bench) -> None:
    payment = bench.sell()

    def the_power_goes() -> HostReply:
        raise KeyboardInterrupt

    bench.host.replies = [the_power_goes, posted(payment)]
    with pytest.raises(KeyboardInterrupt):
        bench.forwarder.forward(payment.id)
    assert bench.state(payment) is PaymentState.SENDING
    restarted = bench.another_forwarder("forwarder-after-restart")
    assert restarted.forward_next() is None, "the lease of the dead one still holds"
    bench.clock.advance(PATIENCE.lease.total_seconds() + 1)
    restarted.forward_next()
    assert bench.state(payment) is PaymentState.CONFIRMED
    assert [name for name, _ in bench.host.calls] == ["pay", "status"]
    assert [fact["state"] for fact in bench.entries("payment.outcome")] == ["UNKNOWN", "CONFIRMED"]


def test_two_forwarders_never_take_the_same_payment(bench: Bench) -> None:
    payment = bench.sell()
    second = bench.another_forwarder("forwarder-2")

    def meanwhile_the_other_one_looks() -> HostReply:
        assert second.forward(payment.id) is None
        assert second.forward_next() is None
        return posted(payment)

    bench.host.replies = [meanwhile_the_other_one_looks]
    bench.forwarder.forward(payment.id)
    assert len(bench.host.said("pay")) == 1


def test_an_answer_after_the_lease_ran_out_changes_nothing(bench: Bench, log_watch: LogWatch) -> None:
    log_watch.expects("came after its lease")
    payment = bench.sell()
    second = bench.another_forwarder("forwarder-2")

    def the_other_one_takes_over() -> HostReply:
        bench.clock.advance(PATIENCE.lease.total_seconds() + 1)
        bench.host.replies = [posted(payment)]
        second.forward_next()
        return Refused("4042513", "late and wrong")

    bench.host.replies = [the_other_one_takes_over]
    answered = bench.forwarder.forward(payment.id)
    assert answered is not None
    assert answered.state is PaymentState.CONFIRMED
    assert bench.state(payment) is PaymentState.CONFIRMED
    assert [fact["what"] for fact in bench.entries("host.alarm")] == [
        "a late answer makes it REJECTED: 4042513 late and wrong"
    ]


def test_a_late_answer_that_says_the_same_is_no_alarm(bench: Bench, log_watch: LogWatch) -> None:
    log_watch.expects("came after its lease")
    payment = bench.sell()
    second = bench.another_forwarder("forwarder-2")

    def the_other_one_takes_over() -> HostReply:
        bench.clock.advance(PATIENCE.lease.total_seconds() + 1)
        bench.host.replies = [posted(payment)]
        second.forward_next()
        return posted(payment)

    bench.host.replies = [the_other_one_takes_over]
    bench.forwarder.forward(payment.id)
    assert bench.state(payment) is PaymentState.CONFIRMED
    assert bench.entries("host.alarm") == []
    assert [fact["state"] for fact in bench.entries("payment.outcome")] == ["UNKNOWN", "CONFIRMED"]


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        (Refused("4042512", "no such bill"), PaymentState.REJECTED),
        (AlreadyPaid("4042514", "paid"), PaymentState.REJECTED),
        (Conflict("4092501", "other content"), PaymentState.REVIEW),
    ],
)
def test_a_definite_answer_to_the_first_attempt_settles_it(bench: Bench, reply: HostReply, state: PaymentState) -> None:
    payment = bench.sell()
    bench.host.replies = [reply]
    bench.forwarder.forward(payment.id)
    assert bench.state(payment) is state
    bench.wait_until_due()
    assert bench.forwarder.forward_next() is None


def test_already_paid_on_a_resend_is_for_people_to_look_at(bench: Bench) -> None:
    payment = bench.sell()
    bench.host.replies = [SILENCE, NotKnown("4042612"), AlreadyPaid("4042514", "paid")]
    bench.forwarder.forward(payment.id)
    bench.wait_until_due()
    bench.forwarder.forward_next()
    bench.forwarder.forward_next()
    assert bench.state(payment) is PaymentState.REVIEW


@pytest.mark.parametrize(
    "other",
    [{"key": str(uuid4())}, {"amount": 1}, {"customer_no": "3273025508920009"}, {"receipt_number": "other"}],
    ids=lambda other: next(iter(other)),
)
def test_an_answer_that_names_something_else_is_for_people_to_look_at(bench: Bench, other: dict[str, object]) -> None:
    payment = bench.sell()
    bench.host.replies = [posted(payment, **other)]
    bench.forwarder.forward(payment.id)
    assert bench.state(payment) is PaymentState.REVIEW
    assert bench.stored(payment).posting is None
    (outcome,) = bench.entries("payment.outcome")
    assert "its reference is HOST-0001" in str(outcome["words"]), "what people need to look into it"


def test_slow_down_leaves_a_first_send_as_it_is_and_sends_later(bench: Bench) -> None:
    payment = bench.sell()
    bench.host.replies = [Wait("4292500", "slow down", 40.0), posted(payment)]
    bench.forwarder.forward(payment.id)
    assert bench.state(payment) is PaymentState.SENDING
    bench.clock.advance(39)
    assert bench.forwarder.forward_next() is None, "the host asked for 40 seconds"
    bench.clock.advance(2)
    bench.forwarder.forward_next()
    assert bench.state(payment) is PaymentState.CONFIRMED
    assert [name for name, _ in bench.host.calls] == ["pay", "pay"]


def test_one_item_that_waits_never_holds_up_another(bench: Bench) -> None:
    poisoned, healthy = bench.sell(), bench.sell()
    bench.host.replies = [SILENCE, posted(healthy)]
    bench.forwarder.forward_next()
    bench.forwarder.forward_next()
    assert bench.state(poisoned) is PaymentState.UNKNOWN
    assert bench.state(healthy) is PaymentState.CONFIRMED


def test_waits_double_and_stay_within_bounds(bench: Bench) -> None:
    payment = bench.sell()
    bench.host.replies = [SILENCE] * 12
    waits = []
    for _ in range(12):
        before = bench.clock.now()
        with bench.store.reading() as work:
            item = work.outbox.get(payment.id)
        assert item is not None
        assert item.due_at is not None
        bench.clock.set(max(item.due_at, before))
        waits.append((bench.clock.now() - before).total_seconds())
        bench.forwarder.forward(payment.id)
    assert waits[1:5] == [5.0, 5.0, 10.0, 20.0]
    assert max(waits) == PATIENCE.longest.total_seconds()


def test_an_alarm_is_journaled_once_while_it_stays_the_same(bench: Bench) -> None:
    payment = bench.sell()
    forged = NoAnswer("the reply's signature does not verify", alarm=True)
    bench.host.replies = [forged, forged, NoAnswer("other", alarm=True)]
    for _ in range(3):
        bench.forwarder.forward(payment.id)
        bench.wait_until_due()
    assert [fact["what"] for fact in bench.entries("host.alarm")] == [
        "the reply's signature does not verify",
        "other",
    ]
    assert bench.state(payment) is PaymentState.UNKNOWN


def test_after_ninety_days_the_host_has_forgotten_and_people_decide(bench: Bench) -> None:
    payment = bench.sell()
    bench.host.replies = [SILENCE, NotKnown("4042612")]
    bench.forwarder.forward(payment.id)
    bench.clock.advance(days=90)
    bench.forwarder.forward_next()
    assert bench.state(payment) is PaymentState.REVIEW
    bench.wait_until_due()
    assert bench.forwarder.forward_next() is None
    assert [name for name, _ in bench.host.calls] == ["pay", "status"], "a key it may have forgotten is not sent again"


def test_after_ninety_days_an_answer_that_decides_nothing_is_for_people_too(bench: Bench) -> None:
    payment = bench.sell()
    bench.host.replies = [Wait("4292500", "slow down"), NoAnswer("the host answered 5002600", code="5002600")]
    bench.forwarder.forward(payment.id)
    bench.clock.advance(days=90)
    bench.forwarder.forward_next()
    assert bench.state(payment) is PaymentState.REVIEW
    assert [name for name, _ in bench.host.calls] == ["pay", "status"]


@pytest.mark.parametrize("reply", [Wait("4012600", "your clock"), SILENCE], ids=["not let in", "no line"])
def test_a_clock_that_leaps_a_year_ahead_and_back_costs_a_payment_nothing(bench: Bench, reply: HostReply) -> None:
    payment = bench.sell()
    bench.host.replies = [SILENCE, reply, posted(payment)]
    bench.forwarder.forward(payment.id)
    bench.clock.advance(days=365)
    bench.forwarder.forward_next()
    assert bench.state(payment) is PaymentState.UNKNOWN
    bench.clock.advance(days=-365)
    bench.forwarder.forward_next()
    assert bench.state(payment) is PaymentState.CONFIRMED


def test_what_a_host_still_knows_after_ninety_days_counts(bench: Bench) -> None:
    payment = bench.sell()
    bench.host.replies = [SILENCE, posted(payment)]
    bench.forwarder.forward(payment.id)
    bench.clock.advance(days=91)
    bench.forwarder.forward_next()
    assert bench.state(payment) is PaymentState.CONFIRMED


def test_a_lease_of_a_dead_forwarder_does_not_hold_when_the_clock_is_set_back(bench: Bench) -> None:
    payment = bench.sell()

    def the_power_goes() -> HostReply:
        raise KeyboardInterrupt

    bench.clock.advance(days=1)
    bench.host.replies = [the_power_goes, posted(payment)]
    with pytest.raises(KeyboardInterrupt):
        bench.forwarder.forward(payment.id)
    bench.clock.advance(days=-1)
    bench.another_forwarder("forwarder-after-restart").forward_next()
    assert bench.state(payment) is PaymentState.CONFIRMED


def test_what_needs_the_host_no_more_is_closed_without_a_call(bench: Bench) -> None:
    payment = bench.sell()
    with bench.store.writing() as work:
        work.refunds.add(a_refund(payment))
        assert work.payments.move(payment.id, PaymentState.ACCEPTED, PaymentState.CANCELLED)
    cancelled = bench.forwarder.forward_next()
    assert cancelled is not None
    assert cancelled.state is PaymentState.CANCELLED
    assert bench.forwarder.forward_next() is None
    assert bench.host.calls == []


def test_what_was_asked_and_waits_keeps_asking(bench: Bench) -> None:
    payment = bench.sell()
    bench.host.replies = [SILENCE, Wait("2022600", "in progress")]
    bench.forwarder.forward(payment.id)
    bench.wait_until_due()
    bench.forwarder.forward_next()
    with bench.store.reading() as work:
        item = work.outbox.get(payment.id)
    assert item is not None
    assert (item.step, item.attempts, item.last_code) == (Step.ASK, 1, "2022600")
    assert bench.state(payment) is PaymentState.UNKNOWN


def test_a_state_that_moves_within_its_own_transaction_is_a_bug(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    payment = bench.sell()
    monkeypatch.setattr(SqlPayments, "move", lambda *_: False)
    with pytest.raises(LookupError):
        bench.forwarder.forward(payment.id)
    assert bench.host.calls == []
