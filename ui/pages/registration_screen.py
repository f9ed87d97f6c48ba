"""The worker's own screen: where a second one faces them, they read the summary and the words there."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.services.registration_summary import Summary
from ui.second_screen import ON, SecondScreen
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.summary_sheet import SummarySheet

PLEASE = "Mohon diperiksa"


class WorkerScreen(SecondScreen):
    """In the worker's language; there only while there is something to read, and then over what payers see."""

    def __init__(
        self,
        beside: QWidget,
        which: str = ON,
        screens: Callable[[], Sequence[QScreen]] = QGuiApplication.screens,
    ) -> None:
        super().__init__(beside, which, screens)
        self.setObjectName("worker-screen")
        self.sheet = SummarySheet()
        self.words = WrappedLabel(role="read-out")
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 28, 40, 28)
        column.setSpacing(20)
        column.addWidget(PlainLabel(PLEASE, "title"))
        column.addWidget(self.sheet)
        column.addWidget(self.words, 1)

    def show_to_worker(self, summary: Summary, words: str) -> bool:
        """Show it on the other screen; false where there is none, and nothing is shown."""
        self.sheet.show_summary(summary)
        self.words.setText(words)
        return self.appear()
