"""What tests of the window share: fonts, colours, a language that is put back, and a window that is closed."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.counters import TestCounter, a_counter
from tests.helpers.windows import Shell
from ui.jobs import Jobs
from ui.theme import Appearance, Theme, load_fonts
from ui.translation import Language, Translation


@pytest.fixture(autouse=True)
def nobodys_own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a clerk is asked to save a file, the folder that is offered is the test's, not that of whoever runs it."""
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture(autouse=True)
def collected_on_this_thread() -> Iterator[None]:
    """As the program does: what Qt made dies on the window's thread, not on a lane of the next test.

    What was there before the test is not looked at again, which makes a collection a matter of milliseconds.
    """
    gc.disable()
    gc.freeze()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def translation(qapp: QApplication) -> Iterator[Translation]:
    """Indonesian, as a clerk finds it; the source language again afterwards."""
    translation = Translation(qapp, Language.INDONESIAN)
    yield translation
    translation.use(Language.ENGLISH)


@pytest.fixture
def restored(qapp: QApplication) -> Iterator[None]:
    """The application as other tests expect it."""
    yield
    for translation in qapp.findChildren(Translation):
        translation.use(Language.ENGLISH)
    qapp.setStyleSheet("")


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """Light."""
    load_fonts()
    yield Appearance(qapp, Theme.LIGHT)
    qapp.setStyleSheet("")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestCounter]:
    """A whole counter on a fresh database."""
    office = a_counter(tmp_path)
    yield office
    office.store.close()


@pytest.fixture
def shell(
    qtbot: QtBot, qapp: QApplication, office: TestCounter, appearance: Appearance, translation: Translation
) -> Iterator[Shell]:
    """The main window with its counter attached, nobody logged in."""
    jobs = Jobs()
    shell = Shell(qtbot, qapp, office, jobs, appearance, translation)
    yield shell
    office.host.let_go()
    jobs.close()
    shell.window.close()
