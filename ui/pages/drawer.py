"""The drawer while it is open: what went to the vault and came from it, who opened it, and how the shift stands so far."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from uuid import UUID, uuid4

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.approval import Deed
from counter_app.domain.drawer import CashMovement
from counter_app.domain.money import format_rupiah
from counter_app.domain.people import Actor
from counter_app.domain.shift import Shift
from counter_app.services.drawer import Moved
from counter_app.services.x_report import XTaken
from ui import formats
from ui.drawer_errand import DrawerErrand
from ui.drawer_words import count_words, movement_words
from ui.jobs import Jobs, Lane
from ui.keys import press
from ui.messages import sentence_of
from ui.pages.drawer_form import Doing, DrawerForm, Filled
from ui.theme import restyle
from ui.translation import QT_TRANSLATE_NOOP
from ui.widgets.drawer_hint import DrawerHint
from ui.widgets.drawer_papers import DrawerPapers
from ui.widgets.key_button import KeyButton
from ui.widgets.plain_label import PlainLabel, WrappedLabel, inert
from ui.widgets.plain_table import PlainTable
from ui.widgets.report_files import ReportFiles
from ui.widgets.spoken import Spoken

COLUMNS = 6
_SIDE = 300
_KEYS: Mapping[Doing, str] = MappingProxyType({Doing.DROP: "S", Doing.PICK_UP: "A", Doing.OPEN: "B"})
_OFFERS: Mapping[Doing, str] = MappingProxyType(
    {
        Doing.DROP: QT_TRANSLATE_NOOP("DrawerPage", "Cash to the vault"),
        Doing.PICK_UP: QT_TRANSLATE_NOOP("DrawerPage", "Cash from the vault"),
        Doing.OPEN: QT_TRANSLATE_NOOP("DrawerPage", "Open the drawer"),
    }
)
_DONE: Mapping[Doing, str] = MappingProxyType(
    {
        Doing.DROP: QT_TRANSLATE_NOOP("DrawerPage", "{amount} went to the vault."),
        Doing.PICK_UP: QT_TRANSLATE_NOOP("DrawerPage", "{amount} came from the vault."),
    }
)
X_KEY, HAND_KEY = "X", "H"


@dataclass(frozen=True, slots=True)
class _Said:
    """What has just been done: a movement with its sum, the drawer opened or stuck, an X report."""

    words: str
    amount: str = ""
    bad: bool = False


class DrawerPage(Spoken):
    """``left``: back to where the person began. ``hands_over``: the drawer is to be counted for the next clerk."""

    left = Signal()
    hands_over = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, shift: Shift, parent: QWidget | None = None) -> None:
        """``shift``: the open one. Whoever it is not of can read it, and moves nothing."""
        super().__init__("page", parent)
        self._counter, self._jobs, self._actor, self._shift = counter, jobs, actor, shift
        self._own = shift.clerk_id == actor.id
        self._movements: Sequence[CashMovement] = ()
        self._subject = uuid4()
        self._busy = False
        self._said: _Said | Exception | None = None
        self.title, self._about = PlainLabel(role="title"), WrappedLabel(role="muted")
        self.model = QStandardItemModel(0, COLUMNS, self)
        self.table = PlainTable(self.model)
        self.table.setObjectName("movements")
        self.nothing = WrappedLabel(role="muted")
        self.said = WrappedLabel(role="notice-ok")
        self.said.setObjectName("drawer-said")
        self.errand, self.hint = DrawerErrand(jobs, self), DrawerHint()
        self.offers = {doing: KeyButton(f"drawer-{doing}", _KEYS[doing]) for doing in Doing}
        self.x_report, self.hand = KeyButton("x-report", X_KEY), KeyButton("hand-over", HAND_KEY)
        self.papers = DrawerPapers(counter.printing, counter.approvals, jobs, actor)
        self.files = ReportFiles(counter.day.drawer_files, jobs, actor, counter.zone)
        self.form = DrawerForm()
        self.stack = QStackedWidget()
        self._overview = QWidget()
        self._arrange()
        self.retranslate()

    def start(self) -> None:
        """Show what was moved until now; a form that was left half filled is gone."""
        self._said = None
        self.errand.forget()
        self._show_overview()
        self.papers.look()
        self.files.look()

    def refresh(self) -> None:
        """Read the movements anew."""
        self._jobs.submit(
            Lane.JOURNAL,
            lambda: self._counter.day.drawer.movements(self._actor),
            done=self._arrived,
            failed=self._failed,
            owner=self,
        )

    # --- what is said ---------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.title.setText(self.tr("Drawer"))
        about = self.tr(
            "Opened by {clerk} on {at} with {amount}. What it must hold is said at the close, after the count."
        )
        self._about.setText(
            about.format(
                clerk=self._shift.clerk_id,
                at=formats.moment(self._shift.opened_at, self._counter.zone),
                amount=format_rupiah(self._shift.float_amount),
            )
        )
        self.nothing.setText(self.tr("Nothing was moved to or from the vault in this shift."))
        for doing, button in self.offers.items():
            button.show_words(self.tr(_OFFERS[doing]))
        self.x_report.show_words(self.tr("X report: the shift so far"))
        self.hand.show_words(self.tr("Hand over to the next clerk"))
        self.table.setAccessibleName(self.title.text())
        self._show_movements()
        self._say()

    def _show_movements(self) -> None:
        heads = (
            self.tr("Time"),
            self.tr("What"),
            self.tr("Amount"),
            self.tr("Pieces"),
            self.tr("Reason"),
            self.tr("Consent"),
        )
        self.model.setHorizontalHeaderLabels(heads)
        self.model.setRowCount(0)
        for each in self._movements:
            cells = (
                formats.clock_time(each.at, self._counter.zone),
                movement_words(each.kind),
                format_rupiah(each.amount),
                count_words(each.count),
                inert(each.reason),
                each.approved_by,
            )
            self.model.appendRow([QStandardItem(words) for words in cells])
        self.table.fit(stretch=4)
        self.table.setVisible(bool(self._movements))
        self.nothing.setVisible(not self._movements)

    def _say(self) -> None:
        said = self._said
        self.said.setVisible(said is not None)
        if isinstance(said, _Said):
            self.said.setText(self.tr(said.words).format(amount=said.amount))
            restyle(self.said, "role", "notice" if said.bad else "notice-ok")
        elif said is not None:
            self.said.setText(sentence_of(said))
            restyle(self.said, "role", "notice-bad")

    # --- what is done -----------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        for widget in (self.title, self._about, self.said, self.hint, self.nothing):
            left.addWidget(widget)
        left.addWidget(self.table, 1)
        left.addStretch(0)
        left.addWidget(self.files)
        side = QWidget()
        side.setProperty("role", "card")
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        own = (*self.offers.values(), self.hand)
        for button in (*self.offers.values(), self.x_report, self.hand):
            column.addWidget(button)
            if button in own:
                button.setVisible(self._own)
        column.addStretch(1)
        column.addWidget(self.papers)
        row = QHBoxLayout(self._overview)
        row.setContentsMargins(16, 16, 16, 12)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(side)
        self.stack.addWidget(self._overview)
        self.stack.addWidget(self.form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self._bind()

    def _bind(self) -> None:
        for doing, button in self.offers.items():
            button.clicked.connect(partial(self._offer, doing))
            press(_KEYS[doing], self._overview, partial(self._offer, doing))
        for button, key, act in (
            (self.x_report, X_KEY, self._take_x),
            (self.hand, HAND_KEY, self._hand_over),
        ):
            button.clicked.connect(act)
            press(key, self._overview, act)
        press("Esc", self._overview, self.left.emit)
        self.errand.changed.connect(lambda: self.hint.show_stuck(self.errand.stuck))
        self.form.left.connect(self._show_overview)
        self.form.submitted.connect(self._submitted)

    def _show_overview(self) -> None:
        self.stack.setCurrentWidget(self._overview)
        self.retranslate()
        self.x_report.setFocus()
        self.refresh()

    def _arrived(self, movements: Sequence[CashMovement]) -> None:
        self._movements = movements
        self._show_movements()

    def _offer(self, doing: Doing, _checked: bool = False) -> None:
        """Each form is about one movement, which has its id from here on: sent twice, it is one."""
        if self._own and not self._busy:
            self._subject = uuid4()
            self.stack.setCurrentWidget(self.form)
            self.form.open(doing)

    def _hand_over(self, _checked: bool = False) -> None:
        if self._own and not self._busy:
            self.hands_over.emit()

    def _take_x(self, _checked: bool = False) -> None:
        if not self._busy:
            self._submit(lambda: self._counter.day.x_reports.take(self._actor), self._x_taken, self._failed)

    def _x_taken(self, taken: XTaken) -> None:
        self._said = _Said(
            QT_TRANSLATE_NOOP("DrawerPage", "The X report is on its way to the printer. It closes nothing.")
        )
        self._say()
        self.papers.print_first(taken.slip)
        if taken.slip.subject_id is not None:
            self.files.offer_x(taken.slip.subject_id, taken.report.at)

    def _submitted(self, filled: Filled) -> None:
        if self._busy:
            return
        subject = self._subject
        if filled.doing is Doing.OPEN:
            self._submit(lambda: self._open(subject, filled), self._opened, self.form_failed)
        else:
            self._submit(lambda: self._move(subject, filled), partial(self._moved, filled.doing), self.form_failed)

    def _move(self, subject: UUID, filled: Filled) -> Moved:
        actor, drawer = self._actor, self._counter.day.drawer
        consent = self._counter.approvals.give(actor, Deed.MOVE_CASH, subject, filled.supervisor, filled.pin)
        move = drawer.drop if filled.doing is Doing.DROP else drawer.pick_up
        return move(actor, subject, filled.count, filled.reason, consent.id)

    def _open(self, subject: UUID, filled: Filled) -> bool:
        actor = self._actor
        consent = self._counter.approvals.give(actor, Deed.OPEN_DRAWER, subject, filled.supervisor, filled.pin)
        return self._counter.day.drawer.open(actor, subject, filled.reason, consent.id)

    def _moved(self, doing: Doing, moved: Moved) -> None:
        self._said = _Said(_DONE[doing], format_rupiah(moved.movement.amount))
        self._show_overview()
        kicks, movement = self._counter.day.drawer_kicks, moved.movement.id
        self.errand.open_by(lambda: kicks.moved(self._actor, movement))
        self.papers.print_first(moved.slip)

    def _opened(self, there: bool) -> None:
        opened = QT_TRANSLATE_NOOP("DrawerPage", "The drawer is open. The journal has it.")
        stuck = QT_TRANSLATE_NOOP(
            "DrawerPage", "The printer did not open the drawer. Use its key; the journal has both."
        )
        self._said = _Said(opened if there else stuck, bad=not there)
        self._show_overview()

    def form_failed(self, error: Exception) -> None:
        """Say it on the form, where what was typed still stands."""
        self._busy = False
        self.form.complain(error)

    def _submit(
        self, call: Callable[[], object], done: Callable[..., None], failed: Callable[[Exception], None]
    ) -> None:
        self._busy = True

        def ended(made: object) -> None:
            self._busy = False
            done(made)

        self._jobs.submit(Lane.JOURNAL, call, done=ended, failed=failed, owner=self)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._said = error
        self._say()
