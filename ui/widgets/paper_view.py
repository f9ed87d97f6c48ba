"""A receipt as it stands on paper."""

from PySide6.QtCore import Property, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_MARGIN = 12
_SHADOW = 5


def decoded(png: bytes) -> QImage:
    """The picture in ``png``, as the screen wants it. Takes a frame: for a lane. Raises ``ValueError`` for no PNG."""
    picture = QImage()
    if not picture.loadFromData(png, "PNG"):
        raise ValueError("that is no PNG")
    return picture.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


class Paper(QWidget):
    """The picture, as wide as its place, with a soft shadow under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self._scaled = QPixmap()
        self._shade = QColor()

    def show_picture(self, picture: QPixmap) -> None:
        """Show another picture; a null one shows nothing."""
        self._picture, self._scaled = picture, QPixmap()
        self.fit()

    def fit(self) -> None:
        """Take the height the picture has at this width."""
        self.setFixedHeight(round(self._paper().height()) + 2 * _MARGIN)
        self.update()

    def set_shade(self, colour: QColor) -> None:
        self._shade = colour
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is another height."""
        if event.size().width() != event.oldSize().width():
            self.fit()

    def sizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(300, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shadow in a few faint sheets, then the paper."""
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        place = self._paper()
        for spread in range(_SHADOW, 0, -1):
            shade = QColor(self._shade)
            shade.setAlpha(36)
            painter.setBrush(shade)
            painter.drawRoundedRect(place.adjusted(-spread, -spread + 2, spread, spread + 2), 4, 4)
        width = max(1, round(place.width() * self.devicePixelRatioF()))
        if self._scaled.width() != width:  # smooth scaling takes half a frame: once is enough
            self._scaled = self._picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        painter.drawPixmap(place, self._scaled, QRectF(self._scaled.rect()))

    def _paper(self) -> QRectF:
        if self._picture.isNull():
            return QRectF()
        room = max(1, self.width() - 2 * _MARGIN)
        width = min(room, self._picture.width())
        height = self._picture.height() * width / self._picture.width()
        return QRectF(
            QPointF((self.width() - width) / 2, _MARGIN), QPointF((self.width() + width) / 2, _MARGIN + height)
        )


class PaperView(QScrollArea):
    """Paper that is longer than its place scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shade = QColor()
        self._paper = Paper()
        self._paper.setProperty("role", "clear")
        self.setWidget(self._paper)

        self._shown = QImage()

    @property
    def is_empty(self) -> bool:
        """Whether no receipt is shown."""
        return self._shown.isNull()

    def show_picture(self, picture: QImage) -> None:
        """Show a receipt as ``decoded`` off this thread; a null one takes it away."""
        if picture.cacheKey() == self._shown.cacheKey():
            return
        self._shown = picture
        self._paper.show_picture(QPixmap.fromImage(picture))
        self.verticalScrollBar().setValue(0)

    def scroll_page(self, by: int) -> None:
        """One page down (1) or up (-1)."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep())

    def _get_shade(self) -> QColor:
        return self._shade

    def _set_shade(self, colour: QColor) -> None:
        self._shade = colour
        self._paper.set_shade(colour)

    shadeColour = Property(QColor, _get_shade, _set_shade)  # noqa: N815 - the style sheet's name
