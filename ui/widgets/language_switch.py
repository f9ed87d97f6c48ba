"""The languages beside each other, the one that is spoken now filled: a click speaks the other."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QWidget

from ui.translation import Language

CELL = QSize(30, 24)
"""Pixels of one language."""
_PIXELS = 13
_RADIUS = 6


class LanguageSwitch(QPushButton):
    """``ID EN``. What it is called is the bar's business."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spoken = Language.INDONESIAN

    @property
    def spoken(self) -> Language:
        """The language shown as the one that is spoken."""
        return self._spoken

    def show_spoken(self, language: Language) -> None:
        """Fill this one."""
        self._spoken = language
        self.update()

    def sizeHint(self) -> QSize:
        """A cell each, and room for the focus."""
        return QSize(CELL.width() * len(Language) + 8, CELL.height() + 12)

    def minimumSizeHint(self) -> QSize:
        """Nothing of it can be left out."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's button, then the languages."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(_PIXELS)
        painter.setFont(font)
        left = (self.width() - CELL.width() * len(Language)) // 2
        for number, language in enumerate(Language):
            place = QRect(
                left + number * CELL.width(), (self.height() - CELL.height()) // 2, CELL.width(), CELL.height()
            )
            self._draw(painter, place, language)

    def _draw(self, painter: QPainter, place: QRect, language: Language) -> None:
        palette, words = self.palette(), QPalette.ColorRole.PlaceholderText
        if language is self._spoken:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(place, _RADIUS, _RADIUS)
            words = QPalette.ColorRole.HighlightedText
        painter.setPen(palette.color(words))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, language.value.upper())
