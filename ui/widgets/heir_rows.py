"""The heirs of a registration, a row each; rows are added and taken away by a key."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.identity import NIK_LENGTH
from counter_app.domain.registration_form import LONGEST, MOST_HEIRS, FormField, HeirForm
from ui.widgets.answer_field import AnswerField, Question
from ui.widgets.spoken import Spoken

SHARES = {FormField.HEIR_NAME: 5, FormField.HEIR_RELATION: 3, FormField.HEIR_NIK: 5}
"""How the width is shared out."""
LONGEST_NIK = NIK_LENGTH + 8
"""With the separators people put between digits."""


class HeirRow(QWidget):
    """One heir: name, relation, NIK."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = {
            asked: AnswerField(f"{asked.value}-{number}", LONGEST.get(asked, LONGEST_NIK)) for asked in SHARES
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for asked, share in SHARES.items():
            row.addWidget(self.fields[asked], share)

    def heir(self) -> HeirForm:
        """As typed."""
        return HeirForm(*(self.fields[asked].text() for asked in SHARES))

    def put(self, heir: HeirForm) -> None:
        """Show an heir."""
        for asked, text in zip(SHARES, (heir.name, heir.relation, heir.nik), strict=True):
            self.fields[asked].put(text)


class HeirRows(Spoken):
    """At least one row. ``arrived``: a new field that the form has to lead through; ``edited``: an answer, or a row."""

    arrived = Signal(object)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._rows: list[HeirRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    @property
    def rows(self) -> Sequence[HeirRow]:
        return self._rows

    def questions(self) -> Iterator[Question]:
        """All fields, in the order of reading."""
        for row in self._rows:
            yield from row.fields.values()

    def heirs(self) -> tuple[HeirForm, ...]:
        """As typed; rows in which nothing stands are none."""
        typed = (row.heir() for row in self._rows)
        return tuple(heir for heir in typed if heir != HeirForm())

    def put(self, heirs: Sequence[HeirForm]) -> None:
        """Show these, or an empty row."""
        while len(self._rows) > max(len(heirs), 1):
            self._drop(self._rows[-1])
        while len(self._rows) < max(len(heirs), 1):
            self._append()
        for row, heir in zip(self._rows, heirs or (HeirForm(),), strict=True):
            row.put(heir)

    def add(self) -> None:
        """One more row, with the cursor in it; the one that is empty still, if there is one."""
        empty = next((row for row in self._rows if row.heir() == HeirForm()), None)
        if empty is None and len(self._rows) < MOST_HEIRS:
            empty = self._append()
            self.edited.emit()
        (empty or self._rows[-1]).fields[FormField.HEIR_NAME].take_focus()

    def remove(self) -> None:
        """Take away the row with the cursor, or the last one; the only one is emptied."""
        cursor = QApplication.focusWidget()
        with_cursor = (row for row in self._rows if cursor is not None and row.isAncestorOf(cursor))
        going = next(with_cursor, self._rows[-1])
        if len(self._rows) == 1:
            going.put(HeirForm())
        else:
            self._drop(going)
        self._rows[-1].fields[FormField.HEIR_NAME].take_focus()
        self.edited.emit()

    def row_of(self, number: int) -> HeirRow | None:
        """The row of the ``number``-th heir that is filled in, from 1."""
        filled = [row for row in self._rows if row.heir() != HeirForm()]
        return filled[number - 1] if 0 < number <= len(filled) else None

    def retranslate(self) -> None:
        names = {
            FormField.HEIR_NAME: self.tr("Heir"),
            FormField.HEIR_RELATION: self.tr("Relation"),
            FormField.HEIR_NIK: self.tr("NIK (if known)"),
        }
        for row in self._rows:
            for asked, field in row.fields.items():
                field.name_it(names[asked])
            row.fields[FormField.HEIR_RELATION].exemplify(self.tr("wife"))

    def _append(self) -> HeirRow:
        row = HeirRow(len(self._rows) + 1)
        self._rows.append(row)
        self._column.addWidget(row)
        for field in row.fields.values():
            field.edited.connect(self.edited)
            self.arrived.emit(field)
        self.retranslate()
        return row

    def _drop(self, row: HeirRow) -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
