"""The end of the day: the journal and a copy, the other faces of the window, the drawer counted and the slip signed."""

from PySide6.QtCore import Qt

from counter_app import demo_office
from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_slip import NO_SUM, takings
from counter_app.domain.drawer import DENOMINATIONS, in_few_pieces
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment
from counter_app.domain.people import Actor
from counter_app.domain.print_job import Document, PrintJob, PrintState
from counter_app.sandbox.people import SITI
from counter_app.services.closings import Standing
from ui.demo.day import ENTER, Day
from ui.demo.reckoning import keep_slip

_CTRL = Qt.KeyboardModifier.ControlModifier
_CLERK = Actor(demo_office.CLERK.id, demo_office.CLERK.name, demo_office.CLERK.role)
_PAPERS = {"penutupan": Document.CLOSING, "setoran": Document.DEPOSIT}
"""What comes out at the close, by how its files are called."""


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
    _count(day, Rupiah(shift.float_amount + day.taken - day.returned))
    clerk.picture("count-the-drawer")
    clerk.press(ENTER)
    clerk.wait(lambda: _standing(day).last is not None, "the count to be kept")
    clerk.picture("counted-and-not-compared")
    clerk.press(ENTER)
    clerk.wait(lambda: _standing(day).revealed, "the sum to be shown")
    clerk.picture("counted-journal-host")
    clerk.press(ENTER)
    clerk.wait(lambda: day.counter.shifts.current() is None, "the counter to close")
    clerk.wait(lambda: len(_closing_slips(day)) == len(_PAPERS), "the Z report and the deposit slip on paper")
    clerk.picture("closed-to-the-rupiah")
    for job, ending in zip(_closing_slips(day), _PAPERS, strict=True):
        (name,) = [path.stem for path in (day.counter.settings.home / "printer").glob(f"*-{ending}.bin")]
        fault = keep_slip(day.counter, job, name.removesuffix(f"-{ending}"), day.receipts)
        day.faults += [fault] if fault else []


def _count(day: Day, cash: Rupiah) -> None:
    """Piece by piece, in as few as can be, then the slips of what was paid otherwise."""
    counted = in_few_pieces(cash)
    numbers = [*(counted.of(each) for each in DENOMINATIONS), counted.small]
    with day.counter.store.reading() as work:
        current = work.shifts.current()
        taken = dict(takings(work.payments.of_shift(current.id))) if current is not None else {}
    for kind in TenderKind:
        slips = taken.get(kind, NO_SUM)
        numbers += [slips.count, slips.amount] if kind is not TenderKind.CASH else []
    for number in numbers:
        day.clerk.type(str(number))
        day.clerk.press(ENTER)


def _standing(day: Day) -> Standing:
    assert day.shift is not None
    return day.counter.day.closings.standing(_CLERK, day.shift.id)


def _closing_slips(day: Day) -> list[PrintJob]:
    assert day.shift is not None
    with day.counter.store.reading() as work:
        jobs = [job for kind in _PAPERS.values() for job in work.prints.of_shift(day.shift.id, kind)]
    return [job for job in jobs if job.state is PrintState.DELIVERED]
