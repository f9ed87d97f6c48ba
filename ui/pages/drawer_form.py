"""What has to be typed before cash moves or the drawer opens without a sale: the pieces, why, and a second person's PIN."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.drawer import NOTHING, Count
from counter_app.domain.errors import Declined, Reason
from ui.keys import press
from ui.messages import sentence_of
from ui.translation import QT_TRANSLATE_NOOP
from ui.widgets.approval_form import ApprovalForm
from ui.widgets.cash_count import CashCount
from ui.widgets.entry_field import EntryField
from ui.widgets.plain_label import PlainLabel
from ui.widgets.sheet_card import SheetCard, filling
from ui.widgets.spoken import Spoken

_LONGEST = 140
_SIDE = 300


class Doing(StrEnum):
    """What takes a second person's consent."""

    DROP = "drop"
    PICK_UP = "pick-up"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Filled:
    """``count`` is nothing for a drawer that is only opened."""

    doing: Doing
    count: Count
    reason: str
    supervisor: str
    pin: str


_TITLES: Mapping[Doing, str] = MappingProxyType(
    {
        Doing.DROP: QT_TRANSLATE_NOOP("DrawerForm", "Cash to the vault"),
        Doing.PICK_UP: QT_TRANSLATE_NOOP("DrawerForm", "Cash from the vault"),
        Doing.OPEN: QT_TRANSLATE_NOOP("DrawerForm", "Open the drawer without a sale"),
    }
)
_ABOUT: Mapping[Doing, str] = MappingProxyType(
    {
        Doing.DROP: QT_TRANSLATE_NOOP("DrawerForm", "Count what leaves the drawer. Both of you sign the slip."),
        Doing.PICK_UP: QT_TRANSLATE_NOOP("DrawerForm", "Count what comes into the drawer. Both of you sign the slip."),
        Doing.OPEN: QT_TRANSLATE_NOOP("DrawerForm", "The journal keeps who opened it, why, and who stood by."),
    }
)
_ABOUT_CASH = frozenset({Reason.COUNT_FORMAT, Reason.DRAWER_SHORT, Reason.MOVED_ALREADY, Reason.AMOUNT_FORMAT})


class DrawerForm(Spoken):
    """``submitted``: a ``Filled``. ``left``: the clerk thinks better of it."""

    submitted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._doing = Doing.DROP
        self._error: Exception | None = None
        self._uncounted = False
        self.count = CashCount("moved")
        self._reason_label = PlainLabel(role="strong")
        self.reason = EntryField("drawer-reason", _LONGEST)
        self.consent = ApprovalForm()
        self.card = SheetCard()
        self._arrange()
        self.retranslate()

    def open(self, doing: Doing) -> None:
        """Ask for what ``doing`` needs; nothing is kept of what was typed for another one but the supervisor's number."""
        self._doing, self._error, self._uncounted = doing, None, False
        self.count.clear()
        self.reason.clear()
        self.consent.ask("")
        self.retranslate()
        if doing is Doing.OPEN:
            self.reason.setFocus()
        else:
            self.count.start()

    def complain(self, error: Exception) -> None:
        """Say what is wrong where it is wrong. What was typed stays, but for the PIN."""
        self._error = error
        self.retranslate()
        self.consent.pin.clear()
        reason = error.reason if isinstance(error, Declined) else None
        if reason in _ABOUT_CASH:
            self.count.start()
        elif reason is Reason.WORDS_MISSING:
            self.reason.setFocus()
        else:
            self.consent.complain(sentence_of(error))

    def retranslate(self) -> None:
        doing = self._doing
        self.card.title.setText(self.tr(_TITLES[doing]))
        self.card.about.setText(self.tr(_ABOUT[doing]))
        self.card.leave.setText(self.tr("Not now   (Esc)"))
        self._reason_label.setText(self.tr("Reason"))
        self.reason.setAccessibleName(self._reason_label.text())
        self.count.setVisible(doing is not Doing.OPEN)
        if self._uncounted:
            self.card.complain(self.tr("Type how many notes and coins there are."))
        elif isinstance(self._error, Declined) and self._error.reason in _ABOUT_CASH | {Reason.WORDS_MISSING}:
            self.card.complain(sentence_of(self._error))
        else:
            self.card.complain("")

    def _arrange(self) -> None:
        side = QWidget()
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._reason_label.setBuddy(self.reason)
        for widget in (self._reason_label, self.reason, self.consent):
            column.addWidget(widget)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.count, 1)
        row.addWidget(side)
        row.addStretch(0)
        self.card.body.addLayout(row)
        self.card.action.hide()
        filling(self.card, self)
        self.count.finished.connect(self.reason.setFocus)
        self.count.changed.connect(self._edited)
        self.reason.entered.connect(self.consent.start)
        self.consent.given.connect(self._consented)
        self.card.leave.clicked.connect(self.left)
        press("Esc", self, self.left.emit)

    def _edited(self) -> None:
        if self._uncounted or self._error is not None:
            self._uncounted, self._error = False, None
            self.retranslate()

    def _consented(self, supervisor: str, pin: str) -> None:
        count = NOTHING
        if self._doing is not Doing.OPEN:
            faulty = self.count.faulty
            self._uncounted = self.count.is_empty
            if faulty is not None or self._uncounted:
                self.consent.pin.clear()
                self.retranslate()
                (faulty or self.count.notes.fields[0]).setFocus()
                return
            count = self.count.count()
        self.submitted.emit(Filled(self._doing, count, self.reason.text(), supervisor, pin))
