"""What the programmes give at an income: the figures of the regulation, reckoned from the bracket that is paid on."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app import benefits_file, resources
from counter_app.benefits_file import BenefitsFileError, benefit_figures, figures_of
from counter_app.domain.benefits import Gain, explain, figures_on, lost_at_work
from counter_app.domain.bill import Programme
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.tariff import Payer, Sector
from tests.helpers.builders import BUSINESS_DATE

ALL = tuple(Programme)
ROW: dict[str, Any] = {
    "valid_from": "2019-12-02",
    "source": "PP 82/2019",
    "confirm": True,
    "jkk_death_months": 48,
    "jkk_disability_months": 56,
    "jkm": 42_000_000,
    "jkm_scholarship_after_years": 3,
    "scholarship": 174_000_000,
    "children": 2,
}


def amounts(income: int, programmes: tuple[Programme, ...] = ALL) -> dict[Gain, list[Rupiah | None]]:
    payer = Payer(Rupiah(income), Sector.OTHER)
    explanation = explain(payer, programmes, resources.tariff(), benefit_figures(), BUSINESS_DATE)
    found: dict[Gain, list[Rupiah | None]] = {}
    for benefit in explanation.benefits:
        found.setdefault(benefit.gain, []).append(benefit.amount)
    return found


def test_a_market_trader_is_told_what_the_public_figures_say() -> None:
    assert amounts(3_500_000) == {
        Gain.CARE: [None],
        Gain.ACCIDENT_DEATH: [48 * 3_450_000],
        Gain.DISABILITY: [56 * 3_450_000],
        Gain.ACCIDENT_SCHOLARSHIP: [174_000_000],
        Gain.DEATH: [42_000_000],
        Gain.DEATH_SCHOLARSHIP: [174_000_000],
        Gain.SAVINGS: [12 * 69_000, 5 * 12 * 69_000, 10 * 12 * 69_000],
    }


def test_without_jht_nothing_is_saved_and_the_cost_is_the_tariffs() -> None:
    payer = Payer(Rupiah(1_000_000), Sector.TRANSPORT)
    basic = (Programme.JKK, Programme.JKM)
    explanation = explain(payer, basic, resources.tariff(), benefit_figures(), BUSINESS_DATE)
    assert explanation.costs == ((Programme.JKK, 5_000), (Programme.JKM, 3_400))
    assert explanation.cost == 8_400
    assert Gain.SAVINGS not in {benefit.gain for benefit in explanation.benefits}


@given(income=st.integers(0, 60_000_000))
def test_a_higher_income_never_gets_less(income: int) -> None:
    lower, higher = amounts(income), amounts(income + 1_000_000)
    for gain, sums in lower.items():
        assert all((more or 0) >= (less or 0) for less, more in zip(sums, higher[gain], strict=True))
    assert lower[Gain.DEATH] == [42_000_000]


def test_the_newest_figures_in_force_count() -> None:
    (today,) = benefit_figures()
    tomorrow = replace(today, valid_from=date(2027, 1, 1), jkm=Rupiah(50_000_000))
    assert figures_on([today, tomorrow], date(2026, 12, 31)) is today
    assert figures_on([today, tomorrow], date(2027, 1, 1)) is tomorrow
    with pytest.raises(Declined) as refused:
        figures_on([today], date(2019, 12, 1))
    assert refused.value.reason is Reason.PERIOD_WITHOUT_TARIFF


def test_the_delivered_figures_are_to_be_confirmed_and_say_where_they_are_from() -> None:
    (figures,) = benefit_figures()
    assert figures.confirm
    assert "PP 82/2019" in figures.source
    assert lost_at_work(figures, Rupiah(1_000_000)) == 48_000_000


@pytest.mark.parametrize(
    "wrong",
    [
        {"jkm": "42000000"},
        {"jkm": 0},
        {"jkm": True},
        {"children": 2.0},
        {"source": ""},
        {"confirm": "yes"},
        {"valid_from": "02-12-2019"},
    ],
)
def test_a_figure_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        figures_of({"figures": [ROW | wrong]})


@pytest.mark.parametrize("rows", [[], [ROW, ROW], [ROW | {"valid_from": "2026-01-01"}, ROW]])
def test_figures_come_in_order_and_there_are_some(rows: list[dict[str, Any]]) -> None:
    with pytest.raises(ValueError, match="ascend"):
        figures_of({"figures": rows})


def test_a_file_that_is_broken_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    (tmp_path / "benefits.json").write_text('{"figures": [{}]}', encoding="utf-8")
    monkeypatch.setattr(benefits_file, "FOLDER", tmp_path)
    with pytest.raises(BenefitsFileError, match=r"benefits\.json"):
        benefit_figures.__wrapped__()
