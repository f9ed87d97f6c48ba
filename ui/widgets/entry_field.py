"""A line to type into, at a counter: Enter once is Enter once, and keys that mean something else go through."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.keys import ENTER


class EntryField(QLineEdit):
    """``entered``: Enter was pressed, not merely held down. Alt and a key is left to the page."""

    entered = Signal()

    def __init__(self, name: str, longest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setMaxLength(longest)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep auto-repeated Enter from advancing a step."""
        if event.key() in ENTER:
            event.accept()
            if not event.isAutoRepeat():
                self.entered.emit()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)
