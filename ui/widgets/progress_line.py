"""Work that takes more than a second: what is done, how far it is, and the way out by Esc or a click.

A page has one, puts it where its other sentences stand, and says::

    self.line = ProgressLine()
    ...
    self.line.run(
        jobs,
        Lane.BACKGROUND,
        lambda progress, cancelled: service.fetch(actor, day, progress, cancelled),
        words=self.tr("Fetching the settlement"),
        done=self._fetched,
        failed=self._refused,
    )

The service calls ``progress(done, total)`` between two steps and ends early, with what it has, where ``cancelled()``
says so; ``done`` is told in both cases, and ``line.cancelled`` tells which of them it was. While it shows, Esc is its own.
"""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.formats import number
from ui.jobs import Cancelled, Course, Jobs, Lane, Progress
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import PlainLabel
from ui.widgets.spoken import Spoken

T = TypeVar("T")

APPEARS = 400
"""Milliseconds after which work is called long; what is over before that shows nothing, so that nothing flickers."""


class ProgressLine(Spoken):
    """Hidden while nothing is under way. One work at a time: the page offers no second one meanwhile."""

    def __init__(self, parent: QWidget | None = None, *, appears: int = APPEARS) -> None:
        super().__init__("progress", parent)
        self._course: Course | None = None
        self._busy = False
        self._turn = 0
        self._ending = False
        self._far = (0, 0)
        self._what, self._count = PlainLabel(role="strong"), PlainLabel(role="small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(10)
        self.stop = KeyButton("progress-stop", "Esc")
        self.stop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.stop.clicked.connect(self.cancel)
        self._appears = QTimer(self)
        self._appears.setSingleShot(True)
        self._appears.setInterval(appears)
        self._appears.timeout.connect(self._appear)
        self._arrange()
        self.hide()
        self.retranslate()

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._busy

    @property
    def cancelled(self) -> bool:
        """Whether the work that is under way, or the last one, was asked to end early."""
        return self._ending

    def run(
        self,
        jobs: Jobs,
        lane: Lane,
        call: Callable[[Progress, Cancelled], T],
        *,
        words: str,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Course | None:
        """Have ``call`` made as ``Jobs.run`` does, and show how far it is. ``None``: something is under way already."""
        if self._busy:
            return None
        self._busy, self._ending = True, False
        self._turn += 1
        turn = self._turn
        self._what.setText(words)
        self.show_progress(0, 0)
        self._appears.start()

        def finished(result: T) -> None:
            self._end(turn)
            done(result)

        def refused(error: Exception) -> None:
            self._end(turn)
            if failed is None:
                raise error
            failed(error)

        course = jobs.run(
            lane,
            call,
            progressed=self.show_progress,
            done=finished,
            failed=refused,
            ended=lambda: self._end(turn),
            owner=self,
        )
        self._course = course if self._busy and turn == self._turn else None
        return course

    def cancel(self) -> None:
        """Ask the work to end; it does so at its next step."""
        if self._course is not None and not self._ending:
            self._ending = True
            self._course.cancel()
            self.retranslate()

    def show_progress(self, done: int, total: int) -> None:
        """How far it is; ``total`` 0: nobody knows how much there is."""
        self._far = (done, total)
        self.bar.setRange(0, total)
        self.bar.setValue(min(done, total))
        self.retranslate()

    def retranslate(self) -> None:
        done, total = self._far
        self.stop.show_words(self.tr("Stopping …") if self._ending else self.tr("Stop"))
        self.stop.setEnabled(not self._ending)
        if total:
            self._count.setText(self.tr("{done} of {total}").format(done=number(done), total=number(total)))
        else:
            self._count.setText(number(done) if done else "")
        self.bar.setAccessibleName(self._what.text())
        self.setAccessibleName(f"{self._what.text()} {self._count.text()}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc ends the work and not the page, wherever the cursor stands."""
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape or not self.isVisible():
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self.cancel()
            return True
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Every key that is pressed passes by here now: the cursor may stand anywhere on the page."""
        if (app := QCoreApplication.instance()) is not None:
            app.installEventFilter(self)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """The key is the page's again."""
        if (app := QCoreApplication.instance()) is not None:
            app.removeEventFilter(self)
        super().hideEvent(event)

    def _appear(self) -> None:
        if self._busy:
            self.show()

    def _end(self, turn: int) -> None:
        """``turn``: which work is over; what one that was before it still has to say ends nothing."""
        if turn != self._turn:
            return
        self._course, self._busy = None, False
        self._appears.stop()
        self.hide()

    def _arrange(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(4)
        line = QHBoxLayout()
        line.addWidget(self._what)
        line.addStretch()
        line.addWidget(self._count)
        column.addLayout(line)
        column.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(16)
        row.addLayout(column, 1)
        row.addWidget(self.stop)
