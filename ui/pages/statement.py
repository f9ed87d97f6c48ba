"""A clerk's statement: what the journal holds under a name for some days, read here and taken away as a signed file."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, QDir, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDateEdit, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.money import format_rupiah
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.domain.shift import Shift
from counter_app.domain.statement import ShiftSum, Statement, StatementLine
from ui import formats
from ui.jobs import Job, Jobs, Lane
from ui.keys import press
from ui.messages import sentence_of
from ui.pages.log_in import LONGEST_STAFF_NUMBER
from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.entry_field import EntryField
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import PlainLabel, WrappedLabel, inert
from ui.widgets.plain_table import PlainTable
from ui.widgets.spoken import Spoken

SIDE = 320
"""Pixels."""
COLUMNS = 4
WORDS = 3
"""The column that takes what room there is."""
MOST = 500
"""Entries that are shown, the latest; each takes its own height, and the window waits for all of them."""
SAVE = "Ctrl+S"


class StatementPage(Spoken):
    """``left``: back to where the person began."""

    left = Signal()

    def __init__(
        self, counter: Counter, jobs: Jobs, actor: Actor, shift: Shift | None, parent: QWidget | None = None
    ) -> None:
        """``shift``: the person's own open one, whose days are one of the choices."""
        super().__init__("page", parent)
        self._statements = counter.statements
        self._zone = counter.zone
        self._clock = counter.clock
        self._jobs = jobs
        self._actor = actor
        self._shift = shift
        self._reading: Job | None = None
        self._statement: Statement | None = None
        self._error: Exception | None = None
        self._saved = self._unsaved = ""
        self.title, self._about = PlainLabel(role="heading"), WrappedLabel(role="muted")
        self._labels = tuple(PlainLabel(role="strong") for _ in range(3))
        self.staff = EntryField("statement-of", LONGEST_STAFF_NUMBER)
        self.since, self.until = _date_field("statement-since"), _date_field("statement-until")
        self.today, self.of_shift = KeyButton("period-today", "Alt+1"), KeyButton("period-shift", "Alt+2")
        self.month = KeyButton("period-month", "Alt+3")
        self.action, self.save = ActionButton("action"), ActionButton()
        self.words = WrappedLabel(role="hint")
        self.words.setObjectName("statement-words")
        self.summary = WrappedLabel(role="strong")
        self.shifts = WrappedLabel(role="muted")
        self.model = QStandardItemModel(0, COLUMNS, self)
        self.table = PlainTable(self.model)
        self._arrange()
        self._connect()
        self._choose(self._first_day_of_shift(), self._day())
        self.retranslate()

    def start(self) -> None:
        """Wait for a choice; whose it is can be changed by who may see others' statements."""
        self.action.setFocus()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Statement of one's work"))
        self._about.setText(
            self.tr("Everything the journal holds under a name. The file is signed and can be checked by anyone.")
        )
        names = (self.tr("Staff number"), self.tr("From"), self.tr("To"))
        for label, field, words in zip(self._labels, (self.staff, self.since, self.until), names, strict=True):
            label.setText(words)
            field.setAccessibleName(words)
            if isinstance(field, QDateEdit):  # what has the cursor is the line within it
                field.lineEdit().setAccessibleName(words)
        self.today.show_words(self.tr("Today"))
        self.of_shift.show_words(self.tr("This shift"))
        self.month.show_words(self.tr("This month"))
        self.action.setText(self.tr("Show   (Enter)"))
        self.save.setText(self.tr("Save as PDF   ({key})").format(key=SAVE))
        self.table.setAccessibleName(self.title.text())
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # --- laying out ---------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        periods = QHBoxLayout()
        periods.setSpacing(4)
        for button in (self.today, self.of_shift, self.month):
            periods.addWidget(button)
        if self._shift is None:
            self.of_shift.hide()
        side = QVBoxLayout()
        side.setSpacing(6)
        side.addWidget(self.title)
        side.addWidget(self._about)
        side.addSpacing(8)
        side.addLayout(periods)
        for label, field in zip(self._labels, (self.staff, self.since, self.until), strict=True):
            label.setBuddy(field)
            side.addWidget(label)
            side.addWidget(field)
        side.addSpacing(8)
        for widget in (self.action, self.save, self.words):
            side.addWidget(widget)
        side.addStretch(1)
        holder = QWidget()
        holder.setFixedWidth(SIDE)
        side.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(side)
        right = QVBoxLayout()
        right.setSpacing(6)
        for widget in (self.summary, self.shifts):
            right.addWidget(widget)
        right.addWidget(self.table, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 12)
        whole.setSpacing(16)
        whole.addWidget(holder)
        whole.addLayout(right, 1)

    def _connect(self) -> None:
        self.staff.setText(self._actor.id)
        self.staff.setEnabled(Right.ANY_STATEMENT in RIGHTS[self._actor.role])
        today = self._day()
        choices = (
            (self.today, "Alt+1", today),
            (self.of_shift, "Alt+2", self._first_day_of_shift()),
            (self.month, "Alt+3", today.replace(day=1)),
        )
        for button, key, since in choices:
            choose = partial(self._take, since, today)
            button.clicked.connect(choose)
            press(key, self, choose)
        self.staff.entered.connect(self._read)
        for field in (self.since, self.until):
            field.lineEdit().returnPressed.connect(self._read)
        self.action.clicked.connect(self._read)
        self.save.clicked.connect(self._ask_where)
        press(SAVE, self, self._ask_where)

    def _day(self) -> date:
        return self._clock.now().astimezone(self._zone).date()

    def _first_day_of_shift(self) -> date:
        return self._shift.opened_at.astimezone(self._zone).date() if self._shift else self._day()

    # --- what is asked for --------------------------------------------------------------------------------------

    def _take(self, since: date, until: date, _checked: bool = False) -> None:
        self._choose(since, until)
        self._read()

    def _choose(self, since: date, until: date) -> None:
        self.since.setDate(QDate(since.year, since.month, since.day))
        self.until.setDate(QDate(until.year, until.month, until.day))

    def _asked(self) -> tuple[str, date, date]:
        since, until = (_python_date(field.date()) for field in (self.since, self.until))
        return self.staff.text().strip() or self._actor.id, min(since, until), max(since, until)

    def _read(self) -> None:
        """Of several asked for at once, the last one counts."""
        if self._reading is not None:
            self._reading.cancel()
        asked = self._asked()
        self._saved = self._unsaved = ""
        self._error = None
        self._reading = self._jobs.submit(
            Lane.BACKGROUND,
            lambda: self._statements.of(self._actor, *asked),
            done=self._arrived,
            failed=self._failed,
            owner=self,
        )
        self._show()

    def _arrived(self, statement: Statement) -> None:
        self._reading, self._statement = None, statement
        self._show()
        self.table.scrollToBottom()

    def _failed(self, error: Exception) -> None:
        self._reading, self._statement, self._error = None, None, error
        self._show()

    # --- the file -----------------------------------------------------------------------------------------------

    def _ask_where(self) -> None:
        """A dialog beside the window: what goes on by itself goes on while it is open."""
        asked = self._asked()
        dialog = QFileDialog(self, self.tr("Save the statement"), QDir.homePath(), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._statements.file_name(*asked))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def write(self, file: Path) -> None:
        """Write the statement that is asked for now; a file of this name has been agreed to."""
        asked = self._asked()
        self._jobs.submit(
            Lane.BACKGROUND,
            lambda: _written(self._statements.pdf(self._actor, *asked), file),
            done=partial(self._kept, file),
            failed=self._failed,
            owner=self,
        )

    def _kept(self, file: Path, trouble: str) -> None:
        self._saved, self._unsaved = ("", trouble) if trouble else (file.name, "")
        self._error = None
        self._say()

    # --- what is shown ------------------------------------------------------------------------------------------

    def _show(self) -> None:
        self._say()
        heads = (self.tr("Entry"), self.tr("Time"), self.tr("By"), self.tr("What"))
        self.model.setHorizontalHeaderLabels(heads)
        self.model.setRowCount(0)
        statement = self._statement
        for widget in (self.summary, self.shifts, self.table):
            widget.setVisible(statement is not None)
        if statement is None:
            return
        for line in _lines(statement)[-MOST:]:
            at = formats.moment(line.at, self._zone)
            cells = (str(line.seq), at, inert(line.actor), inert(line.words))
            self.model.appendRow([QStandardItem(words) for words in cells])
        self.table.fit(stretch=WORDS)
        self.summary.setText(self._summed(statement))
        self.shifts.setText("\n".join(self._of_shift(each) for each in statement.shifts))

    def _say(self) -> None:
        restyle(self.words, "role", "error" if self._error or self._unsaved else "hint")
        if self._reading is not None:
            self.words.setText(self.tr("Reading the journal …"))
        elif self._error is not None:
            self.words.setText(sentence_of(self._error))
        elif self._unsaved:
            self.words.setText(self.tr("The file could not be written: {why}").format(why=inert(self._unsaved)))
        else:
            saved = self.tr("Saved as {name}.").format(name=inert(self._saved))
            self.words.setText(saved if self._saved else "")

    def _summed(self, statement: Statement) -> str:
        sums = statement.totals
        who = f"{inert(statement.name)} ({statement.staff_number})" if statement.name else statement.staff_number
        parts: tuple[str, ...] = (
            who,
            self.tr("Payments: {count}").format(count=sums.payments),
            self.tr("cash {amount}").format(amount=format_rupiah(sums.cash)),
            self.tr("other {amount}").format(amount=format_rupiah(sums.other)),
            self.tr("given back {amount}").format(amount=format_rupiah(sums.returned)),
        )
        entries = len(statement.own) + len(statement.about)
        if entries > MOST:
            parts = (
                *parts,
                self.tr("the last {most} of {entries} entries; the file has all").format(most=MOST, entries=entries),
            )
        return "   ·   ".join(parts)

    def _of_shift(self, shift: ShiftSum) -> str:
        told = self.tr(
            "Shift of {at}: float {float}, cash {taken}, given back {returned}, must hold {expected}"
        ).format(
            at=formats.moment(shift.opened_at, self._zone),
            float=format_rupiah(shift.float_amount),
            taken=format_rupiah(shift.taken),
            returned=format_rupiah(shift.returned),
            expected="-" if shift.counted is None else format_rupiah(shift.expected),
        )
        if shift.counted is None or shift.variance is None:
            open_still = self.tr("still open")
            return f"{told}, {open_still}"
        sign = "-" if shift.variance < 0 else "+" if shift.variance else ""
        counted = self.tr("counted {counted}, variance {variance}").format(
            counted=format_rupiah(shift.counted), variance=sign + format_rupiah(abs(shift.variance))
        )
        return f"{told}, {counted}"


def _lines(statement: Statement) -> list[StatementLine]:
    return sorted((*statement.own, *statement.about), key=lambda each: each.seq)


def _date_field(name: str) -> QDateEdit:
    field = QDateEdit()
    field.setObjectName(name)
    field.setDisplayFormat("dd/MM/yyyy")
    field.lineEdit().setTextMargins(11, 0, 0, 0)  # as the other fields have it; a style sheet does not reach this one
    return field


def _python_date(chosen: QDate) -> date:
    return date(chosen.year(), chosen.month(), chosen.day())


def _written(pdf: bytes, file: Path) -> str:
    """Why it could not be written; empty when it was. Whole or not at all."""
    draft = file.with_name(file.name + ".new")
    try:
        draft.write_bytes(pdf)
        draft.replace(file)
    except OSError as error:
        return error.strerror or str(error)
    return ""
