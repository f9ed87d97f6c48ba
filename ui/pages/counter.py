"""The counter page: a payer comes, a receipt goes. Everything by key, everything also by click.

Left: who. Middle: what is owed and why. Right: the money, then the receipt. What is shown follows from the sale's
flow alone; the page knows which key means what at which stage, and where the cursor belongs.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.bootstrap import Counter
from counter_app.domain.bill import Programme
from counter_app.domain.cash import TenderKind
from counter_app.domain.money import Rupiah
from counter_app.domain.people import Actor
from counter_app.domain.print_job import PrintJob
from counter_app.domain.shift import Shift
from ui.jobs import Jobs
from ui.keys import Act, bind, key_of
from ui.pages.counter_bill import BillColumn
from ui.pages.counter_empty import EmptyColumn
from ui.pages.counter_offline import OfflineStrip
from ui.pages.counter_payer import PayerColumn
from ui.sale_flow import SaleFlow, Stage
from ui.widgets.benefits_sheet import BenefitsSheet, payer_like
from ui.widgets.consent_panel import ConsentPanel
from ui.widgets.digit_burst import DigitBurst
from ui.widgets.plain_label import PlainLabel
from ui.widgets.receipt_panel import ReceiptPanel
from ui.widgets.spoken import Spoken
from ui.widgets.tender_panel import KIND_OF_ACT, QUICK_NOTES, TenderPanel

LEFT, MIDDLE, RIGHT = 372, 586, 344
"""Widths in pixels on the usual screen, and so the shares on a narrower one; on a wider one the middle takes the rest."""
LEAST_LEFT, LEAST_RIGHT = 300, 312
LOW = 620
"""Pixels: a page lower than this is on a small screen."""

_DIGITS = frozenset(key_of(Act.CHOOSE_MONTHS).pressed)
"""A hand's months, or a scanner's number."""
_FREE_FOR_SCANS = (Stage.IDLE, Stage.LOOKING_UP, Stage.BILL, Stage.DONE)


class CounterPage(Spoken):
    """``host_seen``, ``printer_seen`` (a paper's job as it ended) and ``queue_changed`` are for the lamps."""

    host_seen = Signal(bool)
    printer_seen = Signal(object)
    queue_changed = Signal()

    def __init__(self, counter: Counter, jobs: Jobs, actor: Actor, shift: Shift, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self.setObjectName("counterPage")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.shift = shift
        self.flow = SaleFlow(counter, jobs, actor, self)
        self._stage = Stage.IDLE
        self.payer = PayerColumn(counter, jobs, actor, self.flow)
        self.bill = BillColumn(self.flow)
        self.tender, self.consent = TenderPanel(), ConsentPanel()
        self.receipt = ReceiptPanel(counter.zone)
        self.empty = EmptyColumn(counter, jobs, actor, shift)
        self.meter = OfflineStrip(counter, jobs)
        self._keys = PlainLabel(role="small")
        self._burst = DigitBurst(self)
        self.benefits = BenefitsSheet(counter, jobs, self)
        self._acts: dict[Qt.Key, Callable[[], object]] = {
            **_pressed(Act.STEP_ON, self._enter, self._enter),
            **_pressed(Act.STEP_BACK, self._back),
        }
        self._bill_acts: dict[Qt.Key, Callable[[], object]] = {
            **_pressed(Act.STEP_MONTHS, partial(self.flow.step_months, -1), partial(self.flow.step_months, 1)),
            **_pressed(Act.SWITCH_JHT, partial(self.flow.toggle, Programme.JHT)),
            **_pressed(Act.SCROLL, partial(self.bill.bill.scroll_page, -1), partial(self.bill.bill.scroll_page, 1)),
        }
        self._note_acts = _pressed(
            Act.QUICK_SUM, *(partial(self.tender.put_note, number) for number in range(QUICK_NOTES))
        )
        self._lay_out()
        self._connect()
        self._bind()
        self._render()

    def _lay_out(self) -> None:
        self._keys.setObjectName("keys")
        right = QWidget()
        for side, least, most in ((self.payer, LEAST_LEFT, LEFT), (right, LEAST_RIGHT, RIGHT)):
            side.setMinimumWidth(least)
            side.setMaximumWidth(most)
        stack = QVBoxLayout(right)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self.tender)
        stack.addWidget(self.consent)
        stack.addWidget(self.receipt)
        middle = QVBoxLayout()
        middle.addWidget(self.bill, 1)
        middle.addWidget(self.empty, 1)
        person = QHBoxLayout()
        person.setSpacing(16)
        person.addWidget(self.payer, LEFT)
        person.addLayout(middle, MIDDLE)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(person, 1)
        left.addWidget(self.meter)  # not beneath the money, which needs all the height there is
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addLayout(left, LEFT + MIDDLE)
        columns.addWidget(right, RIGHT)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 8)
        whole.setSpacing(8)
        whole.addLayout(columns, 1)
        whole.addWidget(self._keys)

    def _connect(self) -> None:
        flow = self.flow
        flow.changed.connect(self._render)
        flow.host_seen.connect(self.host_seen)
        flow.host_seen.connect(self.meter.know_host)
        flow.printer_seen.connect(self.printer_seen)
        flow.queue_changed.connect(self.queue_changed)
        self._burst.months.connect(flow.set_months)
        self._burst.scanned.connect(self.payer.scanned)
        self.tender.advanced.connect(flow.advance)
        self.tender.paid.connect(self._pay)
        self.tender.unreadable.connect(flow.refuse_tender)
        self.tender.edited.connect(flow.tender_edited)
        self.consent.given.connect(flow.consent)
        self.consent.left.connect(flow.back)
        self.receipt.print_asked.connect(self._print_again)
        self.receipt.consented.connect(self._print_with_consent)
        self.receipt.answered.connect(self.payer.again)
        self.payer.field.stepped.connect(self._scroll_paper)

    def _bind(self) -> None:
        for act, kind in KIND_OF_ACT.items():
            bind(act, self, partial(self.tender.choose, kind), within=True)
        bind(Act.PRINT_AGAIN, self, self._print_again, within=True)
        bind(Act.EXPLAIN_BENEFITS, self, self._explain, within=True)
        bind(Act.GO_TO_COUNTER, self, self.payer.again, within=True)  # we are here: to the field then

    def start(self) -> None:
        """Put the cursor where every payment begins."""
        self.payer.again()
        self.look_again()

    def look_again(self) -> None:
        """A payment may have moved on: nobody is being served, so there is time to see how the last ones stand."""
        self.meter.look()
        if self.flow.stage is Stage.IDLE and self.flow.found is None:
            self.empty.refresh()

    # --- what is shown ---------------------------------------------------------------------------------------------

    def _render(self) -> None:
        stage = self.flow.stage
        if (stage is Stage.COMMITTING and stage is not self._stage) or self.flow.consenting:
            self.setFocus()  # the fields are shut; a key pressed now means nothing
        self.payer.render_flow()
        self.bill.render_flow()
        self.tender.render_flow(self.flow)
        self.consent.render_flow(self.flow)
        self.receipt.show_after(self.flow.after)
        self._show_right()
        self.empty.setVisible(self.flow.found is None)
        self.retranslate()
        if stage is not self._stage:
            before, self._stage = self._stage, stage
            self._burst.drop()
            self._place_cursor(before)
            self.look_again()

    def _show_right(self) -> None:
        """The money, the second person or the receipt: never two, not for a moment, or the window would grow."""
        done, asks = self.flow.after is not None, self.flow.stage is Stage.CONSENT
        shown = self.receipt if done else self.consent if asks else self.tender
        for panel in (self.tender, self.consent, self.receipt):
            if panel is not shown:
                panel.hide()
        shown.setVisible(self.flow.found is not None)

    def _place_cursor(self, before: Stage) -> None:
        match self._stage:
            case Stage.DONE:
                self.payer.next_payer()
            case Stage.BILL:
                self.bill.months.setFocus()
            case Stage.TENDER:
                self.tender.focus_field()
            case Stage.CONSENT:
                self.consent.form.start()
            case Stage.IDLE if self.flow.refusal is None and before is not Stage.LOOKING_UP:
                self.payer.again()
            case _:
                pass

    def retranslate(self) -> None:
        """Say it in the language that is spoken now."""
        self._keys.setText(self._key_words())

    def _key_words(self) -> str:
        match self.flow.stage:
            case Stage.BILL:
                return self.tr(
                    "1 2 3 6 12 or ← → months   ·   J JHT   ·   Enter payment   ·   Esc back   ·   F1 all keys"
                )
            case Stage.TENDER if self.tender.is_for_nobody:
                return self.tr("Esc back   ·   F3 journal   ·   F2 next payer   ·   F1 all keys")
            case Stage.TENDER if self.flow.unsure is not None:
                return self.tr("Enter ask again   ·   F3 journal   ·   F1 all keys")
            case Stage.TENDER:
                return self.tr(
                    "Enter take the money   ·   Alt+1–4 notes   ·   F5–F8 means   ·   Esc back   ·   F1 all keys"
                )
            case Stage.CONSENT:
                return self.tr("Enter next field, then consent   ·   Esc back to the payment   ·   F1 all keys")
            case Stage.DONE:
                return self.tr(
                    "Type or scan the next number   ·   Ctrl+P print again   ·   ↑ ↓ receipt   ·   F1 all keys"
                )
            case _:
                return self.tr("F2 lookup   ·   Enter look up   ·   F1 all keys")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the payer's card needs the height more than the meter's figures do."""
        low = event.size().height() < LOW
        self.meter.be_low(low)
        self.tender.be_low(low)
        super().resizeEvent(event)

    # --- keys ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no field took for itself."""
        act = self._act(event)
        if act is None:
            super().keyPressEvent(event)
            return
        event.accept()
        if not event.isAutoRepeat():
            act()

    def _act(self, event: QKeyEvent) -> Callable[[], object] | None:
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.AltModifier:
            return self._note_acts.get(key)
        if modifiers:
            return None
        if key in _DIGITS and self.flow.stage in _FREE_FOR_SCANS:
            return partial(self._burst.feed, event.text())
        return self._acts.get(key) or (self._bill_acts.get(key) if self.flow.stage is Stage.BILL else None)

    def _enter(self) -> None:
        if self._burst.flush():
            return
        focused = self.focusWidget()
        if isinstance(focused, QAbstractButton) and focused.hasFocus():
            focused.click()
        elif self.flow.stage is Stage.BILL:
            self.flow.advance()

    def _pay(self, kind: TenderKind, tendered: int, reference: str) -> None:
        self.flow.pay(kind, Rupiah(tendered), reference)

    def _scroll_paper(self, by: int) -> None:
        if self.flow.after is not None and not self.payer.names.count:
            self.receipt.paper.scroll_page(1 if by > 0 else -1)

    def _explain(self) -> None:
        """What the contribution is for, at the income of whoever stands there; not while money is being stored."""
        if self.flow.stage is not Stage.COMMITTING:
            self.benefits.explain(payer_like(self.flow.found.participant if self.flow.found else None))

    def _print_again(self) -> None:
        if self.flow.after is not None:
            self.flow.after.print_again()

    def _print_with_consent(self, supervisor: str, pin: str, why: str) -> None:
        if self.flow.after is not None:
            self.flow.after.print_again((supervisor, pin, why))

    def paper_moved(self, job: PrintJob) -> None:
        """A paper that was held was tried by itself."""
        if self.flow.after is not None:
            self.flow.after.paper_moved(job)

    def _back(self) -> None:
        if self.flow.after is None or not self.flow.after.withdraw():
            self.flow.back()


def _pressed(act: Act, *slots: Callable[[], object]) -> dict[Qt.Key, Callable[[], object]]:
    """What each of the table's keys for ``act`` does, in the table's order."""
    return dict(zip(key_of(act).pressed, slots, strict=True))
