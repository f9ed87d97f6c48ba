"""Reckoning with the host: whatever is changed about one posting is one difference of one kind."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.money import Rupiah
from counter_app.domain.payment import UNSETTLED, Payment, PaymentState
from counter_app.domain.reconciliation import Kind, OwnRow, RowKind, SettlementRow, reckon
from tests.helpers.builders import BUSINESS_DATE, a_payment, a_posting, a_reversal

DAY = BUSINESS_DATE
Rows = Sequence[SettlementRow]


def posted(number: int) -> OwnRow:
    payment = a_payment(number, state=PaymentState.CONFIRMED, posting=a_posting())
    return OwnRow(payment, None, DAY)


def undone(number: int) -> OwnRow:
    row = posted(number)
    return replace(row, reversal=a_reversal(row.payment, state=PaymentState.REFUNDED))


def line_of(payment: Payment, kind: RowKind = RowKind.PAYMENT) -> SettlementRow:
    return SettlementRow(
        kind=kind,
        key=str(payment.id),
        receipt_number=payment.receipt_number,
        host_reference="BPJS-000123",
        customer_no=payment.payer.nik,
        amount=payment.total,
        posted_on=DAY,
        business_date=payment.business_date,
        counter_id=payment.counter_id,
    )


def lines_of(own: OwnRow) -> list[SettlementRow]:
    lines = [line_of(own.payment)]
    return [*lines, line_of(own.payment, RowKind.REVERSAL)] if own.reversed else lines


def gone(lines: Rows) -> Rows:
    return []


def doubled(lines: Rows) -> Rows:
    return [lines[0], *lines]


def dearer(lines: Rows) -> Rows:
    return [replace(line, amount=Rupiah(line.amount + 1)) for line in lines]


def of_another_day(lines: Rows) -> Rows:
    return [replace(line, business_date=line.business_date - timedelta(days=1)) for line in lines]


def undone_there(lines: Rows) -> Rows:
    return [*lines, replace(lines[0], kind=RowKind.REVERSAL)]


def of_a_stranger(lines: Rows) -> Rows:
    return [*lines, replace(lines[0], key=str(uuid4()))]


MUTATIONS: tuple[tuple[Callable[[Rows], Rows], Kind], ...] = (
    (gone, Kind.ONLY_HERE),
    (of_a_stranger, Kind.ONLY_THERE),
    (doubled, Kind.TWICE),
    (dearer, Kind.OTHER_AMOUNT),
    (of_another_day, Kind.OTHER_DAY),
    (undone_there, Kind.REVERSED_ON_ONE_SIDE),
)


@given(st.integers(1, 12), st.data())
def test_any_change_of_one_posting_is_one_difference_of_its_kind(size: int, data: st.DataObject) -> None:
    ours = [posted(number) for number in range(1, size + 1)]
    chosen = data.draw(st.integers(0, size - 1))
    change, kind = data.draw(st.sampled_from(MUTATIONS))
    theirs = [
        line
        for place, own in enumerate(ours)
        for line in (change([line_of(own.payment)]) if place == chosen else lines_of(own))
    ]
    reckoning = reckon(DAY, ours, theirs)
    assert [difference.kind for difference in reckoning.differences] == [kind]
    assert sum(map(reckoning.count, Kind)) == 1
    assert reckoning.matched == size - (kind is not Kind.ONLY_THERE)
    assert reckon(DAY, reversed(ours), reversed(theirs)) == reckoning


def test_equal_books_differ_in_nothing() -> None:
    ours = [posted(1), undone(2), posted(3)]
    reckoning = reckon(DAY, ours, [line for own in ours for line in lines_of(own)])
    assert (reckoning.matched, reckoning.differences, reckoning.pending) == (3, (), ())


def test_a_reversal_that_only_we_know_of_is_a_difference() -> None:
    own = undone(1)
    (difference,) = reckon(DAY, [own], [line_of(own.payment)]).differences
    assert difference.kind is Kind.REVERSED_ON_ONE_SIDE


@pytest.mark.parametrize("state", [PaymentState.REJECTED, PaymentState.REFUNDED, PaymentState.CANCELLED])
def test_what_we_gave_back_and_the_host_kept_is_only_there(state: PaymentState) -> None:
    own = OwnRow(a_payment(state=state), None, None)
    (difference,) = reckon(DAY, [own], [line_of(own.payment)]).differences
    assert (difference.kind, difference.here, difference.there) == (Kind.ONLY_THERE, None, own.payment.total)


@pytest.mark.parametrize("state", sorted(UNSETTLED | {PaymentState.REVIEW}))
def test_what_is_not_settled_yet_is_shown_apart(state: PaymentState) -> None:
    own = OwnRow(a_payment(state=state), None, None)
    reckoning = reckon(DAY, [own], [line_of(own.payment)])
    assert (reckoning.differences, reckoning.pending) == ((), (own.payment.id,))


def test_a_posting_listed_under_another_day_than_the_host_told_us_is_a_difference() -> None:
    own = posted(1)
    moved = replace(own, posted_on=DAY - timedelta(days=1))
    (difference,) = reckon(DAY, [moved], [line_of(own.payment)]).differences
    assert difference.kind is Kind.OTHER_DAY
