"""Another counter's queue is sent from here, and nothing of it becomes this counter's."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import AlreadyPaid, Conflict, HostReply, NoAnswer, Refused, Wait
from counter_app.domain.queue_file import (
    Content,
    Heading,
    Kind,
    QueuedItem,
    answers_of,
    envelope,
    front_of,
    items_content,
)
from counter_app.services.queue_import import Fate, Imported, QueueImport
from tests.helpers.builders import a_payment, a_reversal
from tests.helpers.queue_carrier import GlassSealer, ScriptedCarrier
from tests.helpers.reply_host import posted, taken_back
from tests.integration.services.conftest import CLERK, OFFICE, Bench

FILE = UUID(int=1)
PAYMENTS = [a_payment(number) for number in range(1, 8)]
FIRST = PAYMENTS[0]


@pytest.fixture
def carrier() -> ScriptedCarrier:
    return ScriptedCarrier()


@pytest.fixture
def importing(bench: Bench, carrier: ScriptedCarrier) -> QueueImport:
    return QueueImport(bench.store, carrier, GlassSealer(), OFFICE, bench.clock)


def item(number: int) -> QueuedItem:
    payment = PAYMENTS[number - 1]
    return QueuedItem(Kind.PAYMENT, payment.id, b"the bytes", payment.receipt_number, payment.total)


def queue(bench: Bench, *items: QueuedItem, **other: object) -> bytes:
    heading = Heading(Content.QUEUE, FILE, OFFICE.id, "02", bench.clock.now())
    front = front_of(replace(heading, **other))  # type: ignore[arg-type]
    return front + GlassSealer().seal(front, items_content(items))


def fates(imported: Imported) -> list[Fate]:
    return [each.fate for each in imported.sent]


def refused(importing: QueueImport, file: bytes) -> str:
    with pytest.raises(Declined) as declined:
        importing.send(CLERK, file)
    assert declined.value.reason is Reason.QUEUE_FILE
    return str(declined.value.facts["what"])


def test_what_the_host_answers_goes_back_as_it_came(
    bench: Bench, importing: QueueImport, carrier: ScriptedCarrier
) -> None:
    carrier.replies = {FIRST.id: posted(FIRST)}
    through: list[tuple[int, int]] = []
    imported = importing.send(CLERK, queue(bench, item(1), item(2)), lambda done, total: through.append((done, total)))
    assert carrier.sent == [item(1), item(2)]
    assert (fates(imported), through) == ([Fate.DONE, Fate.UNANSWERED], [(1, 2), (2, 2)])
    whole = envelope(imported.file)
    assert whole.heading == Heading(Content.ANSWERS, FILE, OFFICE.id, "02", bench.clock.now(), carried_by="L01")
    (told,) = answers_of(GlassSealer().unseal(whole.front, whole.sealed))
    assert (told.key, told.answer) == (FIRST.id, imported.sent[0].answer)
    assert imported.total == FIRST.total * 2


def test_it_is_journaled_before_the_host_hears_of_it_and_when_it_is_done(
    bench: Bench, importing: QueueImport, carrier: ScriptedCarrier
) -> None:
    carrier.replies = {FIRST.id: posted(FIRST)}
    before: list[int] = []
    file = queue(bench, item(1), item(2))
    imported = importing.send(CLERK, file, lambda done, total: before.append(len(bench.entries("queue.imported"))))
    assert before == [1, 1]
    begun, done = bench.entries("queue.imported")
    named = {"actor": CLERK.id, "from_counter": "02", "items": 2, "sha256": imported.queue_sha256}
    assert begun == named | {"begun": True}
    counts = {"posted": 1, "refused": 0, "unclear": 0, "unanswered": 1}
    rest = {"begun": False, "total": imported.total, "answers_sha256": imported.sha256}
    assert done == named | counts | rest
    with bench.store.reading() as work:
        assert list(work.payments.all()) == []
    assert bench.verification.run().fault is None


@pytest.mark.parametrize(
    ("reply", "fate"),
    [
        (posted(FIRST), Fate.DONE),
        (posted(FIRST, amount=Rupiah(1)), Fate.UNCLEAR),
        (posted(FIRST, key="another"), Fate.UNCLEAR),
        (Refused("4042519", "expired"), Fate.REFUSED),
        (AlreadyPaid("4042514", "paid"), Fate.UNCLEAR),
        (Conflict("4092501", "other content"), Fate.UNCLEAR),
        (Wait("2022500", "under way"), Fate.UNANSWERED),
        (NoAnswer("5002500", code="5002500"), Fate.UNANSWERED),
    ],
)
def test_the_receipt_counts_what_became_of_each(
    bench: Bench, importing: QueueImport, carrier: ScriptedCarrier, reply: HostReply, fate: Fate
) -> None:
    carrier.replies = {FIRST.id: reply}
    imported = importing.send(CLERK, queue(bench, item(1)))
    assert fates(imported) == [fate]
    assert [imported.count(each) for each in Fate] == [int(each is fate) for each in Fate]
    assert imported.sent[0].answer is not None, "also what decides nothing goes back"


def test_a_reversal_is_sent_as_one(bench: Bench, importing: QueueImport, carrier: ScriptedCarrier) -> None:
    reversal = a_reversal(FIRST)
    carrier.undoings = {reversal.id: taken_back(reversal, FIRST)}
    asked = QueuedItem(Kind.REVERSAL, reversal.id, b"the bytes", FIRST.receipt_number, FIRST.total)
    imported = importing.send(CLERK, queue(bench, asked))
    assert (fates(imported), imported.total) == ([Fate.DONE], 0)


def test_without_a_line_it_ends_soon_and_a_host_that_says_anything_has_one(
    bench: Bench, importing: QueueImport, carrier: ScriptedCarrier
) -> None:
    carrier.unheard = {
        PAYMENTS[0].id: NoAnswer("time-out"),
        PAYMENTS[1].id: NoAnswer("broken", code="5002500"),
        PAYMENTS[2].id: Wait("4292500", "slow down"),
    }
    imported = importing.send(CLERK, queue(bench, *(item(number) for number in range(1, 8))))
    assert fates(imported) == [Fate.UNANSWERED] * 7
    assert len(carrier.sent) == 6, "three without a word, and the last is not tried"


def test_what_was_broken_off_is_begun_again(bench: Bench, importing: QueueImport, carrier: ScriptedCarrier) -> None:
    carrier.replies = {FIRST.id: posted(FIRST)}
    file = queue(bench, item(1), item(2))

    def power_cut(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        importing.send(CLERK, file, power_cut)
    assert len(importing.send(CLERK, file).sent) == 2
    assert [entry["begun"] for entry in bench.entries("queue.imported")] == [True, True, False]


def test_what_was_stopped_sends_nothing_more_and_takes_back_what_was_answered(
    bench: Bench, importing: QueueImport, carrier: ScriptedCarrier
) -> None:
    carrier.replies = {each.id: posted(each) for each in PAYMENTS[:3]}
    file = queue(bench, item(1), item(2), item(3))
    told: list[tuple[int, int]] = []
    stopped = importing.send(CLERK, file, lambda *far: told.append(far), lambda: len(told) >= 1)
    assert fates(stopped) == [Fate.DONE, Fate.UNANSWERED, Fate.UNANSWERED]
    assert len(carrier.sent) == 1
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert [entry["begun"] for entry in bench.entries("queue.imported")] == [True, False]
    assert fates(importing.send(CLERK, file)) == [Fate.DONE] * 3


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ({"office_id": "OTHER"}, "it is of another office"),
        ({"counter_id": OFFICE.counter_id}, "it is this counter's own, which goes by itself once there is a line"),
        ({"content": Content.ANSWERS}, "it holds answers of the host"),
    ],
)
def test_what_is_not_to_be_sent_from_here_is_refused(
    bench: Bench, importing: QueueImport, carrier: ScriptedCarrier, other: dict[str, object], what: str
) -> None:
    assert refused(importing, queue(bench, item(1), **other)) == what
    assert (carrier.sent, bench.entries("queue.imported")) == ([], [])


def test_a_stick_that_turns_up_after_a_week_is_not_sent(
    bench: Bench, importing: QueueImport, carrier: ScriptedCarrier
) -> None:
    file = queue(bench, item(1))
    bench.clock.advance(days=8)
    assert refused(importing, file) == "it is older than 7 days and must not be sent any more"
    early = queue(bench, item(1), at=bench.clock.now() + timedelta(days=2))
    assert refused(importing, early) == "it is dated in the future"
    assert carrier.sent == []


def test_a_changed_queue_is_not_sent(bench: Bench, importing: QueueImport, carrier: ScriptedCarrier) -> None:
    assert refused(importing, queue(bench, item(1))[:-1]) == "it is damaged"
    assert carrier.sent == []


def test_a_host_whose_answers_cannot_prove_themselves_is_sent_nothing(bench: Bench) -> None:
    without = QueueImport(bench.store, None, GlassSealer(), OFFICE, bench.clock)
    with pytest.raises(Declined) as declined:
        without.send(CLERK, b"")
    assert declined.value.reason is Reason.HOST_CANNOT
