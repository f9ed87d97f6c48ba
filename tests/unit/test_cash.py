"""What is handed over for a bill, and what is given back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.cash import NOTES, Tender, TenderKind, quick_notes, tender_for
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah

TOTAL = Rupiah(289_600)
NON_CASH = [kind for kind in TenderKind if kind is not TenderKind.CASH]


def test_cash_gives_change() -> None:
    tender = tender_for(TenderKind.CASH, TOTAL, Rupiah(300_000), "")
    assert tender == Tender(TenderKind.CASH, Rupiah(300_000))
    assert tender.change_for(TOTAL) == 10_400


def test_the_exact_amount_gives_none() -> None:
    assert tender_for(TenderKind.CASH, TOTAL, TOTAL, "").change_for(TOTAL) == 0


def test_cash_short_says_how_much_is_missing() -> None:
    with pytest.raises(Declined) as declined:
        tender_for(TenderKind.CASH, TOTAL, Rupiah(250_000), "")
    assert (declined.value.reason, declined.value.facts) == (Reason.CASH_SHORT, {"missing": 39_600})


@pytest.mark.parametrize("kind", NON_CASH)
def test_other_means_are_exact_and_named_by_their_reference(kind: TenderKind) -> None:
    tender = tender_for(kind, TOTAL, Rupiah(0), " QR-2026.11/22 ")
    assert tender == Tender(kind, TOTAL, "QR-2026.11/22")
    assert tender.change_for(TOTAL) == 0


@pytest.mark.parametrize("reference", ["", "   ", "abc", "x" * 33, "with space", "tab\tin", "ÄÖÜß", "a;b--"])
def test_a_reference_that_could_not_be_found_again_is_declined(reference: str) -> None:
    with pytest.raises(Declined) as declined:
        tender_for(TenderKind.QRIS, TOTAL, TOTAL, reference)
    assert declined.value.reason is Reason.REFERENCE_FORMAT


@pytest.mark.parametrize(
    "reference", ["3273025508920002", " 3273025508920002 ", "327302-150892-0002", "3273.0255.0892.0002"]
)
def test_a_card_scanned_into_the_wrong_field_is_no_reference(reference: str) -> None:
    with pytest.raises(Declined) as declined:
        tender_for(TenderKind.QRIS, TOTAL, TOTAL, reference)
    assert declined.value.reason is Reason.REFERENCE_FORMAT


@pytest.mark.parametrize(
    "reference",
    [
        "3273028008920002",
        "3273025513920002",
        "3273025508920000",
        "032730255089",
        "QR3273025508920002",
        "20261122000477881",
    ],
)
def test_a_long_number_that_can_be_no_nik_is_a_reference(reference: str) -> None:
    assert tender_for(TenderKind.DEBIT, TOTAL, TOTAL, reference).reference == reference


def test_a_payer_is_likely_to_hand_over_round_sums() -> None:
    assert quick_notes(TOTAL) == (290_000, 300_000)
    assert quick_notes(Rupiah(8_400)) == (9_000, 10_000, 20_000, 50_000)
    assert quick_notes(Rupiah(100_000)) == ()


@given(st.integers(1, 10**9))
def test_quick_notes_are_few_ascending_payable_and_enough(total: int) -> None:
    offered = quick_notes(Rupiah(total))
    assert list(offered) == sorted(set(offered))
    assert len(offered) <= 4
    assert all(amount > total and amount % NOTES[0] == 0 and amount - total < NOTES[-1] for amount in offered)
