"""Python's cycle collector on the window's thread only.

Python collects on whatever thread happens to allocate. An object of Qt's that it finds there, unreferenced but for a
cycle, would be destroyed on a lane, timers and all, which Qt does not allow and may not survive.
"""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY = 2_000
"""Milliseconds."""


class Collecting(QObject):
    """From ``begin`` to ``end``, collects here what the collector would have collected anywhere."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Take over from Python."""
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        """Give it back."""
        self._timer.stop()
        gc.enable()

    def look(self) -> None:
        """Collect each generation that is due by Python's own thresholds, the youngest first."""
        for generation, threshold in enumerate(gc.get_threshold()):
            if gc.get_count()[generation] <= threshold:
                return
            gc.collect(generation)
