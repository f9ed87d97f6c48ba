"""On the smallest screen and on the usual one, in both languages: nothing is cut off, nothing is without its name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QAccessible, QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.helpers.counters import a_counter
from tests.helpers.tour import PEOPLE, tour
from tests.helpers.windows import Shell
from ui.jobs import Jobs
from ui.theme import Appearance
from ui.translation import Language, Translation
from ui.widgets.key_button import KeyButton
from ui.widgets.language_switch import LanguageSwitch
from ui.widgets.plain_label import ElidedLabel

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks

SIZES = ((1092, 614), (1366, 768))
"""1366 × 768 at 125 %, and at 100 %."""
SMALLEST = (1024, 600)
"""What the pages of drawer and prints must do with as well: an old counter's screen."""
READABLE = 11
"""Pixels: what a button may shrink its words to."""


@pytest.fixture
def crowded(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, appearance: Appearance, translation: Translation
) -> Iterator[Shell]:
    """A window whose payers have everything long."""
    office = a_counter(tmp_path, PEOPLE)
    jobs = Jobs()
    shell = Shell(qtbot, qapp, office, jobs, appearance, translation)
    yield shell
    office.host.let_go()
    jobs.close()
    shell.window.close()
    office.store.close()


def seen(window: QWidget) -> list[QWidget]:
    return [widget for widget in window.findChildren(QWidget) if widget.isVisible()]


def scrolls(widget: QWidget) -> bool:
    """Whether it lies in something that scrolls."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def room_needed(widget: QWidget) -> tuple[int, int]:
    """Width and height below which something of its words is lost; 0 where it sees to that itself."""
    if isinstance(widget, ElidedLabel | LanguageSwitch):
        return 0, 0
    if isinstance(widget, QLabel) and widget.wordWrap():
        return 0, widget.heightForWidth(widget.width())
    if isinstance(widget, KeyButton):
        font = QFont(widget.font())
        font.setPixelSize(READABLE)
        font.setWeight(QFont.Weight.DemiBold)
        return QFontMetrics(font).horizontalAdvance(widget.words) + 6, 0
    if isinstance(widget, QLabel | QPushButton) and widget.text():
        return widget.sizeHint().width(), 0
    return 0, 0


def settle() -> None:
    """Words that have just changed ask for room, and what they get asks others.

    The last rounds are of room alone: a lamp that changes meanwhile must not be measured before it has its place.
    """
    for _ in range(3):
        QApplication.processEvents()
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def cut_off(window: QWidget) -> list[str]:
    """What is larger than its place, or outside the window."""
    faults = []
    for widget in seen(window):
        width, height = room_needed(widget)
        place = QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())
        words = widget.property("text") or widget.objectName() or type(widget).__name__
        if width > widget.width() + 1 or height > widget.height() + 1:
            faults.append(f"{words!r} has {widget.width()}×{widget.height()}, needs {width}×{height}")
        elif not scrolls(widget) and not window.rect().contains(place):
            faults.append(f"{words!r} is at {place.getCoords()}")
    return faults


def nameless(window: QWidget) -> list[str]:
    """What can be used and does not tell a screen reader what it is."""
    usable = [
        widget
        for widget in seen(window)
        if isinstance(widget, QPushButton | QLineEdit | QTableView | QListView)
        or widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    spoken = {widget: QAccessible.queryAccessibleInterface(widget) for widget in usable}
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget, interface in spoken.items()
        if len(interface.text(QAccessible.Text.Name).strip(" ◐")) < 2
    ]


@pytest.mark.parametrize("language", Language)
def test_every_state_fits_both_screens_and_tells_its_name(
    crowded: Shell, translation: Translation, language: Language
) -> None:
    translation.use(language)
    window = crowded.window
    faults = []
    for state in tour(crowded):
        for width, height in (*SIZES, SMALLEST) if state.startswith(("drawer", "prints")) else SIZES:
            window.resize(width, height)
            settle()
            least = window.minimumSizeHint()
            if least.width() > width or least.height() > height:
                faults.append(f"{state}: wants {least.width()}×{least.height()} of {width}×{height}")
            faults += [f"{state} at {width}×{height}: {fault}" for fault in cut_off(window)]
        faults += [f"{state}: no name for {widget}" for widget in nameless(window)]
        focused = QApplication.focusWidget()
        if focused is None or not focused.isVisible():
            faults.append(f"{state}: no cursor anywhere")
    assert "\n".join(faults) == ""


def tabbed(shell: Shell, times: int) -> list[str]:
    """Where Tab leads, by object name."""
    names = []
    for _ in range(times):
        QTest.keyClick(shell.focused, Qt.Key.Key_Tab)
        names.append(shell.focused.objectName())
    return names


def shows_its_focus(widget: QWidget) -> bool:
    """Whether it looks different with the focus than without."""
    widget.setFocus()
    with_focus = widget.grab().toImage()
    widget.clearFocus()
    return with_focus != widget.grab().toImage()


def test_tab_goes_the_way_the_eye_goes_and_is_seen_everywhere(crowded: Shell) -> None:
    orders = {}
    unseen = []
    for state in tour(crowded):
        if state in ("cash-short", "bill"):
            crowded.desk.counter.payer.field.setFocus()
            orders[state] = tabbed(crowded, 6)
            reached = [crowded.window.findChild(QWidget, name) for name in orders[state] if name]
            unseen += [widget.objectName() for widget in reached if widget and not shows_its_focus(widget)]
            (crowded.desk.counter.bill.months if state == "bill" else crowded.desk.counter.tender.amount).setFocus()
        elif state == "log-in-wrong":
            crowded.window.log_in.staff.setFocus()
            orders[state] = tabbed(crowded, 4)
        elif state == "journal":
            orders[state] = tabbed(crowded, 3)
            break
    assert orders == {
        "log-in-wrong": ["pin", "logIn", "change-pin", "staff"],
        "bill": ["months", "programme-JHT", "tender-CASH", "pay", "lookup", "months"],
        "cash-short": ["tender-CASH", "amount", "note-1", "note-2", "pay", "lookup"],
        "journal": ["paper", "printCopy", "filter"],
    }
    assert unseen == []
