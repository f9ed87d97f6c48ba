"""The field every payment begins in: a NIK, KPJ or payment code, typed or scanned, or a name."""

from time import monotonic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from counter_app.domain.identity import KPJ_LENGTH, NIK_LENGTH, PAYMENT_CODE_LENGTH, mask
from ui.keys import ENTER
from ui.widgets.entry_field import EntryField

LONGEST = 80
BURST = 0.1
"""Seconds between keys below which it is a scanner and not a hand."""

_SCANNED = (KPJ_LENGTH, PAYMENT_CODE_LENGTH, NIK_LENGTH)
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 5,
    Qt.Key.Key_PageUp: -5,
}


class LookupField(EntryField):
    """``stepped``: the clerk moves through the list of names beneath, by so many rows."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("lookup", LONGEST, parent)
        self._burst = ""
        self._last_key = 0.0
        self._veiled = ""
        self.private = False
        """Whether the number belongs to somebody by now, and is masked as soon as nobody types here."""

    @property
    def is_name(self) -> bool:
        """Whether this is the beginning of a name: letters, and no digit that could belong to a number."""
        text = self.text()
        return any(character.isalpha() for character in text) and not any(character.isdigit() for character in text)

    def point_at(self, position: int) -> None:
        """Put the cursor on the ``position``-th character (from 1), marked, so that typing replaces it."""
        self.setFocus()
        self.setSelection(position - 1, 1)

    def number(self) -> str:
        """What was typed, in full."""
        return self._veiled or self.text()

    def veil(self) -> None:
        """Mask what belongs to somebody, unless it is being typed."""
        if self.private and not self.hasFocus() and not self._veiled and not self.is_name:
            self._veiled = self.text()
            self.setText(mask(self._veiled))

    def unveil(self) -> None:
        """Show what was typed again."""
        if self._veiled:
            self.setText(self._veiled)
            self._veiled = ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever types sees what they type."""
        self.unveil()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Mask a number that is not being typed any more."""
        super().focusOutEvent(event)
        self.veil()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows belong to the list of names; a number that is scanned behind another one replaces it."""
        self._note(event.text())
        if event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
            return
        if event.key() in ENTER and self._holds_two_numbers():
            self.setText(self._burst)
        super().keyPressEvent(event)

    def _note(self, text: str) -> None:
        now = monotonic()
        if text.isdigit():
            self._burst = self._burst + text if now - self._last_key < BURST else text
            self._last_key = now

    def _holds_two_numbers(self) -> bool:
        digits = sum(character.isdigit() for character in self.text())
        return digits > NIK_LENGTH and len(self._burst) in _SCANNED and self.text().endswith(self._burst)
