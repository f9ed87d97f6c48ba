"""What the programmes give, over the counter page: by a key, at any income, and on a page to take along."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from counter_app.domain.cash import TenderKind
from tests.helpers.desk import TRADER, Desk, a_desk
from ui.sale_flow import Stage
from ui.widgets.benefits_sheet import BenefitsSheet

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with a_desk(qtbot, tmp_path) as desk:
        yield desk


def opened(desk: Desk) -> BenefitsSheet:
    desk.press(Qt.Key.Key_B, CTRL)
    sheet = desk.page.benefits
    desk.waits(sheet.isVisible)
    return sheet


def test_a_payers_own_income_is_explained_and_the_sale_goes_on(desk: Desk) -> None:
    desk.bill_of(TRADER)
    sheet = opened(desk)
    assert sheet.income.text() == "3.450.000"
    desk.waits(lambda: "Rp165.600.000" in desk.all_words())
    words = desk.all_words()
    assert "Rp89.650 a month, reckoned from Rp3.450.000" in words
    assert "Death by an accident at work: 48 × income" in words
    assert "Rp193.200.000" in words
    assert "Rp42.000.000" in words
    assert "Public figures by" in words
    desk.press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert desk.at(Stage.BILL)
    desk.enter()
    desk.reaches(Stage.TENDER)


def test_another_income_is_typed_and_reckoned_by_enter(desk: Desk) -> None:
    sheet = opened(desk)
    assert sheet.income.text() == "1.000.000"
    desk.types("5200000")
    desk.enter()
    desk.waits(lambda: "Rp261.600.000" in desk.all_words())
    desk.types("x")
    desk.enter()
    assert "not an amount" in sheet.error.text()
    assert not sheet.save.isEnabled()
    assert sheet.income.text().endswith("x")


def test_the_keys_of_the_page_beneath_mean_nothing_meanwhile(desk: Desk) -> None:
    desk.tender_of(TRADER)
    sheet = opened(desk)
    desk.press(Qt.Key.Key_F6)
    desk.press(Qt.Key.Key_F2)
    assert sheet.isVisible()
    assert desk.at(Stage.TENDER)
    assert desk.page.tender.kind is TenderKind.CASH


def test_a_page_is_saved_for_the_payer(desk: Desk, tmp_path: Path) -> None:
    sheet = opened(desk)
    desk.press(Qt.Key.Key_S, CTRL)
    dialog = sheet.findChildren(QFileDialog)[0]
    assert dialog.selectedFiles()[0].endswith("manfaat-1000000.pdf")
    dialog.fileSelected.emit(str(tmp_path / "manfaat.pdf"))
    dialog.close()
    desk.waits(lambda: "Saved: manfaat.pdf" in sheet.said.text())
    assert (tmp_path / "manfaat.pdf").read_bytes().startswith(b"%PDF")
    sheet.write(tmp_path / "nowhere" / "manfaat.pdf")
    desk.waits(lambda: "No such file" in sheet.said.text())


def test_a_window_of_another_size_is_covered_whole(desk: Desk) -> None:
    sheet = opened(desk)
    desk.page.resize(1400, 800)
    desk.waits(lambda: sheet.size() == desk.page.size())


def test_the_whole_sheet_fits_the_smallest_screen(desk: Desk) -> None:
    sheet = opened(desk)
    assert sheet.minimumSizeHint().height() <= 536
