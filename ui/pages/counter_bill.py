"""The middle of the counter page: what is owed, and why."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.bill import BillDifference, Programme
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import format_rupiah
from counter_app.domain.payment import PaymentState
from counter_app.services.lookup import Found
from ui import formats
from ui.messages import sentence
from ui.sale_flow import Place, SaleFlow, Stage
from ui.widgets.bill_view import BillView
from ui.widgets.months_bar import MonthsBar
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.programmes_bar import ProgrammesBar
from ui.widgets.spoken import Spoken

_DIFFERENCES_SHOWN = 3


class BillColumn(Spoken):
    """Months, programmes, the lines, the fee and the sum; what is odd about them above them."""

    def __init__(self, flow: SaleFlow, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._flow = flow
        self._months_caption = PlainLabel(role="caption")
        self.months = MonthsBar(flow.months_offered)
        self.programmes = ProgrammesBar()
        self._error = WrappedLabel(role="notice-bad")
        self._doubt = WrappedLabel(role="notice-bad")
        self._difference = WrappedLabel(role="notice")
        self.bill = BillView()
        self._fee_caption, self._fee = PlainLabel(), PlainLabel(role="strong")
        self._total_caption, self._total = PlainLabel(role="heading"), PlainLabel(role="money")
        self._lay_out()
        self.months.picked.connect(flow.set_months)
        self.programmes.toggled.connect(flow.toggle)

    def _lay_out(self) -> None:
        self._error.setObjectName("billError")
        self._doubt.setObjectName("doubt")
        self._difference.setObjectName("difference")
        self._total.setObjectName("sum")
        rule = PlainLabel(role="rule")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (self._months_caption, self.months, self.programmes):
            column.addWidget(widget)
        for notice in (self._error, self._doubt, self._difference):
            column.addWidget(notice)
        column.addWidget(self.bill, 1)
        column.addWidget(rule)
        column.addLayout(_pair(self._fee_caption, self._fee))
        column.addLayout(_pair(self._total_caption, self._total))

    def render_flow(self) -> None:
        """Show where the sale stands."""
        self.setVisible(self._flow.found is not None)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the language that is spoken now."""
        flow, found = self._flow, self._flow.found
        if found is None:
            return
        open_to_change = flow.stage is Stage.BILL
        self._months_caption.setText(self.tr("Months — press the number, or ← →"))
        self.months.show_months(flow.wish.months)
        self.months.setEnabled(open_to_change)
        self.programmes.show_programmes(flow.programmes, [each for each in Programme if flow.is_mandatory(each)])
        self.programmes.setEnabled(open_to_change)
        self.bill.show_bill(found.bill, fresh=flow.fresh)
        self.bill.sheet.setAccessibleName(self.tr("Bill"))
        self._show_notices(found)
        fee = found.bill.fee
        self._fee_caption.setVisible(bool(fee))
        self._fee.setVisible(bool(fee))
        self._fee_caption.setText(self.tr("Admin fee"))
        self._fee.setText(format_rupiah(fee))
        self._total_caption.setText(self._total_words())
        self._total.setText(format_rupiah(found.bill.total))
        self._total.setEnabled(flow.fresh)

    def _total_words(self) -> str:
        after = self._flow.after
        if after is not None:
            refused = after.payment.state is PaymentState.REJECTED
            return self.tr("Refused by the host") if refused else self.tr("Paid")
        return self.tr("Total") if self._flow.fresh else self.tr("A new bill is on its way…")

    def _show_notices(self, found: Found) -> None:
        refusal = self._flow.refusal
        words = ""
        if refusal is not None and refusal.place is Place.BILL:
            expired = isinstance(refusal.error, Declined) and refusal.error.reason is Reason.BILL_EXPIRED
            renewed = self.tr("The bill had expired, no money was taken. This is a new bill; check it, then Enter.")
            words = renewed if expired else sentence(refusal.error)
        self._error.setText(words)
        self._error.setVisible(bool(words))
        doubted = bool(self._flow.doubts) and self._flow.after is None
        self._doubt.setVisible(doubted)
        if doubted:
            receipt = self._flow.doubts[-1].receipt_number
            self._doubt.setText(sentence(Declined(Reason.PAYER_UNCERTAIN, receipt=receipt)))
        self._difference.setVisible(bool(found.differences))
        self._difference.setText("\n".join(self._difference_lines(found.differences)))

    def _difference_lines(self, differences: tuple[BillDifference, ...]) -> list[str]:
        lines = [self._difference_words(each) for each in differences[:_DIFFERENCES_SHOWN]]
        if more := len(differences) - len(lines):
            lines.append(self.tr("and {count} more lines").format(count=more))
        if lines:
            lines.append(self.tr("What is charged is the host's bill."))
        return lines

    def _difference_words(self, difference: BillDifference) -> str:
        nothing = self.tr("nothing")
        host = nothing if difference.host is None else format_rupiah(difference.host)
        local = nothing if difference.local is None else format_rupiah(difference.local)
        words = self.tr("{programme} {month}: the host bills {host}, the local tariff says {local}.")
        month = formats.month(difference.month)
        return words.format(programme=difference.programme.value, month=month, host=host, local=local)


def _pair(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(left, 1)
    row.addWidget(right)
    return row
