"""A month's contribution, programme by programme, each with its why beneath it: nothing is cut off where it is narrow."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.bill import Bill, BillLine, Programme
from counter_app.domain.money import format_rupiah
from ui.sale_words import line_why, relief_why
from ui.widgets.plain_label import PlainLabel, WrappedLabel


class _Line(QWidget):
    """One programme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._amount = PlainLabel(role="strong"), PlainLabel(role="strong")
        self._why, self._relief = WrappedLabel(role="small"), WrappedLabel(role="ok-line")
        head = QHBoxLayout()
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(self._amount)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._why)
        column.addWidget(self._relief)

    def show_line(self, line: BillLine) -> None:
        self._name.setText(line.programme.value)
        self._amount.setText(format_rupiah(line.amount))
        self._why.setText(f"{line_why(line)} = {format_rupiah(line.full)}" if line.relief else line_why(line))
        self._relief.setText(relief_why(line))
        self._relief.setVisible(line.relief is not None)


class QuoteLines(QWidget):
    """One month's lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = tuple(_Line() for _ in Programme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(6)
        for line in self._lines:
            column.addWidget(line)

    def show_bill(self, bill: Bill) -> None:
        """Show another one."""
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(bill.lines))
            if place < len(bill.lines):
                line.show_line(bill.lines[place])
