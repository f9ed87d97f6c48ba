"""The morning itself: what the clerk does, payer by payer, and what must be on screen before the next key."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt

from counter_app import demo_office
from counter_app.bootstrap import Counter
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.print_job import PrintState
from counter_app.domain.shift import Shift
from counter_app.sandbox.people import FARMER, FISHER, SITI, TRADER
from counter_app.sandbox.process import SandboxProcess
from counter_app.services.ports import Clock
from ui.demo.clerk import Clerk, DemoStuck
from ui.demo.reckoning import keep_receipt

FLOAT = Rupiah(200_000)
TOTAL_OVER_THE_END_OF_A_RELIEF = Rupiah(289_600)
"""The trader's three months from 2026-11: two at half, one at full (PP 50/2025)."""

_ENTER = Qt.Key.Key_Return
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@dataclass(slots=True)
class Morning:
    """Plays against ``counter``, whose window ``clerk`` works. ``cash_taken`` is what the payers left in the drawer, rupiah."""

    clerk: Clerk
    counter: Counter
    sandbox: SandboxProcess
    clock: Clock
    receipts: Path
    shift: Shift | None = None
    cash_taken: Rupiah = Rupiah(0)
    faults: list[str] = field(default_factory=list)

    def play(self) -> None:
        """From log-in to the last copy. Raises ``DemoStuck`` where the window does not follow."""
        self._log_in()
        self._open_the_counter()
        self._by_nik()
        self._a_number_too_short()
        self._by_name()
        self._lapsed()
        self._over_the_end_of_a_relief()
        offline = self._while_the_host_is_down()
        self._the_host_is_back(offline)
        self._look_at_the_journal(offline)
        self._show_the_rest()
        self._step_out_and_come_back()
        self._close_the_counter()

    # --- before the first payer --------------------------------------------------------------------------------------

    def _log_in(self) -> None:
        clerk = self.clerk
        clerk.wait(lambda: clerk.seen("staff") is not None, "the log-in")
        clerk.picture("log-in")
        clerk.type(demo_office.CLERK.id)
        clerk.press(_ENTER)
        clerk.type(demo_office.CLERK.pin)
        clerk.press(_ENTER)
        clerk.wait(lambda: clerk.seen("staff") is None, "the PIN to be accepted")

    def _open_the_counter(self) -> None:
        clerk = self.clerk
        clerk.type(str(FLOAT))
        clerk.picture("open-the-counter")
        clerk.press(_ENTER)
        clerk.wait(lambda: clerk.seen("lookup") is not None, "the counter page")
        self.shift = self.counter.shifts.current()
        clerk.wait(lambda: self.counter.sync.state().finished_at is not None, "the participants", 60)
        clerk.picture("counter")

    # --- five payers and a slip of the hand --------------------------------------------------------------------------

    def _by_nik(self) -> None:
        self._look_up(SITI.nik)
        self.clerk.picture("bill-by-nik")
        self._to_the_tender()
        self.clerk.type("20000")
        self.clerk.picture("tender-cash")
        self._take_the_money()
        self.clerk.picture("paid-and-printed")

    def _a_number_too_short(self) -> None:
        clerk = self.clerk
        clerk.type(SITI.nik[:-1])
        clerk.press(_ENTER)
        clerk.wait(lambda: clerk.seen("lookup") is not None and "15" in clerk.words("lookupHint"), "the complaint")
        clerk.picture("refused-15-digits")
        clerk.press(Qt.Key.Key_A, _CTRL)
        clerk.press(Qt.Key.Key_Backspace)

    def _by_name(self) -> None:
        clerk = self.clerk
        clerk.type("desi lest")
        clerk.wait(lambda: clerk.seen("names") is not None, "the list of names")
        clerk.picture("names-while-typing")
        clerk.press(_ENTER)
        clerk.wait(lambda: clerk.seen("bill") is not None, "the bill")
        self._to_the_tender()
        clerk.press(Qt.Key.Key_F6)
        clerk.type("QR-778812")
        clerk.picture("tender-qris")
        self._take_the_money()

    def _lapsed(self) -> None:
        self._look_up(FISHER.kpj)
        self.clerk.picture("lapsed")
        self._to_the_tender()
        self.clerk.press(Qt.Key.Key_1, _ALT)
        self.clerk.picture("tender-quick-note")
        self._take_the_money()

    def _over_the_end_of_a_relief(self) -> None:
        clerk = self.clerk
        self._look_up(TRADER.nik)
        clerk.type("3")
        clerk.wait(lambda: clerk.words("sum").endswith("289.600"), "the bill of three months")
        clerk.picture("three-months-over-the-end-of-a-relief")
        self._to_the_tender()
        clerk.type("300000")
        payment = self._take_the_money()
        clerk.picture("paid-three-months")
        if payment.total != TOTAL_OVER_THE_END_OF_A_RELIEF:
            self.faults.append(f"three months cost {payment.total}, not {TOTAL_OVER_THE_END_OF_A_RELIEF}")

    def _while_the_host_is_down(self) -> Payment:
        self.sandbox.stop()
        self._look_up(FARMER.nik)
        self.clerk.picture("host-down-local-data")
        self._to_the_tender()
        payment = self._take_the_money(PaymentState.UNKNOWN)
        self.clerk.picture("accepted-awaiting-the-host")
        return payment

    def _the_host_is_back(self, offline: Payment) -> None:
        self.sandbox.start(self.clock.now())
        self.clerk.wait(self._is(offline, PaymentState.CONFIRMED), "the payment to be confirmed", 60)

    # --- afterwards --------------------------------------------------------------------------------------------------

    def _look_at_the_journal(self, offline: Payment) -> None:
        clerk = self.clerk
        clerk.press(Qt.Key.Key_F3)
        clerk.wait(lambda: clerk.words("paper-number") == offline.receipt_number, "the journal")
        clerk.wait(clerk.sees_paper, "the receipt beside the journal")
        clerk.picture("journal")
        clerk.press(Qt.Key.Key_P)
        clerk.wait(lambda: self._copies_printed(offline) == 1, "the copy")
        clerk.picture("reprint-salinan-1")
        self._keep(offline.receipt_number, copy=1)

    def _show_the_rest(self) -> None:
        clerk = self.clerk
        clerk.press(Qt.Key.Key_F1)
        clerk.picture("keys")
        clerk.press(Qt.Key.Key_Escape)
        clerk.press(Qt.Key.Key_F2)
        clerk.press(Qt.Key.Key_F9)
        self._look_up(SITI.nik)
        clerk.picture("in-english")
        clerk.press(Qt.Key.Key_F11)
        clerk.picture("in-the-dark")
        clerk.press(Qt.Key.Key_F11)
        clerk.press(Qt.Key.Key_F9)
        clerk.press(Qt.Key.Key_Escape)

    def _step_out_and_come_back(self) -> None:
        clerk = self.clerk
        clerk.press(Qt.Key.Key_L, _CTRL)
        clerk.wait(lambda: clerk.seen("unlock-pin") is not None, "the lock")
        clerk.picture("locked")
        clerk.type(demo_office.CLERK.pin)
        clerk.press(_ENTER)
        clerk.wait(lambda: clerk.seen("unlock-pin") is None, "the PIN to unlock")

    def _close_the_counter(self) -> None:
        clerk = self.clerk
        clerk.press(Qt.Key.Key_F10)
        clerk.type(str(FLOAT + self.cash_taken))
        clerk.press(_ENTER)
        clerk.picture("count-the-drawer")
        clerk.press(_ENTER)
        clerk.wait(lambda: self.counter.shifts.current() is None, "the counter to close")
        clerk.picture("closed-to-the-rupiah")

    # --- the clerk's habits ------------------------------------------------------------------------------------------

    def _look_up(self, number: str) -> None:
        self.clerk.type(number)
        self.clerk.press(_ENTER)
        self.clerk.wait(lambda: self.clerk.seen("bill") is not None, "the bill")

    def _to_the_tender(self) -> None:
        self.clerk.press(_ENTER)
        self.clerk.wait(lambda: self.clerk.seen("pay") is not None, "the tender")

    def _take_the_money(self, state: PaymentState = PaymentState.CONFIRMED) -> Payment:
        """Enter, and wait for paper and for the cursor to be back where the next payer begins."""
        clerk = self.clerk
        before = self._numbers()
        clerk.press(_ENTER)
        clerk.wait(lambda: len(self._numbers()) == len(before) + 1, "the commit")
        (number,) = set(self._numbers()) - set(before)
        payment = self._payment(number)
        clerk.wait(self._is(payment, state), f"the payment to be {state}")
        clerk.wait(lambda: self._paper_is_out(payment), "the receipt on paper")
        clerk.wait(clerk.sees_paper, "the receipt on screen")
        self.cash_taken = Rupiah(self.cash_taken + payment.cash_taken)
        self._keep(number, copy=0)
        return payment

    def _keep(self, number: str, copy: int) -> None:
        fault = keep_receipt(self.counter, self.counter.printing.receipt(number, copy), self.receipts)
        self.faults += [fault] if fault else []

    # --- the books, read only ----------------------------------------------------------------------------------------

    def _numbers(self) -> list[str]:
        with self.counter.store.reading() as work:
            return [payment.receipt_number for payment in work.payments.all()]

    def _payment(self, number: str) -> Payment:
        with self.counter.store.reading() as work:
            payment = work.payments.by_receipt(number)
        if payment is None:
            raise DemoStuck(f"receipt {number} is not in the books")
        return payment

    def _is(self, payment: Payment, state: PaymentState) -> Callable[[], bool]:
        return lambda: self._payment(payment.receipt_number).state is state

    def _paper_is_out(self, payment: Payment) -> bool:
        return self.counter.printing.original(payment.id).state is PrintState.DELIVERED

    def _copies_printed(self, payment: Payment) -> int:
        with self.counter.store.reading() as work:
            jobs = work.prints.of_payment(payment.id)
        return sum(job.copy > 0 and job.state is PrintState.DELIVERED for job in jobs)
