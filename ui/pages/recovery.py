"""After an unclean end, before the counter opens: what only the person who stands there can know."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.errors import Declined, Unavailable
from counter_app.domain.money import format_rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.people import Actor
from counter_app.domain.print_job import Document
from counter_app.domain.shift import Shift
from counter_app.services.recovery import Question
from ui import formats
from ui.jobs import Jobs
from ui.keys import press
from ui.messages import sentence
from ui.printer_words import job_words
from ui.recovering import Recovering, Step
from ui.widgets.action_button import ActionButton
from ui.widgets.big_text import BigAmount
from ui.widgets.copy_form import CopyForm
from ui.widgets.key_button import KeyButton
from ui.widgets.paper_view import PaperView
from ui.widgets.plain_label import ElidedLabel, PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken

_QUESTIONS, _PAPER = 560, 380
"""Pixels: the widest that each card becomes."""
_GIVEN_BACK = frozenset({PaymentState.REFUNDED, PaymentState.CANCELLED})


class RecoveryPage(Spoken):
    """``finished``: everything is answered. ``left``: back to the log-in; what is not answered will be asked again.

    ``printer_seen``: a paper was tried; its job as it ended.
    """

    finished = Signal()
    left = Signal()
    printer_seen = Signal(object)

    def __init__(
        self,
        counter: Counter,
        jobs: Jobs,
        actor: Actor,
        shift: Shift | None,
        questions: Sequence[Question],
        parent: QWidget | None = None,
    ) -> None:
        """``shift``: the one that is open; the drawer of another one has been counted. ``questions``: at least one."""
        super().__init__("page", parent)
        self.setObjectName("recoveryPage")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.flow = Recovering(counter, jobs, actor, questions, self)
        self._zone = counter.zone
        self._shift_id = shift.id if shift else None
        self._count, self._title = PlainLabel(role="caption"), PlainLabel(role="title")
        self._about = WrappedLabel(role="muted")
        self._number, self._name = PlainLabel(role="strong"), ElidedLabel()
        self._taken, self._amount = PlainLabel(role="muted"), BigAmount(40)
        self._question, self._hint = WrappedLabel(role="heading"), WrappedLabel(role="muted")
        self.error = WrappedLabel(role="notice-bad")
        self.yes, self.no = KeyButton("yes", "", pixels=18), KeyButton("no", "", pixels=18)
        self.again, self.on = ActionButton("quiet"), ActionButton("action")
        self.leave = ActionButton("quiet")
        self.consent = CopyForm()
        self._told: Declined | Unavailable | None = None
        self.paper = PaperView()
        self._paper_caption = PlainLabel(role="caption")
        self._arrange()
        self._connect()
        self.retranslate()

    def start(self) -> None:
        """Ask the first question. No button has the focus: Enter, still on its way from the PIN, answers nothing."""
        self.flow.start()
        self.setFocus()

    # --- what is shown -------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say it in the language that is spoken now."""
        flow, payment = self.flow, self.flow.question.payment
        self._count.setText(self.tr("Question {number} of {total}").format(number=flow.number, total=flow.total))
        self._title.setText(self.tr("The program ended abruptly"))
        self._about.setText(
            self.tr(
                "No payment is lost. Two things only you can see, then the counter opens; each answer is journaled."
            )
        )
        self._number.setText(payment.receipt_number)
        self._name.show_text(payment.payer.name)
        taken = formats.moment(payment.accepted_at, self._zone)
        self._taken.setText(self.tr("taken by {clerk}, {at}").format(clerk=payment.clerk_id, at=taken))
        self._amount.show_text(format_rupiah(payment.total))
        self._question.setText(self._question_words())
        self._hint.setText(self._hint_words())
        self.setAccessibleName(f"{self._question.text()} {payment.receipt_number}")
        self._show_error()
        self._show_buttons()
        self._show_consent()
        self.paper.show_picture(flow.picture)
        self.paper.setAccessibleName(self.tr("What the paper looks like"))
        self._paper_caption.setText(self.paper.accessibleName())

    def _question_words(self) -> str:
        question = self.flow.question
        if self.flow.step in (Step.PRINTING, Step.STUCK):
            return self.tr("It is printed now.") if self.flow.step is Step.PRINTING else self.tr("It did not come out.")
        if self.flow.step is Step.CASH:
            return self._cash_words(question).format(amount=format_rupiah(question.cash))
        if question.job.document is Document.RECEIPT:
            return self.tr("Did this receipt come out of the printer, whole?")
        return self.tr("Did this slip come out of the printer, whole?")

    def _cash_words(self, question: Question) -> str:
        if question.payment.state in _GIVEN_BACK:
            return self.tr("{amount} is recorded as given back. Has it left the drawer?")
        if question.payment.shift_id != self._shift_id:
            return self.tr("That shift is closed. Was {amount} in its drawer?")
        return self.tr("Is {amount} of this payment in the drawer?")

    def _hint_words(self) -> str:
        flow = self.flow
        if flow.step is Step.PRINTED and flow.question.may_be_on_paper:
            return self.tr("It was being printed when the program ended. If you say no, a copy (SALINAN) is printed.")
        if flow.step is Step.PRINTED:
            return self.tr("As far as the counter knows it had not begun. If you say no, it is printed now.")
        if flow.step is Step.CASH:
            return self.tr("If you say no, that is written down and no money moves. Tell your supervisor.")
        if flow.step is Step.STUCK:
            return self.tr("The payment stands, and the paper can be printed from the journal (F3).")
        return self.tr("One moment …")

    def _show_error(self) -> None:
        flow, words = self.flow, ""
        if flow.error is not None:
            words = sentence(flow.error)
        elif flow.step is Step.STUCK:
            words = job_words(flow.paper)
        self.error.setText(words)
        self.error.setVisible(bool(words) and not flow.asks)

    def _show_consent(self) -> None:
        """A second copy of a paper is somebody else's to allow; asked about once, not whenever the page is drawn anew."""
        flow, was = self.flow, not self.consent.isHidden()
        self.consent.setVisible(flow.asks)
        self._question.setVisible(not flow.asks)
        if flow.asks and flow.error is not None and flow.error is not self._told:
            if self._told is None:
                self.consent.ask(self.tr("It did not come out. One more copy (SALINAN) needs a second person."))
            else:
                self.consent.complain(sentence(flow.error))
            self.consent.start()
        elif was and not flow.asks:
            self.setFocus()
        if flow.error is not None or flow.step is not Step.PRINTING:
            self._told = flow.error if flow.asks else None

    def _show_buttons(self) -> None:
        step = self.flow.step
        asks, stuck = step in (Step.PRINTED, Step.CASH), step is Step.STUCK
        self._about.setVisible(not stuck)  # its place is the complaint's then
        self.yes.show_words(self.tr("Yes"), self.tr("Press Y"))
        self.no.show_words(self.tr("No"), self.tr("Press N"))
        self.again.setText(self.tr("Try the printer again   (P)"))
        self.on.setText(self.tr("Go on without the paper   (Enter)"))
        self.leave.setText(self.tr("Back   (Esc)") if step is Step.CASH else self.tr("Log out   (Esc)"))
        for button in (self.yes, self.no):
            button.setVisible(not stuck)
            button.setEnabled(asks)
        for way_on in (self.again, self.on):
            way_on.setVisible(stuck and not (way_on is self.again and self.flow.asks))

    # --- inside --------------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        self.retranslate()
        if self.flow.asks:
            return  # whoever consents is typing
        if self.flow.step is Step.STUCK:
            self.on.setFocus()
        elif not self.paper.hasFocus():
            self.setFocus()

    def _try_again(self) -> None:
        self.flow.print_again()

    def _back(self) -> None:
        if not self.flow.back() and self.flow.step is not Step.STORING:
            self.left.emit()

    def _connect(self) -> None:
        flow = self.flow
        flow.changed.connect(self._changed)
        flow.finished.connect(self.finished)
        flow.printer_seen.connect(self.printer_seen)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Y", lambda: flow.answer(yes=True)),
            ("T", lambda: flow.answer(yes=False)),  # tidak
            ("N", lambda: flow.answer(yes=False)),
            ("P", flow.print_again),
            ("Esc", self._back),
        )
        for key, slot in keys:  # not beneath the list of keys, which has the focus while it is open
            press(key, self, slot).setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.yes.clicked.connect(lambda: flow.answer(yes=True))
        self.no.clicked.connect(lambda: flow.answer(yes=False))
        self.again.clicked.connect(self._try_again)
        self.consent.wanted.connect(lambda number, pin, why: flow.print_again((number, pin, why)))
        self.on.clicked.connect(flow.go_on)
        self.leave.clicked.connect(self._back)

    def _arrange(self) -> None:
        self._number.setObjectName("recovery-number")
        self._question.setObjectName("recovery-question")
        self.error.setObjectName("recovery-error")
        self.on.setObjectName("recovery-on")
        card, beside = _card(_QUESTIONS), _card(_PAPER)
        column = QVBoxLayout(card)
        column.setContentsMargins(28, 12, 28, 8)
        column.setSpacing(6)
        for widget in (self._count, self._title, self._about, self._number, self._name, self._taken):
            column.addWidget(widget)
        column.insertSpacing(3, 10)
        column.addWidget(self._amount)
        column.addSpacing(6)
        for widget in (self._question, self._hint, self.error):
            column.addWidget(widget)
        column.addSpacing(6)
        answers = QHBoxLayout()
        answers.setSpacing(8)
        for button in (self.yes, self.no):
            button.setMinimumHeight(56)
            answers.addWidget(button, 1)
        column.addLayout(answers)
        column.addWidget(self.consent)
        for way_on in (self.on, self.again):
            column.addWidget(way_on)
        column.addStretch(1)
        column.addWidget(self.leave)
        right = QVBoxLayout(beside)
        right.setContentsMargins(16, 12, 16, 16)
        right.addWidget(self._paper_caption)
        right.addWidget(self.paper, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addStretch(1)
        row.addWidget(card, 100)
        row.addWidget(beside, 60)
        row.addStretch(1)


def _card(widest: int) -> QWidget:
    card = QWidget()
    card.setProperty("role", "card")
    card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    card.setMaximumWidth(widest)
    return card
