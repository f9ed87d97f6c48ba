"""Closing the counter: the drawer is counted first and compared afterwards, so that nobody counts towards a sum."""

from enum import StrEnum

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from counter_app.domain.errors import Declined
from counter_app.domain.money import Rupiah, format_rupiah
from counter_app.domain.people import Actor
from counter_app.domain.shift import Shift
from counter_app.services.closing_act import Closing
from counter_app.services.ports import Queue
from counter_app.services.printing import Printing
from counter_app.services.shifts import Shifts
from ui.jobs import Jobs, Lane
from ui.keys import press
from ui.messages import sentence_of
from ui.pages.closing_paper import ClosingPaper
from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.amount_field import AmountField
from ui.widgets.form_card import FormCard, centred
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.spoken import Spoken


class _Stage(StrEnum):
    """What Enter does next."""

    COUNT = "count"
    CONFIRM = "confirm"
    CLOSED = "closed"


class CloseShiftPage(Spoken):
    """``closed``: the shift is closed and the result was read. ``left``: the clerk goes on selling."""

    closed = Signal()
    left = Signal()

    def __init__(
        self,
        shifts: Shifts,
        printing: Printing,
        jobs: Jobs,
        actor: Actor,
        shift: Shift,
        parent: QWidget | None = None,
    ) -> None:
        """``shift``: one's own, or that of a clerk who is not there, for whom a supervisor counts."""
        super().__init__("page", parent)
        self._shifts = shifts
        self._jobs = jobs
        self._actor = actor
        self._shift = shift
        self._stage = _Stage.COUNT
        self._busy = False
        self._error: Exception | None = None
        self._counted = Rupiah(0)
        self._closing: Closing | None = None
        self._queue: Queue | None = None
        self._label = PlainLabel()
        self.amount = AmountField()
        self.amount.setProperty("role", "large")
        self.notice = WrappedLabel(role="notice")
        self.leave = ActionButton("quiet")
        self._second_click = QTimer(self)
        self._second_click.setSingleShot(True)
        self.card = FormCard()
        self.result = _Result()
        self.paper = ClosingPaper(printing, jobs, actor)
        self._arrange()
        self.retranslate()

    @property
    def is_closed(self) -> bool:
        """Whether the shift is closed, so that there is no way back."""
        return self._stage is _Stage.CLOSED

    def start(self, queue: Queue | None) -> None:
        """Begin to count; ``queue``: what is still on its way to the host, as far as known."""
        self._queue = queue
        self._stage = _Stage.COUNT
        self._error = None
        self.amount.clear()
        self.retranslate()
        self.amount.setFocus()

    def retranslate(self) -> None:
        counted = format_rupiah(self._counted)
        self.card.title.setText(self.tr("Counter closed") if self.is_closed else self.tr("Close the counter"))
        self.card.about.setText("" if self.is_closed else self._about())
        self.card.about.setVisible(not self.is_closed)
        self._label.setText(self.tr("Cash counted"))
        action = {
            _Stage.COUNT: self.tr("Continue   (Enter)"),
            _Stage.CONFIRM: self.tr("Close with {counted}   (Enter)").format(counted=counted),
            _Stage.CLOSED: self.tr("Done   (Enter)"),
        }
        self.card.action.setText(action[self._stage])
        own = self._shift.clerk_id == self._actor.id
        self.leave.setText(self.tr("Back to the counter   (Esc)") if own else self.tr("Back   (Esc)"))
        self._show_stage()
        self._say()

    def _about(self) -> str:
        count = self.tr("Count all the cash in the drawer, the float included.")
        if self._shift.clerk_id == self._actor.id:
            return count
        whose = self.tr("You close for staff number {clerk}. The journal will name both of you.")
        return f"{whose.format(clerk=self._shift.clerk_id)} {count}"

    def _arrange(self) -> None:
        self.card.add_field(self._label, self.amount)
        self.card.body.addWidget(self.result)
        self.card.body.addWidget(self.notice)
        self.card.body.addWidget(self.paper)
        layout = self.card.layout()
        assert layout is not None
        layout.addWidget(self.leave)
        centred(self.card, self)
        self.amount.entered.connect(self._step)
        self.amount.amount_changed.connect(self._edited)
        self.card.action.clicked.connect(self._clicked)
        self.leave.clicked.connect(self._leave)
        press("Esc", self, self._leave)

    def _show_stage(self) -> None:
        for widget in (self._label, self.amount, self.leave):
            widget.setVisible(not self.is_closed)
        self.result.setVisible(self.is_closed)
        self.paper.setVisible(self.is_closed)
        if self._closing:
            self.result.show_closing(self._closing)
        notice = self._goes_on()
        self.notice.setVisible(bool(notice))
        self.notice.setText(notice)

    def _goes_on(self) -> str:
        """What is not settled when the counter closes: before, what the lamp knows of it; then, what the slip names."""
        if self.is_closed and self._closing:
            words = self.tr("Not settled: {count}, in all {amount}. The slip names each of them.")
            rows = self._closing.unsettled
            whole = format_rupiah(sum(row.amount for row in rows))
            return words.format(count=len(rows), amount=whole) if rows else ""
        waiting = self._queue.waiting if self._queue else 0
        words = self.tr("Payments still on their way to the host: {waiting}. They go on while the program runs.")
        return words.format(waiting=waiting) if waiting > 0 else ""

    def _say(self) -> None:
        if self._error is not None:
            self.card.complain(sentence_of(self._error), self.amount)
        elif self._stage is _Stage.CONFIRM:
            self.card.tell(self.tr("Press Enter once more to close. After that the count cannot be changed."))
        else:
            self.card.complain("")

    def _edited(self) -> None:
        self._error = None
        if self._stage is _Stage.CONFIRM:
            self._stage = _Stage.COUNT
        self.retranslate()

    def _leave(self) -> None:
        if not self.is_closed:
            self.left.emit()

    def _clicked(self) -> None:
        """A double click is one click: it must not count and close at once."""
        if not self._second_click.isActive():
            self._second_click.start(QApplication.doubleClickInterval())
            self._step()

    def _step(self) -> None:
        if self._busy:
            return
        if self._stage is _Stage.COUNT:
            self._count()
        elif self._stage is _Stage.CONFIRM:
            self._close()
        else:
            self.closed.emit()

    def _count(self) -> None:
        try:
            self._counted = self.amount.amount()
        except Declined as error:
            self._failed(error)
            return
        self._error = None
        self._stage = _Stage.CONFIRM
        self.retranslate()

    def _close(self) -> None:
        self._busy = True
        actor, counted, shift_id = self._actor, self._counted, self._shift.id
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._shifts.close(actor, counted, shift_id),
            done=self._done,
            failed=self._failed,
            owner=self,
        )

    def _done(self, closing: Closing) -> None:
        self._busy = False
        self._closing = closing
        self._stage = _Stage.CLOSED
        self.retranslate()
        self.card.action.setFocus()
        self.paper.print_first(closing.slip)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._error = error
        self._stage = _Stage.COUNT
        self.retranslate()
        self.amount.setFocus()
        self.amount.selectAll()


class _Result(Spoken):
    """What was counted, what must be there, and what lies between the two."""

    def __init__(self) -> None:
        super().__init__()
        self._closing: Closing | None = None
        self._names = tuple(PlainLabel(role="muted") for _ in range(3))
        self._sums = tuple(PlainLabel(role="strong") for _ in range(3))
        self._verdict = self._sums[2]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        for row, (name, amount) in enumerate(zip(self._names, self._sums, strict=True)):
            grid.addWidget(name, row, 0)
            grid.addWidget(amount, row, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)

    def show_closing(self, closing: Closing) -> None:
        """Show the comparison."""
        self._closing = closing
        self.retranslate()

    def retranslate(self) -> None:
        if self._closing is None:
            return
        variance = self._closing.variance
        self._names[0].setText(self.tr("Counted"))
        self._names[1].setText(self.tr("Expected"))
        self._names[2].setText(self.tr("Variance"))
        self._sums[0].setText(format_rupiah(self._closing.counted))
        self._sums[1].setText(format_rupiah(self._closing.expected))
        if variance == 0:
            self._verdict.setText(self.tr("Rp0 – it is right to the rupiah"))
        elif variance < 0:
            self._verdict.setText(self.tr("{amount} short").format(amount=format_rupiah(-variance)))
        else:
            self._verdict.setText(self.tr("{amount} over").format(amount=format_rupiah(variance)))
        restyle(self._verdict, "role", "ok" if variance == 0 else "bad")
