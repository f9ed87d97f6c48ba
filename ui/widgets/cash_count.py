"""Counting a drawer by keyboard: notes, coins and, where asked for, slips; what it makes stands beneath while one types."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.drawer import DENOMINATIONS, Count, count_of
from counter_app.domain.money import Rupiah, format_rupiah
from ui.widgets.entry_field import EntryField
from ui.widgets.piece_rows import SMALL, PieceRows, reach
from ui.widgets.plain_label import PlainLabel
from ui.widgets.slip_rows import SlipRows
from ui.widgets.spoken import Spoken

_NOTES = tuple(each for each in DENOMINATIONS if not each.coin)
_COINS = tuple(each for each in DENOMINATIONS if each.coin)


class CashCount(Spoken):
    """``changed``: something else is counted now. ``finished``: Enter in the last row.

    What is refused is refused beside its row and stays there; nothing that was typed is lost but by ``clear``.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, with_slips: bool = False) -> None:
        """``name``: of the fields. ``with_slips``: what is not cash is counted too."""
        super().__init__(parent=parent)
        self.notes = PieceRows(f"{name}-note", [each.face for each in _NOTES])
        self.coins = PieceRows(f"{name}-coin", [*(each.face for each in _COINS), SMALL])
        self.slips = SlipRows() if with_slips else None
        self._total_name, self._total = PlainLabel(role="muted"), PlainLabel(role="money")
        self._total.setObjectName(f"{name}-total")
        self._arrange()
        self.retranslate()

    def start(self) -> None:
        """The cursor where the largest note is counted."""
        reach(self.notes.fields[0])

    def clear(self) -> None:
        """Forget everything: another count begins."""
        for field in self.findChildren(EntryField):
            field.clear()

    def count(self) -> Count:
        """What was counted in cash. Raises ``Declined`` with ``AMOUNT_FORMAT`` or ``COUNT_FORMAT``."""
        *coins, small = self.coins.pieces()
        pieces = dict(zip((*_NOTES, *_COINS), (*self.notes.pieces(), *coins), strict=True))
        return count_of(pieces, Rupiah(small))

    def put(self, count: Count) -> None:
        """Hold a count, to be looked at or changed."""
        self.notes.put([count.of(each) for each in _NOTES])
        self.coins.put([*(count.of(each) for each in _COINS), count.small])

    @property
    def total(self) -> Rupiah:
        """The cash in the rows that can be read, rupiah."""
        return Rupiah(self.notes.total + self.coins.total)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was typed."""
        return self.notes.is_empty and self.coins.is_empty and (self.slips is None or self.slips.is_empty)

    @property
    def faulty(self) -> EntryField | None:
        """The first field that cannot be read."""
        return self.notes.faulty or self.coins.faulty or (self.slips.faulty if self.slips else None)

    def retranslate(self) -> None:
        self.notes.name_them(self.tr("NOTES"), self.tr("number of notes"))
        self.coins.name_them(self.tr("COINS"), self.tr("number of coins"))
        self._total_name.setText(self.tr("Total cash"))
        self._sum_up()

    def _arrange(self) -> None:
        parts: list[PieceRows | SlipRows] = [self.notes, self.coins]
        if self.slips is not None:
            parts.append(self.slips)
        total = QHBoxLayout()
        total.addWidget(self._total_name)
        total.addWidget(self._total, 1, Qt.AlignmentFlag.AlignRight)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.coins)
        right.addStretch(1)
        right.addLayout(total)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(self.notes, 1)
        row.addLayout(right, 1)
        if self.slips is not None:
            row.addWidget(self.slips, 1)
        for place, part in enumerate(parts):
            part.changed.connect(self._changed)
            part.left_at.connect(lambda by, place=place: self._pass_on(parts, place, by))

    def _pass_on(self, parts: list[PieceRows | SlipRows], place: int, by: int) -> None:
        """From the last note to the first coin, and back; past the end the count is finished."""
        if 0 <= place + by < len(parts):
            other = parts[place + by]
            fields = other.fields if isinstance(other, PieceRows) else other.counts
            reach(fields[0 if by > 0 else -1])
        elif by > 0:
            self.finished.emit()

    def _changed(self) -> None:
        self._sum_up()
        self.changed.emit()

    def _sum_up(self) -> None:
        self._total.setText(format_rupiah(self.total))
        self._total.setAccessibleName(f"{self._total_name.text()} {self._total.text()}")
