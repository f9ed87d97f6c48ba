"""One thing asked in the middle of an empty page: a title, what it is about, the fields, one action."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.plain_label import PlainLabel, WrappedLabel

WIDTH = 440
GAP = 8
ERROR_HEIGHT = 38
"""Pixels."""


class FormCard(QWidget):
    """The card. ``body`` is where a page puts its fields; the error line stands right beneath them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.title = PlainLabel(role="title")
        self.about = WrappedLabel(role="muted")
        self.body = QVBoxLayout()
        self.body.setSpacing(GAP)
        self.error = WrappedLabel(role="error")
        self.error.setObjectName("error")
        # Its two lines keep their place while it is empty, so that nothing jumps when it speaks.
        self.error.setMinimumHeight(ERROR_HEIGHT)
        self.error.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.action = ActionButton("action")
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(GAP)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addSpacing(GAP * 2)
        column.addLayout(self.body)
        column.addWidget(self.error)
        column.addWidget(self.action)
        self.say("")

    def add_field(self, label: PlainLabel, field: QLineEdit) -> None:
        """A field under its name; the name leads to the field."""
        label.setProperty("role", "strong")
        label.setBuddy(field)
        self.body.addWidget(label)
        self.body.addWidget(field)

    def add_below(self, widget: QWidget) -> None:
        """Something that is not the card's one action, under it."""
        layout = self.layout()
        assert layout is not None
        layout.addWidget(widget)
        QWidget.setTabOrder(self.action, widget)

    def say(self, words: str, *fields: QLineEdit) -> None:
        """Show what is wrong, and mark the fields it is wrong in; empty words take it back."""
        self.error.setText(words)
        for field in self.findChildren(QLineEdit):
            restyle(field, "state", "bad" if words and field in fields else "")

    def tell(self, words: str) -> None:
        """Show something that nobody did wrong, in the same place."""
        self.say(words)
        restyle(self.error, "role", "hint")

    def complain(self, words: str, *fields: QLineEdit) -> None:
        """Show what is wrong, in the colour for that."""
        restyle(self.error, "role", "error")
        self.say(words, *fields)


def centred(card: QWidget, page: QWidget) -> None:
    """Put the card into the middle of the page, a little above it, where the eye looks first."""
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(card)
    row.addStretch()
    column = QVBoxLayout(page)
    column.addStretch(2)
    column.addLayout(row)
    column.addStretch(3)


def sums_row(*buttons: QPushButton) -> QGridLayout:
    """Buttons of equal width beside each other."""
    grid = QGridLayout()
    grid.setSpacing(GAP)
    for column, button in enumerate(buttons):
        button.setAutoDefault(False)
        grid.addWidget(button, 0, column)
        grid.setColumnStretch(column, 1)
    return grid


def fields_beside(labels: Sequence[PlainLabel], fields: Sequence[QLineEdit]) -> QGridLayout:
    """Two fields beside each other under their names, so that the card fits the smallest screen."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    for column, (label, field) in enumerate(zip(labels, fields, strict=True)):
        label.setProperty("role", "strong")
        label.setBuddy(field)
        grid.addWidget(label, 0, column)
        grid.addWidget(field, 1, column)
    return grid
