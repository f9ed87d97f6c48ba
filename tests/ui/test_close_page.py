"""Closing the counter by keys: counted blind, revealed once, explained where it differs, and its papers out."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.journal import Act
from counter_app.domain.payment import PaymentState
from counter_app.domain.print_job import PrintJob
from counter_app.services.printing import Printing
from tests.helpers.counters import CLERK, PIN
from tests.helpers.people import SUPERVISOR, close, hire
from tests.helpers.windows import ENTER, ESC, Shell
from ui.pages.close_shift import CloseShiftPage, Stage

ALT = Qt.KeyboardModifier.AltModifier
NOTHING = ((0, 0),) * 3


@pytest.fixture(autouse=True)
def supervisor(shell: Shell) -> None:
    hire(shell.office, SUPERVISOR)


def closing(shell: Shell) -> CloseShiftPage:
    shell.begin()
    shell.press(Qt.Key.Key_F10)
    return shell.desk.close


def counted(shell: Shell, cash: int, slips: tuple[tuple[int, int], ...] = NOTHING) -> CloseShiftPage:
    page = closing(shell)
    count(shell, page, cash, slips)
    return page


def at(page: CloseShiftPage, stage: Stage) -> bool:
    return page.stage is stage


def count(shell: Shell, page: CloseShiftPage, cash: int, slips: tuple[tuple[int, int], ...] = NOTHING) -> None:
    shell.count_drawer(cash, slips)
    shell.press(ENTER)
    shell.until(lambda: page.stage is Stage.COUNTED)


def revealed(shell: Shell, cash: int, slips: tuple[tuple[int, int], ...] = NOTHING) -> CloseShiftPage:
    page = counted(shell, cash, slips)
    shell.press(ENTER)
    shell.until(lambda: page.stage is Stage.REVEALED)
    return page


def closed(shell: Shell, cash: int = 200_000) -> CloseShiftPage:
    page = revealed(shell, cash)
    if page.reveal.has_variance:
        explain(shell)
    else:
        shell.press(ENTER)
    shell.until(lambda: page.is_closed)
    return page


def explain(shell: Shell) -> None:
    shell.type("kembalian salah hitung")
    shell.press(ENTER)
    shell.consent(SUPERVISOR.id)


def journaled(shell: Shell, act: Act) -> int:
    with shell.office.store.reading() as work:
        return sum(f'"act":"{act}"'.encode() in entry.canonical for entry in work.journal.chain())


def papers(shell: Shell, ending: str) -> list[str]:
    return [name for name, _ in shell.office.printer.papers if ending in name]


# --- blind ----------------------------------------------------------------------------------------------------------


def test_nothing_says_what_should_be_there_before_the_count_is_final(shell: Shell) -> None:
    page = closing(shell)
    shell.sell()
    assert "208.400" not in shell.words(page)
    count(shell, page, 207_400)
    assert "Rp207.400" in shell.words(page)
    assert "208.400" not in shell.words(page)
    assert journaled(shell, Act.DRAWER_COUNTED) == 1
    assert journaled(shell, Act.DRAWER_REVEALED) == 0
    shell.press(ENTER)
    shell.until(lambda: page.stage is Stage.REVEALED)
    assert "seharusnya Rp208.400" in shell.words(page)
    assert "Kurang Rp1.000" in shell.words(page)


def test_it_may_be_counted_once_more_and_then_no_more(shell: Shell) -> None:
    page = counted(shell, 150_000)
    assert page.again.isVisible()
    shell.press(Qt.Key.Key_U, modifier=ALT)
    assert at(page, Stage.COUNT)
    assert page.count.is_empty
    count(shell, page, 200_000)
    assert not page.again.isVisible()
    assert "Sudah dihitung dua kali" in shell.words(page)
    shell.press(Qt.Key.Key_U, modifier=ALT)
    assert at(page, Stage.COUNTED)
    shell.press(ENTER)
    shell.until(lambda: page.stage is Stage.REVEALED)
    assert "Rp0 – pas" in shell.words(page)
    assert journaled(shell, Act.DRAWER_COUNTED) == 2


def test_pieces_and_their_sums_stand_there_while_one_types(shell: Shell) -> None:
    page = closing(shell)
    shell.type("3")
    assert "Rp300.000" in shell.words(page.count)
    shell.press(ENTER, ENTER)
    shell.type("2")
    assert "Rp340.000" in shell.words(page.count)
    shell.press(Qt.Key.Key_Up, Qt.Key.Key_Up)
    shell.type("1")
    assert "Rp140.000" in shell.words(page.count)


@pytest.mark.parametrize("typed", ["abc", "-1", "1,5", "999999", "3273025508920002", "<img src=x>"])
def test_what_is_no_number_of_pieces_is_refused_beside_its_row_and_stays(shell: Shell, typed: str) -> None:
    page = closing(shell)
    shell.press(Qt.Key.Key_Down)
    field = shell.focused
    shell.type(typed)
    shell.press(ENTER)
    assert shell.focused is field
    assert "angka, mis. 12" in shell.words(page.count)
    assert field.property("state") == "bad"
    page.card.action.click()
    assert page.stage is Stage.COUNT
    assert field.property("text") == typed
    shell.type("4")  # what is wrong is selected, so that typing replaces it
    assert "angka, mis. 12" not in shell.words(page.count)
    assert "Rp200.000" in shell.words(page.count)


def test_a_scanned_number_is_no_sum_of_slips(shell: Shell) -> None:
    page = closing(shell)
    slips = page.count.slips
    assert slips is not None
    slips.sums[0].setFocus()
    shell.type("3273025508920002")
    assert slips.sums[0].text() != "3.273.025.508.920.002"


def test_an_empty_count_is_no_count(shell: Shell) -> None:
    page = closing(shell)
    page.card.action.click()
    assert "Belum ada yang dihitung" in shell.words(page)
    assert journaled(shell, Act.DRAWER_COUNTED) == 0
    shell.type("0")
    assert "Belum ada yang dihitung" not in shell.words(page)
    page.card.action.click()
    shell.until(lambda: page.stage is Stage.COUNTED)


def test_slips_without_a_sum_are_refused_and_nothing_is_lost(shell: Shell) -> None:
    page = closing(shell)
    shell.count_drawer(200_000, ((3, 0), (0, 0), (0, 0)))
    shell.press(ENTER)
    shell.until(lambda: page.card.error.text() != "")
    assert page.stage is Stage.COUNT
    assert page.count.total == 200_000


def test_a_double_click_does_not_count_and_reveal_at_once(shell: Shell) -> None:
    page = closing(shell)
    shell.count_drawer(200_000)
    QTest.mouseClick(page.card.action, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(page.card.action, Qt.MouseButton.LeftButton)
    shell.until(lambda: page.stage is Stage.COUNTED)
    assert journaled(shell, Act.DRAWER_REVEALED) == 0


def test_who_sells_between_count_and_reveal_counts_again(shell: Shell) -> None:
    page = counted(shell, 200_000)
    shell.press(ESC)
    assert shell.window.pages.currentWidget() is shell.desk.counter
    shell.sell()
    shell.press(Qt.Key.Key_F10)
    page.count.clear()
    count(shell, page, 208_400)
    shell.press(ENTER)
    shell.until(lambda: page.stage is Stage.REVEALED)
    assert "Rp0 – pas" in shell.words(page)


def test_whoever_comes_back_after_the_reveal_goes_on_there(shell: Shell) -> None:
    page = revealed(shell, 199_000)
    shell.press(ESC)
    shell.press(Qt.Key.Key_F10)
    shell.until(lambda: page.stage is Stage.REVEALED)
    assert "Kurang Rp1.000" in shell.words(page)
    assert journaled(shell, Act.DRAWER_REVEALED) == 1


# --- three ways -----------------------------------------------------------------------------------------------------


def test_counted_journal_and_host_stand_beside_each_other_by_means_with_what_is_pending_by_name(shell: Shell) -> None:
    shell.begin()
    shell.sell(kind=TenderKind.QRIS)
    shell.press(Qt.Key.Key_F10)
    page = shell.desk.close
    count(shell, page, 200_000, ((1, 8_400), (0, 0), (0, 0)))
    assert "QRIS  Rp8.400  (1 slip)" in shell.words(page)
    shell.press(ENTER)
    shell.until(lambda: page.stage is Stage.REVEALED)
    words = shell.words(page.reveal.columns)
    assert "DIHITUNG\nJURNAL\nPUSAT\nMENUNGGU\nSELISIH" in words
    assert "QRIS (1/1)\n8.400\n8.400" in words
    assert not page.reveal.has_variance


def test_a_payment_the_host_has_not_confirmed_is_named_by_number_and_masked_name(shell: Shell) -> None:
    shell.begin()
    shell.office.host.away = True
    payment = shell.sell()
    shell.until(lambda: shell.state_of(payment) is PaymentState.UNKNOWN)
    shell.until(lambda: (queue := shell.window.bar.shown_queue) is not None and queue.waiting == 1)
    shell.press(Qt.Key.Key_F10)
    page = shell.desk.close
    assert "masih dikirim ke pusat: 1" in shell.words(page)
    count(shell, page, 208_400)
    shell.press(ENTER)
    shell.until(lambda: page.stage is Stage.REVEALED)
    words = shell.words(page.reveal.columns)
    assert f"{payment.receipt_number}  Si** Ra**  Rp8.400: belum pasti" in words
    assert payment.payer.name not in words
    shell.press(ENTER)
    shell.until(lambda: page.is_closed)
    assert "Belum selesai: 1, seluruhnya Rp8.400" in shell.words(page)


def test_slips_that_are_missing_are_a_variance_too(shell: Shell) -> None:
    shell.begin()
    shell.sell(kind=TenderKind.QRIS)
    shell.press(Qt.Key.Key_F10)
    page = shell.desk.close
    count(shell, page, 200_000)
    shell.press(ENTER)
    shell.until(lambda: page.stage is Stage.REVEALED)
    assert "Uang tunai pas; slip tidak sama" in shell.words(page)
    explain(shell)
    shell.until(lambda: page.is_closed)


# --- a variance -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cash", "words"), [(199_000, "Kurang Rp1.000"), (200_500, "Lebih Rp500")])
def test_a_variance_takes_a_reason_and_a_second_person_and_is_never_adjusted(
    shell: Shell, cash: int, words: str
) -> None:
    page = revealed(shell, cash)
    assert words in shell.words(page)
    assert shell.focused is page.reveal.reason
    page.card.action.click()
    assert shell.office.counter.shifts.current() is not None
    explain(shell)
    shell.until(lambda: page.is_closed)
    assert words in shell.words(page)
    with shell.office.store.reading() as work:
        entry = next(entry for entry in work.journal.chain() if b'"act":"shift.closed"' in entry.canonical)
    assert f'"approved_by":"{SUPERVISOR.id}"'.encode() in entry.canonical
    assert b"kembalian salah hitung" in entry.canonical


def test_a_wrong_pin_is_said_at_the_pin_and_the_reason_stays(shell: Shell) -> None:
    page = revealed(shell, 199_000)
    shell.type("kembalian salah hitung")
    shell.press(ENTER)
    shell.consent(SUPERVISOR.id, "111111")
    shell.until(lambda: page.reveal.consent.error.text() != "")
    assert page.reveal.reason.text() == "kembalian salah hitung"
    assert shell.focused is page.reveal.consent.pin
    shell.type(PIN)
    shell.press(ENTER)
    shell.until(lambda: page.is_closed)


def test_nobody_consents_to_their_own_variance(shell: Shell) -> None:
    page = revealed(shell, 199_000)
    shell.type("kembalian salah hitung")
    shell.press(ENTER)
    shell.consent(CLERK.id)
    shell.until(lambda: page.reveal.consent.error.text() != "")
    assert shell.office.counter.shifts.current() is not None


def test_a_reason_that_says_nothing_is_asked_for_again(shell: Shell) -> None:
    page = revealed(shell, 199_000)
    shell.type("x")
    shell.press(ENTER)
    shell.consent(SUPERVISOR.id)
    shell.until(lambda: page.card.error.text() != "")
    assert not page.is_closed


# --- what stays, and what goes to the vault -------------------------------------------------------------------------


def test_what_stays_as_the_next_float_is_told_in_pieces_and_the_rest_is_deposited(shell: Shell) -> None:
    page = revealed(shell, 260_000)
    page.reveal.stays.setFocus()
    shell.type("60000")
    assert "1 × 10.000, 1 × 50.000" in shell.words(page.reveal) or "ke brankas Rp200.000" in shell.words(page.reveal)
    shell.press(ENTER)
    explain(shell)
    shell.until(lambda: page.is_closed)
    assert shell.office.store is not None
    shell.until(lambda: papers(shell, "-setoran") != [])


def test_what_the_pieces_do_not_make_cannot_stay(shell: Shell) -> None:
    page = revealed(shell, 200_000)
    page.reveal.stays.setFocus()
    shell.type("50000")
    assert "tidak dapat menjadi jumlah ini" in shell.words(page.reveal)
    page.card.action.click()
    assert not page.is_closed
    assert shell.focused is page.reveal.stays


# --- closed ---------------------------------------------------------------------------------------------------------


def test_z_report_and_deposit_slip_come_out_by_themselves(shell: Shell) -> None:
    page = closed(shell)
    shell.until(lambda: not page.paper.missing)
    assert len(papers(shell, "-penutupan")) == len(papers(shell, "-setoran")) == 1
    assert "Laporan Z: diterima printer\nBukti setoran: diterima printer" in shell.words(page)
    assert shell.focused is page.card.action
    shell.until(page.paper.again.isVisible)
    shell.press(Qt.Key.Key_P)
    shell.until(lambda: len(papers(shell, "-penutupan")) == 2)
    assert papers(shell, "-penutupan")[1].endswith("-salinan-1")


def test_papers_the_printer_does_not_take_are_kept_and_printed_by_a_key(shell: Shell) -> None:
    shell.office.printer.broken = True
    page = closed(shell)
    shell.until(page.paper.again.isVisible)
    assert "Laporan Z: belum dicetak" in shell.words(page)
    shell.office.printer.broken = False
    shell.press(Qt.Key.Key_P)
    shell.until(lambda: not page.paper.missing)
    assert [name for name, _ in shell.office.printer.papers if "salinan" in name] == []


def test_papers_that_were_left_behind_are_offered_to_whoever_comes_next(shell: Shell) -> None:
    shell.office.printer.broken = True
    page = closed(shell)
    shell.until(page.paper.again.isVisible)
    shell.press(ENTER)
    assert shell.window.desk is None
    shell.office.printer.broken = False
    shell.log_in()
    shell.until(lambda: "Laporan Z: belum dicetak" in shell.words())
    shell.press(Qt.Key.Key_P, modifier=ALT)
    shell.until(lambda: len(papers(shell, "-penutupan")) == 1)


def test_after_a_paper_that_stopped_half_way_a_copy_comes_out_and_a_second_copy_takes_two(shell: Shell) -> None:
    shell.office.printer.jams = True
    page = closed(shell)
    shell.until(page.paper.again.isVisible)
    assert "berhenti di tengah" in shell.words(page)
    shell.press(Qt.Key.Key_P)
    shell.until(lambda: page.paper.again.isVisible() and all(job.copy == 1 for job in page.paper.missing))
    shell.office.printer.jams = False
    shell.press(Qt.Key.Key_P)
    shell.consent(SUPERVISOR.id)
    shell.until(lambda: papers(shell, "-salinan-2") != [])


def test_the_counter_closes_when_its_papers_cannot_be_printed_at_all(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> PrintJob:
        raise Unavailable(Service.DATABASE, "the disk is gone")

    monkeypatch.setattr(Printing, "print", away)
    page = closed(shell)
    shell.until(page.paper.again.isVisible)
    assert page.paper.words.property("role") == "error"
    shell.press(ENTER)
    assert shell.window.desk is None


def test_a_closed_counter_has_no_way_back_but_the_log_in(shell: Shell) -> None:
    page = closed(shell)
    shell.press(Qt.Key.Key_F2, Qt.Key.Key_F3, ESC)
    assert shell.window.pages.currentWidget() is page
    shell.press(ENTER)
    assert shell.window.desk is None
    assert shell.window.pages.currentWidget() is shell.window.log_in


def test_a_shift_somebody_else_closed_is_said_and_changes_nothing(shell: Shell) -> None:
    page = closing(shell)
    close(shell.office, CLERK, 200_000)
    shell.count_drawer(200_000)
    shell.press(ENTER)
    shell.until(lambda: "Loket belum dibuka" in shell.words(page))


def test_esc_goes_back_to_selling(shell: Shell) -> None:
    closing(shell)
    shell.press(ESC)
    assert shell.window.pages.currentWidget() is shell.desk.counter


def test_the_z_report_is_saved_as_pdf_right_after_the_close(shell: Shell, tmp_path: Path) -> None:
    page = closed(shell)
    shell.until(page.files.save.isVisible)
    assert page.files.choice.currentText().startswith("Laporan Z 1, ")
    shell.press(Qt.Key.Key_F)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "z.pdf"))
    dialog.reject()
    shell.until((tmp_path / "z.pdf").is_file)
    shell.until(lambda: "Disimpan sebagai z.pdf" in shell.words(page))
    assert journaled(shell, Act.REPORT_MADE) == 1
