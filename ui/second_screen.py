"""A window on the monitor that faces the other side of the counter: without keys, and never over the clerk's own."""

import contextlib
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

ON, OFF = "on", "off"
"""What ``display.second_screen`` says where it names no monitor."""
SMALL = (800, 600)
"""Pixels, before it fills the monitor."""


class SecondScreen(QWidget):
    """It is there while it is wanted and while there is a monitor for it: pulled out, it goes; plugged in, it is back."""

    def __init__(
        self,
        beside: QWidget,
        which: str = ON,
        screens: Callable[[], Sequence[QScreen]] = QGuiApplication.screens,
    ) -> None:
        """``beside``: the clerk's window, or a page of it, whose monitor stays the clerk's."""
        flags = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(beside, flags)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.resize(*SMALL)
        self._beside = self._page = beside
        self._which = which
        self._screens = screens
        self._wanted = False
        self._filled: QScreen | None = None
        self._followed = False
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):  # monitors are told of by nobody else
            application.screenAdded.connect(self._look)
            application.screenRemoved.connect(self._look)

    def appear(self) -> bool:
        """Fill the other monitor; whether there is one."""
        self._wanted = True
        self._follow_clerk()
        self._look()
        return self._filled is not None

    def put_away(self) -> None:
        """Nothing to read: the next one must not see what was for the one before."""
        self._wanted = False
        self._look()

    def _other(self) -> QScreen | None:
        """The monitor to fill: never the one that the clerk's window is on, not even if the settings name it."""
        if self._which == OFF:
            return None
        clerks = self._beside.screen()
        others = (each for each in self._screens() if each is not clerks)
        return next((each for each in others if self._which in (ON, each.name())), None)

    def _look(self, _changed: object = None) -> None:
        other = self._other() if self._wanted else None
        self._fill(other)
        if other is None:
            self.hide()
        else:
            self.show()

    def _fill(self, other: QScreen | None) -> None:
        if other is not self._filled:
            if self._filled is not None:
                with contextlib.suppress(RuntimeError):  # it is not only unplugged but gone
                    self._filled.geometryChanged.disconnect(self._look)
            self._filled = other
            if other is not None:
                other.geometryChanged.connect(self._look)
                self.setScreen(other)
        if other is not None and self.geometry() != other.geometry():
            self.setGeometry(other.geometry())

    def _follow_clerk(self) -> None:
        """The clerk may drag their window onto this monitor; then it is theirs."""
        window = self._page.window()  # now: a page is in no window yet when it is made
        if window.isVisible() and not self._followed:
            self._followed = True
            window.windowHandle().screenChanged.connect(self._look)
