"""A message ready to be sent: a code that opens the chat on a telephone, and the words to copy."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.services.reminders import Message
from ui.keys import ENTER
from ui.widgets.action_button import ActionButton
from ui.widgets.plain_label import PlainLabel, WrappedLabel, inert
from ui.widgets.qr_view import QrView
from ui.widgets.spoken import Spoken

COPY = "C"
LOW = 560
"""Pixels: a sheet lower than this leaves the words to the chat, so that the code can be read."""


class MessageSheet(Spoken):
    """``copied``: its words are wanted elsewhere. ``sent``: it was. ``left``: it was not."""

    copied = Signal(str)
    sent = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("message-sheet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._message = Message("", None)
        self._copied = False
        self._title, self.hint = PlainLabel(role="heading"), WrappedLabel(role="muted")
        self.code, self.words = QrView(), WrappedLabel(role="small")
        self.copy, self.done, self.leave = ActionButton(), ActionButton("action"), ActionButton("quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self.hint)
        column.addWidget(self.code, 1)
        for widget in (self.words, self.copy, self.done, self.leave):
            column.addWidget(widget)
        self.copy.clicked.connect(self._copy)
        self.done.clicked.connect(self._sent)
        self.leave.clicked.connect(self.left)
        self.retranslate()

    def open(self, message: Message) -> None:
        """Show this one; without a mobile number there are only the words."""
        self._message, self._copied = message, False
        self.code.show_text(message.link or "")
        self.code.setVisible(message.link is not None)
        self.setEnabled(True)
        self._make_room()
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Message"))
        self.hint.setText(
            self.tr("Point the office's telephone at the code; the chat opens with these words.")
            if self._message.link
            else self.tr("No mobile number is known. Copy the words.")
        )
        self.words.setText(inert(self._message.words))
        self.copy.setText(self.tr("Copied") if self._copied else self.tr("Copy the words   ({key})").format(key=COPY))
        self.done.setText(self.tr("It was sent   (Enter)"))
        self.leave.setText(self.tr("Not now   (Esc)"))
        self.code.setAccessibleName(self.tr("Code that opens the chat"))
        self.setAccessibleName(self._title.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """C copies, Enter says it was sent; Esc is the pane's."""
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self._sent()
        elif event.key() == Qt.Key.Key_C:
            self._copy()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._make_room()
        super().resizeEvent(event)

    def _make_room(self) -> None:
        self.words.setVisible(self._message.link is None or self.height() >= LOW)

    def _copy(self) -> None:
        self._copied = True
        self.copied.emit(self._message.words)
        self.retranslate()

    def _sent(self) -> None:
        self.setEnabled(False)
        self.sent.emit()
