"""NIK, KPJ and payment code: what they tell, and how each wrong one is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counter_app import resources
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.identity import (
    LookupNumber,
    Nik,
    NumberKind,
    Sex,
    digits_of,
    mask,
    parse_lookup_number,
    parse_nik,
    without_numbers,
)

TODAY = date(2026, 11, 22)
SITI = "3273025508920002"


def read(text: str, today: date = TODAY) -> Nik:
    return parse_nik(text, today=today, provinces=resources.provinces())


def refused(text: str) -> Declined:
    with pytest.raises(Declined) as declined:
        read(text)
    return declined.value


def test_siti_is_a_woman_of_jawa_barat_born_in_1992() -> None:
    nik = read(SITI)
    assert (nik.province, nik.birth_date, nik.sex) == ("Jawa Barat", date(1992, 8, 15), Sex.FEMALE)


@given(
    st.sampled_from(sorted(resources.provinces())),
    st.integers(0, 9999),
    st.dates(TODAY - timedelta(days=99 * 365), TODAY),
    st.sampled_from(Sex),
    st.integers(1, 9999),
)
def test_a_nik_made_from_facts_tells_them_again(
    province: str, district: int, born: date, sex: Sex, serial: int
) -> None:
    day = born.day + (40 if sex is Sex.FEMALE else 0)
    nik = read(f"{province}{district:04}{day:02}{born:%m%y}{serial:04}")
    assert (nik.province, nik.birth_date, nik.sex) == (resources.provinces()[province], born, sex)


@given(st.text("0123456789", min_size=16, max_size=16))
def test_sixteen_digits_are_a_nik_or_are_refused_with_a_reason(number: str) -> None:
    try:
        nik = read(number)
    except Declined as declined:
        assert declined.reason in {Reason.NIK_PROVINCE, Reason.NIK_DATE, Reason.NIK_SERIAL}  # noqa: PT017 - one of many
    else:
        assert nik.number == number
        assert TODAY.replace(year=TODAY.year - 100) < nik.birth_date <= TODAY


def test_a_date_of_this_century_that_has_not_come_belongs_to_the_last_one() -> None:
    assert read("3273022211260001").birth_date == date(2026, 11, 22)
    assert read("3273022311260001").birth_date == date(1926, 11, 23)


def test_the_29th_of_february_is_taken_from_the_century_that_has_it() -> None:
    assert read("3273022902000001", date(2026, 1, 1)).birth_date == date(2000, 2, 29)
    assert read("3273022902960001").birth_date == date(1996, 2, 29)


def test_a_letter_is_named_by_its_place() -> None:
    declined = refused("32730255O8920002")
    assert (declined.reason, declined.facts) == (Reason.NOT_DIGITS, {"position": 9})


@pytest.mark.parametrize("typed", ["327302550892000", "32730255089200021"])
def test_a_wrong_length_is_counted(typed: str) -> None:
    declined = refused(typed)
    assert (declined.reason, declined.facts) == (Reason.NIK_LENGTH, {"typed": len(typed), "expected": 16})


def test_an_unknown_province_is_named_by_its_code() -> None:
    declined = refused("0073025508920002")
    assert (declined.reason, declined.facts) == (Reason.NIK_PROVINCE, {"code": "00"})


@pytest.mark.parametrize("ddmmyy", ["001592", "321592", "720892", "400892", "310692", "290223", "690223", "155592"])
def test_an_impossible_date_is_named(ddmmyy: str) -> None:
    declined = refused(f"327302{ddmmyy}0002")
    assert (declined.reason, declined.facts) == (Reason.NIK_DATE, {"typed": ddmmyy})


def test_serial_0000_does_not_exist() -> None:
    assert refused("3273025508920000").reason is Reason.NIK_SERIAL


@pytest.mark.parametrize(
    "typed", ["3273 0255 0892 0002", "327302.550892.0002", " 3273025508920002\t", "3273-0255-0892-0002"]
)
def test_what_people_put_between_digits_does_not_count(typed: str) -> None:
    assert read(typed).number == SITI


@pytest.mark.parametrize("typed", ["", "   ", "..-/"])
def test_nothing_typed_is_called_empty(typed: str) -> None:
    assert refused(typed).reason is Reason.EMPTY


@pytest.mark.parametrize("typed", ["３２７３０２５５０８９２０００２", "٣٢٧٣٠٢٥٥٠٨٩٢٠٠٠٢", "²"])
def test_digits_of_other_scripts_are_not_taken_for_ours(typed: str) -> None:
    assert refused(typed).facts == {"position": 1}


def test_a_number_tells_by_its_length_what_it_is() -> None:
    provinces = resources.provinces()

    def look(text: str) -> LookupNumber:
        return parse_lookup_number(text, today=TODAY, provinces=provinces)

    assert look("260 1234 5678") == LookupNumber(NumberKind.KPJ, "26012345678")
    assert look("880012345678") == LookupNumber(NumberKind.PAYMENT_CODE, "880012345678")
    assert look(SITI) == LookupNumber(NumberKind.NIK, SITI)


@pytest.mark.parametrize(("typed", "reason"), [("1234567890", Reason.NUMBER_LENGTH), ("1" * 13, Reason.NIK_LENGTH)])
def test_a_number_of_no_known_length_is_declined(typed: str, reason: Reason) -> None:
    with pytest.raises(Declined) as declined:
        parse_lookup_number(typed, today=TODAY, provinces=resources.provinces())
    assert (declined.value.reason, declined.value.facts["typed"]) == (reason, len(typed))


@given(st.text("0123456789", max_size=40))
def test_a_masked_number_shows_its_last_four_digits_at_most(number: str) -> None:
    masked = mask(number)
    assert len(masked) == len(number)
    assert sum(character.isdigit() for character in masked) in {0, 4}
    assert len(number) <= 4 or masked.endswith(number[-4:])


def test_a_nik_in_a_log_or_traceback_is_masked() -> None:
    nik = read(SITI)
    number = LookupNumber(NumberKind.NIK, SITI)
    for text in (str(nik), repr(nik), f"{nik}", str(number), repr(number)):
        assert SITI not in text
    assert str(nik) == "************0002"
    assert str(number) == "NIK ************0002"


@given(st.text())
def test_any_text_is_digits_or_is_declined(text: str) -> None:
    assume(not text.isdecimal())
    try:
        assert set(digits_of(text)) <= set("0123456789")
    except Declined as declined:
        assert declined.reason in {Reason.EMPTY, Reason.NOT_DIGITS}  # noqa: PT017 - one of two


def test_a_number_in_somebody_elses_words_is_masked() -> None:
    said = "NIK 3273025508920002 of card 26012345678 is unknown; call 0812345678"
    assert without_numbers(said) == "NIK ************0002 of card *******5678 is unknown; call 0812345678"
