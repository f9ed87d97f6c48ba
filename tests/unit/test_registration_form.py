"""The form of a registration: what each answer has to be, and what the NIK says about it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.bill import Programme
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.identity import Sex
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.registration import ConsentText, number_of
from counter_app.domain.registration_form import (
    MOST_HEIRS,
    Fault,
    Form,
    FormField,
    HeirForm,
    age_on,
    applicant,
    faults,
    parse_birth_date,
    parse_mobile,
    told_by_nik,
)
from counter_app.domain.registration_record import digest, nik_digits, read, written
from counter_app.domain.tariff import Sector
from tests.helpers.registrations import TODAY, WOMAN, a_form, form_rules

RULES = form_rules()


def found(form: Form) -> list[tuple[FormField, Reason]]:
    return [(fault.field, fault.reason) for fault in faults(form, RULES)]


def test_a_whole_form_has_no_fault_and_is_read() -> None:
    form = a_form()
    assert faults(form, RULES) == ()
    worker = applicant(form, RULES)
    assert (worker.nik.number, worker.birth_date, worker.sex) == (WOMAN, date(1990, 4, 5), Sex.FEMALE)
    assert (worker.phone, worker.income, worker.sector) == ("081234567890", Rupiah(3_500_000), Sector.OTHER)
    assert worker.first_period == Month(2026, 11)
    assert worker.heirs[0].name == "Bagas Kusuma"


def test_an_empty_form_names_every_question_that_must_be_answered_in_their_order() -> None:
    faulty = found(Form())
    assert [field for field, _ in faulty] == [
        field
        for field in FormField
        if field not in {FormField.EMAIL, FormField.PROGRAMMES}
        and field not in {FormField.HEIR_NAME, FormField.HEIR_RELATION, FormField.HEIR_NIK}
    ]
    assert {reason for _, reason in faulty} == {Reason.EMPTY}


@pytest.mark.parametrize(
    ("changed", "field", "reason"),
    [
        ({"nik": "3173"}, FormField.NIK, Reason.NIK_LENGTH),
        ({"birth_date": "06-04-1990"}, FormField.BIRTH_DATE, Reason.BIRTH_DATE_DIFFERS),
        ({"birth_date": "31-02-1990"}, FormField.BIRTH_DATE, Reason.DATE_FORMAT),
        ({"sex": "male"}, FormField.SEX, Reason.SEX_DIFFERS),
        ({"sex": "x"}, FormField.SEX, Reason.SEX_UNKNOWN),
        ({"name": "Ratna 2"}, FormField.NAME, Reason.NAME_FORMAT),
        ({"name": "..."}, FormField.NAME, Reason.NAME_FORMAT),
        ({"mother": "S" * 101}, FormField.MOTHER, Reason.TEXT_LENGTH),
        ({"address": "Jl. \u202eMelati"}, FormField.ADDRESS, Reason.TEXT_FORMAT),
        ({"phone": "021-5551234"}, FormField.PHONE, Reason.PHONE_FORMAT),
        ({"email": "ratna@rumah"}, FormField.EMAIL, Reason.EMAIL_FORMAT),
        ({"sector": "transport"}, FormField.SECTOR, Reason.SECTOR_DIFFERS),
        ({"sector": "laut"}, FormField.SECTOR, Reason.SECTOR_UNKNOWN),
        ({"income": "0"}, FormField.INCOME, Reason.AMOUNT_FORMAT),
        ({"income": "3,5 juta"}, FormField.INCOME, Reason.AMOUNT_FORMAT),
        ({"programmes": (Programme.JKK,)}, FormField.PROGRAMMES, Reason.PROGRAMME_MANDATORY),
        ({"programmes": (Programme.JKK, Programme.JKM), "employer": True}, FormField.PROGRAMMES, Reason.PROGRAMME_MANDATORY),
        ({"first_period": "2026-10"}, FormField.FIRST_PERIOD, Reason.PERIOD_PAST),
        ({"first_period": "2027-12"}, FormField.FIRST_PERIOD, Reason.PERIOD_FAR),
        ({"first_period": "November"}, FormField.FIRST_PERIOD, Reason.PERIOD_FORMAT),
        ({"heirs": ()}, FormField.HEIRS, Reason.EMPTY),
        ({"heirs": (HeirForm("A", "anak"),) * (MOST_HEIRS + 1)}, FormField.HEIRS, Reason.HEIRS_TOO_MANY),
    ],
)  # fmt: skip
def test_one_wrong_answer_is_one_fault_at_its_field(
    changed: dict[str, object], field: FormField, reason: Reason
) -> None:
    form = replace(a_form(), **changed)  # type: ignore[arg-type]
    assert found(form) == [(field, reason)]
    with pytest.raises(Declined) as told:
        applicant(form, RULES)
    assert told.value.reason is reason
    assert told.value.facts["field"] == field.value


@pytest.mark.parametrize(
    ("born", "reason"),
    [
        (date(2011, 11, 22), None),
        (date(2011, 11, 23), Reason.AGE_TOO_LOW),
        (date(1961, 11, 23), None),
        (date(1961, 11, 22), Reason.AGE_TOO_HIGH),
    ],
)
def test_the_ages_of_permenaker_5_2021_hold_to_the_day(born: date, reason: Reason | None) -> None:
    nik = f"317306{born.day + 40:02}{born:%m%y}0011"
    form = a_form(nik, birth_date=born.isoformat())
    assert [fault.reason for fault in faults(form, RULES)] == ([] if reason is None else [reason])


def test_a_nik_that_is_wrong_says_nothing_about_the_other_answers() -> None:
    assert found(a_form("31730645049000", birth_date="06-04-1990", sex="male")) == [(FormField.NIK, Reason.NIK_LENGTH)]


def test_an_heir_is_checked_by_row_and_is_not_the_worker() -> None:
    heirs = (HeirForm("Bagas", "suami"), HeirForm("", "anak", WOMAN), HeirForm("Tio 1", "", "12"))
    told = [(fault.row, fault.field, fault.reason) for fault in faults(a_form(heirs=heirs), RULES)]
    assert told == [
        (2, FormField.HEIR_NAME, Reason.EMPTY),
        (2, FormField.HEIR_NIK, Reason.HEIR_IS_APPLICANT),
        (3, FormField.HEIR_NAME, Reason.NAME_FORMAT),
        (3, FormField.HEIR_RELATION, Reason.EMPTY),
        (3, FormField.HEIR_NIK, Reason.NIK_LENGTH),
    ]
    assert Fault(FormField.HEIR_NAME, Reason.EMPTY, (), 2).declined.facts == {"field": "heir_name", "row": 2}


def test_an_heirs_own_nik_is_kept() -> None:
    heirs = (HeirForm("Bagas Kusuma", "suami", "3173060504900002"),)
    assert applicant(a_form(heirs=heirs), RULES).heirs[0].nik == "3173060504900002"


def test_an_occupation_that_is_not_in_the_list_leaves_the_sector_to_the_clerk() -> None:
    assert found(a_form(occupation="Penjinak ular", sector="transport")) == []


@pytest.mark.parametrize("typed", ["1990-12-31", "31-12-1990", "31/12/1990", "31.12.1990", " 31 12 1990 "])
def test_a_birth_date_is_read_as_people_write_it(typed: str) -> None:
    assert parse_birth_date(typed) == date(1990, 12, 31)


@pytest.mark.parametrize("typed", ["0812 3456 7890", "+62 812-3456-7890", "62812.3456.7890", "(0812)34567890"])
def test_a_mobile_number_is_one_however_it_is_written(typed: str) -> None:
    assert parse_mobile(typed) == "081234567890"


def test_a_nik_tells_birth_sex_and_province_only_when_it_is_whole() -> None:
    told = told_by_nik(WOMAN, RULES)
    assert told is not None
    assert (told.birth_date, told.sex) == (date(1990, 4, 5), Sex.FEMALE)
    assert told_by_nik(WOMAN[:15], RULES) is None


def test_age_counts_whole_years() -> None:
    assert (age_on(date(2000, 11, 22), TODAY), age_on(date(2000, 11, 23), TODAY)) == (26, 25)


ANSWERS = st.text(max_size=20)


@given(ANSWERS, ANSWERS, ANSWERS, st.booleans(), st.lists(st.tuples(ANSWERS, ANSWERS, ANSWERS), max_size=3))
def test_whatever_was_typed_is_kept_as_it_was(
    nik: str, name: str, income: str, employer: bool, heirs: list[tuple[str, str, str]]
) -> None:
    form = Form(nik=nik, name=name, income=income, employer=employer, heirs=tuple(HeirForm(*heir) for heir in heirs))
    assert read(written(form)) == form
    assert digest(form) == digest(read(written(form)))
    faults(form, RULES)
    assert nik_digits(form) == "" or nik_digits(form).isdigit()


def test_an_erased_form_is_an_empty_one() -> None:
    assert read("") == Form()


def test_a_form_in_a_log_shows_nobody() -> None:
    shown = repr(a_form()) + repr(applicant(a_form(), RULES))
    for secret in (WOMAN, "Ratna", "Sulastri", "0812", "Kemanggisan", "3.500.000", "1990", "Bagas"):
        assert secret not in shown


def test_a_consent_is_proven_by_the_words_that_were_read() -> None:
    assert ConsentText("a", "Saya setuju.").digest != ConsentText("a", "Saya setuju!").digest


def test_an_application_has_a_number_that_can_be_read_out() -> None:
    from uuid import UUID

    assert number_of(UUID("9f3a61c2-0000-4000-8000-000000000000")) == "D-9F3A-61C2"
