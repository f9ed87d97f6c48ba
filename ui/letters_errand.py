"""Letters being made in the background: how far they are, and how they can be stopped."""

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from counter_app.bootstrap import Counter
from counter_app.domain.people import Actor
from ui.files import written
from ui.jobs import Jobs, Lane
from ui.messages import sentence_of

CANCELLED = "cancelled"


class LettersErrand(QObject):
    """``moved``: there is something new to say. ``ended``: whether the file is there."""

    moved = Signal()
    ended = Signal(bool)
    _progressed = Signal(int, int)

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QObject) -> None:
        super().__init__(parent)
        self._reminders = counter.day.reminders
        self._jobs = jobs
        self._actor = actor
        self._stop = threading.Event()
        self._done = self._of = 0
        self.is_busy = False
        self.trouble: Exception | str | None = None
        self._said = ""
        self._file = ""
        self._progressed.connect(self._progress)

    def write(self, niks: Sequence[str], file: Path) -> None:
        """One at a time; what is asked for meanwhile is not begun."""
        if self.is_busy:
            return
        self._stop.clear()
        self.is_busy, self.trouble, self._said = True, None, ""
        self._done, self._of, self._file = 0, len(niks), file.name
        self._jobs.submit(
            Lane.BACKGROUND, lambda: self._made(niks, file), done=self._ended, failed=self._failed, owner=self
        )
        self.moved.emit()

    def cancel(self) -> None:
        """Stop at the next letter; nothing is kept."""
        self._stop.set()

    def words(self) -> str:
        """What is to be said about it now, in the language that is spoken now; empty when nothing."""
        if self.is_busy:
            words = self.tr("Letters: {done} of {all}   (Esc stops)")
            return words.format(done=self._done, all=self._of)
        if self.trouble is not None:
            return self.trouble if isinstance(self.trouble, str) else sentence_of(self.trouble)
        if self._said == CANCELLED:
            return self.tr("Stopped; no letter was kept.")
        return self.tr("Saved: {file}").format(file=self._said) if self._said else ""

    def _made(self, niks: Sequence[str], file: Path) -> str | None:
        """Why the file could not be written, empty when it was; ``None``: stopped before. On the lane's thread."""
        made = self._reminders.letters(self._actor, niks, self._progressed.emit, self._stop.is_set)
        return None if made is None else written(made, file)

    def _progress(self, done: int, of: int) -> None:
        self._done, self._of = done, of
        self.moved.emit()

    def _ended(self, trouble: str | None) -> None:
        self.is_busy = False
        self.trouble = trouble or None
        self._said = CANCELLED if trouble is None else "" if trouble else self._file
        self.ended.emit(trouble == "")

    def _failed(self, error: Exception) -> None:
        self.is_busy, self.trouble = False, error
        self.ended.emit(False)
