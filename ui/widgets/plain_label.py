"""Words on the window that stay what they are: a name with markup in it is shown with its markup in it."""

import unicodedata

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget


def inert(text: str) -> str:
    """``text`` on one line without what could move or hide its neighbours: control, bidi and format characters."""
    shown = (character if unicodedata.category(character)[0] != "C" else " " for character in text)
    return " ".join("".join(shown).split())


class PlainLabel(QLabel):
    """A label that never guesses at markup. ``role`` is what the style sheet calls it."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setText(text)


class WrappedLabel(PlainLabel):
    """A plain label that breaks its lines where the window asks it to."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, role, parent)
        self.setWordWrap(True)


class ElidedLabel(PlainLabel):
    """One line of somebody else's text, ended by … where the place ends; the tool tip has all of it."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", role, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show ``text``, made inert."""
        clean = inert(text)
        self.setText(clean)
        self.setToolTip(clean.replace("<", "‹").replace(">", "›"))
        self.setAccessibleName(clean)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        place = self.contentsRect()
        shown = self._shown_in(place.width())
        self.style().drawItemText(
            painter, place, int(self.alignment()), self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )

    def _shown_in(self, width: int) -> str:
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)


class NameLabel(ElidedLabel):
    """A person's name; where there is no room for all of it, the first word, which is how people are called."""

    def _shown_in(self, width: int) -> str:
        first = self.text().partition(" ")[0]
        words = self.text() if self.fontMetrics().horizontalAdvance(self.text()) <= width else first
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
