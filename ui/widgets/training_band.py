"""The band of a counter to learn on: above every page, the log-in and the lock, so that nobody takes it for a real one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.training import MARK
from counter_app.training import PEOPLE, PIN
from ui.widgets.plain_label import ElidedLabel, PlainLabel
from ui.widgets.spoken import Spoken

HEIGHT = 24
"""Pixels."""


class TrainingBand(Spoken):
    """``LATIHAN`` on both ends, and between them who there is to log in as."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("training", parent)
        self.setObjectName("training")
        self.setFixedHeight(HEIGHT)
        self._words = ElidedLabel(role="training-words")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(PlainLabel(MARK, "training-mark"))
        row.addWidget(self._words, 1)
        row.addWidget(PlainLabel(MARK, "training-mark"))
        self.retranslate()

    def retranslate(self) -> None:
        (clerk, *_), supervisor = PEOPLE[0], PEOPLE[2][0]
        words = self.tr("Nothing here is real · clerk {clerk}, supervisor {supervisor}, PIN {pin}")
        self._words.show_text(words.format(clerk=clerk, supervisor=supervisor, pin=PIN))
        self.setAccessibleName(f"{MARK}: {self._words.text()}")


def under_band(band: TrainingBand, whole: QWidget) -> QWidget:
    """The band, and everything else beneath it."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(band)
    column.addWidget(whole, 1)
    return both
