"""The lists of who is to be reminded, on either database: who is on which, in what order, and who is left alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.months import Month
from counter_app.domain.participant import Participant
from counter_app.domain.payment import PaymentState
from counter_app.domain.refund import RefundCause
from counter_app.domain.reminder import (
    LISTED,
    REST,
    Contact,
    Filters,
    Outcome,
    Owing,
    Stage,
    Way,
    cover_of,
    months_of,
)
from counter_app.domain.tariff import Sector
from counter_app.services.ports import Wanted
from tests.helpers.builders import BUSINESS_DATE, NOW, a_bill, a_participant, a_payment, a_refund, a_shift
from tests.helpers.database import fresh_store
from tests.helpers.postgresql import EITHER_DATABASE, either_store

GRACE = 3
THIS_MONTH = Month.of(BUSINESS_DATE)


@pytest.fixture(params=EITHER_DATABASE)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    made = either_store(request.param, tmp_path)
    yield made
    made.close()


def person(index: int, months: int | None, **parts: object) -> Participant:
    """Who paid last ``months`` from this one."""
    until = None if months is None else (THIS_MONTH + months).last_day
    return a_participant(index, protected_until=until, **parts)


def save(store: SqlStore, *people: Participant) -> None:
    with store.writing() as work:
        work.participants.save(people, NOW)


def wanted(stage: Stage, filters: Filters | None = None, today: date = BUSINESS_DATE) -> Wanted:
    first, last = months_of(stage, today, GRACE)
    return Wanted(first, last, filters or Filters(), NOW - REST, newest_first=stage is Stage.LAPSED)


def listed(store: SqlStore, stage: Stage, filters: Filters | None = None, today: date = BUSINESS_DATE) -> list[Owing]:
    with store.reading() as work:
        found = list(work.reminders.page(wanted(stage, filters, today), 0, 50))
        assert work.reminders.count(wanted(stage, filters, today)) == len(found)
    return found


def names(store: SqlStore, stage: Stage, filters: Filters | None = None) -> list[str]:
    return [owing.participant.name for owing in listed(store, stage, filters)]


def contact(person: Participant, outcome: Outcome, at: datetime = NOW) -> Contact:
    return Contact(uuid4(), person.nik, at, "P-1001", Way.CALL, outcome, "catatan")


def note(store: SqlStore, *contacts: Contact) -> None:
    with store.writing() as work:
        work.contacts.add(contacts)


def pays_here(store: SqlStore, payer: Participant, first: Month, months: int = 1) -> None:
    """A payment at a counter of the office, which the host has not told anybody of yet."""
    payment = a_payment(bill=a_bill(months, first=first))
    payment = replace(payment, payer=replace(payment.payer, nik=payer.nik))
    with store.writing() as work:
        work.shifts.add(a_shift(id=payment.shift_id))
        work.payments.add(payment)
        assert work.claims.take(payment) is None


def test_everybody_is_on_the_list_of_their_months(store: SqlStore) -> None:
    save(store, *(person(20 + months, months, name=f"Bulan {months}") for months in range(-6, 3)))
    save(store, person(40, None, name="Belum pernah"))
    assert names(store, Stage.DUE) == ["Bulan 0"]
    assert names(store, Stage.GRACE) == ["Bulan -3", "Bulan -2", "Bulan -1"]
    assert names(store, Stage.LAPSED) == ["Bulan -4", "Bulan -5", "Bulan -6"]


def test_among_those_whose_protection_ends_together_the_smallest_contribution_comes_first(store: SqlStore) -> None:
    save(store, *(person(index, -1, name=f"Rp{basis}", income_basis=basis) for index, basis in enumerate((3, 1, 2), 1)))
    assert names(store, Stage.GRACE) == ["Rp1", "Rp2", "Rp3"]


def test_whoever_just_paid_here_is_not_due(store: SqlStore) -> None:
    payer = person(1, 0)
    save(store, payer)
    assert len(listed(store, Stage.DUE)) == 1
    pays_here(store, payer, THIS_MONTH + 1)
    assert listed(store, Stage.DUE) == []


def test_a_payment_here_that_came_to_nothing_counts_for_nothing(store: SqlStore) -> None:
    payer = person(1, 0)
    save(store, payer)
    pays_here(store, payer, THIS_MONTH + 1)
    with store.writing() as work:
        last = work.payments.last()
        assert last is not None
        assert work.refunds.add(a_refund(last, cause=RefundCause.CANCELLED))
        assert work.payments.move(last.id, PaymentState.ACCEPTED, PaymentState.CANCELLED)
        work.claims.release(last.id)
    assert len(listed(store, Stage.DUE)) == 1


def test_somebody_lapsed_who_paid_here_is_on_the_list_of_that_payment(store: SqlStore) -> None:
    payer = person(1, -9)
    save(store, payer)
    pays_here(store, payer, THIS_MONTH)
    assert listed(store, Stage.LAPSED) == []
    (owing,) = listed(store, Stage.DUE)
    assert owing.paid_until == THIS_MONTH.last_day


def test_whoever_the_government_pays_for_is_not_asked(store: SqlStore) -> None:
    save(store, person(1, -1, government_paid=True))
    assert listed(store, Stage.GRACE) == []


def test_whoever_wants_to_be_left_alone_is_never_offered_again(store: SqlStore) -> None:
    payer = person(1, -1)
    save(store, payer)
    note(store, contact(payer, Outcome.DO_NOT_CONTACT, NOW - timedelta(days=400)), contact(payer, Outcome.WILL_PAY))
    assert listed(store, Stage.GRACE) == []
    with store.reading() as work:
        assert work.reminders.find([payer.nik], THIS_MONTH) == []


def test_whoever_was_contacted_in_the_last_days_sinks_and_comes_up_again(store: SqlStore) -> None:
    soon, later = person(1, -3, name="Segera"), person(2, -1, name="Nanti")
    save(store, soon, later)
    note(store, contact(soon, Outcome.NOT_REACHED, NOW - REST + timedelta(minutes=1)))
    assert names(store, Stage.GRACE) == ["Nanti", "Segera"]
    note(store, contact(later, Outcome.NOT_REACHED, NOW - REST))
    assert names(store, Stage.GRACE) == ["Nanti", "Segera"]
    (first, second) = listed(store, Stage.GRACE)
    assert first.last is not None
    assert second.last is not None
    assert first.last.at == NOW - REST


def test_the_last_contact_is_the_newest_and_all_are_kept(store: SqlStore) -> None:
    payer = person(1, -1)
    save(store, payer)
    old, new = contact(payer, Outcome.NOT_REACHED, NOW - timedelta(days=2)), contact(payer, Outcome.WILL_PAY)
    note(store, new, old)
    (owing,) = listed(store, Stage.GRACE)
    assert owing.last == new
    with store.reading() as work:
        assert work.contacts.of(payer.nik) == [new, old]
        assert work.contacts.all() == [old, new]


def test_a_list_is_narrowed_by_name_branch_and_sector(store: SqlStore) -> None:
    save(
        store,
        person(1, -1, name="Siti Aminah", branch_office="Bandung", sector=Sector.TRANSPORT),
        person(2, -1, name="Siti Zubaidah", branch_office="Cimahi", sector=Sector.OTHER),
        person(3, -1, name="Budi Sitorus", branch_office="Bandung", sector=Sector.OTHER),
    )
    assert names(store, Stage.GRACE, Filters(name="sit")) == ["Siti Aminah", "Siti Zubaidah", "Budi Sitorus"]
    assert names(store, Stage.GRACE, Filters(name="SÍTI am")) == ["Siti Aminah"]
    assert names(store, Stage.GRACE, Filters(name="%")) == ["Siti Aminah", "Siti Zubaidah", "Budi Sitorus"]
    assert names(store, Stage.GRACE, Filters(branch="Bandung")) == ["Siti Aminah", "Budi Sitorus"]
    assert names(store, Stage.GRACE, Filters(sector=Sector.OTHER)) == ["Siti Zubaidah", "Budi Sitorus"]
    with store.reading() as work:
        assert work.reminders.branches() == ["Bandung", "Cimahi"]


def test_pages_follow_each_other_without_gap_or_repetition(store: SqlStore) -> None:
    save(store, *(person(index, -1 - index % 3, income_basis=index % 5) for index in range(1, 38)))
    with store.reading() as work:
        whole = [owing.participant.nik for owing in work.reminders.page(wanted(Stage.GRACE), 0, 100)]
        parts = [
            owing.participant.nik
            for offset in range(0, 40, 10)
            for owing in work.reminders.page(wanted(Stage.GRACE), offset, 10)
        ]
    assert len(whole) == 37
    assert parts == whole


@pytest.mark.parametrize("statement", ["UPDATE contacts SET note = ''", "DELETE FROM contacts"])
def test_what_was_noted_can_be_neither_changed_nor_deleted(store: SqlStore, statement: str) -> None:
    note(store, contact(person(1, -1), Outcome.REFUSED))
    with pytest.raises(DBAPIError, match="contacts are never"), store.writer.begin() as connection:
        connection.execute(text(statement))


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    today=st.dates(date(2024, 1, 1), date(2029, 12, 31)),
    paid=st.lists(st.tuples(st.integers(-8, 3), st.none() | st.integers(-8, 3)), min_size=1, max_size=8),
)
def test_the_lists_are_what_counting_months_by_hand_says(
    tmp_path_factory: pytest.TempPathFactory, today: date, paid: list[tuple[int, int | None]]
) -> None:
    store = fresh_store(tmp_path_factory.mktemp("lists"))
    now, expected = Month.of(today), {}
    for index, (told, here) in enumerate(paid, 1):
        payer = a_participant(index, protected_until=(now + told).last_day)
        save(store, payer)
        if here is not None:
            claim(store, index, payer, now + here)
        last = max(now + told, now + here) if here is not None else now + told
        expected[payer.nik] = cover_of(last.last_day, today, GRACE).stage
    for stage in LISTED:
        found = {owing.participant.nik for owing in listed(store, stage, today=today)}
        assert found == {nik for nik, own in expected.items() if own is stage}
    store.close()


def claim(store: SqlStore, number: int, payer: Participant, month: Month) -> None:
    payment = a_payment(number, bill=a_bill(first=month))
    payment = replace(payment, payer=replace(payment.payer, nik=payer.nik))
    with store.writing() as work:
        if work.shifts.get(payment.shift_id) is None:
            work.shifts.add(a_shift(id=payment.shift_id))
        work.payments.add(payment)
        assert work.claims.take(payment) is None
