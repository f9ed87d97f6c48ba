"""People who stopped paying: the list, a message, what came of a call, a letter."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from counter_app.domain.reminder import Stage
from ui.demo.day import ENTER, Day
from ui.two_line_model import CellRole

_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_WILL_PAY = Qt.Key.Key_1


def play(day: Day) -> None:
    """Ends at the counter."""
    clerk = day.clerk
    clerk.press(Qt.Key.Key_I, _CTRL)
    clerk.wait(lambda: _lists(day, Stage.DUE), "who is due")
    clerk.press(Qt.Key.Key_2, _ALT)
    clerk.wait(lambda: _lists(day, Stage.GRACE), "who is in the months of grace")
    clerk.press(Qt.Key.Key_M)
    clerk.wait(lambda: clerk.focus() == "message-sheet", "the message")
    clerk.picture("reminders-message")
    clerk.press(Qt.Key.Key_Escape)
    clerk.wait(lambda: _lists(day, Stage.GRACE), "the list again")
    clerk.press(Qt.Key.Key_L)
    clerk.save_as(day.documents / "surat-pengingat.pdf")
    clerk.wait(lambda: "pdf" in clerk.words("reminders-foot"), "to be told that the letter is there")
    _note_a_call(day)
    clerk.picture("reminders-in-grace")
    clerk.press(Qt.Key.Key_F2)


def _lists(day: Day, stage: Stage) -> bool:
    """Whether the list of ``stage`` is there, with the cursor in it."""
    table = day.clerk.seen("reminders")
    if not isinstance(table, QTableView) or not table.hasFocus():
        return False
    first = table.model().index(0, 0).data(CellRole.ROW)
    return first is not None and first.cover.stage is stage


def _note_a_call(day: Day) -> None:
    clerk = day.clerk
    clerk.wait(lambda: _lists(day, Stage.GRACE), "the list again")
    clerk.press(Qt.Key.Key_N)
    clerk.wait(lambda: clerk.focus() == "contact-form", "to be asked what came of it")
    clerk.press(_WILL_PAY)
    clerk.press(Qt.Key.Key_Tab)
    clerk.wait(lambda: clerk.focus() == "contact-note", "the cursor where a note is typed")
    clerk.type("Datang hari Senin")
    clerk.picture("reminders-what-came-of-it")
    clerk.press(ENTER)
    clerk.wait(lambda: bool(clerk.words("reminders-said")), "to be told that it is written down")
    clerk.wait(lambda: _lists(day, Stage.GRACE), "the list again")
