"""One question of a form: its name, the answer as typed, and right beneath it what is wrong with that."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import restyle
from ui.widgets.entry_field import EntryField
from ui.widgets.plain_label import PlainLabel, WrappedLabel

GAP = 2
"""Pixels between the name, the answer and what is said of it."""
_UPRIGHT = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Question(QWidget):
    """What all questions have in common. ``answer`` is the widget that takes the cursor.

    ``entered``: Enter. ``edited``: somebody has answered. ``stepped``: an arrow leads to the question above (-1) or
    below (1). ``reached``: it has the cursor.
    """

    entered = Signal()
    edited = Signal()
    stepped = Signal(int)
    reached = Signal()

    def __init__(self, answer: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answer = answer
        self._complains = False
        self._label = PlainLabel(role="caption")
        self._label.setBuddy(answer)
        self.told = WrappedLabel(role="small")
        self.told.setObjectName(f"{answer.objectName()}-told")
        self.told.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)
        for widget in (self._label, answer, self.told):
            self.column.addWidget(widget)
        self.column.addStretch(1)  # beside a question with a longer word below, it stays at its name

    @property
    def complains(self) -> bool:
        """Whether something is wrong here."""
        return self._complains

    def take_focus(self) -> None:
        """Put the cursor here."""
        self.answer.setFocus(Qt.FocusReason.TabFocusReason)

    def name_it(self, words: str) -> None:
        """What is asked."""
        self._label.setText(words)
        self.answer.setAccessibleName(words)

    def complain(self, words: str) -> None:
        """Say what is wrong; empty words take it back, and a hint with it."""
        self._complains = bool(words)
        self._say(words, "bad-line")
        restyle(self.answer, "state", "bad" if words else "")

    def hint(self, words: str, role: str = "small") -> None:
        """Say something that nobody did wrong, unless something is wrong."""
        if not self._complains:
            self._say(words, role)

    def _say(self, words: str, role: str) -> None:
        restyle(self.told, "role", role)
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self.answer.setAccessibleDescription(words)

    def _answered(self) -> None:
        if self._complains:
            self.complain("")
        self.edited.emit()


class AnswerLine(EntryField):
    """A line of a form. ``stepped`` and ``reached`` as a question's."""

    stepped = Signal(int)
    reached = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down lead through the form; a line has no other use for them."""
        step = _UPRIGHT.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What stands there is marked, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.TabFocusReason:
            self.selectAll()
        self.reached.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The beginning of a long address is what tells it from others."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.setCursorPosition(0)


class AnswerField(Question):
    """A line under its name. ``left``: the cursor is elsewhere now, or Enter was pressed."""

    left = Signal()

    def __init__(
        self, name: str, longest: int, parent: QWidget | None = None, *, line: AnswerLine | None = None
    ) -> None:
        self.line = line or AnswerLine(name, longest)
        super().__init__(self.line, parent)
        self.line.entered.connect(self._on_enter)
        self.line.textEdited.connect(self._answered)
        self.line.editingFinished.connect(self.left)
        self.line.stepped.connect(self.stepped)
        self.line.reached.connect(self.reached)

    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def put(self, text: str) -> None:
        """Hold ``text``, which nobody has typed."""
        if text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(0)

    def exemplify(self, example: str) -> None:
        """What an answer may look like."""
        self.line.setPlaceholderText(example)

    def _on_enter(self) -> None:
        self.entered.emit()
