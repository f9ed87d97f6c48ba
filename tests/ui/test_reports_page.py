"""Reports and exports in the window, by keys: the numbers first, then the file, and full numbers only with a second person."""

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt

from counter_app.domain.cash import TenderKind
from counter_app.domain.journal import Act as JournalAct
from counter_app.domain.money import Rupiah, format_rupiah
from counter_app.domain.payment import Payment
from counter_app.services.exports import Form
from tests.helpers.builders import a_participant
from tests.helpers.counters import CLERK
from tests.helpers.people import AUDITOR, SUPERVISOR, hire
from tests.helpers.windows import ENTER, ESC, Shell
from tests.ui.test_desks import at_work
from ui.keys import Act
from ui.pages.reports import ReportsPage, What

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def sold(shell: Shell) -> list[Payment]:
    shell.office.counter.shifts.open(CLERK, Rupiah(50_000))
    people = shell.office.host.people
    people.append(a_participant(7, name="Budi Santoso"))
    return [shell.sell(people[0]), shell.sell(people[1], 3, TenderKind.QRIS)]


def opened(shell: Shell) -> ReportsPage:
    desk = at_work(shell, AUDITOR)
    shell.press(Qt.Key.Key_H, modifier=CTRL)
    page = desk.pages[Act.GO_TO_REPORTS].widget
    assert isinstance(page, ReportsPage)
    shell.until(page.isVisible)
    return page


def settled(shell: Shell, page: ReportsPage) -> None:
    shell.until(lambda: not page.line.busy)


def listed(shell: Shell) -> ReportsPage:
    page = opened(shell)
    shell.press(Qt.Key.Key_3, modifier=ALT)
    assert page.what is What.LIST
    page.since.lineEdit().setFocus()
    shell.press(ENTER)
    shell.until(lambda: page._found is not None)
    settled(shell, page)
    return page


def cells(page: ReportsPage) -> str:
    model = page.model
    return "\n".join(
        str(model.index(row, column).data()) for row in range(model.rowCount()) for column in range(model.columnCount())
    )


def journaled(shell: Shell, act: JournalAct) -> int:
    with shell.office.store.reading() as work:
        return sum(f'"act":"{act}"'.encode() in each.canonical for each in work.journal.chain())


def test_a_day_is_read_at_enter_and_saved_for_its_reader_only(
    shell: Shell, sold: list[Payment], tmp_path: Path
) -> None:
    page = opened(shell)
    assert not page.save.isEnabled()
    shell.press(ENTER)
    shell.until(lambda: page._report is not None)
    settled(shell, page)
    assert format_rupiah(Rupiah(sum(payment.total for payment in sold))) in page.sums.text()
    assert "Program JKK" in cells(page)
    assert sold[0].receipt_number in cells(page), "what is pending is named"
    assert sold[0].payer.name not in cells(page)
    file = tmp_path / "hari.pdf"
    page.write(file)
    shell.until(lambda: "hari.pdf" in page.words.text())
    assert file.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert journaled(shell, JournalAct.REPORT_MADE) == 1


def test_a_month_is_told_day_by_day(shell: Shell, sold: list[Payment]) -> None:
    page = opened(shell)
    shell.press(Qt.Key.Key_2, modifier=ALT)
    assert page.since.displayFormat() == "MM/yyyy"
    shell.press(ENTER)
    shell.until(lambda: page._report is not None)
    settled(shell, page)
    day = sold[0].business_date
    assert f"{day.day} Nov {day.year}" in cells(page)


def test_the_list_is_narrowed_by_what_is_typed(shell: Shell, sold: list[Payment]) -> None:
    page = listed(shell)
    assert page.model.rowCount() == 2
    assert sold[0].payer.nik not in cells(page)
    page.filters.text.setFocus()
    shell.type(sold[1].payer.name.split()[0].lower())
    shell.press(ENTER)
    shell.until(lambda: page.model.rowCount() == 1)
    assert sold[1].receipt_number in cells(page)
    page.filters.text.clear()
    page.filters.least.setFocus()
    shell.type(str(sold[1].total + 1))
    shell.press(ENTER)
    shell.until(lambda: page.model.rowCount() == 0)
    settled(shell, page)
    assert "Rp0" in page.sums.text()


def test_a_list_is_saved_masked(shell: Shell, sold: list[Payment], tmp_path: Path) -> None:
    page = listed(shell)
    file = tmp_path / "daftar.csv"
    page.write(file, Form.CSV)
    shell.until(lambda: "daftar.csv" in page.words.text())
    assert sold[0].receipt_number in file.read_text("utf-8-sig")
    assert sold[0].payer.nik not in file.read_text("utf-8-sig")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_full_numbers_take_a_reason_and_a_second_person_for_one_file(
    shell: Shell, sold: list[Payment], tmp_path: Path
) -> None:
    hire(shell.office, SUPERVISOR)
    page = listed(shell)
    shell.press(Qt.Key.Key_F, modifier=CTRL)
    assert page.full.isVisible()
    shell.type("ya")
    shell.press(ENTER)
    assert page.full.error.isVisible(), "that is no reason"
    shell.type(", diminta pengadilan")
    shell.press(ENTER)
    shell.consent(SUPERVISOR.id)
    shell.until(lambda: page._full is not None)
    file = tmp_path / "lengkap.csv"
    page.write(file, Form.CSV)
    shell.until(lambda: "lengkap.csv" in page.words.text())
    assert sold[0].payer.nik in file.read_text("utf-8-sig")
    assert page._full is None, "the next file is masked again"
    assert journaled(shell, JournalAct.LIST_EXPORTED) == 1


def test_esc_puts_the_form_away_first_and_then_leads_home(shell: Shell, sold: list[Payment]) -> None:
    assert sold
    page = listed(shell)
    shell.press(Qt.Key.Key_F, modifier=CTRL)
    shell.press(ESC)
    assert not page.full.isVisible()
    assert page.isVisible()
    shell.press(ESC)
    shell.until(lambda: not page.isVisible())


def test_a_page_of_the_list_is_turned_by_keys(
    shell: Shell, sold: list[Payment], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("counter_app.services.exports.PAGE", "ui.pages.reports.PAGE"):
        monkeypatch.setattr(name, 1)
    page = listed(shell)
    assert sold[1].receipt_number in cells(page)
    shell.press(Qt.Key.Key_Right, modifier=ALT)
    shell.until(lambda: sold[0].receipt_number in cells(page))
    settled(shell, page)
    shell.press(Qt.Key.Key_Left, modifier=ALT)
    shell.until(lambda: sold[1].receipt_number in cells(page))


def test_a_file_that_cannot_be_written_is_said_so_and_the_numbers_stay(
    shell: Shell, sold: list[Payment], tmp_path: Path
) -> None:
    assert sold
    page = opened(shell)
    shell.press(ENTER)
    shell.until(lambda: page._report is not None)
    settled(shell, page)
    page.write(tmp_path / "nowhere" / "hari.pdf")
    shell.until(lambda: bool(page.words.text()))
    assert page._report is not None
    page.since.setDate(QDate(2020, 1, 1))
    page.since.lineEdit().setFocus()
    shell.press(ENTER)
    shell.until(lambda: "Rp0" in page.sums.text())


def test_a_clerk_has_no_such_page(shell: Shell) -> None:
    assert Act.GO_TO_REPORTS not in shell.begin().pages


@pytest.mark.parametrize(("width", "height"), [(1024, 600), (1366, 768)])
def test_the_page_fits(shell: Shell, sold: list[Payment], width: int, height: int) -> None:
    assert sold
    page = listed(shell)
    shell.window.resize(width, height)
    shell.press(Qt.Key.Key_F, modifier=CTRL)
    page.line.show()
    assert page.minimumSizeHint().width() <= width
    assert page.minimumSizeHint().height() <= height - 56
