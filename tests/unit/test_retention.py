"""Which backups are kept, whatever was made and whenever it is asked."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.retention import DAYS, MONTHS, kept

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
AGES = st.integers(-(60 * 24 * 3), 60 * 24 * 500).map(lambda minutes: NOW - timedelta(minutes=minutes))
TIMES = st.lists(AGES, max_size=60, unique=True)


def every_hour(days: int) -> list[datetime]:
    return [NOW - timedelta(hours=hour) for hour in range(days * 24)]


def test_a_year_of_hourly_backups_leaves_a_day_a_month_and_a_year_of_them() -> None:
    staying = kept(every_hour(500), NOW)
    assert sum(NOW - made < timedelta(hours=24) for made in staying) == 24
    assert {made.date() for made in staying} >= {(NOW - timedelta(days=days)).date() for days in range(DAYS + 1)}
    assert len({(made.year, made.month) for made in staying}) == MONTHS
    assert min(staying) == datetime(2025, 12, 31, 23, tzinfo=UTC)
    assert len(staying) < 24 + DAYS + MONTHS


@given(TIMES)
def test_everything_of_the_last_day_and_the_newest_of_all_stays(times: list[datetime]) -> None:
    staying = kept(times, NOW)
    assert staying <= set(times)
    assert {made for made in times if NOW - made < timedelta(hours=24)} <= staying
    assert not times or max(times) in staying


@given(TIMES)
def test_no_day_of_the_month_and_no_month_of_the_year_is_left_without(times: list[datetime]) -> None:
    staying = kept(times, NOW)
    for made in times:
        if (NOW.date() - made.date()).days <= DAYS:
            assert made.date() in {each.date() for each in staying}
        if (NOW.year - made.year) * 12 + NOW.month - made.month < MONTHS:
            assert (made.year, made.month) in {(each.year, each.month) for each in staying}


@given(TIMES, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_what_was_thrown_away_would_never_have_been_kept_later(times: list[datetime], waited: timedelta) -> None:
    assert kept(kept(times, NOW), NOW + waited) == kept(times, NOW + waited)


@given(TIMES)
def test_what_is_old_enough_goes(times: list[datetime]) -> None:
    older = [made for made in times if NOW - made >= timedelta(hours=24) and made != max(times)]
    staying = kept(times, NOW)
    for made in older:
        newer_that_day = [each for each in times if each.date() == made.date() and each > made]
        if newer_that_day:
            assert made not in staying


def test_a_day_is_the_offices_own() -> None:
    from zoneinfo import ZoneInfo

    jakarta = ZoneInfo("Asia/Jakarta")
    one_day_there = [datetime(2026, 11, 10, hour, tzinfo=UTC).astimezone(jakarta) for hour in (16, 18)]
    assert kept([*one_day_there, NOW.astimezone(jakarta)], NOW.astimezone(jakarta)) >= set(one_day_there)
