"""Who gets which pages: nothing that somebody may not do is shown to them, and nobody needs a drawer to look."""

import pytest
from PySide6.QtCore import Qt

from counter_app.database.errors import DiskFailed
from counter_app.domain.journal import Act as JournalAct
from counter_app.domain.money import Rupiah
from counter_app.domain.people import Actor
from tests.helpers.counters import CLERK, PIN
from tests.helpers.logfail import LogWatch
from tests.helpers.people import ADMINISTRATOR, AUDITOR, OTHER, SUPERVISOR, hire
from tests.helpers.windows import ENTER, ESC, FLOAT, Shell
from ui.desk import PAGES, Desk
from ui.keys import PLACES, WAYS, Act, key_of, key_words
from ui.pages.close_shift import Stage
from ui.pages.open_shift import OpenShiftPage
from ui.ways import WAYS_BY_ACT

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def log_in(shell: Shell, person: Actor) -> None:
    """Number and PIN, until another page is there."""
    hire(shell.office, person)
    shell.type(person.id)
    shell.press(ENTER)
    shell.type(PIN)
    shell.press(ENTER)
    shell.until(lambda: shell.window.pages.currentWidget() is not shell.window.log_in)


def at_work(shell: Shell, person: Actor) -> Desk:
    log_in(shell, person)
    shell.until(lambda: shell.window.desk is not None)
    return shell.desk


def shown_ways(shell: Shell) -> set[Act]:
    return {act for act, button in shell.window.bar.ways.items() if button.isVisible()}


def test_every_way_has_a_key_a_button_and_a_place_in_the_table(shell: Shell) -> None:
    assert {kind.act for kind in PAGES} <= WAYS
    assert set(shell.window.bar.ways) == set(WAYS_BY_ACT) == WAYS
    assert set(PLACES.values()) <= WAYS
    assert all(key_of(act).sequence for act in WAYS)


def test_an_auditor_sees_the_journal_of_the_open_shift_and_no_drawer(shell: Shell) -> None:
    shell.office.counter.shifts.open(CLERK, Rupiah(50_000))
    payment = shell.sell()
    desk = at_work(shell, AUDITOR)
    assert shell.window.pages.currentWidget() is desk.journal
    assert not {Act.GO_TO_COUNTER, Act.CLOSE_SHIFT, Act.GO_TO_STAFF} & (shown_ways(shell) | set(desk.pages))
    shell.until(lambda: desk.journal.model.rowCount() == 1)
    shell.until(lambda: payment.receipt_number in shell.words(desk.journal))
    assert not desk.journal.paper.button.isVisible()
    shell.press(Qt.Key.Key_P)
    assert shell.office.printer.papers == []


def test_an_auditor_where_nothing_is_open_sees_today_and_opens_nothing(shell: Shell) -> None:
    desk = at_work(shell, AUDITOR)
    assert "22 November 2026" in shell.words(desk.journal)
    shell.press(Qt.Key.Key_F2, Qt.Key.Key_F10)
    assert shell.window.pages.currentWidget() is desk.journal
    assert shell.office.counter.shifts.current() is None


def test_what_somebody_lacks_is_no_attribute_of_their_desk(shell: Shell) -> None:
    desk = at_work(shell, AUDITOR)
    with pytest.raises(LookupError):
        _ = desk.counter
    with pytest.raises(LookupError):
        _ = desk.close


def test_an_administrator_sees_no_payments(shell: Shell) -> None:
    desk = at_work(shell, ADMINISTRATOR)
    assert Act.GO_TO_JOURNAL not in desk.pages
    assert shell.window.pages.currentWidget() is desk.pages[desk.home].widget


def test_the_list_of_keys_names_no_page_that_one_does_not_have(shell: Shell) -> None:
    at_work(shell, AUDITOR)
    shell.press(Qt.Key.Key_F1)
    words = shell.words(shell.window.keys)
    assert key_words(key_of(Act.GO_TO_JOURNAL)) in words
    for act in (Act.GO_TO_COUNTER, Act.CLOSE_SHIFT, Act.GO_TO_STAFF, Act.PAY_QRIS):
        assert key_words(key_of(act)) not in words
    assert "DI LOKET" not in words


def test_whoever_comes_next_gets_their_own_keys(shell: Shell) -> None:
    at_work(shell, AUDITOR)
    shell.press(Qt.Key.Key_Q, modifier=CTRL)
    shell.begin()
    shell.press(Qt.Key.Key_F1)
    assert key_words(key_of(Act.PAY_CASH)) in shell.words(shell.window.keys)


def test_esc_leads_home_from_a_page(shell: Shell) -> None:
    desk = shell.begin()
    shell.press(Qt.Key.Key_F12)
    assert shell.window.pages.currentWidget() is desk.pages[Act.CHECK_RECEIPT].widget
    shell.press(ESC)
    assert shell.window.pages.currentWidget() is desk.counter


def test_an_auditor_locks_the_window_as_everybody_does(shell: Shell) -> None:
    at_work(shell, AUDITOR)
    shell.press(Qt.Key.Key_L, modifier=CTRL)
    assert shell.window.is_locked
    assert AUDITOR.name in shell.words(shell.desk.lock)


def test_the_journal_has_who_covered_the_window_and_who_left(shell: Shell) -> None:
    shell.begin()
    shell.window.lock()
    shell.window.log_out()

    def noted(act: JournalAct) -> bool:
        with shell.office.store.reading() as work:
            return any(
                f'"act":"{act}","actor":"{CLERK.id}"'.encode() in entry.canonical for entry in work.journal.chain()
            )

    shell.until(lambda: noted(JournalAct.WINDOW_LOCKED) and noted(JournalAct.LOGOUT))


def test_a_database_that_is_away_keeps_nobody_at_work(shell: Shell, log_watch: LogWatch) -> None:
    log_watch.expects("not in the journal")
    shell.begin()
    shell.office.store.failures.append(DiskFailed("the disk reports an input/output error"))
    shell.window.log_out()
    assert shell.window.desk is None
    shell.until(lambda: not log_watch.complaints())


# --- a supervisor where a clerk is not there ------------------------------------------------------------------


def test_a_supervisor_closes_for_a_clerk_who_is_not_there(shell: Shell) -> None:
    shell.office.counter.shifts.open(OTHER, Rupiah(102_500))
    log_in(shell, SUPERVISOR)
    assert f"Tutup atas nama {OTHER.id}" in "\n".join(
        button.text() for button in shell.window.findChildren(type(shell.window.log_in.card.action))
    )
    shell.press(ENTER)
    shell.until(lambda: shell.window.desk is not None)
    page = shell.desk.close
    assert shell.window.pages.currentWidget() is page
    assert f"Anda menutup untuk nomor petugas {OTHER.id}" in shell.words(page)
    assert "102.500" not in shell.words(page)
    assert Act.GO_TO_COUNTER not in shell.desk.pages
    shell.count_drawer(101_500)
    shell.press(ENTER)
    shell.until(lambda: page.stage is Stage.COUNTED)
    shell.press(ENTER)
    shell.until(lambda: page.stage is Stage.REVEALED)
    assert not page.reveal.consent.isVisible()  # the supervisor's own name stands beside the clerk's
    shell.type("petugas tidak datang")
    shell.press(ENTER)
    shell.until(lambda: page.is_closed)
    assert "Kurang Rp1.000" in shell.words(page)
    shell.press(ENTER)
    assert shell.window.pages.currentWidget() is shell.window.log_in
    assert shell.office.counter.shifts.current() is None


def test_a_supervisor_leaves_the_count_for_the_journal(shell: Shell) -> None:
    shell.office.counter.shifts.open(OTHER, Rupiah(100_000))
    log_in(shell, SUPERVISOR)
    shell.press(ENTER)
    shell.until(lambda: shell.window.desk is not None)
    shell.press(ESC)
    assert shell.window.pages.currentWidget() is shell.desk.journal
    assert shell.office.counter.shifts.current() is not None


def test_a_supervisor_looks_without_opening(shell: Shell) -> None:
    log_in(shell, SUPERVISOR)
    shell.press(Qt.Key.Key_J, modifier=ALT)
    shell.until(lambda: shell.window.desk is not None)
    assert shell.window.pages.currentWidget() is shell.desk.journal
    assert shell.office.counter.shifts.current() is None


def test_a_supervisor_may_sell_too(shell: Shell) -> None:
    log_in(shell, SUPERVISOR)
    shell.type(FLOAT)
    shell.press(ENTER)
    shell.until(lambda: shell.window.desk is not None)
    assert shell.window.pages.currentWidget() is shell.desk.counter


def test_a_clerk_is_offered_neither(shell: Shell) -> None:
    shell.office.counter.shifts.open(OTHER, Rupiah(100_000))
    log_in(shell, CLERK)
    page = shell.window.pages.currentWidget()
    assert isinstance(page, OpenShiftPage)
    assert not page.look.isVisible()
    assert not page.card.action.isVisible()
    shell.press(Qt.Key.Key_J, modifier=ALT)
    assert shell.window.desk is None


def test_whoever_has_logged_out_does_not_come_in_by_a_late_click(shell: Shell) -> None:
    log_in(shell, SUPERVISOR)
    page = shell.window._opening
    assert isinstance(page, OpenShiftPage)
    shell.window.log_out()
    page.passed.emit(None)
    assert shell.window.desk is None
