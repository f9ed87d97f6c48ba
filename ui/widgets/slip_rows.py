"""What was taken by other means than cash, as it lies in the drawer: how many slips of each, and what they come to."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Declined
from counter_app.domain.money import Rupiah
from ui.theme import restyle
from ui.widgets.amount_field import AmountField
from ui.widgets.entry_field import EntryField
from ui.widgets.piece_rows import PiecesField, reach
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken
from ui.words import tender_words

_WIDE = 116
KINDS = tuple(kind for kind in TenderKind if kind is not TenderKind.CASH)


class SumField(AmountField):
    """The rupiah that some slips come to. ``up`` and ``down``: the arrow keys."""

    up = Signal()
    down = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "cell")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(_WIDE)

    def sum(self) -> Rupiah:
        """An empty field is nothing. Raises ``Declined(AMOUNT_FORMAT)``."""
        return self.amount() if self.text().strip() else Rupiah(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows lead from row to row."""
        if event.key() == Qt.Key.Key_Up:
            self.up.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)


class SlipRows(Spoken):
    """A row each means: ``QRIS [3] [604.800]``. Signals as of ``PieceRows``."""

    changed = Signal()
    left_at = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.counts = tuple(PiecesField(f"slips-{kind.value}") for kind in KINDS)
        self.sums = tuple(SumField(f"slips-sum-{kind.value}") for kind in KINDS)
        self.heading = PlainLabel(role="caption")
        self._heads = tuple(PlainLabel(role="small") for _ in range(2))
        self._names = tuple(PlainLabel() for _ in KINDS)
        self._fault = WrappedLabel(role="bad-line")
        self._arrange()
        self.retranslate()

    def slips(self) -> Mapping[TenderKind, tuple[int, Rupiah]]:
        """Number and rupiah by means, of those that have any. Raises ``Declined(AMOUNT_FORMAT)``."""
        read = {
            kind: (count.pieces(), made.sum()) for kind, count, made in zip(KINDS, self.counts, self.sums, strict=True)
        }
        return {kind: each for kind, each in read.items() if any(each)}

    @property
    def is_empty(self) -> bool:
        return not any(field.text().strip() for field in (*self.counts, *self.sums))

    @property
    def faulty(self) -> EntryField | None:
        """The first field that cannot be read."""
        return next((field for field in self._in_order if not _readable(field)), None)

    @property
    def total(self) -> Rupiah:
        """What the rows that can be read make, rupiah."""
        return Rupiah(sum(field.sum() for field in self.sums if _readable(field)))

    @property
    def _in_order(self) -> tuple[PiecesField | SumField, ...]:
        return tuple(field for pair in zip(self.counts, self.sums, strict=True) for field in pair)

    def retranslate(self) -> None:
        self.heading.setText(self.tr("NOT CASH"))
        for label, words in zip(self._heads, (self.tr("slips"), self.tr("together, Rp")), strict=True):
            label.setText(words)
        for kind, name, count, made in zip(KINDS, self._names, self.counts, self.sums, strict=True):
            name.setText(tender_words(kind))
            count.setAccessibleName(self.tr("{means}, number of slips").format(means=tender_words(kind)))
            made.setAccessibleName(self.tr("{means}, all slips together").format(means=tender_words(kind)))
        self._fault.setText(self.tr("Type a number, like 12."))

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.heading, 0, 0)
        grid.addWidget(self._heads[0], 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._heads[1], 0, 2, Qt.AlignmentFlag.AlignRight)
        for row, (name, count, made) in enumerate(zip(self._names, self.counts, self.sums, strict=True), 1):
            name.setBuddy(count)
            grid.addWidget(name, row, 0)
            grid.addWidget(count, row, 1)
            grid.addWidget(made, row, 2)
        grid.addWidget(self._fault, len(KINDS) + 1, 0, 1, 3)
        grid.setRowStretch(len(KINDS) + 2, 1)
        self._fault.hide()
        for place, field in enumerate(self._in_order):
            field.textChanged.connect(self._edited)
            field.entered.connect(lambda place=place: self._enter(place))
            field.down.connect(lambda place=place: self._step(place, 2))
            field.up.connect(lambda place=place: self._step(place, -2))

    def _edited(self) -> None:
        for field in self._in_order:
            restyle(field, "state", "" if _readable(field) else "bad")
        self._fault.setVisible(self.faulty is not None)
        self.changed.emit()

    def _enter(self, place: int) -> None:
        field = self._in_order[place]
        if _readable(field):
            self._step(place, 1)
        else:
            field.selectAll()

    def _step(self, place: int, by: int) -> None:
        if 0 <= place + by < len(self._in_order):
            reach(self._in_order[place + by])
        else:
            self.left_at.emit(1 if by > 0 else -1)


def _readable(field: PiecesField | SumField) -> bool:
    try:
        if isinstance(field, PiecesField):
            field.pieces()
        else:
            field.sum()
    except Declined:
        return False
    return True
