"""The counter page as a clerk works it: by keys, with real services over a real database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from counter_app.domain.bill import Programme
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Reason
from counter_app.domain.months import Month
from counter_app.domain.payment import PaymentState
from tests.helpers.builders import a_participant
from tests.helpers.desk import DRIVER, NOBODY, TRADER, Desk, a_desk
from ui.sale_flow import Stage
from ui.widgets.big_text import BigAmount, ClampedName

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with a_desk(qtbot, tmp_path) as desk:
        yield desk


def big(desk: Desk, name: str) -> str:
    return desk.part(name, BigAmount).text


# --- the whole way ---------------------------------------------------------------------------------------------------


def test_a_payer_is_served_with_keys_alone(desk: Desk) -> None:
    desk.bill_of(TRADER)
    desk.types("3")
    desk.waits(lambda: big(desk, "total") == "Rp289.600")
    desk.enter()
    assert desk.at(Stage.TENDER)
    assert desk.field("amount").text() == "289.600"
    desk.types("300000")
    assert big(desk, "change") == "Rp10.400"
    desk.enter()
    desk.waits(lambda: "printed" in desk.words("printState"))

    (payment,) = desk.committed
    assert (payment.state, payment.total, payment.change) == (PaymentState.CONFIRMED, 289_600, 10_400)
    assert payment.bill.months == (Month(2026, 11), Month(2026, 12), Month(2027, 1))
    assert [job for job, _paper in desk.parts.printer.papers] == [payment.receipt_number]
    assert desk.parts.host.calls["pay"] == 1
    assert big(desk, "given") == "Rp10.400"
    assert "Successful" in desk.words("state")
    desk.waits(lambda: desk.page.receipt.paper.png.startswith(b"\x89PNG"))


def test_after_a_payment_the_cursor_is_back_for_the_next_payer(desk: Desk) -> None:
    desk.pays(TRADER)
    assert desk.sees_cursor_in("lookup")
    assert not desk.field("lookup").text()
    second = desk.pays(DRIVER)
    assert second.payer.name == DRIVER.name
    assert [payment.payer.nik for payment in desk.committed] == [TRADER.nik, DRIVER.nik]


def test_enter_three_times_pays_the_exact_amount(desk: Desk) -> None:
    payment = desk.pays(DRIVER)
    assert (payment.total, payment.change) == (8_400, 0)


def test_the_receipt_stays_until_the_next_payer_is_looked_up(desk: Desk) -> None:
    desk.pays(DRIVER)
    desk.enter()  # once too often, on the empty field
    desk.types(TRADER.nik)
    assert desk.at(Stage.DONE)
    assert desk.page.receipt.isVisibleTo(desk.page)
    desk.enter()
    desk.reaches(Stage.BILL)
    assert not desk.page.receipt.isVisibleTo(desk.page)


def test_the_next_payer_may_come_before_the_paper_and_the_paper_comes_all_the_same(desk: Desk) -> None:
    desk.pays(DRIVER)
    desk.look_up(TRADER.nik)
    desk.reaches(Stage.BILL)
    desk.waits(lambda: len(desk.parts.printer.papers) == 1)
    assert desk.at(Stage.BILL)


def test_a_payment_by_qris_needs_its_reference(desk: Desk) -> None:
    desk.bill_of(DRIVER)
    desk.press(Qt.Key.Key_F6)
    assert desk.sees_cursor_in("reference")
    desk.types("QR1")
    desk.enter()
    desk.waits(lambda: bool(desk.words("tenderError")))
    assert (desk.stage, desk.field("reference").text()) == (Stage.TENDER, "QR1")
    assert desk.sees_cursor_in("reference")
    desk.types("QR-20261122-7788")
    desk.enter()
    desk.reaches(Stage.DONE)
    (payment,) = desk.committed
    assert (payment.tender.kind, payment.tender.reference) == (TenderKind.QRIS, "QR-20261122-7788")


@pytest.mark.parametrize("scanned", [DRIVER.nik, DRIVER.kpj, TRADER.nik])
def test_an_identity_number_is_no_reference(desk: Desk, scanned: str) -> None:
    desk.bill_of(DRIVER)
    desk.press(Qt.Key.Key_F7)
    desk.scan(scanned)
    desk.waits(lambda: bool(desk.words("tenderError")))
    assert desk.at(Stage.TENDER)
    assert desk.committed == []


def test_a_quick_note_is_one_key(desk: Desk) -> None:
    desk.tender_of(DRIVER)
    desk.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert desk.field("amount").text() == "10.000"
    assert big(desk, "change") == "Rp1.600"


# --- keys that come too often ------------------------------------------------------------------------------------------


def test_enter_held_down_never_goes_a_step_further(desk: Desk) -> None:
    desk.look_up(DRIVER.nik)
    desk.hold_enter()
    desk.reaches(Stage.BILL)
    desk.hold_enter()
    assert desk.at(Stage.BILL)
    desk.enter()
    desk.hold_enter()
    assert desk.at(Stage.TENDER)
    assert desk.committed == []


def test_a_double_click_pays_once(desk: Desk) -> None:
    desk.tender_of(DRIVER)
    pay = desk.part("pay", QPushButton)
    QTest.mouseClick(pay, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(pay, Qt.MouseButton.LeftButton)
    desk.reaches(Stage.DONE)
    desk.waits(lambda: len(desk.parts.printer.papers) == 1)
    assert len(desk.committed) == 1


def test_a_second_enter_while_saving_pays_once(desk: Desk) -> None:
    desk.tender_of(DRIVER)
    desk.enter()
    desk.enter()
    desk.reaches(Stage.DONE)
    assert len(desk.committed) == 1


def test_a_scanner_firing_twice_is_one_lookup_of_one_payer(desk: Desk) -> None:
    desk.scan(DRIVER.nik)
    desk.scan(DRIVER.nik)
    desk.reaches(Stage.BILL)
    assert desk.page.flow.found is not None
    assert desk.page.flow.found.participant.nik == DRIVER.nik
    assert desk.committed == []


def test_a_scan_over_a_bill_looks_up_the_next_payer(desk: Desk) -> None:
    desk.bill_of(TRADER)
    desk.scan(DRIVER.nik)
    desk.waits(lambda: desk.part("total", BigAmount).text == "Rp8.400")
    assert desk.at(Stage.BILL)
    assert desk.page.payer.field.number() == DRIVER.nik


def test_a_scan_without_enter_is_a_lookup_after_a_silence(desk: Desk) -> None:
    desk.bill_of(TRADER)
    for digit in DRIVER.nik:
        desk.types(digit)
    desk.waits(lambda: desk.page.payer.field.number() == DRIVER.nik)
    desk.reaches(Stage.BILL)


def test_a_scan_into_the_amount_is_refused_and_pays_nothing(desk: Desk) -> None:
    desk.tender_of(DRIVER)
    desk.scan(TRADER.nik)
    assert desk.at(Stage.TENDER)
    assert desk.field("amount").text() == "8.400"
    assert "scanned" in desk.words("tenderError")
    desk.enter()
    desk.reaches(Stage.DONE)
    assert [payment.tender.tendered for payment in desk.committed] == [8_400]


# --- months and programmes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("months", [2, 3, 6, 12])
def test_digits_choose_the_months(desk: Desk, months: int) -> None:
    desk.bill_of(DRIVER)
    desk.types(str(months))
    desk.waits(lambda: desk.page.flow.found is not None and len(desk.page.flow.found.bill.months) == months)
    assert desk.part(f"months-{months}", QPushButton).isChecked()


def test_a_number_of_months_that_is_not_offered_is_said_at_the_bill(desk: Desk) -> None:
    desk.bill_of(DRIVER)
    desk.types("5")
    desk.waits(lambda: bool(desk.words("billError")))
    assert desk.at(Stage.BILL)
    assert big(desk, "total") == "Rp8.400"


def test_enter_right_after_a_digit_waits_for_the_fresh_bill(desk: Desk) -> None:
    desk.bill_of(TRADER)
    desk.parts.host.hold()
    desk.types("3")
    desk.enter()
    assert desk.at(Stage.BILL)
    assert not desk.part("pay", QPushButton).isEnabled()
    desk.parts.host.let_go()
    desk.reaches(Stage.TENDER)
    assert desk.field("amount").text() == "289.600"


def test_arrows_step_through_the_months(desk: Desk) -> None:
    desk.bill_of(DRIVER)
    desk.press(Qt.Key.Key_Right)
    desk.waits(lambda: big(desk, "total") == "Rp16.800")
    desk.press(Qt.Key.Key_Left)
    desk.waits(lambda: big(desk, "total") == "Rp8.400")
    desk.press(Qt.Key.Key_Left)
    assert desk.page.flow.wish.months == 1


def test_jht_is_switched_and_the_mandatory_ones_are_not(desk: Desk) -> None:
    desk.bill_of(TRADER)
    assert not desk.part("programme-JKK", QPushButton).isEnabled()
    desk.press(Qt.Key.Key_J)
    desk.waits(lambda: big(desk, "total") == "Rp20.650")
    QTest.mouseClick(desk.part("programme-JHT", QPushButton), Qt.MouseButton.LeftButton)
    desk.waits(lambda: big(desk, "total") == "Rp89.650")
    desk.page.flow.toggle(Programme.JKK)
    assert desk.page.flow.fresh


def test_a_months_change_that_fails_leaves_the_bill_that_holds(desk: Desk) -> None:
    desk.bill_of(DRIVER)
    desk.parts.host.refuses[DRIVER.nik] = Reason.ALREADY_PAID
    desk.types("3")
    desk.waits(lambda: "already paid" in desk.words("billError"))
    assert desk.part("months-1", QPushButton).isChecked()
    assert desk.page.flow.fresh
    assert big(desk, "total") == "Rp8.400"


def test_when_two_changes_fail_the_months_are_those_of_the_bill_on_screen(desk: Desk) -> None:
    desk.bill_of(DRIVER)
    desk.parts.host.hold()
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Right)
    assert desk.page.flow.wish.months == 3
    desk.parts.host.refuses[DRIVER.nik] = Reason.ALREADY_PAID
    desk.parts.host.let_go()
    desk.waits(lambda: "already paid" in desk.words("billError"))
    assert desk.page.flow.wish.months == 1
    assert desk.part("months-1", QPushButton).isChecked()


# --- wrong input keeps what was typed ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("32730255O8920002", "Character 9"),
        ("327302550892000", "here are 15"),
        ("3273023113900002", "311390"),
        ("9973025508920002", "99"),
        ("327302550892", "no participant"),
        ("12345", "5 digits"),
        (NOBODY, "no participant"),
    ],
    ids=["a letter", "15 digits", "impossible date", "unknown province", "unknown code", "too short", "not found"],
)
def test_what_is_wrong_with_a_number_is_said_at_the_field(desk: Desk, typed: str, said: str) -> None:
    desk.look_up(typed)
    desk.waits(lambda: said in desk.words("lookupHint"))
    assert desk.at(Stage.IDLE)
    assert desk.field("lookup").text() == typed
    assert desk.sees_cursor_in("lookup")


def test_the_cursor_stands_on_the_letter_that_is_no_digit(desk: Desk) -> None:
    desk.look_up("32730255O8920002")
    assert desk.field("lookup").selectedText() == "O"
    desk.types("0")
    desk.enter()
    desk.reaches(Stage.BILL)


def test_nothing_typed_is_said_too(desk: Desk) -> None:
    desk.enter()
    assert "Nothing has been entered" in desk.words("lookupHint")
    desk.press(Qt.Key.Key_Escape)
    assert "Nothing has been entered" not in desk.words("lookupHint")


def test_already_paid_is_said_at_the_field(desk: Desk) -> None:
    desk.parts.host.refuses[DRIVER.nik] = Reason.ALREADY_PAID
    desk.look_up(DRIVER.nik)
    desk.waits(lambda: "already paid" in desk.words("lookupHint"))
    assert desk.field("lookup").text() == DRIVER.nik


def test_cash_short_is_said_at_the_amount_with_what_is_missing(desk: Desk) -> None:
    desk.tender_of(DRIVER)
    desk.types("5000")
    desk.enter()
    desk.waits(lambda: "Rp3.400" in desk.words("tenderError"))
    assert (desk.stage, desk.field("amount").text()) == (Stage.TENDER, "5.000")
    assert desk.sees_cursor_in("amount")
    assert desk.committed == []
    desk.types("10000")
    assert not desk.words("tenderError")
    desk.enter()
    desk.reaches(Stage.DONE)


def test_an_empty_amount_is_no_payment(desk: Desk) -> None:
    desk.tender_of(DRIVER)
    desk.press(Qt.Key.Key_Backspace)
    desk.enter()
    assert desk.words("tenderError")
    assert desk.at(Stage.TENDER)


def test_letters_do_not_get_into_an_amount(desk: Desk) -> None:
    desk.tender_of(DRIVER)
    desk.types("x")
    assert desk.field("amount").text() == "8.400"


# --- the host is away --------------------------------------------------------------------------------------------------


def test_a_host_that_is_away_is_said_when_nobody_knows_the_number(qtbot: QtBot, tmp_path: Path) -> None:
    with a_desk(qtbot, tmp_path, known=False) as desk:
        desk.parts.host.away = True
        with qtbot.waitSignal(desk.page.host_seen, check_params_cb=lambda well: not well):
            desk.look_up(DRIVER.nik)
        assert "cannot be reached" in desk.words("lookupHint")
        assert desk.field("lookup").text() == DRIVER.nik


def test_local_data_is_said_to_be_local(desk: Desk) -> None:
    desk.parts.host.away = True
    desk.bill_of(DRIVER)
    assert "Local data as of 22 Nov 2026" in desk.all_words()


def test_what_host_and_tariff_disagree_about_is_named_with_both_amounts(desk: Desk) -> None:
    desk.parts.host.dearer = 1_000
    desk.bill_of(DRIVER)
    assert "JKK Nov 2026: the host bills Rp6.000, the local tariff says Rp5.000." in desk.words("difference")
    assert big(desk, "total") == "Rp9.400"


def test_an_older_answer_than_the_last_question_is_dropped(desk: Desk) -> None:
    desk.parts.host.hold()
    desk.look_up(TRADER.nik)
    desk.field("lookup").selectAll()
    desk.look_up(DRIVER.nik)
    desk.parts.host.let_go()
    desk.reaches(Stage.BILL)
    assert desk.page.flow.found is not None
    assert desk.page.flow.found.participant.name == DRIVER.name
    assert desk.parts.host.calls["inquire"] == 2


# --- names -------------------------------------------------------------------------------------------------------------


def test_a_name_lists_who_it_may_be_and_enter_takes_one(desk: Desk) -> None:
    desk.types("bud")
    desk.waits(lambda: desk.page.payer.names.count == 1)
    desk.enter()
    desk.reaches(Stage.BILL)
    assert desk.part("total", BigAmount).text == "Rp8.400"


def test_arrows_choose_among_the_names(qtbot: QtBot, tmp_path: Path) -> None:
    people = [a_participant(number, name=f"Siti {name}") for number, name in enumerate(("Aisyah", "Beti", "Citra"), 20)]
    with a_desk(qtbot, tmp_path, *people) as desk:
        desk.types("siti")
        desk.waits(lambda: desk.page.payer.names.count == 3)
        desk.press(Qt.Key.Key_Down)
        desk.press(Qt.Key.Key_Down)
        desk.press(Qt.Key.Key_Up)
        assert desk.sees_cursor_in("lookup")
        desk.enter()
        desk.reaches(Stage.BILL)
        assert desk.page.flow.found is not None
        assert desk.page.flow.found.participant.name == "Siti Beti"


def test_enter_before_the_list_is_there_takes_the_only_one(desk: Desk) -> None:
    desk.look_up("budi")
    desk.reaches(Stage.BILL)


def test_a_name_nobody_has_is_said(desk: Desk) -> None:
    desk.look_up("zzz")
    desk.waits(lambda: "Nobody of that name" in desk.words("lookupHint"))
    assert desk.field("lookup").text() == "zzz"


HOSTILE = "<img src='x'><b>Murod</b> \u202egnp.exe\u202c 🙂 =cmd() " + "panjang " * 40


def test_a_hostile_name_is_inert(qtbot: QtBot, tmp_path: Path) -> None:
    with a_desk(qtbot, tmp_path, a_participant(8, name=HOSTILE)) as desk:
        desk.bill_of(a_participant(8))
        name = desk.page.payer.card.findChild(ClampedName)
        assert name is not None
        assert name.accessibleName().startswith("<img src='x'><b>Murod</b>")
        assert "\u202e" not in name.accessibleName()
        assert "<" not in name.toolTip()
        assert name.height() < 80
        assert (desk.page.width(), desk.page.height()) == (1366, 704)
        desk.enter()
        desk.enter()
        desk.waits(lambda: "printed" in desk.words("printState"))


def test_no_number_is_shown_in_full_but_where_it_was_typed(desk: Desk) -> None:
    desk.types("siti")
    desk.waits(lambda: desk.page.payer.names.count == 1)
    shown = [desk.page.payer.names.model().index(0, 0).data(role) for role in (Qt.ItemDataRole.DisplayRole, 257)]
    desk.enter()
    desk.reaches(Stage.BILL)
    everything = "\n".join([desk.all_words(), *map(str, shown)])
    assert TRADER.nik not in everything
    assert TRADER.kpj not in everything
    assert "************0002" in everything


def test_a_number_is_masked_as_soon_as_it_belongs_to_somebody(desk: Desk) -> None:
    desk.bill_of(TRADER)
    assert desk.field("lookup").text() == "************0002"
    desk.press(Qt.Key.Key_F2)
    assert desk.field("lookup").text() == TRADER.nik
    desk.types(DRIVER.kpj)
    desk.enter()
    desk.waits(lambda: desk.field("lookup").text() == "*******0007")
    desk.press(Qt.Key.Key_Escape)
    assert desk.field("lookup").selectedText() == DRIVER.kpj


# --- back --------------------------------------------------------------------------------------------------------------


def test_escape_goes_one_step_back_each_time(desk: Desk) -> None:
    desk.tender_of(DRIVER)
    desk.press(Qt.Key.Key_Escape)
    assert desk.at(Stage.BILL)
    assert desk.sees_cursor_in("months")
    desk.press(Qt.Key.Key_Escape)
    assert desk.at(Stage.IDLE)
    assert desk.field("lookup").selectedText() == DRIVER.nik
    assert desk.committed == []


def test_escape_gives_up_a_lookup(desk: Desk) -> None:
    desk.parts.host.hold()
    desk.look_up(DRIVER.nik)
    assert desk.at(Stage.LOOKING_UP)
    desk.press(Qt.Key.Key_Escape)
    assert desk.at(Stage.IDLE)
    desk.parts.host.let_go()
    desk.types(TRADER.nik[-1])
    assert desk.at(Stage.IDLE)


def test_f2_is_the_way_to_the_lookup_from_anywhere(desk: Desk) -> None:
    desk.tender_of(DRIVER)
    desk.press(Qt.Key.Key_F2)
    assert desk.sees_cursor_in("lookup")
    desk.bill_of(TRADER)


# --- language ------------------------------------------------------------------------------------------------------


class Quoting(QTranslator):
    """Another language: the same sentences, in guillemets."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return f"«{source}»"

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False


def test_the_language_changes_around_a_bill_and_nothing_else_does(desk: Desk) -> None:
    desk.bill_of(TRADER)
    desk.types("3")
    desk.waits(lambda: big(desk, "total") == "Rp289.600")
    desk.press(Qt.Key.Key_F5)
    desk.types("300000")
    sale = desk.page.flow.sale
    other = Quoting()
    QCoreApplication.installTranslator(other)
    try:
        desk.waits(lambda: "«To pay»" in desk.all_words())
        assert "«Months — press the number, or ← →»" in desk.all_words()
        assert desk.part("pay", QPushButton).text() == "«Take Rp289.600 && print»"
    finally:
        QCoreApplication.removeTranslator(other)
    desk.waits(lambda: "«" not in desk.all_words())
    assert desk.page.flow.sale is sale
    assert (desk.stage, desk.field("amount").text(), big(desk, "total")) == (Stage.TENDER, "300.000", "Rp289.600")
    assert desk.page.payer.field.number() == TRADER.nik
    assert desk.sees_cursor_in("amount")


def test_every_field_has_a_name_for_those_who_do_not_see_it(desk: Desk) -> None:
    desk.bill_of(TRADER)
    assert [field.objectName() for field in desk.page.findChildren(QLineEdit) if not field.accessibleName()] == []
    assert desk.part("months", type(desk.page.bill.months)).accessibleName()
    assert "Rp34.500" in desk.page.bill.bill.sheet.accessibleDescription()
