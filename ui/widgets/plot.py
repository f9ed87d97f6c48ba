"""A plot of months, by pyqtgraph. It is loaded with the first plot that is shown: a start does not pay for it.

Lines are told apart by mark and stroke, bars by their pattern, so that nobody has to see the colours; whoever hears the
window reads the table beside the plot.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Property, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QImage, QPen, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.coverage_plots import Drawing, Plot, Quantity, ticks
from counter_app.domain.months import Month
from ui.theme import LIGHT

LEAST = QSize(320, 240)
MARKS = ("o", "s", "t", "d")
_STROKES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
_PATTERNS = (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.BDiagPattern, Qt.BrushStyle.Dense6Pattern)
_ROOM, _MARK_SIZE = 0.7, 9
_WIDE, _LEGEND = 560, 6
"""Pixels from which on the legend stands on one line, and how much stands on it."""
_MONTH_WIDE, _SCALE_WIDE, _SCALE_PIXELS, _BESIDE = 56, 100, 13, 14
"""Pixels: a month's words, the scale beside the plot, how large both are written, and the room beside the scale."""


@dataclass(frozen=True, slots=True)
class PlotWords:
    """The clerk's words for what is drawn. ``scale`` writes a number beside the plot, ``month`` a month below it."""

    names: Mapping[Quantity, str]
    target: str
    scale: Callable[[int], str]
    month: Callable[[Month], str]


class PlotView(QWidget):
    """Its colours are Qt properties, set by ``resources/styles/coverage.qss``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = {name: QColor() for name in ("ink", "ground", "line", "0", "1", "2", "3")}
        self._shown: tuple[Drawing, PlotWords] | None = None
        self.canvas: Any = None
        """pyqtgraph's widget, once there is something to draw."""
        self.setMinimumSize(LEAST)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_drawing(self, drawing: Drawing, words: PlotWords) -> None:
        """Draw it in the place of what was drawn before."""
        self._shown = (drawing, words)
        if self.canvas is None:
            self.canvas = _canvas(self)
            self._column.addWidget(self.canvas)
        self._draw()

    def use_paper(self) -> None:
        """The colours of light, whatever the window looks like."""
        inks = (LIGHT.plot_first, LIGHT.plot_second, LIGHT.plot_third, LIGHT.plot_fourth)
        own = {"ink": LIGHT.ink, "ground": LIGHT.surface, "line": LIGHT.edge, **{str(n): c for n, c in enumerate(inks)}}
        self._colours = {name: QColor(colour) for name, colour in own.items()}
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other months."""
        super().resizeEvent(event)
        if self._shown is not None and self.canvas is not None:
            self._scale(self.canvas.getPlotItem(), *self._shown)

    def _draw(self) -> None:
        if self._shown is None or self.canvas is None:
            return
        drawing, words = self._shown
        item = self.canvas.getPlotItem()
        item.clear()
        item.legend.clear()
        item.legend.setLabelTextColor(self._colours["ink"])
        self.canvas.setBackground(self._colours["ground"])
        self._scale(item, drawing, words)
        for number, (quantity, values) in enumerate(drawing.series.items()):
            if drawing.plot is Plot.PEOPLE:
                self._add_line(item, number, words.names[quantity], values)
            else:
                self._add_bars(item, number, words.names[quantity], drawing)
        if drawing.target is not None:
            ends = [-0.5, len(drawing.months) - 0.5]
            pen = QPen(self._colours["ink"], 2, Qt.PenStyle.DashLine)
            pen.setCosmetic(True)
            item.plot(ends, [drawing.target] * 2, pen=pen, name=words.target)

    def _scale(self, item: Any, drawing: Drawing, words: PlotWords) -> None:
        item.legend.setColumnCount(_LEGEND if self.width() >= _WIDE else _LEGEND // 2)
        marks, count = ticks(drawing.highest), len(drawing.months)
        every = max(1, -(-count * _MONTH_WIDE // max(1, self.width() - _SCALE_WIDE)))
        months = [
            (index, words.month(month))
            for index, month in enumerate(drawing.months)
            if (count - 1 - index) % every == 0
        ]
        font = QFont(self.font())
        font.setPixelSize(_SCALE_PIXELS)
        for side, labels in (("left", [(mark, words.scale(mark)) for mark in marks]), ("bottom", months)):
            axis = item.getAxis(side)
            axis.setTicks([labels])
            axis.setPen(self._colours["line"])
            axis.setTextPen(self._colours["ink"])
            axis.setTickFont(font)
        widest = max(QFontMetrics(font).horizontalAdvance(words.scale(mark)) for mark in marks)
        item.getAxis("left").setWidth(widest + _BESIDE)  # by itself it would be known only after the first painting
        item.setXRange(-0.5, count - 0.5, padding=0)
        item.setYRange(0, marks[-1], padding=0.03)

    def _add_line(self, item: Any, number: int, name: str, values: Sequence[int | None]) -> None:
        """Marks where something is known, joined where the months are neighbours; nothing that is no number is drawn."""
        import numpy as np

        colour = self._colours[str(number)]
        pen = QPen(colour, 2, _STROKES[number])
        pen.setCosmetic(True)
        known = [(index, float(value)) for index, value in enumerate(values) if value is not None]
        across = [index for index, _value in known]
        joined = [after - before == 1 for before, after in pairwise(across)] + [False] * bool(known)
        item.plot(
            across,
            [value for _index, value in known],
            pen=pen if known else None,
            connect=np.array(joined, dtype=np.int32),
            symbol=MARKS[number],
            symbolSize=_MARK_SIZE,
            symbolBrush=colour,
            symbolPen=self._colours["ground"],
            name=name,
        )

    def _add_bars(self, item: Any, number: int, name: str, drawing: Drawing) -> None:
        import pyqtgraph

        before = list(drawing.series.values())[:number]
        values = [value or 0 for value in list(drawing.series.values())[number]]
        stacked = drawing.plot is Plot.AMOUNTS
        wide = _ROOM / (1 if stacked else len(drawing.series))
        left = -_ROOM / 2 if stacked else -_ROOM / 2 + number * wide
        below = [sum(each[index] or 0 for each in before) if stacked else 0 for index in range(len(values))]
        pen = QPen(self._colours[str(number)], 1.5)
        pen.setCosmetic(True)
        some = [index for index, value in enumerate(values) if value]
        bars = pyqtgraph.BarGraphItem(
            x0=[index + left for index in some],
            y0=[below[index] for index in some],
            height=[values[index] for index in some],
            width=wide,
            pen=pen,
            brush=QBrush(self._colours[str(number)], _PATTERNS[number]),
            name=name,
        )
        item.addItem(bars)

    def _get(self, name: str) -> QColor:
        return self._colours[name]

    def _set(self, name: str, colour: QColor) -> None:
        if self._colours[name] != colour:
            self._colours[name] = colour
            self._draw()

    inkColour = Property(QColor, lambda self: self._get("ink"), lambda self, c: self._set("ink", c))  # noqa: N815
    groundColour = Property(QColor, lambda self: self._get("ground"), lambda self, c: self._set("ground", c))  # noqa: N815
    lineColour = Property(QColor, lambda self: self._get("line"), lambda self, c: self._set("line", c))  # noqa: N815
    firstColour = Property(QColor, lambda self: self._get("0"), lambda self, c: self._set("0", c))  # noqa: N815
    secondColour = Property(QColor, lambda self: self._get("1"), lambda self, c: self._set("1", c))  # noqa: N815
    thirdColour = Property(QColor, lambda self: self._get("2"), lambda self, c: self._set("2", c))  # noqa: N815
    fourthColour = Property(QColor, lambda self: self._get("3"), lambda self, c: self._set("3", c))  # noqa: N815


def on_paper(drawing: Drawing, words: PlotWords, size: QSize) -> QImage:
    """The plot ``size`` pixels large, dark on white whatever the window looks like."""
    view = PlotView()
    view.ensurePolished()
    view.resize(size)
    view.use_paper()
    view.show_drawing(drawing, words)
    image = view.grab().toImage()
    view.deleteLater()
    return image


def _canvas(parent: QWidget) -> Any:
    """An empty plot that is looked at and not moved."""
    import pyqtgraph

    pyqtgraph.setConfigOptions(antialias=True)
    canvas = pyqtgraph.PlotWidget(parent)
    canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    canvas.setMouseEnabled(x=False, y=False)
    canvas.setMenuEnabled(False)
    canvas.hideButtons()
    item = canvas.getPlotItem()
    item.layout.setContentsMargins(4, 4, 20, 4)
    item.showGrid(y=True, alpha=0.25)
    item.addLegend(offset=(8, 4))
    return canvas
