"""What is only read: the day, the queue, the participants' arrival, and the books."""

from uuid import uuid4

import pytest

from counter_app.domain.errors import Declined, Service, Unavailable
from counter_app.domain.outbox import NoAnswer
from counter_app.domain.payment import PaymentState
from counter_app.domain.people import Actor, Role
from counter_app.services.ports import ParticipantPage
from tests.helpers.builders import a_participant, a_refund, a_reversal
from tests.helpers.reply_host import posted
from tests.integration.services.conftest import AUDITOR, CLERK, Bench


def test_the_day_shows_newest_first_with_way_and_paper(bench: Bench) -> None:
    first = bench.sell()
    bench.clock.advance(60)
    second = bench.sell()
    bench.host.replies = [posted(second)]
    bench.forwarder.forward(second.id)
    shift = bench.shifts.current()
    assert shift is not None
    rows = bench.overview.day(AUDITOR, shift)
    assert [row.payment.receipt_number for row in rows] == [second.receipt_number, first.receipt_number]
    assert rows[0].payment.state is PaymentState.CONFIRMED
    assert rows[0].outbox is not None
    assert rows[0].outbox.attempts == 1
    assert len(rows[1].prints) == 1
    assert sum(row.payment.total for row in rows) == first.total + second.total


def test_an_administrator_does_not_read_payments(bench: Bench) -> None:
    bench.sell()
    shift = bench.shifts.current()
    assert shift is not None
    with pytest.raises(Declined):
        bench.overview.day(Actor("9001", "Admin", Role.ADMINISTRATOR), shift)


def test_one_payment_is_shown_as_it_stands(bench: Bench) -> None:
    payment = bench.sell()
    assert bench.overview.payment(AUDITOR, payment.id) == payment
    with pytest.raises(LookupError):
        bench.overview.payment(AUDITOR, uuid4())


def test_the_queue_counts_what_is_on_its_way(bench: Bench) -> None:
    assert bench.overview.queue().waiting == 0
    assert bench.overview.queue().oldest_at is None
    oldest = bench.sell()
    bench.clock.advance(30)
    bench.sell()
    bench.host.replies = [NoAnswer("silence")]
    bench.forwarder.forward(oldest.id)
    queue = bench.overview.queue()
    assert (queue.waiting, queue.unknown, queue.oldest_at) == (2, 1, oldest.accepted_at)


def pages(*sizes: int) -> dict[str, ParticipantPage]:
    """Pages of distinct people, cursors "", "1", "2", …"""
    made: dict[str, ParticipantPage] = {}
    serial = 1
    for index, size in enumerate(sizes):
        people = tuple(
            a_participant(nik=f"327302150892{serial + n:04}", kpj=f"{serial + n:011}", payment_code=f"{serial + n:012}")
            for n in range(size)
        )
        serial += size
        cursor = str(index) if index else ""
        made[cursor] = ParticipantPage(people, str(index + 1), index + 1 < len(sizes), sum(sizes))
    return made


def test_participants_arrive_page_by_page_with_progress(bench: Bench) -> None:
    bench.host.pages = pages(3, 3, 1)
    seen: list[tuple[int, int]] = []
    state = bench.sync.run(lambda received, total: seen.append((received, total)), lambda: False)
    assert seen == [(3, 7), (6, 7), (7, 7)]
    assert state.finished_at == bench.clock.now()
    with bench.store.reading() as work:
        assert work.participants.count() == 7


def test_a_line_that_breaks_between_pages_costs_no_page_twice(bench: Bench) -> None:
    everything = pages(3, 3)
    bench.host.pages = {"": everything[""]}
    with pytest.raises(Unavailable) as away:
        bench.sync.run(lambda *_: None, lambda: False)
    assert away.value.service is Service.HOST
    assert bench.sync.state().received == 3
    bench.host.pages = everything
    bench.sync.run(lambda *_: None, lambda: False)
    assert bench.host.said("participants") == ["", "1", "1"]


def test_a_later_run_asks_only_for_what_changed(bench: Bench) -> None:
    bench.host.pages = pages(2)
    bench.sync.run(lambda *_: None, lambda: False)
    bench.host.pages = {"1": ParticipantPage((), "1", more=False, total=0)}
    state = bench.sync.run(lambda *_: None, lambda: False)
    assert (state.received, state.total) == (0, 0)
    assert bench.host.said("participants") == ["", "1"]


def test_it_stops_when_it_is_told_to(bench: Bench) -> None:
    bench.host.pages = pages(2, 2)
    state = bench.sync.run(lambda *_: None, lambda: len(bench.host.calls) == 1)
    assert state.received == 2
    assert state.finished_at is None


def test_good_books_are_called_good(bench: Bench) -> None:
    payments = [bench.sell() for _ in range(3)]
    bench.host.replies = [posted(payments[0])]
    bench.forwarder.forward(payments[0].id)
    verified = bench.verification.run()
    assert verified.fault is None
    assert verified.payments == 3
    assert verified.taken == sum(payment.total for payment in payments)
    with bench.store.reading() as work:
        assert verified.head == work.journal.head()
    assert verified.entries == 6  # shift, three sales, attempt, outcome


def test_empty_books_are_good_books(bench: Bench) -> None:
    verified = bench.verification.run()
    assert (verified.fault, verified.entries, verified.payments) == (None, 0, 0)


def test_the_day_tells_what_was_undone_and_whose_money_is_back(bench: Bench) -> None:
    kept, undone, called_off = (bench.sell() for _ in range(3))
    shift = bench.shifts.current()
    assert shift is not None
    with bench.store.writing() as work:
        work.refunds.add(a_refund(called_off))
        work.payments.move(called_off.id, PaymentState.ACCEPTED, PaymentState.CANCELLED)
        work.reversals.add(a_reversal(undone, state=PaymentState.CONFIRMED))
    rows = {row.payment.id: row for row in bench.overview.day(CLERK, shift)}
    assert [rows[payment.id].given_back for payment in (kept, undone, called_off)] == [False, False, True]
    with bench.store.writing() as work:
        reversal = work.reversals.of_payment(undone.id)
        assert reversal is not None
        work.refunds.add(a_refund(undone))
        work.reversals.move(reversal.id, PaymentState.CONFIRMED, PaymentState.REFUNDED)
    rows = {row.payment.id: row for row in bench.overview.day(CLERK, shift)}
    assert rows[undone.id].given_back
