"""The tariff as delivered: the published rows, the rules behind them, and what they refuse."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app import resources
from counter_app.domain.bill import Bill, BillSource, Programme
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.tariff import Bracket, Payer, Sector, first_month_due, parse_programmes, parse_sector

JKK, JKM, JHT = Programme.JKK, Programme.JKM, Programme.JHT
TARIFF = resources.tariff()
BEGUN = Month(2015, 7)
MONTHS = st.builds(lambda i: BEGUN + i, st.integers(0, 240))
RELIEF_ENDS = {Sector.TRANSPORT: Month(2027, 3), Sector.OTHER: Month(2026, 12)}
RELIEF_BEGINS = {Sector.TRANSPORT: Month(2026, 1), Sector.OTHER: Month(2026, 4)}


def quote(
    income: int, sector: Sector, programmes: str, first: str, count: int = 1, *, government_paid: bool = False
) -> Bill:
    payer = Payer(Rupiah(income), sector, government_paid=government_paid)
    return TARIFF.quote(payer, parse_programmes(programmes.split(",")), Month.parse(first), count)


def test_the_lowest_bracket_without_jht_or_relief_pays_16800() -> None:
    bill = quote(0, Sector.OTHER, "JKK,JKM", "2025-06")
    assert (bill.subtotal(JKK), bill.subtotal(JKM), bill.subtotal(JHT), bill.total) == (10_000, 6_800, 0, 16_800)


def test_an_ojek_driver_under_pp_50_2025_pays_8400() -> None:
    bill = quote(1_000_000, Sector.TRANSPORT, "JKK,JKM", "2026-02")
    assert (bill.subtotal(JKK), bill.subtotal(JKM), bill.total) == (5_000, 3_400, 8_400)


def test_a_market_trader_gets_no_relief_before_april_2026() -> None:
    assert quote(1_000_000, Sector.OTHER, "JKK,JKM", "2026-02").total == 16_800
    assert quote(1_000_000, Sector.OTHER, "JKK,JKM", "2026-04").total == 8_400


def test_three_months_over_the_end_of_a_relief_cost_289600() -> None:
    bill = quote(3_500_000, Sector.OTHER, "JKK,JKM,JHT", "2026-11", 3)
    assert [line.amount for line in bill.lines if line.programme is JKK] == [17_250, 17_250, 34_500]
    assert [line.amount for line in bill.lines if line.programme is JKM] == [3_400, 3_400, 6_800]
    assert [line.amount for line in bill.lines if line.programme is JHT] == [69_000, 69_000, 69_000]
    assert bill.total == 289_600
    assert (bill.source, bill.fee, bill.inquiry_id) == (BillSource.TARIFF, 0, None)


def test_the_pandemic_left_one_percent() -> None:
    bill = quote(1_000_000, Sector.OTHER, "JKK,JKM", "2020-08", 6)
    assert {(line.programme, line.amount) for line in bill.lines} == {(JKK, 100), (JKM, 68)}
    assert quote(1_000_000, Sector.OTHER, "JKK,JKM", "2021-02").total == 16_800


def test_who_is_paid_for_by_the_state_gets_no_relief() -> None:
    bill = quote(1_000_000, Sector.TRANSPORT, "JKK,JKM", "2026-02", government_paid=True)
    assert (bill.total, bill.reliefs) == (16_800, ())


def test_every_line_says_why() -> None:
    jkk, jkm, jht = quote(3_500_000, Sector.OTHER, "JKK,JKM,JHT", "2026-11").lines
    assert jkk.why is not None
    assert jkm.why is not None
    assert (jkk.full, jkk.why.rate_per_mille, jkk.why.basis) == (34_500, 10, 3_450_000)
    assert (jkm.full, jkm.why.rate_per_mille, jkm.why.basis) == (6_800, None, None)
    assert jkk.relief is not None
    assert (jkk.relief.id, jkk.relief.legal_basis, jkk.relief.reduction) == ("pp50-2025-other", "PP 50/2025", 17_250)
    assert jht.relief is None
    assert all(line.why and line.why.source.startswith("PP ") for line in (jkk, jkm, jht))


@pytest.mark.parametrize("sector", list(Sector))
@pytest.mark.parametrize("bracket", TARIFF.brackets, ids=lambda bracket: str(bracket.basis))
def test_every_bracket_pays_one_percent_two_percent_and_the_flat_amount(bracket: Bracket, sector: Sector) -> None:
    basis = bracket.basis
    plain = quote(bracket.income_from, sector, "JKK,JKM,JHT", "2025-06")
    assert [line.amount for line in plain.lines] == [basis // 100, 6_800, basis // 50]
    halved = quote(bracket.income_from, sector, "JKK,JKM,JHT", "2026-05")
    assert [line.amount for line in halved.lines] == [basis // 200, 3_400, basis // 50]


@given(st.integers(0, 10**12))
def test_an_income_falls_into_the_bracket_that_begins_below_it(income: int) -> None:
    index = TARIFF.brackets.index(TARIFF.bracket(Rupiah(income)))
    assert TARIFF.brackets[index].income_from <= income
    assert index + 1 == len(TARIFF.brackets) or income < TARIFF.brackets[index + 1].income_from


def test_the_gaps_of_the_published_table_belong_to_the_bracket_below() -> None:
    assert TARIFF.bracket(Rupiah(1_099_500)).basis == 1_000_000
    assert TARIFF.bracket(Rupiah(1_100_000)).basis == 1_200_000


def test_a_basis_is_in_its_own_bracket() -> None:
    """The host tells the basis and not the income, so quoting by it must lead back to the same bracket."""
    for bracket in TARIFF.brackets:
        assert TARIFF.bracket(bracket.basis) is bracket


@given(
    st.sampled_from(TARIFF.brackets),
    st.sampled_from(Sector),
    st.sampled_from(["JKK,JKM", "JKK,JKM,JHT"]),
    MONTHS,
    st.sampled_from(TARIFF.months_offered),
    st.booleans(),
)
def test_a_bill_is_the_sum_of_what_each_month_and_programme_costs(
    bracket: Bracket, sector: Sector, programmes: str, first: Month, count: int, government_paid: bool
) -> None:
    income = bracket.income_from
    bill = quote(income, sector, programmes, str(first), count, government_paid=government_paid)
    alone = [
        quote(income, sector, programmes, str(first + i), government_paid=government_paid).total for i in range(count)
    ]
    assert bill.total == sum(alone) == sum(bill.subtotal(programme) for programme in Programme)
    assert [(line.month, line.programme) for line in bill.lines] == list(product(bill.months, bill.programmes))
    assert len(bill.months) == count
    for line in bill.lines:
        assert 0 < line.amount <= line.full
        relieved = RELIEF_BEGINS[sector] <= line.month <= RELIEF_ENDS[sector] and not government_paid
        pandemic = Month(2020, 8) <= line.month <= Month(2021, 1)
        assert (line.relief is not None) == (line.programme is not JHT and (relieved or pandemic))


@pytest.mark.parametrize("count", [0, 4, 5, 13, -1])
def test_months_that_are_not_offered_are_declined(count: int) -> None:
    with pytest.raises(Declined) as declined:
        quote(1_000_000, Sector.OTHER, "JKK,JKM", "2026-11", count)
    assert declined.value.reason is Reason.MONTHS_NOT_OFFERED
    assert declined.value.facts == {"months": count, "offered": "1, 2, 3, 6, 12"}


@pytest.mark.parametrize(("programmes", "missing"), [("JKM", "JKK"), ("JKK,JHT", "JKM")])
def test_a_mandatory_programme_cannot_be_left_out(programmes: str, missing: str) -> None:
    with pytest.raises(Declined) as declined:
        quote(1_000_000, Sector.OTHER, programmes, "2026-11")
    assert (declined.value.reason, declined.value.facts) == (Reason.PROGRAMME_MANDATORY, {"programme": missing})


def test_who_employs_others_must_save_for_old_age() -> None:
    employer = Payer(Rupiah(5_000_000), Sector.OTHER, employer=True)
    with pytest.raises(Declined) as declined:
        TARIFF.quote(employer, [JKK, JKM], Month(2026, 11), 1)
    assert declined.value.facts == {"programme": "JHT"}
    assert TARIFF.quote(employer, [JHT, JKM, JKK], Month(2026, 11), 1).programmes == (JKK, JKM, JHT)


def test_there_is_no_tariff_before_july_2015() -> None:
    with pytest.raises(Declined) as declined:
        quote(1_000_000, Sector.OTHER, "JKK,JKM", "2015-06")
    assert (declined.value.reason, declined.value.facts) == (Reason.PERIOD_WITHOUT_TARIFF, {"month": "2015-06"})
    assert quote(1_000_000, Sector.OTHER, "JKK,JKM", "2015-07").total == 16_800


def test_nobody_earns_less_than_nothing() -> None:
    with pytest.raises(Declined, match=Reason.AMOUNT_FORMAT):
        TARIFF.bracket(Rupiah(-1))


def test_codes_are_read_as_people_type_them() -> None:
    assert parse_programmes([" jkk", "JKM "]) == (JKK, JKM)
    assert parse_sector(" Transport ") is Sector.TRANSPORT


def test_unknown_codes_are_declined_with_what_there_is() -> None:
    with pytest.raises(Declined) as declined:
        parse_programmes(["JKK", "JP"])
    assert (declined.value.reason, declined.value.facts["allowed"]) == (Reason.PROGRAMME_UNKNOWN, "JKK, JKM, JHT")
    with pytest.raises(Declined) as declined:
        parse_sector("fisher")
    assert (declined.value.reason, declined.value.facts["allowed"]) == (Reason.SECTOR_UNKNOWN, "transport, other")


@pytest.mark.parametrize(
    ("protected_until", "first"),
    [
        (None, Month(2026, 11)),
        (date(2026, 12, 31), Month(2027, 1)),
        (date(2026, 10, 31), Month(2026, 11)),
        (date(2026, 9, 30), Month(2026, 10)),
        (date(2026, 8, 31), Month(2026, 9)),
        (date(2026, 7, 31), Month(2026, 11)),
        (date(2024, 1, 31), Month(2026, 11)),
    ],
    ids=["never paid", "ahead", "to last month", "one unpaid", "two unpaid", "lapsed", "long lapsed"],
)
def test_a_payment_begins_after_the_last_paid_month_unless_protection_has_lapsed(
    protected_until: date | None, first: Month
) -> None:
    assert first_month_due(protected_until, date(2026, 11, 22), TARIFF.grace_months) == first
