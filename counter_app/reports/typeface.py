"""The reports' typeface, as on the receipts: JetBrains Mono, whose figures stand under each other by themselves."""

import unicodedata
from functools import cache
from html import escape
from pathlib import Path

REGULAR, BOLD = "ReportMono", "ReportMono-Bold"
_FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


@cache
def register() -> None:
    """Make the typeface known to reportlab; once a process."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont(REGULAR, str(_FONTS / "JetBrainsMono-Regular.ttf")))
    pdfmetrics.registerFont(TTFont(BOLD, str(_FONTS / "JetBrainsMono-Bold.ttf")))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


def inert(text: str) -> str:
    """Text from outside on one line, without control characters and direction marks."""
    composed = unicodedata.normalize("NFC", text)
    spaced = (" " if char.isspace() else char for char in composed)
    return " ".join("".join(char for char in spaced if unicodedata.category(char) not in _INVISIBLE).split())


def markup(text: str) -> str:
    """``text`` where reportlab expects markup: nothing in it is any."""
    return escape(inert(text))
