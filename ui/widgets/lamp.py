"""A lamp: how something stands, by shape, colour and word, so that no one has to see the colour."""

from PySide6.QtCore import Property, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.plain_label import PlainLabel
from ui.words import Mood

SIDE = 16
LEAST = 84
"""Pixels in width, so that the bar stays still while its words change."""


def draw_mark(painter: QPainter, place: QRectF, mood: Mood, colour: QColor) -> None:
    """A disc for well, a triangle for waiting, a square with a bar for bad, a ring for not known."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mood is Mood.OFF:
        painter.setPen(QPen(colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(place.adjusted(2, 2, -2, -2))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if mood is Mood.OK:
        painter.drawEllipse(place.adjusted(1, 1, -1, -1))
    elif mood is Mood.WAIT:
        corners = (QPointF(place.center().x(), place.top() + 1), place.bottomRight(), place.bottomLeft())
        painter.drawPolygon(QPolygonF(list(corners)))
    else:
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 2, 2)
        painter.setBrush(QColor("#FFFFFF") if colour.lightness() < 140 else QColor("#101513"))
        painter.drawRect(QRectF(place.left() + 4, place.center().y() - 1.5, place.width() - 8, 3))


class StateMark(QWidget):
    """The mark alone, ``scale`` times as large as in a lamp. Its colours come from the style sheet."""

    def __init__(self, mood: Mood = Mood.OFF, parent: QWidget | None = None, *, scale: int = 1) -> None:
        super().__init__(parent)
        self._scale = scale
        self._mood = mood
        self._colours = {each: QColor("#55635C") for each in Mood}
        self.setFixedSize(SIDE * scale, SIDE * scale)

    @property
    def mood(self) -> Mood:
        return self._mood

    def set_mood(self, mood: Mood) -> None:
        self._mood = mood
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE * self._scale, SIDE * self._scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.scale(self._scale, self._scale)
        draw_mark(painter, QRectF(0, 0, SIDE, SIDE), self._mood, self._colours[self._mood])

    def _colour(self, mood: Mood) -> QColor:
        return self._colours[mood]

    def _set_colour(self, mood: Mood, colour: QColor) -> None:
        self._colours[mood] = colour
        self.update()

    ok_colour = Property(QColor, lambda self: self._colour(Mood.OK), lambda self, c: self._set_colour(Mood.OK, c))
    wait_colour = Property(QColor, lambda self: self._colour(Mood.WAIT), lambda self, c: self._set_colour(Mood.WAIT, c))
    bad_colour = Property(QColor, lambda self: self._colour(Mood.BAD), lambda self, c: self._set_colour(Mood.BAD, c))
    off_colour = Property(QColor, lambda self: self._colour(Mood.OFF), lambda self, c: self._set_colour(Mood.OFF, c))


class Lamp(QWidget):
    """A mark, what it is about, and how that stands. ``show_state`` tells it; a screen reader reads all of it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._mark = StateMark()
        self._about = PlainLabel(role="caption")
        self._words = PlainLabel(role="small")
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self._about)
        text.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addLayout(text)
        row.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Its words, or a little more, so that the bar does not move with every one of them."""
        return super().sizeHint().expandedTo(QSize(LEAST, 0))

    @property
    def mood(self) -> Mood:
        return self._mark.mood

    @property
    def words(self) -> str:
        return self._words.text()

    def show_state(self, about: str, mood: Mood, words: str) -> None:
        """``about``: the thing (*Printer*); ``words``: how it stands (*Siap*)."""
        self._mark.set_mood(mood)
        self._about.setText(about)
        self._words.setText(words)
        self.setAccessibleName(f"{about}: {words}")
        self.setToolTip(f"{about}: {words}".replace("<", "‹"))
