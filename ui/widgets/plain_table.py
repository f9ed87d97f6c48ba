"""A table of plain words that is read row by row; nothing in it is edited."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

SIDES = 26
TALLEST = 2_000
"""Pixels: left and right of a cell's words together, and the tallest a cell may be."""


class _Words(QStyledItemDelegate):
    """Gives a cell the height that its words take in its column; the style forgets the room it leaves at the sides."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        table = option.widget
        if not isinstance(table, QTableView):
            return hint
        width = max(1, table.columnWidth(index.column()) - SIDES)
        words = str(index.data() or "")
        place = QFontMetrics(table.font()).boundingRect(0, 0, width, TALLEST, Qt.TextFlag.TextWordWrap, words)
        return QSize(hint.width(), place.height() + SIDES // 2)


class PlainTable(QTableView):
    """Tab leads past it and not into its cells; each row is as high as its words, so it is for some hundred rows."""

    def __init__(self, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setItemDelegate(_Words(self))
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)

    def fit(self, stretch: int) -> None:
        """Give each column what its words take, and the rest to column ``stretch``, counted from 0."""
        header = self.horizontalHeader()
        for column in range(self.model().columnCount()):
            mode = QHeaderView.ResizeMode.Stretch if column == stretch else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
