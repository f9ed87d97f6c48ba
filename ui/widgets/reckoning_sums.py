"""The sums of a reckoning on both sides, beside each other: what agrees, what waits, what differs, and all of it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.case import RunRecord
from counter_app.domain.money import format_rupiah
from counter_app.domain.reconciliation import Reckoning, Sums, summed
from ui import formats
from ui.widgets.plain_label import PlainLabel
from ui.widgets.spoken import Spoken


class _Block(QWidget):
    """One of them: its name, how many payments, and the rupiah on either side."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.count = PlainLabel(role="caption"), PlainLabel(role="strong")
        self.here, self.there = PlainLabel(role="small"), PlainLabel(role="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for label in (self.name, self.count, self.here, self.there):
            column.addWidget(label)


class ReckoningSums(Spoken):
    """Of a day that was not reckoned just now, the amounts are known in sum only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._run: RunRecord | None = None
        self._reckoning: Reckoning | None = None
        self._blocks = [_Block() for _ in range(4)]
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        for block in self._blocks:
            row.addWidget(block, 1)
        self.retranslate()

    def show_sums(self, run: RunRecord | None, reckoning: Reckoning | None) -> None:
        """``run``: the day's newest, by numbers; ``reckoning``: the same, whole, if it was made just now."""
        self._run, self._reckoning = run, reckoning
        self.retranslate()

    def retranslate(self) -> None:
        names = (self.tr("Agree"), self.tr("Wait"), self.tr("Differ"), self.tr("Together"))
        here, there = self.tr("here {amount}"), self.tr("host {amount}")
        for block, name, (count, sums) in zip(self._blocks, names, self._shown(), strict=True):
            block.name.setText(name)
            block.count.setText("–" if count is None else formats.number(count))
            block.here.setText(here.format(amount=format_rupiah(sums.here)) if sums else "")
            block.there.setText(there.format(amount=_signed(sums.there)) if sums else "")

    def _shown(self) -> Sequence[tuple[int | None, Sums | None]]:
        """For each block how many, and the amounts if they are known."""
        reckoning, run = self._reckoning, self._run
        if reckoning is not None:
            parts = (reckoning.agreed, reckoning.waiting, reckoning.differences)
            sums = [*map(summed, parts), reckoning.total]
            return [(each.count, each) for each in sums]
        if run is None:
            return [(None, None)] * len(self._blocks)
        counts = (run.matched, run.waiting, run.different)
        return [*((count, None) for count in counts), (sum(counts), Sums(sum(counts), run.net_here, run.net_there))]


def _signed(amount: int) -> str:
    return f"-{format_rupiah(-amount)}" if amount < 0 else format_rupiah(amount)
