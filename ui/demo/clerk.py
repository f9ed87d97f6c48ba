"""The hands and eyes of the demo: keys, clicks and pictures on the real window, nothing behind its back."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.paper_view import PaperView

SIZE = (1366, 768)
"""Pixels: the smallest screen the counter must fit on."""

_LOOK_EVERY = 20
"""Milliseconds between two looks at the window."""


class DemoStuck(Exception):
    """The window did not come to where a clerk would expect it; the text says where that was."""


class Clerk:
    """Works ``window`` and keeps numbered pictures of it in ``folder``."""

    def __init__(self, window: QWidget, folder: Path) -> None:
        self._window = window
        self._folder = folder
        self.pictures: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)

    def type(self, text: str) -> None:
        """Type into whatever has the cursor."""
        QTest.keyClicks(self._focused(), text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key once."""
        QTest.keyClick(self._focused(), key, modifier)

    def click(self, name: str) -> None:
        """Click the visible widget with this object name. Raises ``DemoStuck`` when there is none."""
        widget = self.seen(name)
        if widget is None:
            raise DemoStuck(f"there is no {name} to click")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def seen(self, name: str) -> QWidget | None:
        """The widget with this object name, if it is on screen."""
        found = self._window.findChildren(QWidget, name)
        return next((widget for widget in found if widget.isVisible()), None)

    def words(self, name: str) -> str:
        """What the widget with this object name says; empty when it is not on screen."""
        widget = self.seen(name)
        return str(widget.property("text") or "") if widget is not None else ""

    def sees_paper(self) -> bool:
        """Whether a receipt is drawn on screen."""
        paper = self.seen("paper")
        return isinstance(paper, PaperView) and not paper.is_empty

    def wait(self, there: Callable[[], bool], what: str, seconds: float = 20.0) -> None:
        """Let the window live until ``there()``. Raises ``DemoStuck`` naming ``what`` after ``seconds``."""
        clock = QElapsedTimer()
        clock.start()
        while not there():
            if clock.elapsed() > seconds * 1000:
                self.picture("stuck")
                raise DemoStuck(f"waited {seconds:.0f} s in vain for {what}")
            self._live(_LOOK_EVERY)

    def picture(self, name: str) -> None:
        """Keep what is on screen as ``NN-name.png``."""
        self._live(3 * _LOOK_EVERY)
        path = self._folder / f"{len(self.pictures) + 1:02}-{name}.png"
        if not self._window.grab().save(str(path)):
            raise DemoStuck(f"the picture {path} could not be written")
        self.pictures.append(path.name)

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def _live(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
