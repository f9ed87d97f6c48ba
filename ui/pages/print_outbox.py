"""The print outbox: how the printer stands, what did not come out, what went out last, and doing something about it."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.people import Actor
from counter_app.domain.print_job import PrintJob
from counter_app.domain.printer import PrinterStatus
from counter_app.services.print_outbox import OutboxRow, OutboxView
from ui.jobs import Job, Jobs, Lane
from ui.keys import Act, key_of, press
from ui.messages import sentence_of
from ui.pages.print_outbox_pane import PrintPane
from ui.print_outbox_model import PrintColumn, PrintOutboxModel
from ui.printer_words import lamp_words, status_after, status_words
from ui.two_line_model import CellRole
from ui.widgets.action_button import ActionButton
from ui.widgets.lamp import StateMark
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken
from ui.widgets.two_line_table import Layout, TwoLineTable
from ui.words import Mood

TABLE, PANE = 916, 402
"""Widths in pixels on the usual screen, and so the shares on a narrower one."""
LEAST_PANE = 308
WIDTHS = {
    PrintColumn.ASKED: (84, 100),
    PrintColumn.PAPER: (72, 170),
    PrintColumn.STATE: (160, 230),
    PrintColumn.WHY: (118, 200),
}
ABOUT = 186
"""All of a receipt number, also on the smallest screen."""


class PrintOutboxPage(Spoken):
    """``left``: back to where one was. ``printer_seen``: a paper's job as it ended. ``status_seen``: the printer's."""

    left = Signal()
    printer_seen = Signal(object)
    status_seen = Signal(object)

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self._counter, self._jobs, self._actor = counter, jobs, actor
        self._reading: Job | None = None
        self._asking: Job | None = None
        self._error: Exception | None = None
        self._view = OutboxView((), ())
        self._status: PrinterStatus | None = None
        self._chosen: UUID | None = None
        self.model = PrintOutboxModel(counter.zone, self)
        self.table = TwoLineTable("print-outbox", Layout(WIDTHS, PrintColumn.ABOUT, ABOUT, PrintColumn.ABOUT))
        self.table.setModel(self.model)
        self.table.fit_columns()
        self.title, self.counts = PlainLabel(role="heading"), WrappedLabel(role="muted")
        self.mark, self.printer = StateMark(), WrappedLabel()
        self.printer.setObjectName("printer-status")
        self.again = ActionButton("quiet")
        self.again.setObjectName("outbox-look")
        self.nothing = WrappedLabel(role="hint")
        self.pane = PrintPane(counter, jobs, actor)
        self._arrange()
        self._connect()
        self.retranslate()

    def start(self) -> None:
        """Read everything anew, and ask the printer how it stands."""
        self.pane.forget()
        self.look()
        self.table.setFocus()

    def look(self) -> None:
        """Look again: at the printer as well, which takes seconds at most."""
        self.refresh()
        if self._asking is None:
            self._asking = self._jobs.submit(
                Lane.PRINTER,
                self._counter.printing.printer_status,
                done=self._told,
                failed=lambda error: self._told(None),
                owner=self,
            )
            self._tell()

    def refresh(self) -> None:
        """Read the jobs anew; whoever chose one stays there."""
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._counter.print_outbox.read(self._actor),
            done=self._arrived,
            failed=self._failed,
            owner=self,
        )

    def paper_moved(self, job: PrintJob) -> None:
        """A paper was tried by itself."""
        self.printer_told(status_after(job, self._status))
        if self.isVisible():
            self.refresh()

    def printer_told(self, status: PrinterStatus | None) -> None:
        """Somebody else has asked the printer, or tried it."""
        self._status = status
        self._tell()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Print outbox"))
        self.table.setAccessibleName(self.tr("Papers that wait, and the last that went out"))
        look = self.tr("Look again")
        self.again.setText(f"{look}   ({key_of(Act.PRINT_LOOK).shown})")
        self.model.speak()
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: out of what is being typed first, then back. The printer is looked at again also where no list is."""
        if event.text().upper() == key_of(Act.PRINT_LOOK).shown and not self.pane.is_typing:
            self.look()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.pane.put_away():
            self.left.emit()

    def _arrived(self, view: OutboxView) -> None:
        self._reading, self._error, self._view = None, None, view
        chosen = self._chosen
        self.model.now = self._counter.clock.now()
        self.model.show_rows([*view.missing, *view.out])
        self._choose(chosen)
        self._tell()

    def _failed(self, error: Exception) -> None:
        self._reading, self._error = None, error
        self._tell()

    def _told(self, status: PrinterStatus | None) -> None:
        self._asking, self._status = None, status
        self.status_seen.emit(status)
        self._tell()

    def _choose(self, job_id: UUID | None) -> None:
        """Stay on the row one was on, or take the first."""
        rows: Sequence[OutboxRow] = self.model.rows
        found = next((place for place, row in enumerate(rows) if row.job.id == job_id), 0)
        if rows:
            self.table.setCurrentIndex(self.model.index(found, 0))
        self.pane.show_row(rows[found] if rows else None)

    def _moved_to(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        if index.isValid():
            row = index.siblingAtColumn(0).data(CellRole.ROW)
            assert isinstance(row, OutboxRow)
            self._chosen = row.job.id
            self.pane.show_row(row)

    def _did(self, job: PrintJob) -> None:
        self._chosen = job.id
        self.printer_told(status_after(job, self._status))
        self.printer_seen.emit(job)
        self.refresh()

    def _tell(self) -> None:
        asked = self._asking is None
        self.mark.set_mood(lamp_words(self._status)[0] if asked else Mood.OFF)
        self.printer.setText(status_words(self._status) if asked else self.tr("The printer is being asked …"))
        self.counts.setText(self._counted())
        words = self.tr("Nothing was printed at this counter yet.") if self._error is None else sentence_of(self._error)
        self.nothing.setText(words)
        showing = bool(self.model.rows) and self._error is None
        self.stack.setCurrentIndex(1 if showing else 0)
        focused = QApplication.focusWidget()
        elsewhere = focused is not None and focused is not self and self.isAncestorOf(focused)
        if self.isVisible() and not elsewhere:
            (self.table if showing else self).setFocus()

    def _counted(self) -> str:
        """How many are not out, and whether anything has to be done about them at all."""
        waiting = len(self._view.missing)
        by_itself = sum(row.fresh for row in self._view.missing)
        if not waiting:
            return self.tr("Every paper is out.")
        if by_itself == waiting:
            words = self.tr("{count} did not come out yet. They come by themselves once the printer is ready.")
            return words.format(count=waiting)
        asked = self.tr("{count} did not come out. Print each, or say that nobody needs it.")
        words = asked.format(count=waiting - by_itself)
        if by_itself:
            words += " " + self.tr("{count} more come by themselves.").format(count=by_itself)
        return words

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._moved_to)
        self.table.shown.connect(self.pane.print_now)
        self.again.clicked.connect(self.look)
        self.pane.tried.connect(self._did)
        self.pane.idle.connect(self.table.setFocus)
        keys = {
            Act.PRINT_NOW: self.pane.print_now,
            Act.PRINT_COPY: self.pane.copy,
            Act.PRINT_DISMISS: self.pane.dismiss,
            Act.PRINT_LOOK: self.look,
        }
        for act, slot in keys.items():
            press(key_of(act).shown, self.table, slot).setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _arrange(self) -> None:
        empty = QWidget()
        middle = QVBoxLayout(empty)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle.addWidget(self.nothing)
        self.stack = QStackedWidget()
        self.stack.setProperty("role", "card")
        self.stack.addWidget(empty)
        self.stack.addWidget(self.table)
        head, printer = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title)
        head.addSpacing(16)
        head.addWidget(self.counts, 1)
        printer.setSpacing(8)
        printer.addWidget(self.mark)
        printer.addWidget(self.printer, 1)
        printer.addWidget(self.again)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(head)
        left.addLayout(printer)
        left.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 12)
        row.setSpacing(16)
        row.addLayout(left, TABLE)
        self.pane.setMinimumWidth(LEAST_PANE)
        self.pane.setMaximumWidth(PANE)
        row.addWidget(self.pane, PANE)
