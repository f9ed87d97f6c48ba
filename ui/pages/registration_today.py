"""Today's registrations and what is open from before, with their states; a draft is gone on with from here."""

from collections.abc import Sequence
from datetime import tzinfo
from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.domain.errors import Declined
from counter_app.domain.identity import digits_of, mask
from counter_app.domain.registration import Registration, RegistrationState
from ui import formats
from ui.keys import press
from ui.messages import sentence
from ui.registration_flow import RegistrationFlow
from ui.registration_words import refusal_words, state_mood, state_words
from ui.translation import QT_TRANSLATE_NOOP
from ui.two_line_model import Cell, CellRole, Columns, TwoLineModel
from ui.widgets.action_button import ActionButton
from ui.widgets.entry_field import EntryField
from ui.widgets.plain_label import PlainLabel, WrappedLabel, inert
from ui.widgets.spoken import Spoken
from ui.widgets.two_line_table import Layout, TwoLineTable

WITHDRAW = "W"
LONGEST_REASON = 140
_NOT_SENT = frozenset({RegistrationState.DRAFT, RegistrationState.SUBMITTED})


class TodayColumn(IntEnum):
    SINCE = 0
    NUMBER = 1
    WORKER = 2
    STATE = 3
    CARD = 4


_HEADINGS = {
    TodayColumn.SINCE: QT_TRANSLATE_NOOP("Registration", "Since"),
    TodayColumn.NUMBER: QT_TRANSLATE_NOOP("Registration", "Number"),
    TodayColumn.WORKER: QT_TRANSLATE_NOOP("Registration", "Worker"),
    TodayColumn.STATE: QT_TRANSLATE_NOOP("Registration", "State"),
    TodayColumn.CARD: QT_TRANSLATE_NOOP("Registration", "KPJ, first payment"),
}
WIDTHS = {
    TodayColumn.SINCE: (92, 132),
    TodayColumn.NUMBER: (104, 128),
    TodayColumn.STATE: (200, 380),
    TodayColumn.CARD: (120, 190),
}
WORKER = 140


class TodayModel(TwoLineModel[Registration]):
    """The newest first, numbers masked."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(Columns("Registration", tuple(_HEADINGS.values()), len(TodayColumn)), parent)
        self._zone = zone

    def key(self, row: Registration) -> UUID:
        return row.id

    def cell(self, row: Registration, column: int) -> Cell:
        match TodayColumn(column):
            case TodayColumn.SINCE:
                at = row.submitted_at or row.drafted_at
                return Cell(formats.clock_time(at, self._zone), formats.day(at.astimezone(self._zone).date()))
            case TodayColumn.NUMBER:
                return Cell(row.number, row.clerk_id)
            case TodayColumn.WORKER:
                return Cell(inert(row.form.name) or "–", _masked(row.form.nik))
            case TodayColumn.STATE:
                refused = row.state is RegistrationState.REFUSED
                return Cell(
                    state_words(row.state), refusal_words(row.refusal) if refused else "", state_mood(row.state)
                )
            case TodayColumn.CARD:
                return Cell(mask(row.issue.kpj) if row.issue else "–", _paid(row))


class RegistrationToday(Spoken):
    """``chosen``: go on with this one. ``withdrawn``: take this one back, for a reason. ``left``: to the form."""

    chosen = Signal(object)
    withdrawn = Signal(object, str)
    left = Signal()

    def __init__(self, flow: RegistrationFlow, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._flow = flow
        self.model = TodayModel(zone, self)
        self.table = TwoLineTable("registrations", Layout(WIDTHS, TodayColumn.WORKER, WORKER, TodayColumn.NUMBER))
        self.table.setModel(self.model)
        self.table.fit_columns()
        self._title, self._keys = PlainLabel(role="heading"), PlainLabel(role="small")
        self._nothing = PlainLabel(role="muted")
        self.error = WrappedLabel(role="error")
        self.error.setObjectName("today-error")
        self._why = PlainLabel(role="caption")
        self.reason = EntryField("withdraw-reason", LONGEST_REASON)
        self.take_back = ActionButton()
        self._asking: Registration | None = None
        self._arrange()
        self._connect()
        self._ask(None)
        self.retranslate()

    def start(self) -> None:
        """The cursor in the list."""
        self._ask(None)
        self.table.setFocus()

    def show_rows(self, rows: Sequence[Registration]) -> None:
        """Show these; the clerk stays on the row they are on."""
        on = self.current()
        self.model.show_rows(rows)
        places = [each.id for each in rows]
        if rows:
            place = places.index(on.id) if on is not None and on.id in places else 0
            self.table.setCurrentIndex(self.model.index(place, 0))
        self._stack.setCurrentIndex(1 if rows else 0)

    def current(self) -> Registration | None:
        """The row the clerk is on."""
        index = self.table.currentIndex()
        if not index.isValid():
            return None
        row = index.siblingAtColumn(0).data(CellRole.ROW)
        assert isinstance(row, Registration)
        return row

    def retranslate(self) -> None:
        self._title.setText(self.tr("Today's registrations, and what is open"))
        self.table.setAccessibleName(self._title.text())
        self._nothing.setText(self.tr("None today, and nothing is open."))
        self._keys.setText(
            self.tr("↑ ↓ choose   ·   Enter open   ·   W withdraw what was not sent   ·   Esc to the form")
        )
        self._why.setText(self.tr("Why is it withdrawn?"))
        self.reason.setAccessibleName(self._why.text())
        self.take_back.setText(self.tr("Withdraw   (Enter)"))
        self.model.speak()
        error = self._flow.error
        self.error.setText(sentence(error) if error else "")
        self.error.setVisible(error is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: out of the reason, then to the form."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._asking is not None:
            self.start()
        else:
            self.left.emit()

    def _arrange(self) -> None:
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "card")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.table)
        asking = QHBoxLayout()
        asking.setSpacing(8)
        asking.addWidget(self._why)
        asking.addWidget(self.reason, 1)
        asking.addWidget(self.take_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._stack, 1)
        column.addLayout(asking)
        column.addWidget(self.error)
        column.addWidget(self._keys)

    def _connect(self) -> None:
        self.table.shown.connect(self._choose)
        self.table.doubleClicked.connect(self._choose)
        press(WITHDRAW, self.table, lambda: self._ask(self.current())).setContext(
            Qt.ShortcutContext.WidgetShortcut  # elsewhere it is a letter
        )
        self.reason.entered.connect(self._withdraw)
        self.take_back.clicked.connect(self._withdraw)

    def _choose(self) -> None:
        if (row := self.current()) is not None:
            self.chosen.emit(row)

    def _ask(self, registration: Registration | None) -> None:
        self._asking = registration if registration is not None and registration.state in _NOT_SENT else None
        for widget in (self._why, self.reason, self.take_back):
            widget.setVisible(self._asking is not None)
        if self._asking is not None:
            self.reason.clear()
            self.reason.setFocus()

    def _withdraw(self) -> None:
        if self._asking is not None:
            self.withdrawn.emit(self._asking, self.reason.text())


def _masked(typed: str) -> str:
    try:
        return mask(digits_of(typed))
    except Declined:
        return ""


def _paid(row: Registration) -> str:
    if row.state is not RegistrationState.ISSUED:
        return ""
    words = _PAID if row.payment_id is not None else _NOT_PAID
    return QCoreApplication.translate("Registration", words)


_PAID = QT_TRANSLATE_NOOP("Registration", "first payment taken")
_NOT_PAID = QT_TRANSLATE_NOOP("Registration", "first payment open")
