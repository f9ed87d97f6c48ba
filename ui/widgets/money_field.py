"""A question whose answer is an amount in whole rupiah: grouped while it is typed."""

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QWidget

from counter_app.domain.money import format_digits
from ui.widgets.answer_field import AnswerField

MOST_DIGITS = 10
_LONGEST = 16


class MoneyField(AnswerField):
    """``3.500.000`` for 3500000."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, _LONGEST, parent)
        self.line.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9.]*"), self))
        self.line.textEdited.connect(self._group)

    def text(self) -> str:
        """Grouped, also in the moment in which a digit has come and the line is not grouped anew yet."""
        return _grouped(super().text())

    def put(self, text: str) -> None:
        """Hold an amount, however it is written."""
        super().put(_grouped(text))

    def _group(self, text: str) -> None:
        """The cursor keeps the digits it has to its right."""
        right = sum(character.isdigit() for character in text[self.line.cursorPosition() :])
        grouped = _grouped(text)
        self.line.setText(grouped)
        position = len(grouped)
        while right and position:
            position -= 1
            right -= grouped[position].isdigit()
        self.line.setCursorPosition(position)


def _grouped(text: str) -> str:
    digits = "".join(character for character in text if character.isdigit())[:MOST_DIGITS]
    return format_digits(int(digits)) if digits else ""
