"""Somebody with the key edits the journal: verification names the first bad entry (FAULTS.md, row 36)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from counter_app.bootstrap import Counter
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.cash import TenderKind
from counter_app.domain.money import Rupiah
from counter_app.services.checkout import Sale
from counter_app.services.verification import Verification
from tests.helpers.builders import a_participant
from tests.helpers.counters import CLERK, TestCounter, a_counter

Forgery = Callable[[SqlStore, int], None]


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[TestCounter]:
    """A counter with a shift and three payments in its journal, and with its guards taken off by the forger."""
    people = [a_participant(number) for number in range(3)]
    parts = a_counter(tmp_path, people)
    _work(parts.counter, [person.nik for person in people])
    with parts.store.writer.begin() as connection:
        guards = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
        for guard in guards:
            connection.execute(text(f'DROP TRIGGER "{guard}"'))
    yield parts
    parts.store.close()


def _work(counter: Counter, niks: list[str]) -> None:
    counter.shifts.open(CLERK, Rupiah(200_000))
    for nik in niks:
        found = counter.lookup.exact(CLERK, counter.lookup.parse(nik))
        counter.checkout.commit(CLERK, Sale.of(found), TenderKind.CASH, found.bill.total)


def _execute(store: SqlStore, statement: str, **values: object) -> None:
    with store.writer.begin() as connection:
        assert connection.execute(text(statement), values).rowcount > 0


def changes_one_byte(store: SqlStore, seq: int) -> None:
    """Of a date that stands early in the bytes and nowhere else in the books: only the hash can tell."""
    with store.writer.begin() as connection:
        found = connection.execute(text("SELECT canonical FROM journal WHERE seq = :seq"), {"seq": seq}).scalar_one()
    at = found.index(b'"business_date":"') + len(b'"business_date":"')
    _execute(
        store,
        "UPDATE journal SET canonical = :bytes WHERE seq = :seq",
        bytes=found[:at] + bytes([found[at] ^ 1]) + found[at + 1 :],
        seq=seq,
    )


def removes_the_row(store: SqlStore, seq: int) -> None:
    _execute(store, "DELETE FROM journal WHERE seq = :seq", seq=seq)


def swaps_with_the_next(store: SqlStore, seq: int) -> None:
    for old, new in ((seq, 1_000), (seq + 1, seq), (1_000, seq + 1)):
        _execute(store, "UPDATE journal SET seq = :new WHERE seq = :old", old=old, new=new)


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
