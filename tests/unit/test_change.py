"""A sum taken out of a counted drawer: exactly, of the pieces that are there, or not at all."""

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.change import taken_out
from counter_app.domain.drawer import DENOMINATIONS, NOTHING, Count, Denomination, count_of
from counter_app.domain.money import Rupiah

COUNTS = st.builds(
    lambda pieces, small: count_of(pieces, Rupiah(small)),
    st.dictionaries(st.sampled_from(DENOMINATIONS), st.integers(0, 40)),
    st.integers(0, 99),
)


def pieces(*counted: tuple[int, int]) -> Count:
    return count_of({Denomination(Rupiah(face)): many for face, many in counted})


def test_a_float_is_made_of_the_small_notes_first() -> None:
    drawer = pieces((100_000, 3), (50_000, 2), (10_000, 6), (5_000, 8))
    assert taken_out(drawer, Rupiah(100_000)) == pieces((10_000, 6), (5_000, 8))


def test_the_most_of_the_small_is_not_always_the_way() -> None:
    assert taken_out(pieces((50_000, 1), (20_000, 3)), Rupiah(60_000)) == pieces((20_000, 3))
    assert taken_out(pieces((50_000, 1), (20_000, 3)), Rupiah(50_000)) == pieces((50_000, 1))


def test_what_the_pieces_do_not_make_is_not_made() -> None:
    assert taken_out(pieces((100_000, 2)), Rupiah(50_000)) is None
    assert taken_out(pieces((100_000, 2)), Rupiah(300_000)) is None
    assert taken_out(NOTHING, Rupiah(100)) is None


def test_nothing_stays_of_nothing() -> None:
    assert taken_out(NOTHING, Rupiah(0)) == NOTHING


def test_small_coins_are_taken_for_what_is_below_a_hundred() -> None:
    drawer = count_of({Denomination(Rupiah(1_000)): 2}, Rupiah(50))
    assert taken_out(drawer, Rupiah(1_050)) == count_of({Denomination(Rupiah(1_000)): 1}, Rupiah(50))
    assert taken_out(drawer, Rupiah(1_030)) == count_of({Denomination(Rupiah(1_000)): 1}, Rupiah(30))
    assert taken_out(drawer, Rupiah(1_060)) is None


@given(COUNTS, st.data())
def test_what_can_be_put_together_is_found_and_leaves_the_rest(drawer: Count, data: st.DataObject) -> None:
    part = count_of({each: data.draw(st.integers(0, drawer.of(each))) for each in DENOMINATIONS})
    found = taken_out(drawer, part.total)
    assert found is not None
    assert found.total == part.total
    assert drawer.less(found).total == drawer.total - part.total
