"""The drawer while it is open, by keys: cash to and from the vault, opened without a sale, the X report, the hand-over."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from counter_app.domain.drawer import in_few_pieces
from counter_app.domain.handover import HandoverState
from counter_app.domain.journal import Act as JournalAct
from counter_app.domain.money import Rupiah
from counter_app.domain.people import Actor
from counter_app.domain.shift import Shift
from tests.helpers.counters import CLERK, PIN
from tests.helpers.people import OTHER, SUPERVISOR, close, hire
from tests.helpers.windows import ENTER, ESC, Shell
from ui.keys import Act
from ui.pages.close_shift import Stage
from ui.pages.drawer import DrawerPage
from ui.pages.open_handover import OpenHandover
from ui.pages.open_shift import OpenShiftPage
from ui.widgets.report_files import ReportChoice

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def staff(shell: Shell) -> None:
    hire(shell.office, SUPERVISOR, OTHER)


def drawer(shell: Shell) -> DrawerPage:
    shell.begin()
    shell.press(Qt.Key.Key_K, modifier=CTRL)
    page = shell.desk.pages[Act.GO_TO_DRAWER].widget
    assert isinstance(page, DrawerPage)
    return page


def journaled(shell: Shell, act: JournalAct) -> int:
    with shell.office.store.reading() as work:
        return sum(f'"act":"{act}"'.encode() in entry.canonical for entry in work.journal.chain())


def papers(shell: Shell, ending: str) -> list[str]:
    return [name for name, _ in shell.office.printer.papers if ending in name]


def fill(shell: Shell, cash: int, reason: str = "laci terlalu penuh", pin: str = PIN) -> None:
    if cash:
        shell.count_drawer(cash, None)
    shell.type(reason)
    shell.press(ENTER)
    shell.consent(SUPERVISOR.id, pin)


def on_overview(page: DrawerPage) -> bool:
    return page.stack.currentWidget() is not page.form


# --- the vault ------------------------------------------------------------------------------------------------------


def test_cash_goes_to_the_vault_with_a_second_person_and_a_slip(shell: Shell) -> None:
    page = drawer(shell)
    assert "Belum ada setoran" in shell.words(page)
    shell.press(Qt.Key.Key_S)
    fill(shell, 150_000)
    shell.until(lambda: on_overview(page) and page.model.rowCount() == 1)
    assert "Rp150.000 sudah disetor ke brankas." in shell.words(page)
    cells = [page.model.item(0, column).text() for column in range(page.model.columnCount())]
    assert cells[1:] == ["Ke brankas", "Rp150.000", "1 × 100.000, 1 × 50.000", "laci terlalu penuh", SUPERVISOR.id]
    shell.until(lambda: len(papers(shell, "-kas")) == 1)


def test_cash_comes_from_the_vault(shell: Shell) -> None:
    page = drawer(shell)
    shell.press(Qt.Key.Key_A)
    fill(shell, 50_500, "uang receh habis")
    shell.until(lambda: on_overview(page) and page.model.rowCount() == 1)
    assert "Rp50.500 sudah masuk dari brankas." in shell.words(page)
    assert page.model.item(0, 3).text() == "1 × 50.000, 1 × koin 500"


def test_more_than_the_drawer_holds_is_refused_with_all_that_was_typed_still_there(shell: Shell) -> None:
    page = drawer(shell)
    shell.press(Qt.Key.Key_S)
    fill(shell, 900_000)
    shell.until(lambda: page.form.card.error.text() != "")
    assert not on_overview(page)
    assert page.form.count.total == 900_000
    assert page.form.reason.text() == "laci terlalu penuh"
    assert page.form.consent.pin.text() == ""
    assert journaled(shell, JournalAct.CASH_DROPPED) == 0


def test_a_wrong_pin_is_said_at_the_pin_and_moves_nothing(shell: Shell) -> None:
    page = drawer(shell)
    shell.press(Qt.Key.Key_S)
    fill(shell, 100_000, pin="111111")
    shell.until(lambda: page.form.consent.error.text() != "")
    assert shell.focused is page.form.consent.pin
    shell.type(PIN)
    shell.press(ENTER)
    shell.until(lambda: page.model.rowCount() == 1)
    assert journaled(shell, JournalAct.CASH_DROPPED) == 1


def test_a_form_without_a_count_or_a_reason_says_what_is_missing(shell: Shell) -> None:
    page = drawer(shell)
    shell.press(Qt.Key.Key_S)
    page.form.reason.setFocus()
    fill(shell, 0)
    assert "Ketik berapa lembar" in shell.words(page.form)
    shell.type("1")
    page.form.reason.clear()
    page.form.consent.start()
    shell.type(PIN)
    shell.press(ENTER)
    shell.until(lambda: page.form.card.error.text() != "")
    assert shell.focused is page.form.reason


def test_esc_leaves_the_form_and_then_the_page(shell: Shell) -> None:
    page = drawer(shell)
    shell.press(Qt.Key.Key_S)
    shell.press(ESC)
    assert on_overview(page)
    shell.press(ESC)
    assert shell.window.pages.currentWidget() is shell.desk.counter


def test_a_vault_slip_that_does_not_come_out_is_offered_on_the_drawer_page(shell: Shell) -> None:
    page = drawer(shell)
    shell.office.printer.broken = True
    shell.press(Qt.Key.Key_S)
    fill(shell, 100_000)
    shell.until(lambda: "Slip brankas: belum dicetak" in shell.words(page))
    shell.press(Qt.Key.Key_F2)
    shell.office.printer.broken = False
    shell.press(Qt.Key.Key_K, modifier=CTRL)
    shell.until(page.papers.again.isVisible)
    shell.press(Qt.Key.Key_P)
    shell.until(lambda: len(papers(shell, "-kas")) == 1)


# --- opened without a sale, and the X report ------------------------------------------------------------------------


def test_the_drawer_opens_without_a_sale_only_with_a_reason_and_a_second_person(shell: Shell) -> None:
    page = drawer(shell)
    shell.press(Qt.Key.Key_B)
    assert not page.form.count.isVisible()
    fill(shell, 0, "menukar uang receh")
    shell.until(lambda: on_overview(page))
    assert journaled(shell, JournalAct.DRAWER_OPENED) == 1
    assert "Laci terbuka" in shell.words(page)


def test_a_drawer_that_the_printer_does_not_open_is_said_and_stays_in_the_journal(shell: Shell) -> None:
    page = drawer(shell)
    shell.office.printer.broken = True
    shell.press(Qt.Key.Key_B)
    fill(shell, 0, "menukar uang receh")
    shell.until(lambda: "Printer tidak membuka laci" in shell.words(page))
    assert journaled(shell, JournalAct.DRAWER_OPENED) == 1


def test_an_x_report_is_printed_by_one_key_and_tells_a_clerk_nothing_of_the_drawer(shell: Shell) -> None:
    page = drawer(shell)
    shell.sell()
    shell.press(Qt.Key.Key_X)
    shell.until(lambda: len(papers(shell, "-laporan-x")) == 1)
    assert "208.400" not in shell.words(page)
    (data,) = (data for name, data in shell.office.printer.papers if "-laporan-x" in name)
    assert b"Seharusnya" not in data
    assert shell.office.counter.shifts.current() is not None


def test_the_x_report_and_earlier_z_reports_are_saved_as_pdf_where_the_clerk_says(shell: Shell, tmp_path: Path) -> None:
    page = drawer(shell)
    assert not page.files.save.isVisible(), "nothing to save yet"
    shell.press(Qt.Key.Key_X)
    shell.until(page.files.save.isVisible)
    assert page.files.choice.currentText().startswith("Laporan X, ")
    save_under(shell, page, tmp_path / "x.pdf")
    assert "Disimpan sebagai x.pdf" in shell.words(page)
    assert journaled(shell, JournalAct.REPORT_MADE) == 1
    close(shell.office, CLERK, 200_000)
    shell.office.counter.shifts.open(CLERK, in_few_pieces(Rupiah(100_000)))
    page.start()
    shell.until(lambda: page.files.choice.count() == 2)
    page.files.choice.setCurrentIndex(1)
    assert page.files.choice.currentText().startswith("Laporan Z 1, ")
    page.files.write(page.files.choice.currentData(), tmp_path / "z.pdf")
    shell.until(lambda: "Disimpan sebagai z.pdf" in shell.words(page))
    assert journaled(shell, JournalAct.REPORT_MADE) == 2


def test_a_report_that_cannot_be_written_is_said(shell: Shell, tmp_path: Path) -> None:
    page = drawer(shell)
    shell.press(Qt.Key.Key_X)
    shell.until(page.files.save.isVisible)
    page.files.write(page.files.choice.currentData(), tmp_path / "gone" / "x.pdf")
    shell.until(lambda: "tidak dapat ditulis" in shell.words(page))


def test_a_report_of_another_is_refused_in_words(shell: Shell, tmp_path: Path) -> None:
    page = drawer(shell)
    close(shell.office, CLERK, 200_000)
    shell.office.counter.shifts.open(OTHER, in_few_pieces(Rupiah(100_000)))
    close(shell.office, OTHER, 100_000)
    with shell.office.store.reading() as work:
        theirs = work.closes.all()[-1]
    page.files.write(ReportChoice(theirs.shift_id, theirs.at, theirs.number), tmp_path / "z.pdf")
    shell.until(page.files.said.isVisible)
    assert not (tmp_path / "z.pdf").exists()


def save_under(shell: Shell, page: DrawerPage, file: Path) -> None:
    """The key, and the name in the dialog."""
    shell.press(Qt.Key.Key_F)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    shell.until(file.is_file)
    assert file.read_bytes().startswith(b"%PDF")
    shell.until(page.files.said.isVisible)
    shell.until(lambda: page.findChild(QFileDialog) is None)


def log_in(shell: Shell, person: Actor) -> None:
    shell.type(person.id)
    shell.press(ENTER)
    shell.type(PIN)
    shell.press(ENTER)


def test_a_supervisor_reads_the_drawer_of_a_clerk_and_moves_nothing_in_it(shell: Shell) -> None:
    shell.begin()
    shell.window.log_out()
    log_in(shell, SUPERVISOR)
    shell.until(lambda: isinstance(shell.window.pages.currentWidget(), OpenShiftPage))
    shell.press(Qt.Key.Key_J, modifier=ALT)
    shell.until(lambda: shell.window.desk is not None)
    shell.press(Qt.Key.Key_K, modifier=CTRL)
    page = shell.desk.pages[Act.GO_TO_DRAWER].widget
    assert isinstance(page, DrawerPage)
    shell.press(Qt.Key.Key_S, Qt.Key.Key_H)
    assert on_overview(page)
    assert not page.hand.isVisible()
    shell.press(Qt.Key.Key_X)
    shell.until(lambda: len(papers(shell, "-laporan-x")) == 1)


# --- handed over ----------------------------------------------------------------------------------------------------


def hand_over(shell: Shell, receiver: str = OTHER.id) -> None:
    drawer(shell)
    shell.press(Qt.Key.Key_H)
    page = shell.desk.close
    assert shell.window.pages.currentWidget() is page
    shell.count_drawer(200_000)
    shell.press(ENTER)
    shell.until(lambda: page.stage is Stage.COUNTED)
    shell.press(ENTER)
    shell.until(lambda: page.stage is Stage.REVEALED)
    assert shell.focused is page.reveal.receiver
    shell.type(receiver)
    shell.press(ENTER)


def handed_over(shell: Shell) -> None:
    hand_over(shell)
    shell.until(lambda: shell.desk.close.is_closed)
    shell.until(lambda: not shell.desk.close.paper.missing)
    assert len(papers(shell, "-serah-terima")) == 1
    assert papers(shell, "-setoran") == []
    shell.press(ENTER)
    assert shell.window.desk is None


def before(shell: Shell, person: Actor) -> OpenHandover:
    """Whoever logs in while a drawer waits."""
    log_in(shell, person)
    shell.until(lambda: isinstance(shell.window.pages.currentWidget(), OpenShiftPage))
    page = shell.window.pages.currentWidget()
    assert isinstance(page, OpenShiftPage)
    shell.until(lambda: page.handover is not None)
    assert page.handover is not None
    return page.handover


def state(shell: Shell) -> HandoverState:
    with shell.office.store.reading() as work:
        return work.handovers.all()[-1].state


def current(shell: Shell) -> Shift | None:
    return shell.office.counter.shifts.current()


def test_the_next_clerk_takes_the_drawer_with_one_key(shell: Shell) -> None:
    handed_over(shell)
    page = before(shell, OTHER)
    assert f"{CLERK.id} menghitungnya" in shell.words(page)
    assert "Rp200.000" in shell.words(page)
    shell.press(ENTER)
    shell.until(lambda: shell.window.desk is not None)
    shift = current(shell)
    assert shift is not None
    assert (shift.clerk_id, shift.float_amount) == (OTHER.id, 200_000)
    assert state(shell) is HandoverState.ACCEPTED


def test_the_next_clerk_disputes_with_their_own_count_and_a_supervisor(shell: Shell) -> None:
    handed_over(shell)
    page = before(shell, OTHER)
    shell.press(Qt.Key.Key_B, modifier=ALT)
    shell.count_drawer(199_000, None)
    shell.type("satu lembar Rp1.000 tidak ada")
    shell.press(ENTER)
    shell.consent(SUPERVISOR.id, "111111")
    shell.until(lambda: page.consent.error.text() != "")
    assert page.count.total == 199_000
    shell.type(PIN)
    shell.press(ENTER)
    shell.until(lambda: shell.window.desk is not None)
    shift = current(shell)
    assert shift is not None
    assert shift.float_amount == 199_000
    assert state(shell) is HandoverState.DISPUTED


def test_nobody_else_opens_a_counter_whose_drawer_waits_for_somebody(shell: Shell) -> None:
    handed_over(shell)
    page = before(shell, SUPERVISOR)
    assert f"hanya {OTHER.id}" in shell.words(page)
    assert not page.card.action.isVisible()
    shell.press(Qt.Key.Key_B, modifier=ALT)
    assert not page.count.isVisible()
    shell.press(ESC)
    shell.until(lambda: shell.window.pages.currentWidget() is shell.window.log_in)
    assert current(shell) is None


def test_the_giver_withdraws_with_a_supervisor_and_the_counter_can_be_opened_again(shell: Shell) -> None:
    handed_over(shell)
    page = before(shell, CLERK)
    shell.press(Qt.Key.Key_B, modifier=ALT)
    assert shell.focused is page.reason
    shell.type("penerima sakit, tidak jadi")
    shell.press(ENTER)
    shell.consent(SUPERVISOR.id)
    shell.until(lambda: state(shell) is HandoverState.WITHDRAWN)
    shell.until(lambda: shell.focused.objectName() == "amount")
    shell.type("200000")
    shell.press(ENTER)
    shell.until(lambda: shell.window.desk is not None)


@pytest.mark.parametrize(("receiver", "words"), [("P-9999", "P-9999"), (CLERK.id, CLERK.id)])
def test_a_receiver_who_cannot_be_one_is_said_and_the_shift_stays_open(shell: Shell, receiver: str, words: str) -> None:
    hand_over(shell, receiver)
    page = shell.desk.close
    shell.until(lambda: words in page.card.error.text())
    assert current(shell) is not None
    assert shell.focused is page.reveal.receiver
    shell.type(OTHER.id)
    shell.press(ENTER)
    shell.until(lambda: page.is_closed)


# --- the float ------------------------------------------------------------------------------------------------------


def opening(shell: Shell) -> OpenShiftPage:
    shell.log_in()
    shell.until(lambda: isinstance(shell.window.pages.currentWidget(), OpenShiftPage))
    page = shell.window.pages.currentWidget()
    assert isinstance(page, OpenShiftPage)
    return page


def test_a_float_is_counted_by_note_and_coin(shell: Shell) -> None:
    page = opening(shell)
    shell.press(Qt.Key.Key_H, modifier=ALT)
    shell.count_drawer(185_500, None)
    assert page.amount.amount() == 185_500
    shell.press(ENTER)
    shell.until(lambda: shell.window.desk is not None)
    with shell.office.store.reading() as work:
        entry = next(entry for entry in work.journal.chain() if b'"act":"shift.opened"' in entry.canonical)
    assert b"N100000x1;N50000x1;N20000x1;N10000x1;N5000x1;C500x1" in entry.canonical


def test_a_sum_and_pieces_that_differ_open_nothing_and_are_both_kept(shell: Shell) -> None:
    page = opening(shell)
    shell.press(Qt.Key.Key_H, modifier=ALT)
    shell.count_drawer(185_500, None)
    page.amount.setFocus()
    page.amount.selectAll()
    shell.type("200000")
    shell.press(ENTER)
    assert "Pecahan berjumlah Rp185.500" in shell.words(page)
    assert page.count.total == 185_500
    assert current(shell) is None
    shell.type("185500")
    shell.press(ENTER)
    shell.until(lambda: shell.window.desk is not None)


def test_a_row_that_is_no_number_opens_nothing(shell: Shell) -> None:
    page = opening(shell)
    shell.press(Qt.Key.Key_H, modifier=ALT)
    shell.type("banyak")
    page.card.action.click()
    page.amount.setFocus()
    shell.type("100000")
    shell.press(ENTER)
    assert current(shell) is None
    assert shell.focused is page.count.notes.fields[0]
