"""Who has to be reminded, by keys alone: lists, letters, messages, and what came of them."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from counter_app.domain.errors import Declined, Reason, Service, Unavailable
from counter_app.domain.months import Month
from counter_app.domain.participant import Participant
from counter_app.domain.reminder import Filters, Outcome, Stage, Way
from counter_app.domain.tariff import Sector
from counter_app.reports.letters import LetterPages
from counter_app.services.reminders import PAGE, Reminders
from tests.helpers.builders import a_participant
from tests.helpers.counters import CLERK, TestCounter, a_counter
from tests.helpers.people import ADMINISTRATOR, AUDITOR
from tests.helpers.windows import ENTER, ESC, Shell
from ui.desk import PAGES
from ui.keys import Act
from ui.pages.reminders import RemindersPage
from ui.reminders_model import MARK, ReminderColumn
from ui.translation import Language, Translation
from ui.two_line_model import CellRole

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
KEY = Qt.Key
NOW = Month(2026, 11)


def person(index: int, months: int, **parts: object) -> Participant:
    return a_participant(index, protected_until=(NOW + months).last_day, **parts)


PEOPLE = (
    person(1, 0, name="Siti Aminah"),
    person(2, -3, name="Made Wirawan", sector=Sector.TRANSPORT, branch_office="Cimahi"),
    person(3, -1, name="Budi Santoso", phone=""),
    person(4, -7, name="Joko Susilo"),
)
SITI, MADE, BUDI, JOKO = PEOPLE


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestCounter]:
    """The host knows them too: what is fetched from it as soon as the window begins changes no list."""
    office = a_counter(tmp_path, PEOPLE)
    yield office
    office.store.close()


@pytest.fixture
def page(shell: Shell, translation: Translation) -> RemindersPage:
    """A clerk on the page, on the list of those in the months of grace; English is spoken."""
    translation.use(Language.ENGLISH)
    with shell.office.store.writing() as work:
        work.participants.save(PEOPLE, shell.office.clock.now())
    shell.begin()
    shell.press(KEY.Key_I, modifier=CTRL)
    page = shell.desk.pages[Act.GO_TO_REMINDERS].widget
    assert isinstance(page, RemindersPage)
    shell.until(lambda: names(page) == ["Siti Aminah"])
    shell.until(page.table.hasFocus)
    shell.press(KEY.Key_2, modifier=ALT)
    shell.until(lambda: names(page) == ["Made Wirawan", "Budi Santoso"])
    shell.until(page.table.hasFocus)
    return page


def names(page: RemindersPage) -> list[str]:
    return [row.participant.name for row in page.model.rows]


def cell(page: RemindersPage, row: int, column: ReminderColumn) -> tuple[str, str]:
    index = page.model.index(row, column)
    return str(index.data()), str(index.data(CellRole.BELOW))


def counted(shell: Shell, page: RemindersPage) -> list[str]:
    shell.until(lambda: all(button.words[-1].isdigit() for button in page.lists.values()))
    return [button.words for button in page.lists.values()]


def reminders(shell: Shell) -> Reminders:
    return shell.office.counter.day.reminders


def test_the_lists_are_chosen_by_a_key_and_say_how_many(shell: Shell, page: RemindersPage) -> None:
    assert counted(shell, page) == ["Due 1", "Grace 2", "Lapsed 1"]
    shell.press(KEY.Key_3, modifier=ALT)
    shell.until(lambda: names(page) == ["Joko Susilo"])
    assert "No protection since 1 Aug 2026; Rp8.400 regains it from today" in shell.words(page.pane)


def test_a_row_has_the_telephone_the_day_and_what_is_at_stake_and_no_full_number(
    shell: Shell, page: RemindersPage
) -> None:
    assert cell(page, 0, ReminderColumn.NAME) == ("Made Wirawan", "************0002")
    assert cell(page, 0, ReminderColumn.PHONE) == ("081200000000", "Cimahi")
    assert cell(page, 0, ReminderColumn.ENDS) == ("30 Nov 2026", "31 Aug 2026")
    assert cell(page, 0, ReminderColumn.STAKE) == ("Rp48.000.000", "Rp8.400")
    assert cell(page, 0, ReminderColumn.LAST) == ("–", "")
    assert cell(page, 1, ReminderColumn.PHONE)[0] == "–"
    words = shell.words(page)
    assert "Paid until 31 Aug 2026; protection ends on 30 Nov 2026, Rp8.400 keeps it." in words
    assert MADE.nik not in words


def test_the_arrows_choose_and_the_pane_follows(shell: Shell, page: RemindersPage) -> None:
    shell.press(KEY.Key_Down)
    shell.until(lambda: page.pane.name.text() == "Budi Santoso")
    assert page.pane.phone.text() == "No telephone"


def test_what_came_of_a_call_is_noted_by_keys(shell: Shell, page: RemindersPage) -> None:
    shell.press(KEY.Key_N)
    shell.until(page.pane.form.hasFocus)
    shell.press(KEY.Key_Right, KEY.Key_Right, KEY.Key_Right, KEY.Key_2, KEY.Key_Tab)
    shell.until(page.pane.form.note.hasFocus)
    shell.type("comes on Monday")
    shell.press(ENTER)
    shell.until(lambda: names(page) == ["Budi Santoso", "Made Wirawan"])
    (contact,) = reminders(shell).contacts(CLERK, MADE.nik)
    assert (contact.way, contact.outcome, contact.note) == (Way.VISIT, Outcome.WILL_PAY, "comes on Monday")
    assert cell(page, 1, ReminderColumn.LAST)[0] == "Visit · Will pay"
    shell.until(lambda: "comes on Monday" in page.pane.contacts.text())
    shell.until(page.table.hasFocus)


def test_nothing_is_noted_before_something_came_of_it(shell: Shell, page: RemindersPage) -> None:
    shell.press(KEY.Key_N)
    shell.until(page.pane.form.hasFocus)
    shell.press(ENTER)
    assert "Choose what came of it" in page.pane.form.error.text()
    shell.press(ESC)
    assert not page.pane.is_busy
    assert page.isVisible()
    assert reminders(shell).contacts(CLERK, MADE.nik) == []


def test_whoever_wants_to_be_left_alone_is_gone_from_the_list(shell: Shell, page: RemindersPage) -> None:
    shell.press(KEY.Key_N)
    shell.until(page.pane.form.hasFocus)
    shell.press(KEY.Key_7, ENTER)
    shell.until(lambda: names(page) == ["Budi Santoso"])
    shell.until(lambda: counted(shell, page)[1] == "Grace 1")


def test_a_note_that_cannot_be_stored_keeps_what_was_typed(
    shell: Shell, page: RemindersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise Unavailable(Service.DATABASE, "gone")

    monkeypatch.setattr(Reminders, "note", away)
    shell.press(KEY.Key_N)
    shell.until(page.pane.form.hasFocus)
    shell.press(KEY.Key_3)
    page.pane.form.note.setText("rings in vain")
    shell.press(ENTER)
    shell.until(lambda: "Nothing could be stored" in page.pane.form.error.text())
    assert page.pane.form.note.text() == "rings in vain"
    assert page.pane.is_busy


def test_a_message_is_a_code_to_scan_and_words_to_copy(shell: Shell, page: RemindersPage) -> None:
    shell.press(KEY.Key_M)
    shell.until(page.pane.message.hasFocus)
    assert page.pane.message.code.isVisible()
    picture = page.pane.message.code.grab().toImage()
    inks = {picture.pixelColor(x, picture.height() // 2).name() for x in range(picture.width())}
    assert {"#000000", "#ffffff"} <= inks
    shell.press(KEY.Key_C)
    assert QGuiApplication.clipboard().text().startswith("Yth. Bapak/Ibu Made Wirawan, salam dari Kantor Pos")
    assert "Copied" in page.pane.message.copy.text()
    shell.press(ENTER)
    shell.until(lambda: names(page) == ["Budi Santoso", "Made Wirawan"])
    (contact,) = reminders(shell).contacts(CLERK, MADE.nik)
    assert (contact.way, contact.outcome) == (Way.MESSAGE, Outcome.SENT)


def test_without_a_mobile_number_there_are_only_words(shell: Shell, page: RemindersPage) -> None:
    shell.press(KEY.Key_Down)
    shell.until(lambda: page.pane.name.text() == "Budi Santoso")
    shell.press(KEY.Key_M)
    shell.until(page.pane.message.hasFocus)
    assert not page.pane.message.code.isVisible()
    assert "No mobile number is known" in page.pane.message.hint.text()
    assert page.pane.message.words.isVisible()
    shell.press(ESC)
    shell.until(page.table.hasFocus)
    assert reminders(shell).contacts(CLERK, BUDI.nik) == []


def test_a_message_for_somebody_who_has_paid_meanwhile_says_so(
    shell: Shell, page: RemindersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def left_alone(*_: object) -> None:
        raise Declined(Reason.LEFT_ALONE)

    monkeypatch.setattr(Reminders, "message", left_alone)
    shell.press(KEY.Key_M)
    shell.until(lambda: "Nobody is to be reminded here" in page.pane.said.text())
    assert not page.pane.is_busy


def test_a_letter_goes_to_the_one_that_is_chosen(shell: Shell, page: RemindersPage, tmp_path: Path) -> None:
    shell.press(KEY.Key_L)
    shell.until(lambda: page.findChildren(QFileDialog))
    dialog = page.findChildren(QFileDialog)[0]
    assert dialog.selectedFiles()[0].endswith("surat-pengingat-2026-11-22.pdf")
    dialog.fileSelected.emit(str(tmp_path / "surat.pdf"))
    dialog.close()
    shell.until(lambda: "Saved: surat.pdf" in page.foot.text())
    assert (tmp_path / "surat.pdf").read_bytes().startswith(b"%PDF")
    shell.until(lambda: names(page) == ["Budi Santoso", "Made Wirawan"])
    (contact,) = reminders(shell).contacts(CLERK, MADE.nik)
    assert contact.way is Way.LETTER


def test_whoever_is_marked_gets_a_letter_and_marks_last_over_the_lists(
    shell: Shell, page: RemindersPage, tmp_path: Path
) -> None:
    shell.press(KEY.Key_A)
    assert "Marked: 2" in page.foot.text()
    shell.press(KEY.Key_Space)
    assert cell(page, 0, ReminderColumn.NAME)[0] == "Made Wirawan"
    assert cell(page, 1, ReminderColumn.NAME)[0] == f"{MARK}Budi Santoso"
    shell.press(KEY.Key_3, modifier=ALT)
    shell.until(lambda: names(page) == ["Joko Susilo"])
    shell.press(KEY.Key_Space)
    assert "Marked: 2" in page.foot.text()
    page.write_letters(tmp_path / "surat.pdf")
    shell.until(lambda: not page.marked)
    got = [bool(reminders(shell).contacts(CLERK, each.nik)) for each in PEOPLE]
    assert got == [False, False, True, True]


def test_a_page_that_is_marked_whole_is_unmarked_by_the_same_key(shell: Shell, page: RemindersPage) -> None:
    shell.press(KEY.Key_A, KEY.Key_A)
    assert page.marked == {}


def test_letters_that_are_being_made_are_stopped_by_esc(
    shell: Shell, page: RemindersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, whole = threading.Event(), LetterPages.pdf

    def slowly(self: LetterPages, letters: object, office: object, progress: object, cancelled: object) -> object:
        begun.set()
        while not cancelled():  # type: ignore[operator]
            threading.Event().wait(0.01)
        return whole(self, letters, office, progress, cancelled)  # type: ignore[arg-type]

    monkeypatch.setattr(LetterPages, "pdf", slowly)
    page.write_letters(tmp_path / "surat.pdf")
    shell.until(begun.is_set)
    assert "Letters: 0 of 1" in page.foot.text()
    page.write_letters(tmp_path / "zweite.pdf")
    shell.press(ESC)
    shell.until(lambda: "Stopped; no letter was kept." in page.foot.text())
    assert list(tmp_path.glob("*.pdf")) == []
    assert page.isVisible()
    assert reminders(shell).contacts(CLERK, MADE.nik) == []


def test_a_file_that_cannot_be_written_is_said(shell: Shell, page: RemindersPage, tmp_path: Path) -> None:
    page.write_letters(tmp_path / "nowhere" / "surat.pdf")
    shell.until(lambda: "No such file" in page.foot.text())
    assert page.foot.property("role") == "error"


def test_too_many_letters_are_refused_in_the_clerks_words(shell: Shell, page: RemindersPage, tmp_path: Path) -> None:
    page.marked.update({f"{number:016}": None for number in range(201)})
    page.write_letters(tmp_path / "surat.pdf")
    shell.until(lambda: "201 letters are too many for one file. Choose 200 at most." in page.foot.text())
    assert len(page.marked) == 201


def test_a_name_is_found_by_typing_and_esc_takes_it_back(shell: Shell, page: RemindersPage) -> None:
    shell.press(KEY.Key_Slash)
    shell.until(page.name.hasFocus)
    shell.type("budi")
    shell.until(lambda: names(page) == ["Budi Santoso"])
    shell.press(ENTER)
    shell.until(page.table.hasFocus)
    shell.press(KEY.Key_Slash)
    shell.press(ESC)
    page._narrow_by_name()
    shell.until(lambda: len(page.model.rows) == 2)
    assert page.isVisible()


def test_branch_and_sector_are_narrowed_by_a_key_each(shell: Shell, page: RemindersPage) -> None:
    counted(shell, page)
    shell.press(KEY.Key_4, modifier=ALT)
    shell.until(lambda: names(page) == ["Budi Santoso"])
    assert page.branch.words == "Bandung"
    shell.press(KEY.Key_4, modifier=ALT)
    shell.until(lambda: names(page) == ["Made Wirawan"])
    shell.press(KEY.Key_4, modifier=ALT)
    shell.press(KEY.Key_5, modifier=ALT)
    shell.until(lambda: page.filters == Filters(sector=Sector.TRANSPORT) and names(page) == ["Made Wirawan"])
    shell.press(KEY.Key_5, modifier=ALT)
    shell.press(KEY.Key_5, modifier=ALT)
    assert page.sector.words == "All sectors"


def test_a_long_list_is_paged_by_the_arrows(shell: Shell, page: RemindersPage) -> None:
    with shell.office.store.writing() as work:
        work.participants.save([person(index, -2) for index in range(10, 10 + PAGE)], shell.office.clock.now())
    page.refresh()
    shell.until(lambda: counted(shell, page)[1] == f"Grace {PAGE + 2}")
    shell.press(KEY.Key_Right)
    shell.until(lambda: len(page.model.rows) == 2)
    assert "Page 2 of 2" in page.foot.text()
    shell.press(KEY.Key_Right)
    assert page.number == 1
    page.filters = Filters(name="made")
    page.refresh()
    shell.until(lambda: names(page) == ["Made Wirawan"] and page.number == 0)


def test_an_empty_list_says_so(shell: Shell, page: RemindersPage) -> None:
    shell.press(KEY.Key_Slash)
    shell.type("nobody of that name")
    shell.until(lambda: "Nobody is on this list." in shell.words(page))
    assert page.pane.state.text() == "Nobody chosen"
    page.pane.begin("N")
    assert not page.pane.is_busy


def test_a_database_that_is_away_is_said_in_the_list(
    shell: Shell, page: RemindersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise Unavailable(Service.DATABASE, "gone")

    monkeypatch.setattr(Reminders, "page", away)
    page.refresh()
    shell.until(lambda: "Nothing could be stored" in shell.words(page))


def test_esc_leads_home(shell: Shell, page: RemindersPage) -> None:
    shell.press(ESC)
    shell.until(lambda: not page.isVisible())


def test_the_page_speaks_indonesian(shell: Shell, page: RemindersPage, translation: Translation) -> None:
    translation.use(Language.INDONESIAN)
    shell.until(lambda: counted(shell, page) == ["Jatuh tempo 1", "Tenggang 2", "Tidak aktif 1"])
    words = shell.words(page)
    assert "Dibayar sampai 31 Agu 2026; perlindungan berakhir 30 Nov 2026, Rp8.400 menjaganya." in words
    assert "Stage" not in words


def test_the_page_is_there_for_whoever_may_remind() -> None:
    (kind,) = (kind for kind in PAGES if kind.act is Act.GO_TO_REMINDERS)
    assert kind is not None
    for actor in (AUDITOR, ADMINISTRATOR):
        with pytest.raises(Declined):
            Reminders.page(object.__new__(Reminders), actor, Stage.DUE, Filters())
