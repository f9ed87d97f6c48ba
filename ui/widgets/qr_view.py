"""A QR code on the window: black on white in every theme, because a telephone has to read it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.printing.qr import QUIET, Symbol, symbol

LEAST, MOST = 160, 300
"""Pixels a side."""


class QrView(QWidget):
    """Shows the code of a text as large as its place lets it, in whole pixels a module."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol: Symbol | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_text(self, text: str) -> None:
        """Show the code of ``text``; nothing for an empty one."""
        self._symbol = symbol(text) if text else None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(MOST, MOST)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, LEAST)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._symbol is None:
            return
        modules = self._symbol.side + 2 * QUIET
        side = max(1, min(self.width(), self.height()) // modules)
        whole = side * modules
        left, top = (self.width() - whole) // 2, (self.height() - whole) // 2
        painter = QPainter(self)
        painter.fillRect(left, top, whole, whole, Qt.GlobalColor.white)
        for row, column, length in self._symbol.runs():
            place = QRectF(left + (column + QUIET) * side, top + (row + QUIET) * side, length * side, side)
            painter.fillRect(place, Qt.GlobalColor.black)
        painter.end()
