"""Reports and exports: a day, a month or the list of payments, seen here first and taken away as a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, QDir, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDateEdit, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.months import Month
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.domain.report import Period, Report
from counter_app.domain.report_list import Listed, ListSums, Wanted
from counter_app.private_files import write_private
from counter_app.services.exports import PAGE, Exported, Form, FullNumbers, Watch
from ui import formats
from ui.jobs import Cancelled, Jobs, Lane, Progress
from ui.keys import press
from ui.messages import sentence_of
from ui.pages.reports_filters import ListFilters
from ui.pages.reports_full import FullForm
from ui.pages.reports_tables import (
    LIST_HEADS,
    REPORT_HEADS,
    headings,
    list_row,
    report_rows,
    report_sums,
    sums_words,
)
from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import PlainLabel, WrappedLabel, inert
from ui.widgets.plain_table import PlainTable
from ui.widgets.progress_line import ProgressLine
from ui.widgets.spoken import Spoken

SIDE = 320
"""Pixels."""
SAVE, SAVE_CSV, FULL = "Ctrl+S", "Ctrl+Shift+S", "Ctrl+F"
NEWER, OLDER = "Alt+Left", "Alt+Right"
_PAYER, _LIST_TOTAL = 2, 3
"""The list's column that takes what room there is, and the one of amounts."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class What(Enum):
    DAY = "Alt+1"
    MONTH = "Alt+2"
    LIST = "Alt+3"


@dataclass(frozen=True, slots=True)
class _Found:
    """A page of the list, and what the whole list comes to."""

    rows: Sequence[Listed]
    sums: ListSums


class ReportsPage(Spoken):
    """``left``: back to where the person began."""

    left = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self._day, self._jobs, self._actor = counter.day, jobs, actor
        self._zone, self._clock = counter.zone, counter.clock
        self.what = What.DAY
        self._report: Report | None = None
        self._found: _Found | None = None
        self._wanted: Wanted | None = None
        self._before: list[int | None] = [None]
        self._full: FullNumbers | None = None
        self._error: Exception | None = None
        self._said = ""
        self.title = PlainLabel(role="heading")
        self.kinds = {what: KeyButton(f"report-{what.name.lower()}", what.value) for what in What}
        self._labels = (PlainLabel(role="caption"), PlainLabel(role="caption"))
        self.since, self.until = _date_field("report-since"), _date_field("report-until")
        self.filters = ListFilters()
        self.action = ActionButton("action")
        self.save, self.csv = KeyButton("report-save", SAVE), KeyButton("report-csv", SAVE_CSV)
        self.whole = KeyButton("report-full", FULL)
        self.words = WrappedLabel(role="hint")
        self.words.setObjectName("report-words")
        self.line = ProgressLine()
        self.full = FullForm(counter.approvals, jobs, actor)
        self.sums = WrappedLabel(role="strong")
        self.newer, self.older = KeyButton("list-newer", NEWER), KeyButton("list-older", OLDER)
        self.place = PlainLabel(role="muted")
        self.model = QStandardItemModel(0, 0, self)
        self.table = PlainTable(self.model)
        self._arrange()
        self._connect()
        self.retranslate()

    def start(self) -> None:
        """Today, not read yet; what was asked before is put away."""
        today = self._clock.now().astimezone(self._zone).date()
        for field in (self.since, self.until):
            field.setDate(QDate(today.year, today.month, today.day))
        self.choose(What.DAY)

    def choose(self, what: What) -> None:
        """Another kind of report; what the last one showed goes."""
        if self.line.busy:
            return
        self.what, self._report, self._found, self._error, self._said = what, None, None, None, ""
        self._forget_full()
        self._show()
        self.since.setFocus()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Reports and exports"))
        names = (self.tr("Day"), self.tr("Month"), self.tr("List"))
        for button, words in zip(self.kinds.values(), names, strict=True):
            button.show_words(words)
        self.action.setText(self.tr("Show   (Enter)"))
        self.csv.show_words(self.tr("As CSV"))
        self.whole.show_words(self.tr("Full numbers"))
        self.newer.show_words(self.tr("Newer"))
        self.older.show_words(self.tr("Older"))
        self.table.setAccessibleName(self.title.text())
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def write(self, file: Path, form: Form | None = None) -> None:
        """Write the report that is shown, or what the list asks for as ``form``; a file of this name was agreed to."""
        if form is not None:
            self._export(file, form)
            return
        report, reports, actor = self._report, self._day.reports, self._actor
        if report is None:
            return

        def written(_progress: Progress, _cancelled: Cancelled) -> str:
            return _written(file, reports.pdf(actor, report))

        self._run(written, self.tr("Writing {name}").format(name=inert(file.name)), partial(self._kept, file))

    # --- laying out ---------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        kinds, days, files = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (kinds, days, files):
            row.setSpacing(6)
        for button in self.kinds.values():
            button.setCheckable(True)
            kinds.addWidget(button)
        for label, field in zip(self._labels, (self.since, self.until), strict=True):
            label.setBuddy(field)
            both = QVBoxLayout()
            both.setSpacing(0)
            both.addWidget(label)
            both.addWidget(field)
            days.addLayout(both, 1)
        for button in (self.save, self.csv, self.whole):
            files.addWidget(button)
        holder = QWidget()
        holder.setFixedWidth(SIDE)
        side = QVBoxLayout(holder)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(6)
        side.addWidget(self.title)
        side.addLayout(kinds)
        side.addLayout(days)
        for widget in (self.filters, self.action):
            side.addWidget(widget)
        side.addLayout(files)
        side.addWidget(self.words)
        side.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 12)
        whole.setSpacing(16)
        whole.addWidget(holder)
        whole.addLayout(self._right(), 1)

    def _right(self) -> QVBoxLayout:
        turning = QHBoxLayout()
        turning.addWidget(self.place, 1)
        for button in (self.newer, self.older):
            button.setFixedWidth(110)
            turning.addWidget(button)
        right = QVBoxLayout()
        right.setSpacing(6)
        for widget in (self.line, self.full, self.sums):
            right.addWidget(widget)
        right.addWidget(self.table, 1)
        right.addLayout(turning)
        return right

    def _connect(self) -> None:
        for what, button in self.kinds.items():
            button.clicked.connect(partial(self._chosen, what))
            press(what.value, self, partial(self.choose, what))
        for field in (self.since, self.until):
            field.lineEdit().returnPressed.connect(self._read)
        self.filters.entered.connect(self._read)
        self.action.clicked.connect(self._read)
        for button, key, slot in (
            (self.save, SAVE, self._ask_where),
            (self.csv, SAVE_CSV, partial(self._ask_where, Form.CSV)),
            (self.whole, FULL, self._ask_full),
            (self.newer, NEWER, partial(self._turn, -1)),
            (self.older, OLDER, partial(self._turn, 1)),
        ):
            button.clicked.connect(lambda _checked, slot=slot: slot())
            press(key, self, slot)
        self.full.given.connect(self._allowed)
        self.full.left.connect(self.since.setFocus)

    # --- what is asked for --------------------------------------------------------------------------------------

    def _chosen(self, what: What, _checked: bool = False) -> None:
        self.choose(what)
        self._show()

    def _read(self) -> None:
        if self.what is What.LIST:
            since, until = sorted(_python_date(field.date()) for field in (self.since, self.until))
            self._wanted, self._before = self.filters.narrow(Wanted(since, until)), [None]
            self._forget_full()
            self._read_list()
            return
        day, reports, actor = _python_date(self.since.date()), self._day.reports, self._actor
        period = Period.of_day(day) if self.what is What.DAY else Period.of_month(Month.of(day))
        self._run(
            lambda progress, cancelled: reports.read(actor, period, progress, cancelled),
            self.tr("Reading the books"),
            self._arrived,
        )

    def _read_list(self) -> None:
        wanted, before, transactions, actor = self._wanted, self._before[-1], self._day.transactions, self._actor
        if wanted is None:
            return

        def found(_progress: Progress, _cancelled: Cancelled) -> _Found:
            return _Found(transactions.page(actor, wanted, before), transactions.sums(actor, wanted))

        self._run(found, self.tr("Reading the books"), self._listed)

    def _turn(self, by: int) -> None:
        """One page to older payments, or back to newer ones."""
        if self.what is not What.LIST or self._found is None or self.line.busy:
            return
        if by > 0 and len(self._found.rows) == PAGE:
            self._before.append(self._found.rows[-1].sequence)
        elif by < 0 and len(self._before) > 1:
            self._before.pop()
        else:
            return
        self._read_list()

    def _ask_full(self) -> None:
        if self.what is What.LIST and self._found is not None and not self.line.busy and self._may_export:
            self._forget_full()
            self.full.ask()

    def _allowed(self, full: FullNumbers) -> None:
        self._full = full
        self._error, self._said = None, ""
        self._show()
        self.save.setFocus()

    def _forget_full(self) -> None:
        self._full = None
        self.full.put_away()

    def _run(self, call: Callable[[Progress, Cancelled], object], words: str, done: Callable[..., None]) -> None:
        if self.line.busy:
            return
        self._error, self._said = None, ""
        self.line.run(self._jobs, Lane.BACKGROUND, call, words=words, done=done, failed=self._failed)
        self._show()

    # --- files --------------------------------------------------------------------------------------------------

    @property
    def _may_export(self) -> bool:
        return Right.EXPORT in RIGHTS[self._actor.role]

    def _ask_where(self, form: Form | None = None) -> None:
        """A dialog beside the window: what goes on by itself goes on while it is open."""
        if self.what is What.LIST:
            form = form or Form.XLSX
        name = self._file_name(form)
        if not name or self.line.busy:
            return
        ending = form.value if form else "pdf"
        dialog = QFileDialog(self, self.tr("Save"), QDir.homePath(), f"{ending.upper()} (*.{ending})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen), form))
        dialog.open()

    def _file_name(self, form: Form | None) -> str:
        """Empty where there is nothing to save so."""
        if self.what is What.LIST:
            if form is None or self._wanted is None or self._found is None or not self._may_export:
                return ""
            return self._day.exports.file_name(self._wanted, form, full=self._full is not None)
        return self._day.reports.file_name(self._report.period) if self._report and form is None else ""

    def _export(self, file: Path, form: Form) -> None:
        wanted, exports, actor, full = self._wanted, self._day.exports, self._actor, self._full
        if wanted is None:
            return

        def made(progress: Progress, cancelled: Cancelled) -> str | None:
            exported: Exported | None = exports.make(actor, wanted, form, Watch(progress, cancelled), full)
            return None if exported is None else _written(file, exported.content)

        self._run(made, self.tr("Writing {name}").format(name=inert(file.name)), partial(self._kept, file))

    # --- what arrives -------------------------------------------------------------------------------------------

    def _arrived(self, report: Report | None) -> None:
        self._report = report
        if report is None:
            self._said = self.tr("Stopped.")
        self._show()

    def _listed(self, found: _Found) -> None:
        self._found = found
        self._show()

    def _kept(self, file: Path, trouble: str | None) -> None:
        if trouble is None:
            self._said = self.tr("Stopped; no file was written.")
        elif trouble:
            self._said = self.tr("The file could not be written: {why}").format(why=inert(trouble))
        else:
            self._said = self.tr("Saved as {name}.").format(name=inert(file.name))
            self._forget_full()
        self._show()

    def _failed(self, error: Exception) -> None:
        self._error = error
        self._forget_full()
        self._show()

    # --- what is shown ------------------------------------------------------------------------------------------

    def _show(self) -> None:
        of_list, busy = self.what is What.LIST, self.line.busy
        for what, button in self.kinds.items():
            button.setChecked(what is self.what)
        self.since.setDisplayFormat("MM/yyyy" if self.what is What.MONTH else "dd/MM/yyyy")
        names = {What.DAY: self.tr("Business day"), What.MONTH: self.tr("Month"), What.LIST: self.tr("From")}
        for label, field, words in zip(
            self._labels, (self.since, self.until), (names[self.what], self.tr("To")), strict=True
        ):
            label.setText(words)
            for each in (field, field.lineEdit()):
                each.setAccessibleName(words)
        for widget in (self.until, self._labels[1], self.filters, self.newer, self.older, self.place):
            widget.setVisible(of_list)
        for button in (self.csv, self.whole):
            button.setVisible(of_list and self._may_export)
        self.save.show_words(self.tr("As XLSX") if of_list else self.tr("As PDF"))
        ready = self._found is not None and self._may_export if of_list else self._report is not None
        for button in (self.save, self.csv, self.whole):
            button.setEnabled(ready and not busy)
        self._say()
        self._fill()

    def _say(self) -> None:
        restyle(self.words, "role", "error" if self._error is not None else "hint")
        words = sentence_of(self._error) if self._error is not None else self._said
        if not words and self._full is not None:
            words = self.tr("The next file holds full numbers. Save it now.")
        elif not words and self.what is What.LIST and self._may_export:
            words = self.tr("Files are masked: the last four digits, the beginnings of names.")
        self.words.setText(words)

    def _fill(self) -> None:
        rows: list[tuple[str, ...]] = []
        heads, stretched, sums = REPORT_HEADS, 0, ""
        if self.what is What.LIST:
            heads, stretched = LIST_HEADS, _PAYER
            if self._found is not None:
                rows, sums = [list_row(row, self._zone) for row in self._found.rows], sums_words(self._found.sums)
                self._turning(self._found)
        elif self._report is not None:
            rows, sums = list(report_rows(self._report)), report_sums(self._report)
        shown = bool(rows) or bool(sums)
        self.sums.setText(sums or self.tr("Choose a period and press Enter."))
        self.table.setVisible(shown)
        self.model.clear()
        self.model.setHorizontalHeaderLabels(headings(heads))
        for row in rows:
            self.model.appendRow([_item(words, place) for place, words in enumerate(row)])
        right = (_LIST_TOTAL,) if self.what is What.LIST else range(1, len(heads))
        for place in right:
            self.model.horizontalHeaderItem(place).setTextAlignment(_RIGHT)
        if shown:
            self.table.fit(stretch=stretched)

    def _turning(self, found: _Found) -> None:
        first = (len(self._before) - 1) * PAGE
        words = self.tr("{first} to {last} of {all}").format(
            first=formats.number(first + 1 if found.rows else 0),
            last=formats.number(first + len(found.rows)),
            all=formats.number(found.sums.taken.count),
        )
        self.place.setText(words)
        self.newer.setEnabled(len(self._before) > 1)
        self.older.setEnabled(len(found.rows) == PAGE)


def _item(words: str, place: int) -> QStandardItem:
    item = QStandardItem(words)
    if place and (words.startswith(("Rp", "-Rp")) or words.replace(".", "").replace(",", "").isdigit()):
        item.setTextAlignment(_RIGHT)
    return item


def _date_field(name: str) -> QDateEdit:
    field = QDateEdit()
    field.setObjectName(name)
    field.setDisplayFormat("dd/MM/yyyy")
    field.lineEdit().setTextMargins(11, 0, 0, 0)  # as the other fields have it; a style sheet does not reach this one
    return field


def _python_date(chosen: QDate) -> date:
    return date(chosen.year(), chosen.month(), chosen.day())


def _written(file: Path, content: bytes) -> str:
    """Why it could not be written; empty when it was."""
    try:
        write_private(file, content, over=True)
    except OSError as error:
        return error.strerror or str(error)
    return ""
