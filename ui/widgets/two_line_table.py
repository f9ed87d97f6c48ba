"""Tables of two lines a cell, drawn as plain text, marks in the style sheet's colours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Property, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.keys import Act, key_of
from ui.two_line_model import CellRole, Index
from ui.widgets.lamp import SIDE, draw_mark
from ui.words import Mood

ROW_HEIGHT = 52
PADDING = 8
LEAST = 48


@dataclass(frozen=True, slots=True)
class Layout:
    """``widths``: each column's least pixels, and where there is room for all of it. ``stretched`` takes the rest, but
    never less than ``least``; ``numbers`` holds receipt numbers, of which the end tells one from the others.
    """

    widths: Mapping[Any, tuple[int, int]]
    stretched: int
    least: int
    numbers: int


class TwoLineTable(QTableView):
    """Rows of two-line cells. ``shown``: Enter on a row."""

    shown = Signal()

    def __init__(self, name: str, layout: Layout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = layout
        self.colours = {mood: QColor("#55635C") for mood in Mood}
        self.setObjectName(name)
        self.setProperty("role", "rows")
        self.setItemDelegate(TwoLines(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)

    def fit_columns(self) -> None:
        """Let the columns fill the table, whatever its width; called once the model is there."""
        header = self.horizontalHeader()
        header.setMinimumSectionSize(LEAST)
        for column in range(self.model().columnCount()):
            stretches = column == self.columns.stretched
            mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(column, mode)
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is shared out anew."""
        self._share_out()
        super().resizeEvent(event)

    def _share_out(self) -> None:
        """Each column as much above its least as all of them can have."""
        widths = self.columns.widths
        least, most = (sum(width[which] for width in widths.values()) for which in (0, 1))
        share = min(1.0, max(0.0, (self.viewport().width() - self.columns.least - least) / (most - least)))
        for column, (low, high) in widths.items():
            self.horizontalHeader().resizeSection(column, low + int((high - low) * share))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows a row; letters are the page's keys, not a search."""
        if event.key() in key_of(Act.SHOW_PAYMENT).pressed:
            if not event.isAutoRepeat():
                self.shown.emit()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """None: typing goes into the filter."""

    def _set(self, mood: Mood, colour: QColor) -> None:
        self.colours[mood] = colour
        self.viewport().update()

    ok_colour = Property(QColor, lambda self: self.colours[Mood.OK], lambda self, c: self._set(Mood.OK, c))
    wait_colour = Property(QColor, lambda self: self.colours[Mood.WAIT], lambda self, c: self._set(Mood.WAIT, c))
    bad_colour = Property(QColor, lambda self: self.colours[Mood.BAD], lambda self, c: self._set(Mood.BAD, c))
    off_colour = Property(QColor, lambda self: self.colours[Mood.OFF], lambda self, c: self._set(Mood.OFF, c))


class TwoLines(QStyledItemDelegate):
    """The first line in ink, the second muted and smaller; each cut off with … where the cell ends."""

    def __init__(self, table: TwoLineTable) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self._table
        table.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, table)
        painter.save()
        place: QRect = option.rect.adjusted(PADDING, 6, -PADDING, -7)
        mood = index.data(CellRole.MOOD)
        if mood:  # Qt hands an enumeration of strings back as a plain string
            mood = Mood(mood)
            mark = QRectF(place.left(), place.top() + 3, SIDE - 2, SIDE - 2)
            draw_mark(painter, mark, mood, table.colours[mood])
            place.setLeft(place.left() + SIDE + 6)
        alignment = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        # Of a receipt's number the end tells it apart from the others.
        cut = Qt.TextElideMode.ElideMiddle if index.column() == table.columns.numbers else Qt.TextElideMode.ElideRight
        lines = (str(index.data() or ""), str(index.data(CellRole.BELOW) or ""))
        self._write(painter, place, alignment, lines, cut)
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        place: QRect,
        alignment: Qt.AlignmentFlag,
        lines: tuple[str, str],
        cut: Qt.TextElideMode,
    ) -> None:
        ink = self._table.palette().color(QPalette.ColorRole.Text)
        strong = QFont(self._table.font())
        strong.setWeight(QFont.Weight.Medium)
        small = QFont(self._table.font())
        small.setPixelSize(13)
        side = alignment & Qt.AlignmentFlag.AlignHorizontal_Mask
        for font, text, where, colour in (
            (strong, lines[0], Qt.AlignmentFlag.AlignTop, ink),
            (small, lines[1], Qt.AlignmentFlag.AlignBottom, self._table.colours[Mood.OFF]),
        ):
            painter.setFont(font)
            painter.setPen(colour)
            elided = QFontMetrics(font).elidedText(text, cut, place.width())
            painter.drawText(place, int(side | where | Qt.TextFlag.TextSingleLine), elided)
