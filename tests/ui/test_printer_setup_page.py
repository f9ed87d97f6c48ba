"""The printer's page: found, tried, looked at, saved; by the keyboard alone, and nothing counts before the end."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Certainty, Form, FoundPrinter, PrinterKind, PrinterStatus, Trouble
from counter_app.domain.printer_settings import DrawerPin, PrinterSettings
from counter_app.services.ports.printer_setup import Look, PrinterSetNow
from counter_app.settings_file import load
from counter_app.settings_writing import written
from tests.helpers.counters import PIN
from tests.helpers.people import ADMINISTRATOR, AUDITOR, SUPERVISOR, hire
from tests.helpers.windows import ENTER, ESC, Shell
from tests.ui.test_desks import at_work
from ui.keys import Act
from ui.pages.printer_setup import PrinterSetupPage
from ui.printer_flow import Step
from ui.translation import Language

CTRL = Qt.KeyboardModifier.ControlModifier
ONE, TWO, THREE, FOUR = Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4
USB = FoundPrinter("usb://04b8:0202", "EPSON <b>TM-T20II</b>", PrinterKind.USB)
LINE = FoundPrinter("serial:///dev/ttyUSB0", "USB-Serial Controller", PrinterKind.SERIAL)
THERE = FoundPrinter("tcp://10.0.0.7:9100", "10.0.0.7:9100", PrinterKind.NETWORK)


class Finder:
    """Knows of two printers here and of one in the network."""

    def find(self) -> Sequence[FoundPrinter]:
        return (USB, LINE)

    def at(self, host: str, port: int = 9100) -> FoundPrinter | None:
        return THERE if (host, port) == ("10.0.0.7", 9100) else None


@dataclass
class Bench:
    """Printers of a test, by address; ``fails`` is what a slip comes to."""

    now: PrinterSetNow
    form: Form = Form.ROLL
    fails: Undelivered | None = None
    looked: list[str] = field(default_factory=list)
    slips: list[str] = field(default_factory=list)
    pulses: list[DrawerPin] = field(default_factory=list)
    kept: list[PrinterSettings] = field(default_factory=list)

    def set_now(self) -> PrinterSetNow:
        return self.now

    def look(self, device: str) -> Look:
        self.looked.append(device)
        return Look(self.form, PrinterStatus(told=True))

    def print_slip(self, device: str, at: datetime) -> Certainty:
        self.slips.append(device)
        if self.fails is not None:
            raise self.fails
        return Certainty.PRINTED

    def open_drawer(self, device: str, pin: DrawerPin) -> Certainty:
        self.pulses.append(pin)
        return Certainty.DELIVERED

    def print_sample(self, at: datetime) -> Certainty:
        return Certainty.SPOOLED

    def keep(self, now: PrinterSetNow, settings: PrinterSettings) -> PrinterSetNow:
        self.kept.append(settings)
        self.now = replace(now, settings=settings)
        return self.now

    def put_back(self, kept: PrinterSetNow, before: PrinterSetNow) -> None:
        self.now = before

    def use(self, settings: PrinterSettings) -> None:
        assert self.kept[-1] == settings


def with_settings(shell: Shell) -> None:
    """The counter's settings as a file on disk."""
    settings = shell.office.counter.settings
    plain = replace(settings, host=replace(settings.host, base_url="http://127.0.0.1:1"))
    settings.file.write_text(written(plain), encoding="utf-8")


def bench_of(shell: Shell) -> Bench:
    """In the place of real printers."""
    bench = Bench(PrinterSetNow(PrinterSettings("tcp://10.0.0.9:9100"), b""))
    shell.office.counter.day.printer_setup._bench = bench
    return bench


def opened(shell: Shell) -> PrinterSetupPage:
    desk = shell.begin()
    shell.office.counter.day.printer_setup._finder = Finder()
    shell.press(Qt.Key.Key_P, modifier=CTRL | Qt.KeyboardModifier.ShiftModifier)
    page = desk.pages[Act.GO_TO_PRINTER_SETUP].widget
    assert isinstance(page, PrinterSetupPage)
    shell.until(lambda: page.flow.now is not None and not page.choice.line.busy)
    return page


def at_step(shell: Shell, page: PrinterSetupPage, step: Step) -> None:
    shell.until(lambda: page.flow.step is step and not page.flow.busy)


def asked(shell: Shell) -> PrinterSetupPage:
    """A slip came out, and its questions begin."""
    page = opened(shell)
    shell.press(ENTER)
    at_step(shell, page, Step.SLIP)
    shell.press(ENTER)
    at_step(shell, page, Step.COLUMNS)
    return page


def answered_one(shell: Shell, page: PrinterSetupPage, key: Qt.Key) -> None:
    step = page.flow.step
    shell.press(key)
    shell.until(lambda: page.flow.step is not step and not page.flow.busy)


def answered(shell: Shell, page: PrinterSetupPage, *keys: Qt.Key) -> None:
    for key in keys:
        answered_one(shell, page, key)


def pin_again(shell: Shell) -> None:
    """The second person's number still stands; their PIN never does."""
    shell.until(lambda: shell.focused.objectName() == "supervisor-pin")
    shell.type(PIN)
    shell.press(ENTER)


def test_a_printer_is_set_up_by_the_keyboard_and_counts_at_once(shell: Shell) -> None:
    with_settings(shell)
    counter = shell.office.counter
    page = asked(shell)
    assert list((counter.settings.home / "paper").glob("uji-printer.bin"))
    answered(shell, page, ONE, TWO, TWO, THREE, THREE)
    assert page.flow.step is Step.SUMMARY
    assert "32 kolom" in shell.words(page)
    assert load(counter.settings.home).printer.profile == "thermal-80"
    shell.press(ENTER)
    at_step(shell, page, Step.SAVED)

    device = counter.settings.printer.device
    expected = PrinterSettings(device, "thermal-58", code_page="CP850", qr="picture", cutter="none")
    assert load(counter.settings.home).printer == expected
    assert counter.device.profile.columns == 32
    shell.press(ENTER)
    shell.until(lambda: "Diterima printer" in page.said.text())
    shell.press(ESC)
    assert shell.window.pages.currentWidget() is not page


def test_esc_leaves_everything_as_it_was(shell: Shell) -> None:
    bench = bench_of(shell)
    page = asked(shell)
    answered(shell, page, ONE, ONE)
    shell.press(ESC)
    assert shell.window.pages.currentWidget() is not page
    assert bench.kept == []
    shell.press(Qt.Key.Key_P, modifier=CTRL | Qt.KeyboardModifier.ShiftModifier)
    at_step(shell, page, Step.CHOOSE)
    assert not any(page.flow.is_answered(step) for step in Step)


def test_a_wrong_answer_is_gone_back_on(shell: Shell) -> None:
    bench_of(shell)
    page = asked(shell)
    answered(shell, page, ONE, ONE)
    answered(shell, page, Qt.Key.Key_Left, Qt.Key.Key_Backspace)
    assert page.flow.step is Step.COLUMNS
    answered(shell, page, THREE, ONE, ONE, TWO, THREE)
    assert page.flow.chosen == PrinterSettings("tcp://10.0.0.9:9100")
    for step in (Step.DRAWER, Step.CUT, Step.CODE, Step.LETTERS, Step.COLUMNS, Step.SLIP, Step.CHOOSE):
        answered(shell, page, Qt.Key.Key_Left)
        assert page.flow.step is step
    assert not page.flow.back()


def test_an_answer_that_is_not_offered_answers_nothing(shell: Shell) -> None:
    bench_of(shell)
    page = asked(shell)
    shell.press(FOUR)
    assert page.flow.step is Step.COLUMNS
    page.answers[1].click()
    assert page.flow.answer_to(Step.COLUMNS) == 42
    assert [button.isVisible() for button in page.answers] == [True] * 4


def test_what_was_found_is_listed_with_what_is_known_of_it(shell: Shell) -> None:
    bench = bench_of(shell)
    page = opened(shell)
    rows = [[str(page.choice.model.index(row, column).data()) for column in range(3)] for row in range(3)]
    assert rows[0][0] == "10.0.0.9:9100, yang berlaku sekarang\ntcp://10.0.0.9:9100"
    assert rows[1] == [f"{USB.name}\n{USB.url}", "USB", "● siap"]
    assert rows[2][2] == "ditanya bila dipilih"
    assert LINE.url not in bench.looked
    shell.press(Qt.Key.Key_R)
    shell.until(lambda: not page.choice.line.busy)
    shell.press(Qt.Key.Key_Down, Qt.Key.Key_Down, ENTER)
    at_step(shell, page, Step.SLIP)
    assert page.flow.device == LINE.url
    assert bench.looked[-1] == LINE.url


def test_a_place_in_the_network_is_typed_and_stays_where_nothing_answers(shell: Shell) -> None:
    bench_of(shell)
    page = opened(shell)
    page.choice.place.setFocus()
    shell.type("10.0.0.8")
    shell.press(ENTER)
    shell.until(lambda: "10.0.0.8" in page.choice.error.text())
    assert (page.choice.place.text(), shell.focused) == ("10.0.0.8", page.choice.place)
    shell.type("10.0.0.7")
    shell.press(ENTER)
    shell.until(page.choice.table.hasFocus)
    assert not page.choice.error.isVisible()
    shell.press(ENTER)
    at_step(shell, page, Step.SLIP)
    assert page.flow.device == THERE.url


def test_a_printer_in_trouble_is_said_with_what_to_do_and_tried_again(shell: Shell) -> None:
    bench = bench_of(shell)
    page = opened(shell)
    shell.press(ENTER)
    at_step(shell, page, Step.SLIP)
    bench.fails = Undelivered("out", 0, Trouble.NO_PAPER)
    shell.press(ENTER)
    shell.until(page.said.isVisible)
    assert "Pasang gulungan baru" in page.said.text()
    assert not page.came_out.isVisible()
    bench.fails = None
    shell.press(ENTER)
    at_step(shell, page, Step.COLUMNS)
    assert "Tercetak, menurut printer" in shell.words(page)


def test_a_network_printer_that_never_hangs_up_is_known_as_such_once_somebody_saw_the_slip(shell: Shell) -> None:
    bench = bench_of(shell)
    page = opened(shell)
    shell.press(ENTER)
    at_step(shell, page, Step.SLIP)
    bench.fails = Undelivered("silent", 9_000, Trouble.HUNG)
    shell.press(ENTER)
    shell.until(page.came_out.isVisible)
    shell.press(Qt.Key.Key_Y)
    at_step(shell, page, Step.COLUMNS)
    answered(shell, page, THREE, ONE, ONE, TWO, THREE)
    shell.press(ENTER)
    at_step(shell, page, Step.SAVED)
    assert bench.kept == [PrinterSettings("tcp://10.0.0.9:9100?closes=no")]


def test_an_office_printer_is_asked_nothing_about_rolls(shell: Shell) -> None:
    bench = bench_of(shell)
    bench.form = Form.PAGE
    page = opened(shell)
    shell.press(ENTER)
    at_step(shell, page, Step.SLIP)
    shell.press(ENTER)
    at_step(shell, page, Step.SUMMARY)
    assert page.flow.chosen == bench.now.settings
    answered(shell, page, Qt.Key.Key_Left)
    assert page.flow.step is Step.SLIP


def test_the_drawer_is_tried_on_both_wires_by_two_people_while_it_holds_cash(shell: Shell) -> None:
    bench = bench_of(shell)
    hire(shell.office, SUPERVISOR)
    page = asked(shell)
    answered(shell, page, THREE, ONE, ONE, TWO)
    shell.press(ONE)
    shell.until(page.consent.isVisible)
    shell.consent(SUPERVISOR.id, "000000")
    shell.until(page.consent.error.isVisible)
    assert bench.pulses == []
    pin_again(shell)
    at_step(shell, page, Step.OPENED)
    assert bench.pulses == [DrawerPin.PIN_2]
    shell.press(TWO)
    shell.until(page.consent.isVisible)
    pin_again(shell)
    shell.until(lambda: bench.pulses == [DrawerPin.PIN_2, DrawerPin.PIN_5])
    at_step(shell, page, Step.OPENED)
    shell.press(ONE)
    at_step(shell, page, Step.SUMMARY)
    assert page.flow.chosen.drawer == "pin-5"


def test_nobody_who_consents_leaves_the_drawer_shut(shell: Shell) -> None:
    bench = bench_of(shell)
    page = asked(shell)
    answered(shell, page, THREE, ONE, ONE, TWO)
    shell.press(ONE)
    shell.until(page.consent.isVisible)
    shell.press(ESC)
    at_step(shell, page, Step.DRAWER)
    assert shell.window.pages.currentWidget() is page
    answered(shell, page, TWO)
    assert (page.flow.chosen.drawer, bench.pulses) == ("none", [])


def test_settings_that_somebody_changed_meanwhile_are_left_alone_and_said(shell: Shell) -> None:
    with_settings(shell)
    page = asked(shell)
    answered(shell, page, THREE, ONE, ONE, TWO, TWO)
    file = shell.office.counter.settings.file
    changed = file.read_text(encoding="utf-8") + "\n# by hand\n"
    file.write_text(changed, encoding="utf-8")
    shell.press(ENTER)
    shell.until(page.said.isVisible)
    assert "sudah diubah" in page.said.text()
    assert file.read_text(encoding="utf-8") == changed


def test_words_follow_the_language_on_every_step(shell: Shell) -> None:
    bench_of(shell)
    page = asked(shell)
    assert "PENGGARIS: angka terakhir" in shell.words(page)
    shell.press(Qt.Key.Key_F9)
    shell.until(lambda: "last number on the ruler" in shell.words(page))
    assert "The printer says: ready." in shell.words(page)


def test_an_administrator_has_the_page(shell: Shell) -> None:
    assert Act.GO_TO_PRINTER_SETUP in at_work(shell, ADMINISTRATOR).pages


def test_an_auditor_has_no_such_page(shell: Shell) -> None:
    assert Act.GO_TO_PRINTER_SETUP not in at_work(shell, AUDITOR).pages


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("width", "height"), [(1024, 600), (1366, 768)])
def test_every_step_fits_the_screen(shell: Shell, width: int, height: int, language: Language) -> None:
    bench_of(shell)
    shell.window._translation.use(language)
    page = opened(shell)
    shell.window.resize(width, height)
    for keys in ((ENTER,), (ENTER,), (ONE,), (FOUR,), (THREE,), (THREE,), (THREE,), (ENTER,)):
        assert page.minimumSizeHint().width() <= width
        assert page.minimumSizeHint().height() <= height - 56
        answered(shell, page, *keys)
    assert page.flow.step is Step.SAVED
