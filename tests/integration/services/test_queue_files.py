"""The queue leaves on a stick, and the host's answers come back on it."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from counter_app.database.repositories.payments import SqlPayments
from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.outbox import NoAnswer, NotKnown, OutboxItem, Refused, Step, Wait
from counter_app.domain.payment import PaymentState
from counter_app.domain.queue_file import (
    Content,
    Heading,
    HostAnswer,
    ItemAnswer,
    Kind,
    answers_content,
    envelope,
    front_of,
    items_of,
)
from counter_app.services.queue_files import Exported, QueueFiles
from tests.helpers.logfail import LogWatch
from tests.helpers.queue_carrier import GlassSealer, ScriptedCarrier
from tests.helpers.reply_host import posted, taken_back
from tests.integration.services.conftest import CLERK, OFFICE, OTHER_CLERK, Bench
from tests.integration.services.test_reversal_forwarding import ask, confirmed, state_of

BLANK = HostAnswer(200, b"", "", "", "")
LOST = UUID(int=7)


@pytest.fixture
def carrier() -> ScriptedCarrier:
    return ScriptedCarrier()


@pytest.fixture
def files(bench: Bench, carrier: ScriptedCarrier) -> QueueFiles:
    return QueueFiles(bench.store, carrier, GlassSealer(), OFFICE, bench.clock)


def item_of(bench: Bench, item_id: UUID) -> OutboxItem:
    with bench.store.reading() as work:
        found = work.outbox.get(item_id)
    assert found is not None
    return found


def exported(files: QueueFiles) -> Exported:
    made = files.export(CLERK)
    assert made is not None
    return made


def answers(queue: Heading, *keys: UUID, **other: object) -> bytes:
    """What comes back on the stick, about these keys."""
    told = Heading(Content.ANSWERS, queue.file_id, queue.office_id, queue.counter_id, queue.at, carried_by="02")
    front = front_of(replace(told, **other))  # type: ignore[arg-type]
    return front + GlassSealer().seal(front, answers_content(ItemAnswer(key, BLANK) for key in keys))


def refused(files: QueueFiles, file: bytes) -> str:
    with pytest.raises(Declined) as declined:
        files.answers(CLERK, file)
    assert declined.value.reason is Reason.QUEUE_FILE
    return str(declined.value.facts["what"])


def test_what_leaves_on_a_stick_counts_as_sent_before_the_file_is_there(bench: Bench, files: QueueFiles) -> None:
    first, second = bench.sell(), bench.sell()
    made = exported(files)
    whole = envelope(made.file)
    assert items_of(GlassSealer().unseal(whole.front, whole.sealed)) == made.items
    assert [(item.kind, item.key, item.amount) for item in made.items] == [
        (Kind.PAYMENT, payment.id, payment.total) for payment in (first, second)
    ]
    assert made.items[0].body == item_of(bench, first.id).body
    for payment in (first, second):
        item = item_of(bench, payment.id)
        assert (item.step, item.attempts, item.first_attempt_at) == (Step.ASK, 1, bench.clock.now())
        assert (item.leased_by, item.leased_until) == ("", None)
        assert bench.state(payment) is PaymentState.SENDING
    told = {"actor": CLERK.id, "attempt": 1, "queue_file": str(made.heading.file_id)}
    assert bench.entries("payment.attempt") == [told | {"receipt": each.receipt_number} for each in (first, second)]
    total = first.total + second.total
    named = {"actor": CLERK.id, "items": 2, "total": total, "sha256": made.sha256}
    assert (bench.entries("queue.exported"), made.total) == ([named], total)
    assert bench.verification.run().fault is None


def test_what_left_on_a_stick_cannot_be_cancelled(bench: Bench, files: QueueFiles) -> None:
    payment = bench.sell()
    consent = bench.consent(Deed.CANCEL, payment.id)
    exported(files)
    with pytest.raises(Declined) as declined:
        bench.cancelling.cancel(CLERK, payment.id, "salah peserta", consent)
    assert declined.value.reason is Reason.ALREADY_SENT


def test_what_was_cancelled_stays_at_home(bench: Bench, files: QueueFiles) -> None:
    payment = bench.sell()
    bench.cancelling.cancel(CLERK, payment.id, "salah peserta", bench.consent(Deed.CANCEL, payment.id))
    assert files.export(CLERK) is None
    assert bench.entries("queue.exported") == []


def test_what_is_being_sent_at_this_moment_stays_and_what_is_put_off_goes(bench: Bench, files: QueueFiles) -> None:
    sending, put_off = bench.sell(), bench.sell()
    bench.host.replies = [NoAnswer("time-out")]
    bench.forwarder.forward(put_off.id)
    now = bench.clock.now()
    with bench.store.writing() as work:
        assert work.outbox.lease("forwarder-2", now, now + timedelta(seconds=60), sending.id) is not None
    assert [item.key for item in exported(files).items] == [put_off.id]
    assert bench.state(sending) is PaymentState.ACCEPTED
    assert bench.state(put_off) is PaymentState.UNKNOWN
    assert item_of(bench, put_off.id).attempts == 2


def test_what_the_host_may_forget_before_the_file_is_sent_stays(bench: Bench, files: QueueFiles) -> None:
    payment = bench.sell()
    bench.host.replies = [NoAnswer("time-out")]
    bench.forwarder.forward(payment.id)
    bench.clock.advance(days=82)
    assert files.export(CLERK) is None
    bench.clock.advance(days=-1)
    assert len(exported(files).items) == 1


def test_a_reversal_leaves_once_its_payment_is_decided(bench: Bench, files: QueueFiles) -> None:
    undone, undecided = confirmed(bench), bench.sell()
    bench.host.replies = [NoAnswer("time-out")]
    bench.forwarder.forward(undecided.id)
    goes, waits = ask(bench, undone), ask(bench, undecided)
    made = exported(files)
    assert [(item.kind, item.key) for item in made.items] == [
        (Kind.PAYMENT, undecided.id),
        (Kind.REVERSAL, goes.id),
    ]
    assert made.total == undecided.total, "what is to be undone is no payment"
    assert state_of(bench, goes) is PaymentState.SENDING
    assert state_of(bench, waits) is PaymentState.ACCEPTED


def test_a_lost_stick_loses_nothing(bench: Bench, files: QueueFiles) -> None:
    payment = bench.sell()
    exported(files)
    bench.host.replies = [NotKnown("4042612"), posted(payment)]
    bench.forwarder.forward(payment.id)
    bench.forwarder.forward(payment.id)
    assert bench.state(payment) is PaymentState.CONFIRMED
    assert bench.host.said("pay") == [item_of(bench, payment.id).body]
    assert bench.verification.run().fault is None


def test_the_answers_settle_a_payment_as_the_forwarder_would(
    bench: Bench, files: QueueFiles, carrier: ScriptedCarrier
) -> None:
    good, bad, waiting, strange = (bench.sell() for _ in range(4))
    made = exported(files)
    carrier.replies = {
        good.id: posted(good),
        bad.id: Refused("4042519", "expired"),
        waiting.id: Wait("2022500", "under way"),
        strange.id: NoAnswer("the signature is not the host's", alarm=True),
    }
    told = files.answers(CLERK, answers(made.heading, good.id, bad.id, waiting.id, strange.id))
    assert [(item.receipt_number, item.state, item.moved) for item in told.items] == [
        (good.receipt_number, PaymentState.CONFIRMED, True),
        (bad.receipt_number, PaymentState.REJECTED, True),
        (waiting.receipt_number, PaymentState.SENDING, False),
        (strange.receipt_number, PaymentState.SENDING, False),
    ]
    assert carrier.since == [made.heading.at.replace(microsecond=0)] * 4
    posting = bench.stored(good).posting
    assert posting is not None
    assert posting.host_reference == "HOST-0001"
    assert item_of(bench, good.id).due_at is None
    assert item_of(bench, waiting.id).due_at is not None
    assert [entry["what"] for entry in bench.entries("host.alarm")] == ["the signature is not the host's"]
    assert bench.entries("queue.answered") == [
        {
            "actor": CLERK.id,
            "carried_by": "02",
            "items": 4,
            "posted": 1,
            "refused": 1,
            "unclear": 0,
            "sha256": told.sha256,
        }
    ]
    bench.sell(replace(bench.sale(), bill=bad.bill))
    assert bench.verification.run().fault is None


def test_the_answers_settle_a_reversal_and_free_its_month(
    bench: Bench, files: QueueFiles, carrier: ScriptedCarrier
) -> None:
    payment = confirmed(bench)
    reversal = ask(bench, payment)
    made = exported(files)
    carrier.undoings = {reversal.id: taken_back(reversal, payment)}
    told = files.answers(CLERK, answers(made.heading, reversal.id))
    assert [(item.kind, item.amount, item.state) for item in told.items] == [
        (Kind.REVERSAL, payment.total, PaymentState.CONFIRMED)
    ]
    with bench.store.reading() as work:
        assert work.claims.of_payment(payment.id) == []


def test_the_same_answers_again_change_nothing(bench: Bench, files: QueueFiles, carrier: ScriptedCarrier) -> None:
    payment = bench.sell()
    made = exported(files)
    carrier.replies = {payment.id: posted(payment)}
    file = answers(made.heading, payment.id, payment.id)
    assert [item.moved for item in files.answers(CLERK, file).items] == [True, False]
    assert [item.moved for item in files.answers(CLERK, file).items] == [False, False]
    assert bench.entries("host.alarm") == []
    assert len(bench.entries("payment.outcome")) == 1


def test_what_was_settled_meanwhile_stays_and_a_contradiction_is_an_alarm(
    bench: Bench, files: QueueFiles, carrier: ScriptedCarrier
) -> None:
    payment = bench.sell()
    made = exported(files)
    bench.host.replies = [posted(payment)]
    bench.forwarder.forward(payment.id)
    carrier.replies = {payment.id: Refused("4042512", "no such bill")}
    (item,) = files.answers(CLERK, answers(made.heading, payment.id)).items
    assert (item.state, item.moved) == (PaymentState.CONFIRMED, False)
    assert bench.entries("host.alarm")[0]["what"] == "a late answer makes it REJECTED: 4042512 no such bill"


def test_an_answer_is_taken_in_while_the_forwarder_asks_and_its_own_answer_comes_late(
    bench: Bench, files: QueueFiles, carrier: ScriptedCarrier, log_watch: LogWatch
) -> None:
    log_watch.expects("came after its lease")
    payment = bench.sell()
    made = exported(files)
    carrier.replies = {payment.id: posted(payment)}

    def meanwhile() -> NotKnown:
        assert files.answers(OTHER_CLERK, answers(made.heading, payment.id)).items[0].moved
        return NotKnown("4042612")

    bench.host.replies = [meanwhile]
    bench.forwarder.forward(payment.id)
    assert bench.state(payment) is PaymentState.CONFIRMED
    assert bench.entries("host.alarm") == []
    bench.wait_until_due()
    assert bench.forwarder.forward_next() is None


def test_a_forwarder_that_is_just_writing_it_down_is_not_overwritten(
    bench: Bench, files: QueueFiles, carrier: ScriptedCarrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    payment = bench.sell()
    made = exported(files)
    carrier.replies = {payment.id: posted(payment)}
    monkeypatch.setattr(SqlPayments, "move", lambda *given, **named: False)
    (item,) = files.answers(CLERK, answers(made.heading, payment.id)).items
    assert (item.state, item.moved) == (PaymentState.SENDING, False)


def test_answers_to_what_never_left_are_refused_whole(
    bench: Bench, files: QueueFiles, carrier: ScriptedCarrier
) -> None:
    payment = bench.sell()
    made = exported(files)
    at_home = bench.sell()
    carrier.replies = {payment.id: posted(payment), at_home.id: posted(at_home)}
    for stranger in (at_home.id, LOST):
        assert refused(files, answers(made.heading, payment.id, stranger)) == "it answers what never left this counter"
    assert bench.state(payment) is PaymentState.SENDING, "nothing of a file that is refused counts"
    assert bench.state(at_home) is PaymentState.ACCEPTED


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ({"file_id": uuid4()}, "it answers a file that this counter has not made"),
        ({"office_id": "OTHER"}, "it is of another office"),
        ({"counter_id": "09"}, "it is for counter 09"),
        ({"content": Content.QUEUE}, "it holds a queue, not the host's answers"),
    ],
)
def test_a_file_of_somebody_else_is_refused(
    bench: Bench, files: QueueFiles, other: dict[str, object], what: str
) -> None:
    payment = bench.sell()
    made = exported(files)
    assert refused(files, answers(made.heading, payment.id, **other)) == what


def test_a_file_that_was_changed_or_cut_is_refused(bench: Bench, files: QueueFiles) -> None:
    payment = bench.sell()
    whole = answers(exported(files).heading, payment.id)
    assert refused(files, whole[:-1]) == "it is damaged"
    assert refused(files, whole.replace(b'"02"', b'"03"')) == "it is damaged"
    assert bench.entries("queue.answered") == []


def test_a_host_whose_answers_cannot_prove_themselves_is_not_carried_to(bench: Bench) -> None:
    without = QueueFiles(bench.store, None, GlassSealer(), OFFICE, bench.clock)
    for act in (lambda: without.export(CLERK), lambda: without.answers(CLERK, b"")):
        with pytest.raises(Declined) as declined:
            act()
        assert (declined.value.reason, declined.value.facts) == (Reason.HOST_CANNOT, {"what": "queue-file"})


def test_the_forwarder_goes_on_by_asking(bench: Bench, files: QueueFiles) -> None:
    payment = bench.sell()
    exported(files)
    bench.host.replies = [posted(payment)]
    bench.forwarder.forward(payment.id)
    assert [name for name, _ in bench.host.calls] == ["status"]
    assert bench.state(payment) is PaymentState.CONFIRMED
