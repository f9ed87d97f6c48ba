"""A clerk reads what the journal holds under their name, and takes it away as a file."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QFileDialog

from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.money import Rupiah
from tests.helpers.counters import CLERK, PIN
from tests.helpers.people import AUDITOR, SUPERVISOR, close, hire
from tests.helpers.windows import ENTER, ESC, Shell
from ui.keys import Act
from ui.pages import statement
from ui.pages.statement import StatementPage
from ui.translation import Language, Translation

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def page_of(shell: Shell) -> StatementPage:
    page = shell.desk.pages[Act.GO_TO_STATEMENT].widget
    assert isinstance(page, StatementPage)
    return page


@pytest.fixture
def page(shell: Shell) -> StatementPage:
    """A clerk who has sold once, on the page by its key."""
    shell.office.counter.enrolment.begin()
    shell.begin()
    shell.sell()
    shell.press(Qt.Key.Key_T, modifier=CTRL)
    return page_of(shell)


def said(page: StatementPage) -> str:
    """All sentences, a line each."""
    return "\n".join(page.model.item(row, statement.WORDS).text() for row in range(page.model.rowCount()))


def test_enter_shows_what_is_journaled_under_ones_name_today(shell: Shell, page: StatementPage) -> None:
    shell.press(ENTER)
    shell.until(lambda: page.model.rowCount() > 0)
    assert "Rp8.400" in said(page)
    assert "3273025508920002" not in said(page)
    words = shell.words(page)
    assert "Dewi Lestari (P-1001)" in words
    assert "Pembayaran: 1" in words
    assert "kas awal Rp200.000" in words
    assert "masih buka" in words


def test_a_clerk_asks_for_no_others_statement(page: StatementPage) -> None:
    assert not page.staff.isEnabled()
    assert page.staff.text() == CLERK.id


def test_the_period_is_chosen_by_one_key_and_read_at_once(shell: Shell, page: StatementPage) -> None:
    shell.press(Qt.Key.Key_3, modifier=ALT)
    shell.until(lambda: page.model.rowCount() > 0)
    assert page._asked() == (CLERK.id, date(2026, 11, 1), date(2026, 11, 22))
    shell.press(Qt.Key.Key_1, modifier=ALT)
    assert page._asked() == (CLERK.id, date(2026, 11, 22), date(2026, 11, 22))
    assert page.of_shift.isVisible()


def test_days_in_the_wrong_order_are_put_right(page: StatementPage) -> None:
    page.since.setDate(QDate(2026, 11, 22))
    page.until.setDate(QDate(2026, 11, 20))
    assert page._asked()[1:] == (date(2026, 11, 20), date(2026, 11, 22))


def test_a_day_is_typed_and_enter_reads(shell: Shell, page: StatementPage) -> None:
    page.since.setFocus()
    shell.type("05112026")
    shell.press(ENTER)
    shell.until(lambda: page.model.rowCount() > 0)
    assert page._asked()[1] == date(2026, 11, 5)


def test_an_auditor_reads_anybodys_and_has_no_shift_to_choose(shell: Shell) -> None:
    shell.office.counter.shifts.open(CLERK, Rupiah(50_000))
    hire(shell.office, AUDITOR)
    shell.type(AUDITOR.id)
    shell.press(ENTER)
    shell.type(PIN)
    shell.press(ENTER)
    shell.until(lambda: shell.window.desk is not None)
    shell.press(Qt.Key.Key_T, modifier=CTRL)
    page = page_of(shell)
    assert not page.of_shift.isVisible()
    page.staff.setFocus()
    page.staff.selectAll()
    shell.type(CLERK.id)
    shell.press(ENTER)
    shell.until(lambda: "Rp50.000" in said(page))


def test_the_file_is_written_whole_and_named_for_its_days(shell: Shell, page: StatementPage, tmp_path: Path) -> None:
    file = tmp_path / "laporan.pdf"
    page.write(file)
    shell.until(lambda: "Tersimpan sebagai laporan.pdf" in shell.words(page))
    assert file.read_bytes().startswith(b"%PDF-")
    assert not list(tmp_path.glob("*.new"))


def test_a_folder_that_takes_no_file_is_said(shell: Shell, page: StatementPage, tmp_path: Path) -> None:
    page.write(tmp_path / "nowhere" / "laporan.pdf")
    shell.until(lambda: "Berkas tidak dapat ditulis" in shell.words(page))


def test_the_dialog_offers_the_name_and_writes_where_it_is_told(
    shell: Shell, page: StatementPage, tmp_path: Path
) -> None:
    shell.press(Qt.Key.Key_S, modifier=CTRL)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("laporan-petugas-P-1001-2026-11-22-2026-11-22.pdf")
    file = tmp_path / "mine.pdf"
    dialog.fileSelected.emit(str(file))
    dialog.close()
    shell.until(lambda: "mine.pdf" in shell.words(page))
    assert file.exists()


def test_books_that_cannot_be_read_are_said(shell: Shell, page: StatementPage) -> None:
    page._failed(Unavailable(Service.DATABASE, "locked"))
    assert "Jangan terima uang" in page.words.text()
    assert not page.table.isVisible()


def test_of_two_reads_the_last_one_counts(shell: Shell, page: StatementPage) -> None:
    shell.press(ENTER, ENTER)
    assert "Membaca jurnal" in shell.words(page)
    shell.until(lambda: page.model.rowCount() > 0)
    assert "Membaca jurnal" not in shell.words(page)


def test_a_closed_shift_tells_its_variance(shell: Shell, page: StatementPage) -> None:
    hire(shell.office, SUPERVISOR)
    close(shell.office, CLERK, Rupiah(200_000))
    shell.press(ENTER)
    shell.until(lambda: "dihitung Rp200.000, selisih -Rp8.400" in shell.words(page))


def test_of_many_entries_the_last_are_shown_and_the_file_has_all(
    shell: Shell, page: StatementPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statement, "MOST", 1)
    shell.press(ENTER)
    shell.until(lambda: page.model.rowCount() == 1)
    assert "berkas memuat semuanya" in shell.words(page)


def test_the_page_speaks_english_too(shell: Shell, page: StatementPage, translation: Translation) -> None:
    shell.press(ENTER)
    shell.until(lambda: page.model.rowCount() > 0)
    translation.use(Language.ENGLISH)
    shell.until(lambda: "Payments: 1" in shell.words(page))
    shell.press(ESC)
    assert shell.window.pages.currentWidget() is shell.desk.counter
