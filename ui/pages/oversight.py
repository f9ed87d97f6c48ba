"""What a supervisor looks after: what waits, what is unusual and why it is shown, and who did what."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import IntEnum
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.money import format_rupiah
from counter_app.domain.patterns import Finding
from counter_app.domain.people import Actor
from counter_app.services.oversight import Asked, Told, Waiting
from ui import formats
from ui.jobs import Course, Job, Jobs, Lane
from ui.keys import ENTER, press
from ui.messages import sentence_of
from ui.oversight_words import GROUPS, finding_words, group_words, matter_words
from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import PlainLabel, WrappedLabel, inert
from ui.widgets.plain_table import PlainTable
from ui.widgets.progress_line import ProgressLine
from ui.widgets.spoken import Spoken

A_PAGE = 100
"""Entries that are read at once; each takes its own height, and the window waits for all of them."""
HASH = 8
"""Characters of an entry's hash that are shown: what stands on paper begins with them."""
MORE = "Alt+M"
DAYS = (1, 7, 30)
"""The periods to choose from, in days, today included."""


class Part(IntEnum):
    """The three things to see, by the digit that leads there."""

    WAITING = 1
    UNUSUAL = 2
    ENTRIES = 3


_WIDE = {Part.WAITING: 0, Part.UNUSUAL: 1, Part.ENTRIES: 4}
"""The column that takes what room there is."""


class OversightPage(Spoken):
    """``left``: back to where the person began. ``look``: a payment that waits is to be seen in the queue."""

    left = Signal()
    look = Signal(UUID)

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self._oversight = counter.day.oversight
        self._clock, self._zone = counter.clock, counter.zone
        self._jobs = jobs
        self._actor = actor
        self._reading: Job | Course | None = None
        self._course: Course | None = None
        self._again, self._stopped = False, False
        self._error: Exception | None = None
        self._part = Part.WAITING
        self._days = DAYS[0]
        self._people: Sequence[Actor] = ()
        self._waiting: Sequence[Waiting] = ()
        self._findings: Sequence[Finding] = ()
        self._told: Sequence[Told] = ()
        self._of_finding: Finding | None = None
        self._ended = True
        self.title, self.about = PlainLabel(role="heading"), WrappedLabel(role="muted")
        self.parts = {part: KeyButton(f"oversee-{part.name.lower()}", f"Alt+{part}") for part in Part}
        self.periods = {days: KeyButton(f"days-{days}", f"Alt+{4 + place}") for place, days in enumerate(DAYS)}
        self.person, self.group = QComboBox(), QComboBox()
        self.more = ActionButton("quiet")
        self.line = ProgressLine()
        self.words = WrappedLabel(role="hint")
        self.words.setObjectName("oversight-words")
        self.model = QStandardItemModel(0, 0, self)
        self.table = PlainTable(self.model)
        self._arrange()
        self._connect()
        self.retranslate()

    def start(self) -> None:
        """Read what waits anew; the part that was chosen stays."""
        self._submit(Lane.JOURNAL, lambda: self._oversight.people(self._actor), self._know)
        self.table.setFocus()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Oversee"))
        names = (self.tr("What waits"), self.tr("Unusual"), self.tr("Who did what"))
        for button, words in zip(self.parts.values(), names, strict=True):
            button.show_words(words)
        periods = (self.tr("Today"), self.tr("7 days"), self.tr("30 days"))
        for button, words in zip(self.periods.values(), periods, strict=True):
            button.show_words(words)
        self.person.setAccessibleName(self.tr("Whose entries"))
        self.group.setAccessibleName(self.tr("Which entries"))
        self.more.setText(self.tr("Older ones   ({key})").format(key=MORE))
        for place, group in enumerate(GROUPS):
            self.group.setItemText(place, group_words(group))
        if self.person.count():
            self.person.setItemText(0, self.tr("Everybody"))
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from the chosen row. Esc: from a finding's entries to the findings, else back."""
        if event.key() in ENTER and self.table.hasFocus():
            if not event.isAutoRepeat():
                self._open(self.table.currentIndex())
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._of_finding is not None:
            self._go(Part.UNUSUAL)
        else:
            self.left.emit()

    # --- laying out ---------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.title)
        head.addSpacing(16)
        for buttons in (self.parts.values(), self.periods.values()):
            group = QButtonGroup(self)
            for button in buttons:
                button.setCheckable(True)
                group.addButton(button)
        for part in self.parts.values():
            head.addWidget(part, 2)
        head.addStretch(1)
        for period in self.periods.values():
            head.addWidget(period, 1)
        choice = QHBoxLayout()
        choice.setSpacing(8)
        choice.addWidget(self.about, 1)
        for box in (self.person, self.group):
            box.setMinimumWidth(180)
            choice.addWidget(box)
        self.person.setObjectName("oversee-person")
        self.group.setObjectName("oversee-group")
        self.more.setObjectName("oversee-more")
        foot = QHBoxLayout()
        foot.addWidget(self.words, 1)
        foot.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(choice)
        column.addWidget(self.line)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.group.addItems([""] * len(GROUPS))

    def _connect(self) -> None:
        for part, button in self.parts.items():
            button.clicked.connect(partial(self._chose_part, part))
            press(f"Alt+{part}", self, partial(self._go, part))
        for place, (days, button) in enumerate(self.periods.items()):
            button.clicked.connect(partial(self._chose_days, days))
            press(f"Alt+{4 + place}", self, partial(self._look_back, days))
        for box in (self.person, self.group):
            box.activated.connect(lambda _: self._read())
        self.table.doubleClicked.connect(self._open)
        self.more.clicked.connect(self._read_on)
        press(MORE, self, self._read_on)

    # --- what is asked for --------------------------------------------------------------------------------------

    def _know(self, people: Sequence[Actor]) -> None:
        """Everybody there is to choose from; who was chosen stays chosen."""
        if people != self._people:
            chosen = self.person.currentData()
            self._people = people
            self.person.clear()
            self.person.addItem(self.tr("Everybody"), None)
            for each in people:
                self.person.addItem(inert(f"{each.id}  {each.name}"), each.id)
            self.person.setCurrentIndex(max(0, self.person.findData(chosen)))
        self._read()

    def _chose_part(self, part: Part, _checked: bool = False) -> None:
        self._go(part)

    def _chose_days(self, days: int, _checked: bool = False) -> None:
        self._look_back(days)

    def _go(self, part: Part) -> None:
        self._part, self._of_finding = part, None
        self._read()

    def _look_back(self, days: int) -> None:
        self._days, self._of_finding = days, None
        self._read()

    def _since(self) -> tuple[date, date]:
        today = self._clock.now().astimezone(self._zone).date()
        return today - timedelta(days=self._days - 1), today

    def _asked(self) -> Asked:
        if self._of_finding is not None:
            return Asked(numbers=self._of_finding.entries)
        since, until = self._since()
        acts = list(GROUPS.values())[max(0, self.group.currentIndex())]
        return Asked(self.person.currentData(), acts, since, until)

    def _read(self) -> None:
        """Of several asked for at once, the last one counts."""
        actor, oversight = self._actor, self._oversight
        self._told = ()
        if self._part is Part.WAITING:
            self._submit(Lane.BACKGROUND, lambda: oversight.waiting(actor), self._has_waiting)
        elif self._part is Part.UNUSUAL:
            self._look_through()
        else:
            self._read_on()
        self._show()

    def _read_on(self) -> None:
        if self._part is not Part.ENTRIES or (self._told and self._ended):
            return
        actor, asked = self._actor, self._asked()
        before = self._told[-1].seq if self._told else None
        self._submit(Lane.BACKGROUND, lambda: self._oversight.entries(actor, asked, A_PAGE, before), self._has_entries)

    def _submit(self, lane: Lane, call: Callable[[], object], done: Callable[..., None]) -> None:
        self._drop()
        self._reading = self._jobs.submit(lane, call, done=done, failed=self._failed, owner=self)
        self._say()

    def _drop(self) -> None:
        """Nobody waits any more for what is being read."""
        if self._reading is not None:
            self._reading.cancel()
        self.line.cancel()
        self._error, self._again, self._stopped = None, False, False

    def _look_through(self) -> None:
        """A month's journal takes seconds. What was asked for before is stopped, and this comes after it."""
        self._drop()
        actor, period = self._actor, self._since()
        self._again = self.line.busy
        if not self._again:
            self._course = self.line.run(
                self._jobs,
                Lane.BACKGROUND,
                lambda progress, cancelled: self._oversight.unusual(actor, *period, progress, cancelled),
                words=self.tr("Reading the journal …"),
                done=self._has_findings,
                failed=self._found_none,
            )
        self._reading = self._course
        self._say()

    def _has_waiting(self, waiting: Sequence[Waiting]) -> None:
        self._waiting = waiting
        self._arrived()

    def _has_findings(self, found: Sequence[Finding] | None) -> None:
        """``found`` is ``None`` where it was stopped; nothing is said then that half a journal would say."""
        if self._again:
            self._look_through()
        elif self._reading is self._course:
            self._stopped, self._findings = found is None, found or ()
            self._arrived()

    def _found_none(self, error: Exception) -> None:
        if self._again:
            self._look_through()
        elif self._reading is self._course:
            self._failed(error)

    def _has_entries(self, told: Sequence[Told]) -> None:
        self._ended = len(told) < A_PAGE
        first = len(self._told)
        self._told = (*self._told, *told)
        self._arrived(first)

    def _arrived(self, first: int = 0) -> None:
        self._reading = None
        self._show()
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(min(first, self.model.rowCount() - 1), 0))

    def _failed(self, error: Exception) -> None:
        self._reading, self._error = None, error
        self._show()

    def _open(self, index: QModelIndex) -> None:
        """A payment that waits is in the queue; a finding is made of entries."""
        if not index.isValid() or self._reading is not None:
            return
        if self._part is Part.WAITING and (payment := self._waiting[index.row()].payment) is not None:
            self.look.emit(payment)
        elif self._part is Part.UNUSUAL:
            self._of_finding, self._part = self._findings[index.row()], Part.ENTRIES
            self._read()

    # --- what is shown ------------------------------------------------------------------------------------------

    def _show(self) -> None:
        self.parts[self._part].setChecked(True)
        self.periods[self._days].setChecked(True)
        entries = self._part is Part.ENTRIES
        for period in self.periods.values():
            period.setVisible(self._part is not Part.WAITING and self._of_finding is None)
        for box in (self.person, self.group):
            box.setVisible(entries and self._of_finding is None)
        self.more.setVisible(entries and bool(self._told) and not self._ended)
        self.about.setText(self._about())
        heads, rows = self._rows()
        self.model.setColumnCount(len(heads))
        self.model.setHorizontalHeaderLabels(heads)
        self.model.setRowCount(0)
        self.table.fit(stretch=_WIDE[self._part])
        for cells in rows:
            self.model.appendRow([QStandardItem(words) for words in cells])
        self.table.setAccessibleName(self.parts[self._part].words)
        self.table.resizeRowsToContents()
        self._say()

    def _about(self) -> str:
        if self._part is Part.WAITING:
            return self.tr("What needs a second person or a decision. Enter on a payment leads to it in the queue.")
        if self._part is Part.UNUSUAL:
            return self.tr(
                "Each line is a question, not an accusation: there are ordinary reasons, and the books can be wrong too. "
                "Look at the entries (Enter), then ask."
            )
        if self._of_finding is not None:
            return finding_words(self._of_finding)
        return self.tr("The journal of this counter, the newest first. What is shown was held against its own hash.")

    def _rows(self) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        heads: tuple[str, ...]
        if self._part is Part.WAITING:
            heads = (self.tr("What"), self.tr("About"), self.tr("Under"), self.tr("Since"), self.tr("Amount"))
            return heads, [self._waits(each) for each in self._waiting]
        if self._part is Part.UNUSUAL:
            names = {person.id: person.name for person in self._people}
            heads = (self.tr("Person"), self.tr("What is unusual, and why it is shown"), self.tr("Entries"))
            found = self._findings
            return heads, [(_who(each.who, names), finding_words(each), str(len(each.entries))) for each in found]
        heads = (self.tr("Entry"), self.tr("Hash"), self.tr("Time"), self.tr("By"), self.tr("What"))
        return heads, [self._tells(each) for each in self._told]

    def _waits(self, each: Waiting) -> Sequence[str]:
        since = "" if each.since is None else formats.moment(each.since, self._zone)
        amount = "" if each.amount is None else format_rupiah(each.amount)
        return matter_words(each.matter), inert(each.what), each.who, since, amount

    def _tells(self, each: Told) -> Sequence[str]:
        mark = each.hash[:HASH] if each.holds else self.tr("■ does not hold")
        return str(each.seq), mark, formats.moment(each.at, self._zone), inert(each.actor), inert(each.words)

    def _say(self) -> None:
        restyle(self.words, "role", "error" if self._error else "hint")
        if self._error is not None:
            self.words.setText(sentence_of(self._error))
        elif self._reading is not None:
            self.words.setText(self.tr("Reading the journal …"))
        elif self._stopped:
            self.words.setText(self.tr("Stopped: not all of it was looked through."))
        elif self.model.rowCount():
            self.words.setText(self.tr("Shown: {count}").format(count=formats.number(self.model.rowCount())))
        else:
            self.words.setText(self._nothing())

    def _nothing(self) -> str:
        if self._part is Part.WAITING:
            return self.tr("Nothing waits for anybody.")
        if self._part is Part.UNUSUAL:
            return self.tr("Nothing in these days goes beyond what is usual.")
        return self.tr("No entry fits.")


def _who(person: str, names: dict[str, str]) -> str:
    return f"{inert(person)}\n{inert(names[person])}" if person in names else inert(person)
