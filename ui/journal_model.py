"""The payments of a day as rows of a table: two lines a cell, numbers masked."""

from datetime import tzinfo
from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, QSortFilterProxyModel

from counter_app.domain.identity import mask
from counter_app.domain.money import format_rupiah
from counter_app.domain.participant import fold
from counter_app.domain.print_job import PrintJob, PrintState
from counter_app.services.overview import DayRow
from ui import formats
from ui.translation import QT_TRANSLATE_NOOP
from ui.two_line_model import Cell, Columns, Index, TwoLineModel
from ui.widgets.plain_label import inert
from ui.words import Mood, print_words, standing_mood, standing_words, tender_words


class Column(IntEnum):
    TIME = 0
    RECEIPT = 1
    PAYER = 2
    MONTHS = 3
    TOTAL = 4
    STATE = 5
    PAPER = 6


_HEADINGS = {
    Column.TIME: QT_TRANSLATE_NOOP("Journal", "Time"),
    Column.RECEIPT: QT_TRANSLATE_NOOP("Journal", "Receipt"),
    Column.PAYER: QT_TRANSLATE_NOOP("Journal", "Payer"),
    Column.MONTHS: QT_TRANSLATE_NOOP("Journal", "Months"),
    Column.TOTAL: QT_TRANSLATE_NOOP("Journal", "Total"),
    Column.STATE: QT_TRANSLATE_NOOP("Journal", "State"),
    Column.PAPER: QT_TRANSLATE_NOOP("Journal", "Paper"),
}


def held_paper(row: DayRow) -> PrintJob | None:
    """The piece of paper that waits for somebody to print it, if there is one."""
    return next((job for job in row.prints if job.state is PrintState.HELD), None)


def next_copy(row: DayRow) -> int:
    """Which SALINAN the next one would be."""
    return 1 + max((job.copy for job in row.prints), default=0)


class JournalModel(TwoLineModel[DayRow]):
    """Newest first, as the overview gives them."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(Columns("Journal", tuple(_HEADINGS.values()), Column.TOTAL), parent)
        self._zone = zone

    def key(self, row: DayRow) -> UUID:
        return row.payment.id

    def cell(self, row: DayRow, column: int) -> Cell:
        payment = row.payment
        match Column(column):
            case Column.TIME:
                return Cell(formats.clock_time(payment.accepted_at, self._zone))
            case Column.RECEIPT:
                return Cell(payment.receipt_number, payment.clerk_id)
            case Column.PAYER:
                return Cell(inert(payment.payer.name), mask(payment.payer.nik))
            case Column.MONTHS:
                count = len(payment.bill.months)
                words = QCoreApplication.translate("Journal", "{count} mo.").format(count=count)
                return Cell(formats.months(payment.bill.months), words)
            case Column.TOTAL:
                return Cell(format_rupiah(payment.total), tender_words(payment.tender.kind))
            case Column.STATE:
                words, _, task = standing_words(payment.state, row.reversal).partition(", ")
                reference = payment.posting.host_reference if payment.posting else ""
                return Cell(words, task or reference, standing_mood(payment.state, row.reversal))
            case Column.PAPER:
                return _paper(row)


class JournalFilter(QSortFilterProxyModel):
    """Only rows in which every word typed is found: in name, receipt number, or the NIK's or KPJ's digits."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []

    def look_for(self, text: str) -> None:
        """Show the rows for what is typed; nothing typed shows all."""
        self._words = fold(text).split()
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        model = self.sourceModel()
        assert isinstance(model, JournalModel)
        payment = model.rows[source_row].payment
        place = f"{fold(payment.payer.name)} {fold(payment.receipt_number)} {payment.payer.nik} {payment.payer.kpj}"
        return all(word in place for word in self._words)


def _paper(row: DayRow) -> Cell:
    original = next((job for job in row.prints if job.copy == 0), None)
    copies = sum(1 for job in row.prints if job.copy and job.is_out)
    below = QCoreApplication.translate("Journal", "copies: {count}").format(count=copies) if copies else ""
    if original is None:
        return Cell("–", below)
    troubled = any(job.is_stuck for job in row.prints[-1:])
    return Cell(
        print_words(row.prints[-1].state if troubled else original.state), below, Mood.BAD if troubled else None
    )
