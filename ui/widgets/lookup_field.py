"""The field every payment begins in: a NIK, KPJ or payment code, typed or scanned, or a name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.entry_field import EntryField

LONGEST = 80
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 5,
    Qt.Key.Key_PageUp: -5,
}


class LookupField(EntryField):
    """``stepped``: the clerk moves through the list of names beneath, by so many rows."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("lookup", LONGEST, parent)

    @property
    def is_name(self) -> bool:
        """Whether this is the beginning of a name: letters, and no digit that could belong to a number."""
        text = self.text()
        return any(character.isalpha() for character in text) and not any(character.isdigit() for character in text)

    def point_at(self, position: int) -> None:
        """Put the cursor on the ``position``-th character (from 1), marked, so that typing replaces it."""
        self.setFocus()
        self.setSelection(position - 1, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows belong to the list of names."""
        if event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
