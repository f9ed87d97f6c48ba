"""The table of the day."""

from PySide6.QtWidgets import QWidget

from ui.journal_model import Column
from ui.widgets.two_line_table import Layout, TwoLineTable

WIDTHS = {
    Column.TIME: (60, 60),
    Column.RECEIPT: (104, 166),
    Column.MONTHS: (80, 172),
    Column.TOTAL: (104, 104),
    Column.STATE: (144, 196),
    Column.PAPER: (112, 112),
}
"""Pixels: the least, and where there is room for all of it. The payer takes the rest, but never less than ``PAYER``."""
PAYER = 140


class JournalTable(TwoLineTable):
    """The table of the day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("journal", Layout(WIDTHS, Column.PAYER, PAYER, Column.RECEIPT), parent)
