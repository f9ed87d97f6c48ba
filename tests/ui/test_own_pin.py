"""A PIN of one's own: chosen at the log-in by whoever was given one, and by whoever wants another."""

from PySide6.QtCore import Qt

from counter_app.domain.journal import Act
from tests.helpers.counters import CLERK, PIN
from tests.helpers.people import SUPERVISOR, hire
from tests.helpers.windows import ENTER, Shell

OWN = "918273"
ALT = Qt.KeyboardModifier.AltModifier


def noted(shell: Shell, act: Act) -> int:
    with shell.office.store.reading() as work:
        return sum(("act", act.value) in entry.filed for entry in work.journal.chain())


def choose(shell: Shell, first: str, second: str) -> None:
    shell.type(first)
    shell.press(ENTER)
    shell.type(second)
    shell.press(ENTER)


def at_work(shell: Shell) -> bool:
    return shell.window.pages.currentWidget() is not shell.window.log_in


def test_who_was_given_a_pin_chooses_one_of_their_own_and_is_at_work(shell: Shell) -> None:
    hire(shell.office, SUPERVISOR)
    given = shell.office.counter.staff.reset_pin(SUPERVISOR, CLERK.id)
    page = shell.window.log_in
    shell.log_in(given)
    shell.until(page.new.isVisible)
    assert shell.focused is page.new
    assert "PIN awal" in page.card.error.text()
    assert not at_work(shell)
    choose(shell, OWN, "111111")
    assert "berbeda" in page.card.error.text()
    assert shell.focused is page.again
    shell.type(OWN)
    shell.press(ENTER)
    shell.until(lambda: at_work(shell))
    assert noted(shell, Act.PIN_CHANGED) == noted(shell, Act.LOGIN) == 1
    assert page.new.text() == page.again.text() == page.pin.text() == ""


def test_a_pin_is_changed_with_the_log_in(shell: Shell) -> None:
    page = shell.window.log_in
    shell.press(Qt.Key.Key_P, modifier=ALT)
    assert page.new.isVisible()
    shell.type(CLERK.id)
    shell.press(ENTER)
    shell.type(PIN)
    shell.press(ENTER)
    choose(shell, "12345", "12345")
    shell.until(page.card.error.text)
    assert shell.focused is page.new
    choose(shell, OWN, OWN)
    shell.until(lambda: at_work(shell))
    assert shell.office.counter.log_in.prove(CLERK.id, OWN) == CLERK


def test_who_thinks_better_of_it_logs_in_as_before(shell: Shell) -> None:
    page = shell.window.log_in
    shell.press(Qt.Key.Key_P, modifier=ALT)
    shell.press(Qt.Key.Key_P, modifier=ALT)
    assert not page.new.isVisible()
    shell.log_in()
    shell.until(lambda: at_work(shell))
    assert noted(shell, Act.PIN_CHANGED) == 0
