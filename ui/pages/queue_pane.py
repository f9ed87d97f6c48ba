"""One row of the queue: how it stands in whole sentences, and what can be done about it."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.identity import mask
from counter_app.domain.money import format_rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.people import Actor
from counter_app.domain.print_job import PrintJob
from counter_app.domain.reversal import REVERSIBLE
from counter_app.domain.standing import NextStep
from counter_app.services.queue import QueueRow
from counter_app.services.reviews import Evidence
from ui.jobs import Jobs
from ui.keys import Act, key_of
from ui.messages import sentence_of
from ui.printer_words import job_words
from ui.queue_doing import Doing, Doings, Filled, possible
from ui.queue_words import answer_words, row_mood, row_state, step_words, turn_words
from ui.translation import QT_TRANSLATE_NOOP
from ui.widgets.action_button import ActionButton
from ui.widgets.doing_form import DoingForm
from ui.widgets.drawer_hint import DrawerHint
from ui.widgets.lamp import StateMark
from ui.widgets.plain_label import ElidedLabel, PlainLabel, WrappedLabel, inert
from ui.widgets.spoken import Spoken

_OFFERS: Mapping[Doing, str] = MappingProxyType(
    {
        Doing.RETURN: QT_TRANSLATE_NOOP("QueuePane", "Give the money back"),
        Doing.EXAMINE: QT_TRANSLATE_NOOP("QueuePane", "Examine"),
        Doing.SLIP: QT_TRANSLATE_NOOP("QueuePane", "Print the confirmation slip"),
        Doing.SEND: QT_TRANSLATE_NOOP("QueuePane", "Ask the host now"),
        Doing.CANCEL: QT_TRANSLATE_NOOP("QueuePane", "Cancel"),
        Doing.REVERSE: QT_TRANSLATE_NOOP("QueuePane", "Reverse"),
        Doing.CONTACT: QT_TRANSLATE_NOOP("QueuePane", "Payer was called"),
        Doing.LIST: QT_TRANSLATE_NOOP("QueuePane", "Print whom to call"),
    }
)
_KEYS: Mapping[Doing, Act] = MappingProxyType(
    {
        Doing.RETURN: Act.QUEUE_RETURN,
        Doing.EXAMINE: Act.QUEUE_EXAMINE,
        Doing.SLIP: Act.QUEUE_SLIP,
        Doing.SEND: Act.QUEUE_SEND,
        Doing.CANCEL: Act.QUEUE_CANCEL,
        Doing.REVERSE: Act.QUEUE_REVERSE,
        Doing.CONTACT: Act.QUEUE_CONTACT,
        Doing.LIST: Act.QUEUE_LIST,
    }
)
_DONE: Mapping[Doing, str] = MappingProxyType(
    {
        Doing.RETURN: QT_TRANSLATE_NOOP("QueuePane", "Written down: the money is back with the payer."),
        Doing.EXAMINE: QT_TRANSLATE_NOOP("QueuePane", "Decided, in the name of both of you."),
        Doing.SLIP: QT_TRANSLATE_NOOP("QueuePane", "The slip is on its way to the printer."),
        Doing.SEND: QT_TRANSLATE_NOOP("QueuePane", "The host was asked; its answer stands in the list."),
        Doing.CANCEL: QT_TRANSLATE_NOOP("QueuePane", "Cancelled. Give the money back and have the slip signed."),
        Doing.REVERSE: QT_TRANSLATE_NOOP("QueuePane", "The reversal is on its way. Give nothing back yet."),
        Doing.CONTACT: QT_TRANSLATE_NOOP("QueuePane", "Written down."),
        Doing.LIST: QT_TRANSLATE_NOOP(
            "QueuePane", "The list is on its way to the printer. It holds telephone numbers."
        ),
    }
)
_AT_ONCE = frozenset({Doing.SEND, Doing.SLIP, Doing.LIST})
"""What needs nothing to be typed."""


class QueuePane(Spoken):
    """``changed``: something was done, the list is to be read anew. ``printer_seen``: a slip's job as it ended.
    ``idle``: the form is closed, the keys are the list's again.
    """

    changed = Signal()
    printer_seen = Signal(object)
    idle = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._reverses = counter.host.abilities.reversal
        self._actor = actor
        self._row: QueueRow | None = None
        self._said: Doing | Exception | PrintJob | None = None
        self._said_of = ""
        self._waiting_for: Doing | None = None
        self.doings = Doings(counter, jobs, actor, self)
        self.mark, self.state = StateMark(), WrappedLabel(role="heading")
        self.amount = PlainLabel(role="amount")
        self.payer, self.numbers = ElidedLabel(role="strong"), PlainLabel(role="muted")
        self.answer, self.next, self.detail = WrappedLabel(), WrappedLabel(role="muted"), WrappedLabel(role="caption")
        self.cannot, self.said = WrappedLabel(role="notice"), WrappedLabel(role="hint")
        self.said.setObjectName("queue-said")
        self.drawer = DrawerHint()
        self.buttons = {doing: ActionButton() for doing in Doing}
        self.form = DoingForm()
        self.stack = QStackedWidget()
        self._arrange()
        self._connect()
        self.retranslate()

    @property
    def is_busy(self) -> bool:
        """Whether something is being filled in or done, so that the list must not slip away beneath it."""
        return self.stack.currentWidget() is not self._facts

    def show_row(self, row: QueueRow | None, *, chosen: bool = True) -> None:
        """Show this one; while a form is open, the row it is about stays. What was said of another row is taken back
        when somebody has ``chosen`` this one, and not when that row has merely left the list.
        """
        if self.is_busy:
            return
        if chosen and (row is None or self._row is None or row.id != self._row.id):
            self._said = None
        self._row = row
        self.retranslate()

    def forget(self) -> None:
        """Whoever comes here again is not told what was done last time."""
        if self._waiting_for is None:
            self._said = None
            self.doings.drawer.forget()
            self._show_said()

    def begin(self, doing: Doing) -> None:
        """Do what a key asks for, if it can be done about the row that is shown."""
        if self._row is None or self.is_busy or doing not in self._possible():
            return
        self._said, self._waiting_for, self._said_of = None, doing, self._row.payment.receipt_number
        if doing in _AT_ONCE:
            self.doings.do(doing, self._row, Filled())
        elif doing is Doing.EXAMINE:
            self.doings.examine(self._row)
        else:
            self._open(doing, None)
        self.retranslate()

    def retranslate(self) -> None:
        row = self._row
        for widget in (self.mark, self.amount, self.payer, self.numbers, self.answer, self.next, self.detail):
            widget.setVisible(row is not None)
        self.state.setText(self.tr("Nothing chosen") if row is None else row_state(row))
        offered = self._possible()
        for doing, button in self.buttons.items():
            button.setVisible(doing in offered)
            button.setText(f"{self.tr(_OFFERS[doing])}   ({key_of(_KEYS[doing]).shown})")
        if row is not None:
            self._show_facts(row)
        self._show_said()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the form, and nothing else."""
        if event.key() == Qt.Key.Key_Escape and self.is_busy and self.form.isEnabled():
            self._close()
        else:
            super().keyPressEvent(event)

    def _show_facts(self, row: QueueRow) -> None:
        payment, standing = row.payment, row.standing
        self.mark.set_mood(row_mood(row))
        self.amount.setText(format_rupiah(payment.total))
        self.payer.show_text(payment.payer.name)
        phone = f"\n{inert(row.phone)}" if row.phone else ""
        self.numbers.setText(f"{payment.receipt_number}\nNIK {mask(payment.payer.nik)}{phone}")
        self.answer.setText(answer_words(standing.answer))
        words = self.tr("Next: {step} ({whose}).")
        self.next.setText(words.format(step=step_words(standing.step), whose=turn_words(standing.turn)))
        said = inert(f"{row.item.last_code} {row.item.last_words}") if row.item else ""
        self.detail.setText(said[:160])
        self.detail.setVisible(bool(said.strip()))

    def _show_said(self) -> None:
        row = self._row
        lesser = row is not None and row.reversal is None and row.state in REVERSIBLE and not self._reverses
        self.cannot.setVisible(lesser)
        self.cannot.setText(self.tr("This host takes nothing back. Send the payer to the branch office."))
        self.said.setText(self._sentence_of_whom())
        self.said.setVisible(bool(self.said.text()))

    def _sentence_of_whom(self) -> str:
        """With the number of the payment it is about, where that is not the one shown: its row has left the list."""
        sentence = self._sentence()
        shown = self._row.payment.receipt_number if self._row else ""
        return f"{self._said_of}: {sentence}" if sentence and self._said_of != shown else sentence

    def _sentence(self) -> str:
        said = self._said
        if said is Doing.REVERSE and self._row is not None and self._row.standing.step is NextStep.RETURN_CASH:
            return ""  # "give nothing back yet" is no longer so
        if isinstance(said, PrintJob):
            return job_words(said)
        if isinstance(said, Exception):
            return sentence_of(said)
        if said is not None:
            return self.tr(_DONE[said])
        return self.tr("One moment …") if self._waiting_for is not None and not self.is_busy else ""

    def _possible(self) -> tuple[Doing, ...]:
        if self._row is None or self._waiting_for is not None:
            return ()
        return possible(self._row, self._actor, host_reverses=self._reverses)

    def _arrange(self) -> None:
        self._facts = QWidget()
        column = QVBoxLayout(self._facts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.state, 1)
        column.addLayout(head)
        facts = (self.amount, self.payer, self.numbers, self.answer, self.next, self.detail, self.cannot)
        for widget in facts:
            column.addWidget(widget)
        column.addSpacing(6)
        for button in self.buttons.values():
            column.addWidget(button)
        column.addWidget(self.said)
        column.addWidget(self.drawer)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self.form)
        scroll.setProperty("role", "clear")
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack.addWidget(self._facts)
        self.stack.addWidget(scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.addWidget(self.stack)

    def _connect(self) -> None:
        for doing, button in self.buttons.items():
            button.clicked.connect(partial(self.begin, doing))
        self.form.submitted.connect(self._submitted)
        self.form.left.connect(self._close)
        self.doings.done.connect(self._done)
        self.doings.refused.connect(self._refused)
        self.doings.drawer.changed.connect(lambda: self.drawer.show_stuck(self.doings.drawer.stuck))
        self.doings.printed.connect(self._printed)
        self.doings.examined.connect(self._examined)

    def _open(self, doing: Doing, evidence: Evidence | None) -> None:
        assert self._row is not None
        self.stack.setCurrentIndex(1)
        self.form.busy(False)
        self.form.open(doing, self._row, evidence)

    def _close(self) -> None:
        self._waiting_for = None
        self.stack.setCurrentIndex(0)
        self.retranslate()
        self.idle.emit()

    def _submitted(self, doing: Doing, filled: Filled) -> None:
        assert self._row is not None
        self.doings.do(doing, self._row, filled)

    def _done(self, doing: Doing) -> None:
        self._said = doing
        self._close()
        self.changed.emit()

    def _refused(self, error: Exception) -> None:
        if self.is_busy:
            self.form.complain(error)
            return
        self._said, self._waiting_for = error, None
        self.retranslate()

    def _printed(self, job: PrintJob) -> None:
        self.printer_seen.emit(job)
        if not self.is_busy:
            told = job.is_out and self._said not in (Doing.SLIP, Doing.LIST)
            self._said = self._said if told else job
            self.retranslate()
        self.changed.emit()

    def _examined(self, evidence: Evidence) -> None:
        if (
            self._row is not None
            and self._row.payment.id == evidence.payment.id
            and self._row.state is PaymentState.REVIEW
        ):
            self._open(Doing.EXAMINE, evidence)
