"""A backlog goes to the host in few transactions, and each payment still exactly once."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from uuid import UUID

import pytest
from sqlalchemy import event

from counter_app.database.repositories.payments import SqlPayments
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.outbox import AlreadyPaid, HostReply, NoAnswer, NotKnown, OutboxItem, Step
from counter_app.domain.payment import Payment, PaymentState
from counter_app.services.forwarding import Forwarder, Patience
from counter_app.services.ports import UnitOfWork
from tests.helpers.logfail import LogWatch
from tests.helpers.reply_host import posted, taken_back
from tests.integration.services.conftest import PATIENCE, Bench
from tests.integration.services.test_reversal_forwarding import ask, confirmed, state_of

SILENCE = NoAnswer("time-out")
BROKEN = NoAnswer("the host answered 5002500", code="5002500")


def sell(bench: Bench, count: int) -> list[Payment]:
    return [bench.sell() for _ in range(count)]


def answers(payments: Sequence[Payment]) -> list[HostReply | Callable[[], HostReply]]:
    return [posted(payment) for payment in payments]


def states(bench: Bench, payments: Sequence[Payment]) -> list[PaymentState]:
    return [bench.state(payment) for payment in payments]


def item_of(bench: Bench, item_id: UUID) -> OutboxItem:
    with bench.store.reading() as work:
        found = work.outbox.get(item_id)
    assert found is not None
    return found


@contextmanager
def commits(store: SqlStore) -> Iterator[list[object]]:
    """What was committed within the block."""
    seen: list[object] = []
    note = seen.append
    event.listen(store.writer, "commit", note)
    yield seen
    event.remove(store.writer, "commit", note)


def test_twenty_payments_take_two_transactions_where_one_by_one_takes_forty(bench: Bench) -> None:
    together, singly = sell(bench, 20), sell(bench, 20)
    bench.host.replies = answers(together + singly)
    with commits(bench.store) as few:
        moved = bench.forwarder.forward_batch()
    assert [row.id for row in moved] == [payment.id for payment in together]
    with commits(bench.store) as many:
        while bench.forwarder.forward_next() is not None:
            pass
    assert (len(few), len(many)) == (2, 41), "the last turn found nothing"
    assert set(states(bench, together + singly)) == {PaymentState.CONFIRMED}
    assert len(bench.host.said("pay")) == 40


def test_all_attempts_of_a_batch_are_on_disk_before_the_host_hears_of_the_first(bench: Bench) -> None:
    first, second = sell(bench, 2)

    def while_the_host_is_called() -> HostReply:
        assert states(bench, [first, second]) == [PaymentState.SENDING] * 2
        assert [item_of(bench, each.id).step for each in (first, second)] == [Step.ASK] * 2
        assert len(bench.entries("payment.attempt")) == 2
        return posted(first)

    bench.host.replies = [while_the_host_is_called, posted(second)]
    bench.forwarder.forward_batch()
    assert states(bench, [first, second]) == [PaymentState.CONFIRMED] * 2


def test_a_silent_host_ends_the_batch_and_what_was_not_sent_is_due_as_before(bench: Bench) -> None:
    payments = sell(bench, 3)
    bench.host.replies = [SILENCE]
    moved = bench.forwarder.forward_batch()
    assert [row.id for row in moved] == [payments[0].id]
    assert states(bench, payments) == [PaymentState.UNKNOWN, PaymentState.SENDING, PaymentState.SENDING]
    for payment in payments[1:]:
        item = item_of(bench, payment.id)
        assert (item.step, item.attempts, item.leased_by, item.leased_until) == (Step.SEND, 1, "", None)
        assert item.due_at is not None
        assert item.due_at <= bench.clock.now()
    named = {"actor": "system:forwarder", "attempt": 1, "not_sent": True, "ever_sent": False}
    assert bench.entries("payment.attempt")[3:] == [
        named | {"receipt": payment.receipt_number} for payment in payments[1:]
    ]
    assert bench.verification.run().fault is None


def test_a_silent_host_is_tried_with_one_payment_at_a_time_until_it_answers(bench: Bench) -> None:
    payments = sell(bench, 5)
    bench.host.replies = [SILENCE, SILENCE, posted(payments[2]), *answers(payments[3:])]
    turns = [[row.receipt_number for row in bench.forwarder.forward_batch()] for _ in range(4)]
    numbers = [payment.receipt_number for payment in payments]
    assert turns == [numbers[:1], numbers[1:2], numbers[2:3], numbers[3:]]
    assert len([entry for entry in bench.entries("payment.attempt") if "not_sent" in entry]) == 4


def test_a_payment_that_was_put_back_and_is_paid_already_was_paid_by_somebody_else(bench: Bench) -> None:
    silent, paid = sell(bench, 2)
    bench.host.replies = [SILENCE, AlreadyPaid("4042514", "already paid")]
    bench.forwarder.forward_batch()
    bench.forwarder.forward_batch()
    assert states(bench, [silent, paid]) == [PaymentState.UNKNOWN, PaymentState.REJECTED]


def test_a_payment_that_was_sent_once_and_then_put_back_may_itself_be_what_paid(bench: Bench) -> None:
    other, sent = sell(bench, 2)
    bench.host.replies = [BROKEN, SILENCE]
    bench.forwarder.forward_batch()
    bench.wait_until_due()
    bench.host.replies = [NotKnown("4042612")]
    bench.forwarder.forward_batch()  # of one, as the host was silent
    bench.host.replies = [NotKnown("4042612")]
    bench.forwarder.forward(sent.id)
    bench.host.replies = [SILENCE]
    bench.forwarder.forward_batch()
    assert bench.entries("payment.attempt")[-1]["ever_sent"] is True
    bench.host.replies = [AlreadyPaid("4042514", "already paid")]
    bench.forwarder.forward(sent.id)
    assert states(bench, [other, sent]) == [PaymentState.UNKNOWN, PaymentState.REVIEW]


def test_a_batch_gives_way_after_the_call_under_way(bench: Bench) -> None:
    payments = sell(bench, 3)
    bench.host.replies = answers(payments)
    asked: list[bool] = []

    def nobody_waits_yet() -> bool:
        asked.append(len(asked) < 1)
        return asked[-1]

    assert len(bench.forwarder.forward_batch(more=nobody_waits_yet)) == 1
    assert asked == [True, False]
    assert states(bench, payments) == [PaymentState.CONFIRMED, PaymentState.SENDING, PaymentState.SENDING]
    taken = bench.forwarder.forward(payments[1].id)
    assert taken is not None
    assert taken.state is PaymentState.CONFIRMED, "whoever waits finds it free"


def test_a_payment_the_host_cannot_digest_delays_no_other(bench: Bench) -> None:
    poison, *others = sell(bench, 3)
    bench.host.replies = [BROKEN, *answers(others)]
    bench.forwarder.forward_batch()
    assert states(bench, [poison, *others]) == [PaymentState.UNKNOWN] + [PaymentState.CONFIRMED] * 2
    later = sell(bench, 2)
    bench.host.replies = answers(later)
    assert [row.id for row in bench.forwarder.forward_batch()] == [payment.id for payment in later]
    assert item_of(bench, poison.id).last_code == "5002500"


def test_a_batch_that_was_killed_is_asked_about_and_nothing_is_sent_blindly(bench: Bench) -> None:
    payments = sell(bench, 3)

    def the_power_goes() -> HostReply:
        raise KeyboardInterrupt

    bench.host.replies = [posted(payments[0]), the_power_goes]
    with pytest.raises(KeyboardInterrupt):
        bench.forwarder.forward_batch()
    assert states(bench, payments) == [PaymentState.SENDING] * 3
    restarted = bench.another_forwarder("forwarder-after-restart")
    assert not restarted.forward_batch(), "the leases of the dead one still hold"
    bench.clock.advance(PATIENCE.lease.total_seconds() + 1)
    bench.host.calls.clear()
    bench.host.replies = [posted(payments[0]), posted(payments[1]), NotKnown("4042612"), posted(payments[2])]
    restarted.forward_batch()
    restarted.forward_batch()
    assert [name for name, _ in bench.host.calls] == ["status", "status", "status", "pay"]
    assert states(bench, payments) == [PaymentState.CONFIRMED] * 3


@pytest.mark.parametrize(("call", "lease"), [(10.0, 60), (50.0, 100), (900.0, 600)])
def test_a_lease_outlasts_the_longest_call_and_never_longer_than_a_lease_holds(call: float, lease: int) -> None:
    patience = Patience.for_calls(call)
    assert (patience.call.total_seconds(), patience.lease.total_seconds()) == (call, lease)


def test_a_batch_ends_before_its_leases_do(bench: Bench) -> None:
    payments = sell(bench, 10)

    def slowly(payment: Payment) -> Callable[[], HostReply]:
        def reply() -> HostReply:
            bench.clock.advance(9)
            return posted(payment)

        return reply

    bench.host.replies = [slowly(payment) for payment in payments]
    assert len(bench.forwarder.forward_batch()) == 6, "after 54 of 60 seconds, none of 10 more is begun"
    assert len(bench.forwarder.forward_batch()) == 4
    assert states(bench, payments) == [PaymentState.CONFIRMED] * 10


def test_a_bug_about_one_payment_loses_no_answer_about_another(bench: Bench) -> None:
    first, broken, last = sell(bench, 3)

    def a_bug() -> HostReply:
        raise RuntimeError("a bug")

    bench.host.replies = [posted(first), a_bug, posted(last)]
    with pytest.raises(RuntimeError, match="a bug"):
        bench.forwarder.forward_batch()
    confirmed, sending = PaymentState.CONFIRMED, PaymentState.SENDING
    assert states(bench, [first, broken, last]) == [confirmed, sending, confirmed]
    assert item_of(bench, broken.id).step is Step.ASK


def test_several_bugs_of_a_batch_are_told_together(bench: Bench) -> None:
    def a_bug() -> HostReply:
        raise RuntimeError("a bug")

    sell(bench, 2)
    bench.host.replies = [a_bug, a_bug]
    with pytest.raises(ExceptionGroup) as told:
        bench.forwarder.forward_batch()
    assert [str(bug) for bug in told.value.exceptions] == ["a bug", "a bug"]


def test_an_outcome_that_cannot_be_stored_keeps_none_of_the_others_from_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, stuck, last = sell(bench, 3)
    move = SqlPayments.move

    def never_to_confirmed(self: SqlPayments, payment_id: UUID, *more: object) -> bool:
        if payment_id == stuck.id and PaymentState.CONFIRMED in more:
            return False
        return move(self, payment_id, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(SqlPayments, "move", never_to_confirmed)
    bench.host.replies = answers([first, stuck, last])
    with pytest.raises(LookupError, match=stuck.receipt_number):
        bench.forwarder.forward_batch()
    confirmed, sending = PaymentState.CONFIRMED, PaymentState.SENDING
    assert states(bench, [first, stuck, last]) == [confirmed, sending, confirmed]


class GoesAway:
    """A store whose database is away from the second transaction on."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self._left = 1

    def writing(self) -> AbstractContextManager[UnitOfWork]:
        if not self._left:
            raise Unavailable(Service.DATABASE, "locked by another program")
        self._left -= 1
        return self._store.writing()

    def reading(self) -> AbstractContextManager[UnitOfWork]:
        return self._store.reading()


def test_a_database_that_goes_away_leaves_the_whole_batch_to_be_asked_about(bench: Bench) -> None:
    payments = sell(bench, 2)
    bench.host.replies = answers(payments)
    forwarder = Forwarder(GoesAway(bench.store), bench.host, bench.clock, "unlucky", lambda: 0.5, PATIENCE)
    with pytest.raises(Unavailable):
        forwarder.forward_batch()
    assert [item_of(bench, payment.id).step for payment in payments] == [Step.ASK] * 2
    assert states(bench, payments) == [PaymentState.SENDING] * 2


def test_what_another_forwarder_has_taken_over_is_not_put_back(bench: Bench, log_watch: LogWatch) -> None:
    log_watch.expects("came after its lease")
    payments = sell(bench, 2)
    second = bench.another_forwarder("forwarder-2")

    def the_other_one_takes_over() -> HostReply:
        bench.clock.advance(PATIENCE.lease.total_seconds() + 1)
        bench.host.replies = answers(payments)
        second.forward_batch()
        return posted(payments[0])

    bench.host.replies = [the_other_one_takes_over]
    bench.forwarder.forward_batch()
    assert states(bench, payments) == [PaymentState.CONFIRMED] * 2
    assert not [entry for entry in bench.entries("payment.attempt") if "not_sent" in entry]


def test_a_question_that_was_not_asked_stays_a_question(bench: Bench) -> None:
    payments = sell(bench, 2)
    bench.host.replies = [BROKEN, BROKEN]
    bench.forwarder.forward_batch()
    bench.wait_until_due()
    bench.host.replies = [SILENCE]
    bench.forwarder.forward_batch()
    assert item_of(bench, payments[1].id).step is Step.ASK
    assert len(bench.entries("payment.attempt")) == 2, "asking for a payment sends nothing"


def test_payments_and_reversals_go_in_one_batch(bench: Bench) -> None:
    undone = confirmed(bench)
    reversal = ask(bench, undone)
    payment = bench.sell()
    bench.host.undoings, bench.host.replies = [taken_back(reversal, undone)], [posted(payment)]
    assert [row.id for row in bench.forwarder.forward_batch()] == [reversal.id, payment.id]
    assert (state_of(bench, reversal), bench.state(payment)) == (PaymentState.CONFIRMED, PaymentState.CONFIRMED)


def test_a_reversal_that_was_not_asked_about_again_is_said_so(bench: Bench) -> None:
    undone = confirmed(bench)
    reversal = ask(bench, undone)
    bench.host.undoings = [NoAnswer("the host answered 5009100", code="5009100")]
    bench.forwarder.forward_batch()
    bench.wait_until_due()
    assert not bench.forwarder.forward_batch(more=lambda: False)
    assert item_of(bench, reversal.id).step is Step.ASK
    assert [entry.get("ever_sent") for entry in bench.entries("reversal.attempt")] == [None, None, True]


def test_an_empty_queue_is_an_empty_batch(bench: Bench) -> None:
    assert list(bench.forwarder.forward_batch()) == []
