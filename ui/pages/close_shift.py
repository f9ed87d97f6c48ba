"""Closing the counter, or handing it over: counted first, revealed once, explained where it differs, then closed.

What the drawer should hold is asked of the service only when the count can no longer be changed, so that nobody counts
towards a sum. How far a close has come stands in the books: whoever comes back to it goes on where they were.
"""

from collections.abc import Callable
from datetime import tzinfo
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counter_app.day import Day
from counter_app.domain.approval import Deed
from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_count import Counted, CountTaken, counted_of
from counter_app.domain.closing_slip import Sum
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import format_rupiah
from counter_app.domain.people import Actor
from counter_app.domain.shift import Shift
from counter_app.services.approvals import Approvals
from counter_app.services.closing_act import Closing
from counter_app.services.closings import Reveal, Standing
from counter_app.services.handovers import HandedOver
from counter_app.services.ports import Queue
from counter_app.services.printing import Printing
from ui.drawer_words import variance_words
from ui.jobs import Jobs, Lane
from ui.keys import press
from ui.messages import sentence_of
from ui.pages.close_reveal import CloseReveal, Filled
from ui.theme import restyle
from ui.widgets.action_button import ActionButton
from ui.widgets.cash_count import CashCount
from ui.widgets.drawer_papers import DrawerPapers
from ui.widgets.plain_label import WrappedLabel
from ui.widgets.report_files import ReportFiles
from ui.widgets.sheet_card import SheetCard, filling
from ui.widgets.spoken import Spoken
from ui.words import tender_words

AGAIN = "Alt+U"
"""The key of the recount."""
Made = TypeVar("Made")
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
_ABOUT_RECEIVER = frozenset({Reason.PERSON_UNKNOWN, Reason.HANDOVER_RECEIVER})


class Stage(StrEnum):
    """What Enter does next."""

    COUNT = "count"
    COUNTED = "counted"
    REVEALED = "revealed"
    CLOSED = "closed"


class ClosingServices:
    """What a close needs, in one hand."""

    def __init__(self, day: Day, approvals: Approvals, printing: Printing, zone: tzinfo) -> None:
        self.closings, self.handovers, self.files = day.closings, day.handovers, day.drawer_files
        self.approvals, self.printing, self.zone = approvals, printing, zone


class CloseShiftPage(Spoken):
    """``closed``: the shift is closed and the result was read. ``left``: the clerk goes on selling."""

    closed = Signal()
    left = Signal()

    def __init__(
        self, services: ClosingServices, jobs: Jobs, actor: Actor, shift: Shift, parent: QWidget | None = None
    ) -> None:
        """``shift``: one's own, or that of a clerk who is not there, for whom a supervisor counts."""
        super().__init__("page", parent)
        self._services, self._jobs = services, jobs
        self._actor, self._shift = actor, shift
        self.stage = Stage.COUNT
        self._busy = self._hands_over = False
        self._error: Exception | None = None
        self._nothing_typed = False
        self._taken: CountTaken | None = None
        self._closing: Closing | None = None
        self._queue: Queue | None = None
        self.count = CashCount("count", with_slips=True)
        self.sums = WrappedLabel(role="money")
        self.sums.setObjectName("counted-sums")
        self.again = ActionButton()
        self.again.setObjectName("count-again")
        self.reveal = CloseReveal()
        self.verdict = WrappedLabel(role="money")
        self.verdict.setObjectName("closed-verdict")
        self.notice = WrappedLabel(role="notice")
        self.paper = DrawerPapers(services.printing, services.approvals, jobs, actor)
        self.files = ReportFiles(services.files, jobs, actor, services.zone)
        self.card = SheetCard()
        self._arrange()
        self.retranslate()

    @property
    def is_closed(self) -> bool:
        """Whether the shift is closed, so that there is no way back."""
        return self.stage is Stage.CLOSED

    def start(self, queue: Queue | None, *, hands_over: bool = False) -> None:
        """Begin, or go on where the books say the close has come to; ``queue``: what is still on its way to the host."""
        self._queue, self._hands_over = queue, hands_over
        self._error, self._nothing_typed = None, False
        self.stage = Stage.COUNT
        self.retranslate()
        self.count.start()
        actor, shift_id = self._actor, self._shift.id
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._services.closings.standing(actor, shift_id),
            done=self._stands,
            failed=self._failed,
            owner=self,
        )

    # --- what is said ---------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.card.title.setText(self._title())
        self.card.about.setText(self._about())
        self.card.about.setVisible(not self.is_closed)
        actions = {
            Stage.COUNT: self.tr("Counted   (Enter)"),
            Stage.COUNTED: self.tr("Compare with the books   (Enter)"),
            Stage.REVEALED: self.tr("Hand over   (Enter)") if self._hands_over else self.tr("Close   (Enter)"),
            Stage.CLOSED: self.tr("Done   (Enter)"),
        }
        self.card.action.setText(actions[self.stage])
        own = self._shift.clerk_id == self._actor.id
        self.card.leave.setText(self.tr("Back to the counter   (Esc)") if own else self.tr("Back   (Esc)"))
        self.again.setText(self.tr("Count once more   ({key})").format(key=AGAIN))
        self._say_sums()
        self._show_stage()
        self._say()

    def _title(self) -> str:
        if self.is_closed:
            return self.tr("Counter closed")
        return self.tr("Hand the drawer over") if self._hands_over else self.tr("Close the counter")

    def _about(self) -> str:
        about = {
            Stage.COUNT: self.tr("Count all the cash in the drawer, the float included, and the slips."),
            Stage.COUNTED: self.tr(
                "This is what was counted. What should be there is said next, and the count is final then."
            ),
            Stage.REVEALED: self._nothing_more(),
            Stage.CLOSED: "",
        }[self.stage]
        if self._shift.clerk_id == self._actor.id or self.is_closed:
            return about
        whose = self.tr("You close for staff number {clerk}. The journal will name both of you.")
        return f"{whose.format(clerk=self._shift.clerk_id)} {about}"

    def _nothing_more(self) -> str:
        if self._hands_over:
            return self.tr("Nothing is sold in this shift any more. The drawer goes to the next clerk now.")
        return self.tr("Nothing is sold in this shift any more. It can only be closed now.")

    def _say_sums(self) -> None:
        if self._taken is not None:
            counted = self._taken.counted
            lines = [f"{tender_words(TenderKind.CASH)}  {format_rupiah(counted.cash.total)}"]
            slips = self.tr("{means}  {amount}  ({count} slips)")
            lines += [
                slips.format(means=tender_words(kind), amount=format_rupiah(each.amount), count=each.count)
                for kind, each in counted.slips
            ]
            self.sums.setText("\n".join(lines))
        if self._closing is not None:
            words = self.tr("Z report {number}.  Counted {counted}, expected {expected}.  {variance}")
            self.verdict.setText(
                words.format(
                    number=self._closing.number,
                    counted=format_rupiah(self._closing.counted),
                    expected=format_rupiah(self._closing.expected),
                    variance=variance_words(self._closing.variance),
                )
            )
            restyle(self.verdict, "role", "ok" if not self._closing.ways.has_variance else "bad")

    def _show_stage(self) -> None:
        self.count.setVisible(self.stage is Stage.COUNT)
        self.sums.setVisible(self.stage is Stage.COUNTED)
        self.again.setVisible(self.stage is Stage.COUNTED and self._taken is not None and self._taken.again)
        self.reveal.setVisible(self.stage is Stage.REVEALED)
        self.verdict.setVisible(self.is_closed)
        self.files.setVisible(self.is_closed)
        if not self.is_closed:
            self.paper.hide()
        self.card.leave.setVisible(not self.is_closed)
        notice = self._goes_on()
        self.notice.setVisible(bool(notice) and self.stage is not Stage.REVEALED)
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
        if self._nothing_typed:
            self.card.complain(self.tr("Nothing is counted yet. Type 0 where there is nothing."))
        elif self._error is not None and not self._at_consent(self._error):
            self.card.complain(sentence_of(self._error))
        elif self.stage is Stage.COUNTED and self._taken is not None and not self._taken.again:
            self.card.tell(self.tr("Counted twice; this count holds."))
        else:
            self.card.complain("")

    # --- what is done -----------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        for widget in (self.count, self.sums, self.reveal, self.verdict, self.notice, self.paper, self.files):
            self.card.body.addWidget(widget)
        self.card.foot.insertWidget(2, self.again)
        self.card.leave.setObjectName("close-leave")
        filling(self.card, self)
        self.count.changed.connect(self._edited)
        self.count.finished.connect(self.card.action.setFocus)
        self.card.action.clicked.connect(self._step)
        self.card.leave.clicked.connect(self._leave)
        self.again.clicked.connect(self._count_again)
        self.reveal.entered.connect(self._close)
        press("Esc", self, self._leave)
        press(AGAIN, self, self._count_again)

    def _stands(self, standing: Standing) -> None:
        """The books know better than the page how far a close has come."""
        if self.stage is not Stage.COUNT or self._busy:
            return
        if standing.revealed and standing.last is not None:
            self._taken = standing.last
            self._show_books()
        elif standing.last is not None and self.count.is_empty:
            self._counted(standing.last)

    def _edited(self) -> None:
        if self._error is not None or self._nothing_typed:
            self._error, self._nothing_typed = None, False
            self._say()

    def _leave(self) -> None:
        if not self.is_closed:
            self.left.emit()

    def _step(self) -> None:
        if self._busy:
            return
        steps = {
            Stage.COUNT: self._count,
            Stage.COUNTED: self._show_books,
            Stage.REVEALED: self._close,
            Stage.CLOSED: self.closed.emit,
        }
        steps[self.stage]()

    def _count(self) -> None:
        faulty = self.count.faulty
        self._nothing_typed = self.count.is_empty
        if faulty is not None or self._nothing_typed:
            self._say()
            (faulty or self.count.notes.fields[0]).setFocus()
            return
        try:
            counted = self._counted_now()
        except Declined as error:
            self._failed(error)
            return
        actor, shift_id = self._actor, self._shift.id
        self._submit(lambda: self._services.closings.count(actor, shift_id, counted), self._counted)

    def _counted_now(self) -> Counted:
        slips = self.count.slips.slips() if self.count.slips is not None else {}
        return counted_of(self.count.count(), {kind: Sum(number, amount) for kind, (number, amount) in slips.items()})

    def _counted(self, taken: CountTaken) -> None:
        self._taken, self._error, self.stage = taken, None, Stage.COUNTED
        self.retranslate()
        self.card.action.setFocus()

    def _count_again(self) -> None:
        if self.stage is Stage.COUNTED and self._taken is not None and self._taken.again and not self._busy:
            self.stage = Stage.COUNT
            self.count.clear()
            self.retranslate()
            self.count.start()

    def _show_books(self) -> None:
        actor, shift_id = self._actor, self._shift.id
        self._submit(lambda: self._services.closings.reveal(actor, shift_id), self._revealed)

    def _revealed(self, reveal: Reveal) -> None:
        self.stage = Stage.REVEALED
        alone = self._actor.id != self._shift.clerk_id
        self.reveal.show_reveal(reveal, alone=alone, hands_over=self._hands_over)
        self.retranslate()
        if not self.reveal.start():
            self.card.action.setFocus()

    def _close(self) -> None:
        if self._busy:
            return
        if self.reveal.stays_fault:
            self.reveal.stays.setFocus()
            return
        filled = self.reveal.filled()
        if self.reveal.start() and not filled.pin:
            return
        self._submit(lambda: self._end(filled), self._done)

    def _end(self, filled: Filled) -> HandedOver | Closing:
        """With the second person's consent, where one was typed."""
        actor, shift, services = self._actor, self._shift, self._services
        consent = None
        if filled.supervisor:
            consent = services.approvals.give(actor, Deed.VARIANCE, shift.id, filled.supervisor, filled.pin).id
        if self._hands_over:
            return services.handovers.offer(actor, filled.receiver, reason=filled.reason, approval_id=consent)
        return services.closings.close(actor, shift.id, reason=filled.reason, approval_id=consent, stays=filled.stays)

    def _done(self, ended: HandedOver | Closing) -> None:
        closing = ended.closing if isinstance(ended, HandedOver) else ended
        self._closing, self.stage = closing, Stage.CLOSED
        self.retranslate()
        self.card.action.setFocus()
        self.files.look()
        more = ended.slip if isinstance(ended, HandedOver) else closing.deposit
        self.paper.print_first(*(job for job in (closing.slip, more) if job is not None))

    def _submit(self, call: Callable[[], Made], done: Callable[[Made], None]) -> None:
        self._busy, self._error = True, None

        def ended(made: Made) -> None:
            self._busy = False
            done(made)

        self._jobs.submit(Lane.JOURNAL, call, done=ended, failed=self._failed, owner=self)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._error = error
        if isinstance(error, Declined) and error.reason is Reason.NOT_COUNTED:
            self.stage = Stage.COUNT  # something moved since: the drawer holds something else than was counted
        self.retranslate()
        if self._at_consent(error):
            self.reveal.consent.complain(sentence_of(error))
        elif self.stage is Stage.COUNT:
            self.count.start()
        elif isinstance(error, Declined) and error.reason in _ABOUT_RECEIVER:
            self.reveal.refuse_receiver()
        elif self.stage is Stage.REVEALED and not self.reveal.start():
            self.card.action.setFocus()

    def _at_consent(self, error: Exception) -> bool:
        about = isinstance(error, Declined) and error.reason in _ABOUT_CONSENT
        return about and self.stage is Stage.REVEALED and self.reveal.consent.isVisibleTo(self)
