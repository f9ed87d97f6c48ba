"""One payment of the journal: its receipt as on paper, how the paper went, and the next copy."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.domain.print_job import PrintJob, PrintState
from counter_app.services.overview import DayRow
from ui.jobs import Job, Jobs, Lane
from ui.journal_model import held_paper, next_copy
from ui.keys import Act, bind
from ui.messages import sentence_of
from ui.pages.journal_reveal import NumberLine
from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.paper_view import PaperView, decoded
from ui.widgets.plain_label import ElidedLabel, PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken
from ui.words import Mood, standing_mood, standing_words

_ROLES = {Mood.OK: "ok", Mood.WAIT: "wait", Mood.BAD: "bad", Mood.OFF: "muted"}


class _Said(StrEnum):
    """What the line under the button says."""

    NOTHING = "nothing"
    PRINTING = "printing"
    PRINTED = "printed"
    HELD = "held"
    FAILED = "failed"
    ERROR = "error"


_AFTER = {PrintState.DELIVERED: _Said.PRINTED, PrintState.HELD: _Said.HELD, PrintState.FAILED: _Said.FAILED}


@dataclass(frozen=True, slots=True)
class _Picture:
    """What was drawn, and from which state of the payment: another state is another receipt."""

    number: str
    state: str
    reversal: str


def _picture_of(row: DayRow) -> _Picture:
    return _Picture(row.payment.receipt_number, row.payment.state, row.reversal.state if row.reversal else "")


class PaperPane(Spoken):
    """``printed``: a piece of paper was tried; whether the printer took it whole."""

    printed = Signal(bool)

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._printing = counter.printing
        self._jobs = jobs
        self._actor = actor
        self._may_print = Right.REPRINT in RIGHTS[actor.role]
        self._row: DayRow | None = None
        self._picture: _Picture | None = None
        self._drawing: Job | None = None
        self._said = _Said.NOTHING
        self._busy = False
        self._error: Exception | None = None
        self.number, self.name = PlainLabel(role="strong"), ElidedLabel(role="muted")
        self.number.setObjectName("paper-number")
        self.state = PlainLabel()
        self.reveal = NumberLine(counter.reveal, jobs, actor)
        self.view = PaperView()
        self.words = WrappedLabel(role="hint")
        self.words.setObjectName("paper-words")
        self.button = ActionButton()
        self.button.setObjectName("printCopy")
        self.button.clicked.connect(self.print_again)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(4)
        for widget in (self.number, self.name, self.state, self.reveal):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        column.addWidget(self.words)
        column.addWidget(self.button)
        bind(Act.REVEAL, self, self.reveal.ask)
        self.show_row(None)

    def show_row(self, row: DayRow | None) -> None:
        """Show this payment; the receipt is drawn only if it is another one, or says something else by now."""
        if row is None or self._row is None or row.payment.id != self._row.payment.id:
            self._said = _Said.NOTHING
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
        self._busy, self._said = True, _Said.PRINTING
        self.retranslate()
        held = held_paper(row)
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

    def retranslate(self) -> None:
        row = self._row
        self.view.setAccessibleName(self.tr("Receipt"))
        self.button.setVisible(row is not None and self._may_print)
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
        self._said = _AFTER.get(job.state, _Said.NOTHING)
        self.retranslate()
        self.printed.emit(job.state is PrintState.DELIVERED)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._said, self._error = _Said.ERROR, error
        self.retranslate()

    def _say(self) -> None:
        words = {
            _Said.NOTHING: "",
            _Said.PRINTING: self.tr("Printing …"),
            _Said.PRINTED: self.tr("Printed. Hand it to the payer."),
            _Said.HELD: self.tr("The printer does not answer; nothing is on the paper. Check it, then press P."),
            _Said.FAILED: self.tr("The printer stopped half-way. Check it, then press P for a copy."),
            _Said.ERROR: sentence_of(self._error) if self._error else "",
        }
        bad = self._said in (_Said.HELD, _Said.FAILED, _Said.ERROR)
        restyle(self.words, "role", "error" if bad else "hint")
        self.words.setText(words[self._said])
        self.words.setVisible(bool(words[self._said]))
