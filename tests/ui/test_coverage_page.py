"""Coverage in the window: plots by keys, the same numbers beside them, and files to hand on."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from counter_app.domain.coverage import Standing, Target
from counter_app.domain.coverage_plots import Plot
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.tariff import Sector
from tests.helpers.builders import NOW, a_bill, a_participant, a_payment, a_posting, a_shift
from tests.helpers.coverage_oracle import THIS_MONTH
from tests.helpers.people import AUDITOR
from tests.helpers.windows import ESC, Shell
from tests.ui.test_desks import at_work
from ui.coverage_words import scale_words
from ui.keys import Act
from ui.pages.coverage import CoveragePage
from ui.theme import Appearance
from ui.translation import Language, Translation

CTRL = Qt.KeyboardModifier.ControlModifier


def books(shell: Shell) -> None:
    """Two participants, a look of last month, and a confirmed payment of this one."""
    with shell.office.store.writing() as work:
        people = [
            a_participant(71, sector=Sector.TRANSPORT, protected_until=THIS_MONTH.last_day),
            a_participant(72, sector=Sector.OTHER, protected_until=(THIS_MONTH + -9).last_day),
        ]
        work.participants.save(people, NOW)
        work.coverage.keep(THIS_MONTH + -1, NOW, {Sector.OTHER: Standing(33, 22, 1, 5)})
        shift = a_shift(closed_at=NOW, counted=Rupiah(0))
        work.shifts.add(shift)
        paid = a_payment(bill=a_bill(), state=PaymentState.CONFIRMED, posting=a_posting(), shift_id=shift.id)
        work.payments.add(paid)


def opened(shell: Shell) -> CoveragePage:
    desk = at_work(shell, AUDITOR)
    shell.press(Qt.Key.Key_G, modifier=CTRL)
    page = desk.pages[Act.GO_TO_COVERAGE].widget
    assert isinstance(page, CoveragePage)
    shell.until(lambda: page.coverage is not None and not page.line.busy)
    return page


def row(page: CoveragePage, number: int) -> list[str]:
    return [page.numbers.item(number, column).text() for column in range(page.numbers.columnCount())]


def heads(page: CoveragePage) -> list[str]:
    return [page.numbers.horizontalHeaderItem(column).text() for column in range(page.numbers.columnCount())]


def test_the_numbers_beside_the_plot_are_the_books(shell: Shell) -> None:
    books(shell)
    page = opened(shell)
    assert heads(page) == ["Bulan", "Terdaftar", "Aktif", "Tenggang", "Tidak aktif", "Dibayar"]
    registered = len(shell.office.host.people)
    assert row(page, 0)[0] == "Nov 2026"
    assert int(row(page, 0)[1]) in {2, 2 + registered}  # the host's own list may have arrived meanwhile
    assert row(page, 0)[5] == "1"
    assert row(page, 1) == ["Okt 2026", "33", "22", "1", "5", "0"]
    assert row(page, 2) == ["Sep 2026", "–", "–", "–", "–", "0"]
    assert "belum dicatat" in page.words.text()


def test_each_plot_has_a_key_and_its_own_numbers(shell: Shell) -> None:
    books(shell)
    page = opened(shell)
    shell.press(Qt.Key.Key_2)
    shell.until(lambda: page.plot is Plot.JOINED)
    assert heads(page) == ["Bulan", "Baru", "Aktif lagi"]
    assert row(page, 0)[1:] == ["1", "0"]
    shell.press(Qt.Key.Key_3)
    shell.until(lambda: page.plot is Plot.AMOUNTS)
    assert row(page, 0)[-1] == f"Rp{a_bill().contribution:,}".replace(",", ".")
    assert page.choices[Plot.AMOUNTS].isChecked()
    assert not page.choices[Plot.PEOPLE].isChecked()


def test_the_period_and_the_sector_are_chosen_by_keys(shell: Shell) -> None:
    books(shell)
    page = opened(shell)
    shell.press(Qt.Key.Key_M)
    shell.until(lambda: page.coverage is not None and len(page.coverage.months) == 24)
    shell.press(Qt.Key.Key_PageUp)
    shell.until(lambda: page.coverage is not None and page.coverage.months[-1] == THIS_MONTH + -1)
    assert row(page, 0) == ["Okt 2026", "33", "22", "1", "5", "0"]
    shell.press(Qt.Key.Key_S)
    shell.until(lambda: page.sector is Sector.TRANSPORT)
    assert row(page, 0)[1] == "–"
    shell.press(Qt.Key.Key_PageDown)
    shell.until(lambda: page.coverage is not None and page.coverage.months[-1] == THIS_MONTH)
    assert not page.later.isEnabled()
    shell.press(Qt.Key.Key_PageDown)
    assert page.back == 0


def test_the_target_is_the_whole_offices(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell.office.counter.day.coverage, "_target", Target(active=40))
    books(shell)
    page = opened(shell)
    assert [label.text for _sample, label in page.view.canvas.getPlotItem().legend.items][-1] == "Target: 40"
    shell.press(Qt.Key.Key_S)
    shell.until(lambda: page.sector is Sector.TRANSPORT)
    assert len(page.view.canvas.getPlotItem().legend.items) == 4
    assert "semua sektor" in page.words.text()


def test_the_plot_follows_theme_and_language(shell: Shell, appearance: Appearance, translation: Translation) -> None:
    books(shell)
    page = opened(shell)
    light = page.view.grab().toImage()
    appearance.toggle()
    assert page.view.grab().toImage() != light
    appearance.toggle()
    translation.use(Language.ENGLISH)
    shell.until(lambda: heads(page)[1] == "Registered")
    assert next(label.text for _sample, label in page.view.canvas.getPlotItem().legend.items) == "Registered"


def test_a_pdf_and_a_picture_can_be_kept(shell: Shell, tmp_path: Path) -> None:
    books(shell)
    page = opened(shell)
    pdf, png = tmp_path / "cakupan.pdf", tmp_path / "cakupan.png"
    page.write("pdf", pdf)
    shell.until(lambda: "cakupan.pdf" in page.words.text())
    page.write("png", png)
    shell.until(lambda: "cakupan.png" in page.words.text())
    assert pdf.read_bytes().startswith(b"%PDF")
    image = QImage(str(png))
    assert image.size().expandedTo(QSize(1600, 900)) == image.size()


def test_a_file_that_cannot_be_written_is_said(shell: Shell, tmp_path: Path) -> None:
    books(shell)
    page = opened(shell)
    page.write("pdf", tmp_path / "none" / "cakupan.pdf")
    shell.until(lambda: "tidak dapat ditulis" in page.words.text())


def test_esc_leads_home(shell: Shell) -> None:
    page = opened(shell)
    shell.press(ESC)
    shell.until(lambda: shell.window.pages.currentWidget() is not page)


@pytest.mark.parametrize(
    ("value", "plot", "words"),
    [
        (1_200, Plot.PEOPLE, "1.200"),
        (900_000, Plot.AMOUNTS, "Rp900.000"),
        (1_500_000, Plot.AMOUNTS, "Rp1,5 jt"),
        (2_000_000_000, Plot.AMOUNTS, "Rp2.000 jt"),
        (1_250_000, Plot.AMOUNTS, "Rp1.250.000"),
    ],
)
def test_the_scale_is_short_and_exact(translation: Translation, value: int, plot: Plot, words: str) -> None:
    assert scale_words(value, plot) == words
