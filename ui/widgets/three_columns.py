"""The close seen three ways: what was counted, what the journal has, what the host has confirmed, by each means."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout

from counter_app.domain.cash import TenderKind
from counter_app.domain.money import format_digits, format_rupiah
from counter_app.domain.three_way import ThreeWay, Way
from counter_app.services.closings import Reveal
from ui.drawer_words import pending_words, variance_words
from ui.theme import restyle
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken
from ui.words import tender_words

_KINDS = 4
_COLUMNS = 6
_PENDING_HEIGHT = 78


class ThreeColumns(Spoken):
    """A row each means; beneath it how the drawer's sum comes about, and by name what the host has not decided."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Reveal | None = None
        self._heads = tuple(PlainLabel(role="caption") for _ in range(_COLUMNS))
        self._cells = tuple(tuple(PlainLabel(role="figure") for _ in range(_COLUMNS)) for _ in range(_KINDS))
        self.drawer = WrappedLabel(role="small")
        self.verdict = WrappedLabel(role="strong")
        self.verdict.setObjectName("close-verdict")
        self._pending_title = PlainLabel(role="caption")
        self.pending = WrappedLabel(role="small")
        self._scroll = QScrollArea()
        self._arrange()

    def show_reveal(self, reveal: Reveal) -> None:
        """Show the count against the books."""
        self._shown = reveal
        self.retranslate()

    def retranslate(self) -> None:
        if self._shown is None:
            return
        heads = (
            "Rp",
            self.tr("COUNTED"),
            self.tr("JOURNAL"),
            self.tr("HOST"),
            self.tr("PENDING"),
            self.tr("VARIANCE"),
        )
        for label, words in zip(self._heads, heads, strict=True):
            label.setText(words)
        ways = self._shown.ways
        for place, cells in enumerate(self._cells):
            self._fill(cells, ways.ways[place] if place < len(ways.ways) else None)
        self._say_drawer(self._shown)
        self._say_pending(ways)

    def _fill(self, cells: tuple[PlainLabel, ...], way: Way | None) -> None:
        for cell in cells:
            cell.setVisible(way is not None)
        if way is None:
            return
        slips = f" ({way.slips}/{way.taken})" if way.slips or way.slips != way.taken else ""
        words = (
            self.tr("Cash taken") if way.kind is TenderKind.CASH else f"{tender_words(way.kind)}{slips}",
            _figure(way.counted),
            _figure(way.journal),
            _figure(way.host),
            _figure(way.pending) if way.pending else "–",
            _figure(way.variance),
        )
        for cell, text in zip(cells, words, strict=True):
            cell.setText(text)
        restyle(cells[5], "role", "ok-line" if way.counts_agree else "bad-line")
        restyle(cells[3], "role", "figure" if way.host_agrees else "wait-line")

    def _say_drawer(self, shown: Reveal) -> None:
        sums = shown.drawer
        parts = [
            self.tr("float {amount}").format(amount=format_rupiah(sums.float_amount)),
            self.tr("taken {amount}").format(amount=format_rupiah(sums.taken.amount)),
        ]
        if sums.returned.amount:
            parts.append(self.tr("given back -{amount}").format(amount=format_rupiah(sums.returned.amount)))
        if sums.dropped.amount:
            parts.append(self.tr("to the vault -{amount}").format(amount=format_rupiah(sums.dropped.amount)))
        if sums.picked_up.amount:
            parts.append(self.tr("from the vault {amount}").format(amount=format_rupiah(sums.picked_up.amount)))
        words = self.tr("The drawer: counted {counted}, expected {expected} ({parts}).")
        counted = format_rupiah(shown.count.counted.cash.total)
        self.drawer.setText(
            words.format(counted=counted, expected=format_rupiah(sums.expected), parts=", ".join(parts))
        )
        self.verdict.setText(self._verdict(shown))
        restyle(self.verdict, "role", "bad" if shown.ways.has_variance else "ok")

    def _verdict(self, shown: Reveal) -> str:
        if shown.variance or not shown.ways.has_variance:
            return self.tr("Cash: {variance}").format(variance=variance_words(shown.variance))
        return self.tr("The cash is right; the slips are not what the journal has.")

    def _say_pending(self, ways: ThreeWay) -> None:
        assert self._shown is not None
        rows = (*ways.pending, *self._shown.carried)
        title = self.tr("NOT SETTLED, GOES ON AFTER THE CLOSE: {count}").format(count=len(rows))
        self._pending_title.setText(title)
        self.pending.setText("\n".join(map(pending_words, rows)))
        for widget in (self._pending_title, self._scroll):
            widget.setVisible(bool(rows))

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        for row, labels in enumerate((self._heads, *self._cells)):
            for column, label in enumerate(labels):
                side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
                grid.addWidget(label, row, column, side)
        grid.setColumnStretch(0, 1)
        self._scroll.setWidget(self.pending)
        self._scroll.setWidgetResizable(True)
        self._scroll.setProperty("role", "clear")
        self._scroll.setFixedHeight(_PENDING_HEIGHT)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pending.setAlignment(Qt.AlignmentFlag.AlignTop)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(6)
        column_.addLayout(grid)
        for widget in (self.verdict, self.drawer, self._pending_title, self._scroll):
            column_.addWidget(widget)
        column_.addStretch(1)


def _figure(amount: int) -> str:
    """Rupiah without the word: five of them stand beside each other, and none is ever cut."""
    return f"{'-' if amount < 0 else ''}{format_digits(abs(amount))}"
