"""Adding people at the window: who there is, whose log-in is closed, and one more."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.people import Actor, Role
from tests.helpers.counters import PIN
from tests.helpers.people import ADMINISTRATOR, OTHER, SUPERVISOR, hire
from tests.helpers.windows import ENTER, ESC, Shell
from ui.keys import Act
from ui.pages.staff import StaffPage
from ui.translation import Language, Translation

NEW = Actor("P-6006", "Sri Wahyuni", Role.CLERK)
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(shell: Shell) -> StaffPage:
    """An administrator at work, on the page where they begin."""
    hire(shell.office, ADMINISTRATOR, OTHER)
    shell.type(ADMINISTRATOR.id)
    shell.press(ENTER)
    shell.type(PIN)
    shell.press(ENTER)
    shell.until(lambda: shell.window.desk is not None)
    page = shell.desk.pages[Act.GO_TO_STAFF].widget
    assert isinstance(page, StaffPage)
    shell.until(lambda: page.model.rowCount() == 3)
    return page


def rows(page: StaffPage) -> list[str]:
    """Each row on one line."""
    model = page.model
    return [
        " | ".join(model.item(row, column).text() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def type_in(shell: Shell, pin: str = "864209", again: str | None = None) -> None:
    """Number, name and the PIN twice, each with Enter."""
    for text in (NEW.id, NEW.name, pin, pin if again is None else again):
        shell.type(text)
        shell.press(ENTER)


def stored(shell: Shell, number: str) -> Actor | None:
    with shell.office.store.reading() as work:
        account = work.accounts.get(number)
    return account.actor if account else None


def test_an_administrator_begins_with_the_people_and_sees_no_payer(shell: Shell, page: StaffPage) -> None:
    assert shell.window.pages.currentWidget() is page
    assert "P-2002 | Bayu Nugroho | Petugas loket | ● terbuka" in rows(page)


def test_somebody_is_added_by_keys_alone_and_may_log_in(shell: Shell, page: StaffPage) -> None:
    type_in(shell)
    shell.until(lambda: "Sri Wahyuni sekarang dapat masuk" in shell.words(page))
    shell.until(lambda: any("P-6006" in row for row in rows(page)))
    assert stored(shell, NEW.id) == NEW
    assert [field.text() for field in (page.number, page.name, page.pin, page.again)] == ["", "", "", ""]
    assert shell.focused is page.number
    assert shell.office.counter.log_in.log_in(NEW.id, "864209") == NEW


def test_a_role_takes_one_key(shell: Shell, page: StaffPage) -> None:
    shell.press(Qt.Key.Key_3, modifier=ALT)
    type_in(shell)
    shell.until(lambda: stored(shell, NEW.id) is not None)
    assert stored(shell, NEW.id) == replace(NEW, role=Role.AUDITOR)


def test_two_pins_that_differ_add_nobody(shell: Shell, page: StaffPage) -> None:
    type_in(shell, again="864208")
    assert "Kedua PIN berbeda" in shell.words(page)
    assert shell.focused is page.again
    shell.type("864209")
    assert "Kedua PIN berbeda" not in shell.words(page)
    shell.press(ENTER)
    shell.until(lambda: stored(shell, NEW.id) is not None)


def test_a_short_pin_is_said_and_can_be_typed_over(shell: Shell, page: StaffPage) -> None:
    type_in(shell, "123")
    shell.until(lambda: "PIN paling sedikit" in shell.words(page) or "6" in page.card.error.text())
    assert shell.focused is page.pin
    assert stored(shell, NEW.id) is None


def test_a_number_that_is_taken_is_said_where_it_stands(shell: Shell, page: StaffPage) -> None:
    hire(shell.office, NEW)
    type_in(shell)
    shell.until(lambda: NEW.id in page.card.error.text())
    assert shell.focused is page.number


def test_who_is_shut_out_is_seen_with_the_minutes(shell: Shell, page: StaffPage) -> None:
    with shell.office.store.writing() as work:
        account = work.accounts.get(OTHER.id)
        assert account is not None
        work.accounts.save(replace(account, locked_until=shell.office.clock.now() + timedelta(minutes=17)))
        someone = work.accounts.get(ADMINISTRATOR.id)
        assert someone is not None
        work.accounts.save(replace(someone, actor=replace(SUPERVISOR, id="P-0001"), active=False))
    shell.press(Qt.Key.Key_F12)
    shell.press(Qt.Key.Key_U, modifier=CTRL)
    shell.until(lambda: any("▲ ditutup 17 menit" in row for row in rows(page)))
    assert any("■ tidak lagi" in row for row in rows(page))


def test_a_database_that_is_away_is_said(shell: Shell, page: StaffPage) -> None:
    page._failed(Unavailable(Service.DATABASE, "locked"))
    assert "Jangan terima uang" in page.card.error.text()


def test_the_page_speaks_both_languages_and_keeps_what_was_typed(
    shell: Shell, page: StaffPage, translation: Translation
) -> None:
    shell.type(NEW.id)
    translation.use(Language.ENGLISH)
    shell.until(lambda: "Add somebody" in shell.words(page))
    assert "P-2002 | Bayu Nugroho | Clerk | ● open" in rows(page)
    assert page.number.text() == NEW.id


def test_a_name_with_markup_and_marks_is_shown_inert(shell: Shell, page: StaffPage) -> None:
    hire(shell.office, replace(NEW, name="<b>Budi</b> \u202egnaro"))
    page.start()
    shell.until(lambda: any("<b>Budi</b> gnaro" in row for row in rows(page)))


def test_esc_stays_home(shell: Shell, page: StaffPage) -> None:
    shell.press(ESC)
    assert shell.window.pages.currentWidget() is page
