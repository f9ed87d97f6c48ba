"""A start and an end of the whole program, and what it says when it cannot start."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.domain.errors import Service, Unavailable
from counter_app.settings import Settings
from tests.helpers.counters import TestCounter, settings
from tests.helpers.logfail import LogWatch
from ui import app, program
from ui.program import Program
from ui.translation import Language


def started(qtbot: QtBot, qapp: QApplication, settings: Settings) -> Program:
    running = Program(settings, qapp)
    qtbot.addWidget(running.window)
    running.start()
    return running


@pytest.mark.usefixtures("restored")
def test_the_window_stands_before_the_database_is_open_and_then_lets_people_in(
    qtbot: QtBot, qapp: QApplication, office: TestCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counter_app.bootstrap.build", lambda _settings, clock: office.counter)
    running = started(qtbot, qapp, office.counter.settings)
    assert running.window.isVisible()
    assert running.counter is None
    qtbot.waitUntil(lambda: running.counter is office.counter)
    qtbot.waitUntil(lambda: running.window.bar.host.words == "terhubung")
    running.close()


@pytest.mark.usefixtures("restored")
def test_a_file_that_the_settings_name_and_nobody_finds_is_said_in_the_window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    running = started(qtbot, qapp, settings(tmp_path))
    qtbot.waitUntil(lambda: "secret" in running.window.log_in.card.error.text(), timeout=10_000)
    assert not running.window.log_in.card.action.isEnabled()
    running.close()


@pytest.mark.usefixtures("restored")
def test_a_disk_that_does_not_answer_is_said_in_the_clerks_words(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object, **__: object) -> None:
        raise Unavailable(Service.DATABASE, "the disk is full")

    monkeypatch.setattr("counter_app.bootstrap.build", locked)
    running = started(qtbot, qapp, settings(tmp_path))
    qtbot.waitUntil(lambda: "Tidak ada yang dapat disimpan" in running.window.log_in.card.error.text())
    running.close()


@pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks
@pytest.mark.usefixtures("restored")
def test_a_bug_on_the_way_to_the_counter_is_said_at_the_log_in_too(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log_watch: LogWatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug of ours")

    log_watch.expects("a bug of ours")
    monkeypatch.setattr("counter_app.bootstrap.build", broken)
    running = started(qtbot, qapp, settings(tmp_path))
    page = running.window.log_in
    qtbot.waitUntil(lambda: "Basis data tidak dapat dibuka" in page.card.error.text())
    qtbot.waitUntil(lambda: running._crash.dialog is not None)
    running.window._translation.use(Language.ENGLISH)
    qtbot.waitUntil(lambda: "could not be opened" in page.card.error.text())
    assert not page.card.action.isEnabled()
    running.close()


@pytest.mark.usefixtures("restored")
def test_closing_the_window_ends_the_program_and_closes_the_database(
    qtbot: QtBot, qapp: QApplication, office: TestCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str] = []
    counter = replace(office.counter, closing=(lambda: closed.append("database"),))
    monkeypatch.setattr("counter_app.bootstrap.build", lambda _settings, clock: counter)
    running = Program(counter.settings, qapp)
    qtbot.addWidget(running.window)
    hook = sys.excepthook

    def leave_when_open() -> None:
        if running.counter is not None:
            running.window.close()

    timer = QTimer()
    timer.timeout.connect(leave_when_open)
    timer.start(20)
    assert running.run() == 0
    timer.stop()
    assert closed == ["database"]
    assert sys.excepthook is hook


@pytest.mark.usefixtures("restored")
def test_a_second_window_on_the_same_home_is_refused(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = QLockFile(str(tmp_path / "window.lock"))
    assert first.tryLock(0)
    second = Program(settings(tmp_path), qapp)
    assert second.run() == program.ALREADY_OPEN
    assert "open already, look for it" in capsys.readouterr().err
    assert not second.window.isVisible()
    first.unlock()


def test_a_home_that_cannot_be_written_is_said_before_there_is_a_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office = settings(tmp_path)
    office.logs.write_text("in the way", encoding="utf-8")
    monkeypatch.setattr("counter_app.settings_file.load", lambda _home: office)
    assert app.main([]) == app.AWAY
    assert "log cannot be written" in capsys.readouterr().err


def test_without_a_home_the_way_to_one_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main([]) == app.NOT_READY
    said = capsys.readouterr().err
    assert "counter-app set-up" in said
    assert "counter-app try" in said


def test_a_fault_in_the_settings_is_printed_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COUNTER_HOME", str(tmp_path))
    (tmp_path / "settings.toml").write_text('[window]\nlanguage = "jv"\n', encoding="utf-8")
    assert app.main([]) == app.NOT_READY
    assert "settings.toml:2" in capsys.readouterr().err


def test_the_command_line_knows_the_windows_commands_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["--help"]) == 0
    said = capsys.readouterr().out
    assert [word for word in ("quote", "nik", "verify", "demo", "try") if word not in said] == []


def test_a_word_on_the_command_line_loads_no_qt() -> None:
    code = "import sys; from ui.app import main; main(['nik', '3273025508920002']); sys.exit(int('PySide6' in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


def test_the_window_is_shown_before_anything_heavy_is_loaded() -> None:
    heavy = ("sqlalchemy", "sqlcipher3", "httpx", "escpos", "reportlab", "alembic", "PIL", "cryptography", "argon2")
    code = f"import sys, ui.program; sys.exit(', '.join(name for name in {heavy} if name in sys.modules) or 0)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60, text=True)
    assert (done.returncode, done.stderr) == (0, "")
