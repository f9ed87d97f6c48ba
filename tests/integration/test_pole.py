"""A pole at a real serial line: a pseudo-terminal, with a reader at its other end that knows its commands."""

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.bootstrap import open_pole
from counter_app.domain.customer_view import BLANK, WELCOME, asked
from counter_app.domain.errors import Undelivered
from counter_app.domain.printer import Trouble
from counter_app.printing.pole import WRITE_SECONDS, Pole
from counter_app.printing.pole_lines import lines_of
from counter_app.settings import DisplaySettings
from tests.helpers.builders import a_bill
from tests.helpers.counters import settings
from tests.helpers.poles import Cd5220Pole, EpsonPole, serial_pole

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

OFFICE = "Kantor Pos Bandung Melati"
DUE = asked(a_bill(3), waits=False)
FRAME = 50
"""Bytes that come of every frame at least."""


@pytest.mark.parametrize(("commands", "reader"), [("epson", EpsonPole), ("cd5220", Cd5220Pole)])
def test_what_is_due_stands_on_the_pole(commands: str, reader: type[EpsonPole] | type[Cd5220Pole]) -> None:
    with serial_pole() as line:
        pole = Pole(line.url, commands, "CP437", OFFICE)
        pole.show(WELCOME)
        pole.show(DUE)
        data = line.read(2 * FRAME)
        pole.close()
    assert reader().take(data).lines == lines_of(DUE, OFFICE)


def test_it_is_left_blank() -> None:
    with serial_pole() as line:
        pole = Pole(line.url, "epson", "CP437", OFFICE)
        pole.show(DUE)
        pole.close()
        assert EpsonPole().take(line.read(2 * FRAME)).lines == lines_of(BLANK, "")


def test_a_pole_that_was_never_shown_anything_is_left_alone() -> None:
    with serial_pole() as line:
        Pole(line.url, "epson", "CP437", OFFICE).close()
        os.set_blocking(line.master, False)
        with pytest.raises(BlockingIOError):
            os.read(line.master, 1)


def test_an_unplugged_pole_is_told_at_once_and_comes_back_by_itself() -> None:
    with serial_pole() as line:
        pole = Pole(line.url, "epson", "CP437", OFFICE)
        pole.show(WELCOME)
        line.unplug()
        with pytest.raises(Undelivered) as gone:
            pole.show(DUE)
        assert gone.value.trouble is Trouble.BROKE_OFF
        assert line.port in gone.value.detail
        with serial_pole() as again:
            pole._at = type(pole._at)(again.port)
            pole.show(DUE)
            assert EpsonPole().take(again.read(FRAME)).lines == lines_of(DUE, OFFICE)
            pole.close()


def test_a_pole_that_is_not_there_is_off() -> None:
    with pytest.raises(Undelivered) as off:
        Pole("serial:///dev/ttyNoPole", "epson", "CP437", OFFICE).show(WELCOME)
    assert off.value.trouble is Trouble.OFF


def test_a_line_that_another_program_has_is_said_to_be_that() -> None:
    with serial_pole() as line:
        first, second = (Pole(line.url, "epson", "CP437", OFFICE) for _ in range(2))
        first.check()
        with pytest.raises(Undelivered) as taken:
            second.check()
        assert taken.value.trouble is Trouble.NOT_ALLOWED
        first.close()
        second.check()
        second.close()


def times_out(pole: Pole) -> tuple[Trouble | None, float]:
    """Show until the line takes no more: what is said of it, and how many seconds the last frame took."""
    for _ in range(1_000):
        began = time.monotonic()
        try:
            pole.show(DUE)
        except Undelivered as hung:
            return hung.trouble, time.monotonic() - began
    raise AssertionError("the line took everything")


def test_a_pole_that_reads_nothing_holds_nobody_up() -> None:
    with serial_pole() as line:
        pole = Pole(line.url, "epson", "CP437", OFFICE)
        trouble, took = times_out(pole)
        assert trouble is Trouble.HUNG
        assert took < 4 * WRITE_SECONDS
        began = time.monotonic()
        pole.close()
        assert time.monotonic() - began < 4 * WRITE_SECONDS


def test_the_counter_has_the_pole_that_its_settings_name_and_leaves_it_blank(tmp_path: Path) -> None:
    assert open_pole(settings(tmp_path)) is None
    with serial_pole() as line:
        display = DisplaySettings(pole=line.url, pole_commands="cd5220")
        office = replace(settings(tmp_path).office, id="LATIHAN", name="LATIHAN Kantor Pos Uji")
        pole = open_pole(replace(settings(tmp_path), display=display, office=office))
        assert pole is not None
        pole.show(DUE)
        shown = Cd5220Pole().take(line.read(FRAME)).lines
        pole.close()
        left = Cd5220Pole().take(line.read(FRAME)).lines
    assert [each.strip() for each in shown] == ["LATIHAN", "TOTAL       Rp25.200"]
    assert left == lines_of(BLANK, "")
