"""What has to be said before something is done about a payment: why, by what evidence, and who consents."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import format_rupiah
from counter_app.domain.payment import PaymentState
from counter_app.services.queue import QueueRow
from counter_app.services.reviews import Evidence
from ui.messages import sentence_of
from ui.queue_doing import CONSENTED, Doing, Filled
from ui.theme import restyle
from ui.translation import QT_TRANSLATE_NOOP
from ui.widgets.action_button import ActionButton
from ui.widgets.approval_form import ApprovalForm
from ui.widgets.entry_field import EntryField
from ui.widgets.plain_label import ElidedLabel, PlainLabel, WrappedLabel, inert
from ui.widgets.spoken import Spoken

_ABOUT_CONSENT = frozenset(
    {
        Reason.LOGIN_WRONG,
        Reason.LOGIN_LOCKED,
        Reason.NOT_ALLOWED,
        Reason.APPROVAL_BY_SELF,
        Reason.APPROVAL_NEEDED,
        Reason.APPROVAL_SPENT,
    }
)
"""What is said at the second person's fields."""

_TITLES: Mapping[Doing, str] = MappingProxyType(
    {
        Doing.RETURN: QT_TRANSLATE_NOOP("DoingForm", "Give {amount} back"),
        Doing.EXAMINE: QT_TRANSLATE_NOOP("DoingForm", "Decide by evidence"),
        Doing.CANCEL: QT_TRANSLATE_NOOP("DoingForm", "Cancel and give {amount} back"),
        Doing.REVERSE: QT_TRANSLATE_NOOP("DoingForm", "Ask the host to reverse {amount}"),
        Doing.CONTACT: QT_TRANSLATE_NOOP("DoingForm", "The payer was called"),
    }
)
_ABOUT: Mapping[Doing, str] = MappingProxyType(
    {
        Doing.RETURN: QT_TRANSLATE_NOOP(
            "DoingForm", "Count the money, hand it over, then press Enter. The slip is signed by the payer."
        ),
        Doing.EXAMINE: QT_TRANSLATE_NOOP(
            "DoingForm", "Two people decide, by what the host or its branch office has in writing."
        ),
        Doing.CANCEL: QT_TRANSLATE_NOOP(
            "DoingForm", "Nothing was sent yet. The money goes back now; the slip is signed by the payer."
        ),
        Doing.REVERSE: QT_TRANSLATE_NOOP(
            "DoingForm", "Give nothing back yet: the money goes back when the host has confirmed."
        ),
        Doing.CONTACT: QT_TRANSLATE_NOOP("DoingForm", "Write down when the payer comes, or why nobody was reached."),
    }
)
_WORDS: Mapping[Doing, str] = MappingProxyType(
    {
        Doing.EXAMINE: QT_TRANSLATE_NOOP("DoingForm", "What you have seen (letter, e-mail, list)"),
        Doing.CANCEL: QT_TRANSLATE_NOOP("DoingForm", "Reason"),
        Doing.REVERSE: QT_TRANSLATE_NOOP("DoingForm", "Reason"),
        Doing.CONTACT: QT_TRANSLATE_NOOP("DoingForm", "Note"),
    }
)
_LONGEST = 140


class DoingForm(Spoken):
    """``submitted``: everything is filled in. ``left``: the clerk thinks better of it."""

    submitted = Signal(object, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._doing = Doing.CONTACT
        self._row: QueueRow | None = None
        self._evidence: Evidence | None = None
        self._error: Exception | None = None
        self._verdict: PaymentState | None = None
        self._title, self._about = WrappedLabel(role="heading"), WrappedLabel(role="muted")
        self._who, self._number, self._amount = (
            ElidedLabel(role="strong"),
            PlainLabel(role="muted"),
            PlainLabel(role="amount"),
        )
        self.host_says = WrappedLabel(role="notice")
        self.verdicts = QWidget()
        self.confirm, self.refuse = ActionButton("choice"), ActionButton("choice")
        self._words_label, self._reference_label = PlainLabel(role="caption"), PlainLabel(role="caption")
        self.words, self.reference = EntryField("words", _LONGEST), EntryField("reference", 64)
        self.approval = ApprovalForm()
        self.error = WrappedLabel(role="error")
        self.error.setObjectName("doing-error")
        self.action, self.leave = ActionButton("action"), ActionButton("quiet")
        self.action.setObjectName("doing-action")
        self._arrange()
        self.retranslate()

    def open(self, doing: Doing, row: QueueRow, evidence: Evidence | None = None) -> None:
        """Ask for what ``doing`` needs. What was typed for another row is gone, a supervisor's number is not."""
        self._doing, self._row, self._evidence, self._error = doing, row, evidence, None
        posted = evidence is not None and evidence.posting is not None
        self._verdict = PaymentState.CONFIRMED if posted else None
        self.refuse.setEnabled(not posted)
        self.words.clear()
        self.reference.setText(evidence.posting.host_reference if evidence and evidence.posting else "")
        self.approval.ask("")
        self.retranslate()
        self._begin()

    def busy(self, busy: bool) -> None:
        """While it is being done, nothing can be done twice."""
        self.setEnabled(not busy)

    def complain(self, error: Exception) -> None:
        """Say what is wrong where it is wrong; everything typed stays, but the PIN."""
        self.busy(False)
        self._error = error
        consent = isinstance(error, Declined) and error.reason in _ABOUT_CONSENT and self._doing in CONSENTED
        self.approval.complain(sentence_of(error) if consent else "")
        self._show_error("" if consent else sentence_of(error))
        if not consent:
            self.approval.pin.clear()
            self._begin()

    def retranslate(self) -> None:
        if self._row is None:
            return
        doing, amount = self._doing, format_rupiah(self._row.payment.total)
        self._title.setText(self.tr(_TITLES[doing]).format(amount=amount))
        self._about.setText(self.tr(_ABOUT[doing]))
        self._who.show_text(self._row.payment.payer.name)
        self._number.setText(self._row.payment.receipt_number)
        self._amount.setText(amount)
        self._amount.setVisible(doing in (Doing.RETURN, Doing.CANCEL))
        has_words, examines = doing in _WORDS, doing is Doing.EXAMINE
        self._words_label.setText(self.tr(_WORDS[doing]) if has_words else "")
        self.words.setAccessibleName(self._words_label.text())
        for widget in (self._words_label, self.words):
            widget.setVisible(has_words)
        self.verdicts.setVisible(examines)
        self.host_says.setVisible(examines)
        confirms = examines and self._verdict is PaymentState.CONFIRMED
        self._reference_label.setText(self.tr("Host reference"))
        self.reference.setAccessibleName(self._reference_label.text())
        for widget in (self._reference_label, self.reference):
            widget.setVisible(confirms)
        self.approval.setVisible(doing in CONSENTED and not (examines and self._verdict is None))
        self._retranslate_choice()
        self.action.setVisible(doing not in CONSENTED)
        self.action.setText(
            self.tr("It is in the payer's hand   (Enter)")
            if doing is Doing.RETURN
            else self.tr("Write it down   (Enter)")
        )
        self.leave.setText(self.tr("Not now   (Esc)"))
        consent = self._error is not None and self.approval.error.text() != ""
        if self._error is not None:
            (self.approval.complain if consent else self._show_error)(sentence_of(self._error))
        else:
            self._show_error("")

    def _retranslate_choice(self) -> None:
        undoing = self._row is not None and self._row.reversal is not None
        self.confirm.setText(self.tr("Reversed") if undoing else self.tr("Posted"))
        self.refuse.setText(self.tr("Not reversed") if undoing else self.tr("Not posted"))
        for button, verdict in ((self.confirm, PaymentState.CONFIRMED), (self.refuse, PaymentState.REJECTED)):
            restyle(button, "chosen", "yes" if self._verdict is verdict else "no")
        evidence = self._evidence
        if evidence is None:
            self.host_says.setText("")
        elif evidence.posting is not None:
            words = self.tr("The host says now: posted, reference {reference}.")
            self.host_says.setText(words.format(reference=inert(evidence.posting.host_reference)))
        else:
            self.host_says.setText(self.tr("The host does not confirm it now. Only paper of the host's decides."))

    def _arrange(self) -> None:
        choice = QVBoxLayout(self.verdicts)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.addWidget(self.confirm)
        choice.addWidget(self.refuse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._words_label.setBuddy(self.words)
        self._reference_label.setBuddy(self.reference)
        for widget in (
            self._title,
            self._amount,
            self._who,
            self._number,
            self._about,
            self.host_says,
            self.verdicts,
            self._words_label,
            self.words,
            self._reference_label,
            self.reference,
            self.error,
            self.approval,
            self.action,
            self.leave,
        ):
            column.addWidget(widget)
        column.addStretch(1)
        self.words.entered.connect(self._after_words)
        self.reference.entered.connect(self.approval.start)
        self.approval.given.connect(self._consented)
        self.action.clicked.connect(lambda: self._submit(Filled(words=self.words.text())))
        self.leave.clicked.connect(self.left)
        self.confirm.clicked.connect(lambda: self._decide(PaymentState.CONFIRMED))
        self.refuse.clicked.connect(lambda: self._decide(PaymentState.REJECTED))

    def _begin(self) -> None:
        (self.words if self.words.isVisibleTo(self) else self.action).setFocus()

    def _decide(self, verdict: PaymentState) -> None:
        self._verdict = verdict
        self.retranslate()
        self.words.setFocus()

    def _after_words(self) -> None:
        if self._doing not in CONSENTED:
            self._submit(Filled(words=self.words.text()))
        elif self.reference.isVisibleTo(self) and not self.reference.text():
            self.reference.setFocus()
        else:
            self.approval.start()

    def _consented(self, supervisor: str, pin: str) -> None:
        verdict = self._verdict or PaymentState.REJECTED
        self._submit(Filled(self.words.text(), self.reference.text(), verdict, supervisor, pin))

    def _submit(self, filled: Filled) -> None:
        self._error = None
        self._show_error("")
        self.busy(True)
        self.submitted.emit(self._doing, filled)

    def _show_error(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))
