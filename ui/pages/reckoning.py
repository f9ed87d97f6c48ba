"""The reckoning with the host: a day is fetched or read from a file, what differs is a case, and two people close it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, QDir, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.case import Case
from counter_app.domain.people import Actor
from counter_app.domain.reconciliation import Reckoning
from counter_app.services.cases import DayStanding
from counter_app.services.settlement_file import MOST_BYTES
from ui import formats
from ui.case_doing import CaseDoing
from ui.jobs import Cancelled, Job, Jobs, Lane, Progress
from ui.keys import press
from ui.messages import sentence_of
from ui.pages.reckoning_case import KEYS, CasePane
from ui.reckoning_model import CaseColumn, CasesModel, DayColumn, DaysModel
from ui.theme import restyle
from ui.two_line_model import CellRole
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import PlainLabel, WrappedLabel, inert
from ui.widgets.progress_line import ProgressLine
from ui.widgets.reckoning_sums import ReckoningSums
from ui.widgets.spoken import Spoken
from ui.widgets.two_line_table import Layout, TwoLineTable

TABLE, PANE, LEAST_PANE = 900, 402, 320
"""Widths in pixels on the usual screen, and so the shares on a narrower one."""
OPEN, PDF, XLSX = "Ctrl+O", "Ctrl+S", "Ctrl+Shift+S"
_CASE_WIDTHS = {CaseColumn.KIND: (120, 190), CaseColumn.AMOUNT: (110, 130), CaseColumn.STATE: (170, 260)}
_DAY_WIDTHS = {DayColumn.AGREED: (90, 140), DayColumn.DIFFERENT: (90, 140), DayColumn.OPEN: (90, 140)}
_DAYS, _CASES, _EMPTY = range(3)


@dataclass(frozen=True, slots=True)
class _DayRead:
    """One day as it stands in the books: the newest reckoning's numbers, and its cases."""

    standing: DayStanding | None
    cases: Sequence[Case]


class ReckoningPage(Spoken):
    """``left``: back to where the person began."""

    left = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self._counter, self._jobs, self._actor = counter, jobs, actor
        self._cases = counter.day.cases
        self._papers = counter.day.reckoning_papers
        self._day: date | None = None
        self._reckoning: Reckoning | None = None
        self._error: Exception | None = None
        self._said = ""
        self._leads = False
        self._reading: Job | None = None
        self.title, self.words = PlainLabel(role="heading"), WrappedLabel(role="hint")
        self.words.setObjectName("reckoning-words")
        self._day_label = PlainLabel(role="caption")
        self.day = QDateEdit()
        self.fetch, self.open_file = KeyButton("reckon-fetch", "Enter"), KeyButton("reckon-file", OPEN)
        self.pdf, self.xlsx = KeyButton("reckon-pdf", PDF), KeyButton("reckon-xlsx", XLSX)
        self.line = ProgressLine()
        self.sums = ReckoningSums()
        self.cases, self.days = CasesModel(counter.zone, self), DaysModel(counter.zone, self)
        self.case_table = TwoLineTable("cases", Layout(_CASE_WIDTHS, CaseColumn.RECEIPT, 130, CaseColumn.RECEIPT))
        self.day_table = TwoLineTable("reckoned-days", Layout(_DAY_WIDTHS, DayColumn.DAY, 150, -1))
        self.nothing_title, self.nothing = PlainLabel(role="heading"), WrappedLabel(role="muted")
        self.pane = CasePane(counter, jobs, actor)
        self.stack = QStackedWidget()
        self._arrange()
        self._connect()
        self.retranslate()

    def start(self) -> None:
        """The days that were reckoned; the cursor stands in the day that is to be."""
        today = self._counter.clock.now().astimezone(self._counter.zone).date()
        self.day.setDate(QDate(today.year, today.month, today.day))
        self.show_days()
        self.day.setFocus()

    def show_days(self) -> None:
        """Back to the list of days."""
        self._day, self._reckoning, self._error, self._said = None, None, None, ""
        self.pane.show_case(None)
        self._show()
        self._submit(lambda: self._cases.days(self._actor), self._days_arrived)

    def look_again(self) -> None:
        """Read anew what is on screen."""
        if self.line.busy:
            return
        if self._day is not None:
            self.show_day(self._day)
        else:
            self._submit(lambda: self._cases.days(self._actor), self._days_arrived)

    def show_day(self, day: date) -> None:
        """One day's cases, whoever reckoned it."""
        if self._reckoning is not None and self._reckoning.day != day:
            self._reckoning = None
        self._day = day
        self._submit(lambda: self._read(day), self._day_arrived)

    def reckon_file(self, file: Path) -> None:
        """Reckon the chosen day with this file in the place of the host."""
        day, service, actor = self._chosen(), self._counter.reconciliation, self._actor

        def read(progress: Progress, cancelled: Cancelled) -> Reckoning | str:
            try:
                with file.open("rb") as content:
                    data = content.read(MOST_BYTES + 1)
            except OSError as error:
                return error.strerror or str(error)
            return service.run_file(actor, day, data, progress, cancelled)

        self._run(read, self.tr("Reading {name}").format(name=inert(file.name)))

    def write(self, kind: str, file: Path) -> None:
        """Write the reckoning that is shown; a file of this name has been agreed to."""
        reckoning = self._reckoning
        if reckoning is None:
            return
        make = self._papers.pdf if kind == "pdf" else self._papers.xlsx

        def written(_progress: Progress, _cancelled: Cancelled) -> str:
            return _written(make(self._actor, reckoning), file)

        words = self.tr("Writing {name}").format(name=inert(file.name))
        self.line.run(
            self._jobs, Lane.BACKGROUND, written, words=words, done=partial(self._kept, file), failed=self._failed
        )

    def retranslate(self) -> None:
        self.title.setText(self.tr("Reckoning with the host"))
        self._day_label.setText(self.tr("The host's day"))
        self.day.setAccessibleName(self._day_label.text())
        self.day.lineEdit().setAccessibleName(self._day_label.text())
        self.fetch.show_words(self.tr("Fetch from the host"))
        self.open_file.show_words(self.tr("From a file"))
        self.pdf.show_words(self.tr("Save as PDF"))
        self.xlsx.show_words(self.tr("Save as XLSX"))
        self.case_table.setAccessibleName(self.tr("Differences of the day"))
        self.day_table.setAccessibleName(self.tr("Days that were reckoned"))
        self.cases.speak()
        self.days.speak()
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: from a day to the days, from there back."""
        if event.key() != Qt.Key.Key_Escape or self.pane.is_busy:
            super().keyPressEvent(event)
        elif self._day is not None:
            self.show_days()
            self.day_table.setFocus()
        else:
            self.left.emit()

    # --- laying out ---------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.day.setObjectName("reckoning-day")
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.day.lineEdit().setTextMargins(11, 0, 0, 0)  # as the other fields have it
        self._day_label.setBuddy(self.day)
        asked = QVBoxLayout()
        asked.setSpacing(2)
        asked.addWidget(self._day_label)
        asked.addWidget(self.day)
        ways = QHBoxLayout()
        ways.setSpacing(6)
        ways.addLayout(asked, 2)
        for button in (self.fetch, self.open_file, self.pdf, self.xlsx):
            button.setFixedHeight(54)
            ways.addWidget(button, 2)
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.addStretch(2)
        for label in (self.nothing_title, self.nothing):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(3)
        self.stack.setProperty("role", "card")
        for widget in (self.day_table, self.case_table, empty):
            self.stack.addWidget(widget)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.title)
        left.addLayout(ways)
        for widget in (self.line, self.words, self.sums):
            left.addWidget(widget)
        left.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 12)
        row.setSpacing(16)
        row.addLayout(left, TABLE)
        self.pane.setMinimumWidth(LEAST_PANE)
        self.pane.setMaximumWidth(PANE)
        row.addWidget(self.pane, PANE)

    def _connect(self) -> None:
        for table, model in ((self.case_table, self.cases), (self.day_table, self.days)):
            table.setModel(model)
            table.fit_columns()
        self.case_table.selectionModel().currentRowChanged.connect(self._moved_to)
        self.case_table.shown.connect(self.pane.take_focus)
        self.day_table.shown.connect(self._open_day)
        self.day_table.doubleClicked.connect(lambda _index: self._open_day())
        self.day.lineEdit().returnPressed.connect(self._fetch)
        self.fetch.clicked.connect(self._fetch)
        self.pane.changed.connect(self.look_again)
        self.pane.idle.connect(self.case_table.setFocus)
        for button, key, slot in (
            (self.open_file, OPEN, self._ask_file),
            (self.pdf, PDF, partial(self._ask_where, "pdf")),
            (self.xlsx, XLSX, partial(self._ask_where, "xlsx")),
        ):
            button.clicked.connect(slot)
            press(key, self, slot)
        for doing in CaseDoing:
            shortcut = press(KEYS[doing], self.case_table, partial(self.pane.begin, doing))
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    # --- what is asked for --------------------------------------------------------------------------------------

    def _chosen(self) -> date:
        day = self.day.date()
        return date(day.year(), day.month(), day.day())

    def _fetch(self) -> None:
        day, service, actor = self._chosen(), self._counter.reconciliation, self._actor
        self._run(
            lambda progress, cancelled: service.run(actor, day, progress, cancelled),
            self.tr("Fetching the settlement of {day}").format(day=formats.day(day)),
        )

    def _run(self, call: Callable[[Progress, Cancelled], Reckoning | str], words: str) -> None:
        if self.pane.is_busy or self.line.busy:
            return
        self._error, self._said = None, ""
        self.line.run(self._jobs, Lane.BACKGROUND, call, words=words, done=self._reckoned, failed=self._failed)
        self._show()

    def _ask_file(self, _checked: bool = False) -> None:
        dialog = QFileDialog(self, self.tr("The settlement's file"), QDir.homePath(), "CSV, JSON (*.csv *.json)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.reckon_file(Path(name)))
        dialog.open()

    def _ask_where(self, kind: str, _checked: bool = False) -> None:
        reckoning = self._reckoning
        if reckoning is None or self.line.busy:
            return
        dialog = QFileDialog(self, self.tr("Save the reckoning"), QDir.homePath(), f"{kind.upper()} (*.{kind})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(self._papers.file_name(reckoning.day, kind))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.write(kind, Path(name)))
        dialog.open()

    def _read(self, day: date) -> _DayRead:
        standing = next((each for each in self._cases.days(self._actor) if each.day == day), None)
        return _DayRead(standing, self._cases.of_day(self._actor, day))

    def _submit(self, call: Callable[[], object], done: Callable[..., None]) -> None:
        """Of several asked for at once, the last one counts."""
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._jobs.submit(Lane.JOURNAL, call, done=done, failed=self._failed, owner=self)

    # --- what arrives -------------------------------------------------------------------------------------------

    def _reckoned(self, outcome: Reckoning | str) -> None:
        if isinstance(outcome, str):
            self._said = self.tr("The file cannot be read: {why}").format(why=inert(outcome))
            self._show()
            return
        self._reckoning, self._leads = outcome, True
        self.show_day(outcome.day)

    def _days_arrived(self, days: Sequence[DayStanding]) -> None:
        self._reading = None
        self.days.show_rows(days)
        if days and not self.day_table.currentIndex().isValid():
            self.day_table.setCurrentIndex(self.days.index(0, 0))
        self._show()

    def _day_arrived(self, found: _DayRead) -> None:
        self._reading = None
        chosen = self.case_table.currentIndex().siblingAtColumn(0).data(CellRole.ROW)
        self.cases.show_rows(found.cases)
        self.sums.show_sums(found.standing.run if found.standing else None, self._reckoning)
        ids = [case.id for case in found.cases]
        place = ids.index(chosen.id) if isinstance(chosen, Case) and chosen.id in ids else 0
        if ids:
            self.case_table.setCurrentIndex(self.cases.index(place, 0))
        self.pane.show_case(found.cases[place] if ids else None)
        self._show()
        if ids and self._leads and not self.pane.is_busy:
            self.case_table.setFocus()
        self._leads = False

    def _moved_to(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        row = index.siblingAtColumn(0).data(CellRole.ROW) if index.isValid() else None
        if isinstance(row, Case):
            self.pane.show_case(row)

    def _open_day(self) -> None:
        row = self.day_table.currentIndex().siblingAtColumn(0).data(CellRole.ROW)
        if isinstance(row, DayStanding):
            self.day.setDate(QDate(row.day.year, row.day.month, row.day.day))
            self._leads = True
            self.show_day(row.day)

    def _failed(self, error: Exception) -> None:
        self._reading, self._error = None, error
        self._show()

    def _kept(self, file: Path, trouble: str) -> None:
        why = self.tr("The file could not be written: {why}").format(why=inert(trouble))
        self._said = why if trouble else self.tr("Saved as {name}.").format(name=inert(file.name))
        self._show()

    # --- what is shown ------------------------------------------------------------------------------------------

    def _show(self) -> None:
        of_day = self._day is not None
        self.sums.setVisible(of_day)
        self.pane.setVisible(of_day and bool(self.cases.rows))
        for button in (self.pdf, self.xlsx):
            button.setEnabled(self._reckoning is not None)
        restyle(self.words, "role", "error" if self._error is not None else "hint")
        self.words.setText(sentence_of(self._error) if self._error is not None else self._said or self._hint())
        rows = self.cases.rows if of_day else self.days.rows
        self.stack.setCurrentIndex((_CASES if of_day else _DAYS) if rows else _EMPTY)
        if of_day:
            self.nothing_title.setText(self.tr("No difference"))
            self.nothing.setText(self.tr("Every payment that is decided stands in both books alike."))
        else:
            self.nothing_title.setText(self.tr("No day was reckoned yet"))
            self.nothing.setText(self.tr("Choose a day and press Enter: the host is asked what it posted."))

    def _hint(self) -> str:
        if self._day is None:
            return self.tr("Choose a day and press Enter, or open one of the days below.")
        day = formats.day_in_full(self._day)
        if self._reckoning is None:
            return self.tr("{day}, as it was reckoned last. Fetch it again to save it. Esc: all days.").format(day=day)
        return self.tr("{day}, reckoned now. Esc: all days.").format(day=day)


def _written(content: bytes, file: Path) -> str:
    """Why it could not be written; empty when it was. Whole or not at all."""
    draft = file.with_name(file.name + ".new")
    try:
        draft.write_bytes(content)
        draft.replace(file)
    except OSError as error:
        return error.strerror or str(error)
    return ""
