"""Old personal data in the window: counted first, let go at the second Enter, and never by accident."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.journal import Act as JournalAct
from tests.helpers.builders import a_participant
from tests.helpers.people import ADMINISTRATOR
from tests.helpers.windows import ENTER, ESC, Shell
from tests.ui.test_desks import at_work
from ui.keys import Act
from ui.pages.retention import RetentionPage

CTRL = Qt.KeyboardModifier.ControlModifier
LONG_AGO = timedelta(days=366 * 6)


def old_people(shell: Shell, count: int) -> None:
    """Of whom this office's host never tells again."""
    with shell.office.store.writing() as work:
        work.participants.save(
            [a_participant(70 + n, protected_until=None) for n in range(count)], shell.office.clock.now() - LONG_AGO
        )


def opened(shell: Shell) -> RetentionPage:
    desk = at_work(shell, ADMINISTRATOR)
    shell.press(Qt.Key.Key_J, modifier=CTRL)
    page = desk.pages[Act.GO_TO_RETENTION].widget
    assert isinstance(page, RetentionPage)
    shell.until(lambda: page._due is not None and page._looking is None)
    return page


def decided(shell: Shell) -> int:
    with shell.office.store.reading() as work:
        return sum(f'"act":"{JournalAct.DATA_LET_GO}"'.encode() in each.canonical for each in work.journal.chain())


def test_an_administrator_sees_what_is_due_and_the_second_enter_lets_it_go(shell: Shell) -> None:
    old_people(shell, 3)
    page = opened(shell)
    assert "3" in page.action.text()
    assert "5 tahun" in shell.words(page)
    shell.press(ENTER)
    assert page.armed
    assert decided(shell) == 0
    shell.press(ENTER)
    shell.until(lambda: "3 sudah dihapus" in shell.words(page))
    assert decided(shell) == 1
    assert not page.action.isEnabled()


def test_esc_takes_the_decision_back_and_then_leads_home(shell: Shell) -> None:
    old_people(shell, 1)
    page = opened(shell)
    shell.press(ENTER)
    assert "Ya, selamanya" in page.action.text()
    shell.press(ESC)
    assert not page.armed
    assert shell.window.pages.currentWidget() is page
    assert decided(shell) == 0
    shell.press(ESC)
    assert shell.window.pages.currentWidget() is not page


def test_nothing_due_offers_nothing(shell: Shell) -> None:
    page = opened(shell)
    assert not page.action.isEnabled()
    assert "Belum ada yang lewat" in shell.words(page)
    page.action.click()
    assert not page.armed


def test_what_has_become_due_meanwhile_is_shown_before_it_goes(shell: Shell) -> None:
    old_people(shell, 1)
    page = opened(shell)
    shell.press(ENTER)
    old_people(shell, 2)
    shell.press(ENTER)
    shell.until(lambda: "Periksa kembali" in page.said.text())
    shell.until(lambda: "2" in page.action.text())
    assert decided(shell) == 0


def test_a_clerk_has_no_such_page(shell: Shell) -> None:
    desk = shell.begin()
    assert Act.GO_TO_RETENTION not in desk.pages


@pytest.mark.parametrize(("width", "height"), [(1024, 600), (1366, 768)])
def test_the_page_fits_with_everything_on_it(shell: Shell, width: int, height: int) -> None:
    old_people(shell, 2)
    page = opened(shell)
    shell.window.resize(width, height)
    shell.press(ENTER)
    page.line.show()
    assert page.minimumSizeHint().width() <= width
    assert page.minimumSizeHint().height() <= height - 56
