"""The hands and eyes of the demo: keys, clicks and pictures on the real window, nothing behind its back."""

from collections.abc import Callable
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QElapsedTimer, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCompleter, QFileDialog, QTableView, QWidget

from ui.dialogs.bug import BugDialog
from ui.two_line_model import CellRole
from ui.widgets.paper_view import PaperView

Found = TypeVar("Found")

SIZE = (1366, 768)
"""Pixels: the smallest screen the counter must fit on."""

_LOOK_EVERY = 20
"""Milliseconds between two looks at the window."""


class DemoStuck(Exception):
    """The window did not come to where a clerk would expect it; the text says where that was."""


class Clerk:
    """Works ``window`` and keeps numbered pictures of it in ``folder``."""

    def __init__(self, window: QWidget, folder: Path) -> None:
        """Pictures that are in the folder already are counted on from."""
        self._window = window
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.pictures = sorted(path.name for path in folder.glob("*.png"))

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

    def focus(self) -> str:
        """The name of what has the cursor."""
        return self._focused().objectName()

    def rows(self, table: str) -> int:
        """How many rows the list of this name shows; 0 when it is not on screen."""
        view = self.seen(table)
        return view.model().rowCount() if isinstance(view, QTableView) else 0

    def goes_to(self, table: str, wanted: UUID, id_of: Callable[[Any], UUID] = attrgetter("payment.id")) -> bool:
        """One key nearer to the row in the list of this name whose payment, or whatever else it is about, is ``wanted``;
        whether the cursor is there. To be waited for: a list that is read anew may move under the cursor.
        """
        view = self.seen(table)
        if not isinstance(view, QTableView) or not view.hasFocus():
            return False
        rows = [view.model().index(row, 0).data(CellRole.ROW) for row in range(view.model().rowCount())]
        place = next((at for at, row in enumerate(rows) if id_of(row) == wanted), None)
        if place is None or view.currentIndex().row() == place:
            return place is not None
        self.press(Qt.Key.Key_Down if view.currentIndex().row() < place else Qt.Key.Key_Up)
        return False

    def sees_paper(self) -> bool:
        """Whether a receipt is drawn on screen."""
        paper = self.seen("paper")
        return isinstance(paper, PaperView) and not paper.is_empty

    def save_as(self, file: Path) -> None:
        """Type where a file is to go into the dialog that asks, and wait until it is there."""
        file.parent.mkdir(parents=True, exist_ok=True)
        self.wait(lambda: _dialog() is not None, "to be asked where the file goes")
        dialog = _dialog()
        assert dialog is not None
        self.wait(lambda: dialog.isAncestorOf(self._focused()), "the cursor where its name is typed")
        for proposals in dialog.findChildren(QCompleter):
            proposals.setCompletionMode(
                QCompleter.CompletionMode.InlineCompletion
            )  # a list would be a window of its own
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(str(file))
        self.press(Qt.Key.Key_Return)
        self.wait(lambda: file.exists() and _dialog() is None, f"{file.name} to be written")
        self._window.activateWindow()
        self.wait(self._window.isActiveWindow, "the window to have the keys again")

    def wait(self, there: Callable[[], bool], what: str, seconds: float = 60.0) -> None:
        """Let the window live until ``there()``. Raises ``DemoStuck`` naming ``what`` after ``seconds``."""
        clock = QElapsedTimer()
        clock.start()
        while not there():
            if clock.elapsed() > seconds * 1000:
                self.picture("stuck")
                raise DemoStuck(f"waited {seconds:.0f} s in vain for {what}")
            self._live(_LOOK_EVERY)

    def wait_for(self, look: Callable[[], Found | None], what: str) -> Found:
        """As ``wait``, and gives back what is there."""
        self.wait(lambda: look() is not None, what)
        found = look()
        assert found is not None
        return found

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
        if any(isinstance(window, BugDialog) and window.isVisible() for window in QApplication.topLevelWidgets()):
            raise DemoStuck("the window showed a fault of the program; what it was stands above")


def _dialog() -> QFileDialog | None:
    shown = (each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog) and each.isVisible())
    return next(shown, None)
