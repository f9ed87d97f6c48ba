"""What of the list of payments is asked for: who, by what means, how it stands, how much, part of a name."""

from dataclasses import replace

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.domain.cash import TenderKind
from counter_app.domain.money import format_digits
from counter_app.domain.payment import PaymentState
from counter_app.domain.report_list import Wanted
from ui.pages.log_in import LONGEST_STAFF_NUMBER
from ui.widgets.entry_field import EntryField
from ui.widgets.plain_label import PlainLabel
from ui.widgets.spoken import Spoken
from ui.words import state_words, tender_words

_TEXT, _AMOUNT = 60, 14


class ListFilters(Spoken):
    """``entered``: Enter in one of the lines. What is left empty narrows nothing."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.text, self.clerk = EntryField("list-text", _TEXT), EntryField("list-clerk", LONGEST_STAFF_NUMBER)
        self.least, self.most = _amount_field("list-least"), _amount_field("list-most")
        self.state, self.tender, self.offline = _choice("list-state"), _choice("list-tender"), _choice("list-offline")
        self._fields: tuple[QLineEdit | QComboBox, ...] = (
            self.text,
            self.clerk,
            self.tender,
            self.least,
            self.most,
            self.state,
            self.offline,
        )
        self._labels = tuple(PlainLabel(role="caption") for _ in self._fields)
        self._fill()
        self._arrange()
        for field in (self.text, self.clerk, self.least, self.most):
            field.entered.connect(self.entered)
        self.retranslate()

    def narrow(self, wanted: Wanted) -> Wanted:
        """``wanted`` with all that was typed and chosen."""
        least, most = (_amount(field) for field in (self.least, self.most))
        if least is not None and most is not None and least > most:
            least, most = most, least
        state, tender = self.state.currentData(), self.tender.currentData()
        return replace(
            wanted,
            clerk=self.clerk.text().strip(),
            text=self.text.text().strip(),
            state=PaymentState(state) if state else None,
            tender=TenderKind(tender) if tender else None,
            least=least,
            most=most,
            offline=self.offline.currentData(),
        )

    def retranslate(self) -> None:
        names = (
            self.tr("Name or receipt"),
            self.tr("Clerk"),
            self.tr("Means"),
            self.tr("From Rp"),
            self.tr("To Rp"),
            self.tr("State"),
            self.tr("Without the host"),
        )
        for label, field, words in zip(self._labels, self._fields, names, strict=True):
            label.setText(words)
            field.setAccessibleName(words)
        every = self.tr("all")
        for box in (self.state, self.tender, self.offline):
            box.setItemText(0, every)
        for place, state in enumerate(PaymentState, 1):
            self.state.setItemText(place, state_words(state))
        for place, kind in enumerate(TenderKind, 1):
            self.tender.setItemText(place, tender_words(kind))
        self.offline.setItemText(1, self.tr("yes"))
        self.offline.setItemText(2, self.tr("no"))

    def _fill(self) -> None:
        for box in (self.state, self.tender, self.offline):
            box.addItem("", None)
        for state in PaymentState:
            self.state.addItem("", state.value)
        for kind in TenderKind:
            self.tender.addItem("", kind.value)
        for answer in (True, False):
            self.offline.addItem("", answer)

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        places = ((0, 0, 2), (1, 0, 1), (1, 1, 1), (2, 0, 1), (2, 1, 1), (3, 0, 1), (3, 1, 1))
        for label, field, (row, column, span) in zip(self._labels, self._fields, places, strict=True):
            label.setBuddy(field)
            both = QVBoxLayout()
            both.setSpacing(0)
            both.addWidget(label)
            both.addWidget(field)
            grid.addLayout(both, row, column, 1, span)
            grid.setColumnStretch(column, 1)


def _choice(name: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setMinimumContentsLength(8)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _amount_field(name: str) -> EntryField:
    field = EntryField(name, _AMOUNT)
    field.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9.]*"), field))
    field.textEdited.connect(lambda text: field.setText(_grouped(text)))
    return field


def _amount(field: QLineEdit) -> int | None:
    digits = field.text().replace(".", "")
    return int(digits) if digits else None


def _grouped(text: str) -> str:
    digits = text.replace(".", "")
    return format_digits(int(digits)) if digits else ""
