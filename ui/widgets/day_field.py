"""A day that is typed as people write it: ``15081992``, ``15-8-1992`` or ``15/08/1992``."""

import re

from PySide6.QtWidgets import QWidget

from counter_app.domain.errors import Declined
from counter_app.domain.registration_form import parse_birth_date
from ui.widgets.answer_field import AnswerField

LONGEST = 10
_DIGITS_ALONE = re.compile(r"(\d{2})(\d{2})(\d{4})", re.ASCII)


class DayField(AnswerField):
    """Written ``15/08/1992`` however it was typed, once the cursor is elsewhere."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, LONGEST, parent)
        self.line.editingFinished.connect(self._tidy)

    def text(self) -> str:
        """As typed; digits alone with the dashes that make them a day."""
        return _DIGITS_ALONE.sub(r"\1/\2/\3", super().text().strip())

    def put(self, text: str) -> None:
        """Hold a day, whichever way it is written."""
        try:
            super().put(f"{parse_birth_date(text):%d/%m/%Y}")
        except Declined:
            super().put(text)

    def _tidy(self) -> None:
        self.put(self.text())
