"""Slips say what stands in the rows: whose money, why, and what is not settled yet."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest

from counter_app.domain.cash import Tender, TenderKind
from counter_app.domain.closing_slip import (
    PENDING,
    REVERSAL_PENDING,
    Pending,
    Sum,
    Unsettled,
    read_unsettled,
    returned,
    takings,
    unsettled,
    written,
)
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import LIVE, UNSETTLED, PaymentState
from counter_app.domain.receipt import Office
from counter_app.domain.refund import RefundCause
from counter_app.domain.reversal import WITHOUT_EFFECT
from counter_app.domain.slip import Standing, refund_slip, reversal_slip, standing_of
from tests.helpers.builders import KPJ, NIK, a_payment, a_posting, a_refund, a_reversal
from tests.helpers.slips import closing

OFFICE = Office("40115", "Kantor Pos Bandung Melati", "Jl. Melati Raya 7", "01", "Asia/Jakarta")


def test_a_refund_slip_names_who_paid_out_and_why_and_hides_the_payers_number() -> None:
    payment = a_payment(3)
    refund = a_refund(payment, clerk_id="P-1002", cause=RefundCause.CANCELLED)
    slip = refund_slip(refund, payment, OFFICE, 1)
    assert (slip.number, slip.clerk_id, slip.at, slip.cause) == (
        payment.receipt_number,
        "P-1002",
        refund.at,
        refund.cause,
    )
    assert (slip.amount, slip.means, slip.copy) == (payment.total, TenderKind.CASH, 1)
    assert NIK not in repr(slip)
    assert KPJ not in repr(slip)


@pytest.mark.parametrize("posted", [True, False])
def test_a_reversal_slip_names_both_people_and_what_the_host_knows_of_it(posted: bool) -> None:
    payment = a_payment(3, posting=a_posting() if posted else None)
    slip = reversal_slip(a_reversal(payment), payment, OFFICE)
    assert (slip.clerk_id, slip.approved_by, slip.reason) == ("P-1001", "P-9001", "salah peserta")
    assert (slip.amount, slip.standing, slip.copy) == (payment.total, Standing.ASKED, 0)
    assert slip.host_reference == ("BPJS-000123" if posted else None)
    assert NIK not in repr(slip)


@pytest.mark.parametrize("state", PaymentState)
def test_no_slip_says_the_money_is_back_before_it_is(state: PaymentState) -> None:
    standing = standing_of(state)
    assert (standing is Standing.RETURNED) == (state is PaymentState.REFUNDED)
    assert (standing is Standing.AGREED) == (state is PaymentState.CONFIRMED)
    assert (standing in {Standing.REFUSED, Standing.VOID}) == (state in WITHOUT_EFFECT)


def test_whatever_still_needs_somebody_is_not_settled() -> None:
    assert set(PENDING) == UNSETTLED | {PaymentState.REVIEW, PaymentState.REJECTED}
    assert set(REVERSAL_PENDING) == LIVE
    assert {*PENDING.values(), *REVERSAL_PENDING.values()} == set(Pending)


@pytest.mark.parametrize(("of_payment", "of_reversal"), list(product(PaymentState, [None, *PaymentState])))
def test_every_payment_that_is_not_settled_is_named_once(
    of_payment: PaymentState, of_reversal: PaymentState | None
) -> None:
    payment = a_payment(7, state=of_payment)
    reversals = [(a_reversal(payment, state=of_reversal), payment)] if of_reversal else []
    rows = unsettled([payment], reversals)
    why = PENDING.get(of_payment) or (REVERSAL_PENDING.get(of_reversal) if of_reversal else None)
    assert rows == ((Unsettled(payment.receipt_number, payment.total, why, "Si** Ra**"),) if why else ())


@pytest.mark.parametrize("numbers", [(), (1,), (12, 3, 7)])
def test_the_journal_keeps_what_was_not_settled_and_it_is_read_again(numbers: Sequence[int]) -> None:
    rows = unsettled([a_payment(number) for number in numbers], [])
    assert [row.number[-2:] for row in rows] == [f"{number:02}" for number in sorted(numbers)]
    assert read_unsettled(written(rows)) == tuple(replace(row, name="") for row in rows)


@pytest.mark.parametrize("text", ["40111-03-000001", "40111-03-000001 x waiting", "40111-03-000001 1 lost", "; ;"])
def test_a_list_that_no_counter_wrote_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"unpack|invalid literal|not a valid"):
        read_unsettled(text)


def test_takings_are_counted_by_means_with_cash_always_among_them() -> None:
    by_card = Tender(TenderKind.DEBIT, Rupiah(8_400), "EDC-1")
    payments = [a_payment(1), a_payment(2, tender=by_card), a_payment(3)]
    assert takings(payments) == (
        (TenderKind.CASH, Sum(2, Rupiah(16_800))),
        (TenderKind.DEBIT, Sum(1, Rupiah(8_400))),
    )
    assert takings([]) == ((TenderKind.CASH, Sum()),)


def test_what_went_back_is_counted_by_where_it_came_from() -> None:
    refunds = [a_refund(a_payment(number), in_cash=number != 2) for number in (1, 2, 3)]
    assert returned(refunds, in_cash=True) == Sum(2, Rupiah(16_800))
    assert returned(refunds, in_cash=False) == Sum(1, Rupiah(8_400))


def test_the_drawer_had_to_hold_the_float_and_the_cash_that_stayed() -> None:
    slip = closing()
    assert (slip.cash_taken, slip.expected, slip.variance) == (1_284_300, 1_472_400, -1_000)
