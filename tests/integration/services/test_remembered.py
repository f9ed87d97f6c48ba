"""The books remember what they were told from outside: heads the host holds, and losses a supervisor answered for."""

from datetime import datetime

import pytest

from counter_app.domain.anchor import Anchor
from counter_app.domain.journal import GENESIS, Act, Entry
from counter_app.services.remembered import Gap, number_fault
from tests.helpers.builders import COUNTER_ID
from tests.integration.services.conftest import Bench

LOST = [Gap(2, 3, "the restore of Monday")]


def journaled(bench: Bench, act: Act, **facts: str | int | bool | None) -> None:
    with bench.store.writing() as work:
        work.journal.append(Entry(bench.clock.now(), "2001", act, COUNTER_ID, facts))


def realigned(bench: Bench, *, receipts: int, reached: int | None, **more: str | int | bool | None) -> None:
    """As ``Realignment`` does it, with the numbers up to ``reached`` taken."""
    with bench.store.writing() as work:
        work.numbers.skip_to(reached or 0)
    journaled(bench, Act.DATABASE_REALIGNED, receipts=receipts, mark_receipts=reached, **more)


def anchor(bench: Bench, sequence: int, head: str) -> Anchor:
    return Anchor(sequence, head, bench.clock.now())


def test_numbers_that_a_realignment_names_are_a_note_and_no_fault(bench: Bench) -> None:
    bench.sell()
    journaled(bench, Act.DATABASE_RESTORED, **{"from": "monday.db"})
    realigned(bench, receipts=1, reached=4)
    bench.sell()
    verified = bench.verification.run()
    assert verified.fault is None
    (note,) = verified.notes
    assert note.startswith("receipt numbers 2 to 4 were given out before the restore of 2026-11-22T02:15:04")


def test_a_single_number_lost_without_a_restore_is_dated_by_the_realignment(bench: Bench) -> None:
    realigned(bench, receipts=0, reached=1)
    verified = bench.verification.run()
    assert verified.fault is None
    assert verified.notes[0].startswith("receipt number 1 was given out before the re-alignment of 2026-11-22")


def test_a_number_lost_besides_those_is_still_a_fault(bench: Bench) -> None:
    realigned(bench, receipts=0, reached=1)
    with bench.store.writing() as work:
        work.numbers.take()
    bench.sell()
    assert bench.verification.run().fault == "receipt numbers: 2 is missing, 3 follows 1"


@pytest.mark.parametrize("reached", [None, 0])
def test_a_realignment_that_lost_no_number_excuses_none(bench: Bench, reached: int | None) -> None:
    realigned(bench, receipts=0, reached=reached)
    assert bench.verification.run().notes == ()


@pytest.mark.parametrize(
    ("numbers", "last", "fault"),
    [
        ([1, 4], 4, None),
        ([1], 3, None),
        ([1, 2, 3, 4], 4, None),
        ([1, 5], 5, "receipt numbers: 4 is missing, 5 follows 3"),
        ([1, 4], 5, "receipt numbers: 5 were given out, 2 are stored"),
        ([1], 1, "receipt numbers: 1 were given out, 1 are stored"),
        ([1, 1], 4, "receipt numbers: 2 is missing, 1 follows 1"),
    ],
)
def test_only_the_numbers_named_are_excused(numbers: list[int], last: int, fault: str | None) -> None:
    assert number_fault(numbers, last, LOST) == fault


def test_an_anchor_in_the_journal_holds_as_long_as_the_entry_before_it_does(bench: Bench) -> None:
    bench.sell()
    with bench.store.reading() as work:
        *_, last = work.journal.chain()
    journaled(bench, Act.ANCHORED, sequence=last.seq, head=last.hash)
    assert bench.verification.run().fault is None
    journaled(bench, Act.ANCHORED, sequence=1, head=last.hash)
    assert bench.verification.run().fault == "journal entry 4: says that the host was given another entry 1"


def test_what_the_host_holds_is_compared_with_the_books(bench: Bench) -> None:
    bench.sell()
    head = bench.verification.run().head
    good = [("the host", anchor(bench, 0, GENESIS)), ("the host", anchor(bench, 2, head))]
    assert bench.verification.run(good).fault is None
    other = bench.verification.run([*good, ("the host", anchor(bench, 1, head))])
    assert other.fault == "journal entry 1: the host holds another one"
    more = bench.verification.run([("the anchor file", anchor(bench, 3, head))])
    assert more.fault == "the anchor file holds journal entry 3, but the journal ends at 2"


def test_a_head_that_a_supervisor_answered_for_is_no_fault(bench: Bench) -> None:
    bench.sell()
    lost = anchor(bench, 9, "ab" * 32)
    realigned(bench, receipts=1, reached=1, host_sequence=9, host_head="ab" * 32)
    assert bench.verification.run([("the host", lost)]).fault is None
    assert bench.verification.run([("the host", anchor(bench, 9, "cd" * 32))]).fault is not None
    assert isinstance(lost.at, datetime)
