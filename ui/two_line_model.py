"""Rows of a table with two lines a cell: what the journal and the queue show differently is their cells alone."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ui.words import Mood

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")


class CellRole(IntEnum):
    """``BELOW``: a cell's second line. ``MOOD``: the mark before its first. ``ROW``: the row itself."""

    BELOW = Qt.ItemDataRole.UserRole
    MOOD = Qt.ItemDataRole.UserRole + 1
    ROW = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Cell:
    """``words`` over ``below``; ``mood`` puts a mark before them."""

    words: str
    below: str = ""
    mood: Mood | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """``headings`` in their order, as the source has them, in the translation's ``context``; ``money`` is set right."""

    context: str
    headings: Sequence[str]
    money: int


class TwoLineModel(QAbstractTableModel, Generic[Row]):
    """Shows the rows it is given, in their order."""

    def __init__(self, columns: Columns, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._rows: list[Row] = []

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows

    def key(self, row: Row) -> Hashable:
        """What tells a row from the others, whatever its state."""
        raise NotImplementedError

    def cell(self, row: Row, column: int) -> Cell:
        """What stands in one cell."""
        raise NotImplementedError

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these. Where only states changed, selection and scrolling stay as they are."""
        same = [self.key(row) for row in rows] == [self.key(row) for row in self._rows]
        if not same:
            self.beginResetModel()
        self._rows = list(rows)
        if not same:
            self.endResetModel()
        else:
            self._tell_all()

    def speak(self) -> None:
        """Another language is spoken: all words are new."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns.headings) - 1)
        self._tell_all()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return QCoreApplication.translate(self._columns.context, self._columns.headings[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == CellRole.ROW:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        cell = self.cell(row, index.column())
        answers: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: cell.words,
            Qt.ItemDataRole.AccessibleTextRole: f"{cell.words} {cell.below}".strip(),
            CellRole.BELOW: cell.below,
            CellRole.MOOD: cell.mood,
        }
        return answers.get(role)

    def _tell_all(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self._columns.headings) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        right = column == self._columns.money
        return (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
