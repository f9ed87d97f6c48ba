"""A coverage plot as a picture to hand on: whose it is and of when stands above it, in training the warning as well."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from counter_app.domain.training import WARNING, marked_name
from ui.theme import BODY_FAMILY

SIZE = QSize(1600, 900)
_HEAD, _LINE, _SIDE, _BAND = 84, 32, 32, 40


def png(plot: QImage, office_name: str, lines: Sequence[str]) -> bytes:
    """The picture's bytes. ``lines``: two at most, the first one larger."""
    band = _BAND if marked_name(office_name) else 0
    whole = QImage(plot.width(), plot.height() + _HEAD + band, QImage.Format.Format_RGB32)
    whole.fill(QColor("#FFFFFF"))
    painter = QPainter(whole)
    if band:
        _write_band(painter, whole.width())
    painter.setPen(QColor("#14211C"))
    for number, words in enumerate(lines):
        painter.setFont(_font(26 if number == 0 else 18))
        place = QRect(_SIDE, band + 12 + number * _LINE, whole.width() - 2 * _SIDE, _LINE)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
    painter.drawImage(QPoint(0, band + _HEAD), plot)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    whole.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _write_band(painter: QPainter, width: int) -> None:
    painter.fillRect(0, 0, width, _BAND, QColor("#000000"))
    painter.setPen(QColor("#FFFFFF"))
    painter.setFont(_font(20))
    painter.drawText(QRect(0, 0, width, _BAND), Qt.AlignmentFlag.AlignCenter, WARNING)


def _font(pixels: int) -> QFont:
    font = QFont(BODY_FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold)
    return font
