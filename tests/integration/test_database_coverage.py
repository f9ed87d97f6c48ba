"""Coverage as either database counts it, against counting person by person."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.coverage import NOBODY, Standing, span
from counter_app.domain.months import Month
from counter_app.domain.tariff import Sector
from counter_app.services.ports import Period
from tests.helpers.builders import NOW
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


@pytest.mark.parametrize("statement", ["UPDATE coverage_looks SET active = 0", "DELETE FROM coverage_looks"])
def test_what_was_seen_can_be_neither_changed_nor_deleted(store: SqlStore, statement: str) -> None:
    look(store, THIS_MONTH, 0, 5)
    with pytest.raises(DBAPIError, match="coverage_looks are never"), store.writer.begin() as connection:
        connection.execute(text(statement))


def test_a_look_that_cannot_be_is_refused(store: SqlStore) -> None:
    with pytest.raises(Exception, match="ck_coverage_looks_registered"), store.writing() as work:
        work.coverage.keep(THIS_MONTH, NOW, {Sector.OTHER: Standing(1, 1, 1, 0)})
