"""What the line beneath the top bar is told: room on the disk, damage, a host that is none."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from counter_app.bootstrap import Counter
from counter_app.domain.anchor import JournalCut
from counter_app.domain.errors import Unavailable, Untrusted
from counter_app.services.care import Room, Space
from ui.jobs import Jobs, Lane
from ui.top_bar import TopBar
from ui.watches import Watch
from ui.widgets.notice_line import Notice, NoticeLine

log = logging.getLogger(__name__)

HEALTH_EVERY = 60_000
ALARM_SHOWN = 15 * 60_000
"""Milliseconds: between two looks at disk and database, and how long an alarm about the host is shown after it."""


@dataclass(frozen=True, slots=True)
class Health:
    """``damaged``: a backup came upon damage. ``cut``: the host holds another journal than this one."""

    space: Space
    damaged: bool
    cut: bool


class Notices(QObject):
    """Looks once a minute in the background, and is told of alarms by whoever meets one."""

    def __init__(self, counter: Counter, jobs: Jobs, line: NoticeLine, bar: TopBar, parent: QObject) -> None:
        super().__init__(parent)
        self._counter = counter
        self._jobs = jobs
        self._line = line
        self._bar = bar
        self._alarm: datetime | None = None
        self.health = Watch(self._look, None, jobs, HEALTH_EVERY, Lane.BACKGROUND, self)
        self.health.seen.connect(self._healthy)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(ALARM_SHOWN)
        self._calm.timeout.connect(lambda: self._show_alarm(False))

    def start(self) -> None:
        """Begin to look."""
        self.health.start()

    def look_for_alarm(self) -> None:
        """Somebody has heard from the host, or has not: show an alarm if there was one."""
        raised = self._counter.alarms.raised_at
        if raised is not None and raised != self._alarm:
            self._alarm = raised
            self._show_alarm(True)
            self._calm.start()

    def untrusted(self, error: Exception) -> None:
        """Journal what ``error`` says of the host, if it is an alarm."""
        if isinstance(error, Untrusted):
            self._submit(lambda: self._counter.alarms.note(error))

    def uncertain(self, ids: Sequence[UUID]) -> None:
        """These are not certain: show it if an answer about one of them could not be trusted."""
        if ids:
            self._submit(lambda: any(self._counter.alarms.note_payment(each) for each in ids))

    def _submit(self, note: Callable[[], bool]) -> None:
        self._jobs.submit(Lane.JOURNAL, note, done=lambda _: self.look_for_alarm(), failed=self._not_noted, owner=self)

    def _look(self) -> Health | None:
        """On the lane."""
        care = self._counter.care
        try:
            return Health(care.space(), care.damage() is not None, self._is_cut())
        except (OSError, Unavailable) as error:
            log.warning("the room on the disk cannot be told: %s", error)
            return None

    def _is_cut(self) -> bool:
        try:
            self._counter.anchoring.require_held()
        except JournalCut:
            return True
        return False

    def _healthy(self, health: Health | None) -> None:
        if health is None:  # what was known a minute ago still stands there
            return
        mb = health.space.free // 1_000_000
        self._line.show_notice(Notice.DISK_FULL, health.space.room is Room.NONE, mb)
        self._line.show_notice(Notice.DISK_LITTLE, health.space.room is Room.LITTLE, mb)
        self._line.show_notice(Notice.DAMAGED, health.damaged)
        self._line.show_notice(Notice.OTHER_JOURNAL, health.cut)

    def _show_alarm(self, holds: bool) -> None:
        self._line.show_notice(Notice.UNTRUSTED, holds)
        self._bar.show_trust(not holds)

    @staticmethod
    def _not_noted(error: Exception) -> None:
        log.warning("an alarm about the host is not in the journal: %s", error)
