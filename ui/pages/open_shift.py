"""Opening the counter: the float that lies in the drawer, counted in by whoever will sell."""

from collections.abc import Callable
from datetime import tzinfo
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah, format_rupiah
from counter_app.domain.people import RIGHTS, Actor, Right
from counter_app.domain.shift import Shift
from counter_app.services.approvals import Approvals
from counter_app.services.shifts import Shifts, may_close
from ui import formats
from ui.jobs import Jobs, Lane
from ui.keys import Act, press
from ui.messages import sentence, sentence_of
from ui.widgets.action_button import ActionButton
from ui.widgets.amount_field import AmountField
from ui.widgets.approval_form import ApprovalForm
from ui.widgets.form_card import FormCard, centred, sums_row
from ui.widgets.plain_label import PlainLabel
from ui.widgets.spoken import Spoken

LOOK = "Alt+J"
"""The key to go on without opening."""
QUICK_SUMS = tuple(Rupiah(amount) for amount in (100_000, 200_000, 300_000, 500_000))


class OpenShiftPage(Spoken):
    """``opened``: the shift that was opened. ``left``: the person went back to the log-in.

    ``passed``: a supervisor goes on without opening; with the ``Act`` of the page they want first, or ``None``.
    """

    opened = Signal(object)
    passed = Signal(object)
    left = Signal()

    def __init__(
        self,
        shifts: Shifts,
        approvals: Approvals,
        jobs: Jobs,
        zone: tzinfo,
        actor: Actor,
        running: Shift | None,
        parent: QWidget | None = None,
    ) -> None:
        """``running``: somebody else's open shift, which has to be closed first, by them or by a supervisor."""
        super().__init__("page", parent)
        self._shifts = shifts
        self._approvals = approvals
        self._jobs = jobs
        self._zone = zone
        self._actor = actor
        self._running = running
        self._busy = False
        self._error: Exception | None = None
        self._label = PlainLabel()
        self.amount = AmountField()
        self.amount.setProperty("role", "large")
        self.sums = tuple(QPushButton(format_rupiah(amount)) for amount in QUICK_SUMS)
        for button in self.sums:
            button.setProperty("role", "sum")
        self._may_close = running is not None and may_close(actor, running)
        self._may_pass = Right.APPROVE in RIGHTS[actor.role]
        self.look = ActionButton("quiet")
        self.leave = ActionButton("quiet")
        self.consent = ApprovalForm()
        self.card = FormCard()
        self._arrange()
        self.retranslate()

    def start(self) -> None:
        """Put the cursor where the float is typed, or on the way out if there is nothing to open."""
        if self._running is None:
            self.amount.setFocus()
        else:
            (self.card.action if self._may_close else self.leave).setFocus()

    def retranslate(self) -> None:
        name = self._actor.name
        self.card.title.setText(self.tr("Open the counter"))
        self._label.setText(self.tr("Float (cash in the drawer now)"))
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
            self.card.add_field(self._label, self.amount)
            self.card.body.addLayout(sums_row(*self.sums))
        self.card.body.addWidget(self.consent)
        self.consent.setVisible(False)
        self.consent.given.connect(self._consented)
        for number, (button, amount) in enumerate(zip(self.sums, QUICK_SUMS, strict=True), 1):
            take = partial(self._take, amount)
            button.clicked.connect(take)
            press(f"Alt+{number}", self, take)
        self.card.action.setVisible(self._running is None or self._may_close)
        layout = self.card.layout()
        assert layout is not None
        if self._may_pass:
            layout.addWidget(self.look)
            self.look.clicked.connect(lambda: self.passed.emit(None))
            press(LOOK, self, lambda: self.passed.emit(None))
        layout.addWidget(self.leave)
        centred(self.card, self)
        self.amount.entered.connect(self._open)
        self.card.action.clicked.connect(self._open if self._running is None else self._close_it)
        self.leave.clicked.connect(self.left)
        press("Esc", self, self.left.emit)

    def _say_whose(self, running: Shift) -> None:
        self.card.about.setText(
            self.tr("Staff number {clerk} opened it on {since} and has not closed it.").format(
                clerk=running.clerk_id, since=formats.moment(running.opened_at, self._zone)
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
            amount = self.amount.amount()
        except Declined as error:
            self._failed(error)
            return
        actor = self._actor
        self._submit(lambda: self._shifts.open(actor, amount))

    def _consented(self, supervisor: str, pin: str) -> None:
        """A supervisor accepts that the clock had been ahead: the counter opens on the day it says now."""
        clock = self._clock_back()
        if self._busy or clock is None:
            return
        actor, amount, shift_id = self._actor, self.amount.amount(), UUID(str(clock.facts["shift"]))

        def open_with_consent() -> Shift:
            consent = self._approvals.give(actor, Deed.ACCEPT_CLOCK, shift_id, supervisor, pin)
            return self._shifts.open(actor, amount, consent.id)

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
        if self._clock_back() is not None:
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
        if clock is not None:
            self.consent.ask(sentence(clock))
            self.card.complain("")
        else:
            self.card.complain(sentence_of(self._error) if self._error else "", self.amount)


def _is_clock_back(error: Exception) -> bool:
    return isinstance(error, Declined) and error.reason is Reason.CLOCK_BACK
