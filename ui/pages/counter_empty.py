"""The counter page between two payers: what the three Enters do, and how the last payments stand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.people import Actor
from counter_app.domain.shift import Shift
from counter_app.services.overview import DayRow
from ui.jobs import Job, Jobs, Lane
from ui.widgets.last_payments import LastPayments
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken

_STEPS = 3


class EmptyColumn(Spoken):
    """Shown while nobody is at the counter. ``refresh`` reads the day, off the window's thread."""

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, shift: Shift, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._overview = counter.overview
        self._jobs = jobs
        self._actor = actor
        self._shift = shift
        self._reading: Job | None = None
        self._title, self._words = PlainLabel(role="heading"), WrappedLabel(role="muted")
        self._steps = tuple(PlainLabel(role="muted") for _ in range(_STEPS))
        self.last = LastPayments(counter.zone)
        self._lay_out()
        self.retranslate()

    def refresh(self) -> None:
        """Look how the last payments stand now. Of several looks asked for at once, the last one counts."""
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._overview.day(self._actor, self._shift),
            done=self._show,
            failed=lambda error: self._show(()),  # the database is away: nothing is said that may not be true
            owner=self,
        )

    def retranslate(self) -> None:
        self._title.setText(self.tr("Next payer, please"))
        self._words.setText(self.tr("Type or scan a number, or type a name, then press Enter."))
        steps = (self.tr("shows the bill"), self.tr("goes on to the payment"), self.tr("takes the money and prints"))
        for label, words in zip(self._steps, steps, strict=True):
            label.setText(words)

    def _show(self, rows: Sequence[DayRow]) -> None:
        self._reading = None
        self.last.show_rows(rows)

    def _lay_out(self) -> None:
        steps = QGridLayout()
        steps.setHorizontalSpacing(12)
        steps.setVerticalSpacing(10)
        for row, step in enumerate(self._steps):
            steps.addWidget(PlainLabel("Enter", role="key"), row, 0)
            steps.addWidget(step, row, 1)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        for label in (self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(16)
        column.addLayout(_centred(steps))
        column.addSpacing(24)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.last, 100)
        last.addStretch(1)
        column.addLayout(last)
        column.addStretch(3)


def _centred(layout: QGridLayout) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addLayout(layout)
    row.addStretch(1)
    return row
