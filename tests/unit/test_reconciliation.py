"""Reckoning with the host: whatever is changed about one line of a settlement is one difference of one kind."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.money import Rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.reconciliation import UNDECIDED, Kind, OwnRow, RowKind, SettlementRow, reckon
from tests.helpers.settlements import DAY, line_of, lines_of, posted, undone

Rows = Sequence[SettlementRow]
OTHER_NIK = "3273025508920009"


def _each(**parts: object) -> Callable[[Rows, int], list[SettlementRow]]:
    """Changes one line."""
    return lambda lines, at: [replace(line, **parts) if place == at else line for place, line in enumerate(lines)]  # type: ignore[arg-type]


def _gone(lines: Rows, at: int) -> list[SettlementRow]:
    return [line for place, line in enumerate(lines) if place != at]


def _doubled(lines: Rows, at: int) -> list[SettlementRow]:
    return [*lines, replace(lines[at], host_reference="BPU-AGAIN")]


def _dearer(lines: Rows, at: int) -> list[SettlementRow]:
    return _each(amount=Rupiah(lines[at].amount + 1))(lines, at)


def _turned(lines: Rows, at: int) -> list[SettlementRow]:
    kind = RowKind.REVERSAL if lines[at].kind is RowKind.PAYMENT else RowKind.PAYMENT
    return _each(kind=kind)(lines, at)


def _undone_there(lines: Rows, at: int) -> list[SettlementRow]:
    return [*lines, replace(lines[at], kind=RowKind.REVERSAL, host_reference="REV-0")]


YESTERDAY = DAY - timedelta(days=1)
OF_A_PAYMENT: tuple[tuple[Callable[[Rows, int], list[SettlementRow]], Kind], ...] = (
    (_gone, Kind.ONLY_HERE),
    (_doubled, Kind.TWICE),
    (_dearer, Kind.OTHER_AMOUNT),
    (_each(business_date=YESTERDAY), Kind.OTHER_DAY),
    (_each(posted_on=YESTERDAY), Kind.OTHER_DAY),
    (_turned, Kind.ONLY_HERE),
    (_undone_there, Kind.REVERSED_ON_ONE_SIDE),
    (_each(receipt_number="JKT-0042-L01-999999"), Kind.OTHER_PARTICULARS),
    (_each(host_reference="BPU-OTHER"), Kind.OTHER_PARTICULARS),
    (_each(customer_no=OTHER_NIK), Kind.OTHER_PARTICULARS),
    (_each(customer_no="26012345679"), Kind.OTHER_PARTICULARS),
    (_each(counter_id="L02"), Kind.OTHER_PARTICULARS),
)
"""Every way of changing the line of a payment that was not reversed, but its key."""

OF_A_REVERSAL: tuple[tuple[Callable[[Rows, int], list[SettlementRow]], Kind], ...] = (
    (_gone, Kind.REVERSED_ON_ONE_SIDE),
    (_doubled, Kind.TWICE),
    (_dearer, Kind.OTHER_AMOUNT),
    (_each(business_date=YESTERDAY), Kind.OTHER_DAY),
    (_each(posted_on=YESTERDAY), Kind.OTHER_DAY),
    (_turned, Kind.TWICE),
    (_each(receipt_number="JKT-0042-L01-999999"), Kind.OTHER_PARTICULARS),
    (_each(host_reference="REV-OTHER"), Kind.OTHER_PARTICULARS),
    (_each(customer_no=OTHER_NIK), Kind.OTHER_PARTICULARS),
    (_each(counter_id="L02"), Kind.OTHER_PARTICULARS),
)
"""Likewise of the second line of a payment that was reversed."""


@st.composite
def changed(draw: st.DrawFn) -> tuple[list[OwnRow], list[SettlementRow], list[Kind]]:
    """Books, a settlement of which some payments' lines were changed, each in one way, and the kinds to expect."""
    size = draw(st.integers(1, 10))
    ours = [draw(st.sampled_from((posted, undone)))(number) for number in range(1, size + 1)]
    spoilt = draw(st.sets(st.integers(0, size - 1)))
    theirs: list[SettlementRow] = []
    expected: list[Kind] = []
    for place, own in enumerate(ours):
        lines = lines_of(own)
        if place in spoilt:
            change, kind = draw(st.sampled_from(OF_A_REVERSAL if own.reversed else OF_A_PAYMENT))
            lines = change(lines, len(lines) - 1)
            expected.append(kind)
        theirs += lines
    return ours, draw(st.permutations(theirs)), expected


@given(changed())
def test_each_changed_line_is_exactly_one_difference_of_its_kind(
    case: tuple[list[OwnRow], list[SettlementRow], list[Kind]],
) -> None:
    ours, theirs, expected = case
    reckoning = reckon(DAY, ours, theirs)
    assert [each.kind for each in reckoning.differences] == expected
    assert sum(map(reckoning.count, Kind)) == len(expected)
    assert reckoning.matched == len(ours) - len(expected)
    assert reckoning.total.count == len(ours)
    assert reckoning.total.there == sum(line.signed_amount for line in theirs)
    assert reckoning.total.here == sum(own.net for own in ours)
    assert reckon(DAY, reversed(ours), reversed(theirs)) == reckoning


@given(st.integers(1, 8), st.integers(0, 7))
def test_a_line_of_a_stranger_is_one_difference_and_takes_nothing_from_the_others(size: int, place: int) -> None:
    ours = [posted(number) for number in range(1, size + 1)]
    theirs = [line for own in ours for line in lines_of(own)]
    stranger = replace(theirs[place % size], key=str(uuid4()))
    reckoning = reckon(DAY, ours, [*theirs, stranger])
    assert [each.kind for each in reckoning.differences] == [Kind.ONLY_THERE]
    assert reckoning.matched == size


def test_a_key_that_was_changed_is_two_payments_each_on_one_side() -> None:
    own = posted(1)
    reckoning = reckon(DAY, [own], [replace(line_of(own), key=str(uuid4()))])
    assert {each.kind for each in reckoning.differences} == {Kind.ONLY_HERE, Kind.ONLY_THERE}


def test_equal_books_differ_in_nothing() -> None:
    ours = [posted(1), undone(2), posted(3)]
    reckoning = reckon(DAY, ours, [line for own in ours for line in lines_of(own)])
    assert (reckoning.matched, reckoning.differences, reckoning.pending) == (3, (), ())
    assert reckoning.total.here == reckoning.total.there


def test_a_payer_named_by_a_payment_code_is_not_held_against_the_books() -> None:
    own = posted(1)
    assert reckon(DAY, [own], [replace(line_of(own), customer_no="880012345678")]).differences == ()


def test_a_payer_named_by_the_card_is_the_payer() -> None:
    own = posted(1)
    assert reckon(DAY, [own], [replace(line_of(own), customer_no=own.kpj)]).differences == ()


@pytest.mark.parametrize("state", [PaymentState.REJECTED, PaymentState.REFUNDED, PaymentState.CANCELLED])
def test_what_we_gave_back_and_the_host_kept_is_only_there(state: PaymentState) -> None:
    own = posted(1, state=state, posted_on=None, host_reference=None)
    (difference,) = reckon(DAY, [own], [line_of(own)]).differences
    assert (difference.kind, difference.here, difference.there) == (Kind.ONLY_THERE, None, own.amount)
    assert (difference.net_here, difference.net_there) == (0, own.amount)


@pytest.mark.parametrize("state", sorted(UNDECIDED))
def test_what_is_not_settled_yet_is_shown_apart(state: PaymentState) -> None:
    own = posted(1, state=state, posted_on=None, host_reference=None)
    reckoning = reckon(DAY, [own], [line_of(own)])
    assert (reckoning.differences, reckoning.pending) == ((), (own.id,))


@pytest.mark.parametrize("state", sorted(UNDECIDED))
def test_a_reversal_that_the_host_has_done_and_we_do_not_know_of_yet_waits(state: PaymentState) -> None:
    own = undone(1, state)
    reckoning = reckon(DAY, [own], [line_of(own), line_of(own, RowKind.REVERSAL)])
    assert (reckoning.differences, reckoning.pending) == ((), (own.id,))
    assert reckon(DAY, [own], [line_of(own)]).matched == 1


def test_a_posting_listed_under_another_day_than_the_host_told_us_is_a_difference() -> None:
    moved = posted(1, posted_on=YESTERDAY)
    (difference,) = reckon(DAY, [moved], [line_of(moved)]).differences
    assert difference.kind is Kind.OTHER_DAY


def test_a_payment_that_only_the_host_undid_nets_to_nothing_there() -> None:
    own = posted(1)
    (difference,) = reckon(DAY, [own], [line_of(own), line_of(own, RowKind.REVERSAL)]).differences
    assert (difference.net_here, difference.net_there) == (own.amount, 0)
