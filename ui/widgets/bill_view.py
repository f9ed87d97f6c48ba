"""The bill line by line, month by month, each line with its why; drawn as plain text on one sheet that scrolls."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from counter_app.domain.bill import Bill
from counter_app.domain.money import format_rupiah
from ui.formats import month_in_full
from ui.sale_words import line_why, relief_why
from ui.widgets.inked import Inked

_INDENT = 44
_EDGE = 4
_STALE_OPACITY = 0.35


class RowKind(StrEnum):
    MONTH = "month"
    LINE = "line"
    RELIEF = "relief"


@dataclass(frozen=True, slots=True)
class BillRow:
    """One printed row: ``head`` at the left, ``detail`` after it, ``amount`` at the right."""

    kind: RowKind
    head: str
    detail: str
    amount: str


@dataclass(frozen=True, slots=True)
class _Look:
    height: int
    size: int
    weight: QFont.Weight


_LOOKS = {
    RowKind.MONTH: _Look(36, 15, QFont.Weight.DemiBold),
    RowKind.LINE: _Look(26, 15, QFont.Weight.Normal),
    RowKind.RELIEF: _Look(22, 13, QFont.Weight.Normal),
}


def bill_rows(bill: Bill) -> Iterator[BillRow]:
    """Each month with its sum, beneath it each programme in full, beneath that the relief it gets."""
    for month in bill.months:
        lines = [line for line in bill.lines if line.month == month]
        yield BillRow(RowKind.MONTH, month_in_full(month), "", format_rupiah(sum(line.amount for line in lines)))
        for line in lines:
            yield BillRow(RowKind.LINE, line.programme.value, line_why(line), format_rupiah(line.full))
            if line.relief is not None:
                yield BillRow(RowKind.RELIEF, "", relief_why(line), f"−{format_rupiah(line.relief.reduction)}")


class BillSheet(Inked):
    """What is drawn. Its accessible description is the bill in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("billSheet")
        self._rows: tuple[BillRow, ...] = ()

    def show_rows(self, rows: tuple[BillRow, ...]) -> None:
        """Draw another bill."""
        self._rows = rows
        spoken = (" ".join(part for part in (row.head, row.detail, row.amount) if part) for row in rows)
        self.setAccessibleDescription("\n".join(spoken))
        self.setMinimumHeight(sum(_LOOKS[row.kind].height for row in rows) + _EDGE)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(400, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that are in sight; greyed while a fresh bill is on its way."""
        painter = QPainter(self)
        painter.setOpacity(1.0 if self.isEnabled() else _STALE_OPACITY)
        top = 0
        for row in self._rows:
            place = QRect(_EDGE, top, self.width() - 2 * _EDGE, _LOOKS[row.kind].height)
            if place.intersects(event.rect()):
                self._draw(painter, row, place, first=top == 0)
            top += place.height()

    def _draw(self, painter: QPainter, row: BillRow, place: QRect, *, first: bool) -> None:
        look = _LOOKS[row.kind]
        if row.kind is RowKind.MONTH and not first:
            painter.setPen(self._line)
            painter.drawLine(place.left(), place.top() + 4, place.right(), place.top() + 4)
        font = QFont(self.font())
        font.setPixelSize(look.size)
        font.setWeight(look.weight)
        painter.setFont(font)
        painter.setPen(self._relief if row.kind is RowKind.RELIEF else self._ink)
        line = place.adjusted(0, 6 if row.kind is RowKind.MONTH else 0, 0, 0)
        vertical = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        amount_width = QFontMetrics(font).horizontalAdvance(row.amount) + 12
        painter.drawText(line, vertical | Qt.AlignmentFlag.AlignRight, row.amount)
        painter.drawText(line, vertical | Qt.AlignmentFlag.AlignLeft, row.head)
        if row.detail:
            font.setPixelSize(13)
            painter.setFont(font)
            if row.kind is RowKind.LINE:
                painter.setPen(self._muted)
            room = line.adjusted(_INDENT, 0, -amount_width, 0)
            words = QFontMetrics(font).elidedText(row.detail, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, vertical | Qt.AlignmentFlag.AlignLeft, words)


class BillView(QScrollArea):
    """The sheet in a frame that scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bill")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet = BillSheet()
        self.sheet.setProperty("role", "clear")
        self.setWidget(self.sheet)

    def show_bill(self, bill: Bill, *, fresh: bool) -> None:
        """Show this bill; greyed when it is not ``fresh``, because it can no longer be paid."""
        self.sheet.show_rows(tuple(bill_rows(bill)))
        self.sheet.setEnabled(fresh)

    def scroll_page(self, by: int) -> None:
        """One page down (1) or up (-1)."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep())
