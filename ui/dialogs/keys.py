"""All keys on one sheet over the window. F1, Esc or a click puts it away."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.keys import KEYS, PLACES, WAYS, Act, Key, Place, key_words, place_words
from ui.widgets.plain_label import PlainLabel
from ui.widgets.spoken import Spoken

KEY_WIDTH = 88
"""Pixels: the widest key, so that the words of all groups begin beneath each other."""


class KeysSheet(Spoken):
    """Covers ``over`` while it is shown and gives the focus back afterwards."""

    def __init__(self, over: QWidget) -> None:
        super().__init__("veil", over)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._over = over
        self._before: QWidget | None = None
        self._title, self._hint = PlainLabel(role="title"), PlainLabel(role="muted")
        self._headings = {place: PlainLabel(role="caption") for place in Place}
        self._words = {key: PlainLabel() for key in KEYS}
        self._shown = {key: PlainLabel(key.shown, "key") for key in KEYS}
        card = QWidget()
        card.setProperty("role", "card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._fill(card)
        middle = QHBoxLayout(self)
        middle.addStretch()
        middle.addWidget(card, 0, Qt.AlignmentFlag.AlignVCenter)
        middle.addStretch()
        over.installEventFilter(self)
        self.hide()
        self.retranslate()

    def show_for(self, acts: Collection[Act]) -> None:
        """List what means something to whoever has the pages that ``acts`` lead to."""
        for key in KEYS:
            there = key.act in acts if key.act in WAYS else key.place not in PLACES or PLACES[key.place] in acts
            self._shown[key].setVisible(there)
            self._words[key].setVisible(there)
        for place, heading in self._headings.items():
            heading.setVisible(place not in PLACES or PLACES[place] in acts)

    def toggle(self) -> None:
        """Show it, or put it away."""
        if self.isVisible():
            self.put_away()
            return
        self._before = self.window().focusWidget()
        self.resize(self._over.size())
        self.show()
        self.raise_()
        self.setFocus()

    def put_away(self) -> None:
        """Hide it; the cursor is where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()
            self._before = None

    def retranslate(self) -> None:
        self._title.setText(self.tr("Keys"))
        self._hint.setText(self.tr("F1 or Esc puts this away"))
        for place, heading in self._headings.items():
            heading.setText(place_words(place).upper())
        for key, words in self._words.items():
            words.setText(key_words(key))
        self.setAccessibleName(self._title.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any step on or back ends it; nothing typed reaches what lies beneath."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.put_away()
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Tab stays here too."""
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.put_away()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what it covers."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.resize(self._over.size())
        return False

    def _fill(self, card: QWidget) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(24)
        others = tuple(place for place in Place if place not in {Place.EVERYWHERE, Place.COUNTER})
        for places in ((Place.EVERYWHERE,), (Place.COUNTER,), others):
            column = QVBoxLayout()
            column.setSpacing(8)
            for place in places:
                column.addWidget(self._headings[place])
                column.addLayout(self._group([key for key in KEYS if key.place is place]))
                column.addSpacing(16)
            column.addStretch()
            columns.addLayout(column)
        whole = QVBoxLayout(card)
        whole.setContentsMargins(24, 24, 24, 16)
        whole.setSpacing(8)
        whole.addWidget(self._title)
        whole.addWidget(self._hint)
        whole.addSpacing(8)
        whole.addLayout(columns)

    def _group(self, keys: list[Key]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, KEY_WIDTH)
        grid.setColumnStretch(1, 1)
        for row, key in enumerate(keys):
            grid.addWidget(self._shown[key], row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(self._words[key], row, 1)
        return grid
