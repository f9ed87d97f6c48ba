"""The worker's own screen: where a second one faces them, they read the summary and the words there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.services.registration_summary import Summary
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.summary_sheet import SummarySheet

PLEASE = "Mohon diperiksa"
SMALL = (800, 600)
"""Pixels, before it fills the screen."""


class WorkerScreen(QWidget):
    """A window without keys, in the worker's language; there only while there is something to read."""

    def __init__(self, beside: QWidget, screens: Callable[[], Sequence[QScreen]] = QGuiApplication.screens) -> None:
        """``beside``: the clerk's page, whose screen stays the clerk's."""
        flags = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(beside, flags)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setObjectName("worker-screen")
        self._beside = beside
        self._screens = screens
        self.sheet = SummarySheet()
        self.words = WrappedLabel(role="read-out")
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 28, 40, 28)
        column.setSpacing(20)
        column.addWidget(PlainLabel(PLEASE, "title"))
        column.addWidget(self.sheet)
        column.addWidget(self.words, 1)
        self.resize(*SMALL)

    def show_to_worker(self, summary: Summary, words: str) -> bool:
        """Show it on the other screen; false where there is none, and nothing is shown."""
        other = next((each for each in self._screens() if each is not self._beside.screen()), None)
        if other is None:
            return False
        self.sheet.show_summary(summary)
        self.words.setText(words)
        self.setScreen(other)
        self.setGeometry(other.geometry())
        self.show()
        return True

    def put_away(self) -> None:
        """Nothing to read: the next worker must not see the one before."""
        self.hide()
