"""Plots on paper: lines told apart by their marks, bars by how dark they are, so that a black printer will do."""

import itertools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from counter_app.domain.coverage_plots import Drawing, Plot, ticks
from counter_app.domain.money import format_rupiah
from counter_app.domain.months import Month
from counter_app.reports.coverage_words import QUANTITIES, TARGET, month_words
from counter_app.reports.pages import WIDTH
from counter_app.reports.typeface import REGULAR, register

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing as Picture

HEIGHT = 158.0
"""Points, legend and months included."""
_LEFT, _RIGHT, _BOTTOM, _TOP = 62.0, 6.0, 16.0, 20.0
_SIZE = 6.5
_COLOURS = ("#004F7C", "#C24E00", "#8FB8DE", "#4D4D4D")
_BARS = ("#004F7C", "#E8A26B", "#D9D9D9")
_MILLION = 1_000_000
_MARK = 2.2
_ROOM = 0.7
"""Of the room a month has, what its bars take."""

Place = Callable[[float], float]
Anchor = Literal["start", "middle", "end"]


def picture(drawing: Drawing) -> "Picture":
    """As wide as the page."""
    from reportlab.graphics.shapes import Drawing as Picture
    from reportlab.lib.colors import HexColor

    register()
    made, marks = Picture(WIDTH, HEIGHT), ticks(drawing.highest)
    scale = (HEIGHT - _BOTTOM - _TOP) / marks[-1]

    def up(value: float) -> float:
        return _BOTTOM + value * scale

    for mark in marks:
        _line(made, (_LEFT, up(mark)), (WIDTH - _RIGHT, up(mark)), HexColor("#DDDDDD"), 0.4)
        _words(made, _LEFT - 4, up(mark) - 2, _amount(mark, drawing.plot), "end")
    step = (WIDTH - _LEFT - _RIGHT) / len(drawing.months)
    _months(made, drawing.months, step)
    if drawing.plot is Plot.PEOPLE:
        _lines(made, drawing, step, up)
    else:
        _bars(made, drawing, step, up)
    if drawing.target is not None:
        _line(made, (_LEFT, up(drawing.target)), (WIDTH - _RIGHT, up(drawing.target)), HexColor("#000000"), 0.9, (4, 2))
    _legend(made, drawing)
    return made


def _lines(made: "Picture", drawing: Drawing, step: float, up: Place) -> None:
    from reportlab.lib.colors import HexColor

    for number, values in enumerate(drawing.series.values()):
        colour = HexColor(_COLOURS[number])
        places = [
            None if value is None else (_LEFT + (index + 0.5) * step, up(value)) for index, value in enumerate(values)
        ]
        for before, after in itertools.pairwise(places):
            if before is not None and after is not None:
                _line(made, before, after, colour, 1.1)
        for place in places:
            if place is not None:
                made.add(_mark(number, *place, colour))


def _bars(made: "Picture", drawing: Drawing, step: float, up: Place) -> None:
    stacked = drawing.plot is Plot.AMOUNTS
    wide = step * _ROOM / (1 if stacked else len(drawing.series))
    for index in range(len(drawing.months)):
        left, below = _LEFT + (index + (1 - _ROOM) / 2) * step, 0
        for number, values in enumerate(drawing.series.values()):
            value = values[index] or 0
            at = left if stacked else left + number * wide
            if value:
                _box(made, at, up(below), wide, up(below + value) - up(below), number)
            below += value if stacked else 0


def _box(made: "Picture", left: float, bottom: float, width: float, height: float, number: int) -> None:
    from reportlab.graphics.shapes import Rect
    from reportlab.lib.colors import HexColor

    own: dict[str, Any] = {"fillColor": HexColor(_BARS[number]), "strokeColor": HexColor("#222222"), "strokeWidth": 0.4}
    made.add(Rect(left, bottom, width, height, **own))


def _mark(number: int, across: float, up: float, colour: Any) -> Any:
    """A disc, a square, a triangle, a ring: a line each."""
    from reportlab.graphics.shapes import Circle, Polygon, Rect
    from reportlab.lib.colors import HexColor

    own: dict[str, Any] = {"fillColor": colour, "strokeColor": colour, "strokeWidth": 0.8}
    if number == 1:
        return Rect(across - _MARK, up - _MARK, 2 * _MARK, 2 * _MARK, **own)
    if number == 2:
        return Polygon([across - _MARK, up - _MARK, across + _MARK, up - _MARK, across, up + _MARK], **own)
    if number:
        own["fillColor"] = HexColor("#FFFFFF")
    return Circle(across, up, _MARK, **own)


def _legend(made: "Picture", drawing: Drawing) -> None:
    from reportlab.lib.colors import HexColor

    across, up = _LEFT, HEIGHT - 10
    for number, quantity in enumerate(drawing.series):
        if drawing.plot is Plot.PEOPLE:
            colour = HexColor(_COLOURS[number])
            _line(made, (across, up + 2), (across + 14, up + 2), colour, 1.1)
            made.add(_mark(number, across + 7, up + 2, colour))
        else:
            _box(made, across, up - 1, 14, 6, number)
        across = _words(made, across + 18, up, QUANTITIES[quantity])
    if drawing.target is not None:
        _line(made, (across, up + 2), (across + 14, up + 2), HexColor("#000000"), 0.9, (4, 2))
        _words(made, across + 18, up, f"{TARGET}: {amount_words(drawing.target, drawing.plot)}")


def _months(made: "Picture", months: Sequence[Month], step: float) -> None:
    every = -(-len(months) // 12)
    for index, month in enumerate(months):
        if index % every == 0:
            _words(made, _LEFT + (index + 0.5) * step, 4, month_words(month.month, month.year), "middle")


def amount_words(value: int, plot: Plot) -> str:
    """People as a number, rupiah as money."""
    return format_rupiah(value) if plot is Plot.AMOUNTS else f"{value:,}".replace(",", ".")


def _amount(value: int, plot: Plot) -> str:
    """On the scale, where millions are room enough."""
    if plot is Plot.AMOUNTS and value and value % (_MILLION // 10) == 0 and value >= _MILLION:
        return f"Rp{value / _MILLION:.1f} jt".replace(".0 jt", " jt").replace(".", ",")
    return amount_words(value, plot)


def _line(
    made: "Picture",
    start: tuple[float, float],
    end: tuple[float, float],
    colour: Any,
    width: float,
    dashes: tuple[int, int] | None = None,
) -> None:
    from reportlab.graphics.shapes import Line

    own: dict[str, Any] = {"strokeColor": colour, "strokeWidth": width, "strokeDashArray": dashes}
    made.add(Line(*start, *end, **own))


def _words(made: "Picture", across: float, up: float, words: str, anchor: Anchor = "start") -> float:
    """Where the next ones can begin."""
    from reportlab.graphics.shapes import String
    from reportlab.pdfbase.pdfmetrics import stringWidth

    made.add(String(across, up, words, fontName=REGULAR, fontSize=_SIZE, textAnchor=anchor))
    return across + float(stringWidth(words, REGULAR, _SIZE)) + 14
