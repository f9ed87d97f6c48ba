"""Opening the counter: the float that lies in the drawer, counted in by whoever will sell, or a drawer taken over.

The float is typed as a sum, or counted by note and coin, which types the sum; where both stand there, they must agree.
What the books keep is what was done: a sum alone is kept as a sum alone.
"""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.approval import Deed
from counter_app.domain.drawer import Count
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.handover import Handover
from counter_app.domain.money import Rupiah, format_digits, format_rupiah
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.domain.shift import Shift
from counter_app.services.shifts import may_close
from ui import formats
from ui.jobs import Jobs, Lane
from ui.keys import Act, press
from ui.messages import sentence, sentence_of
from ui.pages.open_handover import OpenHandover
from ui.widgets.action_button import ActionButton
from ui.widgets.amount_field import AmountField
from ui.widgets.approval_form import ApprovalForm
from ui.widgets.cash_count import CashCount
from ui.widgets.drawer_papers import DrawerPapers
from ui.widgets.form_card import sums_row
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.sheet_card import SheetCard, filling
from ui.widgets.spoken import Spoken

LOOK = "Alt+J"
"""The key to go on without opening."""
BY_PIECES = "Alt+H"
"""The key that leads to the notes and coins."""
PAPERS = "Alt+P"
"""The key that prints what earlier shifts have left behind."""
_SUM_WIDTH = 280
_ALL_ROOM = 1_000
"""What a drawer that waits has of the page's height, against the little that stands above and below the card."""
QUICK_SUMS = tuple(Rupiah(amount) for amount in (100_000, 200_000, 300_000, 500_000))


class OpenShiftPage(Spoken):
    """``opened``: the shift that was opened. ``left``: the person went back to the log-in.

    ``passed``: a supervisor goes on without opening; with the ``Act`` of the page they want first, or ``None``.
    """

    opened = Signal(object)
    passed = Signal(object)
    left = Signal()

    def __init__(
        self, counter: Counter, jobs: Jobs, actor: Actor, running: Shift | None, parent: QWidget | None = None
    ) -> None:
        """``running``: somebody else's open shift, which has to be closed first, by them or by a supervisor."""
        super().__init__("page", parent)
        self._counter, self._jobs = counter, jobs
        self._actor = actor
        self._running = running
        self._busy = False
        self._error: Exception | None = None
        self._differs = False
        self._label = PlainLabel(role="strong")
        self.amount = AmountField()
        self.amount.setProperty("role", "large")
        self.sums = tuple(QPushButton(format_rupiah(amount)) for amount in QUICK_SUMS)
        for button in self.sums:
            button.setProperty("role", "sum")
        self._by_pieces = WrappedLabel(role="hint")
        self.count = CashCount("float")
        self._may_close = running is not None and may_close(actor, running)
        self._may_pass = Right.APPROVE in RIGHTS[actor.role]
        self.look = ActionButton("quiet")
        self.consent = ApprovalForm()
        self.papers = DrawerPapers(counter.printing, counter.approvals, jobs, actor, key=PAPERS)
        self.card = SheetCard()
        self.leave = self.card.leave
        self._sum = QWidget()
        self.handover: OpenHandover | None = None
        self._arrange()
        self.retranslate()

    def start(self) -> None:
        """Put the cursor where the float is typed, or on the way out if there is nothing to open."""
        self.papers.look()
        if self._running is None:
            self.amount.setFocus()
            self._look_for_handover()
        else:
            (self.card.action if self._may_close else self.leave).setFocus()

    def retranslate(self) -> None:
        name = self._actor.name
        self.card.title.setText(self.tr("Open the counter"))
        self._label.setText(self.tr("Float (cash in the drawer now)"))
        self._by_pieces.setText(self.tr("Or count it by note and coin: {key}").format(key=BY_PIECES))
        self.card.action.setText(self.tr("Open the counter   (Enter)"))
        self.look.setText(self.tr("Only look, open nothing   ({key})").format(key=LOOK))
        self.leave.setText(self.tr("Log out   (Esc)"))
        for number, button in enumerate(self.sums, 1):
            button.setToolTip(f"Alt+{number}")
        if self._running is None:
            self.card.about.setText(
                self.tr("Good to see you, {name}. Count the drawer before you begin.").format(name=name)
            )
            self._say_error()
        else:
            self._say_whose(self._running)

    def _arrange(self) -> None:
        if self._running is None:
            self._arrange_float()
        self.card.body.addWidget(self.papers)
        self.consent.given.connect(self._consented)
        self.card.action.setVisible(self._running is None or self._may_close)
        if self._may_pass:
            self.card.foot.insertWidget(1, self.look)
            self.look.clicked.connect(lambda: self.passed.emit(None))
            press(LOOK, self, lambda: self.passed.emit(None))
        filling(self.card, self)
        self.card.action.clicked.connect(self._open if self._running is None else self._close_it)
        self.leave.clicked.connect(self.left)
        self._back = press("Esc", self, self.left.emit)

    def _arrange_float(self) -> None:
        self._label.setBuddy(self.amount)
        column = QVBoxLayout(self._sum)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._label)
        column.addWidget(self.amount)
        column.addLayout(sums_row(*self.sums[:2]))
        column.addLayout(sums_row(*self.sums[2:]))
        column.addWidget(self._by_pieces)
        column.addStretch(1)
        self._sum.setFixedWidth(_SUM_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self._sum)
        row.addWidget(self.count, 1)
        row.addWidget(self.consent, 1)
        self.card.body.addLayout(row)
        for number, (button, amount) in enumerate(zip(self.sums, QUICK_SUMS, strict=True), 1):
            take = partial(self._take, amount)
            button.clicked.connect(take)
            press(f"Alt+{number}", self, take)
        press(BY_PIECES, self, self.count.start)
        self.amount.entered.connect(self._open)
        self.amount.amount_changed.connect(self._agree_again)
        self.count.changed.connect(self._counted)
        self.count.finished.connect(self.card.action.setFocus)

    # --- a drawer that waits for somebody ----------------------------------------------------------------------------

    def _look_for_handover(self) -> None:
        self._jobs.submit(
            Lane.JOURNAL, self._counter.day.handovers.offered, done=self._offered, failed=self._failed, owner=self
        )

    def _offered(self, offered: Handover | None) -> None:
        if offered is None or self.handover is not None:
            return
        counter = self._counter
        self.handover = page = OpenHandover(
            counter.day.handovers, counter.approvals, self._jobs, counter.zone, self._actor, offered
        )
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        self.card.hide()
        self._back.setEnabled(False)  # Esc is the hand-over's now; of two shortcuts for one key neither would answer
        layout.addWidget(page, _ALL_ROOM)
        page.show()  # the layout would do so only later, and until then no key of it means anything
        page.opened.connect(self.opened)
        page.left.connect(self.left)
        page.over.connect(self._taken_back)
        page.start()

    def _taken_back(self) -> None:
        if self.handover is not None:
            self.handover.hide()
            self.handover.deleteLater()
            self.handover = None
        self.card.show()
        self._back.setEnabled(True)
        self.amount.setFocus()

    # --- the float ------------------------------------------------------------------------------------------------

    def _counted(self) -> None:
        """The pieces type the sum."""
        if not self.count.is_empty:
            self.amount.setText(format_digits(self.count.total))
        self._agree_again()

    def _agree_again(self) -> None:
        if self._differs or self._error is not None:
            self._differs, self._error = False, None
            self.retranslate()

    def _cash(self) -> Count | Rupiah | None:
        """The float; ``None`` where the sum and the pieces say two things, which is said."""
        amount = self.amount.amount()
        if self.count.is_empty:
            return amount
        faulty = self.count.faulty
        if faulty is not None:
            faulty.setFocus()
            return None
        counted = self.count.count()
        self._differs = counted.total != amount
        if self._differs:
            self.retranslate()
            self.amount.setFocus()
            self.amount.selectAll()
        return None if self._differs else counted

    def _say_whose(self, running: Shift) -> None:
        self.card.about.setText(
            self.tr("Staff number {clerk} opened it on {since} and has not closed it.").format(
                clerk=running.clerk_id, since=formats.moment(running.opened_at, self._counter.zone)
            )
        )
        if self._may_close:
            self.card.action.setText(self.tr("Close it for {clerk}   (Enter)").format(clerk=running.clerk_id))
            self.card.tell(self.tr("If they cannot come, count the drawer and close it in their place."))
        else:
            self.card.complain(sentence(Declined(Reason.SHIFT_OF_ANOTHER, clerk=running.clerk_id)))

    def _close_it(self) -> None:
        self.passed.emit(Act.CLOSE_SHIFT)

    def _take(self, amount: Rupiah, _checked: bool = False) -> None:
        self.amount.put(amount)
        self.amount.setFocus()

    def _open(self) -> None:
        if self._busy or self._running is not None:
            return
        try:
            cash = self._cash()
        except Declined as error:
            self._failed(error)
            return
        if cash is not None:
            actor = self._actor
            self._submit(lambda: self._counter.shifts.open(actor, cash))

    def _consented(self, supervisor: str, pin: str) -> None:
        """A supervisor accepts that the clock had been ahead: the counter opens on the day it says now."""
        clock, cash = self._clock_back(), self._cash()
        if self._busy or clock is None or cash is None:
            return
        actor, shift_id = self._actor, UUID(str(clock.facts["shift"]))

        def open_with_consent() -> Shift:
            consent = self._counter.approvals.give(actor, Deed.ACCEPT_CLOCK, shift_id, supervisor, pin)
            return self._counter.shifts.open(actor, cash, consent.id)

        self._submit(open_with_consent)

    def _submit(self, call: Callable[[], Shift]) -> None:
        self._busy = True
        self._jobs.submit(Lane.JOURNAL, call, done=self._done, failed=self._failed, owner=self)

    def _done(self, shift: Shift) -> None:
        self._busy = False
        self.opened.emit(shift)

    def _failed(self, error: Exception) -> None:
        """What is wrong with the consent is said at the consent; the clock is still what it is about."""
        self._busy = False
        if self.consent.isVisibleTo(self) and self._clock_back() is not None and not _is_clock_back(error):
            self.consent.complain(sentence_of(error))
            return
        self._error = error
        self.retranslate()
        if isinstance(error, Declined) and error.reason is Reason.HANDOVER_WAITING:
            self._look_for_handover()
        elif self._clock_back() is not None:
            self.consent.start()
        else:
            self.amount.setFocus()
            self.amount.selectAll()

    def _clock_back(self) -> Declined | None:
        """The refusal that a supervisor can lift, while it stands."""
        return self._error if isinstance(self._error, Declined) and _is_clock_back(self._error) else None

    def _say_error(self) -> None:
        clock = self._clock_back()
        self.consent.setVisible(clock is not None)
        self.count.setVisible(clock is None)
        if clock is not None:
            self.consent.ask(sentence(clock))
            self.card.complain("")
        elif self._differs:
            words = self.tr("The notes and coins make {pieces}, the sum says something else. Make them agree.")
            self.card.complain(words.format(pieces=format_rupiah(self.count.total)), self.amount)
        else:
            self.card.complain(sentence_of(self._error) if self._error else "", self.amount)


def _is_clock_back(error: Exception) -> bool:
    return isinstance(error, Declined) and error.reason is Reason.CLOCK_BACK
