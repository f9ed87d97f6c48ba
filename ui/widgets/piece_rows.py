"""Rows of a count: what is counted, how many pieces of it, and what they make, each refused or summed in its place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah, format_rupiah
from ui.theme import restyle
from ui.widgets.entry_field import EntryField
from ui.widgets.plain_label import PlainLabel
from ui.widgets.spoken import Spoken

MOST_DIGITS = 5
"""99.999 pieces: more than a drawer holds, fewer digits than any number that can be scanned."""
SMALL = Rupiah(1)
"""Coins below Rp100 are counted as one sum: so many rupiah."""
_LONGEST = 64
_NARROW = 68


class PiecesField(EntryField):
    """How many pieces. Takes whatever is typed, pasted or scanned, and says of it whether it is a number.

    ``up`` and ``down``: the arrow keys.
    """

    up = Signal()
    down = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, _LONGEST, parent)
        self.setProperty("role", "cell")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(_NARROW)

    def pieces(self) -> int:
        """How many; an empty field is none. Raises ``Declined(AMOUNT_FORMAT)`` for what is no number of pieces."""
        typed = self.text().strip()
        if not typed:
            return 0
        if not (typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS):
            raise Declined(Reason.AMOUNT_FORMAT)
        return int(typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows lead from row to row."""
        if event.key() == Qt.Key.Key_Up:
            self.up.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)


class PieceRows(Spoken):
    """Notes or coins under their heading: ``Rp50.000 × [12] Rp600.000``. ``changed``: something else is counted now.

    ``left_at``: the cursor wants to leave the rows, +1 at their end (Enter, arrow down) and -1 at their beginning.
    """

    changed = Signal()
    left_at = Signal(int)

    def __init__(self, name: str, values: Sequence[Rupiah], parent: QWidget | None = None) -> None:
        """``name``: of the fields, for tests and style; ``values``: rupiah a piece, a row each, from above."""
        super().__init__(parent=parent)
        self.values = tuple(values)
        self.fields = tuple(PiecesField(f"{name}-{value}") for value in self.values)
        self.heading = PlainLabel(role="caption")
        self._names = tuple(PlainLabel(_row_name(value)) for value in self.values)
        self._sums = tuple(PlainLabel(role="muted") for _ in self.values)
        self._heading = ""
        self._piece = ""
        self._arrange()

    def name_them(self, heading: str, piece: str) -> None:
        """The heading, and what one of them is called where a screen reader reads a field's name."""
        self._heading, self._piece = heading, piece
        self.retranslate()

    def pieces(self) -> tuple[int, ...]:
        """How many of each, in the rows' order. Raises ``Declined`` as ``PiecesField.pieces`` does."""
        return tuple(field.pieces() for field in self.fields)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was typed."""
        return not any(field.text().strip() for field in self.fields)

    @property
    def faulty(self) -> PiecesField | None:
        """The first field that holds no number of pieces."""
        return next((field for field in self.fields if not _readable(field)), None)

    @property
    def total(self) -> Rupiah:
        """What the rows that can be read make, rupiah."""
        readable = ((value, field) for value, field in zip(self.values, self.fields, strict=True) if _readable(field))
        return Rupiah(sum(value * field.pieces() for value, field in readable))

    def put(self, pieces: Sequence[int]) -> None:
        """Hold a count; ``pieces`` in the rows' order."""
        for field, many in zip(self.fields, pieces, strict=True):
            field.setText(str(many) if many else "")
        self._edited()

    def retranslate(self) -> None:
        self.heading.setText(self._heading)
        for value, field in zip(self.values, self.fields, strict=True):
            field.setAccessibleName(_row_name(value) if value == SMALL else f"{format_rupiah(value)}, {self._piece}")
        self._show()

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self.heading, 0, 0, 1, 3)
        for row, (name, field, made) in enumerate(zip(self._names, self.fields, self._sums, strict=True), 1):
            name.setBuddy(field)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(field, row, 1)
            grid.addWidget(made, row, 2, Qt.AlignmentFlag.AlignRight)
        grid.setRowStretch(len(self.values) + 1, 1)
        for place, field in enumerate(self.fields):
            field.textChanged.connect(self._edited)
            field.entered.connect(lambda place=place: self._enter(place))
            field.down.connect(lambda place=place: self._step(place, 1))
            field.up.connect(lambda place=place: self._step(place, -1))

    def _edited(self) -> None:
        self._show()
        self.changed.emit()

    def _enter(self, place: int) -> None:
        """What cannot be counted is to be typed again before the cursor goes on, and stays to be looked at."""
        field = self.fields[place]
        if _readable(field):
            self._step(place, 1)
        else:
            field.selectAll()

    def _step(self, place: int, by: int) -> None:
        if 0 <= place + by < len(self.fields):
            reach(self.fields[place + by])
        else:
            self.left_at.emit(by)

    def _show(self) -> None:
        for value, field, made in zip(self.values, self.fields, self._sums, strict=True):
            fine = _readable(field)
            restyle(field, "state", "" if fine else "bad")
            restyle(made, "role", "muted" if fine else "bad-line")
            if fine:
                made.setText(format_rupiah(value * field.pieces()) if field.pieces() else "")
            else:
                made.setText(self.tr("a number, like 12"))


def reach(field: EntryField) -> None:
    """The cursor into a field, with what is in it selected, so that typing replaces it."""
    field.setFocus()
    field.selectAll()


def _row_name(value: Rupiah) -> str:
    return "< Rp100:  Rp" if value == SMALL else f"{format_rupiah(value)}  ×"


def _readable(field: PiecesField) -> bool:
    try:
        field.pieces()
    except Declined:
        return False
    return True
