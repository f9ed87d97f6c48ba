"""People to be reminded: who is due, who is in the months of grace, who has lapsed; by what is at stake, with a telephone.

Everything by key: Alt+1 to 3 chooses a list, / finds a name, Space marks for letters; L, M and N do something about whoever
is chosen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.people import Actor
from counter_app.domain.reminder import LISTED, Filters, Stage
from counter_app.domain.tariff import Sector
from counter_app.services.reminders import PAGE, Reminder
from ui.jobs import Job, Jobs, Lane
from ui.keys import press
from ui.letters_errand import LettersErrand
from ui.messages import sentence_of
from ui.pages.reminders_pane import LETTER, MESSAGE, NOTE, RemindersPane
from ui.reminder_words import list_words
from ui.reminders_model import ReminderColumn, RemindersModel
from ui.sale_words import sector_words
from ui.theme import restyle
from ui.two_line_model import CellRole
from ui.widgets.entry_field import EntryField
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import PlainLabel, WrappedLabel, inert
from ui.widgets.spoken import Spoken
from ui.widgets.two_line_table import Layout, TwoLineTable

TABLE, PANE = 916, 402
"""Widths in pixels on the usual screen, and so the shares on a narrower one."""
LEAST_PANE = 330
WIDTHS = {
    ReminderColumn.PHONE: (142, 150),
    ReminderColumn.ENDS: (126, 150),
    ReminderColumn.STAKE: (122, 140),
    ReminderColumn.LAST: (48, 190),
}
NAME = 130
FIND, MARK, ALL, BEFORE, AFTER = "/", "Space", "A", "Left", "Right"
DEBOUNCE = 200
"""Milliseconds without a letter after which the name is looked for."""
_LONGEST = 60
_SECTORS: tuple[Sector | None, ...] = (None, *Sector)


class RemindersPage(Spoken):
    """``left``: back to where one was."""

    left = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self._reminders = counter.day.reminders
        self._jobs = jobs
        self._actor = actor
        self._today: Callable[[], date] = lambda: counter.clock.now().astimezone(counter.zone).date()
        self.stage, self.filters, self.number = Stage.DUE, Filters(), 0
        self.marked: dict[str, None] = {}
        self._counts: Mapping[Stage, int] = {}
        self._branches: Sequence[str] = ()
        self._reading: Job | None = None
        self._counting: Job | None = None
        self._error: Exception | None = None
        self._chosen = ""
        self.title, self.about = PlainLabel(role="heading"), WrappedLabel(role="muted")
        self.lists = {stage: KeyButton(f"list-{stage}", f"Alt+{key}") for key, stage in enumerate(LISTED, 1)}
        self.branch, self.sector = KeyButton("reminders-branch", "Alt+4"), KeyButton("reminders-sector", "Alt+5")
        self.name = EntryField("reminders-name", _LONGEST)
        self.model = RemindersModel(counter.zone, self.marked, self)
        self.table = TwoLineTable("reminders", Layout(WIDTHS, ReminderColumn.NAME, NAME, -1))
        self.table.setModel(self.model)
        self.table.fit_columns()
        self.nothing, self.foot = WrappedLabel(role="muted"), WrappedLabel(role="hint")
        self.foot.setObjectName("reminders-foot")
        self.pane = RemindersPane(counter, jobs, actor)
        self.letters = LettersErrand(counter, jobs, actor, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE)
        self._arrange()
        self._connect()
        self.retranslate()

    def start(self) -> None:
        """Read the list anew, with the cursor in it."""
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """The page that is shown, then how many there are. Of several asked for at once, the last one counts."""
        for job in (self._reading, self._counting):
            if job is not None:
                job.cancel()
        reminders, actor = self._reminders, self._actor
        stage, filters, number = self.stage, self.filters, self.number
        self._reading = self._jobs.submit(
            Lane.BACKGROUND,
            lambda: reminders.page(actor, stage, filters, number),
            done=self._arrived,
            failed=self._failed,
            owner=self,
        )
        self._counting = self._jobs.submit(
            Lane.BACKGROUND,
            lambda: (reminders.counts(actor, filters), reminders.branches(actor)),
            done=self._counted,
            failed=self._failed,
            owner=self,
        )
        self._tell()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Who has to be reminded"))
        self.about.setText(self.tr("What ends soonest comes first; who was contacted in the last days comes last."))
        self.name.setAccessibleName(self.tr("Filter by name"))
        self.name.setPlaceholderText(self.tr("Name   ({key})").format(key=FIND))
        self.table.setAccessibleName(self.title.text())
        self.model.speak()
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: the letters that are being made, or the name, or back."""
        if event.key() != Qt.Key.Key_Escape or self.pane.is_busy:
            super().keyPressEvent(event)
        elif self.letters.is_busy:
            self.letters.cancel()
        elif self.name.hasFocus():
            self.name.clear()
            self.table.setFocus()
        else:
            self.left.emit()

    # --- laying out ---------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.addStretch(2)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.nothing)
        column.addStretch(3)
        self.stack = QStackedWidget()
        self.stack.setProperty("role", "card")
        self.stack.addWidget(empty)
        self.stack.addWidget(self.table)
        choices = QHBoxLayout()
        choices.setSpacing(6)
        for button in (*self.lists.values(), self.branch, self.sector):
            choices.addWidget(button, 1)
        choices.addWidget(self.name, 2)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.title)
        left.addWidget(self.about)
        left.addLayout(choices)
        left.addWidget(self.stack, 1)
        left.addWidget(self.foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 12)
        row.setSpacing(16)
        row.addLayout(left, TABLE)
        self.pane.setMinimumWidth(LEAST_PANE)
        self.pane.setMaximumWidth(PANE)
        row.addWidget(self.pane, PANE)

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._moved_to)
        for place, (stage, button) in enumerate(self.lists.items(), 1):
            self._by_key(button, f"Alt+{place}", partial(self._take_list, stage))
        self._by_key(self.branch, "Alt+4", self._next_branch)
        self._by_key(self.sector, "Alt+5", self._next_sector)
        keys: dict[str, Callable[[], object]] = {
            FIND: self.name.setFocus,
            MARK: self._mark,
            ALL: self._mark_all,
            BEFORE: partial(self._turn, -1),
            AFTER: partial(self._turn, 1),
            **{key: partial(self.pane.begin, key) for key in (LETTER, MESSAGE, NOTE)},
        }
        for key, slot in keys.items():
            shortcut = press(key, self.table, slot)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.name.textEdited.connect(lambda _: self._pause.start())
        self.name.entered.connect(self._find)
        self._pause.timeout.connect(self._narrow_by_name)
        self.pane.changed.connect(self.refresh)
        self.pane.idle.connect(self.table.setFocus)
        self.pane.letter.connect(self._ask_where)
        self.letters.moved.connect(self._tell)
        self.letters.ended.connect(self._letters_ended)

    def _by_key(self, button: KeyButton, key: str, slot: Callable[[], object]) -> None:
        button.clicked.connect(lambda _checked=False: slot())
        press(key, self, slot)

    # --- what is wanted -----------------------------------------------------------------------------------------

    def _take_list(self, stage: Stage) -> None:
        self.stage, self.number = stage, 0
        self.refresh()

    def _next_branch(self) -> None:
        names = ["", *self._branches]
        place = names.index(self.filters.branch) if self.filters.branch in names else 0
        self._narrow(replace(self.filters, branch=names[(place + 1) % len(names)]))

    def _next_sector(self) -> None:
        place = _SECTORS.index(self.filters.sector)
        self._narrow(replace(self.filters, sector=_SECTORS[(place + 1) % len(_SECTORS)]))

    def _find(self) -> None:
        self._pause.stop()
        self._narrow_by_name()
        self.table.setFocus()

    def _narrow_by_name(self) -> None:
        self._narrow(replace(self.filters, name=self.name.text().strip()))

    def _narrow(self, filters: Filters) -> None:
        if filters != self.filters:
            self.filters, self.number = filters, 0
            self.refresh()

    def _turn(self, by: int) -> None:
        number = self.number + by
        if 0 <= number < self._pages():
            self.number = number
            self.refresh()

    def _pages(self) -> int:
        return max(1, -(-self._counts.get(self.stage, 0) // PAGE))

    # --- marks and letters --------------------------------------------------------------------------------------

    def _mark(self) -> None:
        if self._chosen in self.marked:
            del self.marked[self._chosen]
        elif self._chosen:
            self.marked[self._chosen] = None
        self.model.speak()
        self._tell()

    def _mark_all(self) -> None:
        """Everybody on this page; nobody, if all of them are marked already."""
        niks = [row.participant.nik for row in self.model.rows]
        everybody = all(nik in self.marked for nik in niks)
        for nik in niks:
            if everybody:
                del self.marked[nik]
            else:
                self.marked[nik] = None
        self.model.speak()
        self._tell()

    def _ask_where(self) -> None:
        """A dialog beside the window: what goes on by itself goes on while it is open."""
        dialog = QFileDialog(self, self.tr("Save the letters"), QDir.homePath(), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._reminders.file_name(self._today()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.write_letters(Path(name)))
        dialog.open()

    def write_letters(self, file: Path) -> None:
        """To whoever is marked, or else to the one that is chosen; a file of this name has been agreed to."""
        niks = tuple(self.marked) or ((self._chosen,) if self._chosen else ())
        if niks:
            self.letters.write(niks, file)

    def _letters_ended(self, whole: bool) -> None:
        if whole:
            self.marked.clear()
            self.refresh()
        self._tell()

    # --- what is shown ------------------------------------------------------------------------------------------

    def _arrived(self, rows: Sequence[Reminder]) -> None:
        self._reading, self._error = None, None
        chosen = self._chosen
        self.model.show_rows(rows)
        place = next((place for place, row in enumerate(rows) if row.participant.nik == chosen), 0)
        if rows:
            self.table.setCurrentIndex(self.model.index(place, 0))
        self._show_person(rows[place] if rows else None)
        self._tell()

    def _counted(self, found: tuple[Mapping[Stage, int], Sequence[str]]) -> None:
        self._counting = None
        self._counts, self._branches = found
        if self.number >= self._pages():
            self.number = self._pages() - 1
            self.refresh()
        self._tell()

    def _failed(self, error: Exception) -> None:
        self._reading, self._error = None, error
        self._tell()

    def _moved_to(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        if index.isValid():
            row = index.siblingAtColumn(0).data(CellRole.ROW)
            assert isinstance(row, Reminder)
            self._show_person(row)

    def _show_person(self, person: Reminder | None) -> None:
        self._chosen = person.participant.nik if person else ""
        self.pane.show_person(person)

    def _tell(self) -> None:
        for stage, button in self.lists.items():
            count = f" {self._counts[stage]}" if stage in self._counts else ""
            button.show_words(f"{list_words(stage)}{count}")
            restyle(button, "chosen", "yes" if stage is self.stage else "no")
        self.branch.show_words(inert(self.filters.branch) or self.tr("All branches"))
        self.sector.show_words(sector_words(self.filters.sector) if self.filters.sector else self.tr("All sectors"))
        self.nothing.setText(self._nothing())
        self._show_list()
        self.foot.setText(self._foot())
        restyle(self.foot, "role", "error" if self.letters.trouble is not None else "hint")

    def _show_list(self) -> None:
        showing = bool(self.model.rows) and self._error is None
        self.stack.setCurrentIndex(1 if showing else 0)
        focused = QApplication.focusWidget()
        elsewhere = focused is not None and focused is not self and self.isAncestorOf(focused)
        if showing and self.isVisible() and not elsewhere:
            self.table.setFocus()  # a table that was hidden until now could not take it

    def _nothing(self) -> str:
        if self._error is not None:
            return sentence_of(self._error)
        return self.tr("One moment …") if self._reading is not None else self.tr("Nobody is on this list.")

    def _foot(self) -> str:
        words = self.letters.words()
        if words:
            return words
        page = self.tr("Page {number} of {pages} (← →)").format(number=self.number + 1, pages=self._pages())
        chosen = self.tr("Marked: {count}").format(count=len(self.marked))
        keys = self.tr("Space mark   ·   A whole page   ·   L letters to all marked")
        return f"{page}   ·   {chosen}   ·   {keys}"
