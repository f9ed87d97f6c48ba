"""One large verdict: a sign, a word, and a sentence that says what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import restyle
from ui.widgets.lamp import StateMark
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.words import Mood

SIGN = 3
"""How much larger than a lamp's the sign is."""


class VerdictBand(QWidget):
    """``show_verdict`` says it in shape, colour and words; a screen reader reads the words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "band-off")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = StateMark(scale=SIGN)
        self._word = WrappedLabel(role="verdict-off")
        self._sentence = WrappedLabel()
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._word)
        words.addWidget(self._sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 16, 24, 16)
        row.setSpacing(20)
        row.addWidget(self._sign)
        row.addLayout(words, 1)

    @property
    def mood(self) -> Mood:
        return self._sign.mood

    def show_verdict(self, mood: Mood, word: str, sentence: str) -> None:
        """``word`` is read from across the counter, ``sentence`` by the clerk."""
        restyle(self, "role", f"band-{mood}")
        restyle(self._word, "role", f"verdict-{mood}")
        self._sign.set_mood(mood)
        self._word.setText(word)
        self._sentence.setText(sentence)
        self.setAccessibleName(f"{word}. {sentence}")


class FactList(QWidget):
    """Names and what stands behind them, one beneath the other."""

    def __init__(self, rows: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs = tuple((PlainLabel(role="muted"), PlainLabel(role="fact")) for _ in range(rows))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for name, fact in self._pairs:
            name.setFixedWidth(190)
            row = QHBoxLayout()
            row.addWidget(name)
            row.addWidget(fact, 1)
            column.addLayout(row)

    def show_facts(self, facts: list[tuple[str, str]], *, sure: bool) -> None:
        """``sure``: whether they can be believed; what cannot is written fainter."""
        for place, (name, fact) in enumerate(self._pairs):
            shown = facts[place] if place < len(facts) else ("", "")
            name.setText(shown[0])
            fact.setText(shown[1])
            restyle(fact, "role", "fact" if sure else "fact-unsure")
