"""After the power cut: the journal and a copy, the other faces of the window, the lock."""

from PySide6.QtCore import Qt

from counter_app import demo_office
from counter_app.domain.payment import Payment
from counter_app.domain.print_job import Document, PrintJob
from counter_app.sandbox.people import SITI
from ui.demo.day import ENTER, Day

_CTRL = Qt.KeyboardModifier.ControlModifier


def play(day: Day, offline: Payment) -> None:
    """``offline``: one whose receipt said *diterima*, so that its copy says more."""
    _look_at_the_journal(day, offline)
    _show_the_rest(day)
    _step_out_and_come_back(day)


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
    return job.copy > 0 and job.is_out


def _show_the_rest(day: Day) -> None:
    clerk = day.clerk
    clerk.press(Qt.Key.Key_F1)
    clerk.picture("keys")
    clerk.press(Qt.Key.Key_Escape)
    clerk.press(Qt.Key.Key_M, _CTRL)
    clerk.wait(lambda: clerk.focus() == "pages-search", "the menu")
    clerk.picture("menu")
    clerk.press(Qt.Key.Key_Escape)
    clerk.press(Qt.Key.Key_F2)
    day.look_up(SITI.nik)
    _what_the_programmes_give(day)
    clerk.press(Qt.Key.Key_F9)
    clerk.picture("in-english")
    clerk.press(Qt.Key.Key_F11)
    clerk.picture("in-the-dark")
    clerk.press(Qt.Key.Key_F11)
    clerk.press(Qt.Key.Key_F9)
    clerk.press(Qt.Key.Key_Escape)


def _what_the_programmes_give(day: Day) -> None:
    clerk = day.clerk
    clerk.press(Qt.Key.Key_B, _CTRL)
    clerk.wait(lambda: clerk.focus() == "benefits-income", "what the programmes give at this income")
    clerk.picture("what-the-programmes-give")
    clerk.press(Qt.Key.Key_S, _CTRL)
    clerk.save_as(day.documents / "manfaat.pdf")
    clerk.press(Qt.Key.Key_Escape)
    clerk.wait(lambda: clerk.focus() != "benefits-income", "the bill again")


def _step_out_and_come_back(day: Day) -> None:
    clerk = day.clerk
    clerk.press(Qt.Key.Key_L, _CTRL)
    clerk.wait(lambda: clerk.seen("unlock-pin") is not None, "the lock")
    clerk.picture("locked")
    clerk.type(demo_office.CLERK.pin)
    clerk.press(ENTER)
    clerk.wait(lambda: clerk.seen("unlock-pin") is None, "the PIN to unlock")
