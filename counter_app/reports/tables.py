"""Paragraphs and tables of a report, as plain as the statement's: text from outside is never markup."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from counter_app.reports.typeface import BOLD, REGULAR, markup, register

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

SIZE, LEADING = 7.0, 9.2
"""Points; so are the widths of columns."""
_HEAD, _LINE = 0.92, 0.8
_ROOM = 90.0
"""Points below a heading: itself, a table's head, and a row."""


def paragraph(
    text: str, size: float = SIZE, *, bold: bool = False, right: bool = False, before: float = 0
) -> "Flowable":
    """``text`` as it stands, broken where the column ends."""
    from reportlab.lib.enums import TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    register()
    style = ParagraphStyle(
        "report",
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=size * 1.31,
        alignment=TA_RIGHT if right else TA_LEFT,
        spaceBefore=before,
        spaceAfter=3 if before else 0,
        splitLongWords=True,
    )
    return Paragraph(markup(text), style)


def heading(text: str) -> "list[Flowable]":
    """On the next page where nothing of what it heads would fit below it."""
    from reportlab.platypus import CondPageBreak

    return [CondPageBreak(_ROOM), paragraph(text, 9, bold=True, before=10)]


def table(cells: Sequence[Sequence[Any]], widths: Sequence[float], *, heads: int = 1, totals: int = 0) -> "Flowable":
    """Lines between the rows; ``heads`` rows stand on every page, ``totals`` rows at the end are bold."""
    from reportlab.lib.colors import Color
    from reportlab.platypus import LongTable, TableStyle

    grey, line = Color(_HEAD, _HEAD, _HEAD), Color(_LINE, _LINE, _LINE)
    style: list[Any] = [
        ("FONT", (0, 0), (-1, -1), REGULAR, SIZE, LEADING),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, line),
        ("LEFTPADDING", (0, 0), (0, -1), 2),
        ("LEFTPADDING", (1, 0), (-1, -1), 6),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ]
    if heads:
        style.append(("BACKGROUND", (0, 0), (-1, heads - 1), grey))
    if totals:
        style.append(("FONT", (0, -totals), (-1, -1), BOLD, SIZE, LEADING))
    return LongTable(
        [list(row) for row in cells], colWidths=list(widths), repeatRows=heads, style=TableStyle(style), hAlign="LEFT"
    )
