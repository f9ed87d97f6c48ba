"""Participants whose name begins as typed. The focus stays in the lookup field; its arrows move here."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from counter_app.domain.identity import mask
from counter_app.domain.participant import LocalParticipant, Participant
from ui.sale_words import protection_words
from ui.widgets.plain_label import inert

Index = QModelIndex | QPersistentModelIndex
_ROW_HEIGHT = 52
_PADDING = 12


class NameRole(IntEnum):
    PARTICIPANT = Qt.ItemDataRole.UserRole
    DETAIL = Qt.ItemDataRole.UserRole + 1


class NamesModel(QAbstractListModel):
    """What the local database found, masked. Numbers in full are nowhere in what is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Participant, ...] = ()

    def show(self, found: Sequence[LocalParticipant]) -> None:
        """Show another list."""
        self.beginResetModel()
        self._rows = tuple(local.participant for local in found)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """One row a participant."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name, the line beneath it, and the participant."""
        participant = self._rows[index.row()]
        detail = f"{mask(participant.nik)} · {protection_words(participant.status)} · {participant.branch_office}"
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return participant.name
            case NameRole.DETAIL:
                return detail
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{participant.name}, {detail}"
            case NameRole.PARTICIPANT:
                return participant
        return None


class NameDelegate(QStyledItemDelegate):
    """Two lines a row, cut off with an ellipsis; drawn as plain text."""

    def __init__(self, view: "NameList") -> None:
        super().__init__(view)
        self._view = view

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the words out: the style draws the ground, ``paint`` the two lines."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one participant."""
        super().paint(painter, option, index)
        text = option.rect.adjusted(_PADDING, 7, -_PADDING, -7)
        palette = self._view.palette()
        painter.save()
        self._line(painter, text, str(index.data()), palette.color(QPalette.ColorRole.Text), Qt.AlignmentFlag.AlignTop)
        detail = str(index.data(NameRole.DETAIL))
        self._line(painter, text, detail, self._view.muted, Qt.AlignmentFlag.AlignBottom)
        painter.restore()

    def _line(self, painter: QPainter, place: QRect, words: str, colour: QColor, edge: Qt.AlignmentFlag) -> None:
        font = QFont(self._view.font())
        if edge is Qt.AlignmentFlag.AlignTop:
            font.setWeight(QFont.Weight.DemiBold)
        else:
            font.setPixelSize(13)
        painter.setFont(font)
        painter.setPen(colour)
        shown = QFontMetrics(font).elidedText(inert(words), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, edge | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high as every other."""
        return QSize(0, _ROW_HEIGHT)


class NameList(QListView):
    """``chosen``: this participant is the one."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("names")
        self.muted = QColor()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._names = NamesModel(self)
        self.setModel(self._names)
        self.setItemDelegate(NameDelegate(self))
        self.clicked.connect(self._choose)

    def _get_muted(self) -> QColor:
        return self.muted

    def _set_muted(self, colour: QColor) -> None:
        self.muted = colour

    mutedColour = Property(QColor, _get_muted, _set_muted)  # noqa: N815 - the style sheet's name

    def show_names(self, found: Sequence[LocalParticipant]) -> None:
        """Show what was found, the first of them ready to be chosen."""
        self._names.show(found)
        self.setCurrentIndex(self._names.index(0))

    @property
    def count(self) -> int:
        return self._names.rowCount()

    def step(self, by: int) -> None:
        """Move the mark by so many rows."""
        if self.count:
            row = min(max(self.currentIndex().row() + by, 0), self.count - 1)
            self.setCurrentIndex(self._names.index(row))

    def choose_current(self) -> None:
        """Take the marked one."""
        self._choose(self.currentIndex())

    def _choose(self, index: Index) -> None:
        if index.isValid():
            self.chosen.emit(index.data(NameRole.PARTICIPANT))
