"""``verify`` and the drawer's rows: whatever is changed behind the program's back differs from the journal."""

from uuid import uuid4

import pytest

from counter_app.domain.approval import Deed
from counter_app.domain.closing_count import Counted
from counter_app.domain.drawer import in_few_pieces
from counter_app.domain.money import Rupiah
from tests.integration.services.conftest import CLERK, OTHER_CLERK, PIN, SUPERVISOR, Bench
from tests.integration.services.test_verification import Books, behind_the_back, fault_after


def a_day(bench: Bench) -> None:
    """Two closes, a drop, a hand-over that was disputed."""
    for person in (CLERK, OTHER_CLERK):
        bench.log_in.add(SUPERVISOR, person.id, person.name, person.role, PIN)
    bench.shifts.open(CLERK, in_few_pieces(Rupiah(200_000)))
    movement = uuid4()
    consent = bench.consent(Deed.MOVE_CASH, movement)
    bench.drawer.drop(CLERK, movement, in_few_pieces(Rupiah(50_000)), "laci penuh", consent)
    bench.shifts.close(CLERK, Rupiah(149_000))
    shift = bench.shifts.open(CLERK, in_few_pieces(Rupiah(100_000)))
    bench.closings.count(CLERK, shift.id, Counted(in_few_pieces(Rupiah(100_000))))
    bench.closings.reveal(CLERK, shift.id)
    over = bench.handovers.offer(CLERK, OTHER_CLERK.id).handover
    dispute = bench.consent(Deed.DISPUTE, over.id, OTHER_CLERK)
    bench.handovers.dispute(OTHER_CLERK, over.id, in_few_pieces(Rupiah(95_000)), "kurang selembar", dispute)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE closes SET counted = 150000 WHERE number = 1", "Z report 1: counted: the journal tells 149000"),
        ("UPDATE closes SET reason = 'lain' WHERE number = 1", "Z report 1: reason: the journal tells dihitung"),
        ("UPDATE closes SET approved_by = '9009' WHERE number = 1", "Z report 1: approved_by: the journal tells 9001"),
        ("UPDATE closes SET number = 3 WHERE number = 2", "Z report 2: it is told of, but not stored"),
        ("DELETE FROM closes WHERE number = 2", "Z report 2: it is told of, but not stored"),
        (
            "UPDATE drawer_counts SET pieces = 'N1000x1', cash = 1000 WHERE number = 0",
            ", stored is N1000x1",
        ),
        ("UPDATE drawer_counts SET slips = 'QRIS 1 5' WHERE number = 1", "slips: the journal tells "),
        ("DELETE FROM drawer_counts WHERE number = 1", "it is told of, but not stored"),
        ("UPDATE cash_movements SET kind = 'pick-up'", "act: the journal tells drawer.dropped"),
        ("UPDATE cash_movements SET approved_by = '9009'", "approved_by: the journal tells 9001"),
        ("DELETE FROM cash_movements", "cash movement"),
        ("UPDATE handovers SET found_pieces = 'N50000x2', found = 100000", "difference: the journal tells -5000"),
        ("UPDATE handovers SET state = 'accepted'", "state: the journal tells disputed"),
        ("UPDATE handovers SET receiver_id = '9001'", "receiver: the journal tells 1002"),
    ],
)
def test_a_row_that_was_changed_is_named(bench: Bench, statement: str, words: str) -> None:
    a_day(bench)
    assert bench.verification.run().fault is None

    fault = fault_after(bench, statement)
    assert fault
    assert words in fault


def test_a_movement_that_the_journal_does_not_tell_of_is_named(bench: Bench) -> None:
    a_day(bench)
    behind_the_back(bench, add_a_movement)
    fault = bench.verification.run().fault
    assert fault is not None
    assert "no journal entry tells of it" in fault


def add_a_movement(books: Books) -> None:
    columns = [column[0] for column in books.execute("SELECT * FROM cash_movements LIMIT 0").description]
    values = ["'00000000000000000000000000000000'" if name == "id" else name for name in columns]
    books.execute(f"INSERT INTO cash_movements ({', '.join(columns)}) SELECT {', '.join(values)} FROM cash_movements")
