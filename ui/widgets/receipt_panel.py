"""After the money: the change, how the payment stands, and the receipt as it is on paper."""

from datetime import tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Declined, Unavailable
from counter_app.domain.money import format_rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.print_job import PrintState
from ui import formats
from ui.after_sale import AfterSale
from ui.keys import Act, key_of
from ui.messages import sentence
from ui.printer_words import job_mood, job_words
from ui.theme import restyle
from ui.widgets.big_text import BigAmount
from ui.widgets.copy_form import CopyForm
from ui.widgets.drawer_hint import DrawerHint
from ui.widgets.key_button import KeyButton
from ui.widgets.lamp import StateMark
from ui.widgets.paper_view import PaperView
from ui.widgets.plain_label import PlainLabel, WrappedLabel, inert
from ui.widgets.spoken import Spoken
from ui.words import Mood, state_mood, state_words, tender_words


class ReceiptPanel(Spoken):
    """``print_asked``: the paper is wanted (again). ``consented``: a second person typed their number and PIN for it, and why;
    ``answered``: they are not asked any more.
    """

    print_asked = Signal()
    consented = Signal(str, str, str)
    answered = Signal()

    def __init__(self, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._zone = zone
        self._after: AfterSale | None = None
        self._caption = PlainLabel(role="caption")
        self._amount = BigAmount(44)
        self.drawer = DrawerHint()
        self._mark = StateMark()
        self._state = WrappedLabel()
        self._reference = WrappedLabel(role="small")
        self.paper = PaperView()
        self._print_mark = StateMark()
        self._print = WrappedLabel(role="small")
        self.again = KeyButton("printAgain", key_of(Act.PRINT_AGAIN).shown)
        self.consent = CopyForm()
        self.consent.hide()
        self._told: Declined | Unavailable | None = None
        self._lay_out()
        self.consent.wanted.connect(self.consented)
        self.again.clicked.connect(self.print_asked)

    def _lay_out(self) -> None:
        self._amount.setObjectName("given")
        self._state.setObjectName("state")
        self._print.setObjectName("printState")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(6)
        column.addWidget(self._caption)
        column.addWidget(self._amount)
        column.addWidget(self.drawer)
        column.addLayout(_marked(self._mark, self._state))
        column.addWidget(self._reference)
        column.addWidget(self.paper, 1)
        column.addLayout(_marked(self._print_mark, self._print))
        column.addWidget(self.consent)
        column.addWidget(self.again)

    def show_after(self, after: AfterSale | None) -> None:
        """Show what has become of this payment; the page hides the panel when there is none."""
        if after is not self._after:
            self.consent.hide()
            self._told = None
        self._after = after
        self.drawer.show_stuck(after is not None and after.drawer.stuck)
        self.paper.show_picture(after.picture if after else QImage())
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the language that is spoken now."""
        self.paper.setAccessibleName(self.tr("Receipt"))
        if self._after is None:
            return
        payment = self._after.payment
        if payment.state is PaymentState.REJECTED:
            self._caption.setText(self.tr("Give the money back"))
            self._amount.show_text(format_rupiah(payment.total))
        elif payment.tender.kind is TenderKind.CASH:
            self._caption.setText(self.tr("Give change") if payment.change else self.tr("Exact, no change"))
            self._amount.show_text(format_rupiah(payment.change))
        else:
            self._caption.setText(self.tr("Paid by {means}").format(means=tender_words(payment.tender.kind)))
            self._amount.show_text(format_rupiah(payment.total))
        mood = state_mood(payment.state)
        self._mark.set_mood(mood)
        restyle(self._state, "role", mood.value)
        self._state.setText(self._state_words())
        posting = payment.posting
        number = payment.receipt_number
        self._reference.setText(inert(f"{number} · {posting.host_reference}") if posting else number)
        self._show_paper(self._after)

    def _state_words(self) -> str:
        assert self._after is not None
        payment = self._after.payment
        if payment.state is PaymentState.CONFIRMED and payment.posting is not None:
            until = formats.day(payment.posting.coverage_to).replace(" ", "\u00a0")  # a date stays on one line
            return self.tr("Successful — protected until {day}").format(day=until)
        return state_words(payment.state)

    def _show_paper(self, after: AfterSale) -> None:
        mood, words = self._paper_words(after)
        self._print_mark.set_mood(mood)
        self._print.setText(words)
        restyle(self._print, "role", mood.value if after.paper_failed else "small")
        self._show_consent(after)
        self.again.show_words(self._again_words(after))
        self.again.setEnabled(not after.printing and after.asked_for_paper)
        restyle(self.again, "role", "action" if after.paper_failed else "quiet")

    def _show_consent(self, after: AfterSale) -> None:
        """In the place of the picture, for as long as one more copy is a second person's to allow. What is asked is said
        once, whatever else on the page is drawn anew.
        """
        was, asking = not self.consent.isHidden(), after.asks or (after.printing and not self.consent.isHidden())
        for widget, shown in ((self.consent, asking), (self.paper, not asking), (self.again, not asking)):
            widget.setVisible(shown)
        self.consent.setEnabled(not after.printing)
        if after.asks and after.error is not self._told:
            self._ask(after.error, again=was)
        self._told = after.error
        if was and not asking:
            self.answered.emit()

    def _ask(self, error: Declined | Unavailable | None, *, again: bool) -> None:
        if again and error is not None:
            self.consent.complain(sentence(error))
        else:
            self.consent.ask(self.tr("One more copy of this receipt (SALINAN)"))
            self.consent.start()

    def _paper_words(self, after: AfterSale) -> tuple[Mood, str]:
        if after.error is not None:
            return Mood.BAD, sentence(after.error)
        if after.printing:
            return Mood.WAIT, self.tr("Printing…")
        if after.paper is None:
            return Mood.WAIT, self.tr("The receipt waits for the host's answer…")
        return job_mood(after.paper), job_words(after.paper, by_itself=after.comes_by_itself)

    def _again_words(self, after: AfterSale) -> str:
        original = after.paper is None or after.paper.state in (PrintState.HELD, PrintState.QUEUED)
        return self.tr("Print the receipt") if original else self.tr("Print a copy (SALINAN)")


def _marked(mark: StateMark, words: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return row
