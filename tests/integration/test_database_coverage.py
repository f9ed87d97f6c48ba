"""Coverage as either database counts it, against counting person by person."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.coverage import NOBODY, NOTHING, Standing, span
from counter_app.domain.months import Month
from counter_app.domain.tariff import Sector
from counter_app.services.ports import Period
from counter_app.services.ports.coverage import PARTS
from tests.helpers.builders import NOW, a_participant
from tests.helpers.coverage_oracle import (
    GRACE,
    THIS_MONTH,
    ZONE,
    InventedOffice,
    invented,
    slow_standing,
    slow_took,
    stored,
)
from tests.helpers.database import fresh_store
from tests.helpers.postgresql import EITHER_DATABASE, either_store


@pytest.fixture(params=EITHER_DATABASE)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    made = either_store(request.param, tmp_path)
    yield made
    made.close()


def period(months: tuple[Month, ...]) -> Period:
    return Period(months, [datetime.combine(each.first_day, time(), ZONE) for each in (*months, months[-1] + 1)])


def agrees(store: SqlStore, office: InventedOffice) -> None:
    stored(store, office)
    months = span(THIS_MONTH, 12)
    with store.reading() as work:
        for month in (THIS_MONTH, THIS_MONTH + 1):
            assert work.coverage.standing(month, GRACE) == slow_standing(office, month)
        assert work.coverage.took(period(months), GRACE) == slow_took(office, months)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_coverage_is_what_counting_person_by_person_says(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    store = fresh_store(tmp_path_factory.mktemp("coverage"))
    agrees(store, invented(seed))
    store.close()


def test_both_databases_count_the_same(store: SqlStore) -> None:
    agrees(store, invented(4))


def of_all_parts(office: InventedOffice) -> InventedOffice:
    """The same people and payers, born in years that end in different digits."""

    def born(nik: str) -> str:
        return nik and f"{nik[:11]}{nik[15]}{nik[12:]}"

    payments = [replace(each, payer=replace(each.payer, nik=born(each.payer.nik))) for each in office.payments]
    people = [replace(each, nik=born(each.nik)) for each in office.people]
    return replace(
        office, people=people, payments=payments, issued=[replace(each, nik=born(each.nik)) for each in office.issued]
    )


@pytest.mark.parametrize("seed", [4, 5, 6])
def test_everybody_is_of_one_part_and_the_parts_together_are_the_office(store: SqlStore, seed: int) -> None:
    office, months = of_all_parts(invented(seed)), span(THIS_MONTH, 12)
    stored(store, office)
    with store.reading() as work:
        standing = [work.coverage.standing(THIS_MONTH, GRACE, part) for part in range(PARTS)]
        took = [work.coverage.took(period(months), GRACE, part) for part in range(PARTS)]
    whole = slow_standing(office, THIS_MONTH)
    assert {sector: sum((each[sector] for each in standing), NOBODY) for sector in Sector} == whole
    assert sum(took, NOTHING) == slow_took(office, months)
    assert sum(each != NOTHING for each in took) > 1


@pytest.mark.parametrize("nik", [f"3171010101{year}0001" for year in range(90, 100)])
def test_a_part_is_chosen_by_the_last_digit_of_the_year_of_birth(store: SqlStore, nik: str) -> None:
    with store.writing() as work:
        work.participants.save([replace(a_participant(1), nik=nik)], NOW)
    with store.reading() as work:
        counted = [
            sum(work.coverage.standing(THIS_MONTH, GRACE, part).values(), NOBODY).registered for part in range(PARTS)
        ]
    assert counted == [int(part == int(nik[11])) for part in range(PARTS)]


def test_of_an_office_without_anybody_there_is_nothing_to_count(store: SqlStore) -> None:
    with store.reading() as work:
        assert work.coverage.standing(THIS_MONTH, GRACE) == dict.fromkeys(Sector, NOBODY)
        took = work.coverage.took(period(span(THIS_MONTH, 6)), GRACE)
    assert (took.paid, took.new, took.regained, took.amounts) == ({}, {}, {}, {})


def look(store: SqlStore, month: Month, minutes: int, registered: int) -> None:
    with store.writing() as work:
        standing = {Sector.OTHER: Standing(registered, 0, 0, 0), Sector.TRANSPORT: NOBODY}
        work.coverage.keep(month, NOW + timedelta(minutes=minutes), standing)


def test_of_each_month_the_last_look_counts(store: SqlStore) -> None:
    look(store, THIS_MONTH, 0, 5)
    look(store, THIS_MONTH, 9, 7)
    look(store, THIS_MONTH + -1, 3, 4)
    look(store, THIS_MONTH + -9, 3, 1)
    with store.reading() as work:
        looks = work.coverage.looks(THIS_MONTH + -2, THIS_MONTH)
    assert {month: each.registered for (month, sector), each in looks.items() if sector is Sector.OTHER} == {
        THIS_MONTH: 7,
        THIS_MONTH + -1: 4,
    }


def test_of_two_looks_in_the_same_moment_one_is_kept(store: SqlStore) -> None:
    look(store, THIS_MONTH, 0, 5)
    look(store, THIS_MONTH, 0, 6)
    with store.reading() as work:
        assert work.coverage.looks(THIS_MONTH, THIS_MONTH)[THIS_MONTH, Sector.OTHER].registered == 5


@pytest.mark.parametrize("statement", ["UPDATE coverage_looks SET active = 0", "DELETE FROM coverage_looks"])
def test_what_was_seen_can_be_neither_changed_nor_deleted(store: SqlStore, statement: str) -> None:
    look(store, THIS_MONTH, 0, 5)
    with pytest.raises(DBAPIError, match="coverage_looks are never"), store.writer.begin() as connection:
        connection.execute(text(statement))


def test_a_look_that_cannot_be_is_refused(store: SqlStore) -> None:
    with pytest.raises(Exception, match="ck_coverage_looks_registered"), store.writing() as work:
        work.coverage.keep(THIS_MONTH, NOW, {Sector.OTHER: Standing(1, 1, 1, 0)})
