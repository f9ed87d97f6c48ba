"""The payer's monitor: what is being paid, how much, and what comes back, to be read from across the counter."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent, QScreen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.customer_view import BLANK, CustomerView, Showing
from counter_app.domain.receipt import Office
from counter_app.domain.training import MARK
from ui.customer_words import amounts_of, heading_of, programmes_of, spoken_of, state_of, subject_of
from ui.second_screen import ON, SecondScreen
from ui.theme import restyle
from ui.widgets.big_text import BigAmount
from ui.widgets.lamp import StateMark
from ui.widgets.plain_label import ElidedLabel, PlainLabel, WrappedLabel

HUGE, LARGE = 150, 54
"""Pixels: the amount that counts now, and those beside it."""
MARGIN = 56
LEAST_FOR_WORDS = 700
"""Pixels of height from which the amount is said in words as well: on a lower monitor the figures need the room."""
_OTHERS = 2
"""Amounts beside the one that counts."""


class CustomerScreen(SecondScreen):
    """Shows one ``CustomerView``; blank while nobody is at work."""

    def __init__(
        self,
        beside: QWidget,
        office: Office,
        which: str = ON,
        screens: Callable[[], Sequence[QScreen]] = QGuiApplication.screens,
    ) -> None:
        super().__init__(beside, which, screens)
        self.setObjectName("customer-screen")
        self.setWindowTitle(office.name)
        self._office = office
        self._name = ElidedLabel(office.name, "payer-office")
        self._greeting, self._wish = PlainLabel(role="payer-greeting"), WrappedLabel(role="payer-words")
        self._mark, self._state = StateMark(scale=2), WrappedLabel(role="payer-state")
        self._subject, self._programmes = WrappedLabel(role="payer-subject"), WrappedLabel(role="payer-words")
        self._captions = [PlainLabel(role="payer-caption") for _ in range(_OTHERS)]
        self._amounts = [BigAmount(LARGE) for _ in range(_OTHERS)]
        self._caption, self.amount = PlainLabel(role="payer-caption"), BigAmount(HUGE)
        self.amount.setObjectName("payer-amount")
        self._spoken = WrappedLabel(role="payer-words")
        self._state.setObjectName("payer-state")
        self._open = QWidget()
        self._arrange()
        self.show_view(BLANK)

    def show_view(self, view: CustomerView) -> None:
        """Show this and nothing of what was there before."""
        self._open.setVisible(view.showing is not Showing.BLANK)
        greeting, wish = heading_of(view)
        pays = not greeting and view.showing is not Showing.BLANK
        mood, state = state_of(view)
        for label, words in (
            (self._greeting, greeting),
            (self._wish, wish),
            (self._state, state),
            (self._subject, subject_of(view) if pays else ""),
            (self._programmes, programmes_of(view) if pays else ""),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self._mark.set_mood(mood)
        self._mark.setVisible(bool(state))
        restyle(self._state, "mood", mood.value)
        self._show_amounts(amounts_of(view) if pays else ())
        self._spoken.setText(spoken_of(view) if pays else "")
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another monitor may have room for less, or for more."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        self._spoken.setVisible(bool(self._spoken.text()) and self.height() >= LEAST_FOR_WORDS)

    def stand_by(self, at_work: bool) -> None:
        """Whether somebody sells, and so whether this window is there at all."""
        if at_work:
            self.appear()
        else:
            self.put_away()

    def _show_amounts(self, amounts: Sequence[tuple[str, str]]) -> None:
        *others, counts = amounts or (("", ""),)
        others += [("", "")] * (_OTHERS - len(others))
        shown = zip([*self._captions, self._caption], [*self._amounts, self.amount], [*others, counts], strict=True)
        for caption, amount, (words, figures) in shown:
            caption.setText(words)
            amount.show_text(figures)
            caption.setVisible(bool(words))
            amount.setVisible(bool(figures))

    def _arrange(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(MARGIN)
        for caption, amount in zip(self._captions, self._amounts, strict=True):
            beside.addLayout(_stacked(caption, amount), 1)
        state = QHBoxLayout()
        state.setSpacing(16)
        state.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        state.addWidget(self._state, 1)
        column = QVBoxLayout(self._open)
        column.setContentsMargins(MARGIN, MARGIN // 2, MARGIN, MARGIN // 2)
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addStretch(2)
        for widget in (self._greeting, self._wish, self._subject, self._programmes):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(beside)
        column.addSpacing(16)
        column.addLayout(_stacked(self._caption, self.amount))
        column.addWidget(self._spoken)
        column.addStretch(1)
        column.addLayout(state)
        column.addStretch(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        if self._office.is_training:
            whole.addWidget(_training_band())
        whole.addWidget(self._open, 1)
        whole.addStretch(0)


def _stacked(caption: PlainLabel, amount: BigAmount) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(caption)
    column.addWidget(amount)
    return column


def _training_band() -> PlainLabel:
    band = PlainLabel(MARK, "payer-training")
    band.setObjectName("payer-training")
    band.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return band
