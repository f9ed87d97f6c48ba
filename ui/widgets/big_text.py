"""Text painted as large as its place allows: amounts a payer reads over the counter, names on two lines."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.inked import Inked
from ui.widgets.plain_label import inert

_LINE = 1.25
"""A line's height, in sizes of its font."""
_LOW = 0.75
_NARROWEST = 120


class BigAmount(Inked):
    """One amount on one line, never cut off: a longer one is written smaller. ``pixels`` is the largest size.

    Where the window is low it gives up a quarter of its height.
    """

    def __init__(self, pixels: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixels = pixels
        self._text = ""
        self.setMaximumHeight(round(pixels * _LINE))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def text(self) -> str:
        return self._text

    def show_text(self, text: str) -> None:
        """Show another amount; a screen reader is told the same."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        """The largest size."""
        return QSize(_NARROWEST, round(self._pixels * _LINE))

    def minimumSizeHint(self) -> QSize:
        """Three quarters of it."""
        return QSize(_NARROWEST, round(self._pixels * _LINE * _LOW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it; muted while disabled, because it no longer holds."""
        painter = QPainter(self)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        font.setPixelSize(min(self._pixels, round(self.height() / _LINE)))
        while font.pixelSize() > 12 and QFontMetrics(font).horizontalAdvance(self._text) > self.width():
            font.setPixelSize(font.pixelSize() - 1)
        painter.setFont(font)
        painter.setPen(self._ink if self.isEnabled() else self._muted)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._text)


class ClampedName(Inked):
    """Somebody's name on at most ``lines`` lines, made inert, ended by … where the place ends."""

    def __init__(self, pixels: int, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixels = pixels
        self._lines = lines
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show another name."""
        self._text = inert(text)
        self.setAccessibleName(self._text)
        self.setToolTip(self._text.replace("<", "‹").replace(">", "›"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As many lines as it takes."""
        return QSize(0, self._line_height() * max(1, len(self._broken(self.width()))))

    def resizeEvent(self, event: object) -> None:
        """Another width may take another number of lines."""
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(self._ink)
        height = self._line_height()
        for number, line in enumerate(self._broken(self.width())):
            place = QRect(0, number * height, self.width(), height)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._pixels)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _line_height(self) -> int:
        return round(self._pixels * 1.35)

    def _broken(self, width: int) -> list[str]:
        layout = QTextLayout(self._text, self._font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        starts: list[int] = []
        layout.beginLayout()
        while len(starts) <= self._lines and (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, 0))
            starts.append(line.textStart())
        layout.endLayout()
        shown = starts[: self._lines]
        pieces = [self._text[start:end] for start, end in zip(shown, [*shown[1:], None], strict=True)]
        if pieces:
            metrics = QFontMetrics(self._font())
            pieces[-1] = metrics.elidedText(pieces[-1], Qt.TextElideMode.ElideRight, width)
        return pieces
