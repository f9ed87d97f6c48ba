"""Coverage as an office sees it: looks that are kept by themselves, months that nobody looked at, and the paper."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from counter_app.domain.bill import Programme
from counter_app.domain.coverage import NOBODY, Standing, Target
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.months import Month
from counter_app.domain.participant import Participant
from counter_app.domain.tariff import Sector
from counter_app.services.coverage import CoverageReport
from counter_app.services.ports.coverage import PARTS
from tests.helpers.builders import a_participant
from tests.helpers.counters import CLERK, TestCounter, a_counter
from tests.helpers.coverage_oracle import THIS_MONTH, invented, slow_standing, slow_took, stored
from tests.helpers.people import ADMINISTRATOR


def person(index: int, months: int | None, sector: Sector = Sector.OTHER) -> Participant:
    until = None if months is None else (THIS_MONTH + months).last_day
    return a_participant(index, protected_until=until, sector=sector)


PEOPLE = (person(1, 0), person(2, 4), person(3, -2), person(4, -4, Sector.TRANSPORT), person(5, None))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestCounter]:
    office = a_counter(tmp_path, PEOPLE)
    yield office
    office.store.close()


@pytest.fixture
def coverage(office: TestCounter) -> CoverageReport:
    return office.counter.day.coverage


def looks(office: TestCounter) -> dict[tuple[Month, Sector], Standing]:
    with office.store.reading() as work:
        return dict(work.coverage.looks(THIS_MONTH + -3, THIS_MONTH + 3))


def participants_arrive(office: TestCounter) -> None:
    with office.store.writing() as work:
        work.participants.save(PEOPLE, office.clock.now())


def test_everybody_stands_where_the_calendar_puts_them(office: TestCounter, coverage: CoverageReport) -> None:
    participants_arrive(office)
    read = coverage.read(CLERK, 6)
    assert read is not None
    assert read.rows()[-1].standing == Standing(registered=5, active=2, grace=1, lapsed=1)
    assert read.rows(Sector.TRANSPORT)[-1].standing == Standing(1, 0, 0, 1)
    never = read.rows(Sector.OTHER)[-1].standing
    assert never is not None
    assert never.never == 1


def test_a_month_nobody_looked_at_is_not_made_up(office: TestCounter, coverage: CoverageReport) -> None:
    participants_arrive(office)
    read = coverage.read(CLERK, 6)
    assert read is not None
    assert [row.month for row in read.rows()] == [THIS_MONTH + n for n in range(-5, 1)]
    assert [row.standing for row in read.rows()][:-1] == [None] * 5
    assert all(row.is_empty for row in read.rows()[:-1])
    assert not read.rows()[-1].is_empty


def test_a_look_is_kept_when_all_participants_have_arrived(office: TestCounter) -> None:
    office.counter.sync.run(lambda *_: None, lambda: False)
    assert looks(office)[THIS_MONTH, Sector.OTHER].registered == sum(
        each.sector is Sector.OTHER for each in office.host.people
    )


def test_no_look_is_taken_of_a_list_that_has_not_ended(office: TestCounter) -> None:
    office.counter.sync.run(lambda *_: None, lambda: True)
    assert looks(office) == {}


def test_what_has_not_changed_is_not_kept_again(office: TestCounter) -> None:
    participants_arrive(office)
    for _ in range(2):
        office.counter.day.coverage_looks.take()
        office.clock.advance(minutes=10)
    with office.store.writer.begin() as connection:
        rows = connection.exec_driver_sql("SELECT count(*) FROM coverage_looks").scalar_one()
    assert rows == len(Sector)


def test_an_office_that_was_told_of_nobody_keeps_no_look(office: TestCounter) -> None:
    office.counter.day.coverage_looks.take()
    assert looks(office) == {}


def test_a_past_month_shows_its_last_look(office: TestCounter, coverage: CoverageReport) -> None:
    participants_arrive(office)
    office.counter.day.coverage_looks.take()
    office.clock.advance(days=40)
    read = coverage.read(CLERK, 6)
    assert read is not None
    now = read.rows()[-1]
    standing = {row.month: row.standing for row in read.rows()}
    assert standing[THIS_MONTH] == Standing(5, 2, 1, 1)
    assert now.standing is not None
    assert now.standing.active < 2


def test_an_earlier_period_does_not_look_at_the_present(office: TestCounter, coverage: CoverageReport) -> None:
    participants_arrive(office)
    read = coverage.read(CLERK, 6, back=1)
    assert read is not None
    assert read.months[-1] == THIS_MONTH + -1
    assert {row.standing for row in read.rows()} == {None}


def test_the_report_is_what_the_books_say(office: TestCounter, coverage: CoverageReport) -> None:
    books = invented(11)
    stored(office.store, books)
    read = coverage.read(CLERK, 12)
    assert read is not None
    took = slow_took(books, read.months)
    rows = read.rows()
    assert sum(row.total for row in rows) == sum(took.amounts.values())
    assert sum(row.paid for row in rows) == sum(took.paid.values())
    assert rows[-1].standing == sum(slow_standing(books, THIS_MONTH).values(), NOBODY)
    by_sector = [sum(row.new for row in read.rows(sector)) for sector in Sector]
    unknown = sum(count for (_month, sector), count in took.new.items() if sector is None)
    assert sum(by_sector) + unknown == sum(row.new for row in rows)
    assert {each for row in rows for each in row.amounts} == set(Programme)


def test_reading_can_be_stopped(coverage: CoverageReport) -> None:
    assert coverage.read(CLERK, 6, cancelled=lambda: True) is None


@pytest.mark.parametrize("looks", range(4))
def test_reading_stops_before_whatever_comes_next(coverage: CoverageReport, looks: int) -> None:
    left = iter([False] * looks)
    assert coverage.read(CLERK, 6, cancelled=lambda: next(left, True)) is None


def test_reading_says_how_far_it_is_and_stops_between_two_parts_of_the_people(coverage: CoverageReport) -> None:
    told: list[tuple[int, int]] = []
    assert coverage.read(CLERK, 6, progress=lambda *far: told.append(far)) is not None
    assert told == [(part, PARTS) for part in range(1, PARTS + 1)]
    told.clear()
    assert coverage.read(CLERK, 6, 0, lambda *far: told.append(far), lambda: len(told) == 3) is None
    assert told[-1] == (3, PARTS)


@pytest.mark.parametrize(("months", "back"), [(0, 0), (25, 0), (6, -1)])
def test_a_period_nobody_offers_is_a_fault_of_the_program(coverage: CoverageReport, months: int, back: int) -> None:
    with pytest.raises(ValueError, match="no such period"):
        coverage.read(CLERK, months, back)


def test_whoever_looks_after_the_staff_alone_does_not_see_it(office: TestCounter, coverage: CoverageReport) -> None:
    read = coverage.read(CLERK, 6)
    assert read is not None
    for call in (lambda: coverage.read(ADMINISTRATOR), lambda: coverage.pdf(ADMINISTRATOR, read)):
        with pytest.raises(Declined) as refused:
            call()
        assert refused.value.reason is Reason.NOT_ALLOWED


def paper(office: TestCounter, coverage: CoverageReport, sector: Sector | None = None) -> bytes:
    read = coverage.read(CLERK, 12)
    assert read is not None
    return coverage.pdf(CLERK, read, sector)


def test_the_paper_says_the_numbers_and_who_made_it_and_is_the_same_twice(
    office: TestCounter, coverage: CoverageReport
) -> None:
    books = invented(11)
    stored(office.store, books)
    made = paper(office, coverage)
    assert made == paper(office, coverage)
    pages = PdfReader(BytesIO(made)).pages
    text = "\n".join(page.extract_text() for page in pages)
    assert f"Halaman 1 dari {len(pages)}" in text
    assert office.counter.office.name in text
    read = coverage.read(CLERK, 12)
    assert read is not None
    for row in read.rows():
        assert f"{row.total:,}".replace(",", ".") in text
    assert all(person.name not in text and person.nik not in text for person in books.people)


def test_the_papers_of_one_sector_say_so_and_have_no_target(office: TestCounter, coverage: CoverageReport) -> None:
    participants_arrive(office)
    coverage._target = Target(active=40)
    whole, one = paper(office, coverage), paper(office, coverage, Sector.TRANSPORT)
    texts = ["\n".join(page.extract_text() for page in PdfReader(BytesIO(each)).pages) for each in (whole, one)]
    assert "Target kantor: 40" in texts[0]
    assert "Target kantor" not in texts[1]
    assert "sektor transportasi" in texts[1]


def test_a_file_says_whose_it_is_and_of_when(coverage: CoverageReport) -> None:
    read = coverage.read(CLERK, 6)
    assert read is not None
    assert coverage.file_name(read, "png") == "cakupan-JKT-0042-2026-06-2026-11.png"
