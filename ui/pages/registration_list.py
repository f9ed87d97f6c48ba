"""A village collector's list: chosen, checked row by row, and then registered whole, or not at all."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QDir, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.errors import Reason
from counter_app.domain.people import Actor
from counter_app.domain.registration import Registration
from counter_app.domain.registration_list import ListRow, RowFault
from counter_app.services.registration_lists import ListReport
from ui.formats import number
from ui.jobs import Cancelled, Jobs, Lane, Progress
from ui.keys import press
from ui.messages import sentence, sentence_of
from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import PlainLabel, WrappedLabel, inert
from ui.widgets.plain_table import PlainTable
from ui.widgets.progress_line import ProgressLine
from ui.widgets.spoken import Spoken

T = TypeVar("T")

CHOOSE, TEMPLATE = "Alt+O", "Alt+S"
TEMPLATE_NAME = "daftar-pekerja.xlsx"
COLUMNS, FAULTS = 4, 3
MOST = 300
"""Rows that are shown, the faulty ones first; each takes its own height, and the window waits for all of them."""


class RegistrationList(Spoken):
    """``imported``: all good rows are registered. ``left``: to the form."""

    left = Signal()
    imported = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._lists = counter.day.registration_lists
        self._jobs = jobs
        self._actor = actor
        self._file = ""
        self._report: ListReport | None = None
        self._entered: int | None = None
        self._trouble = self._saved = ""
        self._error: Exception | None = None
        self._title, self._about = PlainLabel(role="heading"), WrappedLabel(role="muted")
        self.choose, self.template = KeyButton("choose-list", CHOOSE), KeyButton("list-template", TEMPLATE)
        self.action = ActionButton("action")
        self.action.setObjectName("import-list")
        self.words = WrappedLabel(role="strong")
        self.words.setObjectName("list-words")
        self.line = ProgressLine()
        self.model = QStandardItemModel(0, COLUMNS, self)
        self.table = PlainTable(self.model)
        self._arrange()
        self.retranslate()

    def start(self) -> None:
        """The cursor on what comes next."""
        (self.action if self.action.isVisibleTo(self) else self.choose).setFocus()

    def read(self, file: Path) -> None:
        """Check every row of ``file``; nothing is stored."""
        lists, actor = self._lists, self._actor
        self._forget()
        self._file = file.name

        def checked(progress: Progress, cancelled: Cancelled) -> ListReport | OSError | None:
            try:
                return lists.read(actor, file, progress, cancelled)
            except OSError as trouble:
                return trouble

        self._run(checked, self.tr("Checking the list"), self._checked)

    def enter(self) -> None:
        """Register all good rows, in one go."""
        report = self._report
        if report is None or not report.good or self.line.busy:
            return
        lists, actor = self._lists, self._actor

        def registered(progress: Progress, cancelled: Cancelled) -> Sequence[Registration]:
            return lists.enter(actor, report, progress=progress, cancelled=cancelled)

        self._run(registered, self.tr("Registering the list"), self._registered)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Register the workers of a list"))
        self._about.setText(
            self.tr(
                "A CSV or XLSX file after the template. Every row is checked first; then all good rows are registered, "
                "or none. Each row needs the number of the form that the worker signed."
            )
        )
        self.choose.show_words(self.tr("Choose the file …"))
        self.template.show_words(self.tr("Save an empty list …"))
        self.table.setAccessibleName(self._title.text())
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: to the form."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._about, 1)
        for button, key, act in ((self.choose, CHOOSE, self._ask_which), (self.template, TEMPLATE, self._ask_where)):
            button.setMinimumWidth(180)
            button.clicked.connect(act)
            press(key, self, act)
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(head)
        column.addWidget(self.line)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        column.addWidget(self.action)
        column.addStretch(0)
        self.action.clicked.connect(self.enter)

    def _ask_which(self) -> None:
        """A dialog beside the window: what goes on by itself goes on while it is open."""
        if self.line.busy:
            return
        dialog = QFileDialog(self, self.choose.words, QDir.homePath(), "CSV, XLSX (*.csv *.txt *.xlsx)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.read(Path(name)))
        dialog.open()

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.template.words, QDir.homePath(), "XLSX (*.xlsx);;CSV (*.csv)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(TEMPLATE_NAME)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_template(Path(name)))
        dialog.open()

    def save_template(self, file: Path) -> None:
        """Write an empty list for a collector; that one of this name may go has been agreed to."""
        self._forget()
        self._jobs.submit(Lane.BACKGROUND, partial(_template, file), done=partial(self._saved_as, file), owner=self)

    def _saved_as(self, file: Path, trouble: str) -> None:
        self._trouble, self._saved = trouble, "" if trouble else file.name
        self._show()

    # --- under way -------------------------------------------------------------------------------------------------

    def _run(self, call: Callable[[Progress, Cancelled], T], words: str, done: Callable[[T], None]) -> None:
        self._error = None
        self.line.run(self._jobs, Lane.BACKGROUND, call, words=words, done=done, failed=self._failed)
        self._show()

    def _checked(self, report: ListReport | OSError | None) -> None:
        if isinstance(report, OSError):
            self._trouble = report.strerror or str(report)
        else:
            self._report = report
        self._show()
        self.start()

    def _registered(self, entered: Sequence[Registration]) -> None:
        if entered:
            self._entered, self._report = len(entered), None
            self.imported.emit()
        self._show()
        self.start()

    def _failed(self, error: Exception) -> None:
        self._error = error
        self._show()
        self.start()

    def _forget(self) -> None:
        self._report, self._entered, self._error = None, None, None
        self._trouble = self._saved = ""

    # --- what is shown ---------------------------------------------------------------------------------------------

    def _show(self) -> None:
        report = self._report
        good = 0 if report is None else len(report.good)
        self.table.setVisible(report is not None)
        self.action.setVisible(good > 0 and not self.line.busy)
        self.action.setText(self.tr("Register {count} workers   (Enter)").format(count=number(good)))
        self.choose.setEnabled(not self.line.busy)
        restyle(self.words, "role", "error" if self._error or self._trouble else "strong")
        self.words.setText(self._said())
        self._fill(report)

    def _said(self) -> str:
        if self._error is not None:
            return sentence_of(self._error)
        if self._trouble:
            return self.tr("The file cannot be used: {why}").format(why=inert(self._trouble))
        if self._entered is not None:
            return self.tr("{file}: {count} workers are registered and on their way to the host.").format(
                file=inert(self._file), count=number(self._entered)
            )
        if self._saved:
            return self.tr("Saved as {name}.").format(name=inert(self._saved))
        if self._report is None:
            return self.tr("Stopped. Nothing was registered.") if self.line.cancelled else ""
        words = self.tr("{file}: {rows} rows, {good} good, {faulty} with faults. Faulty rows are left out.")
        report = self._report
        return words.format(
            file=inert(self._file),
            rows=number(len(report.rows)),
            good=number(len(report.good)),
            faulty=number(len(report.faulty)),
        )

    def _fill(self, report: ListReport | None) -> None:
        self.model.setHorizontalHeaderLabels(
            (self.tr("Row"), self.tr("Name"), self.tr("NIK"), self.tr("What is wrong"))
        )
        self.model.setRowCount(0)
        if report is None:
            return
        for row in (*report.faulty, *report.good)[:MOST]:
            cells = (str(row.line), inert(row.form.name), row.masked_nik, self._faults(row))
            self.model.appendRow([QStandardItem(words) for words in cells])
        self.table.fit(stretch=FAULTS)

    def _faults(self, row: ListRow) -> str:
        if row.good:
            return "● " + self.tr("good")
        return "\n".join(f"■ {fault.column}: {self._fault(fault)}" for fault in row.faults)

    def _fault(self, fault: RowFault) -> str:
        """On a list consent is a number; nobody is there to be read to."""
        if fault.reason is Reason.CONSENT_MISSING:
            return self.tr("The number of the signed form is missing. Without it there is no consent.")
        return sentence(fault.declined)


def _template(file: Path) -> str:
    """Why it could not be written; empty when it was."""
    from counter_app.lists import write_template

    try:
        file.unlink(missing_ok=True)
        write_template(file)
    except OSError as error:
        return error.strerror or str(error)
    return ""
