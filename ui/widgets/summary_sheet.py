"""What the worker reads before a registration counts, large enough to be read across the counter."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.money import format_rupiah
from counter_app.services.registration_summary import Summary
from ui.widgets.big_text import BigAmount, ClampedName
from ui.widgets.plain_label import PlainLabel, WrappedLabel

NAME, COST = 26, 40
"""Pixels."""
A_MONTH = "sebulan"
CONTRIBUTION = "IURAN"


class Facts(QWidget):
    """Names and what stands behind them."""

    def __init__(self, name: str, parent: QWidget | None = None, *, sums: bool = False) -> None:
        """``sums``: what stands behind the names are amounts, beneath each other at the right."""
        super().__init__(parent)
        self.setObjectName(name)
        self._sums = sums
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(0 if sums else 1, 1)
        self._labels: list[tuple[PlainLabel, PlainLabel]] = []

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these, a row each."""
        while len(self._labels) < len(facts):
            self._append()
        for place, (name, fact) in enumerate(self._labels):
            shown = place < len(facts)
            name.setVisible(shown)
            fact.setVisible(shown)
            name.setText(facts[place][0] if shown else "")
            fact.setText(facts[place][1] if shown else "")

    def _append(self) -> None:
        side = Qt.AlignmentFlag.AlignRight if self._sums else Qt.AlignmentFlag.AlignLeft
        first, second = (WrappedLabel, PlainLabel) if self._sums else (PlainLabel, WrappedLabel)
        name, fact = first(role="read-name"), second(role="read-fact")
        fact.setAlignment(Qt.AlignmentFlag.AlignTop | side)
        name.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        row = len(self._labels)
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(fact, row, 1)
        self._labels.append((name, fact))


class SummarySheet(QWidget):
    """A ``Summary``, in the worker's language whatever the window speaks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name = ClampedName(NAME)
        self._person, self._work, self._parts = Facts("person"), Facts("work"), Facts("parts", sums=True)
        self._caption, self._month = PlainLabel(CONTRIBUTION, "caption"), PlainLabel(A_MONTH, "muted")
        self.cost = BigAmount(COST)
        columns = QHBoxLayout()
        columns.setSpacing(28)
        for facts in (self._person, self._work):
            side = QVBoxLayout()
            side.addWidget(facts)
            side.addStretch(1)
            columns.addLayout(side, 1)
        money = QHBoxLayout()
        money.setSpacing(28)
        total = QVBoxLayout()
        total.setSpacing(0)
        for widget in (self._caption, self.cost, self._month):
            total.addWidget(widget)
        total.addStretch(1)
        money.addLayout(total, 2)
        money.addWidget(self._parts, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 14, 20, 14)
        whole.setSpacing(10)
        whole.addWidget(self._name)
        whole.addLayout(money)  # above the rest: where the window is low, the rest is scrolled to
        whole.addWidget(_rule())
        whole.addLayout(columns)
        whole.addStretch(1)

    def show_summary(self, summary: Summary) -> None:
        """Show another one."""
        self._name.show_text(summary.name)
        self._person.show_facts(summary.person)
        self._work.show_facts(summary.work)
        self._parts.show_facts([(name, format_rupiah(amount)) for name, amount in summary.parts])
        self.cost.show_text("–" if summary.cost is None else format_rupiah(summary.cost))


def _rule() -> QWidget:
    line = QWidget()
    line.setProperty("role", "rule")
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return line
