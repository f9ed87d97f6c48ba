"""The queue as rows of a table: two lines a cell, numbers masked."""

from collections.abc import Sequence
from datetime import tzinfo
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QObject, Qt

from counter_app.domain.identity import mask
from counter_app.domain.money import format_rupiah
from counter_app.domain.standing import NextStep
from counter_app.services.queue import QueueRow
from ui import formats
from ui.journal_model import Cell, Index, JournalRole
from ui.queue_words import age_words, answer_words, lane_words, row_mood, row_state, step_words, turn_words
from ui.translation import QT_TRANSLATE_NOOP
from ui.widgets.plain_label import inert
from ui.words import tender_words


class QueueColumn(IntEnum):
    SINCE = 0
    RECEIPT = 1
    PAYER = 2
    AMOUNT = 3
    STATE = 4
    NEXT = 5


_HEADINGS = {
    QueueColumn.SINCE: QT_TRANSLATE_NOOP("Queue", "Since"),
    QueueColumn.RECEIPT: QT_TRANSLATE_NOOP("Queue", "Receipt"),
    QueueColumn.PAYER: QT_TRANSLATE_NOOP("Queue", "Payer"),
    QueueColumn.AMOUNT: QT_TRANSLATE_NOOP("Queue", "Amount"),
    QueueColumn.STATE: QT_TRANSLATE_NOOP("Queue", "State, last answer"),
    QueueColumn.NEXT: QT_TRANSLATE_NOOP("Queue", "Next, and whose turn"),
}


class QueueModel(QAbstractTableModel):
    """By lane, in each the oldest first, as the service gives them."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._rows: list[QueueRow] = []

    @property
    def rows(self) -> Sequence[QueueRow]:
        return self._rows

    def show_rows(self, rows: Sequence[QueueRow]) -> None:
        """Show these. Where only states changed, selection and scrolling stay as they are."""
        same = [row.id for row in rows] == [row.id for row in self._rows]
        if not same:
            self.beginResetModel()
        self._rows = list(rows)
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(QueueColumn) - 1))

    def speak(self) -> None:
        """Another language is spoken: all words are new."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(QueueColumn) - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(QueueColumn) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(QueueColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(QueueColumn(section))
        if role == Qt.ItemDataRole.DisplayRole:
            return QCoreApplication.translate("Queue", _HEADINGS[QueueColumn(section)])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self._rows[index.row()], QueueColumn(index.column())
        if role == JournalRole.ROW:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        cell = self._cell(row, column)
        answers: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: cell.words,
            Qt.ItemDataRole.AccessibleTextRole: f"{cell.words} {cell.below}".strip(),
            JournalRole.BELOW: cell.below,
            JournalRole.MOOD: cell.mood,
        }
        return answers.get(role)

    def _cell(self, row: QueueRow, column: QueueColumn) -> Cell:
        payment, standing = row.payment, row.standing
        match column:
            case QueueColumn.SINCE:
                return Cell(age_words(row.age), formats.clock_time(row.since, self._zone))
            case QueueColumn.RECEIPT:
                return Cell(payment.receipt_number, lane_words(standing.lane))
            case QueueColumn.PAYER:
                return Cell(inert(payment.payer.name), _reached_by(row))
            case QueueColumn.AMOUNT:
                return Cell(format_rupiah(payment.total), tender_words(payment.tender.kind))
            case QueueColumn.STATE:
                return Cell(row_state(row), answer_words(standing.answer), row_mood(row))
            case QueueColumn.NEXT:
                tries = row.item.attempts if row.item else 0
                words = QCoreApplication.translate("Queue", "{whose} · tries: {count}")
                return Cell(step_words(standing.step), words.format(whose=turn_words(standing.turn), count=tries))


def _reached_by(row: QueueRow) -> str:
    """The telephone number of whoever has money to come and has gone home; else the masked NIK tells people apart."""
    calls = row.standing.step is NextStep.RETURN_CASH and row.phone
    return inert(row.phone) if calls else mask(row.payment.payer.nik)


def _alignment(column: QueueColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column is QueueColumn.AMOUNT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
