"""A name from the host is text and nothing else, wherever in the window it comes to stand."""

import unicodedata
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QWidget

from counter_app.sandbox.people import AWKWARD_NAMES
from tests.helpers.builders import a_participant
from tests.helpers.windows import ENTER, Shell
from ui.pages.close_shift import Stage

MANY = "Wijayakusumawardhana " * 14
NAMES = (*AWKWARD_NAMES, "\x1b]0;title\x07\x9b2J\u2066Budi\u2069\u200b", "<b>x</b>&amp;&T\n\tan " + MANY)
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.StatusTipRole,
)


def spoken(widget: QWidget) -> Iterator[tuple[str, str]]:
    """All that one widget shows, tips or says, with where."""
    where = f"{type(widget).__name__} {widget.objectName()}"
    yield f"{where} tool tip", widget.toolTip()
    yield f"{where} accessible name", widget.accessibleName()
    yield f"{where} description", widget.accessibleDescription()
    yield f"{where} title", widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield where, widget.text()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _cells(widget, where)


def _cells(view: QAbstractItemView, where: str) -> Iterator[tuple[str, str]]:
    model = view.model()
    for row in range(model.rowCount(QModelIndex())):
        for column in range(model.columnCount(QModelIndex())):
            for role in ROLES:
                value = model.index(row, column).data(role)
                if isinstance(value, str):
                    yield f"{where} {row}/{column} {role.name}", value


def faults_of(shell: Shell) -> list[str]:
    """What moves, hides, turns or marks up anything in the window."""
    found = []
    for widget in [shell.window, *shell.window.findChildren(QWidget)]:
        if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
            found.append(f"{widget.objectName()} guesses at markup: {widget.text()[:40]!r}")
        for where, text in spoken(widget):
            if [each for each in text if unicodedata.category(each)[0] == "C" and each != "\n"]:
                found.append(f"{where}: {text[:60]!r}")
            if "tool tip" in where.lower() and "<" in text:
                found.append(f"{where} is markup: {text[:60]!r}")
    return found


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_is_inert_on_every_page_it_comes_to(shell: Shell, name: str) -> None:
    person = a_participant(7, name=name)
    shell.office.host.people.append(person)
    desk = shell.begin()
    shell.type(person.nik)
    shell.press(ENTER)
    shell.until(lambda: "Rp" in shell.words(desk.counter))
    assert faults_of(shell) == []
    shell.press(ENTER)
    shell.type("200000")
    shell.press(ENTER)
    shell.until(lambda: bool(shell.office.printer.papers))
    assert faults_of(shell) == []
    shell.press(Qt.Key.Key_F3)
    shell.until(lambda: desk.journal.model.rowCount() == 1)
    assert faults_of(shell) == []
    shell.office.host.let_go()


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_turns_none_of_the_amounts_it_stands_beside_at_the_close(shell: Shell, name: str) -> None:
    person = a_participant(7, name=name)
    shell.office.host.people.append(person)
    page = shell.begin().close
    shell.sell(person)
    shell.office.host.away = True
    shell.press(Qt.Key.Key_F10)
    shell.count_drawer(200_000)
    shell.press(ENTER)
    shell.until(lambda: page.stage is Stage.COUNTED)
    shell.press(ENTER)
    shell.until(lambda: page.stage is Stage.REVEALED)
    assert person.nik not in page.reveal.columns.pending.text()
    assert "Rp" in page.reveal.columns.pending.text()
    assert faults_of(shell) == []
