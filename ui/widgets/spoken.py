"""Widgets whose words follow the language while they are on screen."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget


class Spoken(QWidget):
    """Calls ``retranslate`` whenever another language is spoken. ``role``: what the style sheet calls it."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if role:
            self.setProperty("role", role)
            self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def retranslate(self) -> None:
        """Put all words up again."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
