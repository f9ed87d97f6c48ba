"""The way through the pages: what the bar keeps, what the menu has, and that one always reads where one is."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

from counter_app.services.ports import Queue
from tests.helpers.people import ADMINISTRATOR, SUPERVISOR
from tests.helpers.windows import ENTER, ESC, Shell
from tests.ui.test_desks import at_work
from ui.keys import WAYS, Act, key_of, key_words
from ui.translation import Language, Translation
from ui.ways import IN_BAR, kept_in_bar

CTRL = Qt.KeyboardModifier.ControlModifier
UP, DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down


def open_menu(shell: Shell) -> None:
    shell.press(Qt.Key.Key_M, modifier=CTRL)
    assert shell.window.menu.isVisible()


def test_the_bar_keeps_the_ways_used_most_and_fills_up_with_the_others() -> None:
    most = {
        Act.GO_TO_COUNTER,
        Act.GO_TO_REGISTRATION,
        Act.GO_TO_JOURNAL,
        Act.GO_TO_QUEUE,
        Act.GO_TO_DRAWER,
        Act.CLOSE_SHIFT,
    }
    assert kept_in_bar(WAYS) == most
    assert kept_in_bar({Act.GO_TO_STAFF, Act.CHECK_RECEIPT}) == {Act.GO_TO_STAFF, Act.CHECK_RECEIPT}
    assert len(kept_in_bar(WAYS - {Act.GO_TO_COUNTER})) == IN_BAR


def test_the_menu_has_every_page_of_whoever_is_at_work_and_no_other(shell: Shell) -> None:
    desk = at_work(shell, ADMINISTRATOR)
    open_menu(shell)
    assert set(shell.window.menu.offered) & WAYS == set(desk.pages)
    assert Act.LOG_OUT in shell.window.menu.offered


def test_typing_finds_a_page_and_enter_goes_there(shell: Shell) -> None:
    desk = shell.begin()
    open_menu(shell)
    shell.type("stru")
    menu = shell.window.menu
    assert menu.offered == (Act.CHECK_RECEIPT,)
    shell.press(ENTER)
    assert not menu.isVisible()
    assert shell.window.pages.currentWidget() is desk.pages[Act.CHECK_RECEIPT].widget


def test_a_key_finds_its_page_too(shell: Shell) -> None:
    shell.begin()
    open_menu(shell)
    shell.type("f10")
    assert shell.window.menu.marked is Act.CLOSE_SHIFT


def test_what_is_nowhere_is_said_and_enter_does_nothing(shell: Shell) -> None:
    shell.begin()
    open_menu(shell)
    shell.type("xyzzy")
    assert "Tidak ada halaman" in shell.words(shell.window.menu)
    shell.press(ENTER, UP, DOWN)
    assert shell.window.menu.isVisible()
    assert shell.window.menu.marked is None


def test_arrows_choose_over_headings_and_the_mark_begins_where_one_is(shell: Shell) -> None:
    desk = shell.begin()
    open_menu(shell)
    menu = shell.window.menu
    assert menu.marked is Act.GO_TO_COUNTER
    shell.press(DOWN)
    assert menu.marked is menu.offered[1]
    for _ in menu.offered:
        shell.press(DOWN)
    assert menu.marked is menu.offered[-1]
    shell.press(Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, UP)
    assert menu.marked is menu.offered[0]
    shell.press(DOWN, ENTER)
    assert shell.window.pages.currentWidget() is desk.pages[menu.offered[1]].widget


def test_esc_gives_the_cursor_back_and_nothing_typed_reaches_the_page(shell: Shell) -> None:
    shell.begin()
    shell.until(lambda: shell.focused.objectName() == "lookup")
    field = shell.focused
    open_menu(shell)
    shell.type("327")
    shell.press(Qt.Key.Key_Tab)
    assert shell.focused is shell.window.menu.search
    shell.press(ESC)
    assert shell.focused is field
    assert field.property("text") == ""


def test_ctrl_m_puts_the_menu_away_as_well_as_a_click_beside_it(shell: Shell) -> None:
    shell.begin()
    open_menu(shell)
    shell.press(Qt.Key.Key_M, modifier=CTRL)
    assert not shell.window.menu.isVisible()
    open_menu(shell)
    QTest.mouseClick(shell.window.menu, Qt.MouseButton.LeftButton, pos=shell.window.menu.rect().bottomLeft())
    assert not shell.window.menu.isVisible()
    open_menu(shell)
    shell.press(Qt.Key.Key_F1)
    assert not shell.window.menu.isVisible()
    assert shell.window.keys.isVisible()


def test_a_click_on_a_row_goes_there(shell: Shell) -> None:
    desk = shell.begin()
    open_menu(shell)
    rows = shell.window.menu.list
    row = next(row for row in range(rows.count()) if rows.item(row).text() == key_words(key_of(Act.GO_TO_JOURNAL)))
    place = rows.visualItemRect(rows.item(row)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shell.window.pages.currentWidget() is desk.journal


def test_the_menu_locks_and_logs_out_as_the_keys_do(shell: Shell) -> None:
    shell.begin()
    open_menu(shell)
    shell.type("keluar")
    shell.press(ENTER)
    assert shell.window.desk is None
    assert not shell.window.bar.menu.isVisible()


def test_without_anybody_at_work_there_is_no_menu(shell: Shell) -> None:
    shell.press(Qt.Key.Key_M, modifier=CTRL)
    assert not shell.window.menu.isVisible()
    assert not shell.window.bar.menu.isVisible()


def test_a_page_without_a_button_is_named_on_the_menu(shell: Shell) -> None:
    shell.begin()
    bar = shell.window.bar
    bar.show_person(SUPERVISOR, WAYS)
    bar.show_page(Act.GO_TO_RECKONING)
    assert bar.menu.isChecked()
    assert bar.menu.words == "Rekonsiliasi"
    bar.show_page(Act.GO_TO_QUEUE)
    assert not bar.menu.isChecked()
    assert bar.menu.words == "Menu"
    assert bar.ways[Act.GO_TO_QUEUE].isChecked()


def test_the_menu_speaks_the_language_that_is_switched_to(shell: Shell, translation: Translation) -> None:
    shell.begin()
    open_menu(shell)
    translation.use(Language.ENGLISH)
    shell.until(lambda: shell.window.menu.list.item(0).text() == "PEOPLE AT THE COUNTER")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("width", "height"), [(1024, 600), (1092, 614), (1366, 768)])
def test_all_that_the_bar_says_has_room_on_every_screen(
    shell: Shell, translation: Translation, language: Language, width: int, height: int
) -> None:
    translation.use(language)
    shell.begin()
    bar = shell.window.bar
    shell.window.resize(width, height)
    shell.until(lambda: bar.width() == width)
    bar.show_person(SUPERVISOR, WAYS)
    bar.show_queue(Queue(128, 12, None))
    bar.show_host(False)
    bar.show_trust(False)
    bar.show_progress(1200, 20000)
    lamps = (bar.host, bar.printer, bar.queue)
    shell.until(lambda: all(lamp.width() >= lamp.sizeHint().width() for lamp in lamps))  # no word is cut
    assert bar.minimumSizeHint().width() <= width
    shown = [way for way in bar.ways.values() if way.isVisible()]
    assert len(shown) == IN_BAR
    assert all(way.width() >= way.minimumWidth() for way in (*shown, bar.menu))
    assert max(button.geometry().right() for button in (bar.language, bar.keys) if button.isVisible()) <= width


@pytest.mark.parametrize("language", Language)
def test_the_list_of_all_keys_and_the_menu_fit_the_smallest_screen(
    shell: Shell, translation: Translation, language: Language
) -> None:
    translation.use(language)
    shell.begin()
    shell.window.resize(1024, 600)
    shell.window.keys.show_for(WAYS)
    shell.press(Qt.Key.Key_F1)
    assert shell.window.keys.minimumSizeHint().width() <= 1024
    assert shell.window.keys.minimumSizeHint().height() <= 600
    scroll = shell.window.keys._scroll
    shell.press(DOWN)
    assert scroll.verticalScrollBar().value() == min(48, scroll.verticalScrollBar().maximum())
    shell.press(ESC)
    shell.window.menu.toggle(tuple(WAYS), Act.GO_TO_COUNTER)
    assert shell.window.menu.minimumSizeHint().height() <= 600
    assert shell.window.menu.minimumSizeHint().width() <= 1024


def test_the_bar_comes_to_rest_however_narrow_it_is(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shell.begin()
    bar = shell.window.bar
    bar.show_person(SUPERVISOR, WAYS)
    shell.window.resize(1024, 600)
    shell.until(lambda: bar.width() == 1024)
    fitted: list[int] = []
    fit = bar._fit

    def counted() -> None:
        fitted.append(1)
        assert len(fitted) < 50
        fit()

    monkeypatch.setattr(bar, "_fit", counted)
    bar.show_queue(Queue(128, 12, None))
    shell.until(lambda: bar.queue.width() >= bar.queue.sizeHint().width())
    settled = len(fitted)
    for _ in range(20):
        QCoreApplication.processEvents()
    assert len(fitted) <= settled + 2
