"""How many months are paid: one row, one key a choice. It holds the focus while the bill is on screen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.widgets.spoken import Spoken

_EDGE = _GAP = 4
LEAST = 44
"""Pixels of width: what a finger or a mouse still hits."""


class MonthsBar(Spoken):
    """``picked``: a number of months was clicked. Keys are the page's, which tells a hand from a scanner."""

    picked = Signal(int)

    def __init__(self, offered: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("months")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._buttons = {months: self._button(months) for months in offered}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        row.setSpacing(_GAP)
        for months, button in self._buttons.items():
            self._group.addButton(button, months)
            row.addWidget(button)
        self._group.idClicked.connect(self.picked)
        self.retranslate()

    def _button(self, months: int) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"months-{months}")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.setMinimumWidth(LEAST)
        return button

    def show_months(self, months: int) -> None:
        """Mark the number of months that is asked for."""
        if (button := self._buttons.get(months)) is not None:
            button.setChecked(True)
            self.setAccessibleDescription(button.accessibleName())

    def retranslate(self) -> None:
        """Say it in the language that is spoken now."""
        self.setAccessibleName(self.tr("Months"))
        for months, button in self._buttons.items():
            words = self.tr("1 month") if months == 1 else self.tr("{count} months").format(count=months)
            button.setAccessibleName(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other words."""
        self._fit()

    def _fit(self) -> None:
        """``3 months`` where all of them fit, else ``3``: the caption says what it is."""
        room = (self.width() - 2 * _EDGE - _GAP * (len(self._buttons) - 1)) // max(1, len(self._buttons)) - 2 * _GAP
        whole = {months: button.accessibleName() for months, button in self._buttons.items()}
        fits = all(
            button.fontMetrics().horizontalAdvance(whole[months]) <= room for months, button in self._buttons.items()
        )
        for months, button in self._buttons.items():
            button.setText(whole[months] if fits else str(months))
