"""Backups while the window runs: every so often, and after each close."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from counter_app.bootstrap import Counter
from ui.jobs import Jobs, Lane

log = logging.getLogger(__name__)

LOOK_EVERY = 5 * 60_000
"""Milliseconds between two looks whether a backup is due; how often one is due is the office's setting."""


class SafeKeeping(QObject):
    """Has backups made in the background; one that cannot be made now is tried again at the next look."""

    def __init__(self, counter: Counter, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._care = counter.care
        self._jobs = jobs
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to look; the first look comes later, when the start has made way for the first payer."""
        if self._care.backs_up:
            self._timer.start()

    def look(self) -> None:
        """Make a backup if one is due."""
        self._submit(self._care.backup_if_due)

    def shift_closed(self) -> None:
        """Make a backup of the day as it was closed."""
        if self._care.backs_up:
            self._submit(self._care.back_up)

    def _submit(self, keep: Callable[[], object]) -> None:
        self._jobs.submit(Lane.BACKGROUND, lambda: _damage(keep), done=self._kept, failed=self._waits, owner=self)

    @staticmethod
    def _kept(damage: str | None) -> None:
        if damage is not None:  # from now on the services take no more money on it, and say so
            log.error("a backup found the database damaged: %s", damage)

    @staticmethod
    def _waits(error: Exception) -> None:
        log.warning("a backup has to wait: %s", error)


def _damage(keep: Callable[[], object]) -> str | None:
    from counter_app.database.errors import DatabaseRefused

    try:
        keep()
    except DatabaseRefused as refused:
        return str(refused)
    return None
