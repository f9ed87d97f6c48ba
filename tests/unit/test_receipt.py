"""A receipt says what was committed and no more than may be said."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from counter_app.domain.money import Rupiah
from counter_app.domain.payment import TRANSITIONS, PaymentState
from counter_app.domain.receipt import Office, Wording, confirmation_of, receipt_of, wording_of
from counter_app.domain.reversal import TOOK_EFFECT, Undoing
from counter_app.domain.shift import expected_cash
from tests.helpers.builders import KPJ, NIK, NOW, a_bill, a_payment, a_posting, a_refund, a_reversal, a_shift

OFFICE = Office("40115", "Kantor Pos Bandung Melati", "Jl. Melati Raya 7", "01", "Asia/Jakarta")
AT = NOW.astimezone(ZoneInfo(OFFICE.timezone))


@pytest.mark.parametrize("state", list(PaymentState))
def test_only_a_confirmed_payment_is_called_so(state: PaymentState) -> None:
    assert (wording_of(state) is Wording.CONFIRMED) == (state is PaymentState.CONFIRMED)


@pytest.mark.parametrize("state", list(PaymentState))
def test_no_paper_says_that_what_cannot_come_is_awaited(state: PaymentState) -> None:
    may_come = state is not PaymentState.CONFIRMED and state in reaching(PaymentState.CONFIRMED)
    assert (wording_of(state) is Wording.ACCEPTED) == may_come


def reaching(goal: PaymentState) -> set[PaymentState]:
    """All states from which there is a way to ``goal``, and ``goal``."""
    found = {goal}
    for _ in PaymentState:
        found |= {old for old, ways in TRANSITIONS.items() if ways & found}
    return found


def test_a_receipt_awaiting_the_host_claims_nothing_of_the_host() -> None:
    receipt = receipt_of(a_payment(), OFFICE, AT, copy=0)
    assert (receipt.wording, receipt.host_reference, receipt.coverage) == (Wording.ACCEPTED, None, None)


def test_a_confirmed_receipt_says_what_the_host_returned() -> None:
    payment = a_payment(state=PaymentState.CONFIRMED, posting=a_posting(), bill=a_bill(3, fee=3_500))
    receipt = receipt_of(payment, OFFICE, AT, copy=2)
    assert receipt.host_reference == "BPJS-000123"
    assert receipt.coverage == (date(2026, 11, 22), date(2026, 11, 30))
    assert (receipt.total, receipt.change, receipt.copy) == (28_700, 1_300, 2)


def test_a_receipt_holds_no_full_number() -> None:
    receipt = receipt_of(a_payment(), OFFICE, AT, copy=0)
    assert (receipt.masked_nik, receipt.masked_kpj) == ("************0002", "*******5678")
    assert NIK not in repr(receipt)
    assert KPJ not in repr(receipt)


@pytest.mark.parametrize("state", list(PaymentState))
def test_paper_says_reversed_when_the_host_has_reversed_and_not_when_it_was_asked_to(state: PaymentState) -> None:
    payment = a_payment(state=PaymentState.CONFIRMED, posting=a_posting())
    undoing = Undoing("BPJS-R-000009", NOW, None) if state in TOOK_EFFECT else None
    receipt = receipt_of(payment, OFFICE, AT, 0, a_reversal(payment, state=state, undoing=undoing))
    assert (receipt.wording is Wording.REVERSED) == (state in TOOK_EFFECT)
    assert receipt.undoing == undoing
    assert confirmation_of(receipt).confirms == (receipt.wording is Wording.CONFIRMED)


def test_the_drawer_holds_the_float_and_the_cash_that_was_kept() -> None:
    payments = [a_payment(number, state=state) for number, state in enumerate(PaymentState, 1)]
    refunds = [a_refund(payments[6]), a_refund(payments[7]), a_refund(payments[3], in_cash=False)]
    kept = len(PaymentState) - 2
    assert expected_cash(a_shift(float_amount=Rupiah(200_000)), payments, refunds) == 200_000 + kept * 8_400
