"""The queue as rows of a table: two lines a cell, numbers masked."""

from datetime import tzinfo
from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject

from counter_app.domain.identity import mask
from counter_app.domain.money import format_rupiah
from counter_app.domain.standing import NextStep
from counter_app.services.queue import QueueRow
from ui import formats
from ui.queue_words import age_words, answer_words, lane_words, row_mood, row_state, step_words, turn_words
from ui.translation import QT_TRANSLATE_NOOP
from ui.two_line_model import Cell, Columns, TwoLineModel
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


class QueueModel(TwoLineModel[QueueRow]):
    """By lane, in each the oldest first, as the service gives them."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(Columns("Queue", tuple(_HEADINGS.values()), QueueColumn.AMOUNT), parent)
        self._zone = zone

    def key(self, row: QueueRow) -> UUID:
        return row.id

    def cell(self, row: QueueRow, column: int) -> Cell:
        payment, standing = row.payment, row.standing
        match QueueColumn(column):
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
