"""A bug is logged without numbers, shown beside the work, and can be sent to whoever helps."""

import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.settings import Settings
from tests.helpers.builders import NIK
from tests.helpers.clocks import ManualClock
from tests.helpers.counters import settings
from tests.helpers.logfail import LogWatch
from ui.crash import CrashReports
from ui.dialogs.bug import BugDialog
from ui.jobs import Jobs
from ui.translation import Translation

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks


@pytest.fixture
def office_settings(tmp_path: Path) -> Settings:
    return settings(tmp_path)


@pytest.fixture
def reports(qapp: QApplication, office_settings: Settings, translation: Translation) -> Iterator[CrashReports]:
    jobs = Jobs()
    reports = CrashReports(qapp, office_settings, jobs, ManualClock())
    yield reports
    if reports.dialog is not None:
        reports.dialog.accept()
    jobs.close()


def shown(qtbot: QtBot, reports: CrashReports) -> BugDialog:
    qtbot.waitUntil(lambda: reports.dialog is not None)
    assert reports.dialog is not None
    return reports.dialog


def stumble(reports: CrashReports) -> None:
    reports.catch(ValueError, ValueError(f"cannot follow {NIK}"), None)


def test_a_bug_is_logged_and_shown_without_stopping_the_clerk(
    qtbot: QtBot, reports: CrashReports, log_watch: LogWatch
) -> None:
    log_watch.expects("unexpected: ValueError")
    stumble(reports)
    dialog = shown(qtbot, reports)
    assert not dialog.isModal()
    assert dialog.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert "tersimpan aman" in dialog.words.text()


def test_a_second_bug_does_not_open_a_second_dialog(qtbot: QtBot, reports: CrashReports, log_watch: LogWatch) -> None:
    log_watch.expects("unexpected")
    stumble(reports)
    first = shown(qtbot, reports)
    stumble(reports)
    qtbot.waitUntil(lambda: len(first._reports) == 2)
    assert reports.dialog is first
    QTest.mouseClick(first.go_on, Qt.MouseButton.LeftButton)
    assert reports.dialog is None


def test_the_bundle_holds_fault_versions_and_log_and_no_number_in_full(
    qtbot: QtBot, reports: CrashReports, office_settings: Settings, log_watch: LogWatch
) -> None:
    log_watch.expects("unexpected")
    office_settings.logs.mkdir()
    (office_settings.logs / "window.log").write_text(f"looked up {NIK}\n", encoding="utf-8")
    stumble(reports)
    dialog = shown(qtbot, reports)
    QTest.mouseClick(dialog.bundle, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Sudah dibuat" in dialog.outcome.text())
    (file,) = (office_settings.home / "support").iterdir()
    assert str(file) in dialog.outcome.text()
    with zipfile.ZipFile(file) as bundle:
        texts = {name: bundle.read(name).decode() for name in bundle.namelist()}
    assert set(texts) == {"report.txt", "versions.txt", "logs/window.log"}
    assert "cannot follow ************0002" in texts["report.txt"]
    assert "PySide6" in texts["versions.txt"]
    assert not [name for name, text in texts.items() if NIK in text]


def test_a_full_disk_is_said_where_the_file_was_asked_for(
    qtbot: QtBot, reports: CrashReports, office_settings: Settings, log_watch: LogWatch
) -> None:
    log_watch.expects("unexpected")
    log_watch.expects("support bundle could not be written")
    (office_settings.home / "support").write_text("in the way", encoding="utf-8")
    stumble(reports)
    dialog = shown(qtbot, reports)
    QTest.mouseClick(dialog.bundle, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "tidak dapat dibuat" in dialog.outcome.text())
    assert dialog.bundle.isEnabled()


def test_the_hooks_are_ours_from_install_to_remove(reports: CrashReports, log_watch: LogWatch, qtbot: QtBot) -> None:
    log_watch.expects("ZeroDivisionError")
    before = (sys.excepthook, threading.excepthook)
    reports.install()
    try:
        thread = threading.Thread(target=lambda: 1 // 0)
        thread.start()
        thread.join()
    finally:
        reports.remove()
    assert (sys.excepthook, threading.excepthook) == before
    shown(qtbot, reports)


def test_an_interrupt_from_the_keyboard_ends_the_program(
    qtbot: QtBot, qapp: QApplication, reports: CrashReports
) -> None:
    reports.catch(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert reports.dialog is None


def test_the_dialog_follows_the_language(qtbot: QtBot, translation: Translation) -> None:
    dialog = BugDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.title.text() == "Ada yang salah di dalam program"
    translation.toggle()
    qtbot.waitUntil(lambda: dialog.title.text() == "Something in the program went wrong")
