"""What a supervisor sees: all that waits, what is unusual, and who did what, read from the books and from nothing else."""

from collections.abc import Callable
from datetime import date, timedelta
from time import perf_counter

import pytest

import counter_app.services.oversight
from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import Refused
from counter_app.domain.patterns import Kind, Thresholds
from counter_app.domain.payment import PaymentState
from counter_app.domain.people import Actor, Role
from counter_app.services.oversight import Asked, Matter, Oversight
from counter_app.services.staff import Staff
from tests.integration.services.conftest import (
    AUDITOR,
    CLERK,
    LIMITS,
    OTHER_CLERK,
    PIN,
    SUPERVISOR,
    ZONE,
    Bench,
    QuickHasher,
)

TODAY = date(2026, 11, 22)


@pytest.fixture
def oversight(bench: Bench) -> Oversight:
    bench.log_in.add_first([(person, PIN) for person in (SUPERVISOR, CLERK, OTHER_CLERK)])
    return Oversight(bench.store, bench.clock, ZONE, bench.log_in._lock_outs, LIMITS.payment)


def matters(oversight: Oversight) -> list[tuple[Matter, str, str]]:
    return [(each.matter, each.what, each.who) for each in oversight.waiting(SUPERVISOR)]


def test_nothing_waits_where_everything_is_settled(bench: Bench, oversight: Oversight) -> None:
    bench.sell()
    assert oversight.waiting(AUDITOR) == []


def test_what_two_have_to_decide_and_whose_cash_is_not_back_waits(bench: Bench, oversight: Oversight) -> None:
    refused, review = bench.sell(), bench.sell()
    bench.host.replies = [Refused("4042519", "bill expired")]
    bench.forwarder.forward(refused.id)
    with bench.store.writing() as work:
        work.payments.move(review.id, PaymentState.ACCEPTED, PaymentState.SENDING)
        work.payments.move(review.id, PaymentState.SENDING, PaymentState.REVIEW)
    assert matters(oversight) == [
        (Matter.REVIEW, review.receipt_number, CLERK.id),
        (Matter.CASH_BACK, refused.receipt_number, CLERK.id),
    ]
    first = oversight.waiting(SUPERVISOR)[0]
    assert (first.amount, first.payment, first.since) == (review.total, review.id, review.accepted_at)


def test_a_shift_of_another_day_waits_and_todays_does_not(bench: Bench, oversight: Oversight) -> None:
    bench.shifts.open(CLERK, Rupiah(100_000))
    assert matters(oversight) == []
    bench.clock.advance(timedelta(days=1).total_seconds())
    assert matters(oversight) == [(Matter.OLD_SHIFT, "L01", CLERK.id)]


def test_who_is_locked_out_and_who_has_no_pin_of_their_own_yet_waits(bench: Bench, oversight: Oversight) -> None:
    for _ in range(5):
        with pytest.raises(Declined):
            bench.log_in.log_in(CLERK.id, "111111")
    Staff(bench.store, bench.log_in._lock_outs, QuickHasher(), bench.clock).reset_pin(SUPERVISOR, OTHER_CLERK.id)
    assert matters(oversight) == [
        (Matter.LOCKED, CLERK.id, CLERK.id),
        (Matter.BEGINNING, OTHER_CLERK.id, OTHER_CLERK.id),
    ]


def test_what_is_unusual_is_found_in_the_books_with_its_entries(bench: Bench, oversight: Oversight) -> None:
    payment = bench.sell()
    bench.printing.print(bench.printing.original(payment.id).id)
    for copy in range(4):
        consent = bench.consent(Deed.REPRINT, payment.id) if copy else None
        bench.printing.reprint(CLERK, payment.receipt_number, consent=consent, why="struk hilang")
    (finding,) = oversight.unusual(SUPERVISOR, TODAY, TODAY) or ()
    assert (finding.kind, finding.who, finding.seen, finding.of) == (Kind.COPIED, CLERK.id, 4, 1)
    told = oversight.entries(AUDITOR, Asked(numbers=finding.entries), 10)
    assert [each.words.partition(":")[0] for each in told] == ["Meminta salinan"] * 4
    yesterday = TODAY - timedelta(days=1)
    assert oversight.unusual(SUPERVISOR, yesterday, yesterday) == []


def test_an_office_may_have_its_own_thresholds(bench: Bench, oversight: Oversight) -> None:
    bench.sell()
    strict = Thresholds(same_payer=1)
    own = Oversight(bench.store, bench.clock, ZONE, bench.log_in._lock_outs, LIMITS.payment, strict)
    assert [each.kind for each in own.unusual(SUPERVISOR, TODAY, TODAY) or ()] == [Kind.SAME_PAYER]
    assert oversight.unusual(SUPERVISOR, TODAY, TODAY) == []


# --- who did what -----------------------------------------------------------------------------------------------


def test_entries_are_read_by_person_act_and_day_the_newest_first(bench: Bench, oversight: Oversight) -> None:
    bench.sell()
    bench.log_in.log_in(OTHER_CLERK.id, PIN)
    everything = oversight.entries(SUPERVISOR, Asked(), 100)
    assert [each.seq for each in everything] == list(range(len(everything), 0, -1))
    assert all(each.holds and len(each.hash) == 64 for each in everything)
    budi = oversight.entries(SUPERVISOR, Asked(person=OTHER_CLERK.id), 100)
    assert [each.words for each in budi] == ["Masuk.", "Petugas ditambahkan: nama Budi, peran petugas."]
    sold = oversight.entries(SUPERVISOR, Asked(acts=frozenset({Act.PAYMENT_ACCEPTED})), 100)
    assert [each.actor for each in sold] == [CLERK.id]
    assert oversight.entries(SUPERVISOR, Asked(since=TODAY + timedelta(days=1)), 100) == []
    assert oversight.entries(SUPERVISOR, Asked(until=TODAY - timedelta(days=1)), 100) == []
    assert oversight.entries(SUPERVISOR, Asked(since=TODAY, until=TODAY), 100) == everything


def test_entries_come_in_pages_without_a_gap(bench: Bench, oversight: Oversight) -> None:
    for _ in range(5):
        bench.sell()
    whole = oversight.entries(SUPERVISOR, Asked(), 100)
    first = oversight.entries(SUPERVISOR, Asked(), 4)
    second = oversight.entries(SUPERVISOR, Asked(), 100, before=first[-1].seq)
    assert [*first, *second] == whole


def test_no_whole_number_of_a_payer_is_in_what_is_read(bench: Bench, oversight: Oversight) -> None:
    payment = bench.sell()
    words = "\n".join(each.words for each in oversight.entries(SUPERVISOR, Asked(), 100))
    assert payment.receipt_number in words
    assert payment.payer.nik not in words
    assert payment.payer.kpj not in words


def test_people_are_listed_for_the_choice(oversight: Oversight) -> None:
    assert oversight.people(AUDITOR) == [CLERK, OTHER_CLERK, SUPERVISOR]


ACTS: tuple[Callable[[Oversight, Actor], object], ...] = (
    lambda oversight, actor: oversight.waiting(actor),
    lambda oversight, actor: oversight.unusual(actor, TODAY, TODAY),
    lambda oversight, actor: oversight.entries(actor, Asked(), 10),
    lambda oversight, actor: oversight.people(actor),
)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", [Role.CLERK, Role.ADMINISTRATOR])
def test_nobody_else_looks(oversight: Oversight, act: Callable[[Oversight, Actor], object], role: Role) -> None:
    with pytest.raises(Declined) as declined:
        act(oversight, Actor("4711", "Wayan", role))
    assert declined.value.reason is Reason.NOT_ALLOWED


def test_a_page_of_thousands_of_entries_is_there_in_a_moment(bench: Bench, oversight: Oversight) -> None:
    """A page is what somebody waits for; a second is long for it."""
    with bench.store.writing() as work:
        for number in range(5_000):
            work.journal.append(Entry(bench.clock.now(), CLERK.id, Act.LOGIN, CLERK.id, {"number": number}))
    begun = perf_counter()
    assert len(oversight.entries(SUPERVISOR, Asked(person=CLERK.id), 200)) == 200
    assert oversight.entries(SUPERVISOR, Asked(person="nobody"), 200) == []
    assert perf_counter() - begun < 1


# --- a journal of months ----------------------------------------------------------------------------------------


def copies(bench: Bench) -> None:
    """Nine entries that are unusual together."""
    with bench.store.writing() as work:
        for number in range(9):
            work.journal.append(Entry(bench.clock.now(), CLERK.id, Act.REPRINT, f"R-{number}", {"copy": number}))


def test_what_is_unusual_is_the_same_in_however_many_steps_it_is_read(
    bench: Bench, oversight: Oversight, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies(bench)
    at_once = oversight.unusual(SUPERVISOR, TODAY, TODAY)
    assert at_once
    for step in (1, 3, 7):
        monkeypatch.setattr(counter_app.services.oversight, "READ_AT_ONCE", step)
        assert oversight.unusual(SUPERVISOR, TODAY, TODAY) == at_once


def test_looking_through_a_journal_is_stopped_between_two_steps_and_then_says_nothing(
    bench: Bench, oversight: Oversight, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies(bench)
    monkeypatch.setattr(counter_app.services.oversight, "READ_AT_ONCE", 2)
    told: list[int] = []
    found = oversight.unusual(SUPERVISOR, TODAY, TODAY, lambda read, _of: told.append(read), lambda: len(told) == 2)
    assert found is None
    assert told == [2, 4]


def test_no_more_is_looked_through_than_a_busy_quarter(
    bench: Bench, oversight: Oversight, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies(bench)
    monkeypatch.setattr(counter_app.services.oversight, "MOST_READ", 6)
    monkeypatch.setattr(counter_app.services.oversight, "READ_AT_ONCE", 4)
    (finding,) = oversight.unusual(SUPERVISOR, TODAY, TODAY) or ()
    assert finding.seen == 6
