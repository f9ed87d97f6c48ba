"""One payment of the journal: its receipt as on paper, how the paper went, and the next copy."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.domain.print_job import PrintJob
from counter_app.services.overview import DayRow
from counter_app.services.printing import COPIES_ALONE
from ui.consenting import Typed, consent_to_copy, why_of
from ui.jobs import Job, Jobs, Lane
from ui.journal_model import held_paper, next_copy
from ui.keys import Act, bind
from ui.messages import sentence_of
from ui.pages.journal_reveal import NumberLine
from ui.printer_words import job_mood, job_words
from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.copy_form import CopyForm
from ui.widgets.paper_view import PaperView, decoded
from ui.widgets.plain_label import ElidedLabel, PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken
from ui.words import Mood, standing_mood, standing_words

_ROLES = {Mood.OK: "ok", Mood.WAIT: "wait", Mood.BAD: "bad", Mood.OFF: "muted"}


class _Said(StrEnum):
    """What the line under the button says."""

    NOTHING = "nothing"
    PRINTING = "printing"
    TRIED = "tried"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class _Picture:
    """What was drawn, and from which state of the payment: another state is another receipt."""

    number: str
    state: str
    reversal: str


def _picture_of(row: DayRow) -> _Picture:
    return _Picture(row.payment.receipt_number, row.payment.state, row.reversal.state if row.reversal else "")


class PaperPane(Spoken):
    """``printed``: a piece of paper was tried; its job as it ended."""

    printed = Signal(object)

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._printing = counter.printing
        self._approvals = counter.approvals
        self._jobs = jobs
        self._actor = actor
        self._may_print = Right.REPRINT in RIGHTS[actor.role]
        self._row: DayRow | None = None
        self._picture: _Picture | None = None
        self._drawing: Job | None = None
        self._said = _Said.NOTHING
        self._tried: PrintJob | None = None
        self._busy = False
        self._error: Exception | None = None
        self._before: QWidget | None = None
        self.number, self.name = PlainLabel(role="strong"), ElidedLabel(role="muted")
        self.number.setObjectName("paper-number")
        self.state = PlainLabel()
        self.reveal = NumberLine(counter.reveal, counter.approvals, jobs, actor)
        self.view = PaperView()
        self.words = WrappedLabel(role="hint")
        self.words.setObjectName("paper-words")
        self.consent = CopyForm()
        self.consent.wanted.connect(self._consented)
        self.consent.hide()
        self.button = ActionButton()
        self.button.setObjectName("printCopy")
        self.button.clicked.connect(self.print_again)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(4)
        for widget in (self.number, self.name, self.state, self.reveal):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        column.addStretch()
        for below in (self.words, self.consent, self.button):
            column.addWidget(below)
        self.reveal.crowds.connect(self.view.setHidden)
        bind(Act.REVEAL, self, self.reveal.ask)
        self.show_row(None)

    def show_row(self, row: DayRow | None) -> None:
        """Show this payment; the receipt is drawn only if it is another one, or says something else by now."""
        if row is None or self._row is None or row.payment.id != self._row.payment.id:
            self._said = _Said.NOTHING
            self._consent_no_more()
        self._row = row
        self.reveal.show_payment(row.payment.id if row else None)
        wanted = _picture_of(row) if row else None
        if wanted != self._picture:
            self._draw(wanted)
        self.retranslate()

    def print_again(self) -> None:
        """Print the paper that is held, else the next copy."""
        row = self._row
        if row is None or self._busy or not self._may_print:
            return
        held = held_paper(row)
        if held is None and next_copy(row) > COPIES_ALONE:
            self._ask_consent(next_copy(row))
            return
        self._busy, self._said = True, _Said.PRINTING
        self.retranslate()
        if held is not None:
            self._deliver(held)
            return
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._printing.reprint(self._actor, row.payment.receipt_number),
            done=self._deliver,
            failed=self._failed,
            owner=self,
        )

    @property
    def is_typing(self) -> bool:
        """Whether somebody is in one of its lines; a payment that moves meanwhile must not take the cursor away."""
        return self.reveal.is_typing or self._consents_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: nobody consents, and nothing is printed; it goes no further."""
        if event.key() == Qt.Key.Key_Escape and not self.consent.isHidden():
            self._consent_no_more()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _ask_consent(self, copy: int) -> None:
        if self.consent.isHidden():
            self._before = QApplication.focusWidget()
        self._said = _Said.NOTHING
        self.consent.ask(self.tr("To SALINAN {copy} of this receipt, and to no other.").format(copy=copy))
        self.reveal.put_away()
        self.consent.show()
        self.view.hide()
        self.retranslate()
        self.consent.start()

    def _consent_no_more(self) -> None:
        had_focus = self._consents_now()
        self.consent.pin.clear()
        self.consent.hide()
        self.view.show()
        if had_focus and self._before is not None:
            self._before.setFocus()
        self.button.setVisible(self._row is not None and self._may_print)

    def _consents_now(self) -> bool:
        return any(field.hasFocus() for field in (self.consent.reason, self.consent.supervisor, self.consent.pin))

    def _consented(self, supervisor: str, pin: str, why: str) -> None:
        """Consent and copy in one go: no consent is left over for another moment."""
        row = self._row
        if row is None or self._busy:
            return
        self._busy = True
        self.consent.setEnabled(False)
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._allowed_copy(row, (supervisor, pin, why)),
            done=self._copy,
            failed=self._no,
            owner=self,
        )

    def _allowed_copy(self, row: DayRow, typed: Typed) -> PrintJob:
        consent = consent_to_copy(self._approvals, self._actor, row.payment.id, typed)
        return self._printing.reprint(self._actor, row.payment.receipt_number, consent=consent, why=why_of(typed))

    def _copy(self, job: PrintJob) -> None:
        self.consent.setEnabled(True)
        self.consent.pin.setFocus()  # a form that was shut has let the focus go
        self._consent_no_more()
        self._said = _Said.PRINTING
        self.retranslate()
        self._deliver(job)

    def _no(self, error: Exception) -> None:
        self._busy = False
        self.consent.setEnabled(True)
        self.consent.complain(sentence_of(error))

    def retranslate(self) -> None:
        row = self._row
        self.view.setAccessibleName(self.tr("Receipt"))
        self.button.setVisible(row is not None and self._may_print and self.consent.isHidden())
        self.number.setText(row.payment.receipt_number if row else self.tr("No receipt chosen"))
        self.name.show_text(row.payment.payer.name if row else "")
        self.state.setText(standing_words(row.payment.state, row.reversal) if row else "")
        if row is not None:
            restyle(self.state, "role", _ROLES[standing_mood(row.payment.state, row.reversal)])
            self.button.setText(
                self.tr("Print the held receipt   (P)")
                if held_paper(row)
                else self.tr("Print SALINAN {copy}   (P)").format(copy=next_copy(row))
            )
        self.button.setEnabled(not self._busy)
        self._say()

    def _draw(self, wanted: _Picture | None) -> None:
        before, self._picture = self._picture, wanted
        if self._drawing is not None:
            self._drawing.cancel()
            self._drawing = None
        if wanted is None or before is None or before.number != wanted.number:
            self.view.show_picture(QImage())  # never another payment's paper below this one's number
        if wanted is None:
            return
        self._drawing = self._jobs.submit(
            Lane.JOURNAL,
            lambda: decoded(self._printing.picture(self._actor, wanted.number)),
            done=self.view.show_picture,
            failed=self._failed,
            owner=self,
        )

    def _deliver(self, job: PrintJob) -> None:
        self._jobs.submit(
            Lane.PRINTER, lambda: self._printing.print(job.id), done=self._delivered, failed=self._failed, owner=self
        )

    def _delivered(self, job: PrintJob) -> None:
        self._busy = False
        self._said, self._tried = _Said.TRIED, job
        self.retranslate()
        self.printed.emit(job)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._said, self._error = _Said.ERROR, error
        self.retranslate()

    def _say(self) -> None:
        words = {
            _Said.NOTHING: "",
            _Said.PRINTING: self.tr("Printing …"),
            _Said.TRIED: job_words(self._tried) if self._tried else "",
            _Said.ERROR: sentence_of(self._error) if self._error else "",
        }
        stuck = self._said is _Said.TRIED and self._tried is not None and job_mood(self._tried) is Mood.BAD
        bad = stuck or self._said is _Said.ERROR
        restyle(self.words, "role", "error" if bad else "hint")
        self.words.setText(words[self._said])
        self.words.setVisible(bool(words[self._said]))
