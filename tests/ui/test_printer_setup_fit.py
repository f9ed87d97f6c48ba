"""The printer's page on the smallest screen and on the usual one, in both languages: nothing is cut off or without its name."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.domain.errors import Declined, Reason, Undelivered
from counter_app.domain.printer import Form, FoundPrinter, PrinterKind, PrinterStatus, Trouble
from counter_app.domain.printer_settings import PrinterSettings
from counter_app.services.ports.printer_setup import Look, PrinterSetNow
from tests.helpers.people import SUPERVISOR, hire
from tests.helpers.windows import ENTER, Shell
from tests.ui.test_fit import cut_off, nameless, settle
from tests.ui.test_printer_setup_page import FOUR, LINE, ONE, TWO, USB, Bench, answered, at_step, pin_again
from ui.keys import Act
from ui.pages.printer_setup import PrinterSetupPage
from ui.printer_flow import Step
from ui.translation import Language, Translation

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks

SIZES = ((1024, 600), (1366, 768))
LONG = "EPSON TM-T82 Receipt (Copy 1) di komputer loket sebelah kiri pintu masuk"
FOUND = (USB, LINE, FoundPrinter(f"windows:{LONG}", LONG, PrinterKind.WINDOWS))


class Finder:
    """Nothing first, then all sorts; nothing in the network ever."""

    def __init__(self) -> None:
        self.found: Sequence[FoundPrinter] = ()

    def find(self) -> Sequence[FoundPrinter]:
        return self.found

    def at(self, host: str, port: int = 9100) -> FoundPrinter | None:
        return None


class Grumbler(Bench):
    """A bench of printers that are all out of paper, for whoever looks, and that refuses to be saved once."""

    def look(self, device: str) -> Look:
        return Look(Form.ROLL, PrinterStatus(told=True, trouble=Trouble.NO_PAPER))

    def keep(self, now: PrinterSetNow, settings: PrinterSettings) -> PrinterSetNow:
        if not self.kept:
            self.kept.append(settings)
            raise Declined(Reason.SETTINGS_MOVED)
        return super().keep(now, settings)


def states(shell: Shell) -> Iterator[str]:
    """Everything that is asked and said on the way, one after the other."""
    setup = shell.office.counter.day.printer_setup
    setup._finder = finder = Finder()
    setup._bench = bench = Grumbler(PrinterSetNow(PrinterSettings("tcp://10.0.0.9:9100"), b""))
    shell.press(Qt.Key.Key_P, modifier=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    page = shell.desk.pages[Act.GO_TO_PRINTER_SETUP].widget
    assert isinstance(page, PrinterSetupPage)
    yield from _choosing(shell, page, finder)
    yield from _slip(shell, page, bench)
    yield from _questions(shell, page)
    shell.press(ENTER)
    shell.until(page.said.isVisible)
    yield "refused"
    shell.press(ENTER)
    at_step(shell, page, Step.SAVED)
    shell.press(ENTER)
    shell.until(lambda: page.flow.known is not None)
    yield "sample"


def _choosing(shell: Shell, page: PrinterSetupPage, finder: Finder) -> Iterator[str]:
    shell.until(lambda: page.flow.now is not None and not page.choice.line.busy and page.choice.nothing.isVisible())
    yield "none found"
    page.choice.place.setFocus()
    shell.type("10.0.0.8")
    shell.press(ENTER)
    shell.until(page.choice.error.text)
    yield "no such place"
    finder.found = FOUND
    page.choice.table.setFocus()
    shell.press(Qt.Key.Key_R)
    shell.until(lambda: page.choice.model.rowCount() == 1 + len(FOUND) and not page.choice.line.busy)
    assert not page.choice.nothing.isVisible()
    page.choice.table.setFocus()
    yield "several found"


def _slip(shell: Shell, page: PrinterSetupPage, bench: Grumbler) -> Iterator[str]:
    shell.press(Qt.Key.Key_Home, ENTER)
    at_step(shell, page, Step.SLIP)
    yield "slip"
    for fault in (Undelivered("silent", 9_000, Trouble.HUNG), Undelivered("no", 0, Trouble.NOT_ALLOWED)):
        bench.fails = fault
        shell.press(ENTER)
        shell.until(lambda fault=fault: page.flow.error is fault)  # type: ignore[misc]
        yield f"slip {fault.trouble}"
    bench.fails = None
    shell.press(ENTER)
    at_step(shell, page, Step.COLUMNS)


def _questions(shell: Shell, page: PrinterSetupPage) -> Iterator[str]:
    for key in (TWO, FOUR, TWO, TWO):
        yield f"asked {page.flow.step}"
        answered(shell, page, key)
    yield "asked drawer"
    shell.press(ONE)
    shell.until(page.consent.isVisible)
    shell.consent(SUPERVISOR.id, "000000")
    shell.until(page.consent.error.isVisible)
    yield "second person, wrong PIN"
    pin_again(shell)
    at_step(shell, page, Step.OPENED)
    yield "opened"
    answered(shell, page, ONE)
    yield "save"


@pytest.mark.parametrize("language", Language)
def test_every_step_to_a_printer_fits_both_screens_and_tells_its_name(
    shell: Shell, translation: Translation, language: Language
) -> None:
    hire(shell.office, SUPERVISOR)
    shell.begin()
    translation.use(language)
    window, faults = shell.window, []
    for state in states(shell):
        for width, height in SIZES:
            window.resize(width, height)
            settle()
            least = window.minimumSizeHint()
            if least.width() > width or least.height() > height:
                faults.append(f"{state}: wants {least.width()}×{least.height()} of {width}×{height}")
            faults += [f"{state} at {width}×{height}: {fault}" for fault in cut_off(window)]
        faults += [f"{state}: no name for {widget}" for widget in nameless(window)]
        focused = QApplication.focusWidget()
        if focused is None or not focused.isVisible():
            faults.append(f"{state}: no cursor anywhere")
    assert "\n".join(faults) == ""
