"""What is changed about people on the staff page: by keys, for the chosen row, with a second person where it takes two."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.domain.people import Account, Actor, Role
from tests.helpers.counters import CLERK, PIN
from tests.helpers.people import ADMINISTRATOR, OTHER, SUPERVISOR, hire
from tests.helpers.windows import ENTER, ESC, Shell
from ui.keys import Act
from ui.pages.staff import StaffPage

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def staff_page(shell: Shell, by: Actor) -> StaffPage:
    hire(shell.office, *(person for person in (ADMINISTRATOR, SUPERVISOR, OTHER)))
    shell.type(by.id)
    shell.press(ENTER)
    shell.type(PIN)
    shell.press(ENTER)
    shell.until(lambda: shell.window.pages.currentWidget() is not shell.window.log_in)
    if shell.window.desk is None:
        shell.press(Qt.Key.Key_J, modifier=ALT)
    shell.until(lambda: shell.window.desk is not None)
    shell.press(Qt.Key.Key_U, modifier=CTRL)
    page = shell.desk.pages[Act.GO_TO_STAFF].widget
    assert isinstance(page, StaffPage)
    shell.until(lambda: page.model.rowCount() == 4)
    return page


def choose(page: StaffPage, person: Actor) -> None:
    row = next(row for row, each in enumerate(page._people) if each.actor.id == person.id)
    page.table.setCurrentIndex(page.model.index(row, 0))


def key(shell: Shell, letter: Qt.Key) -> None:
    shell.press(letter, modifier=ALT)


def stored(shell: Shell, person: Actor) -> Account:
    with shell.office.store.reading() as work:
        found = work.accounts.get(person.id)
    assert found is not None
    return found


def test_a_name_is_corrected_for_the_chosen_row(shell: Shell) -> None:
    page = staff_page(shell, ADMINISTRATOR)
    choose(page, OTHER)
    key(shell, Qt.Key.Key_N)
    assert shell.focused is page.change.name
    shell.type("Bayu Wicaksono")
    shell.press(ENTER)
    shell.until(lambda: stored(shell, OTHER).actor.name == "Bayu Wicaksono")
    shell.until(lambda: any(each.actor.name == "Bayu Wicaksono" for each in page._people))
    shell.until(page.table.hasFocus)


def test_an_empty_name_is_refused_where_it_was_typed(shell: Shell) -> None:
    page = staff_page(shell, ADMINISTRATOR)
    choose(page, OTHER)
    key(shell, Qt.Key.Key_N)
    QTest.keyClick(page.change.name, Qt.Key.Key_Delete)
    shell.press(ENTER)
    shell.until(page.change.card.error.text)
    assert shell.focused is page.change.name
    shell.press(ESC)
    assert stored(shell, OTHER).actor == OTHER


def test_a_pin_to_begin_with_is_shown_once_and_gone_with_esc(shell: Shell) -> None:
    page = staff_page(shell, ADMINISTRATOR)
    choose(page, CLERK)
    key(shell, Qt.Key.Key_P)
    shell.press(Qt.Key.Key_Space)
    shell.until(page.change.given.text)
    given = page.change.given.text()
    shell.until(lambda: any("PIN awal" in shell.words(page) or each.beginning for each in page._people))
    shell.press(ESC)
    assert page.change.given.text() == ""
    assert given not in shell.words(page)
    assert shell.office.counter.log_in.log_in_anew(CLERK.id, given, "918273") == CLERK


def test_who_leaves_is_marked_and_comes_back_by_the_same_key(shell: Shell) -> None:
    page = staff_page(shell, ADMINISTRATOR)
    choose(page, OTHER)
    key(shell, Qt.Key.Key_D)
    shell.press(Qt.Key.Key_Space)
    shell.until(lambda: not stored(shell, OTHER).active)
    shell.until(lambda: any(not each.active for each in page._people))
    choose(page, OTHER)
    assert page.changes[list(page.changes)[-1]].words == "Kembali"
    key(shell, Qt.Key.Key_D)
    shell.press(Qt.Key.Key_Space)
    shell.until(lambda: stored(shell, OTHER).active)


def test_a_role_that_takes_two_asks_for_the_second_person_in_place(shell: Shell) -> None:
    page = staff_page(shell, SUPERVISOR)
    choose(page, OTHER)
    key(shell, Qt.Key.Key_R)
    key(shell, Qt.Key.Key_2)
    shell.press(Qt.Key.Key_Space)
    shell.consent(SUPERVISOR.id)
    shell.until(page.change.consent.error.text)
    assert stored(shell, OTHER).actor.role is Role.CLERK
    page.change.consent.supervisor.clear()
    page.change.consent.supervisor.setFocus()
    shell.consent(ADMINISTRATOR.id)
    shell.until(lambda: stored(shell, OTHER).actor.role is Role.SUPERVISOR)
    assert shell.office.counter.verification.run().fault is None


def test_a_supervisor_who_is_added_takes_two_as_well(shell: Shell) -> None:
    page = staff_page(shell, SUPERVISOR)
    for field, words in ((page.number, "P-7007"), (page.name, "Ketut"), (page.pin, "918273"), (page.again, "918273")):
        field.setText(words)
    page.number.setFocus()
    key(shell, Qt.Key.Key_2)
    page.again.setFocus()
    shell.press(ENTER)
    shell.consent(ADMINISTRATOR.id, "111111")
    shell.until(page.consent.error.text)
    shell.type(PIN)
    shell.press(ENTER)
    shell.until(lambda: len(page._people) == 5)
    assert page.number.text() == page.consent.pin.text() == ""
    assert not page.consent.isVisible()


@pytest.mark.parametrize("letter", [Qt.Key.Key_R, Qt.Key.Key_P, Qt.Key.Key_D])
def test_nobody_does_it_to_themselves(shell: Shell, letter: Qt.Key) -> None:
    page = staff_page(shell, ADMINISTRATOR)
    choose(page, ADMINISTRATOR)
    key(shell, letter)
    if letter == Qt.Key.Key_R:
        key(shell, Qt.Key.Key_1)
    shell.press(Qt.Key.Key_Space)
    shell.until(page.change.card.error.text)
    assert "nomornya sendiri" in page.change.card.error.text()
    assert stored(shell, ADMINISTRATOR).actor == ADMINISTRATOR
