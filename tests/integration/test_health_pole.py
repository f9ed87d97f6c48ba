"""What ``doctor`` says of a pole: a hint, never a failure."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.cli.health import Finding, Level
from counter_app.cli.health_pole import pole
from counter_app.printing.pole import Pole
from counter_app.settings import DisplaySettings, Settings
from tests.helpers.counters import settings
from tests.helpers.poles import serial_pole

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")


def with_pole(folder: Path, url: str) -> Settings:
    return replace(settings(folder), display=DisplaySettings(pole=url))


def said(folder: Path, url: str) -> Finding:
    (finding,) = pole(with_pole(folder, url))
    return finding


def test_a_counter_without_a_pole_hears_nothing_of_one(tmp_path: Path) -> None:
    assert list(pole(settings(tmp_path))) == []


def test_a_pole_that_is_there_is_well_and_is_shown_nothing(tmp_path: Path) -> None:
    with serial_pole() as line:
        found = said(tmp_path, line.url)
        assert (found.level, found.words) == (Level.OK, f"{line.url}, epson: its line is there")
        assert not line.has_come()


def test_an_unplugged_pole_is_a_hint_with_what_to_do(tmp_path: Path) -> None:
    found = said(tmp_path, "serial:///dev/ttyNoPole")
    assert (found.level, found.remedy) == (Level.WARN, "look at its cable")
    assert "sales go on without it" in found.words


def test_a_line_that_the_window_has_is_said_to_be_that(tmp_path: Path) -> None:
    with serial_pole() as line:
        window = Pole(line.url, "epson", "CP437", "Kantor Pos")
        window.check()
        found = said(tmp_path, line.url)
        window.close()
    assert found.level is Level.WARN
    assert "an open window has it" in found.remedy
