"""A queue carried on a stick to a counter with a line, and the host's answers carried back: the real host, two counters."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from counter_app import demo_office
from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.payment import PaymentState
from counter_app.domain.queue_file import (
    Heading,
    ItemAnswer,
    answers_content,
    answers_of,
    envelope,
    front_of,
    items_of,
)
from counter_app.queue_sealing import OfficeSealer
from counter_app.sandbox.people import FARMER, FISHER, SITI, TRADER
from counter_app.services.queue_files import Exported
from counter_app.services.queue_import import Fate
from tests.helpers.sandbox import SandboxHost
from tests.helpers.two_counters import OneOfTwo, at_work, two_homes

Office = tuple[OneOfTwo, OneOfTwo]


@pytest.fixture
def office(sandbox: SandboxHost, tmp_path: Path) -> Iterator[Office]:
    first, second = two_homes(sandbox, tmp_path)
    with at_work(first) as here, at_work(second) as there:
        yield here, there


@pytest.fixture
def sealer(sandbox: SandboxHost) -> OfficeSealer:
    """In the hands of somebody who knows the office's secret."""
    return OfficeSealer(demo_office.OFFICE.id, lambda: sandbox.settings.client_secret)


def exported(here: OneOfTwo) -> Exported:
    made = here.queue.own.export(here.clerk)
    assert made is not None
    return made


def requests(sandbox: SandboxHost) -> dict[str, int]:
    """How often the host was asked to post what it posted, by receipt."""
    rows = sandbox.postings()
    receipts = [row["referenceNo"] for row in rows]
    assert len(receipts) == len(set(receipts)), "posted twice"
    return {row["referenceNo"]: row["requests"] for row in rows}


def entries(here: OneOfTwo, act: str) -> list[dict[str, object]]:
    with here.counter.store.reading() as work:
        contents = [json.loads(entry.canonical) for entry in work.journal.chain()]
    return [content["facts"] for content in contents if content["act"] == act]


def changed(
    sealer: OfficeSealer,
    file: bytes,
    how: Callable[[Sequence[ItemAnswer]], Sequence[ItemAnswer]],
    heading: Heading | None = None,
) -> bytes:
    """A file of answers that was opened, changed and sealed again with the office's own secret."""
    whole = envelope(file)
    answers = how(answers_of(sealer.unseal(whole.front, whole.sealed)))
    front = front_of(heading or whole.heading)
    return front + sealer.seal(front, answers_content(answers))


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Declined) as declined:
        act()
    assert declined.value.reason is Reason.QUEUE_FILE
    return str(declined.value.facts["what"])


def test_a_queue_goes_out_and_its_answers_come_back(office: Office, sandbox: SandboxHost) -> None:
    here, there = office
    payments = [here.sell(payer) for payer in (SITI, TRADER, FISHER)]
    made = exported(here)
    imported = there.queue.others.send(there.clerk, made.file)
    assert [each.fate for each in imported.sent] == [Fate.DONE] * 3
    assert (imported.total, imported.queue_sha256) == (made.total, made.sha256)
    answered = here.queue.own.answers(here.clerk, imported.file)
    assert [(item.state, item.moved) for item in answered.items] == [(PaymentState.CONFIRMED, True)] * 3
    for payment in payments:
        posting = here.stored(payment).posting
        assert posting is not None
        assert posting.host_reference in {row["hostReference"] for row in sandbox.postings()}
    assert requests(sandbox) == {payment.receipt_number: 1 for payment in payments}
    assert here.counter.forwarder.forward_next() is None
    for each in office:
        assert each.counter.verification.run().fault is None
        assert entries(each, "host.alarm") == []


def test_nothing_on_the_stick_can_be_read_by_its_finder(office: Office) -> None:
    here, there = office
    payment = here.sell(SITI)
    made = exported(here)
    imported = there.queue.others.send(there.clerk, made.file)
    for file in (made.file, imported.file):
        for secret in (payment.payer.nik, payment.payer.name, str(payment.id), payment.receipt_number):
            assert secret.encode() not in file


def test_both_ways_at_once_post_once(office: Office, sandbox: SandboxHost) -> None:
    here, there = office
    by_stick_first, by_line_first = here.sell(SITI), here.sell(TRADER)
    made = exported(here)
    here.counter.forwarder.forward(by_line_first.id)  # asks: nobody has sent it yet
    here.counter.forwarder.forward(by_line_first.id)
    assert here.stored(by_line_first).state is PaymentState.CONFIRMED
    imported = there.queue.others.send(there.clerk, made.file)
    here.counter.forwarder.forward(by_stick_first.id)
    assert here.stored(by_stick_first).state is PaymentState.CONFIRMED
    answered = here.queue.own.answers(here.clerk, imported.file)
    assert [item.moved for item in answered.items] == [False, False]
    assert requests(sandbox) == {by_stick_first.receipt_number: 1, by_line_first.receipt_number: 2}
    assert entries(here, "host.alarm") == []
    assert here.counter.verification.run().fault is None


def test_the_stick_is_lost_and_the_line_comes_back(office: Office, sandbox: SandboxHost) -> None:
    here, _ = office
    payment = here.sell(SITI)
    exported(here)
    while here.counter.forwarder.forward_next() is not None:
        pass
    assert here.stored(payment).state is PaymentState.CONFIRMED
    assert requests(sandbox) == {payment.receipt_number: 1}


def test_sent_twice_and_answered_twice_is_posted_and_settled_once(office: Office, sandbox: SandboxHost) -> None:
    here, there = office
    payment = here.sell(SITI)
    made = exported(here)
    first, again = (there.queue.others.send(there.clerk, made.file) for _ in range(2))
    assert [each.sent[0].fate for each in (first, again)] == [Fate.DONE] * 2
    assert here.queue.own.answers(here.clerk, again.file).items[0].moved
    assert not here.queue.own.answers(here.clerk, first.file).items[0].moved
    assert requests(sandbox) == {payment.receipt_number: 2}


def test_the_line_breaks_at_the_other_counter_and_what_was_not_sent_waits(office: Office, sandbox: SandboxHost) -> None:
    here, there = office
    payment = here.sell(SITI)
    made = exported(here)
    sandbox.stop()
    imported = there.queue.others.send(there.clerk, made.file)
    sandbox.start()
    assert imported.count(Fate.UNANSWERED) == 1
    assert here.queue.own.answers(here.clerk, imported.file).items == ()
    assert here.stored(payment).state is PaymentState.SENDING
    again = there.queue.others.send(there.clerk, made.file)
    assert here.queue.own.answers(here.clerk, again.file).items[0].moved


def test_a_reversal_goes_by_the_same_way(office: Office) -> None:
    here, there = office
    payment = here.sell(SITI)
    here.counter.forwarder.forward(payment.id)
    consent = here.counter.approvals.give(
        here.clerk, Deed.REVERSE, payment.id, demo_office.SUPERVISOR.id, demo_office.SUPERVISOR.pin
    )
    here.counter.reversals.ask(here.clerk, payment.id, "salah peserta", consent.id)
    made = exported(here)
    imported = there.queue.others.send(there.clerk, made.file)
    answered = here.queue.own.answers(here.clerk, imported.file)
    assert [(item.state, item.moved) for item in answered.items] == [(PaymentState.CONFIRMED, True)]
    assert [due.payment.id for due in here.counter.refunds.due(here.clerk)] == [payment.id]
    assert here.counter.verification.run().fault is None


def test_who_was_paid_for_elsewhere_meanwhile_is_for_two_people(office: Office) -> None:
    here, there = office
    payment = here.sell(SITI)
    made = exported(here)
    there.counter.forwarder.forward(there.sell(SITI).id)
    imported = there.queue.others.send(there.clerk, made.file)
    assert imported.count(Fate.UNCLEAR) == 1
    here.queue.own.answers(here.clerk, imported.file)
    assert here.stored(payment).state is PaymentState.REVIEW


def _swapped(answers: Sequence[ItemAnswer]) -> Sequence[ItemAnswer]:
    first, second = answers
    return [ItemAnswer(first.key, second.answer), ItemAnswer(second.key, first.answer)]


def _said_otherwise(answers: Sequence[ItemAnswer]) -> Sequence[ItemAnswer]:
    return [
        ItemAnswer(each.key, replace(each.answer, body=each.answer.body.replace(b"BPU", b"XXX"))) for each in answers
    ]


def _redated(answers: Sequence[ItemAnswer]) -> Sequence[ItemAnswer]:
    return [ItemAnswer(each.key, replace(each.answer, timestamp="2027-01-01T00:00:00+07:00")) for each in answers]


def _made_up(answers: Sequence[ItemAnswer]) -> Sequence[ItemAnswer]:
    return [
        ItemAnswer(
            each.key,
            replace(each.answer, status=404, body=b'{"responseCode":"4042512","responseMessage":"no such bill"}'),
        )
        for each in answers
    ]


@pytest.mark.parametrize("how", [_swapped, _said_otherwise, _redated, _made_up])
def test_who_opens_the_file_still_cannot_speak_for_the_host(
    office: Office, sealer: OfficeSealer, how: Callable[[Sequence[ItemAnswer]], Sequence[ItemAnswer]]
) -> None:
    here, there = office
    payments = [here.sell(payer) for payer in (SITI, TRADER)]
    imported = there.queue.others.send(there.clerk, exported(here).file)
    answered = here.queue.own.answers(here.clerk, changed(sealer, imported.file, how))
    assert [item.moved for item in answered.items] == [False, False]
    assert [here.stored(payment).state for payment in payments] == [PaymentState.SENDING] * 2
    assert len(entries(here, "host.alarm")) == 2
    assert [item.moved for item in here.queue.own.answers(here.clerk, imported.file).items] == [True, True]


def test_answers_to_one_file_do_not_answer_another(office: Office, sealer: OfficeSealer) -> None:
    here, there = office
    payment = here.sell(FARMER)
    old, new = exported(here), exported(here)
    imported = there.queue.others.send(there.clerk, old.file)
    other = replace(envelope(imported.file).heading, file_id=new.heading.file_id)
    forged = changed(sealer, imported.file, lambda answers: answers, other)
    assert not here.queue.own.answers(here.clerk, forged).items[0].moved
    lost = replace(other, file_id=UUID(int=1))
    forged = changed(sealer, imported.file, lambda answers: answers, lost)
    what = refused(lambda: here.queue.own.answers(here.clerk, forged))
    assert what == "it answers a file that this counter has not made"
    assert here.stored(payment).state is PaymentState.SENDING


def test_a_file_at_the_wrong_place_or_damaged_is_refused(office: Office) -> None:
    here, there = office
    here.sell(SITI)
    made = exported(here)
    assert "own" in refused(lambda: here.queue.others.send(here.clerk, made.file))
    assert "not the host's answers" in refused(lambda: here.queue.own.answers(here.clerk, made.file))
    flipped = made.file[:-1] + bytes([made.file[-1] ^ 1])
    for broken in (flipped, made.file[:-1], made.file[:200], b""):
        refused(lambda file=broken: there.queue.others.send(there.clerk, file))  # type: ignore[misc]
    imported = there.queue.others.send(there.clerk, made.file)
    assert refused(lambda: there.queue.own.answers(there.clerk, imported.file)) == "it is for counter 01"


def test_the_host_is_sent_the_bytes_that_were_stored_at_the_sale(office: Office, sealer: OfficeSealer) -> None:
    here, _ = office
    payment = here.sell(SITI)
    whole = envelope(exported(here).file)
    (item,) = items_of(sealer.unseal(whole.front, whole.sealed))
    with here.counter.store.reading() as work:
        stored = work.outbox.get(payment.id)
    assert stored is not None
    assert (item.body, item.key) == (stored.body, payment.id)
