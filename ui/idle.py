"""When nobody has touched keyboard or mouse for a while."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """``idle`` once nobody has touched anything under ``watched`` (the application) for ``minutes``.

    Timers stand still while the machine sleeps, so the first touch after it is measured by ``now``, the time of day in
    seconds, and does not get through: it may be anybody's.
    """

    idle = Signal()

    def __init__(self, watched: QObject, minutes: float, parent: QObject, now: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self._now = now
        self._touched_at = now()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(round(minutes * 60_000))
        self._timer.timeout.connect(self.idle)
        watched.installEventFilter(self)

    def start(self) -> None:
        """Somebody is at work from now on."""
        self._touched_at = self._now()
        self._timer.start()

    def stop(self) -> None:
        """Nobody is at work: nothing to lock."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _TOUCHES or not self._timer.isActive():
            return False
        slept = (self._now() - self._touched_at) * 1000 > self._timer.interval()
        if slept:
            self._timer.stop()
            self.idle.emit()
        else:
            self.start()
        return slept
