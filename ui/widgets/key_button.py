"""A button that shows its key: what it does above, what to press beneath."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QWidget

_FADED = 0.8
_KEY_PIXELS = 12


class KeyButton(QPushButton):
    """``key`` is shown, not bound: the page knows its keys. A click leaves the focus where it is."""

    def __init__(self, name: str, key: str, parent: QWidget | None = None, *, pixels: int = 14) -> None:
        super().__init__(parent)
        self._pixels = pixels
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._key = key
        self._words = ""

    @property
    def words(self) -> str:
        return self._words

    @property
    def key(self) -> str:
        return self._key

    def show_words(self, words: str, key: str | None = None) -> None:
        """What the button does, in the language that is spoken now; and its key, if that has changed."""
        self._key = self._key if key is None else key
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(f"{words} ({self._key})")
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines high."""
        return QSize(64, 22 + 2 * self._pixels)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the row of buttons needs it."""
        return QSize(40, 22 + 2 * self._pixels)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's button, then the two lines."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        colour = QColor(option.palette.color(QPalette.ColorRole.ButtonText))
        words, key = self._pixels * 3 // 2, 16
        top = (self.height() - words - key) // 2
        self._line(painter, QRect(0, top, self.width(), words), self._words, self._pixels, colour)
        colour.setAlphaF(_FADED)
        self._line(painter, QRect(0, top + words, self.width(), key), self._key, _KEY_PIXELS, colour)

    def _line(self, painter: QPainter, place: QRect, words: str, size: int, colour: QColor) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        font.setPixelSize(size)
        while QFontMetrics(font).horizontalAdvance(words) > place.width() - 6 and font.pixelSize() > 9:
            font.setPixelSize(font.pixelSize() - 1)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, words)
