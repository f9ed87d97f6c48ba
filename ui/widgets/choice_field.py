"""A question with a few answers beside each other: an arrow or a key chooses, Enter goes on."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.keys import ENTER
from ui.widgets.answer_field import Question

_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_UPRIGHT = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ELSEWHERE = (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class ChoiceRow(QWidget):
    """The row that has the cursor; its buttons do not. ``moved``: by so many answers; ``typed``: a letter or digit."""

    moved = Signal(int)
    typed = Signal(str)
    clicked = Signal(int)
    entered = Signal()
    stepped = Signal(int)
    reached = Signal()

    def __init__(self, name: str, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.buttons = tuple(self._button(number) for number in range(count))
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(3)
        for button in self.buttons:
            row.addWidget(button, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        strange = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if key in ENTER:
            if not event.isAutoRepeat():
                self.entered.emit()
        elif strange or key in _ELSEWHERE:
            super().keyPressEvent(event)
        elif key in _UPRIGHT:
            self.stepped.emit(_UPRIGHT[key])
        elif key in _SIDEWAYS:
            self.moved.emit(_SIDEWAYS[key])
        else:
            self.typed.emit(event.text().upper())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    def _button(self, number: int) -> QPushButton:
        button = QPushButton()
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.clicked.emit(number))
        return button


class ChoiceField(Question):
    """One of a few answers, or none yet (empty)."""

    def __init__(self, name: str, choices: Mapping[str, str], parent: QWidget | None = None) -> None:
        """``choices``: each answer, and the letter or digit that chooses it."""
        self._choices = list(choices)
        self._keys = list(choices.values())
        self._chosen = ""
        self.row = ChoiceRow(name, len(choices))
        super().__init__(self.row, parent)
        self.row.moved.connect(self._move)
        self.row.typed.connect(self._type)
        self.row.clicked.connect(lambda place: self._choose(self._choices[place]))
        self.row.entered.connect(self.entered)
        self.row.stepped.connect(self.stepped)
        self.row.reached.connect(self.reached)

    @property
    def choices(self) -> Sequence[str]:
        return self._choices

    def text(self) -> str:
        """The answer that is marked; empty when none is."""
        return self._chosen

    def put(self, choice: str) -> None:
        """Mark an answer, or none; nobody has chosen it."""
        self._chosen = choice if choice in self._choices else ""
        for each, button in zip(self._choices, self.row.buttons, strict=True):
            button.setChecked(each == self._chosen)

    def offer(self, choices: Sequence[str]) -> None:
        """Other answers in the place of these, as many; what was chosen stays if it is among them."""
        self._choices = list(choices)
        self.put(self._chosen)

    def name_answers(self, words: Sequence[str]) -> None:
        """What the answers are called, in their order; each with the key that chooses it."""
        for key, each, button in zip(self._keys, words, self.row.buttons, strict=True):
            button.setText(each)
            button.setAccessibleName(f"{each} ({key})")
            button.setToolTip(f"{each} ({key})")

    def _move(self, by: int) -> None:
        place = self._choices.index(self._chosen) + by if self._chosen else 0
        self._choose(self._choices[min(max(place, 0), len(self._choices) - 1)])

    def _type(self, key: str) -> None:
        if key in self._keys:
            self._choose(self._choices[self._keys.index(key)])

    def _choose(self, choice: str) -> None:
        self.put(choice)
        self._answered()
