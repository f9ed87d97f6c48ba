"""Shapes and words that are painted rather than styled: the style sheet tells them the palette's colours."""

from PySide6.QtCore import Property
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget


class Inked(QWidget):
    """A painted widget. Its colours are Qt properties, set by ``resources/styles/counter.qss``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink = self._muted = self._line = self._relief = QColor()

    def _get_ink(self) -> QColor:
        return self._ink

    def _set_ink(self, colour: QColor) -> None:
        self._ink = colour
        self.update()

    def _get_muted(self) -> QColor:
        return self._muted

    def _set_muted(self, colour: QColor) -> None:
        self._muted = colour
        self.update()

    def _get_line(self) -> QColor:
        return self._line

    def _set_line(self, colour: QColor) -> None:
        self._line = colour
        self.update()

    def _get_relief(self) -> QColor:
        return self._relief

    def _set_relief(self, colour: QColor) -> None:
        self._relief = colour
        self.update()

    inkColour = Property(QColor, _get_ink, _set_ink)  # noqa: N815 - the style sheet's names
    mutedColour = Property(QColor, _get_muted, _set_muted)  # noqa: N815
    lineColour = Property(QColor, _get_line, _set_line)  # noqa: N815
    reliefColour = Property(QColor, _get_relief, _set_relief)  # noqa: N815
