"""Contribution months: counted, ordered and folded into runs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.months import Month, ranges, run_of

MONTHS = st.builds(Month, st.integers(2000, 2900), st.integers(1, 12))


def test_a_month_runs_on_over_the_year() -> None:
    assert Month(2026, 11) + 2 == Month(2027, 1)
    assert run_of(Month(2026, 11), 3) == (Month(2026, 11), Month(2026, 12), Month(2027, 1))


@given(MONTHS, st.integers(-1200, 1200))
def test_adding_and_subtracting_undo_each_other(month: Month, count: int) -> None:
    assert (month + count) - month == count
    assert ((month + count) > month) == (count > 0)


@given(MONTHS)
def test_a_month_is_read_as_it_is_written(month: Month) -> None:
    assert Month.parse(str(month)) == month


@pytest.mark.parametrize(
    "typed",
    ["", "2026", "2026-1", "2026-13", "2026-00", "26-11", "11-2026", "2026/11", "２０２６-11", "3000-01", "0000-01"],
)
def test_what_is_no_month_is_declined(typed: str) -> None:
    with pytest.raises(Declined) as declined:
        Month.parse(typed)
    assert declined.value.reason is Reason.PERIOD_FORMAT


def test_a_bill_may_run_on_from_the_last_month_that_can_be_typed() -> None:
    assert str(run_of(Month.parse("2999-12"), 12)[-1]) == "3000-11"


@pytest.mark.parametrize(("year", "month"), [(2026, 0), (2026, 13), (1899, 12), (10_000, 1)])
def test_there_is_no_such_month(year: int, month: int) -> None:
    with pytest.raises(ValueError, match="no such month"):
        Month(year, month)


@given(MONTHS)
def test_the_last_day_is_followed_by_the_next_months_first(month: Month) -> None:
    assert month.last_day + timedelta(days=1) == (month + 1).first_day
    assert Month.of(month.first_day) == Month.of(month.last_day) == month


def test_the_calendars_last_month_has_a_last_day() -> None:
    assert Month(9999, 12).last_day == date(9999, 12, 31)


def test_months_fold_into_unbroken_runs() -> None:
    months = [Month(2027, 1), Month(2026, 11), Month(2026, 12), Month(2027, 3), Month(2026, 11)]
    assert ranges(months) == ((Month(2026, 11), Month(2027, 1)), (Month(2027, 3), Month(2027, 3)))
    assert ranges([]) == ()


@given(st.lists(MONTHS, max_size=30))
def test_runs_hold_every_month_once_and_no_other(months: list[Month]) -> None:
    unfolded = [month for first, last in ranges(months) for month in run_of(first, last - first + 1)]
    assert unfolded == sorted(set(months))
