"""Did the last one go through? The newest payments of the day at a glance: who, how much, how it stands."""

from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.domain.money import format_rupiah
from counter_app.services.overview import DayRow
from ui import formats
from ui.theme import restyle
from ui.widgets.lamp import StateMark
from ui.widgets.plain_label import ElidedLabel, PlainLabel
from ui.widgets.spoken import Spoken
from ui.words import Mood, standing_mood, standing_words

SHOWN = 3
WIDTH = 460
"""Pixels."""
_ROLES = {Mood.OK: "ok-line", Mood.WAIT: "wait-line", Mood.BAD: "bad-line", Mood.OFF: "small"}


class LastPayments(Spoken):
    """At most ``SHOWN`` of them, newest first; hidden while there is none."""

    def __init__(self, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.setObjectName("lastPayments")
        self.setMaximumWidth(WIDTH)
        self._zone = zone
        self._rows: tuple[DayRow, ...] = ()
        self._caption = PlainLabel(role="caption")
        self._lines = tuple(_Line() for _ in range(SHOWN))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        column.addWidget(self._caption)
        for line in self._lines:
            column.addWidget(line)
        self.show_rows(())

    def show_rows(self, rows: Sequence[DayRow]) -> None:
        """Show the first of these; they come newest first."""
        self._rows = tuple(rows[:SHOWN])
        self.setVisible(bool(self._rows))
        self.retranslate()

    def retranslate(self) -> None:
        self._caption.setText(self.tr("Last payments today — all of them: F3"))
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(self._rows))
            if number < len(self._rows):
                line.show_row(self._rows[number], self._zone)


class _Line(QWidget):
    """Mark, name and amount; beneath them how it stands, and when it was taken."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = StateMark()
        self._name, self._amount = ElidedLabel(role="strong"), PlainLabel(role="strong")
        self._state, self._time = ElidedLabel(), PlainLabel(role="small")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        right = Qt.AlignmentFlag.AlignRight
        grid.addWidget(self._mark, 0, 0, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._name, 0, 1)
        grid.addWidget(self._amount, 0, 2, right)
        grid.addWidget(self._state, 1, 1)
        grid.addWidget(self._time, 1, 2, right)

    def show_row(self, row: DayRow, zone: tzinfo) -> None:
        payment = row.payment
        mood = standing_mood(payment.state, row.reversal)
        self._mark.set_mood(mood)
        self._name.show_text(payment.payer.name)
        self._amount.setText(format_rupiah(payment.total))
        self._state.show_text(standing_words(payment.state, row.reversal))
        restyle(self._state, "role", _ROLES[mood])
        self._time.setText(formats.clock_time(payment.accepted_at, zone))
