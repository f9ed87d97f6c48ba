"""The money: what is owed, large; how it is paid; and the one action that takes it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.bill import Bill
from counter_app.domain.cash import TenderKind, quick_notes
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah, format_rupiah
from counter_app.services.checkout import Sale
from ui import formats
from ui.keys import Act, key_of
from ui.messages import sentence
from ui.sale_flow import Place, Refusal, SaleFlow, Stage
from ui.theme import restyle
from ui.widgets.amount_field import AmountField
from ui.widgets.big_text import BigAmount
from ui.widgets.entry_field import EntryField
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken
from ui.words import tender_words

KIND_OF_ACT = {
    Act.PAY_CASH: TenderKind.CASH,
    Act.PAY_QRIS: TenderKind.QRIS,
    Act.PAY_DEBIT: TenderKind.DEBIT,
    Act.PAY_POSPAY: TenderKind.POSPAY,
}
"""The act, and so the key, that chooses each means of payment."""

_FOR_NOBODY = frozenset({Reason.MONTH_TAKEN, Reason.OFFLINE_STOPPED})
"""Refusals of which Enter, pressed again, would say the same: no money is taken for this bill."""

_GAP, _LOW_GAP = 6, 3
_EDGE, _LOW_EDGE = 16, 9
"""Pixels between two rows and around them all, and on a low screen, where a long complaint would not fit."""

REFERENCE_LONGEST = 32
QUICK_NOTES = 4


class TenderPanel(Spoken):
    """``advanced``: from the bill to the money. ``paid``: this means, this much, this reference. ``edited``: typing."""

    advanced = Signal()
    paid = Signal(object, int, str)
    unreadable = Signal(object)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._sale: Sale | None = None
        self._bill: Bill | None = None
        self._stage = Stage.IDLE
        self._refusal: Refusal | None = None
        self._scan_refused = False
        self._fresh = False
        self._unsure = False
        self.kind = TenderKind.CASH
        self._caption = PlainLabel(role="caption")
        self._total = BigAmount(52)
        self._period = PlainLabel(role="muted")
        self._kinds = {kind: self._kind_button(kind, act) for act, kind in KIND_OF_ACT.items()}
        self._asked = PlainLabel(role="caption")
        self.amount = AmountField()
        self.reference = EntryField("reference", REFERENCE_LONGEST)
        self._notes = [KeyButton(f"note-{number}", f"Alt+{number}") for number in range(1, QUICK_NOTES + 1)]
        self._error = WrappedLabel(role="error")
        self._change_caption = PlainLabel(role="caption")
        self._change = BigAmount(34)
        self.action = KeyButton("pay", "Enter", pixels=18)
        self._lay_out()
        self._connect()

    def _kind_button(self, kind: TenderKind, act: Act) -> KeyButton:
        button = KeyButton(f"tender-{kind.value}", key_of(act).shown)
        button.setCheckable(True)
        button.setChecked(kind is self.kind)
        button.clicked.connect(lambda: self.choose(kind))
        return button

    def _lay_out(self) -> None:
        self._total.setObjectName("total")
        self._change.setObjectName("change")
        self._error.setObjectName("tenderError")
        self.action.setProperty("role", "action")
        self.action.setMinimumHeight(52)
        self._column = column = QVBoxLayout(self)
        self.be_low(low=False)
        for widget in (self._caption, self._total, self._period):
            column.addWidget(widget)
        column.addSpacing(10)
        column.addLayout(_row(list(self._kinds.values())))
        column.addSpacing(10)
        for field in (self._asked, self.amount, self.reference, self._error):
            column.addWidget(field)
        column.addLayout(_row(self._notes))
        column.addSpacing(10)
        column.addWidget(self._change_caption)
        column.addWidget(self._change)
        column.addStretch(1)
        column.addWidget(self.action)

    def _connect(self) -> None:
        group = QButtonGroup(self)
        for button in self._kinds.values():
            group.addButton(button)
        for number, note in enumerate(self._notes):
            note.clicked.connect(lambda _checked=False, number=number: self.put_note(number))
        self.amount.amount_changed.connect(self._typed)
        self.amount.scanned.connect(self._scanned)
        self.amount.entered.connect(self.submit)
        self.reference.textEdited.connect(self._typed)
        self.reference.entered.connect(self.submit)
        self.action.clicked.connect(self.submit)

    # --- what the page does ----------------------------------------------------------------------------------------

    def render_flow(self, flow: SaleFlow) -> None:
        """Show where the sale stands. A new sale brings its exact amount; a known one keeps what was typed."""
        self._stage, self._refusal = flow.stage, flow.refusal
        self._bill = flow.found.bill if flow.found else None
        if flow.sale is not None and (self._sale is None or flow.sale.id != self._sale.id):
            self._sale = flow.sale
            self._reset(flow.sale)
        self._fresh = flow.fresh
        self._unsure = flow.unsure is not None
        self.retranslate()

    def be_low(self, low: bool) -> None:
        """Whether the screen is a low one."""
        self._column.setSpacing(_LOW_GAP if low else _GAP)
        edge = _LOW_EDGE if low else _EDGE
        self._column.setContentsMargins(_EDGE, edge, _EDGE, edge)

    def choose(self, kind: TenderKind) -> None:
        """Another means of payment; from the bill this goes straight to its field."""
        if self._stage not in (Stage.BILL, Stage.TENDER) or self._unsure:
            return
        self.kind = kind
        self._kinds[kind].setChecked(True)
        self._scan_refused = False
        self.edited.emit()
        if self._stage is Stage.BILL:
            self.advanced.emit()
        self.retranslate()
        self.focus_field()

    def put_note(self, number: int) -> None:
        """Take a quick note as what was handed over."""
        notes = self._quick_notes()
        if self.amount.isEnabled() and self.kind is TenderKind.CASH and number < len(notes):
            self.amount.put(notes[number])
            self.amount.setFocus()

    def focus_field(self) -> None:
        """Put the cursor where the money is typed; where nothing may be typed over, on the one thing to do."""
        if self._unsure:
            self.action.setFocus()
        elif self._stage is Stage.TENDER:
            field = self.amount if self.kind is TenderKind.CASH else self.reference
            field.setFocus()
            field.selectAll()

    def submit(self) -> None:
        """What Enter does: on to the money, or take it."""
        if self._stage is Stage.BILL:
            self.advanced.emit()
        elif self._stage is Stage.TENDER and not self.is_for_nobody:
            try:
                tendered = self.amount.amount() if self.kind is TenderKind.CASH else self._owed()
            except Declined as declined:
                self.unreadable.emit(declined)
                return
            self.paid.emit(self.kind, tendered, self.reference.text() if self.kind is not TenderKind.CASH else "")

    # --- what is shown -----------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say it in the language that is spoken now."""
        bill, taking = self._bill, self._stage is Stage.TENDER and not self._unsure
        if bill is None:
            return
        in_cash = self.kind is TenderKind.CASH
        self._caption.setText(self.tr("To pay"))
        self._total.show_text(format_rupiah(bill.total))
        self._total.setEnabled(self._fresh)
        self._period.setText(formats.months(bill.months))
        for kind, button in self._kinds.items():
            button.show_words(tender_words(kind))
            button.setEnabled(self._stage in (Stage.BILL, Stage.TENDER) and not self._unsure)
        self._asked.setText(self.tr("Handed over") if in_cash else self.tr("Reference number on the slip or the phone"))
        self.amount.setAccessibleName(self.tr("Cash handed over, rupiah"))
        self.reference.setAccessibleName(self.tr("Reference number on the slip or the phone"))
        self.reference.setPlaceholderText(self.tr("4–32 letters and digits"))
        for field, shown in ((self.amount, in_cash), (self.reference, not in_cash)):
            field.setVisible(shown)
            field.setEnabled(taking)
            if not taking:
                field.deselect()
        self._show_notes(in_cash=in_cash, taking=taking)
        self._show_error()
        self._show_change(bill)
        self._show_action(bill)

    def show_error(self, words: str) -> None:
        """Say beneath the field what is wrong with it; empty takes it away."""
        self._error.setText(words)
        self._error.setVisible(bool(words))
        for field in (self.amount, self.reference):
            field.setAccessibleDescription(words)
            restyle(field, "state", "bad" if words else "")

    def _show_notes(self, *, in_cash: bool, taking: bool) -> None:
        amounts = self._quick_notes()
        for number, button in enumerate(self._notes):
            button.setVisible(in_cash and number < len(amounts) and not self._unsure)
            button.setEnabled(taking)
            if number < len(amounts):
                button.show_words(format_rupiah(amounts[number]).removeprefix("Rp"))

    def _show_error(self) -> None:
        if self._scan_refused:
            self.show_error(self.tr("That was a scanned number, not an amount. The amount is as it was."))
        elif self._refusal is not None and self._refusal.place is Place.TENDER:
            words = sentence(self._refusal.error)
            taken = isinstance(self._refusal.error, Declined) and self._refusal.error.reason is Reason.MONTH_TAKEN
            where = self.tr("F3 shows it.")
            self.show_error(f"{words} {where}" if taken else words)
        else:
            self.show_error("")

    def _show_change(self, bill: Bill) -> None:
        taking = self._stage in (Stage.TENDER, Stage.COMMITTING) and not self.is_for_nobody
        shown = self.kind is TenderKind.CASH and taking
        self._change_caption.setVisible(shown)
        self._change.setVisible(shown)
        over = self._typed_amount() - bill.total
        self._change_caption.setText(self.tr("Change") if over >= 0 else self.tr("Still missing"))
        self._change.show_text(format_rupiah(abs(over)))

    def _show_action(self, bill: Bill) -> None:
        total = format_rupiah(bill.total)
        if self._stage is Stage.COMMITTING:
            words = self.tr("Storing…")
        elif self._unsure:
            words = self.tr("Ask again whether it is stored")
        elif self.is_for_nobody:
            words = self.tr("Take no money")
        elif not self._fresh:
            words = self.tr("Waiting for the new bill…")
        elif self._stage is Stage.BILL:
            words = self.tr("On to the payment")
        elif self.kind is TenderKind.CASH:
            words = self.tr("Take {total} & print").format(total=total)
        else:
            words = self.tr("Book {total} & print").format(total=total)
        self.action.show_words(words, "Esc" if self.is_for_nobody else "Enter")
        possible = self._fresh and self._stage in (Stage.BILL, Stage.TENDER) and not self.is_for_nobody
        self.action.setEnabled(possible)

    @property
    def is_for_nobody(self) -> bool:
        """Whether no money may be taken for this bill, whoever allows it."""
        refusal = self._refusal
        if refusal is None or refusal.place is not Place.TENDER or not isinstance(refusal.error, Declined):
            return False
        return refusal.error.reason in _FOR_NOBODY

    # --- inside --------------------------------------------------------------------------------------------------

    def _reset(self, sale: Sale) -> None:
        self.kind = TenderKind.CASH
        self._kinds[self.kind].setChecked(True)
        self._scan_refused = False
        self.reference.clear()
        self.amount.put(sale.bill.total)

    def _typed(self) -> None:
        self._scan_refused = False
        self.edited.emit()
        self.retranslate()

    def _scanned(self) -> None:
        self._scan_refused = True
        self.retranslate()

    def _typed_amount(self) -> Rupiah:
        try:
            return self.amount.amount()
        except Declined:
            return Rupiah(0)

    def _owed(self) -> Rupiah:
        return self._bill.total if self._bill else Rupiah(0)

    def _quick_notes(self) -> tuple[Rupiah, ...]:
        return quick_notes(self._owed())[:QUICK_NOTES]


def _row(buttons: list[KeyButton]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for button in buttons:
        row.addWidget(button, 1)
    return row
