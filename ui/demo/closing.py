"""The other clerk's shift: one payer, then the blind close: a slip of the count, a variance, its reason, a second person."""

from PySide6.QtCore import Qt

from counter_app.domain.money import Rupiah
from counter_app.domain.print_job import Document
from counter_app.sandbox.people import ACCENTED
from ui.demo.day import ENTER, Day
from ui.demo.drawer import count_all, current, wait_for_count

MISSING, MISCOUNTED, STAYS = Rupiah(2_000), Rupiah(50_000), Rupiah(100_000)
"""What is not in the drawer, what the first count leaves out by mistake, and the float of the next day."""
_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def play(day: Day) -> None:
    """Ends at the log-in."""
    day.look_up(ACCENTED.nik)
    day.to_the_tender()
    day.take_the_money()
    _close(day)


def _close(day: Day) -> None:
    """Counted blind, and once more; what must be there is shown when the count can no longer be changed."""
    clerk, shift = day.clerk, current(day)
    day.missing = MISSING
    there = Rupiah(day.in_the_drawer - MISSING)
    clerk.press(Qt.Key.Key_F10)
    count_all(day, shift, Rupiah(there - MISCOUNTED))
    clerk.picture("count-the-drawer")
    clerk.press(ENTER)
    wait_for_count(day, shift, 1)
    clerk.picture("counted-and-not-compared")
    clerk.press(Qt.Key.Key_U, _ALT)
    count_all(day, shift, there)
    clerk.press(ENTER)
    wait_for_count(day, shift, 2)
    clerk.press(ENTER)
    clerk.wait(lambda: clerk.focus() == "variance-reason", "to be asked why there is a variance")
    clerk.picture("counted-journal-host")
    _explain(day)
    clerk.press(ENTER)
    clerk.wait(lambda: day.counter.shifts.current() is None, "the counter to close")
    day.keep_about(shift.id, Document.CLOSING)
    day.keep_about(shift.id, Document.DEPOSIT)
    clerk.picture("closed-with-a-variance")
    clerk.press(ENTER)


def _explain(day: Day) -> None:
    """What stays for tomorrow, why something is missing, and the supervisor who stands for it too."""
    clerk = day.clerk
    clerk.press(Qt.Key.Key_Backtab, _SHIFT)
    clerk.wait(lambda: clerk.focus() == "stays", "to be asked what stays")
    clerk.type(str(STAYS))
    clerk.press(ENTER)
    clerk.wait(lambda: clerk.focus() == "variance-reason", "to be asked why there is a variance")
    clerk.type("Kembalian kurang dua ribu")
    clerk.press(ENTER)
    day.supervisor_types()
    clerk.picture("variance-explained-supervisor-consents")
