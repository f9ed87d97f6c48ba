"""How the window looks: colours with a meaning, one style sheet, the fonts that travel with the program.

A widget says what it is (``setProperty("role", "muted")``), the style sheet says how that looks. Shapes that are
painted get their colours from the style sheet too, through Qt properties, so that nothing has to know the palette.
"""

import re
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from counter_app import resources

BODY_FAMILY = "Inter"
PAPER_FAMILY = "JetBrains Mono"
BODY_PIXELS = 15
_TOKEN = re.compile(r"@(\w+)@")


class Theme(StrEnum):
    """The value of ``window.theme`` in the settings; ``SYSTEM`` follows the desktop."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for. ``*_soft`` are grounds on which the strong one of that name is read."""

    background: str
    surface: str
    sunken: str
    ink: str
    muted: str
    line: str
    edge: str
    accent: str
    accent_hover: str
    accent_ink: str
    accent_soft: str
    focus: str
    ok: str
    ok_soft: str
    wait: str
    wait_soft: str
    bad: str
    bad_soft: str
    veil: str
    plot_first: str
    plot_second: str
    plot_third: str
    plot_fourth: str


LIGHT = Palette(
    background="#F4F5F2",
    surface="#FFFFFF",
    sunken="#ECEEEA",
    ink="#14211C",
    muted="#55635C",
    line="#DADFDA",
    edge="#7F8C85",
    accent="#0B6E4F",
    accent_hover="#095C42",
    accent_ink="#FFFFFF",
    accent_soft="#E1F0EA",
    focus="#1E5EFF",
    ok="#0B6E4F",
    ok_soft="#E1F0EA",
    wait="#8A5000",
    wait_soft="#FBEFD9",
    bad="#B3261E",
    bad_soft="#FBE6E4",
    veil="rgba(20, 33, 28, 115)",
    plot_first="#0072B2",
    plot_second="#C24E00",
    plot_third="#7B3294",
    plot_fourth="#55635C",
)
DARK = Palette(
    background="#101513",
    surface="#19201D",
    sunken="#131917",
    ink="#EDF2EF",
    muted="#A3B0AA",
    line="#2E3833",
    edge="#75827B",
    accent="#4FC39A",
    accent_hover="#6BD2AD",
    accent_ink="#06231A",
    accent_soft="#17352B",
    focus="#86AAFF",
    ok="#5CCBA4",
    ok_soft="#17352B",
    wait="#F0B355",
    wait_soft="#3A2C12",
    bad="#FF8F86",
    bad_soft="#43201D",
    veil="rgba(0, 0, 0, 150)",
    plot_first="#56B4E9",
    plot_second="#F0A15C",
    plot_third="#D9A0E6",
    plot_fourth="#A3B0AA",
)


TRAINING_LIGHT = replace(
    LIGHT,
    background="#F3EAFB",
    sunken="#E9DBF5",
    line="#D5C2E6",
    accent="#7A1FA2",
    accent_hover="#661A88",
    accent_soft="#EBD9F6",
    muted="#574C60",
    edge="#83758F",
)
TRAINING_DARK = replace(
    DARK,
    background="#1D1126",
    surface="#271833",
    sunken="#221330",
    line="#4A3160",
    edge="#8E79A3",
    accent="#D79BF5",
    accent_hover="#E3B6FA",
    accent_ink="#2A0B3A",
    accent_soft="#41205A",
    muted="#BBA9CB",
)
"""For a counter to learn on: nobody takes its window for a real one, from however far away."""


def style_sheet(palette: Palette) -> str:
    """The style sheet with the palette's colours. Raises ``KeyError`` for a colour the palette does not have."""
    colours = asdict(palette)
    return _TOKEN.sub(lambda token: colours[token[1]], _template())


@cache
def _template() -> str:
    sheets = sorted((resources.FOLDER / "styles").glob("*.qss"), reverse=True)  # loket.qss first, then the pages
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def load_fonts() -> None:
    """Make the program's own fonts known. Raises ``RuntimeError`` where one cannot be read: it came incomplete."""
    for file in sorted((resources.FOLDER / "fonts").glob("*.?tf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise RuntimeError(f"{file} is not a font that can be loaded")


def body_font() -> QFont:
    """The window's font; figures are all equally wide, so that amounts stand in columns."""
    font = QFont(BODY_FAMILY)
    font.setPixelSize(BODY_PIXELS)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


class Appearance(QObject):
    """Light or dark, for the whole program. ``switched``: the ``Theme`` that somebody has just chosen."""

    switched = Signal(object)

    def __init__(self, app: QApplication, theme: Theme, *, training: bool = False) -> None:
        super().__init__(app)
        self._app = app
        self._light, self._dark = (TRAINING_LIGHT, TRAINING_DARK) if training else (LIGHT, DARK)
        self._palette = self._chosen(theme)
        app.setStyle("Fusion")
        app.setFont(body_font())
        self._apply()

    @property
    def palette(self) -> Palette:
        return self._palette

    @property
    def is_dark(self) -> bool:
        return self._palette is self._dark

    def toggle(self) -> None:
        """From light to dark and back."""
        self._palette = self._light if self.is_dark else self._dark
        self._apply()
        self.switched.emit(Theme.DARK if self.is_dark else Theme.LIGHT)

    def _chosen(self, theme: Theme) -> Palette:
        if theme is Theme.SYSTEM:
            dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return self._dark if dark else self._light
        return self._dark if theme is Theme.DARK else self._light

    def _apply(self) -> None:
        self._app.setPalette(_qt_palette(self._palette))
        self._app.setStyleSheet(style_sheet(self._palette))


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet asks about, and have the widget look accordingly at once."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def _qt_palette(palette: Palette) -> QPalette:
    """For what the style sheet does not reach: selections, placeholders, what Fusion draws itself."""
    roles = {
        QPalette.ColorRole.Window: palette.background,
        QPalette.ColorRole.WindowText: palette.ink,
        QPalette.ColorRole.Base: palette.surface,
        QPalette.ColorRole.AlternateBase: palette.sunken,
        QPalette.ColorRole.Text: palette.ink,
        QPalette.ColorRole.Button: palette.surface,
        QPalette.ColorRole.ButtonText: palette.ink,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.accent_ink,
        QPalette.ColorRole.PlaceholderText: palette.muted,
        QPalette.ColorRole.ToolTipBase: palette.surface,
        QPalette.ColorRole.ToolTipText: palette.ink,
        QPalette.ColorRole.Accent: palette.accent,
    }
    colours = QPalette()
    for role, colour in roles.items():
        colours.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        colours.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.muted))
    return colours
