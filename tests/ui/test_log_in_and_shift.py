"""From the log-in to the closed counter, by keys, with real services on a real database."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.people import Account
from counter_app.domain.print_job import PrintJob
from counter_app.services.printing import Printing
from tests.helpers.builders import a_shift
from tests.helpers.counters import CLERK, PIN, TestCounter
from tests.helpers.people import OTHER, SUPERVISOR, hire
from tests.helpers.windows import ENTER, ESC, Shell
from ui.jobs import Jobs
from ui.pages.close_shift import CloseShiftPage
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


def closing(shell: Shell) -> CloseShiftPage:
    shell.begin()
    shell.press(Qt.Key.Key_F10)
    return shell.desk.close


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


def test_the_drawer_is_counted_before_anything_is_said_about_it(shell: Shell) -> None:
    page = closing(shell)
    shell.sell()
    assert "208.400" not in shell.words(page)
    shell.type("208400")
    shell.press(ENTER)
    assert "Tekan Enter sekali lagi" in shell.words(page)
    assert shell.office.counter.shifts.current() is not None
    shell.press(ENTER)
    shell.until(lambda: page.is_closed)
    assert "Rp0 – pas" in shell.words(page)
    assert shell.office.counter.shifts.current() is None


@pytest.mark.parametrize(
    ("counted", "words"), [("199000", "Kurang Rp1.000"), ("200500", "Lebih Rp500"), ("0", "Kurang Rp200.000")]
)
def test_a_variance_is_shown_with_its_direction(shell: Shell, counted: str, words: str) -> None:
    page = closing(shell)
    shell.type(counted)
    shell.press(ENTER, ENTER)
    shell.until(lambda: page.is_closed)
    assert words in shell.words(page)


def test_changing_the_count_asks_again(shell: Shell) -> None:
    page = closing(shell)
    shell.type("200000")
    shell.press(ENTER)
    shell.type("0")
    assert "Tekan Enter sekali lagi" not in shell.words(page)
    shell.press(ENTER)
    assert "Rp2.000.000" in page.card.action.text()
    assert shell.office.counter.shifts.current() is not None


def test_a_double_click_does_not_count_and_close_at_once(shell: Shell) -> None:
    page = closing(shell)
    shell.type("200000")
    QTest.mouseClick(page.card.action, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.card.action, Qt.MouseButton.LeftButton)
    assert "Tekan Enter sekali lagi" in shell.words(page)


def test_an_empty_count_is_refused(shell: Shell) -> None:
    page = closing(shell)
    shell.press(ENTER)
    assert "Belum diisi" in shell.words(page)


def test_payments_still_on_their_way_are_told_before_closing(shell: Shell) -> None:
    shell.begin()
    shell.office.host.away = True
    payment = shell.sell()
    shell.until(lambda: shell.state_of(payment) is PaymentState.UNKNOWN)
    shell.until(lambda: (queue := shell.window.bar.shown_queue) is not None and queue.waiting == 1)
    shell.press(Qt.Key.Key_F10)
    assert "masih dikirim ke pusat: 1" in shell.words(shell.desk.close)


def test_a_closed_counter_has_no_way_back_but_the_log_in(shell: Shell) -> None:
    page = closing(shell)
    shell.type("200000")
    shell.press(ENTER, ENTER)
    shell.until(lambda: page.is_closed)
    shell.press(Qt.Key.Key_F2, Qt.Key.Key_F3, ESC)
    assert shell.window.pages.currentWidget() is page
    shell.press(ENTER)
    assert shell.window.desk is None
    assert shell.window.pages.currentWidget() is shell.window.log_in


def test_a_shift_somebody_else_closed_is_said_and_changes_nothing(shell: Shell) -> None:
    page = closing(shell)
    shell.office.counter.shifts.close(CLERK, Rupiah(1))
    shell.type("200000")
    shell.press(ENTER, ENTER)
    shell.until(lambda: "Loket belum dibuka" in shell.words(page))


def test_esc_goes_back_to_selling(shell: Shell) -> None:
    closing(shell)
    shell.press(ESC)
    assert shell.window.pages.currentWidget() is shell.desk.counter


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


def closed(shell: Shell, counted: str = "200000") -> CloseShiftPage:
    page = closing(shell)
    shell.type(counted)
    shell.press(ENTER, ENTER)
    shell.until(lambda: page.is_closed)
    return page


def closing_slips(shell: Shell) -> list[str]:
    return [name for name, _ in shell.office.printer.papers if "penutupan" in name]


def test_the_closing_slip_is_printed_by_itself(shell: Shell) -> None:
    page = closed(shell)
    shell.until(lambda: "Slip penutupan sudah tercetak" in shell.words(page))
    (name,) = closing_slips(shell)
    assert name.endswith("-penutupan")
    assert shell.focused is page.card.action
    shell.press(Qt.Key.Key_P)
    shell.until(lambda: len(closing_slips(shell)) == 2)
    assert closing_slips(shell)[1].endswith("-salinan-1")


def test_a_closing_slip_that_the_printer_does_not_take_is_kept_and_printed_by_a_key(shell: Shell) -> None:
    shell.office.printer.broken = True
    page = closed(shell)
    shell.until(lambda: "slip penutupan disimpan" in shell.words(page))
    assert "Cetak slip penutupan" in page.paper.again.text()
    shell.office.printer.broken = False
    shell.press(Qt.Key.Key_P)
    shell.until(lambda: "Slip penutupan sudah tercetak" in shell.words(page))
    assert [name for name in closing_slips(shell) if "salinan" in name] == []


def test_after_a_closing_slip_that_stopped_half_way_a_copy_comes_out(shell: Shell) -> None:
    shell.office.printer.jams = True
    page = closed(shell)
    shell.until(lambda: "berhenti di tengah" in shell.words(page))
    shell.office.printer.jams = False
    shell.press(Qt.Key.Key_P)
    shell.until(lambda: "Slip penutupan sudah tercetak" in shell.words(page))
    (name,) = closing_slips(shell)
    assert name.endswith("-salinan-1")


def test_the_counter_closes_when_its_slip_cannot_be_printed_at_all(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> PrintJob:
        raise Unavailable(Service.DATABASE, "the disk is gone")

    monkeypatch.setattr(Printing, "print", away)
    page = closed(shell)
    shell.until(page.paper.again.isVisible)
    assert page.paper.words.property("role") == "error"
    shell.press(ENTER)
    assert shell.window.desk is None


def test_what_is_not_settled_is_told_when_the_counter_is_closed(shell: Shell) -> None:
    page = closing(shell)
    shell.office.host.away = True
    shell.sell()
    shell.type("208400")
    shell.press(ENTER, ENTER)
    shell.until(lambda: page.is_closed)
    assert "Belum selesai: 1, seluruhnya Rp8.400" in shell.words(page)


def test_a_clock_that_had_been_ahead_needs_a_supervisor_before_the_counter_opens(shell: Shell) -> None:
    counter, clock = shell.office.counter, shell.office.clock
    hire(shell.office, SUPERVISOR)
    counter.shifts.open(CLERK, Rupiah(0))
    shell.sell()
    counter.shifts.close(CLERK, Rupiah(8_400))
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
