"""The end of the day: the journal and a copy, the other faces of the window, the drawer counted and the slip signed."""

from PySide6.QtCore import Qt

from counter_app import demo_office
from counter_app.domain.payment import Payment
from counter_app.domain.print_job import Document, PrintJob, PrintState
from counter_app.sandbox.people import SITI
from ui.demo.day import ENTER, Day
from ui.demo.reckoning import keep_slip

_CTRL = Qt.KeyboardModifier.ControlModifier


def play(day: Day, offline: Payment) -> None:
    """``offline``: one whose receipt said *diterima*, so that its copy says more."""
    _look_at_the_journal(day, offline)
    _show_the_rest(day)
    _step_out_and_come_back(day)
    _close_the_counter(day)


def _look_at_the_journal(day: Day, offline: Payment) -> None:
    clerk = day.clerk
    clerk.press(Qt.Key.Key_F3)
    clerk.wait(lambda: clerk.goes_to("journal", offline.id), "the journal")
    clerk.wait(lambda: clerk.words("paper-number") == offline.receipt_number, "its number beside the journal")
    clerk.wait(clerk.sees_paper, "the receipt beside the journal")
    clerk.picture("journal")
    clerk.press(Qt.Key.Key_P)
    clerk.wait(lambda: _copies_printed(day, offline) == 1, "the copy")
    clerk.picture("reprint-salinan-1")
    day.keep(offline.receipt_number, copy=1)


def _copies_printed(day: Day, payment: Payment) -> int:
    return sum(_is_copy(job) for job in day.papers(payment.id, Document.RECEIPT))


def _is_copy(job: PrintJob) -> bool:
    return job.copy > 0 and job.state is PrintState.DELIVERED


def _show_the_rest(day: Day) -> None:
    clerk = day.clerk
    clerk.press(Qt.Key.Key_F1)
    clerk.picture("keys")
    clerk.press(Qt.Key.Key_Escape)
    clerk.press(Qt.Key.Key_F2)
    clerk.press(Qt.Key.Key_F9)
    day.look_up(SITI.nik)
    clerk.picture("in-english")
    clerk.press(Qt.Key.Key_F11)
    clerk.picture("in-the-dark")
    clerk.press(Qt.Key.Key_F11)
    clerk.press(Qt.Key.Key_F9)
    clerk.press(Qt.Key.Key_Escape)


def _step_out_and_come_back(day: Day) -> None:
    clerk = day.clerk
    clerk.press(Qt.Key.Key_L, _CTRL)
    clerk.wait(lambda: clerk.seen("unlock-pin") is not None, "the lock")
    clerk.picture("locked")
    clerk.type(demo_office.CLERK.pin)
    clerk.press(ENTER)
    clerk.wait(lambda: clerk.seen("unlock-pin") is None, "the PIN to unlock")


def _close_the_counter(day: Day) -> None:
    """Counted blind: what must be there is shown when the count can no longer be changed."""
    clerk, shift = day.clerk, day.shift
    assert shift is not None
    clerk.press(Qt.Key.Key_F10)
    clerk.type(str(shift.float_amount + day.taken - day.returned))
    clerk.press(ENTER)
    clerk.picture("count-the-drawer")
    clerk.press(ENTER)
    clerk.wait(lambda: day.counter.shifts.current() is None, "the counter to close")
    clerk.wait(lambda: _closing_slips(day) != [], "the closing slip on paper")
    clerk.picture("closed-to-the-rupiah")
    (name,) = [path.stem for path in (day.counter.settings.home / "printer").glob("*-penutupan.bin")]
    fault = keep_slip(day.counter, _closing_slips(day)[0], name.removesuffix("-penutupan"), day.receipts)
    day.faults += [fault] if fault else []


def _closing_slips(day: Day) -> list[PrintJob]:
    assert day.shift is not None
    with day.counter.store.reading() as work:
        return [job for job in work.prints.of_shift(day.shift.id) if job.state is PrintState.DELIVERED]
