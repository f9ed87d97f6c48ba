"""IAK tells sums; a bill has lines. What is made of them, and what is refused."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app import resources
from counter_app.domain.bill import Programme
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month, run_of
from counter_app.domain.tariff import Payer, Sector
from counter_app.gateway.iak import wire
from counter_app.gateway.iak.coverage import coverage
from counter_app.gateway.iak.inquiry import Asked, inquiry, inquiry_id, names_of
from counter_app.gateway.iak.itemising import itemised
from counter_app.gateway.iak.wire import Absurd, Said, rupiah, text_of
from counter_app.services.ports import Inquiry

EXCHANGES = Path(__file__).resolve().parents[1] / "data" / "iak"
NIK = "1271215712960003"
TARIFF = resources.tariff()
ASKED = Asked(NIK, 1, "REF", datetime(2022, 5, 11, 3, 0, tzinfo=UTC))


def data(**changes: Any) -> wire.Data:
    """The documented inquiry's answer with some fields changed; those of ``desc`` by a dict."""
    told = json.loads((EXCHANGES / "inquiry.json").read_text(encoding="utf-8"))["data"]
    desc = changes.pop("desc", {})
    changed = told | changes | {"desc": told["desc"] | desc if isinstance(desc, dict) else desc}
    return wire.decode(json.dumps({"data": changed}).encode(), wire.Reply).data


def inquired(asked: Asked = ASKED, **changes: Any) -> Inquiry:
    return inquiry(data(**changes), asked, TARIFF)


def test_the_documented_example_comes_out() -> None:
    bill = inquired().bill
    assert [(line.programme, line.month, line.amount) for line in bill.lines] == [
        (Programme.JKK, Month(2022, 5), 10_000),
        (Programme.JKM, Month(2022, 5), 6_800),
    ]
    assert (bill.contribution, bill.fee, bill.total) == (16_800, 3_500, 20_300)


def test_each_line_says_why_where_the_tariff_comes_to_the_same() -> None:
    jkk, jkm = inquired().bill.lines
    assert jkk.why is not None
    assert (jkk.why.rate_per_mille, jkk.why.basis) == (10, 1_000_000)
    assert jkm.why is not None
    assert jkm.why.source == "PP 44/2015"


def test_what_is_not_there_may_be_null() -> None:
    found = inquired(tr_name=None, desc={"jht": None, "kantor_cabang": None, "kode_iuran": None, "tgl_efektif": None})
    assert (found.participant.name, found.participant.branch_office, found.bill.total) == ("", "", 20_300)


def test_the_bill_ends_with_the_day_in_jakarta() -> None:
    late = Asked(NIK, 1, "REF", datetime(2022, 5, 11, 17, 30, tzinfo=UTC))  # half past midnight in Jakarta
    assert inquired().bill.expires_at == datetime(2022, 5, 11, 17, 0, tzinfo=UTC)
    assert inquired(late).bill.expires_at == datetime(2022, 5, 12, 17, 0, tzinfo=UTC)


def test_the_bill_carries_both_names_of_its_inquiry() -> None:
    told = inquired().bill.inquiry_id
    assert told == "REF:9920348"
    assert names_of(told) == ("REF", "9920348")


@pytest.mark.parametrize("other", [None, "", "INQ-1", "6f6c1c9a-0000-4000-8000-000000000001", ":1", "REF:"])
def test_a_bill_of_another_host_is_not_taken_for_iaks(other: str | None) -> None:
    assert names_of(other) is None


def test_what_iak_does_not_tell_of_a_participant_stays_open() -> None:
    person = inquired().participant
    assert (person.status, person.sector, person.protected_until, person.kpj) == (None, None, None, "")
    assert (person.name, person.branch_office, person.payment_code) == ("PESERTA CONTOH", "MEDAN KOTA", "880012345678")
    assert (person.income_basis, person.programmes) == (1_000_000, (Programme.JKK, Programme.JKM))


def test_a_code_that_is_no_payment_code_is_left_out() -> None:
    assert inquired(desc={"kode_iuran": "12-34"}).participant.payment_code == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"hp": "1271215712960004"},
        {"ref_id": "OTHER"},
        {"code": "PLNPOSTPAID"},
        {"price": 20_301},
        {"nominal": 16_801},
        {"admin": -3_500},
        {"admin": "3.500"},
        {"tr_id": ""},
        {"tr_id": "99:20"},
        {"desc": ""},
        {"desc": []},
        {"desc": None},
        {"price": None},
        {"desc": {"jkk": 10_001}},
        {"desc": {"jht": 1.5}},
        {"desc": {"jht": "-1"}},
        {"desc": {"jht": 10**30}},
        {"desc": {"kode_program": "JKK,JKM,JHT"}},
        {"desc": {"kode_program": "JKK,JKM,JPK"}},
        {"desc": {"kode_program": "", "jkk": 0, "jkm": 0}},
    ],
)
def test_an_answer_that_does_not_add_up_or_is_anothers_is_not_charged(changes: dict[str, Any]) -> None:
    with pytest.raises(Absurd):
        inquired(**changes)


@pytest.mark.parametrize(
    ("number", "amount"), [(16_800, 16_800), (16_800.0, 16_800), ("16800", 16_800), ("16800.00", 16_800), (0, 0)]
)
def test_an_amount_is_read_however_it_is_written(number: Said, amount: int) -> None:
    assert rupiah(number) == amount


@pytest.mark.parametrize("number", [None, "", "x", "١٦", "1e3", 0.5, -1, "1 000", 10**15])
def test_what_is_no_amount_is_refused(number: Said) -> None:
    with pytest.raises(Absurd):
        rupiah(number)


def test_a_number_that_names_something_is_the_same_in_digits_and_in_text() -> None:
    assert (text_of(9_920_348), text_of(" 9920348 "), text_of(None), text_of("A\0ni")) == (
        "9920348",
        "9920348",
        "",
        "Ani",
    )
    assert inquiry_id(data(tr_id="9920348")) == "REF:9920348"


# --- days of protection ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("begin", "end", "months", "expected"),
    [
        ("2022-05-11 05:29:52", "2022-06-11 05:29:52", 1, (date(2022, 5, 11), date(2022, 6, 11))),
        ("05-11-2022", "06-11-2022", 1, (date(2022, 5, 11), date(2022, 6, 11))),
        ("05-11-2026", "05-12-2026", 1, (date(2026, 11, 5), date(2026, 12, 5))),
        ("05-11-2026", "05-02-2027", 3, (date(2026, 11, 5), date(2027, 2, 5))),
        ("27-08-2021", "26-09-2021", 1, (date(2021, 8, 27), date(2021, 9, 26))),
        ("11-11-2026", "11-12-2026", 1, (date(2026, 11, 11), date(2026, 12, 11))),
    ],
)
def test_days_are_read_in_the_form_that_makes_the_months_paid_for(
    begin: str, end: str, months: int, expected: tuple[date, date]
) -> None:
    assert coverage(begin, end, months) == expected


@pytest.mark.parametrize(
    ("begin", "end"),
    [("", ""), ("2022-05-11", ""), ("2022-13-11", "2022-14-11"), ("2022-06-11", "2022-05-11"), ("11/05/22", "x")],
)
def test_a_protection_that_cannot_be_read_is_not_made_up(begin: str, end: str) -> None:
    with pytest.raises(Absurd):
        coverage(begin, end, 1)


@pytest.mark.parametrize(
    ("begin", "end", "first"),
    [
        ("2026-12-01", "2026-12-31", Month(2026, 12)),  # goes on after what is paid already
        ("2026-10-01", "2026-10-31", Month(2026, 10)),  # within the grace
        ("2022-11-05", "2022-12-05", Month(2026, 11)),  # long past: there are no arrears
        ("2029-01-01", "2029-02-01", Month(2026, 11)),
        ("", "", Month(2026, 11)),
    ],
)
def test_the_first_month_is_where_protection_begins_if_that_can_be(begin: str, end: str, first: Month) -> None:
    asked = Asked(NIK, 1, "REF", datetime(2026, 11, 22, 2, tzinfo=UTC))
    assert inquired(asked, desc={"tgl_efektif": begin, "tgl_expired": end}).bill.months == (first,)


# --- from sums to lines ---------------------------------------------------------------------------------------


def test_three_months_over_the_end_of_a_relief_are_split_as_the_tariff_has_them() -> None:
    sums = {Programme.JKK: Rupiah(69_000), Programme.JKM: Rupiah(13_600), Programme.JHT: Rupiah(207_000)}
    split = itemised(sums, run_of(Month(2026, 11), 3), TARIFF)
    assert [line.amount for line in split.lines if line.programme is Programme.JKM] == [3_400, 3_400, 6_800]
    assert [line.amount for line in split.lines if line.programme is Programme.JKK] == [17_250, 17_250, 34_500]
    assert {line.relief.legal_basis for line in split.lines if line.relief} == {"PP 50/2025"}
    # Only who is not in transport pays January in full: that much the amounts tell.
    assert (split.basis, split.sector) == (3_450_000, Sector.OTHER)


def test_a_relief_that_all_sectors_have_is_named_by_its_law_alone() -> None:
    split = itemised({Programme.JKK: Rupiah(5_000), Programme.JKM: Rupiah(3_400)}, [Month(2026, 11)], TARIFF)
    assert (split.basis, split.sector) == (1_000_000, None)
    assert {line.relief.id for line in split.lines if line.relief} == {"PP 50/2025"}


@pytest.mark.parametrize(
    "sums",
    [
        {Programme.JKK: Rupiah(20_001), Programme.JKM: Rupiah(10_200)},
        {Programme.JKK: Rupiah(10_002), Programme.JKM: Rupiah(6_802)},  # divisible, and not what any month costs
        {Programme.JHT: Rupiah(40_000)},
    ],
)
def test_sums_that_no_tariff_explains_stand_whole_in_the_first_month(sums: dict[Programme, Rupiah]) -> None:
    split = itemised(sums, run_of(Month(2026, 12), 2), TARIFF)
    assert {line.month for line in split.lines} == {Month(2026, 12), Month(2027, 1)}
    assert {line.programme: line.amount for line in split.lines if line.month == Month(2026, 12)} == sums
    assert {line.amount for line in split.lines if line.month == Month(2027, 1)} == {0}
    assert {line.why for line in split.lines} == {None}
    assert (split.basis, split.sector) == (None, None)


@given(
    bracket=st.sampled_from(TARIFF.brackets),
    sector=st.sampled_from(Sector),
    government_paid=st.booleans(),
    with_jht=st.booleans(),
    first=st.builds(Month, st.integers(2020, 2027), st.integers(1, 12)),
    count=st.sampled_from(TARIFF.months_offered),
)
def test_whatever_the_tariff_bills_is_found_again_from_its_sums(
    *, bracket: Any, sector: Sector, government_paid: bool, with_jht: bool, first: Month, count: int
) -> None:
    programmes = tuple(Programme) if with_jht else (Programme.JKK, Programme.JKM)
    payer = Payer(bracket.basis, sector, government_paid=government_paid)
    quote = TARIFF.quote(payer, programmes, first, count)
    sums = {programme: quote.subtotal(programme) for programme in programmes}
    split = itemised(sums, quote.months, TARIFF)
    assert [(line.programme, line.month, line.amount) for line in split.lines] == [
        (line.programme, line.month, line.amount) for line in quote.lines
    ]
