"""The print outbox as rows of a table: what did not come out first, then what went out last."""

from datetime import datetime, timedelta, tzinfo
from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject

from counter_app.domain.printer import Trouble
from counter_app.services.print_outbox import OutboxRow
from ui import formats
from ui.printer_words import (
    document_words,
    is_in_line,
    job_mood,
    known_words,
    reason_words,
    short_words,
    was_interrupted,
)
from ui.translation import QT_TRANSLATE_NOOP
from ui.two_line_model import Cell, Columns, TwoLineModel
from ui.widgets.plain_label import inert


class PrintColumn(IntEnum):
    ASKED = 0
    PAPER = 1
    ABOUT = 2
    STATE = 3
    WHY = 4


_HEADINGS = {
    PrintColumn.ASKED: QT_TRANSLATE_NOOP("PrintOutbox", "Asked for"),
    PrintColumn.PAPER: QT_TRANSLATE_NOOP("PrintOutbox", "Paper"),
    PrintColumn.ABOUT: QT_TRANSLATE_NOOP("PrintOutbox", "About"),
    PrintColumn.STATE: QT_TRANSLATE_NOOP("PrintOutbox", "How it stands"),
    PrintColumn.WHY: QT_TRANSLATE_NOOP("PrintOutbox", "Trouble"),
}
_NO_MONEY = -1


class PrintOutboxModel(TwoLineModel[OutboxRow]):
    """In the order in which the outbox gives them."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(Columns("PrintOutbox", tuple(_HEADINGS.values()), _NO_MONEY), parent)
        self._zone = zone
        self.now: datetime | None = None
        """When the rows were read, UTC: their age is reckoned from then."""

    def key(self, row: OutboxRow) -> UUID:
        return row.job.id

    def cell(self, row: OutboxRow, column: int) -> Cell:
        job = row.job
        match PrintColumn(column):
            case PrintColumn.ASKED:
                at = job.requested_at.astimezone(self._zone)
                return Cell(formats.clock_time(job.requested_at, self._zone), self._age(job.requested_at, at))
            case PrintColumn.PAPER:
                copy = f"SALINAN {job.copy}" if job.copy else _said(QT_TRANSLATE_NOOP("PrintOutbox", "original"))
                return Cell(document_words(job.document), copy)
            case PrintColumn.ABOUT:
                return Cell(inert(row.number) or job.requested_by, inert(row.name))
            case PrintColumn.STATE:
                by_itself = _said(QT_TRANSLATE_NOOP("PrintOutbox", "comes by itself")) if row.fresh else ""
                return Cell(known_words(job), by_itself, job_mood(job))
            case PrintColumn.WHY:
                return self._why(row)

    def _why(self, row: OutboxRow) -> Cell:
        """In the clerk's words: a job's detail is a line's or a spooler's, and stands in the journal."""
        job = row.job
        if was_interrupted(job):
            return Cell(_said(QT_TRANSLATE_NOOP("PrintOutbox", "the program had ended")))
        if job.is_stuck:
            return Cell("" if is_in_line(job) else short_words(job.trouble or Trouble.UNKNOWN))
        if not job.is_out and job.detail:
            return Cell(reason_words(job.detail))
        return Cell("")

    def _age(self, asked: datetime, at: datetime) -> str:
        past = (self.now or asked) - asked
        if past < timedelta(hours=1):
            return _said(QT_TRANSLATE_NOOP("PrintOutbox", "{minutes} min. ago")).format(
                minutes=max(0, int(past.total_seconds() // 60))
            )
        return formats.day(at.date())


def _said(words: str) -> str:
    return QCoreApplication.translate("PrintOutbox", words)
