"""What the coverage plots draw: round scales, gaps where nobody looked, sums where bars stand on each other."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.bill import Programme
from counter_app.domain.coverage import Coverage, Standing, Target, Took, span
from counter_app.domain.coverage_plots import COLUMNS, Plot, Quantity, drawing_of, ticks, value_of
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.tariff import Sector

NOW = Month(2026, 11)
AT = datetime(2026, 11, 22, tzinfo=UTC)


def coverage(target: Target | None = None) -> Coverage:
    looks = {(NOW, Sector.OTHER): Standing(9, 4, 2, 1), (NOW, Sector.TRANSPORT): Standing(5, 3, 0, 2)}
    took = Took(
        paid={(NOW, Sector.OTHER): 2, (NOW + -1, None): 1},
        new={(NOW, Sector.OTHER): 1},
        regained={(NOW, Sector.TRANSPORT): 1},
        amounts={(NOW, Sector.OTHER, Programme.JKK): 300, (NOW, None, Programme.JKM): 40},
    )
    return Coverage(span(NOW, 2), looks, took, target or Target(), AT)


def test_a_line_breaks_where_nobody_looked() -> None:
    drawing = drawing_of(coverage(), Plot.PEOPLE)
    assert drawing.series[Quantity.ACTIVE] == (None, 7)
    assert drawing.series[Quantity.PAID] == (1, 2)
    assert drawing.highest == 14


def test_bars_on_each_other_reach_as_high_as_their_sum() -> None:
    assert drawing_of(coverage(), Plot.AMOUNTS).highest == 340


def test_a_target_is_shown_with_everybody_only() -> None:
    aimed = coverage(Target(active=50, amount=Rupiah(1_000)))
    assert [drawing_of(aimed, plot).target for plot in Plot] == [50, None, 1_000]
    assert drawing_of(aimed, Plot.PEOPLE).highest == 50
    assert drawing_of(aimed, Plot.PEOPLE, Sector.OTHER).target is None


def test_whose_sector_is_not_known_is_in_the_whole_alone() -> None:
    assert [row.paid for row in coverage().rows()] == [1, 2]
    assert [sum(row.paid for row in coverage().rows(sector)) for sector in (Sector.TRANSPORT, Sector.OTHER)] == [0, 2]


@pytest.mark.parametrize("plot", Plot)
def test_every_column_has_its_number(plot: Plot) -> None:
    now = coverage().rows()[-1]
    assert all(value_of(now, each) is not None for each in COLUMNS[plot])
    assert value_of(now, Quantity.GRACE) == 2
    assert value_of(now, Quantity.TOTAL) == 340


@given(st.integers(0, 10**12))
def test_a_scale_is_round_and_reaches_the_highest(highest: int) -> None:
    marks = ticks(highest)
    assert marks[0] == 0
    assert marks[-1] >= highest
    assert 4 <= len(marks) <= 7
    step = marks[1]
    assert int(str(step).rstrip("0") or "1") in {1, 2, 5}
    assert marks[-1] - step < max(highest, 3)
