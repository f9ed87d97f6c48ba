"""From the log-in to the open counter, by keys, with real services on a real database."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.domain.money import Rupiah
from counter_app.domain.people import Account
from tests.helpers.builders import a_shift
from tests.helpers.counters import CLERK, PIN, TestCounter
from tests.helpers.people import OTHER, SUPERVISOR, close, hire
from tests.helpers.windows import ENTER, ESC, Shell
from ui.jobs import Jobs
from ui.pages.open_shift import OpenShiftPage
from ui.theme import Appearance
from ui.translation import Translation


def opening(shell: Shell) -> OpenShiftPage:
    page = shell.window.pages.currentWidget()
    assert isinstance(page, OpenShiftPage)
    return page


def at_the_float(shell: Shell) -> OpenShiftPage:
    shell.log_in()
    shell.until(lambda: isinstance(shell.window.pages.currentWidget(), OpenShiftPage))
    return opening(shell)


def test_number_pin_and_float_lead_to_the_lookup_field_by_keys_alone(shell: Shell) -> None:
    desk = shell.begin()
    shell.until(lambda: shell.focused.objectName() == "lookup")
    assert shell.window.pages.currentWidget() is desk.counter
    shift = shell.office.counter.shifts.current()
    assert shift is not None
    assert (shift.clerk_id, shift.float_amount) == (CLERK.id, Rupiah(200_000))


def test_a_wrong_pin_is_said_under_the_field_with_the_tries_left_and_can_be_typed_over(shell: Shell) -> None:
    shell.log_in("111111")
    shell.until(lambda: "Sisa percobaan: 4" in shell.words())
    assert shell.window.log_in.staff.text() == CLERK.id
    assert shell.focused is shell.window.log_in.pin
    shell.type(PIN)
    shell.press(ENTER)
    shell.until(lambda: isinstance(shell.window.pages.currentWidget(), OpenShiftPage))


def test_five_wrong_pins_close_the_log_in_and_say_for_how_long(shell: Shell) -> None:
    for tries_left in (4, 3, 2, 1):
        shell.log_in("111111")
        shell.until(lambda left=tries_left: f"Sisa percobaan: {left}" in shell.words())  # type: ignore[misc]
        shell.window.log_in.start()
    shell.log_in("111111")
    shell.until(lambda: "coba lagi 30 menit lagi" in shell.words())


def test_nothing_is_asked_of_the_database_before_both_fields_are_filled(shell: Shell) -> None:
    shell.press(ENTER)
    assert shell.focused is shell.window.log_in.pin
    shell.press(ENTER)
    assert shell.focused is shell.window.log_in.staff


def test_whoever_types_before_the_database_is_open_is_let_in_when_it_is(
    qtbot: QtBot, qapp: QApplication, office: TestCounter, appearance: Appearance, translation: Translation
) -> None:
    jobs = Jobs()
    shell = Shell(qtbot, qapp, office, jobs, appearance, translation, attached=False)
    assert "Membuka basis data" in shell.words()
    shell.log_in()
    shell.window.attach(office.counter)
    shell.until(lambda: isinstance(shell.window.pages.currentWidget(), OpenShiftPage))
    jobs.close()


def test_a_database_that_cannot_be_used_is_said_where_the_log_in_would_be(
    qtbot: QtBot, qapp: QApplication, office: TestCounter, appearance: Appearance, translation: Translation
) -> None:
    jobs = Jobs()
    shell = Shell(qtbot, qapp, office, jobs, appearance, translation, attached=False)
    shell.window.refuse("counter.db was written by a newer program")
    shell.log_in()
    assert "counter.db was written by a newer program" in shell.words()
    assert not shell.window.log_in.card.action.isEnabled()
    jobs.close()


def test_the_pin_is_forgotten_as_soon_as_it_was_right(shell: Shell) -> None:
    at_the_float(shell)
    assert (shell.window.log_in.staff.text(), shell.window.log_in.pin.text()) == ("", "")


def test_ones_own_open_shift_goes_on_without_a_second_float(shell: Shell) -> None:
    shell.office.counter.shifts.open(CLERK, Rupiah(50_000))
    shell.log_in()
    shell.until(lambda: shell.window.desk is not None)
    shift = shell.office.counter.shifts.current()
    assert shift is not None
    assert shift.float_amount == Rupiah(50_000)


def test_somebody_elses_open_shift_is_named_and_cannot_be_taken_over(shell: Shell) -> None:
    with shell.office.store.writing() as work:
        work.shifts.add(a_shift(clerk_id=OTHER.id))
    page = at_the_float(shell)
    assert f"Hanya {OTHER.id} yang dapat" in shell.words(page)
    assert "22 Nov 2026 08.15" in shell.words(page)
    assert not page.amount.isVisible()
    shell.press(ENTER)
    shell.until(lambda: shell.window.pages.currentWidget() is shell.window.log_in)


def test_a_float_that_is_no_amount_is_said_next_to_it(shell: Shell) -> None:
    page = at_the_float(shell)
    shell.press(ENTER)
    assert "Belum diisi" in shell.words(page)
    assert shell.focused is page.amount


def test_a_round_float_takes_one_key(shell: Shell) -> None:
    page = at_the_float(shell)
    shell.press(Qt.Key.Key_3, modifier=Qt.KeyboardModifier.AltModifier)
    assert page.amount.amount() == Rupiah(300_000)
    assert shell.focused is page.amount


def test_esc_leaves_the_float_for_the_log_in(shell: Shell) -> None:
    at_the_float(shell)
    shell.press(ESC)
    assert shell.window.pages.currentWidget() is shell.window.log_in
    assert shell.focused is shell.window.log_in.staff


def test_enter_twice_opens_one_shift(shell: Shell) -> None:
    at_the_float(shell)
    shell.type("100000")
    shell.press(ENTER, ENTER)
    shell.until(lambda: shell.window.desk is not None)
    assert "Loket sudah dibuka" not in shell.words()


def test_a_lock_out_ends_by_itself(shell: Shell) -> None:
    with shell.office.store.writing() as work:
        account = work.accounts.get(CLERK.id)
        assert account is not None
        until = shell.office.clock.now() + timedelta(minutes=2)
        work.accounts.save(Account(account.actor, account.pin_hash, locked_until=until))
    shell.log_in()
    shell.until(lambda: "coba lagi 2 menit lagi" in shell.words())
    shell.office.clock.advance(minutes=3)
    shell.press(ENTER)
    shell.until(lambda: isinstance(shell.window.pages.currentWidget(), OpenShiftPage))


def test_a_clock_that_had_been_ahead_needs_a_supervisor_before_the_counter_opens(shell: Shell) -> None:
    counter, clock = shell.office.counter, shell.office.clock
    hire(shell.office, SUPERVISOR)
    counter.shifts.open(CLERK, Rupiah(0))
    shell.sell()
    close(shell.office, CLERK, 8_400)
    clock.set(clock.now() - timedelta(days=2))
    page = at_the_float(shell)
    shell.type("200000")
    shell.press(ENTER)
    shell.until(page.consent.supervisor.hasFocus)
    for pin in ("111111", PIN):
        if not page.consent.supervisor.text():
            shell.type(SUPERVISOR.id)
            shell.press(ENTER)
        shell.type(pin)
        shell.press(ENTER)
        if pin == "111111":
            shell.until(lambda: page.consent.error.text() != "")
            assert counter.shifts.current() is None
    shell.until(lambda: counter.shifts.current() is not None)
    shift = counter.shifts.current()
    assert shift is not None
    assert shift.float_amount == 200_000
    assert counter.verification.run().fault is None
