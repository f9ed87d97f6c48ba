"""The day's payments as the clerk reads them, and another copy of a receipt."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest

from counter_app.domain.cash import TenderKind
from counter_app.domain.outbox import Refused
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.print_job import PrintState
from tests.helpers.builders import a_participant
from tests.helpers.counters import CLERK
from tests.helpers.people import SUPERVISOR, hire
from tests.helpers.windows import ENTER, ESC, Shell
from ui.journal_model import Column
from ui.pages.journal import JournalPage
from ui.theme import body_font
from ui.translation import Language, Translation
from ui.two_line_model import CellRole
from ui.widgets.journal_table import WIDTHS
from ui.widgets.lamp import SIDE
from ui.widgets.two_line_table import PADDING
from ui.words import Mood, print_words

HOSTILE = "<img src=x>\u202eBambang\x1b[31m " + "Panjang " * 40
PEOPLE = (a_participant(1, name="Désirée Ayu Lestari"), a_participant(2, name=HOSTILE))


@pytest.fixture
def journal(shell: Shell) -> Iterator[JournalPage]:
    shell.office.host.people.extend(PEOPLE)
    yield shell.begin().journal
    shell.office.host.let_go()


def open_with(shell: Shell, payments: int) -> JournalPage:
    journal = shell.desk.journal
    shell.press(Qt.Key.Key_F3)
    shell.until(lambda: journal.model.rowCount() == payments)
    return journal


def cell(journal: JournalPage, row: int, column: Column, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    return journal.shown.index(row, column).data(role)


def printed(shell: Shell, payment: Payment) -> None:
    printing = shell.office.counter.printing
    printing.print(printing.original(payment.id).id)


def papers(shell: Shell) -> list[str]:
    return [name for name, _ in shell.office.printer.papers]


def last_paper(shell: Shell, payment: Payment) -> PrintState:
    with shell.office.store.reading() as work:
        return work.prints.of_payment(payment.id)[-1].state


def settled(shell: Shell, payment: Payment, state: PaymentState) -> None:
    shell.until(lambda: shell.state_of(payment) is state)


def test_a_day_without_payments_says_so_kindly(shell: Shell, journal: JournalPage) -> None:
    open_with(shell, 0)
    shell.until(lambda: "Belum ada pembayaran" in shell.words(journal))
    shell.press(Qt.Key.Key_P, ENTER)
    assert papers(shell) == []


def test_a_row_tells_who_what_how_much_and_how_it_stands(shell: Shell, journal: JournalPage) -> None:
    payment = shell.sell(PEOPLE[0], 3)
    settled(shell, payment, PaymentState.CONFIRMED)
    printed(shell, payment)
    open_with(shell, 1)
    shown = [(cell(journal, 0, column), cell(journal, 0, column, CellRole.BELOW)) for column in Column]
    with shell.office.store.reading() as work:
        stored = work.payments.get(payment.id)
    assert stored is not None
    assert stored.posting is not None
    assert shown == [
        ("09.15", ""),
        (payment.receipt_number, "P-1001"),
        ("Désirée Ayu Lestari", "************0001"),
        ("Nov 2026 – Jan 2027", "3 bulan"),
        ("Rp33.600", "Tunai"),
        ("Berhasil", stored.posting.host_reference),
        ("diserahkan", ""),
    ]
    assert cell(journal, 0, Column.STATE, CellRole.MOOD) == Mood.OK


@pytest.mark.parametrize("language", Language)
def test_what_became_of_a_paper_is_read_whole_in_its_column(
    shell: Shell, translation: Translation, language: Language
) -> None:
    translation.use(language)
    font = QFontMetrics(body_font())
    room = WIDTHS[Column.PAPER][0] - 2 * PADDING
    marked = {PrintState.HELD, PrintState.FAILED}
    for state in PrintState:
        needed = font.horizontalAdvance(print_words(state)) + (SIDE + PADDING if state in marked else 0)
        assert needed <= room, print_words(state)


def test_no_number_in_full_is_anywhere_in_the_table(shell: Shell, journal: JournalPage) -> None:
    shell.sell(PEOPLE[0])
    open_with(shell, 1)
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, CellRole.BELOW)
    everything = " ".join(str(cell(journal, 0, column, role)) for column in Column for role in roles)
    assert PEOPLE[0].nik not in everything
    assert PEOPLE[0].kpj not in everything


def test_a_payment_moves_on_before_the_clerks_eyes(shell: Shell, journal: JournalPage) -> None:
    shell.office.host.away = True
    shell.sell()
    open_with(shell, 1)
    shell.until(lambda: cell(journal, 0, Column.STATE) == "Belum pasti")
    assert cell(journal, 0, Column.STATE, CellRole.BELOW) == "jangan ulangi"
    assert cell(journal, 0, Column.STATE, CellRole.MOOD) == Mood.WAIT
    shell.office.host.away = False
    shell.office.clock.advance(minutes=10)
    shell.until(lambda: cell(journal, 0, Column.STATE) == "Berhasil")
    shell.until(lambda: journal.paper.state.text() == "Berhasil")


def test_a_refused_payment_is_a_task(shell: Shell, journal: JournalPage) -> None:
    shell.office.host.replies.append(Refused("4042519", "expired"))
    shell.sell()
    open_with(shell, 1)
    shell.until(lambda: cell(journal, 0, Column.STATE) == "Ditolak")
    assert cell(journal, 0, Column.STATE, CellRole.BELOW) == "kembalikan uang"
    assert cell(journal, 0, Column.STATE, CellRole.MOOD) == Mood.BAD


def test_the_receipt_is_shown_as_on_paper_for_the_row_the_arrows_are_on(shell: Shell, journal: JournalPage) -> None:
    first, second = shell.sell(PEOPLE[0]), shell.sell(PEOPLE[1])
    open_with(shell, 2)
    shell.until(lambda: not journal.paper.view.is_empty)
    assert journal.paper.number.text() == second.receipt_number
    shell.press(Qt.Key.Key_Down)
    shell.until(lambda: journal.paper.number.text() == first.receipt_number)
    shell.press(Qt.Key.Key_Up, ENTER)
    assert journal.paper.number.text() == second.receipt_number


def test_no_paper_stands_below_the_number_of_another_payment(shell: Shell, journal: JournalPage) -> None:
    for person in PEOPLE[:2]:
        shell.sell(person)
    open_with(shell, 2)
    shell.until(lambda: not journal.paper.view.is_empty)
    journal.paper.show_row(journal.model.index(1, 0).data(CellRole.ROW))
    assert journal.paper.view.is_empty
    shell.until(lambda: not journal.paper.view.is_empty)


def test_p_prints_the_next_copy_and_says_so(shell: Shell, journal: JournalPage) -> None:
    payment = shell.sell()
    printed(shell, payment)
    open_with(shell, 1)
    shell.until(lambda: journal.paper.button.text().startswith("Cetak SALINAN 1"))
    shell.press(Qt.Key.Key_P)
    shell.until(lambda: "sudah diterima printer" in shell.words(journal.paper))
    assert papers(shell) == [payment.receipt_number, f"{payment.receipt_number}-salinan-1"]
    shell.until(lambda: journal.paper.button.text().startswith("Cetak SALINAN 2"))
    shell.until(lambda: cell(journal, 0, Column.PAPER, CellRole.BELOW) == "salinan: 1")


def test_a_click_prints_as_p_does_and_a_second_one_meanwhile_prints_nothing(shell: Shell, journal: JournalPage) -> None:
    payment = shell.sell()
    printed(shell, payment)
    open_with(shell, 1)
    shell.until(lambda: journal.paper.button.text().startswith("Cetak SALINAN 1"))
    QTest.mouseClick(journal.paper.button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(journal.paper.button, Qt.MouseButton.LeftButton)
    shell.until(lambda: "sudah diterima printer" in shell.words(journal.paper))
    assert len(papers(shell)) == 2


def test_a_held_receipt_is_printed_as_the_original_it_is(shell: Shell, journal: JournalPage) -> None:
    payment = shell.sell()
    shell.office.printer.broken = True
    printed(shell, payment)
    open_with(shell, 1)
    shell.until(lambda: cell(journal, 0, Column.PAPER) == "tertahan")
    assert cell(journal, 0, Column.PAPER, CellRole.MOOD) == Mood.BAD
    shell.until(lambda: "struk yang tertahan" in journal.paper.button.text())
    shell.press(Qt.Key.Key_P)
    shell.until(lambda: "Kertas printer habis" in shell.words(journal.paper))
    assert shell.window.bar.printer.words == "kertas habis"
    shell.office.printer.broken = False
    shell.press(Qt.Key.Key_P)
    shell.until(lambda: papers(shell) == [payment.receipt_number])


def test_a_receipt_that_stopped_half_way_is_followed_by_a_copy(shell: Shell, journal: JournalPage) -> None:
    payment = shell.sell()
    shell.office.printer.jams = True
    printed(shell, payment)
    open_with(shell, 1)
    shell.until(lambda: cell(journal, 0, Column.PAPER) == "gagal")
    shell.press(Qt.Key.Key_P)
    shell.until(lambda: "berhenti di tengah jalan" in shell.words(journal.paper))
    shell.office.printer.jams = False
    shell.until(lambda: journal.paper.button.text().startswith("Cetak SALINAN 2"))
    hire(shell.office, SUPERVISOR)
    shell.press(Qt.Key.Key_P)
    shell.consent(SUPERVISOR.id)
    shell.until(lambda: papers(shell) == [f"{payment.receipt_number}-salinan-2"])
    shell.until(lambda: last_paper(shell, payment) is PrintState.DELIVERED)


@pytest.mark.parametrize(
    ("typed", "found"), [("desi lest", 1), ("DESIREE", 1), ("000002", 1), ("327302", 2), ("zz", 0)]
)
def test_the_filter_finds_names_receipts_and_digits(shell: Shell, journal: JournalPage, typed: str, found: int) -> None:
    shell.sell(PEOPLE[0])
    shell.sell(PEOPLE[1])
    open_with(shell, 2)
    shell.press(Qt.Key.Key_Slash)
    shell.type(typed)
    assert journal.shown.rowCount() == found
    assert ("Tidak ada yang cocok" in shell.words(journal)) == (found == 0)


def test_esc_leaves_the_filter_first_and_then_the_journal(shell: Shell, journal: JournalPage) -> None:
    shell.sell(PEOPLE[0])
    open_with(shell, 1)
    shell.press(Qt.Key.Key_Slash)
    shell.type("zz")
    shell.press(ESC)
    assert (journal.filter.text(), journal.shown.rowCount()) == ("", 1)
    assert shell.focused is journal.table
    shell.press(ESC)
    assert shell.window.pages.currentWidget() is shell.desk.counter


def test_enter_in_the_filter_goes_to_what_was_found(shell: Shell, journal: JournalPage) -> None:
    shell.sell(PEOPLE[0])
    open_with(shell, 1)
    shell.press(Qt.Key.Key_Slash)
    shell.type("desi")
    shell.press(ENTER)
    assert shell.focused is journal.table


def test_a_p_typed_into_the_filter_prints_nothing(shell: Shell, journal: JournalPage) -> None:
    shell.sell(PEOPLE[0])
    open_with(shell, 1)
    shell.press(Qt.Key.Key_Slash)
    shell.type("p")
    assert journal.filter.text() == "p"
    assert not journal.paper.words.isVisible()


def test_a_new_payment_does_not_take_the_clerk_off_the_one_in_hand(shell: Shell, journal: JournalPage) -> None:
    first = shell.sell(PEOPLE[0])
    shell.sell()
    open_with(shell, 2)
    shell.press(Qt.Key.Key_Down)
    shell.until(lambda: journal.paper.number.text() == first.receipt_number)
    shell.sell(PEOPLE[1])
    journal.refresh()
    shell.until(lambda: journal.model.rowCount() == 3)
    assert journal.table.currentIndex().row() == 2
    assert journal.paper.number.text() == first.receipt_number


def test_the_totals_tell_count_and_sum_by_means(shell: Shell, journal: JournalPage) -> None:
    shell.sell(PEOPLE[0])
    shell.sell(PEOPLE[1], 3, TenderKind.QRIS)
    open_with(shell, 2)
    assert journal.totals.text().split("   ·   ") == [
        "Pembayaran: 2",
        "Rp42.000",
        "Tunai Rp8.400 (1)",
        "QRIS Rp33.600 (1)",
    ]


def test_a_hostile_name_stays_a_name(shell: Shell, journal: JournalPage) -> None:
    shell.sell(PEOPLE[1])
    open_with(shell, 1)
    name = str(cell(journal, 0, Column.PAYER))
    assert name.startswith("<img src=x> Bambang")
    assert not set("\u202e\x1b") & set(name)
    shell.until(lambda: journal.paper.name.text().startswith("<img src=x>"))
    assert journal.paper.name.width() <= journal.paper.width()


def test_the_words_change_with_the_language_and_the_row_stays(
    shell: Shell, journal: JournalPage, translation: Translation
) -> None:
    payment = shell.sell(PEOPLE[0])
    settled(shell, payment, PaymentState.CONFIRMED)
    open_with(shell, 1)
    shell.until(lambda: cell(journal, 0, Column.STATE) == "Berhasil")
    translation.use(Language.ENGLISH)
    shell.until(lambda: journal.totals.text().startswith("Payments: 1"))
    assert cell(journal, 0, Column.STATE) == "Confirmed"
    assert journal.model.headerData(Column.PAYER, Qt.Orientation.Horizontal) == "Payer"
    assert journal.table.currentIndex().row() == 0


def test_a_second_copy_is_printed_with_a_second_person_and_not_without(shell: Shell, journal: JournalPage) -> None:
    hire(shell.office, SUPERVISOR)
    payment = shell.sell()
    printed(shell, payment)
    open_with(shell, 1)
    shell.until(lambda: journal.paper.button.text().startswith("Cetak SALINAN 1"))
    shell.press(Qt.Key.Key_P)
    shell.until(lambda: len(papers(shell)) == 2)
    offered = journal.paper.button
    shell.until(lambda: offered.text().startswith("Cetak SALINAN 2") and offered.isEnabled())
    shell.press(Qt.Key.Key_P)
    shell.consent(CLERK.id)
    shell.until(journal.paper.consent.error.text)
    assert "sendiri" in journal.paper.consent.error.text()
    journal.refresh()
    shell.until(lambda: shell.focused.objectName() == "supervisor-pin")
    shell.press(ESC)
    assert journal.table.hasFocus()
    assert len(papers(shell)) == 2
    shell.press(Qt.Key.Key_P)
    shell.until(lambda: shell.focused.objectName() == "copy-reason")
    journal.paper.consent.supervisor.clear()
    shell.consent(SUPERVISOR.id)
    shell.until(lambda: papers(shell)[2:] == [f"{payment.receipt_number}-salinan-2"])
    shell.until(journal.table.hasFocus)
