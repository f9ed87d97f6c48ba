"""Amounts as the wire writes them."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.money import LARGEST, Rupiah
from counter_app.gateway.wire import Money


@given(st.integers(0, LARGEST))
def test_an_amount_comes_back_as_it_went_out(amount: int) -> None:
    assert Money.of(Rupiah(amount)).rupiah == amount


@pytest.mark.parametrize("amount", [-1, LARGEST + 1])
def test_an_amount_the_wire_cannot_hold_is_not_written(amount: int) -> None:
    with pytest.raises(ValueError, match="no amount for the wire"):
        Money.of(Rupiah(amount))


@pytest.mark.parametrize("value", ["1", "1.0", "1.50", "-1.00", "01.00", "1.00\n", "１.00", "1e3.00", ""])
def test_what_is_no_whole_rupiah_is_not_read(value: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        _ = Money(value).rupiah
