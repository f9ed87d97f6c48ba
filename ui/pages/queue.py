"""The queue to the host: everything that still needs somebody, whose turn it is, and doing it."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.people import Actor
from counter_app.domain.standing import Lane as QueueLane
from counter_app.services.queue import QueueRow
from ui.jobs import Job, Jobs, Lane
from ui.keys import Act, bind
from ui.messages import sentence_of
from ui.pages.queue_pane import QueuePane
from ui.pages.queue_usb import QueueUsb
from ui.queue_doing import Doing
from ui.queue_model import QueueColumn, QueueModel
from ui.queue_words import lane_words
from ui.two_line_model import CellRole
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken
from ui.widgets.two_line_table import Layout, TwoLineTable

TABLE, PANE = 916, 402
"""Widths in pixels on the usual screen, and so the shares on a narrower one."""
LEAST_PANE = 330
WIDTHS = {
    QueueColumn.SINCE: (64, 72),
    QueueColumn.RECEIPT: (104, 158),
    QueueColumn.AMOUNT: (96, 104),
    QueueColumn.STATE: (150, 252),
    QueueColumn.NEXT: (120, 186),
}
PAYER = 110
_COUNTED = (QueueLane.PERSON, QueueLane.UNSURE, QueueLane.ON_ITS_WAY, QueueLane.SLIP)


class QueuePage(Spoken):
    """``left``: back to where one was. ``moved``: something was done that lamps and other pages should know."""

    left = Signal()
    moved = Signal()
    printer_seen = Signal(object)

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self._counter = counter
        self._jobs = jobs
        self._actor = actor
        self._reading: Job | None = None
        self._error: Exception | None = None
        self._chosen: UUID | None = None
        self._brought: UUID | None = None
        self._bringing = False
        self._arriving = False
        self.model = QueueModel(counter.zone, self)
        self.table = TwoLineTable("queue", Layout(WIDTHS, QueueColumn.PAYER, PAYER, QueueColumn.RECEIPT))
        self.table.setModel(self.model)
        self.table.fit_columns()
        self.title, self.lanes = PlainLabel(role="heading"), WrappedLabel(role="muted")
        self.nothing_title, self.nothing = PlainLabel(role="heading"), WrappedLabel(role="muted")
        self.pane = QueuePane(counter, jobs, actor)
        self.usb = QueueUsb(counter, jobs, actor)
        self._arrange()
        self._connect()
        self.retranslate()

    def start(self) -> None:
        """Show what is open now, with the cursor in the list; what was brought here earlier is not shown any more."""
        if not self._bringing:
            self._brought = None
        self._bringing = False
        self.pane.forget()
        self.refresh()
        self.table.setFocus()

    def bring(self, payment_id: UUID) -> None:
        """Show this payment as well, though it may be settled: somebody wants to undo it. ``start`` comes after it."""
        self._bringing = True
        self._brought = self._chosen = payment_id
        self.refresh()

    def refresh(self) -> None:
        """Read anew. Of several asked for at once, the last one counts."""
        if self._reading is not None:
            self._reading.cancel()
        view, actor, brought = self._counter.queue, self._actor, self._brought
        self._reading = self._jobs.submit(
            Lane.JOURNAL,
            lambda: view.rows(actor, brought),
            done=self._arrived,
            failed=self._failed,
            owner=self,
        )

    def retranslate(self) -> None:
        self.title.setText(self.tr("Queue to the host"))
        self.table.setAccessibleName(self.tr("What is open"))
        self.nothing_title.setText(self.tr("Nothing is open"))
        self.model.speak()
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: back."""
        if event.key() == Qt.Key.Key_Escape and not self.pane.is_busy:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
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
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addSpacing(16)
        head.addWidget(self.lanes, 1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(head)
        left.addWidget(self.stack, 1)
        left.addWidget(self.usb)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 12)
        row.setSpacing(16)
        row.addLayout(left, TABLE)
        self.pane.setMinimumWidth(LEAST_PANE)
        self.pane.setMaximumWidth(PANE)
        row.addWidget(self.pane, PANE)

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._moved_to)
        self.pane.changed.connect(self.refresh)
        self.pane.changed.connect(self.moved)
        self.usb.changed.connect(self.refresh)
        self.usb.changed.connect(self.moved)
        self.pane.printer_seen.connect(self.printer_seen)
        self.pane.idle.connect(self.table.setFocus)
        keys = {
            Act.QUEUE_RETURN: Doing.RETURN,
            Act.QUEUE_EXAMINE: Doing.EXAMINE,
            Act.QUEUE_SLIP: Doing.SLIP,
            Act.QUEUE_SEND: Doing.SEND,
            Act.QUEUE_CANCEL: Doing.CANCEL,
            Act.QUEUE_REVERSE: Doing.REVERSE,
            Act.QUEUE_CONTACT: Doing.CONTACT,
            Act.QUEUE_LIST: Doing.LIST,
        }
        for act, doing in keys.items():
            bind(act, self.table, partial(self.pane.begin, doing), within=True)

    def _arrived(self, rows: Sequence[QueueRow]) -> None:
        self._reading, self._error = None, None
        chosen, self._arriving = self._chosen, True
        self.model.show_rows(rows)
        self._choose(chosen)
        self._arriving = False
        self._tell()

    def _failed(self, error: Exception) -> None:
        self._reading, self._error = None, error
        self._tell()

    def _choose(self, item_id: UUID | None) -> None:
        """Stay on the row the clerk was on, or take the first."""
        rows = self.model.rows
        found = next((place for place, row in enumerate(rows) if item_id in (row.id, row.payment.id)), 0)
        if rows:
            self.table.setCurrentIndex(self.model.index(found, 0))
        self.pane.show_row(rows[found] if rows else None, chosen=False)

    def _moved_to(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        if index.isValid():
            row = index.siblingAtColumn(0).data(CellRole.ROW)
            assert isinstance(row, QueueRow)
            self._chosen = row.id
            self.pane.show_row(row, chosen=not self._arriving)

    def _tell(self) -> None:
        lanes = [row.standing.lane for row in self.model.rows]
        self.lanes.setText("   ·   ".join(f"{lane_words(lane)}: {lanes.count(lane)}" for lane in _COUNTED))
        if self._error is not None:
            self.nothing_title.setText(self.tr("The queue cannot be read"))
            self.nothing.setText(sentence_of(self._error))
        else:
            self.nothing_title.setText(self.tr("Nothing is open"))
            self.nothing.setText(self.tr("Every payment is settled, and every payer has the final paper."))
        showing = bool(self.model.rows) and self._error is None
        self.stack.setCurrentIndex(1 if showing else 0)
        focused = QApplication.focusWidget()
        elsewhere = focused is not None and focused is not self and self.isAncestorOf(focused)
        if showing and self.isVisible() and not elsewhere:
            self.table.setFocus()  # a table that was hidden until now could not take it
