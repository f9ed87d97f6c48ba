"""Somebody with the key edits the journal: verification names the first bad entry (docs/faults-list.md, row 36)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.bootstrap import Counter
from counter_app.domain.cash import TenderKind
from counter_app.domain.money import Rupiah
from counter_app.services.checkout import Sale
from counter_app.services.verification import Verification
from tests.faults.forgeries import (
    Forgery,
    changes_one_byte,
    removes_the_row,
    swaps_with_the_next,
    take_guards_off,
)
from tests.helpers.builders import a_participant
from tests.helpers.counters import CLERK, TestCounter, a_counter


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[TestCounter]:
    """A counter with a shift and three payments in its journal, and with its guards taken off by the forger."""
    people = [a_participant(number) for number in range(3)]
    parts = a_counter(tmp_path, people)
    _work(parts.counter, [person.nik for person in people])
    take_guards_off(parts.store)
    yield parts
    parts.store.close()


def _work(counter: Counter, niks: list[str]) -> None:
    counter.shifts.open(CLERK, Rupiah(200_000))
    for nik in niks:
        found = counter.lookup.exact(CLERK, counter.lookup.parse(nik))
        counter.checkout.commit(CLERK, Sale.of(found), TenderKind.CASH, found.bill.total)


@pytest.mark.parametrize("forge", [changes_one_byte, removes_the_row, swaps_with_the_next])
@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_forged_entry_is_named(parts: TestCounter, forge: Forgery, seq: int) -> None:
    assert Verification(parts.store).run().fault is None
    forge(parts.store, seq)
    fault = Verification(parts.store).run().fault
    assert fault is not None
    assert fault.startswith(f"journal entry {seq}:")


def test_a_tail_that_was_cut_off_leaves_payments_nobody_tells_of(parts: TestCounter) -> None:
    last = Verification(parts.store).run().entries
    removes_the_row(parts.store, last)
    fault = Verification(parts.store).run().fault
    assert fault is not None
    assert "no journal entry tells of it" in fault
