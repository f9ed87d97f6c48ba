"""A wide card for what needs the whole window: a heading, the work, and beneath it what is wrong beside what is next."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.plain_label import PlainLabel, WrappedLabel

WIDTH = 984
"""Pixels: what the smallest window has between its edges."""
_ERROR_HEIGHT = 40
_ACTION_WIDTH = 290


class _Once(ActionButton):
    """A double click is one click: it must not do two steps at once."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


class SheetCard(QWidget):
    """``body`` is the page's; ``action`` and ``leave`` stand at the right and the left end of the last line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.title = PlainLabel(role="title")
        self.about = WrappedLabel(role="muted")
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.error = WrappedLabel(role="error")
        self.error.setObjectName("error")
        self.error.setMinimumHeight(_ERROR_HEIGHT)
        self.error.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.action, self.leave = _Once("action"), ActionButton("quiet")
        self.action.setMinimumWidth(_ACTION_WIDTH)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(12)
        self.foot.addWidget(self.leave)
        self.foot.addWidget(self.error, 1)
        self.foot.addWidget(self.action)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 14)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addSpacing(4)
        column.addLayout(self.body)
        column.addLayout(self.foot)

    def tell(self, words: str) -> None:
        """Say something that nobody did wrong."""
        restyle(self.error, "role", "hint")
        self.error.setText(words)

    def complain(self, words: str, *fields: QLineEdit) -> None:
        """Say what is wrong, and mark the fields it is wrong in; empty words take it back."""
        restyle(self.error, "role", "error")
        self.error.setText(words)
        for field in fields:
            restyle(field, "state", "bad" if words else "")


def filling(card: QWidget, page: QWidget) -> None:
    """The card in the middle of the page, as little above it as there is room for."""
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(card)
    row.addStretch()
    column = QVBoxLayout(page)
    column.setContentsMargins(8, 8, 8, 8)
    column.addStretch(2)
    column.addLayout(row)
    column.addStretch(3)
