"""The window of a counter to learn on: nobody takes it for a real one, whatever page is on it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.domain.training import MARK
from counter_app.settings import Settings
from counter_app.training import OFFICE, PEOPLE, PIN
from tests.helpers.counters import TestCounter
from tests.helpers.windows import Shell
from ui.desk import PAGES
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.theme import DARK, LIGHT, TRAINING_DARK, TRAINING_LIGHT, Appearance, Theme, load_fonts
from ui.translation import Language, Translation

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pupils(
    qtbot: QtBot, qapp: QApplication, office: TestCounter, translation: Translation, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shell]:
    """The window of a training office: everything behind it is a test's, the name on it is not."""
    load_fonts()
    real = MainWindow.__init__

    def begins(self: MainWindow, app: QApplication, settings: Settings, *others: object) -> None:
        real(self, app, replace(settings, office=OFFICE), *others)  # type: ignore[arg-type]

    monkeypatch.setattr(MainWindow, "__init__", begins)
    jobs = Jobs()
    shell = Shell(qtbot, qapp, office, jobs, Appearance(qapp, Theme.LIGHT, training=True), translation)
    yield shell
    office.host.let_go()
    jobs.close()
    shell.window.close()
    qapp.setStyleSheet("")


def says_latihan(shell: Shell) -> bool:
    band = shell.window.training
    return band is not None and band.isVisible() and shell.words(band).count(MARK) == 2 and band.pos().y() == 0


def test_the_band_is_above_every_page_the_log_in_and_the_lock(pupils: Shell) -> None:
    assert says_latihan(pupils)
    desk = pupils.begin()
    for act in desk.pages:
        pupils.window.go(act)
        assert says_latihan(pupils), act
    pupils.press(Qt.Key.Key_L, modifier=CTRL)
    assert pupils.window.is_locked
    assert says_latihan(pupils)


def test_the_band_says_who_there_is_to_log_in_as(pupils: Shell, translation: Translation) -> None:
    band = pupils.window.training
    assert band is not None
    for language in Language:
        translation.use(language)
        said = pupils.words(band)
        assert PEOPLE[0][0] in said
        assert PEOPLE[2][0] in said
        assert PIN in said
    assert MARK in band.accessibleName()


def test_a_real_window_has_no_band(shell: Shell) -> None:
    assert shell.window.training is None
    assert MARK not in shell.words()


def test_a_training_office_has_colours_of_its_own_in_light_and_dark(qapp: QApplication) -> None:
    appearance = Appearance(qapp, Theme.LIGHT, training=True)
    assert appearance.palette is TRAINING_LIGHT
    appearance.toggle()
    assert appearance.palette is TRAINING_DARK
    assert appearance.is_dark
    for training, real in ((TRAINING_LIGHT, LIGHT), (TRAINING_DARK, DARK)):
        assert (training.accent, training.background) != (real.accent, real.background)
    qapp.setStyleSheet("")


@pytest.mark.parametrize("language", Language)
def test_the_band_leaves_every_page_room_on_the_smallest_screen(
    pupils: Shell, translation: Translation, language: Language
) -> None:
    translation.use(language)
    desk = pupils.begin()
    pupils.window.resize(1092, 614)
    faults = []
    for act in [kind.act for kind in PAGES if kind.act in desk.pages]:
        pupils.window.go(act)
        pupils.bot.waitUntil(lambda: pupils.window.width() == 1092)
        least = pupils.window.minimumSizeHint()
        if least.width() > 1092 or least.height() > 614:
            faults.append(f"{act} wants {least.width()}×{least.height()}")
    assert faults == []
