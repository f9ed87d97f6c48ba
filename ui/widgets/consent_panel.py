"""In the place of the money while a second person is asked: how much it is about, why, and their number and PIN."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.errors import Reason
from counter_app.domain.money import format_rupiah
from counter_app.domain.offline import Limit
from ui.messages import sentence
from ui.sale_flow import Asked, Place, Refusal, SaleFlow
from ui.sale_words import limit_words
from ui.widgets.action_button import ActionButton
from ui.widgets.approval_form import ApprovalForm
from ui.widgets.big_text import BigAmount
from ui.widgets.plain_label import ElidedLabel, PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken


class ConsentPanel(Spoken):
    """``given``: a staff number and a PIN. ``left``: back to the money, where everything typed still stands."""

    given = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._asked: Asked | None = None
        self._refusal: Refusal | None = None
        self._caption, self._total = PlainLabel(role="caption"), BigAmount(44)
        self._payer = ElidedLabel(role="muted")
        self.form = ApprovalForm()
        self._kept = WrappedLabel(role="small")
        self.leave = ActionButton("quiet")
        self.leave.setObjectName("consent-leave")
        self._total.setObjectName("consent-total")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(6)
        for widget in (self._caption, self._total, self._payer, self.form, self._kept):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self.leave)
        self.form.given.connect(self.given)
        self.leave.clicked.connect(self.left)

    def render_flow(self, flow: SaleFlow) -> None:
        """Show what is asked now. A staff number that was typed stays, a PIN never."""
        self.form.setEnabled(not flow.consenting)
        if flow.consenting:
            self.form.pin.clear()
        asked, refusal = flow.asked, flow.refusal
        if asked is None or flow.found is None:
            self._asked = None
            self.form.pin.clear()
            return
        self._total.show_text(format_rupiah(flow.found.bill.total))
        self._payer.show_text(flow.found.participant.name)
        if asked is not self._asked:
            self._asked, self._refusal = asked, None
            self.form.ask(_words(asked))
            self.retranslate()
        if refusal is not self._refusal:
            self._refusal = refusal if refusal is not None and refusal.place is Place.CONSENT else None
            self.form.complain(sentence(self._refusal.error) if self._refusal else "")
        for widget in (self._payer, self._kept):  # their place is the complaint's then; the payer's card is beside it
            widget.setVisible(self._refusal is None)

    def retranslate(self) -> None:
        """Say it in the language that is spoken now."""
        self._caption.setText(self.tr("To pay"))
        self._kept.setText(self.tr("What was typed for the payment is kept."))
        self.leave.setText(self.tr("Back to the payment   (Esc)"))
        if self._asked is not None:
            self.form.ask(_words(self._asked))
        if self._refusal is not None:
            self.form.complain(sentence(self._refusal.error))


def _words(asked: Asked) -> str:
    words = sentence(asked.why)
    if asked.why.reason is Reason.OFFLINE_LIMIT and (limit := asked.why.facts.get("limit")):
        return f"{words} ({limit_words(Limit(str(limit)))})"
    return words
