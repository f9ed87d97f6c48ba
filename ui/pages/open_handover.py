"""A drawer that waits for its next clerk: taken over as it was counted, counted anew and disputed, or taken back."""

from collections.abc import Callable
from datetime import tzinfo
from enum import StrEnum
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.approval import Deed
from counter_app.domain.drawer import Count
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.handover import Handover
from counter_app.domain.money import format_rupiah
from counter_app.domain.people import Actor
from counter_app.domain.shift import Shift
from counter_app.services.approvals import Approvals
from counter_app.services.handovers import Handovers
from ui import formats
from ui.drawer_words import count_words
from ui.jobs import Jobs, Lane
from ui.keys import press
from ui.messages import sentence, sentence_of
from ui.widgets.action_button import ActionButton
from ui.widgets.approval_form import ApprovalForm
from ui.widgets.cash_count import CashCount
from ui.widgets.entry_field import EntryField
from ui.widgets.plain_label import PlainLabel, WrappedLabel
from ui.widgets.sheet_card import SheetCard, filling
from ui.widgets.spoken import Spoken

OTHER_WAY = "Alt+B"
"""The key of the receiver who finds something else, and of the giver who takes it back."""
_LONGEST = 140
_CONSENT_WIDTH = 290


class _Step(StrEnum):
    LOOK = "look"
    DISPUTE = "dispute"
    WITHDRAW = "withdraw"


class OpenHandover(Spoken):
    """``opened``: the receiver's shift. ``over``: it was taken back, the counter can be opened. ``left``: to the log-in."""

    opened = Signal(object)
    over = Signal()
    left = Signal()

    def __init__(
        self,
        handovers: Handovers,
        approvals: Approvals,
        jobs: Jobs,
        zone: tzinfo,
        actor: Actor,
        offered: Handover,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._handovers, self._approvals, self._jobs = handovers, approvals, jobs
        self._zone, self._actor, self._offered = zone, actor, offered
        self._step = _Step.LOOK
        self._busy = False
        self._error: Exception | None = None
        self._consents: dict[Deed, UUID] = {}
        self.amount, self.pieces = PlainLabel(role="amount"), WrappedLabel(role="muted")
        self.count = CashCount("found")
        self._reason_label = PlainLabel(role="strong")
        self.reason = EntryField("handover-reason", _LONGEST)
        self.consent = ApprovalForm()
        self._side = QWidget()
        self.other = ActionButton()
        self.other.setObjectName("handover-other")
        self.card = SheetCard()
        self._arrange()
        self.retranslate()

    @property
    def is_receiver(self) -> bool:
        return self._actor.id == self._offered.receiver_id

    @property
    def is_giver(self) -> bool:
        return self._actor.id == self._offered.giver_id

    def start(self) -> None:
        """Put the cursor on what comes next."""
        if self._asks_for_clock:
            self.consent.start()
        elif self._step is _Step.DISPUTE:
            self.count.start()
        elif self._step is _Step.WITHDRAW:
            self.reason.setFocus()
        else:
            (self.card.action if self.is_receiver else self.card.leave).setFocus()

    def retranslate(self) -> None:
        offered = self._offered
        amount = format_rupiah(offered.amount)
        self.card.title.setText(self.tr("Take the drawer over") if self.is_receiver else self.tr("A drawer waits"))
        about = self.tr("{giver} counted it on {at} and hands it over to {receiver}.")
        self.card.about.setText(
            about.format(
                giver=offered.giver_id,
                at=formats.moment(offered.offered_at, self._zone),
                receiver=offered.receiver_id,
            )
        )
        self.amount.setText(amount)
        self.pieces.setText(count_words(offered.count))
        self.card.action.setText(self.tr("I counted it too: {amount}   (Enter)").format(amount=amount))
        other = self.tr("I find something else") if self.is_receiver else self.tr("Withdraw the offer")
        self.other.setText(f"{other}   ({OTHER_WAY})")
        looking = self._step is _Step.LOOK
        self.card.leave.setText(self.tr("Log out   (Esc)") if looking else self.tr("Back   (Esc)"))
        self._reason_label.setText(self.tr("Reason"))
        self.reason.setAccessibleName(self._reason_label.text())
        self._show_step()
        self._say()

    def _show_step(self) -> None:
        looking = self._step is _Step.LOOK
        self.card.action.setVisible(looking and self.is_receiver)
        self.other.setVisible(looking and (self.is_receiver or self.is_giver))
        self.count.setVisible(self._step is _Step.DISPUTE)
        self._reason_label.setVisible(not looking)
        self.reason.setVisible(not looking)
        self._side.setVisible(not looking or self._asks_for_clock)

    def _say(self) -> None:
        at_consent = self._side.isVisibleTo(self)
        if self._asks_for_clock:
            assert isinstance(self._error, Declined)
            self.consent.ask(sentence(self._error))
            self.card.complain("")
        elif at_consent:
            about = (
                self.tr("Both counts stay in the journal.") if self.is_receiver else self.tr("The journal keeps why.")
            )
            self.consent.ask(about)
            self.consent.complain(sentence_of(self._error) if self._error else "")
            self.card.complain("")
        elif not (self.is_receiver or self.is_giver):
            offered = self._offered
            waiting = Declined(Reason.HANDOVER_WAITING, giver=offered.giver_id, receiver=offered.receiver_id)
            self.card.complain(sentence(waiting))
        else:
            self.card.complain(sentence_of(self._error) if self._error else "")

    @property
    def _asks_for_clock(self) -> bool:
        return isinstance(self._error, Declined) and self._error.reason is Reason.CLOCK_BACK

    def _arrange(self) -> None:
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(4)
        self._side.setFixedWidth(_CONSENT_WIDTH)
        self._reason_label.setBuddy(self.reason)
        for widget in (self._reason_label, self.reason, self.consent):
            side.addWidget(widget)
        side.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.amount)
        left.addWidget(self.pieces)
        left.addWidget(self.count)
        left.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addWidget(self._side)
        self.card.body.addLayout(row)
        self.card.foot.insertWidget(2, self.other)
        filling(self.card, self)
        self.card.action.clicked.connect(self._accept)
        self.card.leave.clicked.connect(self._back)
        self.other.clicked.connect(self._other_way)
        self.count.finished.connect(self.reason.setFocus)
        self.reason.entered.connect(self.consent.start)
        self.consent.given.connect(self._consented)
        press("Esc", self, self._back)
        press(OTHER_WAY, self, self._other_way)

    def _other_way(self) -> None:
        if self._step is _Step.LOOK and not self._busy and (self.is_receiver or self.is_giver):
            self._step = _Step.DISPUTE if self.is_receiver else _Step.WITHDRAW
            self._error = None
            self.retranslate()
            self.start()

    def _back(self) -> None:
        if self._step is _Step.LOOK:
            self.left.emit()
            return
        self._step, self._error = _Step.LOOK, None
        self.retranslate()
        self.start()

    def _accept(self) -> None:
        actor, offered = self._actor, self._offered
        clock = self._consents.get(Deed.ACCEPT_CLOCK)
        self._submit(lambda: self._handovers.accept(actor, offered.id, clock), self.opened.emit)

    def _consented(self, supervisor: str, pin: str) -> None:
        """Have the consent given, then do what it is for, with whatever other consent was given before."""
        if self._busy:
            return
        deed, subject = Deed.DISPUTE, self._offered.id
        if self._asks_for_clock and isinstance(self._error, Declined):
            deed, subject = Deed.ACCEPT_CLOCK, UUID(str(self._error.facts["shift"]))
        actor = self._actor
        found = None
        if self._step is _Step.DISPUTE:
            found = self._found()
            if found is None:
                return

        def ask() -> UUID:
            return self._approvals.give(actor, deed, subject, supervisor, pin).id

        def go_on(consent: UUID) -> None:
            self._consents[deed] = consent
            self._error = None
            self._act(found)

        self._submit(ask, go_on)

    def _found(self) -> Count | None:
        """What the receiver counted; what cannot be counted is looked at first."""
        faulty = self.count.faulty
        if faulty is not None or self.count.is_empty:
            self.consent.pin.clear()
            (faulty or self.count.notes.fields[0]).setFocus()
            return None
        return self.count.count()

    def _act(self, found: Count | None) -> None:
        actor, offered, reason = self._actor, self._offered, self.reason.text()
        told, clock = self._consents.get(Deed.DISPUTE), self._consents.get(Deed.ACCEPT_CLOCK)
        if self._step is _Step.WITHDRAW:
            self._submit(lambda: self._handovers.withdraw(actor, offered.id, reason, told), lambda _: self.over.emit())
        elif found is not None:
            self._submit(lambda: self._dispute(found, reason, told, clock), self.opened.emit)
        else:
            self._accept()

    def _dispute(self, found: Count, reason: str, told: UUID | None, clock: UUID | None) -> Shift:
        return self._handovers.dispute(self._actor, self._offered.id, found, reason, told, clock)

    def _submit(self, call: Callable[[], object], done: Callable[..., None]) -> None:
        if self._busy:
            return
        self._busy = True

        def ended(made: object) -> None:
            self._busy = False
            done(made)

        self._jobs.submit(Lane.JOURNAL, call, done=ended, failed=self._failed, owner=self)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if self._asks_for_clock:  # what is wrong with the consent is said at the consent
            self.consent.complain(sentence_of(error))
            return
        self._error = error
        self.retranslate()
        if isinstance(error, Declined) and error.reason is Reason.WORDS_MISSING:
            self.reason.setFocus()
        elif self._side.isVisibleTo(self):
            self.consent.start()
