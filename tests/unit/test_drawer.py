"""Cash by denomination: what can be counted, how it is kept, and what is taken out of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_count import NOTHING_COUNTED, Counted, counted_of, read_slips, read_sums
from counter_app.domain.closing_slip import NO_SUM, Sum, masked_name
from counter_app.domain.drawer import (
    COINS,
    DENOMINATIONS,
    MOST_PIECES,
    MOST_SMALL,
    NOTHING,
    Count,
    Denomination,
    count_of,
    in_few_pieces,
    read_count,
    require_some,
)
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah

NOTE, COIN = Denomination(Rupiah(1_000)), Denomination(Rupiah(1_000), coin=True)
SOME = st.dictionaries(st.sampled_from(DENOMINATIONS), st.integers(0, 500))
COUNTS = st.builds(count_of, SOME, st.integers(0, 99).map(Rupiah))


def test_notes_and_coins_from_a_hundred_rupiah_up_the_largest_first() -> None:
    assert [each.code for each in DENOMINATIONS] == [
        *("N100000", "N50000", "N20000", "N10000", "N5000", "N2000", "N1000"),
        *("C1000", "C500", "C200", "C100"),
    ]
    assert min(COINS) == 100


def test_the_coin_of_a_thousand_is_not_the_note() -> None:
    count = count_of({NOTE: 2, COIN: 3})
    assert (count.total, count.of(NOTE), count.of(COIN)) == (5_000, 2, 3)
    assert count.written() == "N1000x2;C1000x3"


@given(COUNTS)
def test_a_count_is_read_as_it_was_written(count: Count) -> None:
    assert read_count(count.written()) == count


@given(COUNTS, COUNTS)
def test_what_is_taken_out_of_a_count_and_what_is_left_make_it_whole(left: Count, taken: Count) -> None:
    both = count_of({each: left.of(each) + taken.of(each) for each in DENOMINATIONS}, Rupiah(left.small + taken.small))
    assert both.less(taken) == left
    assert both.total == left.total + taken.total


@given(st.integers(0, 10**9).map(Rupiah))
def test_any_sum_can_be_laid_out_in_pieces(amount: Rupiah) -> None:
    laid_out = in_few_pieces(amount)
    assert laid_out.total == amount
    assert laid_out.small < 100


@pytest.mark.parametrize(
    ("pieces", "small"),
    [
        ({NOTE: -1}, 0),
        ({NOTE: MOST_PIECES + 1}, 0),
        ({Denomination(Rupiah(3_000)): 1}, 0),
        ({}, -1),
        ({}, MOST_SMALL + 1),
    ],
)
def test_what_cannot_be_in_a_drawer_is_no_count(pieces: dict[Denomination, int], small: int) -> None:
    with pytest.raises(Declined) as declined:
        count_of(pieces, Rupiah(small))
    assert declined.value.reason is Reason.COUNT_FORMAT


@pytest.mark.parametrize("text", ["N3000x1", "N1000x0", "C100x1;N1000x1", "N1000", "S", "N1000x1;N1000x1", "x"])
def test_a_count_that_no_counter_wrote_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"denomination|count|literal"):
        read_count(text)


def test_fewer_pieces_than_there_are_cannot_be_taken_out() -> None:
    with pytest.raises(Declined):
        count_of({NOTE: 1}).less(count_of({COIN: 1}))


def test_nothing_is_not_moved() -> None:
    with pytest.raises(Declined):
        require_some(NOTHING)
    require_some(in_few_pieces(Rupiah(100)))


def test_slips_are_kept_and_read_in_their_order() -> None:
    counted = counted_of(NOTHING, {TenderKind.DEBIT: Sum(1, Rupiah(5)), TenderKind.QRIS: Sum(2, Rupiah(7))})
    assert counted.slips_written() == "QRIS 2 7;DEBIT 1 5"
    assert read_slips(counted.slips_written()) == counted.slips
    assert (counted.of(TenderKind.QRIS), counted.of(TenderKind.POSPAY)) == (Sum(2, Rupiah(7)), NO_SUM)
    assert counted_of(NOTHING, {TenderKind.QRIS: NO_SUM}) == Counted(NOTHING) == NOTHING_COUNTED
    assert read_sums("") == {}


def test_a_name_is_shown_as_far_as_one_needs_to_know_it() -> None:
    assert masked_name("SITI  AMINAH") == "SI** AM**"
