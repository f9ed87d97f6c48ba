"""Widgets whose words follow the language while they are on screen."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget


class Spoken(QWidget):
    """Calls ``retranslate``, which each one has of its own, whenever another language is spoken.

    ``role``: what the style sheet calls it.
    """

    retranslate: Callable[[], None]

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if role:
            self.setProperty("role", role)
            self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
