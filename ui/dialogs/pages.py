"""All pages that somebody has, over the window: typing searches, arrows choose, Enter goes there, Esc stays here."""

from collections.abc import Collection
from enum import IntEnum

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.keys import ENTER, Act, key_of, key_words
from ui.ways import ABOUT_THE_WINDOW, WAYS_BY_ACT, Group, group_of, group_words, short_words
from ui.widgets.plain_label import PlainLabel
from ui.widgets.spoken import Spoken

WIDTH, ROW, HEADING = 560, 28, 26
MARGIN = 24
"""Pixels."""
_PADDING = 12
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
Index = QModelIndex | QPersistentModelIndex


class PageRole(IntEnum):
    """What a row of the list knows beside its words; a heading has no act."""

    ACT = Qt.ItemDataRole.UserRole
    KEY = Qt.ItemDataRole.UserRole + 1
    HERE = Qt.ItemDataRole.UserRole + 2


class PageDelegate(QStyledItemDelegate):
    """What a page is for on the left, its key on the right; headings small and quiet."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the words out: the style draws the ground, ``paint`` the words."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a page or a heading."""
        super().paint(painter, option, index)
        muted = option.palette.color(QPalette.ColorRole.PlaceholderText)
        ink = option.palette.color(QPalette.ColorRole.Text)
        heading, here = index.data(PageRole.ACT) is None, bool(index.data(PageRole.HERE))
        font = QFont(option.font)
        font.setPixelSize(12 if heading else 15)
        font.setWeight(QFont.Weight.DemiBold if heading or here else QFont.Weight.Normal)
        place = option.rect.adjusted(_PADDING, 0, -_PADDING, 0)
        bottom = Qt.AlignmentFlag.AlignBottom if heading else Qt.AlignmentFlag.AlignVCenter
        painter.save()
        painter.setFont(font)
        painter.setPen(muted if heading else ink)
        painter.drawText(place, bottom | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, str(index.data()))
        painter.setPen(muted)
        self._key(painter, place, str(index.data(PageRole.KEY) or ""))
        painter.restore()

    def _key(self, painter: QPainter, place: QRect, key: str) -> None:
        font = painter.font()
        font.setPixelSize(13)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, key)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Headings are lower."""
        return QSize(0, HEADING if index.data(PageRole.ACT) is None else ROW)


class PagesSheet(Spoken):
    """Covers ``over`` while it is shown and gives the focus back afterwards. ``chosen``: the ``Act`` to be done."""

    chosen = Signal(object)

    def __init__(self, over: QWidget) -> None:
        super().__init__("veil", over)
        self._over = over
        self._before: QWidget | None = None
        self._acts: tuple[Act, ...] = ()
        self._here: Act | None = None
        self.search, self.list = QLineEdit(), QListWidget()
        self.search.setObjectName("pages-search")
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.list.setItemDelegate(PageDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._choose)
        self.list.currentItemChanged.connect(self._say)
        self._hint, self._none = PlainLabel(role="muted"), PlainLabel(role="muted")
        self._card = QWidget()
        self._arrange()
        over.installEventFilter(self)
        self.hide()
        self.retranslate()

    def toggle(self, acts: Collection[Act], here: Act | None) -> None:
        """Offer the pages that ``acts`` lead to, ``here`` being on screen; or put the list away."""
        if self.isVisible():
            self.put_away()
            return
        self._acts, self._here = (*(act for act in WAYS_BY_ACT if act in acts), *ABOUT_THE_WINDOW), here
        self._before = self.window().focusWidget()
        self.search.clear()
        self._fill("")
        self._cover()
        self.show()
        self.raise_()
        self.search.setFocus()

    def put_away(self) -> None:
        """Hide it; the cursor is where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()
            self._before = None

    @property
    def offered(self) -> tuple[Act, ...]:
        """What the list has now, in its order."""
        acts = (self.list.item(row).data(PageRole.ACT) for row in range(self.list.count()))
        return tuple(Act(act) for act in acts if act is not None)

    @property
    def marked(self) -> Act | None:
        """What Enter would do now."""
        item = self.list.currentItem()
        return Act(item.data(PageRole.ACT)) if self.list.currentRow() >= 0 else None

    def retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Where to? Type, or use ↑ ↓"))
        self.search.setAccessibleName(self.tr("Search the pages"))
        self._hint.setText(self.tr("Enter goes there · Esc stays here"))
        self._none.setText(self.tr("No page of that name"))
        self.list.setAccessibleName(self.tr("Pages"))
        self.setAccessibleName(self.tr("Pages"))
        if self.isVisible():
            self._fill(self.search.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what it covers; take the keys that are the list's."""
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._cover()
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._took(event)
        return False

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Tab stays here."""
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.put_away()
        event.accept()

    def _took(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.put_away()
        elif key in ENTER:
            if not event.isAutoRepeat():
                self._choose(self.list.currentItem())
        else:
            return False
        return True

    def _cover(self) -> None:
        self.resize(self._over.size())
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        self.list.setFixedHeight(max(ROW, min(rows + 4, self.height() - 4 * MARGIN - 80)))

    def _fill(self, sought: str) -> None:
        words = sought.casefold().split()
        found = [act for act in self._acts if all(word in _text(act) for word in words)]
        self.list.clear()
        for group in Group:
            members = [act for act in found if group_of(act) is group]
            if members:
                self._add_heading(group)
            for act in members:
                self._add(act)
        self._none.setVisible(not found)
        self._mark(self._here if self._here in found and not words else found[0] if found else None)
        self._cover()

    def _add_heading(self, group: Group) -> None:
        item = QListWidgetItem(group_words(group).upper(), self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _add(self, act: Act) -> None:
        key = key_of(act)
        here = act is self._here
        words = self.tr("{page}  · you are here").format(page=key_words(key)) if here else key_words(key)
        item = QListWidgetItem(words, self.list)
        item.setData(PageRole.ACT, act.value)
        item.setData(PageRole.KEY, key.shown)
        item.setData(PageRole.HERE, here)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {key.shown}")

    def _mark(self, act: Act | None) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(PageRole.ACT) == act:
                self.list.setCurrentRow(row)
                return

    def _step(self, by: int) -> None:
        offered, marked = self.offered, self.marked
        if marked is not None:
            self._mark(offered[min(max(offered.index(marked) + by, 0), len(offered) - 1)])
            if self.marked is offered[0]:
                self.list.scrollToTop()  # with its heading

    def _say(self, item: QListWidgetItem | None) -> None:
        """The focus stays in the search; a screen reader hears the marked row there."""
        said = item.data(Qt.ItemDataRole.AccessibleTextRole) if item is not None else ""
        self.search.setAccessibleDescription(str(said))

    def _choose(self, item: QListWidgetItem | None) -> None:
        act = item.data(PageRole.ACT) if item is not None else None
        if act is not None:
            self.put_away()
            self.chosen.emit(Act(act))

    def _arrange(self) -> None:
        self._card.setProperty("role", "card")
        self._card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._card.setFixedWidth(WIDTH)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(MARGIN, 16, MARGIN, 12)
        column.setSpacing(8)
        for widget in (self.search, self.list, self._none, self._hint):
            column.addWidget(widget)
        across, down = QHBoxLayout(self), QVBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self._card)
        down.addStretch()
        down.setContentsMargins(0, MARGIN, 0, MARGIN)
        across.addStretch()
        across.addLayout(down)
        across.addStretch()


def _text(act: Act) -> str:
    """Where a search looks: what the page is called, long and short, and its key."""
    short = short_words(act) if act in WAYS_BY_ACT else ""
    return f"{key_words(key_of(act))} {short} {key_of(act).shown}".casefold()
