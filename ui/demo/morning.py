"""The ordinary morning: log-in, the float by note and coin, a worker who registers, four payers and a slip of the hand.

What goes wrong comes after it.
"""

from PySide6.QtCore import Qt

from counter_app.domain.drawer import Denomination, count_of
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment
from counter_app.sandbox.people import FISHER, SITI, TRADER
from ui.demo import registering
from ui.demo.day import ENTER, LONG, Day

FLOAT = count_of(
    {
        Denomination(Rupiah(50_000)): 1,
        Denomination(Rupiah(20_000)): 3,
        Denomination(Rupiah(10_000)): 5,
        Denomination(Rupiah(5_000)): 6,
        Denomination(Rupiah(2_000)): 4,
        Denomination(Rupiah(500), coin=True): 4,
    }
)
"""Rp200.000 in the pieces that give change."""
TOTAL_OVER_THE_END_OF_A_RELIEF = Rupiah(289_600)
"""The trader's three months from 2026-11: two at half, one at full (PP 50/2025)."""

_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def play(day: Day) -> Payment:
    """From log-in to the fifth payer; gives back one that can be reversed. Raises ``DemoStuck``."""
    _open_the_counter(day)
    registering.play(day)
    _by_nik(day)
    _a_number_too_short(day)
    _by_name(day)
    lapsed = _lapsed(day)
    _over_the_end_of_a_relief(day)
    return lapsed


def _open_the_counter(day: Day) -> None:
    clerk = day.clerk
    clerk.wait(lambda: clerk.seen("staff") is not None, "the log-in")
    clerk.picture("log-in")
    day.log_in()
    clerk.press(Qt.Key.Key_H, _ALT)
    day.count(FLOAT)
    clerk.picture("open-the-counter")
    clerk.press(ENTER)
    clerk.wait(lambda: clerk.seen("lookup") is not None, "the counter page")
    day.shift = day.counter.shifts.current()
    clerk.wait(lambda: day.counter.sync.state().finished_at is not None, "the participants", LONG)
    clerk.picture("counter")


def _by_nik(day: Day) -> None:
    day.look_up(SITI.nik)
    day.clerk.picture("bill-by-nik")
    day.to_the_tender()
    day.clerk.type("20000")
    day.clerk.picture("tender-cash")
    day.take_the_money()
    day.clerk.picture("paid-and-printed")


def _a_number_too_short(day: Day) -> None:
    clerk = day.clerk
    clerk.type(SITI.nik[:-1])
    clerk.press(ENTER)
    clerk.wait(lambda: clerk.seen("lookup") is not None and "15" in clerk.words("lookupHint"), "the complaint")
    clerk.picture("refused-15-digits")
    clerk.press(Qt.Key.Key_A, _CTRL)
    clerk.press(Qt.Key.Key_Backspace)


def _by_name(day: Day) -> None:
    clerk = day.clerk
    clerk.type("desi lest")
    clerk.wait(lambda: clerk.seen("names") is not None, "the list of names")
    clerk.picture("names-while-typing")
    clerk.press(ENTER)
    clerk.wait(lambda: clerk.seen("bill") is not None, "the bill")
    day.to_the_tender()
    clerk.press(Qt.Key.Key_F6)
    clerk.type("QR-778812")
    clerk.picture("tender-qris")
    day.take_the_money()


def _lapsed(day: Day) -> Payment:
    day.look_up(FISHER.kpj)
    day.clerk.picture("lapsed")
    day.to_the_tender()
    day.clerk.press(Qt.Key.Key_1, _ALT)
    day.clerk.picture("tender-quick-note")
    return day.take_the_money()


def _over_the_end_of_a_relief(day: Day) -> None:
    clerk = day.clerk
    day.look_up(TRADER.nik)
    clerk.type("3")
    clerk.wait(lambda: clerk.words("sum").endswith("289.600"), "the bill of three months")
    clerk.picture("three-months-over-the-end-of-a-relief")
    day.to_the_tender()
    clerk.type("300000")
    payment = day.take_the_money()
    clerk.picture("paid-three-months")
    if payment.total != TOTAL_OVER_THE_END_OF_A_RELIEF:
        day.faults.append(f"three months cost {payment.total}, not {TOTAL_OVER_THE_END_OF_A_RELIEF}")
