"""Rupiah as it is written, said and typed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import LARGEST, format_digits, format_rupiah, parse_rupiah, rupiah_in_words, terbilang

AMOUNTS = st.integers(0, LARGEST)


@pytest.mark.parametrize(
    ("amount", "written"),
    [(0, "Rp0"), (500, "Rp500"), (16_800, "Rp16.800"), (42_000_000, "Rp42.000.000"), (-500, "-Rp500")],
)
def test_an_amount_is_written_as_on_indonesian_paper(amount: int, written: str) -> None:
    assert format_rupiah(amount) == written


@given(AMOUNTS)
def test_what_is_written_can_be_typed_back(amount: int) -> None:
    assert parse_rupiah(format_rupiah(amount)) == amount
    assert parse_rupiah(format_digits(amount)) == amount
    assert parse_rupiah(str(amount)) == amount


@pytest.mark.parametrize("typed", ["16800", "16.800", "Rp16.800", "Rp 16.800", " rp16.800 ", "16.800,00", "16.800,-"])
def test_an_amount_is_read_however_a_clerk_types_it(typed: str) -> None:
    assert parse_rupiah(typed) == 16_800


@pytest.mark.parametrize(
    "typed", ["1.68", "16.80", "16,8", "1680.0", ".800", "1..000", "-500", "16800x", "１６８００", "1 000", "Rp1.0000"]
)
def test_an_ambiguous_amount_is_asked_about_and_never_guessed(typed: str) -> None:
    with pytest.raises(Declined) as declined:
        parse_rupiah(typed)
    assert declined.value.reason is Reason.AMOUNT_FORMAT


def test_an_amount_beyond_words_is_refused() -> None:
    assert parse_rupiah(str(LARGEST)) == LARGEST
    with pytest.raises(Declined, match=Reason.AMOUNT_FORMAT):
        parse_rupiah(str(LARGEST + 1))


@pytest.mark.parametrize("typed", ["", "   ", "Rp", "Rp  "])
def test_an_empty_amount_is_called_empty(typed: str) -> None:
    with pytest.raises(Declined) as declined:
        parse_rupiah(typed)
    assert declined.value.reason is Reason.EMPTY


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (100, "seratus"),
        (1_000, "seribu"),
        (16_800, "enam belas ribu delapan ratus"),
        (101_000, "seratus satu ribu"),
        (1_001_000, "satu juta seribu"),
        (289_600, "dua ratus delapan puluh sembilan ribu enam ratus"),
    ],
)
def test_an_amount_is_said_as_indonesians_say_it(amount: int, said: str) -> None:
    assert terbilang(amount) == said


@given(AMOUNTS)
@example(0)
@example(LARGEST)
def test_words_agree_with_an_independent_speaker(amount: int) -> None:
    assert terbilang(amount) == num2words(amount, lang="id")


def test_every_amount_a_clerk_is_likely_to_see_is_said_rightly() -> None:
    for amount in [*range(2_500), *range(8_400, 1_000_000, 1_700)]:
        assert terbilang(amount) == num2words(amount, lang="id")


@pytest.mark.parametrize("amount", [-1, LARGEST + 1])
def test_words_are_refused_where_there_are_none(amount: int) -> None:
    with pytest.raises(ValueError, match="terbilang"):
        terbilang(amount)


def test_the_receipt_says_the_currency() -> None:
    assert rupiah_in_words(8_400) == "delapan ribu empat ratus rupiah"
