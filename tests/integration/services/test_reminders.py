"""Reminding, as the office does it: who is asked, what is kept of it, and what the journal may know."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from counter_app.domain.bill import Programme
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, content_of
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.participant import Participant
from counter_app.domain.reminder import Filters, Outcome, Stage, Way
from counter_app.domain.tariff import Payer, Sector
from counter_app.services.reminders import MOST_LETTERS, PAGE, Reminders
from tests.helpers.builders import KPJ, a_participant
from tests.helpers.counters import CLERK, TestCounter, a_counter
from tests.helpers.people import AUDITOR

OVER = Month(2026, 11)


def person(index: int, months: int, **parts: object) -> Participant:
    return a_participant(index, protected_until=(OVER + months).last_day, **parts)


PEOPLE = (
    person(1, 0, name="Siti Aminah"),
    person(2, -1, name="Budi Santoso", phone=""),
    person(3, -3, name="Made Wirawan", sector=Sector.TRANSPORT),
    person(4, -7, name="Joko Susilo"),
    person(5, 2, name="Rina Wati"),
)
SITI, BUDI, MADE, JOKO, RINA = PEOPLE


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestCounter]:
    office = a_counter(tmp_path, PEOPLE)
    with office.store.writing() as work:
        work.participants.save(PEOPLE, office.clock.now())
    yield office
    office.store.close()


@pytest.fixture
def reminders(office: TestCounter) -> Reminders:
    return office.counter.day.reminders


def told(office: TestCounter, act: Act) -> list[dict[str, object]]:
    with office.store.reading() as work:
        entries = [content_of(entry) for entry in work.journal.chain()]
    return [entry["facts"] for entry in entries if entry["act"] == act]


def test_the_counts_are_those_of_the_lists(reminders: Reminders) -> None:
    assert reminders.counts(CLERK, Filters()) == {Stage.DUE: 1, Stage.GRACE: 2, Stage.LAPSED: 1}
    assert reminders.counts(CLERK, Filters(name="made")) == {Stage.DUE: 0, Stage.GRACE: 1, Stage.LAPSED: 0}


def test_a_row_says_what_it_costs_and_what_is_at_stake(reminders: Reminders) -> None:
    first, second = reminders.page(CLERK, Stage.GRACE, Filters())
    assert [first.participant, second.participant] == [MADE, BUDI]
    assert (first.cover.ends, first.cost, first.stake) == (date(2026, 11, 30), 8_400, 48_000_000)
    (lapsed,) = reminders.page(CLERK, Stage.LAPSED, Filters())
    assert lapsed.cover.ends == date(2026, 7, 31)
    assert lapsed.cost == 8_400


def test_the_lists_move_on_with_the_calendar(office: TestCounter, reminders: Reminders) -> None:
    office.clock.advance(days=9)  # 1 December
    assert reminders.counts(CLERK, Filters()) == {Stage.DUE: 0, Stage.GRACE: 2, Stage.LAPSED: 2}
    assert [row.participant for row in reminders.page(CLERK, Stage.LAPSED, Filters())] == [MADE, JOKO]


def test_what_this_tariff_cannot_reckon_has_no_cost(office: TestCounter, reminders: Reminders) -> None:
    with office.store.writing() as work:
        work.participants.save([person(6, -1, name="Aneh", programmes=())], office.clock.now())
    rows = reminders.page(CLERK, Stage.GRACE, Filters(name="aneh"))
    assert [row.cost for row in rows] == [None]
    assert "Rp" not in reminders.message(CLERK, rows[0].participant.nik).words


def test_a_list_comes_in_pages(office: TestCounter, reminders: Reminders) -> None:
    with office.store.writing() as work:
        work.participants.save([person(index, -2) for index in range(10, 10 + PAGE)], office.clock.now())
    assert len(reminders.page(CLERK, Stage.GRACE, Filters())) == PAGE
    assert len(reminders.page(CLERK, Stage.GRACE, Filters(), 1)) == 2
    assert reminders.page(CLERK, Stage.GRACE, Filters(), 2) == []


def test_a_contact_is_kept_and_journaled_without_number_name_or_note(office: TestCounter, reminders: Reminders) -> None:
    note = f"suaminya: datang Senin, kartu {KPJ}, telp 0812-0000-0001\n"
    contact = reminders.note(CLERK, BUDI.nik, Way.CALL, Outcome.WILL_PAY, note)
    assert KPJ not in contact.note
    assert contact.note.startswith("suaminya: datang Senin")
    assert reminders.contacts(CLERK, BUDI.nik) == [contact]
    assert told(office, Act.CONTACTED) == [{"payer": "************0002", "way": "call", "outcome": "will-pay"}]
    assert [row.resting for row in reminders.page(CLERK, Stage.GRACE, Filters())] == [False, True]
    office.clock.advance(days=7)
    assert [row.resting for row in reminders.page(CLERK, Stage.GRACE, Filters())] == [False, False]


def test_nobody_notes_a_contact_with_somebody_the_office_does_not_know(
    office: TestCounter, reminders: Reminders
) -> None:
    with pytest.raises(Declined) as refused:
        reminders.note(CLERK, a_participant(77).nik, Way.CALL, Outcome.REFUSED)
    assert refused.value.reason is Reason.NOT_FOUND_LOCALLY
    assert told(office, Act.CONTACTED) == []


def test_a_message_opens_a_chat_where_a_mobile_number_is_known(reminders: Reminders) -> None:
    message = reminders.message(CLERK, SITI.nik)
    assert message.link is not None
    assert message.link.startswith("https://wa.me/6281200000000?text=Yth.%20Bapak%2FIbu%20Siti%20Aminah")
    assert SITI.nik not in message.words + message.link
    assert reminders.message(CLERK, BUDI.nik).link is None


@pytest.mark.parametrize("asked", [RINA, a_participant(77)])
def test_nobody_is_reminded_who_has_paid_ahead_or_is_not_known(reminders: Reminders, asked: Participant) -> None:
    with pytest.raises(Declined) as refused:
        reminders.message(CLERK, asked.nik)
    assert refused.value.reason is Reason.LEFT_ALONE


def test_whoever_asked_to_be_left_alone_gets_neither_message_nor_letter(reminders: Reminders) -> None:
    reminders.note(CLERK, MADE.nik, Way.CALL, Outcome.DO_NOT_CONTACT)
    assert [row.participant for row in reminders.page(CLERK, Stage.GRACE, Filters())] == [BUDI]
    for ask in (lambda: reminders.message(CLERK, MADE.nik), lambda: reminders.letters(CLERK, [MADE.nik])):
        with pytest.raises(Declined) as refused:
            ask()
        assert refused.value.reason is Reason.LEFT_ALONE
    pdf = reminders.letters(CLERK, [MADE.nik, BUDI.nik])
    assert pdf is not None
    assert len(PdfReader(BytesIO(pdf)).pages) == 1


def test_letters_are_journaled_with_their_number_and_count_as_contacts(
    office: TestCounter, reminders: Reminders
) -> None:
    steps: list[tuple[int, int]] = []
    asked = [JOKO.nik, SITI.nik, RINA.nik, JOKO.nik]
    pdf = reminders.letters(CLERK, asked, lambda *step: steps.append(step))
    assert pdf is not None
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    assert ["Joko Susilo" in page for page in pages] == [True, False]
    assert steps == [(1, 2), (2, 2)]
    assert told(office, Act.LETTERS_MADE) == [{"items": 2, "way": "letter"}]
    (contact,) = reminders.contacts(CLERK, SITI.nik)
    assert (contact.way, contact.outcome) == (Way.LETTER, Outcome.SENT)


def test_letters_that_were_stopped_leave_nothing_behind(office: TestCounter, reminders: Reminders) -> None:
    assert reminders.letters(CLERK, [JOKO.nik, SITI.nik], cancelled=lambda: True) is None
    assert reminders.contacts(CLERK, SITI.nik) == []
    assert told(office, Act.LETTERS_MADE) == []


def test_a_file_of_letters_has_an_end(reminders: Reminders) -> None:
    with pytest.raises(Declined) as refused:
        reminders.letters(CLERK, [f"{number:016}" for number in range(MOST_LETTERS + 1)])
    assert refused.value.reason is Reason.TOO_MANY_LETTERS
    assert refused.value.facts == {"asked": MOST_LETTERS + 1, "most": MOST_LETTERS}


def test_the_branches_are_those_of_the_participants(reminders: Reminders) -> None:
    assert reminders.branches(CLERK) == ["Bandung"]
    assert reminders.file_name(date(2026, 11, 22)) == "surat-pengingat-2026-11-22.pdf"


def test_the_page_about_benefits_is_todays_and_named_by_its_income(office: TestCounter) -> None:
    benefits = office.counter.day.benefits
    explanation = benefits.explain(Payer(Rupiah(2_000_000), Sector.TRANSPORT), tuple(Programme))
    assert benefits.file_name(explanation) == "manfaat-2000000.pdf"
    (page,) = PdfReader(BytesIO(benefits.pdf(explanation))).pages
    assert "Dicetak 22 November 2026" in page.extract_text()


def test_an_auditor_calls_nobody(reminders: Reminders) -> None:
    with pytest.raises(Declined) as refused:
        reminders.page(AUDITOR, Stage.DUE, Filters())
    assert refused.value.reason is Reason.NOT_ALLOWED


def test_a_statement_of_ones_work_tells_of_contacts_in_words(office: TestCounter, reminders: Reminders) -> None:
    reminders.note(CLERK, BUDI.nik, Way.VISIT, Outcome.MOVED)
    reminders.letters(CLERK, [SITI.nik])
    today = office.clock.now().date()
    own = office.counter.statements.of(CLERK, CLERK.id, today - timedelta(days=1), today).own
    said = "\n".join(line.words for line in own)
    assert "Peserta dihubungi: peserta ************0002, cara kunjungan, hasil pindah." in said
    assert "Surat pengingat dibuat: banyaknya 1, cara surat." in said


def test_the_books_still_verify_with_contacts_in_them(office: TestCounter, reminders: Reminders) -> None:
    reminders.note(CLERK, BUDI.nik, Way.CALL, Outcome.WILL_PAY)
    assert office.counter.verification.run().fault is None
