"""All keys on one sheet over the window. F1, Esc or a click puts it away."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.keys import KEYS, PLACES, WAYS, Act, Key, Place, key_words, place_words
from ui.widgets.plain_label import PlainLabel
from ui.widgets.spoken import Spoken

NARROW, WIDE = 60, 88
"""Pixels: the widest key of a column, so that the words of its groups begin beneath each other."""
COLUMNS = 3
_STEPS = {Qt.Key.Key_Up: -48, Qt.Key.Key_Down: 48, Qt.Key.Key_PageUp: -320, Qt.Key.Key_PageDown: 320}
"""Pixels by which a key scrolls, where the screen is too low for all."""


class KeyList(QWidget):
    """Every key with its words, in columns. Some hundred and fifty labels: made when somebody first looks."""

    def __init__(self) -> None:
        super().__init__()
        self._headings = {place: PlainLabel(role="caption") for place in Place}
        self._pages = PlainLabel(role="caption")
        self._words = {key: PlainLabel() for key in KEYS}
        self._shown = {key: PlainLabel(key.shown, "key") for key in KEYS}
        self.setProperty("role", "clear")
        self._arrange()

    def show_for(self, acts: Collection[Act]) -> None:
        """List what means something to whoever has the pages that ``acts`` lead to."""
        for key in KEYS:
            there = key.act in acts if key.act in WAYS else key.place not in PLACES or PLACES[key.place] in acts
            self._shown[key].setVisible(there)
            self._words[key].setVisible(there)
        for place, heading in self._headings.items():
            heading.setVisible(place not in PLACES or PLACES[place] in acts)

    def retranslate(self, pages: str) -> None:
        """``pages``: the heading of the ways to them."""
        for place, heading in self._headings.items():
            heading.setText(place_words(place).upper())
        self._pages.setText(pages)
        for key, words in self._words.items():
            words.setText(key_words(key))

    def _arrange(self) -> None:
        columns = [QVBoxLayout() for _ in range(COLUMNS)]
        heights = [0] * COLUMNS
        for heading, keys in self._sections():
            least = heights.index(min(heights))
            heights[least] += len(keys) + 2
            columns[least].addWidget(heading)
            columns[least].addLayout(self._group(keys, WIDE if least == 1 else NARROW))
            columns[least].addSpacing(12)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 4, 0)
        across.setSpacing(16)
        for column in columns:
            column.setSpacing(6)
            column.addStretch()
            across.addLayout(column)

    def _sections(self) -> list[tuple[PlainLabel, list[Key]]]:
        """The ways to the pages, the counter's keys, everybody's, then those of the other places, most first."""
        keys = {place: [key for key in KEYS if key.place is place and key.act not in WAYS] for place in Place}
        first = (Place.COUNTER, Place.EVERYWHERE)
        others = sorted((place for place in Place if place not in first), key=lambda place: -len(keys[place]))
        sections = [(self._pages, [key for key in KEYS if key.act in WAYS])]
        return sections + [(self._headings[place], keys[place]) for place in (*first, *others)]

    def _group(self, keys: list[Key], width: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(5)
        grid.setColumnMinimumWidth(0, width)
        grid.setColumnStretch(1, 1)
        for row, key in enumerate(keys):
            grid.addWidget(self._shown[key], row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(self._words[key], row, 1)
        return grid


class KeysSheet(Spoken):
    """Covers ``over`` while it is shown and gives the focus back afterwards."""

    def __init__(self, over: QWidget) -> None:
        super().__init__("veil", over)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._over = over
        self._before: QWidget | None = None
        self._title, self._hint = PlainLabel(role="title"), PlainLabel(role="muted")
        self._scroll = QScrollArea()
        self._list: KeyList | None = None
        self._acts: Collection[Act] = WAYS
        card = QWidget()
        card.setProperty("role", "card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._fill(card)
        middle = QHBoxLayout(self)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch()
        middle.addWidget(card, 0, Qt.AlignmentFlag.AlignVCenter)
        middle.addStretch()
        over.installEventFilter(self)
        self.hide()
        self.retranslate()

    def show_for(self, acts: Collection[Act]) -> None:
        """List what means something to whoever has the pages that ``acts`` lead to."""
        self._acts = acts
        if self._list is not None:
            self._list.show_for(acts)

    def toggle(self) -> None:
        """Show it, or put it away."""
        if self.isVisible():
            self.put_away()
            return
        self._before = self.window().focusWidget()
        self._make_list()
        self._cover()
        self.show()
        self.raise_()
        self.setFocus()
        self._cover()  # its labels have their looks only now

    def put_away(self) -> None:
        """Hide it; the cursor is where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()
            self._before = None

    def retranslate(self) -> None:
        self._title.setText(self.tr("Keys"))
        self._hint.setText(self.tr("F1 or Esc puts this away"))
        if self._list is not None:
            self._list.retranslate(self.tr("Pages").upper())
        self.setAccessibleName(self._title.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any step on or back ends it; nothing typed reaches what lies beneath."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.put_away()
        elif event.key() in _STEPS:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + _STEPS[Qt.Key(event.key())])
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
            self._cover()
        return False

    def _cover(self) -> None:
        """As large as what lies beneath; the list as large as its words, or as the screen allows it."""
        self.resize(self._over.size())
        if self._list is None:
            return
        self._list.adjustSize()
        size = self._list.sizeHint()
        self._scroll.setFixedSize(
            min(size.width() + 16, self.width() - 56), max(64, min(size.height(), self.height() - 150))
        )

    def _make_list(self) -> None:
        if self._list is None:
            self._list = KeyList()
            self._scroll.setWidget(self._list)
            self._list.show_for(self._acts)
            self.retranslate()

    def _fill(self, card: QWidget) -> None:
        self._scroll.setProperty("role", "clear")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidgetResizable(True)
        whole = QVBoxLayout(card)
        whole.setContentsMargins(24, 16, 24, 16)
        whole.setSpacing(6)
        whole.addWidget(self._title)
        whole.addWidget(self._hint)
        whole.addWidget(self._scroll)
