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
from tests.helpers.desk import DRIVER, TRADER, Desk, a_desk
from ui.sale_flow import Stage
from ui.widgets.big_text import BigAmount

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
    desk.waits(lambda: "has taken it whole" in desk.words("printState"))

    (payment,) = desk.committed
    assert (payment.state, payment.total, payment.change) == (PaymentState.CONFIRMED, 289_600, 10_400)
    assert payment.bill.months == (Month(2026, 11), Month(2026, 12), Month(2027, 1))
    assert [job for job, _paper in desk.parts.printer.papers] == [payment.receipt_number]
    assert desk.parts.host.calls["pay"] == 1
    assert big(desk, "given") == "Rp10.400"
    assert "Successful" in desk.words("state")
    desk.waits(lambda: not desk.page.receipt.paper.is_empty)


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


def test_the_receipt_is_read_to_its_end_by_keys(desk: Desk) -> None:
    desk.pays(DRIVER)
    bar = desk.page.receipt.paper.verticalScrollBar()
    desk.waits(lambda: bar.maximum() > 0)
    desk.press(Qt.Key.Key_Down)
    assert bar.value() > 0
    desk.press(Qt.Key.Key_Up)
    assert bar.value() == 0


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
