"""A second window of the same home: it does not open, and the first one comes to the front."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.counters import settings
from tests.helpers.windows import Shell
from ui import program
from ui.only_one import OnlyOne
from ui.program import Program


@pytest.fixture
def first(tmp_path: Path) -> OnlyOne:
    one = OnlyOne(tmp_path)
    assert one.claim()
    return one


def test_a_second_one_is_told_so_and_the_first_hears_it(qtbot: QtBot, tmp_path: Path, first: OnlyOne) -> None:
    second = OnlyOne(tmp_path)
    with qtbot.waitSignal(first.knocked):
        assert not second.claim()
        assert second.knock()
    first.release()


def test_another_home_is_another_counter(tmp_path: Path, first: OnlyOne) -> None:
    other = tmp_path / "other"
    other.mkdir()
    beside = OnlyOne(other)
    assert beside.claim()
    beside.release()
    first.release()


def test_after_the_first_has_gone_there_is_room_again(tmp_path: Path, first: OnlyOne, qapp: QApplication) -> None:
    first.release()
    second = OnlyOne(tmp_path)
    assert second.claim()
    second.release()


def test_nobody_at_the_door_takes_bounded_time(tmp_path: Path, qapp: QApplication) -> None:
    assert not OnlyOne(tmp_path).knock()


def test_a_door_that_a_killed_program_left_behind_is_no_obstacle(
    qtbot: QtBot, tmp_path: Path, first: OnlyOne, qapp: QApplication
) -> None:
    first._lock.unlock()  # as the system does for a killed program; its socket's file stays
    second = OnlyOne(tmp_path)
    assert second.claim()
    with qtbot.waitSignal(second.knocked):
        assert OnlyOne(tmp_path).knock()
    second.release()
    first._server.close()


@pytest.mark.usefixtures("restored")
def test_the_second_program_says_where_the_first_is_and_never_shows_itself(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, first: OnlyOne, capsys: pytest.CaptureFixture[str]
) -> None:
    second = Program(settings(tmp_path), qapp)
    with qtbot.waitSignal(first.knocked):
        assert second.run() == program.ALREADY_OPEN
    assert "open already, it was brought to the front" in capsys.readouterr().err
    assert not second.window.isVisible()
    first.release()


@pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform
def test_a_minimised_window_comes_back_as_it_was(shell: Shell) -> None:
    desk = shell.begin()
    shell.window.showMinimized()
    shell.window.come_forward()
    shell.until(lambda: not shell.window.windowState() & Qt.WindowState.WindowMinimized)
    assert shell.window.isVisible()
    assert shell.window.pages.currentWidget() is desk.counter


@pytest.mark.qt_log_ignore("does not support raise")
def test_coming_to_the_front_opens_no_lock(shell: Shell) -> None:
    shell.begin()
    shell.window.lock()
    shell.window.come_forward()
    assert shell.window.is_locked
