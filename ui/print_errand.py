"""What is held goes out by itself once the printer is ready again: looked after only while something is held."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from counter_app.bootstrap import Counter
from counter_app.domain.errors import Declined, Unavailable
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.services.print_outbox import OutboxStep
from ui.jobs import Jobs, Lane

LOOK_EVERY = 3_000
LONGEST_WAIT = 60_000
"""Milliseconds between two looks; after each try that came to nothing it is twice as long, up to the longest."""


class PrintErrand(QObject):
    """One paper a turn on the printer's lane, so that a new receipt waits for no more than one of them.

    ``printed``: a job that was tried by itself, as it ended. ``status_seen``: the printer was asked.
    """

    printed = Signal(object)
    status_seen = Signal(object)
    _broke = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._outbox = counter.print_outbox
        self._jobs = jobs
        self._actor: Actor | None = None
        self._covered = self._busy = self._again = False
        self._broke.connect(self._stop, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._step)

    def begin(self, actor: Actor) -> None:
        """``actor`` is at work: what they wait for may come out by itself. Who prints nothing waits for nothing."""
        self._actor = actor if Right.SEE_QUEUE in RIGHTS[actor.role] else None
        self._covered = False
        self.look()

    def leave(self) -> None:
        """Nobody is at work any more."""
        self._actor = None
        self._timer.stop()

    def cover(self) -> None:
        """The window is locked: nobody sees what comes out."""
        self._covered = True
        self._timer.stop()

    def uncover(self) -> None:
        """Whoever is at work is back."""
        self._covered = False
        self.look()

    def look(self) -> None:
        """Something may be held: look now, and go on while something is."""
        self._again = self._busy
        if not self._busy:
            self._timer.setInterval(LOOK_EVERY)
            self._step()

    def _step(self) -> None:
        actor = self._actor
        if actor is None or self._covered or self._busy:
            return
        self._busy = True
        self._timer.stop()
        self._jobs.submit(
            Lane.PRINTER,
            self._watched(lambda: self._outbox.step(actor)),
            done=self._stepped,
            failed=self._away,
            owner=self,
        )

    def _stepped(self, step: OutboxStep) -> None:
        self._busy = False
        if step.status is not None:
            self.status_seen.emit(step.status)
        if step.printed is not None:
            self.printed.emit(step.printed)
        if (step.printed is not None and step.printed.is_out and step.left) or self._again:
            self._again = False
            self._step()
        elif step.left:
            self._wait(longer=step.printed is not None)

    def _away(self, error: Exception) -> None:
        """The database, or the printer's turn: later."""
        self._busy = False
        if not isinstance(error, Declined):
            self._wait(longer=True)

    def _wait(self, *, longer: bool) -> None:
        if longer:
            self._timer.setInterval(min(LONGEST_WAIT, self._timer.interval() * 2))
        self._timer.start()

    def _stop(self) -> None:
        """A bug, which is shown as one, and not every few seconds."""
        self._busy = self._again = False

    def _watched(self, call: Callable[[], OutboxStep]) -> Callable[[], OutboxStep]:
        def make() -> OutboxStep:
            try:
                return call()
            except (Declined, Unavailable):
                raise
            except Exception:
                self._broke.emit()
                raise

        return make
