"""Which programmes are paid: the mandatory ones said, the others switched."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.domain.bill import Programme
from ui.keys import Act, key_of
from ui.widgets.key_button import KeyButton
from ui.widgets.spoken import Spoken

_NAMES = {
    Programme.JKK: "Jaminan Kecelakaan Kerja",
    Programme.JKM: "Jaminan Kematian",
    Programme.JHT: "Jaminan Hari Tua",
}
"""The programmes' own names, the same in every language."""


class ProgrammesBar(Spoken):
    """``toggled``: a programme that may be left out was switched."""

    toggled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._mandatory: frozenset[Programme] = frozenset()
        self._chosen: frozenset[Programme] = frozenset()
        self._buttons = {programme: self._button(programme) for programme in Programme}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in self._buttons.values():
            row.addWidget(button, 1)

    def _button(self, programme: Programme) -> KeyButton:
        button = KeyButton(f"programme-{programme.value}", "", pixels=15)
        button.setCheckable(True)
        button.setToolTip(_NAMES[programme])
        button.clicked.connect(lambda: self._clicked(programme))
        return button

    def show_programmes(self, chosen: Collection[Programme], mandatory: Collection[Programme]) -> None:
        """What is on the bill, and what of it cannot be left out."""
        self._chosen, self._mandatory = frozenset(chosen), frozenset(mandatory)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the language that is spoken now."""
        for programme, button in self._buttons.items():
            button.setChecked(programme in self._chosen)
            button.setEnabled(programme not in self._mandatory)
            if programme in self._mandatory:
                button.show_words(programme.value, self.tr("mandatory"))
            else:
                words = self.tr("With {programme}") if programme in self._chosen else self.tr("Without {programme}")
                button.show_words(words.format(programme=programme.value), key_of(Act.SWITCH_JHT).shown)
            button.setAccessibleDescription(_NAMES[programme])

    def _clicked(self, programme: Programme) -> None:
        # What is shown is what the flow says; it answers with show_programmes.
        self._buttons[programme].setChecked(programme in self._chosen)
        self.toggled.emit(programme)
