"""A line that offers what fits while it is typed: arrows move through the offers beneath, Enter takes one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from ui.widgets.answer_field import AnswerField, AnswerLine

DEBOUNCE = 80
"""Milliseconds without another letter after which it is looked for."""
MOST_ROWS = 5
EDGES = 6
"""Rows that stand there at once; pixels above and beneath them."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One that fits: ``value`` goes into the line, ``words`` stand in the list."""

    value: str
    words: str


class SearchLine(AnswerLine):
    """``moved``: an arrow while there are offers. ``gone``: the cursor has left."""

    moved = Signal(int)
    gone = Signal()
    offering = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows belong to the offers while there are any."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if self.offering and (step := steps.get(Qt.Key(event.key()))):
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.gone.emit()


class SearchField(AnswerField):
    """``wanted``: look for what fits this text, then call ``offer``. ``taken``: an ``Offer`` was chosen."""

    wanted = Signal(str)
    taken = Signal(object)

    def __init__(self, name: str, longest: int, parent: QWidget | None = None) -> None:
        self._line = SearchLine(name, longest)
        super().__init__(name, longest, parent, line=self._line)
        self._offers: tuple[Offer, ...] = ()
        self._model = QStringListModel(self)
        self.list = QListView()
        self.list.setObjectName(f"{name}-offers")
        self.list.setProperty("role", "offers")
        self.list.setModel(self._model)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()
        self.column.insertWidget(2, self.list)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE)
        self._pause.timeout.connect(self._look)
        self.line.textEdited.connect(self._pause.start)
        self._line.moved.connect(self._move)
        self._line.gone.connect(self.stop)
        self.list.clicked.connect(lambda index: self._take(index.row()))

    @property
    def offers(self) -> Sequence[Offer]:
        """What is offered now."""
        return self._offers

    def name_it(self, words: str) -> None:
        super().name_it(words)
        self.list.setAccessibleName(words)

    def offer(self, text: str, offers: Sequence[Offer]) -> None:
        """What fits ``text``; forgotten when something else stands there by now, or the cursor is elsewhere."""
        current = text == self.line.text() and self.line.hasFocus()
        self._offers = tuple(offers) if current else ()
        self._model.setStringList([each.words for each in self._offers])
        self._line.offering = bool(self._offers)
        rows = min(len(self._offers), MOST_ROWS)
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), 1) + 2 * self.list.frameWidth() + EDGES)
        self.list.setVisible(bool(self._offers))
        if self._offers:
            self.list.setCurrentIndex(self._model.index(0))

    def stop(self) -> None:
        """No offers any more."""
        self._pause.stop()
        self.offer("", ())

    def _on_enter(self) -> None:
        if self._offers:
            self._take(self.list.currentIndex().row())
        else:
            self._pause.stop()
        self.entered.emit()

    def _look(self) -> None:
        if self.line.text().strip():
            self.wanted.emit(self.line.text())
        else:
            self.stop()

    def _move(self, by: int) -> None:
        row = min(max(self.list.currentIndex().row() + by, 0), len(self._offers) - 1)
        self.list.setCurrentIndex(self._model.index(row))

    def _take(self, row: int) -> None:
        offer = self._offers[max(row, 0)]
        self.stop()
        self.put(offer.value)
        self.complain("")
        self.taken.emit(offer)
