"""Colours that can be read, fonts that are there, labels that stay plain."""

import re
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app import resources
from ui import theme
from ui.theme import DARK, LIGHT, TRAINING_DARK, TRAINING_LIGHT, Appearance, Palette, Theme, restyle, style_sheet
from ui.widgets.lamp import SIDE, Lamp, draw_mark
from ui.widgets.plain_label import ElidedLabel, PlainLabel, inert
from ui.words import Mood

PALETTES = [
    pytest.param(LIGHT, id="light"),
    pytest.param(DARK, id="dark"),
    pytest.param(TRAINING_LIGHT, id="training-light"),
    pytest.param(TRAINING_DARK, id="training-dark"),
]
READ = 4.5
SEEN = 3.0
"""WCAG 2.2: contrast of text (1.4.3), and of edges, focus and marks (1.4.11)."""

TEXTS = (
    ("ink", "background"),
    ("ink", "surface"),
    ("ink", "accent_soft"),
    ("muted", "background"),
    ("muted", "surface"),
    ("muted", "sunken"),
    ("muted", "accent_soft"),
    ("muted", "bad_soft"),
    ("accent", "surface"),
    ("accent", "accent_soft"),
    ("accent_ink", "accent"),
    ("accent_ink", "accent_hover"),
    ("ok", "surface"),
    ("ok", "ok_soft"),
    ("wait", "surface"),
    ("wait", "wait_soft"),
    ("bad", "background"),
    ("bad", "surface"),
    ("bad", "bad_soft"),
    ("ink", "bad_soft"),
)
EDGES = (("edge", "background"), ("edge", "surface"), ("focus", "surface"), ("focus", "background"))


def luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(getattr(QColor(colour), part)()) for part in ("redF", "greenF", "blueF"))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("palette", PALETTES)
def test_words_and_edges_stand_out_from_what_they_stand_on(palette: Palette) -> None:
    colours = asdict(palette)
    asked = [(pair, READ) for pair in TEXTS] + [(pair, SEEN) for pair in EDGES]
    weak = {
        pair: round(contrast(*(colours[name] for name in pair)), 2)
        for pair, least in asked
        if contrast(*(colours[name] for name in pair)) < least
    }
    assert weak == {}


@pytest.mark.parametrize("palette", PALETTES)
def test_every_colour_the_style_sheets_name_is_in_the_palette(palette: Palette) -> None:
    assert not re.search(r"@\w+@", style_sheet(palette))


def test_the_fonts_travel_with_the_program(appearance: Appearance, qapp: QApplication) -> None:
    assert {theme.BODY_FAMILY, theme.PAPER_FAMILY} <= set(QFontDatabase.families())
    assert QFontInfo(qapp.font()).family() == theme.BODY_FAMILY


def test_a_font_that_came_damaged_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "Inter-Regular.otf").write_bytes(b"not a font")
    monkeypatch.setattr(resources, "FOLDER", tmp_path)
    with pytest.raises(RuntimeError, match=r"Inter-Regular\.otf"):
        theme.load_fonts()


def test_amounts_stand_in_columns_because_figures_are_equally_wide(appearance: Appearance, qtbot: QtBot) -> None:
    label = PlainLabel("x")
    qtbot.addWidget(label)
    label.ensurePolished()
    widths = {label.fontMetrics().horizontalAdvance(figure * 4) for figure in "0123456789"}
    assert len(widths) == 1


@pytest.mark.parametrize(("asked", "dark"), [(Theme.LIGHT, False), (Theme.DARK, True), (Theme.SYSTEM, False)])
def test_the_setting_decides_between_light_and_dark(qapp: QApplication, asked: Theme, dark: bool) -> None:
    appearance = Appearance(qapp, asked)
    assert appearance.is_dark is dark
    assert appearance.palette is (DARK if dark else LIGHT)
    qapp.setStyleSheet("")


def test_a_widget_takes_its_new_look_at_once(qtbot: QtBot, appearance: Appearance) -> None:
    label = PlainLabel("Selisih", "ok")
    qtbot.addWidget(label)
    label.show()
    restyle(label, "role", "bad")
    restyle(label, "role", "bad")
    assert label.palette().color(label.foregroundRole()) == QColor(LIGHT.bad)


def test_no_two_moods_have_the_same_shape(qapp: QApplication) -> None:
    pictures = []
    for mood in Mood:
        picture = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
        picture.fill(QColor("white"))
        painter = QPainter(picture)
        draw_mark(painter, QRectF(0, 0, SIDE, SIDE), mood, QColor("black"))
        painter.end()
        pictures.append(bytes(picture.constBits()))
    assert len(set(pictures)) == len(Mood)


def test_a_lamp_reads_itself_out(qtbot: QtBot) -> None:
    lamp = Lamp("lamp")
    qtbot.addWidget(lamp)
    lamp.show_state("Printer", Mood.BAD, "tidak siap")
    assert lamp.accessibleName() == "Printer: tidak siap"
    assert not lamp.grab().toImage().isNull()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>Siti</b>", "<b>Siti</b>"),
        ("Siti\n\tAminah", "Siti Aminah"),
        ("\u202eitiS", "itiS"),
        ("Siti\x1b[31m\x00", "Siti [31m"),
        ("", ""),
    ],
)
def test_somebody_elses_text_is_shown_on_one_line_and_moves_nothing(text: str, shown: str) -> None:
    assert inert(text) == shown


def test_markup_in_a_name_is_words(qtbot: QtBot) -> None:
    label = ElidedLabel("<img src=x> " + "Panjang " * 40)
    qtbot.addWidget(label)
    label.resize(120, 24)
    label.show()
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.minimumSizeHint().width() == 0
    assert "<" not in label.toolTip()
    assert not label.grab().toImage().isNull()


def test_every_label_of_the_window_is_plain() -> None:
    rich = [
        file.name
        for file in sorted(Path(theme.__file__).parent.rglob("*.py"))
        if re.search(r"\bQLabel\(", file.read_text(encoding="utf-8")) and file.name != "plain_label.py"
    ]
    assert rich == []
