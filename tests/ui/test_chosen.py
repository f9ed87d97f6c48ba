"""Language and colours stay as they were chosen, and a file that was tampered with chooses nothing."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.counters import TestCounter, settings
from tests.helpers.logfail import LogWatch
from ui import chosen
from ui.chosen import Chosen
from ui.program import Program
from ui.theme import Theme
from ui.translation import Language
from ui.widgets.language_switch import LanguageSwitch


def test_what_was_chosen_is_found_again(tmp_path: Path) -> None:
    wanted = Chosen(Language.ENGLISH, Theme.DARK)
    chosen.write(tmp_path, wanted)
    assert chosen.read(tmp_path) == wanted
    assert [file.name for file in tmp_path.iterdir()] == [chosen.FILE_NAME]


def test_where_nothing_was_chosen_the_settings_decide(tmp_path: Path) -> None:
    assert chosen.read(tmp_path) == Chosen()
    chosen.write(tmp_path, Chosen(language=Language.ENGLISH))
    assert chosen.read(tmp_path) == Chosen(Language.ENGLISH, None)


@pytest.mark.parametrize(
    ("content", "read"),
    [
        (b"\xff\xfe not json", Chosen()),
        (b"[" * 900, Chosen()),
        (b'["en", "dark"]', Chosen()),
        (b'{"language": "jv", "theme": "dark"}', Chosen(None, Theme.DARK)),
        (b'{"language": {"en": 1}, "theme": ["dark"]}', Chosen()),
        (b'{"language": "en", "theme": 7, "pin": "246810"}', Chosen(Language.ENGLISH, None)),
        (b'{"language": "en"' + b" " * 5_000 + b"}", Chosen()),
    ],
)
def test_a_file_that_was_tampered_with_is_ignored_and_logged(
    tmp_path: Path, log_watch: LogWatch, content: bytes, read: Chosen
) -> None:
    log_watch.expects(r"window\.json is ignored")
    (tmp_path / chosen.FILE_NAME).write_bytes(content)
    assert chosen.read(tmp_path) == read


def test_a_disk_that_takes_nothing_is_no_reason_to_stop(tmp_path: Path, log_watch: LogWatch) -> None:
    log_watch.expects(r"window\.json cannot be kept")
    chosen.write(tmp_path / "not there", Chosen(Language.ENGLISH))


@pytest.mark.usefixtures("restored")
def test_the_next_start_looks_as_the_last_one_was_left(
    qtbot: QtBot, qapp: QApplication, office: TestCounter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counter_app.bootstrap.build", lambda _settings, clock: office.counter)
    first = Program(settings(tmp_path), qapp)
    qtbot.addWidget(first.window)
    first.start()
    for button in (first.window.bar.language, first.window.bar.theme):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    first.close()
    assert json.loads((tmp_path / chosen.FILE_NAME).read_text(encoding="utf-8")) == {"language": "en", "theme": "dark"}
    second = Program(settings(tmp_path), qapp)
    qtbot.addWidget(second.window)
    assert second.window.log_in.card.title.text() == "Log in"
    assert second.window.bar.language.spoken is Language.ENGLISH
    assert second.window._appearance.is_dark
    second.close()


def test_the_language_that_is_spoken_is_the_filled_one(qtbot: QtBot) -> None:
    switch = LanguageSwitch()
    qtbot.addWidget(switch)
    switch.show_spoken(Language.INDONESIAN)
    before = switch.grab().toImage()
    switch.show_spoken(Language.ENGLISH)
    assert switch.grab().toImage() != before
