"""Old personal data: what has outlived its period, and the decision to let it go. Nothing goes at the first key."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.people import Actor
from counter_app.domain.personal_data import Due, Topic
from ui import formats
from ui.jobs import Job, Jobs, Lane
from ui.messages import sentence_of
from ui.theme import restyle
from ui.translation import QT_TRANSLATE_NOOP
from ui.widgets.action_button import ActionButton
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.progress_line import ProgressLine
from ui.widgets.spoken import Spoken

WIDTH = 760
"""Pixels."""

_TOPICS: Mapping[Topic, tuple[str, str]] = MappingProxyType(
    {
        Topic.PARTICIPANTS: (
            QT_TRANSLATE_NOOP("RetentionPage", "Participants of whom nothing was heard"),
            QT_TRANSLATE_NOOP("RetentionPage", "the office's copy; the host keeps its own"),
        ),
        Topic.REGISTRATIONS: (
            QT_TRANSLATE_NOOP("RetentionPage", "Answers of applications that are over"),
            QT_TRANSLATE_NOOP("RetentionPage", "that there was one, its consent and its outcome stay"),
        ),
        Topic.CONTACTS: (
            QT_TRANSLATE_NOOP("RetentionPage", "Reminders and their notes"),
            QT_TRANSLATE_NOOP("RetentionPage", "who asked to be left alone stays known"),
        ),
        Topic.LOGS: (
            QT_TRANSLATE_NOOP("RetentionPage", "Files of the program's log"),
            QT_TRANSLATE_NOOP("RetentionPage", "of this counter"),
        ),
    }
)


class _Row:
    """One topic: what it is, what stays of it, its period, and how many are due."""

    def __init__(self, grid: QGridLayout, row: int) -> None:
        self.what, self.stays = PlainLabel(role="strong"), PlainLabel(role="small")
        self.period, self.count = PlainLabel(), PlainLabel(role="money")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.what)
        words.addWidget(self.stays)
        grid.addLayout(words, row, 0)
        grid.addWidget(self.period, row, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.count, row, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class RetentionPage(Spoken):
    """``left``: back to where one was."""

    left = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self._retention = counter.day.retention
        self._zone = counter.zone
        self._jobs = jobs
        self._actor = actor
        self._looking: Job | None = None
        self._due: Sequence[Due] | None = None
        self._error: Exception | None = None
        self._gone: int | None = None
        self.armed = False
        """Whether the next Enter lets it go."""
        self._title, self._about = PlainLabel(role="title"), WrappedLabel(role="muted")
        self.said = WrappedLabel(role="error")
        self.action = ActionButton("action")
        self.line = ProgressLine()
        self._rows: dict[Topic, _Row] = {}
        self._arrange()
        self.action.clicked.connect(self._pressed)
        self.retranslate()

    def start(self) -> None:
        """Count anew; nothing is changed by it."""
        self.armed, self._gone, self._error = False, None, None
        self._look()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Old personal data"))
        self._about.setText(
            self.tr(
                "What has outlived its period in the settings goes for good. Payments, money returned and the journal stay, "
                "as the law wants them longer."
            )
        )
        for topic, row in self._rows.items():
            what, stays = _TOPICS[topic]
            row.what.setText(self.tr(what))
            row.stays.setText(self.tr(stays))
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: first the decision is taken back, then the page is left."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.armed:
            self.armed = False
            self._show()
        else:
            self.left.emit()

    def _look(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self._jobs.submit(
            Lane.BACKGROUND,
            lambda: self._retention.due(self._actor),
            done=self._looked,
            failed=self._failed,
            owner=self,
        )
        self._show()

    def _looked(self, due: Sequence[Due]) -> None:
        self._looking, self._due = None, due
        self._show()
        self.setFocus()
        self.action.setFocus()

    def _failed(self, error: Exception) -> None:
        self._looking, self._error, self.armed = None, error, False
        self._show()

    @property
    def _total(self) -> int:
        return sum(each.count for each in self._due or ())

    def _pressed(self) -> None:
        if self.line.busy or not self._total or self._due is None:
            return
        if not self.armed:
            self.armed, self._gone, self._error = True, None, None
            self._show()
            return
        self.armed = False
        due = self._due
        self.line.run(
            self._jobs,
            Lane.BACKGROUND,
            lambda progress, cancelled: self._retention.run(self._actor, due, progress, cancelled),
            words=self.tr("Letting go"),
            done=self._went,
            failed=self._refused,
        )
        self._show()

    def _went(self, gone: Mapping[Topic, int]) -> None:
        self._gone = sum(gone.values())
        self._look()

    def _refused(self, error: Exception) -> None:
        self._error = error
        self._look()

    def _show(self) -> None:
        counts = {each.topic: each for each in self._due or ()}
        for topic, row in self._rows.items():
            due = counts.get(topic)
            row.count.setText("–" if due is None else formats.number(due.count))
            row.period.setText("" if due is None else self._period(due))
        total, waiting = self._total, self._looking is not None or self.line.busy
        self.action.setEnabled(bool(total) and not waiting)
        self.action.setText(self._action(total))
        words, role = self._saying(total)
        restyle(self.said, "role", role)
        self.said.setMargin(10 if role.startswith("notice") else 0)
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _period(self, due: Due) -> str:
        last = formats.day(due.before.astimezone(self._zone).date())
        return self.tr("{years} years, from before {day}").format(years=due.years, day=last)

    def _action(self, total: int) -> str:
        if self.armed:
            return self.tr("Yes, for good   (Enter)")
        return self.tr("Let {count} go   (Enter)").format(count=formats.number(total))

    def _saying(self, total: int) -> tuple[str, str]:
        if self._error is not None:
            return sentence_of(self._error), "error"
        if self.armed:
            words = self.tr(
                "{count} go for good, and your name stands in the journal for it. Enter does it, Esc does not."
            )
            return words.format(count=formats.number(total)), "notice-bad"
        if self._gone is not None:
            words = self.tr("{count} are gone. The journal has it.")
            if self.line.cancelled:
                words = self.tr("{count} are gone, then it was stopped. The rest is due as before.")
            return words.format(count=formats.number(self._gone)), "notice-ok"
        if self._due is not None and not total and self._looking is None:
            return self.tr("Nothing has outlived its period."), "muted"
        return "", "muted"

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(16)
        grid.setColumnStretch(0, 1)
        for number, topic in enumerate(Topic):
            self._rows[topic] = _Row(grid, number)
        card = QWidget()
        card.setProperty("role", "card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        card.setLayout(grid)
        grid.setContentsMargins(24, 20, 24, 20)
        middle = QWidget()
        middle.setFixedWidth(WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self._title, self._about, card, self.said, self.line, self.action):
            column.addWidget(widget)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 12)
        whole.addWidget(middle, 1, Qt.AlignmentFlag.AlignHCenter)
