"""The reckoning's page: a day is reckoned by the keyboard, its differences are worked on, and two people close them."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QFileDialog

from counter_app.domain.case import CaseState, Proof
from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.people import Account, Actor, Role
from counter_app.domain.reconciliation import SettlementRow
from counter_app.services.ports import SettlementPage
from tests.helpers.counters import CLERK, PIN, employ
from tests.helpers.people import AUDITOR, SUPERVISOR, hire
from tests.helpers.settlements import DAY, as_csv, line_of, posted
from tests.helpers.windows import ENTER, ESC, Shell
from ui.case_doing import CaseDoing
from ui.keys import Act
from ui.pages.reckoning import ReckoningPage
from ui.translation import Language, Translation

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SECOND = Actor("P-3004", "Endang Wulan", Role.SUPERVISOR)
LINES = [line_of(posted(number)) for number in (1, 2, 3)]


class ListingHost:
    """The office's host of the tests, which tells what it posted as well; ``ask`` may hold it up or refuse."""

    def __init__(self, real: object, rows: list[SettlementRow]) -> None:
        self._real = real
        self.rows = rows
        self.ask: Callable[[], None] = lambda: None

    @property
    def day_zone(self) -> tzinfo:
        return ZoneInfo("Asia/Jakarta")

    def settlement(self, office_id: str, day: date, cursor: str) -> SettlementPage:
        self.ask()
        return SettlementPage(tuple(self.rows), "1", False, len(self.rows), sum(row.signed_amount for row in self.rows))

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)


def page_of(shell: Shell) -> ReckoningPage:
    page = shell.desk.pages[Act.GO_TO_RECKONING].widget
    assert isinstance(page, ReckoningPage)
    return page


def at_page(shell: Shell, person: Actor) -> ReckoningPage:
    hire(shell.office, person)
    shell.type(person.id)
    shell.press(ENTER)
    shell.type(PIN)
    shell.press(ENTER)
    shell.until(lambda: shell.window.pages.currentWidget() is not shell.window.log_in)
    if shell.window.desk is None:
        shell.type("200000")
        shell.press(ENTER)
        shell.until(lambda: shell.window.desk is not None)
    shell.press(Qt.Key.Key_E, modifier=CTRL)
    page = page_of(shell)
    shell.until(lambda: (page.isVisible() and page.day.lineEdit().hasFocus()) or page.day.hasFocus())
    return page


@pytest.fixture
def host(shell: Shell) -> ListingHost:
    host = ListingHost(shell.office.host, list(LINES))
    shell.office.counter.reconciliation._host = host  # type: ignore[assignment]
    return host


@pytest.fixture
def page(shell: Shell, host: ListingHost) -> ReckoningPage:
    """A supervisor on the page by its key, with a second one on the staff."""
    with shell.office.store.writing() as work:
        clerk = work.accounts.get(CLERK.id)
        assert clerk is not None
        employ(work, Account(SECOND, clerk.pin_hash), shell.office.clock.now())
    return at_page(shell, SUPERVISOR)


@pytest.fixture
def day(shell: Shell, page: ReckoningPage) -> ReckoningPage:
    """The day fetched by Enter: three postings that nobody here made."""
    shell.press(ENTER)
    shell.until(lambda: page.cases.rowCount() == 3 and page.case_table.hasFocus())
    return page


def states(shell: Shell) -> list[CaseState]:
    with shell.office.store.reading() as work:
        return [case.state for case in sorted(work.cases.all(), key=lambda case: case.receipt_number)]


def told(shell: Shell, page: ReckoningPage, lines: int) -> None:
    """Until the case's history has so many lines."""
    shell.until(lambda: not page.pane.is_busy and len(page.pane.history.text().splitlines()) == lines)


def test_enter_fetches_the_day_and_what_differs_is_listed(shell: Shell, day: ReckoningPage) -> None:
    words = shell.words(day)
    assert "22 November 2026, baru saja dicocokkan" in words
    assert "pusat Rp50.400" in words
    assert "Hanya di pusat" in words
    assert "3273025508920002" not in words
    assert states(shell) == [CaseState.OPEN] * 3


def test_a_case_goes_from_open_to_closed_by_the_keyboard(shell: Shell, day: ReckoningPage, tmp_path: Path) -> None:
    shell.press(Qt.Key.Key_T)
    shell.press(ENTER)
    told(shell, day, 2)
    shell.press(Qt.Key.Key_N)
    shell.type("pusat sudah ditelepon")
    shell.press(ENTER)
    told(shell, day, 3)
    shell.press(Qt.Key.Key_U)
    shell.type("pusat salah catat")
    shell.press(ENTER)
    shell.type("surat 17/2026")
    letter = tmp_path / "surat.pdf"
    letter.write_bytes(b"surat")
    day.pane.doings.take_hash(letter)
    shell.until(lambda: "surat.pdf, SHA-256" in day.pane.form.file_words.text())
    shell.press(ENTER)
    told(shell, day, 4)
    shell.press(Qt.Key.Key_C)
    shell.type(SECOND.id)
    shell.press(ENTER)
    shell.type(PIN)
    shell.press(ENTER)
    told(shell, day, 5)
    assert "Ditutup" in shell.words(day.pane)
    shell.until(lambda: states(shell)[0] is CaseState.CLOSED)
    assert shell.office.counter.verification.run().fault is None


def test_nobody_closes_their_own_and_a_refusal_keeps_what_was_typed(shell: Shell, day: ReckoningPage) -> None:
    cases, first = shell.office.counter.day.cases, day.cases.rows[0]
    cases.assign(SUPERVISOR, first.id, SUPERVISOR.id)
    cases.propose(SUPERVISOR, first.id, "pusat salah catat", Proof("surat 17"))
    day.look_again()
    shell.until(lambda: day.cases.rows[0].state is CaseState.PROPOSED)
    shell.until(day.pane.buttons[CaseDoing.CLOSE].isVisible)
    shell.press(Qt.Key.Key_C)
    shell.type(SUPERVISOR.id)
    shell.press(ENTER)
    shell.type(PIN)
    shell.press(ENTER)
    shell.until(day.pane.form.approval.error.text)
    assert day.pane.form.approval.supervisor.text() == SUPERVISOR.id
    assert day.pane.form.approval.pin.text() == ""
    shell.press(ESC)
    shell.press(Qt.Key.Key_K)
    shell.type("surat belum ada")
    shell.press(ENTER)
    shell.until(lambda: states(shell)[0] is CaseState.ASSIGNED)


def test_too_few_words_are_said_beside_the_field(shell: Shell, day: ReckoningPage) -> None:
    shell.press(Qt.Key.Key_N)
    shell.type("ya")
    shell.press(ENTER)
    shell.until(day.pane.form.error.isVisible)
    assert day.pane.form.words.text() == "ya"
    assert day.pane.form.words.hasFocus()
    shell.press(ESC)
    assert not day.pane.is_busy


def test_an_auditor_sees_and_changes_nothing(shell: Shell, host: ListingHost) -> None:
    page = at_page(shell, AUDITOR)
    shell.press(ENTER)
    shell.until(lambda: page.cases.rowCount() == 3)
    assert not any(button.isVisible() for button in page.pane.buttons.values())
    shell.press(Qt.Key.Key_T, Qt.Key.Key_N)
    assert not page.pane.is_busy


def test_a_clerk_has_no_such_page(shell: Shell) -> None:
    shell.begin()
    assert Act.GO_TO_RECKONING not in shell.desk.pages


def test_esc_leads_to_the_days_and_enter_opens_one(shell: Shell, day: ReckoningPage) -> None:
    shell.press(ESC)
    shell.until(lambda: day.days.rowCount() == 1 and day.day_table.isVisible())
    assert not day.pdf.isEnabled()
    day.day_table.setFocus()
    shell.press(ENTER)
    shell.until(lambda: day.case_table.isVisible() and day.case_table.hasFocus())
    assert "menurut rekonsiliasi terakhir" in shell.words(day)
    assert not day.pdf.isEnabled()
    shell.press(ESC)
    shell.press(ESC)
    shell.until(lambda: not day.isVisible())


def test_a_file_takes_the_hosts_place(shell: Shell, page: ReckoningPage, tmp_path: Path) -> None:
    file = tmp_path / "pusat.csv"
    file.write_bytes(as_csv(LINES[:2]))
    shell.press(Qt.Key.Key_O, modifier=CTRL)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(file))
    dialog.close()
    shell.until(lambda: page.cases.rowCount() == 2)


def test_a_file_that_is_wrong_is_said_where_it_is_wrong(shell: Shell, page: ReckoningPage, tmp_path: Path) -> None:
    file = tmp_path / "pusat.csv"
    file.write_bytes(as_csv(LINES).replace(b"16800", b"16.800", 1))
    page.reckon_file(file)
    shell.until(lambda: "Baris 2, amount: isinya tidak cocok" in shell.words(page))
    page.reckon_file(tmp_path / "nowhere.csv")
    shell.until(lambda: "Berkas tidak dapat dibaca" in shell.words(page))
    page.day.setDate(QDate(2026, 11, 21))
    file.write_bytes(as_csv(LINES))
    page.reckon_file(file)
    shell.until(lambda: "berkas ini untuk hari lain" in shell.words(page))
    assert states(shell) == []


def test_a_host_that_is_away_is_said_and_nothing_is_opened(
    shell: Shell, page: ReckoningPage, host: ListingHost
) -> None:
    def away() -> None:
        raise Unavailable(Service.HOST, "no line")

    host.ask = away
    shell.press(ENTER)
    shell.until(lambda: page.words.property("role") == "error")
    assert states(shell) == []


def test_a_long_fetch_is_stopped_by_esc_and_has_changed_nothing(
    shell: Shell, page: ReckoningPage, host: ListingHost
) -> None:
    host.ask = lambda: _hold(page)
    shell.press(ENTER)
    shell.until(page.line.isVisible)
    shell.press(ESC)
    shell.until(lambda: "Dihentikan" in page.words.text())
    assert states(shell) == []


def _hold(page: ReckoningPage) -> None:
    """The host takes its time, until somebody has had enough; ten seconds at most."""
    waiting = threading.Event()
    for _ in range(1_000):
        if page.line.cancelled:
            return
        waiting.wait(0.01)


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF-"), ("xlsx", b"PK")])
def test_the_reckoning_is_taken_away_as_a_file(
    shell: Shell, day: ReckoningPage, tmp_path: Path, kind: str, begins: bytes
) -> None:
    modifier = CTRL if kind == "pdf" else CTRL | Qt.KeyboardModifier.ShiftModifier
    shell.press(Qt.Key.Key_S, modifier=modifier)
    dialog = day.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith(f"rekonsiliasi-2026-11-22.{kind}")
    file = tmp_path / f"hari.{kind}"
    dialog.fileSelected.emit(str(file))
    dialog.close()
    shell.until(lambda: f"Tersimpan sebagai hari.{kind}" in shell.words(day))
    assert file.read_bytes().startswith(begins)
    day.write(kind, tmp_path / "nowhere" / "hari")
    shell.until(lambda: "Berkas tidak dapat ditulis" in shell.words(day))


def test_nothing_is_saved_before_a_day_was_reckoned(page: ReckoningPage, tmp_path: Path) -> None:
    page.write("pdf", tmp_path / "hari.pdf")
    page._ask_where("pdf")
    assert page.findChild(QFileDialog) is None
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_file_of_evidence_that_cannot_be_read_is_said(shell: Shell, day: ReckoningPage, tmp_path: Path) -> None:
    cases, first = shell.office.counter.day.cases, day.cases.rows[0]
    cases.assign(SUPERVISOR, first.id, SUPERVISOR.id)
    day.look_again()
    shell.until(day.pane.buttons[CaseDoing.PROPOSE].isVisible)
    shell.press(Qt.Key.Key_U)
    shell.press(Qt.Key.Key_B, modifier=ALT)
    dialog = day.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "nowhere.pdf"))
    dialog.close()
    shell.until(lambda: "Berkas tidak dapat dibaca" in day.pane.form.file_words.text())


def test_a_difference_that_vanished_is_said_and_stays(shell: Shell, day: ReckoningPage, host: ListingHost) -> None:
    host.rows = host.rows[:2]
    day.day.setFocus()
    shell.press(ENTER)
    shell.until(lambda: any(case.gone_since for case in day.cases.rows))
    day.case_table.setCurrentIndex(day.cases.index(2, 0))
    shell.until(lambda: "tidak menemukan selisih ini lagi" in shell.words(day.pane))


def test_a_day_without_a_difference_says_so(shell: Shell, page: ReckoningPage, host: ListingHost) -> None:
    host.rows = []
    shell.press(ENTER)
    shell.until(lambda: "Tidak ada selisih" in shell.words(page))
    assert not page.pane.isVisible()


def test_books_that_cannot_be_read_are_said(shell: Shell, day: ReckoningPage) -> None:
    day._failed(Unavailable(Service.DATABASE, "locked"))
    assert day.words.property("role") == "error"
    day.pane._failed(Unavailable(Service.DATABASE, "locked"))
    assert day.pane.said.isVisible()


def test_the_page_speaks_english_too(shell: Shell, day: ReckoningPage, translation: Translation) -> None:
    shell.press(Qt.Key.Key_T)
    translation.use(Language.ENGLISH)
    shell.until(lambda: "Whose case is it?" in shell.words(day))
    shell.press(ESC)
    shell.until(lambda: "Only at the host" in shell.words(day))
    assert "Here: nothing" in day.pane.sides.text()


def test_a_name_from_the_host_stays_plain(shell: Shell, page: ReckoningPage, host: ListingHost) -> None:
    host.rows = [replace(LINES[0], receipt_number="<b>=cmd()\u202e", host_reference="<img>")]
    shell.press(ENTER)
    shell.until(lambda: page.cases.rowCount() == 1)
    shell.until(lambda: "<img>" in page.pane.sides.text())
    assert "\u202e" not in shell.words(page)


def test_the_day_of_the_tests_is_today(page: ReckoningPage) -> None:
    assert page._chosen() == DAY
