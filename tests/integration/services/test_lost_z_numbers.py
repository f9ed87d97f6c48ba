"""Books that were put back to an earlier close: the Z numbers that are out on paper are not given out a second time."""

from dataclasses import dataclass, replace

import pytest
from sqlalchemy.exc import IntegrityError

from counter_app.domain.drawer import in_few_pieces
from counter_app.domain.high_water import HighWater
from counter_app.domain.journal import Act, Entry
from counter_app.domain.money import Rupiah
from counter_app.services.realignment import HostSide, Realigned, Realignment
from tests.helpers.builders import COUNTER_ID
from tests.integration.services.conftest import CLERK, SUPERVISOR, Bench
from tests.integration.services.test_verification import Books, behind_the_back

FLOAT = Rupiah(100_000)
NOT_ASKED = HostSide(None, asked=False)


@dataclass(slots=True)
class HeldMark:
    """Stands in for the file beside the database: it was not put back with it."""

    mark: HighWater | None

    def read(self) -> HighWater | None:
        return self.mark

    def set(self, mark: HighWater) -> None:
        self.mark = mark


def close_one(bench: Bench) -> int:
    bench.shifts.open(CLERK, in_few_pieces(FLOAT))
    return bench.shifts.close(CLERK, FLOAT).number


def reached(bench: Bench, closes: int) -> HeldMark:
    """A mark that had seen more Z reports than are in the books."""
    with bench.store.reading() as work:
        return HeldMark(HighWater(99, work.journal.head(), work.numbers.last(), closes))


def realign(bench: Bench, marks: HeldMark) -> Realigned:
    return Realignment(bench.store, marks, bench.office, bench.clock).run(SUPERVISOR, NOT_ASKED)


def test_the_next_z_report_follows_the_last_one_that_is_on_paper(bench: Bench) -> None:
    assert close_one(bench) == 1
    marks = reached(bench, 4)
    done = realign(bench, marks)
    assert (done.first_z, done.last_z) == (2, 4)
    assert marks.mark is not None
    assert marks.mark.closes == 4
    assert [close_one(bench), close_one(bench)] == [5, 6]
    verified = bench.verification.run()
    assert verified.fault is None
    (note,) = verified.notes
    assert note.startswith("Z numbers 2 to 4 were given out before the re-alignment of 2026-11-22")


def test_answered_for_twice_numbers_are_given_up_once(bench: Bench) -> None:
    marks = reached(bench, 2)
    realign(bench, marks)
    again = realign(bench, marks)
    assert (again.first_z, again.last_z) == (3, 2)
    with bench.store.reading() as work:
        assert list(work.closes.skipped()) == [2]
    assert close_one(bench) == 3
    realign(bench, reached(bench, 7))
    assert close_one(bench) == 8
    assert bench.verification.run().fault is None
    assert [note.partition(" were ")[0] for note in bench.verification.run().notes] == [
        "Z numbers 1 to 2",
        "Z numbers 4 to 7",
    ]


@pytest.mark.parametrize("closes", [0, 1])
def test_a_mark_that_knows_no_more_than_the_books_takes_no_number(bench: Bench, closes: int) -> None:
    """0: a mark from before it knew Z numbers."""
    close_one(bench)
    done = realign(bench, reached(bench, closes))
    assert (done.first_z, done.last_z) == (2, 1)
    assert close_one(bench) == 2
    assert bench.verification.run().notes == ()


def test_without_a_mark_nobody_can_tell_what_was_given_out(bench: Bench) -> None:
    close_one(bench)
    assert realign(bench, HeldMark(None)).last_z == 1
    assert close_one(bench) == 2


def test_an_older_realignment_that_does_not_speak_of_z_numbers_stays_readable(bench: Bench) -> None:
    close_one(bench)
    with bench.store.writing() as work:
        facts = {"receipts": 0, "mark_receipts": None, "host_sequence": None, "host_head": None}
        work.journal.append(Entry(bench.clock.now(), SUPERVISOR.id, Act.DATABASE_REALIGNED, COUNTER_ID, facts))
    assert close_one(bench) == 2
    assert bench.verification.run().fault is None


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE skipped_closes SET last = 5", "Z numbers given up to 4: it is told of, but not stored"),
        ("DELETE FROM skipped_closes", "Z numbers given up to 4: it is told of, but not stored"),
    ],
)
def test_numbers_given_up_behind_the_programs_back_are_found(bench: Bench, statement: str, words: str) -> None:
    realign(bench, reached(bench, 4))

    def tamper(books: Books) -> None:
        books.execute(statement)

    behind_the_back(bench, tamper)
    assert bench.verification.run().fault == words


def test_only_numbers_that_are_free_can_be_given_up(bench: Bench) -> None:
    close_one(bench)
    with bench.store.writing() as work:
        work.closes.skip_to(1)
    with bench.store.reading() as work:
        assert list(work.closes.skipped()) == []
        (close,) = work.closes.all()
    with pytest.raises(IntegrityError, match="neither skipped nor used twice"), bench.store.writing() as work:
        work.closes.add(replace(close, number=3))
