"""The counter page's fields by themselves: hands and scanners, groups of three, names that do not fit."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.domain.bill import Bill, BillSource, Why
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.printing.profile import THERMAL_58
from counter_app.printing.render import ReceiptPaper
from tests.helpers.builders import NIK, a_bill, a_line
from tests.helpers.receipts import confirmed
from ui.sale_words import line_why, relief_why
from ui.widgets import amount_field, lookup_field
from ui.widgets.amount_field import AmountField
from ui.widgets.big_text import BigAmount, ClampedName
from ui.widgets.bill_view import BillView, RowKind, bill_rows
from ui.widgets.digit_burst import DigitBurst
from ui.widgets.key_button import KeyButton
from ui.widgets.lookup_field import LookupField
from ui.widgets.paper_view import PaperView, decoded

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks


class HandClock:
    """The time between keys, as a test wants it, seconds."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


# --- the amount ----------------------------------------------------------------------------------------------------


@pytest.fixture
def amount(qtbot: QtBot) -> AmountField:
    field = AmountField()
    qtbot.addWidget(field)
    return field


def test_an_amount_is_grouped_while_it_is_typed(amount: AmountField) -> None:
    QTest.keyClicks(amount, "1234567")
    assert amount.text() == "1.234.567"
    assert amount.amount() == 1_234_567


def test_the_cursor_stays_between_its_digits(amount: AmountField) -> None:
    amount.put(Rupiah(123_456))
    amount.setCursorPosition(2)
    QTest.keyClicks(amount, "9")
    assert amount.text() == "1.293.456"
    QTest.keyClicks(amount, "8")
    assert amount.text() == "12.983.456"


def test_the_exact_amount_is_replaced_by_typing(amount: AmountField) -> None:
    amount.put(Rupiah(289_600))
    QTest.keyClicks(amount, "3")
    assert amount.text() == "3"
    QTest.keyClick(amount, Qt.Key.Key_Backspace)
    with pytest.raises(Declined) as declined:
        amount.amount()
    assert declined.value.reason is Reason.EMPTY


@pytest.mark.parametrize("scanned", ["26012345678", "880012345678", NIK], ids=["KPJ", "payment code", "NIK"])
def test_a_scanned_number_is_no_amount(qtbot: QtBot, amount: AmountField, scanned: str) -> None:
    amount.put(Rupiah(8_400))
    entered: list[bool] = []
    amount.entered.connect(lambda: entered.append(True))
    with qtbot.waitSignal(amount.scanned):
        QTest.keyClicks(amount, scanned)
    QTest.keyClick(amount, Qt.Key.Key_Return)
    assert (amount.text(), entered) == ("8.400", [])
    QTest.keyClick(amount, Qt.Key.Key_Return)
    assert entered == [True]


def test_an_amount_with_too_many_digits_goes_back_to_what_stood_before_the_burst(
    amount: AmountField, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = HandClock()
    monkeypatch.setattr(amount_field, "monotonic", clock)
    for digit in "999999999":
        clock.now += 1
        QTest.keyClicks(amount, digit)
    clock.now += 1
    QTest.keyClicks(amount, "9")
    assert amount.text() == "999.999.999"


# --- the lookup ----------------------------------------------------------------------------------------------------


@pytest.fixture
def lookup(qtbot: QtBot) -> LookupField:
    field = LookupField()
    qtbot.addWidget(field)
    return field


@pytest.mark.parametrize(
    ("text", "is_name"),
    [("siti", True), ("  Nur'aini ", True), ("", False), ("3273", False), ("32730255O8920002", False), ("-", False)],
)
def test_letters_alone_are_a_name(lookup: LookupField, text: str, is_name: bool) -> None:
    lookup.setText(text)
    assert lookup.is_name is is_name


def test_a_number_scanned_behind_another_one_replaces_it(lookup: LookupField, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = HandClock()
    monkeypatch.setattr(lookup_field, "monotonic", clock)
    QTest.keyClicks(lookup, NIK[:-1])
    clock.now += 5
    QTest.keyClicks(lookup, NIK)
    QTest.keyClick(lookup, Qt.Key.Key_Return)
    assert lookup.text() == NIK


def test_a_number_typed_in_two_goes_is_one_number(lookup: LookupField, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = HandClock()
    monkeypatch.setattr(lookup_field, "monotonic", clock)
    QTest.keyClicks(lookup, NIK[:5])
    clock.now += 5
    QTest.keyClicks(lookup, NIK[5:])
    QTest.keyClick(lookup, Qt.Key.Key_Return)
    assert lookup.text() == NIK


# --- digits where no field is ----------------------------------------------------------------------------------------


class Heard:
    """What a burst told."""

    def __init__(self, burst: DigitBurst) -> None:
        self.months: list[int] = []
        self.scans: list[str] = []
        burst.months.connect(self.months.append)
        burst.scanned.connect(self.scans.append)


@pytest.mark.parametrize(("digits", "months"), [("1", 1), ("3", 3), ("12", 12), ("99", 99)])
def test_one_or_two_digits_are_months(qtbot: QtBot, digits: str, months: int) -> None:
    burst = DigitBurst()
    heard = Heard(burst)
    with qtbot.waitSignal(burst.months):
        for digit in digits:
            burst.feed(digit)
    assert (heard.months, heard.scans) == ([months], [])


def test_three_digits_are_a_scanner(qtbot: QtBot) -> None:
    burst = DigitBurst()
    heard = Heard(burst)
    for digit in "327":
        burst.feed(digit)
    assert burst.flush()
    assert (heard.months, heard.scans) == ([], ["327"])
    assert not burst.flush()


def test_digits_that_are_dropped_are_never_told(qtbot: QtBot) -> None:
    burst = DigitBurst()
    heard = Heard(burst)
    burst.feed("3")
    burst.drop()
    assert not burst.flush()
    assert (heard.months, heard.scans) == ([], [])


# --- what is painted -------------------------------------------------------------------------------------------------


def test_an_amount_that_is_too_long_is_written_smaller_and_not_cut_off(qtbot: QtBot) -> None:
    label = BigAmount(52)
    qtbot.addWidget(label)
    label.resize(120, 65)
    label.setProperty("inkColour", "#000000")
    label.show_text("Rp999.999.999")
    picture = label.grab().toImage()
    ground = picture.pixel(0, 0)
    assert all(picture.pixel(119, y) == ground for y in range(picture.height()))
    assert any(picture.pixel(x, 32) != ground for x in range(120))


def test_a_name_is_broken_onto_two_lines_and_no_more(qtbot: QtBot) -> None:
    name = ClampedName(20)
    qtbot.addWidget(name)
    name.resize(200, 60)
    name.show_text("Siti")
    one = name.sizeHint().height()
    name.show_text("panjang sekali " * 20)
    assert name.sizeHint().height() == 2 * one
    name.show_text("")
    assert name.sizeHint().height() == one


def test_a_key_button_shows_both_of_its_lines(qtbot: QtBot) -> None:
    button = KeyButton("note-1", "Alt+1")
    qtbot.addWidget(button)
    button.show_words("Rp1 & more")
    assert (button.text(), button.words, button.accessibleName()) == ("Rp1 && more", "Rp1 & more", "Rp1 & more (Alt+1)")
    assert button.sizeHint().height() >= 48
    assert not button.grab().isNull()


def test_the_bill_is_told_month_by_month_and_its_rows_add_up(qtbot: QtBot) -> None:
    bill = a_bill(3)
    rows = list(bill_rows(bill))
    assert [row.kind for row in rows].count(RowKind.MONTH) == 3
    assert rows[1].detail == "1% × Rp1.000.000 · PP 44/2015, Lampiran II"
    assert rows[2].detail == "Relief −50% · PP 50/2025"
    assert rows[2].amount == "−Rp5.000"
    sums = [int(row.amount.removeprefix("Rp").replace(".", "")) for row in rows if row.kind is RowKind.MONTH]
    assert sum(sums) == bill.total


def test_a_long_bill_scrolls_by_pages(qtbot: QtBot) -> None:
    view = BillView()
    qtbot.addWidget(view)
    view.resize(500, 300)
    with qtbot.waitExposed(view):
        view.show()
    view.show_bill(a_bill(12), fresh=False)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)
    view.scroll_page(1)
    assert view.verticalScrollBar().value() > 0
    view.scroll_page(-1)
    assert view.verticalScrollBar().value() == 0


def test_each_line_says_why() -> None:
    assert line_why(a_line(why=None)) == "as the host bills it"
    assert line_why(a_line(why=Why(None, None, "PP 44/2015"))) == "flat · PP 44/2015"
    assert line_why(a_line(why=Why(5, Rupiah(1_000_000), "a law"))) == "0,5% × Rp1.000.000 · a law"
    assert not relief_why(a_line(relief=None))
    assert relief_why(a_line(full=Rupiah(10_001))) == "Relief · PP 50/2025"
    assert relief_why(a_line(full=Rupiah(0))) == "Relief · PP 50/2025"


def test_an_empty_bill_has_no_rows() -> None:
    assert list(bill_rows(Bill((), Rupiah(0), BillSource.HOST))) == []


def a_png(width: int, height: int) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice

    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def test_paper_is_shown_scaled_scrolled_and_taken_away(qtbot: QtBot) -> None:
    view = PaperView()
    qtbot.addWidget(view)
    view.resize(320, 300)
    with qtbot.waitExposed(view):
        view.show()
    png = a_png(600, 1800)
    picture = decoded(png)
    view.show_picture(picture)
    view.show_picture(picture)
    assert not view.is_empty
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)
    view.scroll_page(1)
    assert view.verticalScrollBar().value() > 0
    QApplication.processEvents()
    assert view.grab().toImage().pixelColor(QPoint(150, 150)).name() == "#ffffff"
    view.show_picture(QImage())
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() == 0)


def test_what_is_no_picture_is_not_taken_for_paper() -> None:
    with pytest.raises(ValueError, match="no PNG"):
        decoded(b"nothing of the kind")


def test_beyond_the_torn_edge_of_a_paper_there_is_none() -> None:
    shown = decoded(ReceiptPaper(THERMAL_58).png(confirmed()))
    assert (shown.pixelColor(0, 0).alpha(), shown.pixelColor(0, shown.height() // 2).alpha()) == (0, 255)
    assert shown.width() == 464
