"""The day's payments: how each one stands, its receipt as on paper, and another copy of it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.cash import TenderKind
from counter_app.domain.money import format_rupiah
from counter_app.domain.people import Actor
from counter_app.domain.print_job import PrintJob
from counter_app.services.overview import DayRow
from ui import formats
from ui.jobs import Job, Jobs, Lane
from ui.journal_model import JournalFilter, JournalModel
from ui.keys import Act, bind
from ui.messages import sentence_of
from ui.pages.journal_paper import PaperPane
from ui.two_line_model import CellRole
from ui.widgets.journal_table import JournalTable
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken
from ui.words import tender_words

TABLE, PAPER = 966, 352
"""Widths in pixels on the usual screen, and so the shares on a narrower one."""
LEAST_PAPER = 300
FILTER, LEAST_FILTER = 380, 200
SETTLE = 120
"""Milliseconds the arrows must rest before a receipt is drawn, so that holding one draws none on the way."""


class JournalPage(Spoken):
    """``left``: the clerk wants back to the counter. ``printer_seen``: the job of a copy as it ended.

    ``correct``: a payment is to be cancelled or reversed.
    """

    left = Signal()
    printer_seen = Signal(object)
    correct = Signal(UUID)

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, day: date, parent: QWidget | None = None) -> None:
        """``day``: the business date that is shown."""
        super().__init__("page", parent)
        self._overview = counter.overview
        self._jobs = jobs
        self._actor = actor
        self._day = day
        self._reading: Job | None = None
        self._error: Exception | None = None
        self._chosen: UUID | None = None
        self.model = JournalModel(counter.zone, self)
        self.shown = JournalFilter(self)
        self.shown.setSourceModel(self.model)
        self.table = JournalTable()
        self.table.setModel(self.shown)
        self.table.fit_columns()
        self.filter = QLineEdit()
        self.filter.setObjectName("filter")
        self.filter.setClearButtonEnabled(True)
        self.title, self.totals = PlainLabel(role="heading"), WrappedLabel(role="muted")
        self.nothing_title, self.nothing = PlainLabel(role="heading"), WrappedLabel(role="muted")
        self.paper = PaperPane(counter, jobs, actor)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._arrange()
        self._connect()
        self.retranslate()

    def start(self) -> None:
        """Show the day as it is now, with the cursor in the table."""
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the day anew. Of several asked for at once, the last one counts."""
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._overview.of_day(self._actor, self._day),
            done=self._arrived,
            failed=self._failed,
            owner=self,
        )

    def retranslate(self) -> None:
        self.title.setText(self.tr("Journal of {day}").format(day=formats.day_in_full(self._day)))
        self.filter.setPlaceholderText(self.tr("Filter by name, receipt number or NIK   ( / )"))
        self.filter.setAccessibleName(self.tr("Filter"))
        self.table.setAccessibleName(self.tr("Payments of the day"))
        self.model.speak()
        self._tell_totals()
        self._tell_nothing()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: out of the filter first, then back to the counter."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.filter.text() or self.filter.hasFocus():
            self.filter.clear()
            self.table.setFocus()
        else:
            self.left.emit()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        self.filter.setMinimumWidth(LEAST_FILTER)
        self.filter.setMaximumWidth(FILTER)
        head.addWidget(self.filter, 2)
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.addStretch(2)
        for label in (self.nothing_title, self.nothing):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(3)
        self.stack = QStackedWidget()
        self.stack.setProperty("role", "card")
        self.stack.addWidget(empty)
        self.stack.addWidget(self.table)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(head)
        left.addWidget(self.stack, 1)
        left.addWidget(self.totals)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 12)
        row.setSpacing(16)
        row.addLayout(left, TABLE)
        self.paper.setMinimumWidth(LEAST_PAPER)
        self.paper.setMaximumWidth(PAPER)
        row.addWidget(self.paper, PAPER)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filtered)
        self.filter.returnPressed.connect(self.table.setFocus)
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        self.table.shown.connect(self._show_paper)
        self._settle.timeout.connect(self._show_paper)
        self.paper.printed.connect(self._printed)
        bind(Act.REPRINT, self.table, self._print_again, within=True)
        bind(Act.CORRECT, self.table, self._correct, within=True)
        bind(Act.FILTER, self.table, self.filter.setFocus, within=True)

    def _arrived(self, rows: Sequence[DayRow]) -> None:
        self._reading = None
        self._error = None
        chosen = self._chosen
        self.model.show_rows(rows)
        self._choose(chosen)
        self._tell_totals()
        self._tell_nothing()

    def _failed(self, error: Exception) -> None:
        self._reading = None
        self._error = error
        self._tell_nothing()

    def _filtered(self, text: str) -> None:
        chosen = self._chosen
        self.shown.look_for(text)
        self._choose(chosen)
        self._tell_nothing()

    def _choose(self, payment_id: UUID | None) -> None:
        """Stay on the payment the clerk was on, or take the newest."""
        rows = range(self.shown.rowCount())
        found = next((row for row in rows if self._row_at(row).payment.id == payment_id), 0)
        if rows:
            self.table.setCurrentIndex(self.shown.index(found, 0))
            self._moved(self.shown.index(found, 0))
        self._show_paper()

    def _row_at(self, row: int) -> DayRow:
        value = self.shown.index(row, 0).data(CellRole.ROW)
        assert isinstance(value, DayRow)
        return value

    def _moved(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        if index.isValid():
            self._chosen = self._row_at(index.row()).payment.id
            self._settle.start()

    def _show_paper(self) -> None:
        self._settle.stop()
        index = self.table.currentIndex()
        self.paper.show_row(self._row_at(index.row()) if index.isValid() else None)

    def _print_again(self) -> None:
        """The row the cursor is on, even if its receipt has not been drawn yet."""
        self._show_paper()
        self.paper.print_again()

    def _correct(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.correct.emit(self._row_at(index.row()).payment.id)

    def _printed(self, job: PrintJob) -> None:
        self.printer_seen.emit(job)
        self.refresh()

    def _tell_totals(self) -> None:
        taken = [row.payment for row in self.model.rows if not row.given_back]
        parts = [self.tr("Payments: {count}").format(count=len(taken)), format_rupiah(sum(p.total for p in taken))]
        for kind in TenderKind:
            of_kind = [payment.total for payment in taken if payment.tender.kind is kind]
            if of_kind:
                parts.append(f"{tender_words(kind)} {format_rupiah(sum(of_kind))} ({len(of_kind)})")
        self.totals.setText("   ·   ".join(parts))

    def _tell_nothing(self) -> None:
        if self._error is not None:
            title, words = self.tr("The journal cannot be read"), sentence_of(self._error)
        elif self.model.rowCount():
            title, words = self.tr("Nothing fits"), self.tr("No payment of today has this in it. Esc shows all again.")
        else:
            title, words = self.tr("No payments yet"), self.tr("The first one of today will stand here.")
        self.nothing_title.setText(title)
        self.nothing.setText(words)
        showing = bool(self.shown.rowCount()) and self._error is None
        self.stack.setCurrentIndex(1 if showing else 0)
        if showing and self.isVisible() and not self._is_typing():
            self.table.setFocus()  # a table that was hidden until now could not take it

    def _is_typing(self) -> bool:
        """Whether the clerk is in a line; a payment that moves meanwhile must not turn letters into the table's keys."""
        return self.filter.hasFocus() or self.paper.is_typing
