"""A reversal undoes its payment once, whole, and never before the payment stands."""

from uuid import UUID

import pytest

from counter_app.database.repositories.reversals import SqlReversals
from counter_app.domain.outbox import AlreadyPaid, Conflict, NoAnswer, OutboxItem, Refused, ReversalReply, Step, Wait
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.reversal import Reversal
from tests.helpers.builders import a_reversal as reversal_of
from tests.helpers.builders import an_outbox_item
from tests.helpers.logfail import LogWatch
from tests.helpers.reply_host import posted, taken_back
from tests.integration.services.conftest import PATIENCE, Bench

SILENCE = NoAnswer("time-out")


def ask(bench: Bench, payment: Payment) -> Reversal:
    """Commit a reversal of the payment, as its service does."""
    reversal = reversal_of(payment, asked_at=bench.clock.now())
    with bench.store.writing() as work:
        work.reversals.add(reversal)
        body = bench.host.reversal_body(reversal, payment, work.journal.head())
        work.outbox.add(an_outbox_item(payment.id, reversal_id=reversal.id, body=body, due_at=bench.clock.now()))
    return reversal


def confirmed(bench: Bench) -> Payment:
    payment = bench.sell()
    bench.host.replies = [posted(payment)]
    bench.forwarder.forward(payment.id)
    return payment


def state_of(bench: Bench, reversal: Reversal) -> PaymentState:
    return stored(bench, reversal).state


def stored(bench: Bench, reversal: Reversal) -> Reversal:
    with bench.store.reading() as work:
        found = work.reversals.get(reversal.id)
    assert found is not None
    return found


def item_of(bench: Bench, item_id: UUID) -> OutboxItem:
    with bench.store.reading() as work:
        found = work.outbox.get(item_id)
    assert found is not None
    return found


def test_a_reversal_is_sent_once_and_its_months_are_free_again(bench: Bench) -> None:
    payment = confirmed(bench)
    reversal = ask(bench, payment)
    bench.host.undoings = [taken_back(reversal, payment)]
    done = bench.forwarder.forward_reversal(reversal.id)
    assert done is not None
    assert done.state is PaymentState.CONFIRMED
    assert stored(bench, reversal).undoing == done.undoing is not None
    assert bench.state(payment) is PaymentState.CONFIRMED, "the posting was there; what undid it is a row of its own"
    with bench.store.reading() as work:
        assert not work.claims.of_payment(payment.id)
    assert bench.forwarder.forward_next() is None
    named = {"actor": "system:forwarder", "receipt": payment.receipt_number, "payment": str(payment.id)}
    assert bench.entries("reversal.attempt") == [named | {"attempt": 1}]
    assert bench.entries("reversal.outcome") == [named | {"state": "CONFIRMED", "code": "", "words": "REV-0001"}]


def test_a_reversal_is_on_disk_as_an_attempt_before_the_host_hears_of_it(bench: Bench) -> None:
    payment = confirmed(bench)
    reversal = ask(bench, payment)

    def while_the_host_is_called() -> ReversalReply:
        assert state_of(bench, reversal) is PaymentState.SENDING
        assert [entry["attempt"] for entry in bench.entries("reversal.attempt")] == [1]
        assert item_of(bench, reversal.id).step is Step.ASK
        return taken_back(reversal, payment)

    bench.host.undoings = [while_the_host_is_called]
    bench.forwarder.forward_next()
    assert state_of(bench, reversal) is PaymentState.CONFIRMED


def test_a_reversal_that_times_out_is_asked_about_with_the_same_bytes(bench: Bench) -> None:
    payment = confirmed(bench)
    reversal = ask(bench, payment)
    bench.host.undoings = [SILENCE, taken_back(reversal, payment)]
    bench.forwarder.forward_reversal(reversal.id)
    assert state_of(bench, reversal) is PaymentState.UNKNOWN
    assert bench.forwarder.forward_next() is None, "the quiet period is not over"
    bench.wait_until_due()
    bench.forwarder.forward_next()
    assert state_of(bench, reversal) is PaymentState.CONFIRMED
    first, second = bench.host.said("reverse")
    assert first == second
    assert [entry["attempt"] for entry in bench.entries("reversal.attempt")] == [1, 2]
    assert [entry["state"] for entry in bench.entries("reversal.outcome")] == ["UNKNOWN", "CONFIRMED"]


def test_a_reversal_under_way_at_a_crash_is_unknown_and_then_settled(bench: Bench) -> None:
    payment = confirmed(bench)
    reversal = ask(bench, payment)

    def the_power_goes() -> ReversalReply:
        raise KeyboardInterrupt

    bench.host.undoings = [the_power_goes, taken_back(reversal, payment)]
    with pytest.raises(KeyboardInterrupt):
        bench.forwarder.forward_reversal(reversal.id)
    restarted = bench.another_forwarder("forwarder-after-restart")
    assert restarted.forward_next() is None, "the lease of the dead one still holds"
    bench.clock.advance(PATIENCE.lease.total_seconds() + 1)
    restarted.forward_next()
    assert [entry["state"] for entry in bench.entries("reversal.outcome")] == ["UNKNOWN", "CONFIRMED"]


def test_a_reversal_waits_for_its_payment_without_an_attempt_and_goes_as_soon_as_that_stands(bench: Bench) -> None:
    payment = bench.sell()
    bench.host.replies = [SILENCE]
    bench.forwarder.forward(payment.id)
    reversal = ask(bench, payment)
    waiting = bench.forwarder.forward_reversal(reversal.id)
    assert waiting is not None
    assert waiting.state is PaymentState.ACCEPTED
    assert (item_of(bench, reversal.id).attempts, bench.entries("reversal.attempt")) == (0, [])
    assert bench.forwarder.forward_next() is None, "it is not asked again at once"
    due = item_of(bench, payment.id).due_at
    assert due is not None
    bench.clock.advance((due - bench.clock.now()).total_seconds())
    bench.host.replies = [posted(payment)]
    bench.forwarder.forward(payment.id)
    bench.host.undoings = [taken_back(reversal, payment)]
    bench.forwarder.forward_next()
    assert state_of(bench, reversal) is PaymentState.CONFIRMED, "the payment woke it"


def test_a_reversal_of_a_payment_in_review_waits_for_people(bench: Bench) -> None:
    payment = bench.sell()
    bench.host.replies = [SILENCE, Conflict("4092601", "other content")]
    bench.forwarder.forward(payment.id)
    reversal = ask(bench, payment)
    bench.wait_until_due()
    bench.forwarder.forward(payment.id)
    assert bench.state(payment) is PaymentState.REVIEW
    for _ in range(3):
        bench.wait_until_due()
        bench.forwarder.forward_next()
    assert state_of(bench, reversal) is PaymentState.ACCEPTED
    assert bench.host.said("reverse") == []


def test_a_reversal_whose_payment_was_refused_is_cancelled_and_closed(bench: Bench) -> None:
    payment = bench.sell()
    bench.host.replies = [SILENCE, Refused("4042613", "wrong amount")]
    bench.forwarder.forward(payment.id)
    reversal = ask(bench, payment)
    bench.wait_until_due()
    bench.forwarder.forward(payment.id)
    assert bench.state(payment) is PaymentState.REJECTED
    cancelled = bench.forwarder.forward_next()
    assert cancelled is not None
    assert cancelled.state is state_of(bench, reversal) is PaymentState.CANCELLED
    assert item_of(bench, reversal.id).due_at is None
    assert bench.host.said("reverse") == []
    assert [(entry["state"], entry["words"]) for entry in bench.entries("reversal.outcome")] == [
        ("CANCELLED", "its payment has come to nothing")
    ]


def test_a_refused_payment_gives_its_months_back(bench: Bench) -> None:
    payment = bench.sell()
    with bench.store.writing() as work:
        assert work.claims.take(payment) is None
    bench.host.replies = [Refused("4042513", "wrong amount")]
    bench.forwarder.forward(payment.id)
    with bench.store.reading() as work:
        assert not work.claims.of_payment(payment.id)


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        (Refused("4049119", "only on the day it was posted"), PaymentState.REJECTED),
        (AlreadyPaid("4049114", "reversed already, by another reversal"), PaymentState.REVIEW),
        (Conflict("4099101", "same key, other content"), PaymentState.REVIEW),
        (Conflict("4049112", "no such posting"), PaymentState.REVIEW),
    ],
)
def test_what_the_host_refuses_undoes_nothing_and_what_it_contradicts_is_for_people(
    bench: Bench, reply: ReversalReply, state: PaymentState
) -> None:
    payment = confirmed(bench)
    reversal = ask(bench, payment)
    bench.host.undoings = [reply]
    bench.forwarder.forward_reversal(reversal.id)
    assert state_of(bench, reversal) is state
    assert item_of(bench, reversal.id).due_at is None
    with bench.store.reading() as work:
        assert work.claims.of_payment(payment.id), "its months are paid"


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"key": "other"}, "key"),
        ({"payment_key": "other"}, "payment"),
        ({"amount": 1}, "amount"),
        ({"customer_no": "other"}, "payer"),
    ],
)
def test_an_answer_about_another_reversal_is_for_people(bench: Bench, wrong: dict[str, object], named: str) -> None:
    payment = confirmed(bench)
    reversal = ask(bench, payment)
    bench.host.undoings = [taken_back(reversal, payment, **wrong)]
    bench.forwarder.forward_reversal(reversal.id)
    assert state_of(bench, reversal) is PaymentState.REVIEW
    assert (
        bench.entries("reversal.outcome")[0]["words"] == f"the answer names another {named}; its reference is REV-0001"
    )


def test_a_host_that_lets_nobody_in_leaves_it_sending_and_is_asked_again_when_it_said(bench: Bench) -> None:
    payment = confirmed(bench)
    reversal = ask(bench, payment)
    bench.host.undoings = [Wait("4299100", "slow down", 40.0), taken_back(reversal, payment)]
    bench.forwarder.forward_reversal(reversal.id)
    assert state_of(bench, reversal) is PaymentState.SENDING
    bench.clock.advance(39)
    assert bench.forwarder.forward_next() is None
    bench.clock.advance(2)
    bench.forwarder.forward_next()
    assert state_of(bench, reversal) is PaymentState.CONFIRMED


@pytest.mark.parametrize(
    ("replies", "state"),
    [
        (["done"], PaymentState.CONFIRMED),
        ([Refused("4049119", "only on the day it was posted")], PaymentState.REVIEW),
        ([AlreadyPaid("4049114", "reversed already")], PaymentState.REVIEW),
        ([NoAnswer("the host answered 5009100", code="5009100")], PaymentState.REVIEW),
        ([SILENCE], PaymentState.UNKNOWN),
        ([Wait("4019101", "token")], PaymentState.UNKNOWN),
    ],
)
def test_after_ninety_days_only_a_host_that_still_knows_it_settles_a_reversal(
    bench: Bench, replies: list[ReversalReply | str], state: PaymentState
) -> None:
    payment = confirmed(bench)
    reversal = ask(bench, payment)
    bench.host.undoings = [SILENCE]
    bench.forwarder.forward_reversal(reversal.id)
    bench.clock.advance(PATIENCE.host_remembers.total_seconds() + 1)
    bench.host.undoings = [taken_back(reversal, payment) if isinstance(each, str) else each for each in replies]
    bench.forwarder.forward_next()
    assert state_of(bench, reversal) is state


def test_a_late_answer_to_a_reversal_that_contradicts_is_an_alarm(bench: Bench, log_watch: LogWatch) -> None:
    log_watch.expects("came after its lease")
    payment = confirmed(bench)
    reversal = ask(bench, payment)
    second = bench.another_forwarder("forwarder-2")

    def the_other_one_takes_over() -> ReversalReply:
        bench.clock.advance(PATIENCE.lease.total_seconds() + 1)
        bench.host.undoings = [taken_back(reversal, payment)]
        second.forward_next()
        return Refused("4049119", "late")

    bench.host.undoings = [the_other_one_takes_over]
    answered = bench.forwarder.forward_reversal(reversal.id)
    assert answered is not None
    assert answered.state is PaymentState.CONFIRMED
    assert [entry["what"] for entry in bench.entries("host.alarm")] == ["a late answer makes it REJECTED: 4049119 late"]


def test_a_reversal_that_moves_within_its_own_transaction_is_a_bug(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    payment = confirmed(bench)
    reversal = ask(bench, payment)
    monkeypatch.setattr(SqlReversals, "move", lambda *_: False)
    with pytest.raises(LookupError, match="within its transaction"):
        bench.forwarder.forward_reversal(reversal.id)


def test_a_payment_is_not_a_reversal_and_the_other_way_round(bench: Bench) -> None:
    payment = confirmed(bench)
    reversal = ask(bench, payment)
    bench.host.undoings = [taken_back(reversal, payment)]
    assert bench.forwarder.forward_reversal(payment.id) is None
    assert bench.forwarder.forward(payment.id) is None
    assert bench.forwarder.forward_next() is not None
