"""After a crash: the clerk is led through what is open, before the counter is."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.journal import content_of
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment
from counter_app.domain.print_job import PrintJob, PrintState
from counter_app.services.recovery import Recovery
from tests.helpers.counters import CLERK
from tests.helpers.people import SUPERVISOR, close, hire
from tests.helpers.windows import ENTER, ESC, Shell
from tests.ui.test_fit import SIZES, cut_off, nameless, settle
from ui.jobs import Lane
from ui.pages.recovery import RecoveryPage
from ui.recovering import Step
from ui.translation import Language, Translation

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks

YES, NO, TIDAK, AGAIN = Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_T, Qt.Key.Key_P


def begun(shell: Shell) -> None:
    """The window has held what an earlier run left: it would hold the papers made from now on as well."""
    ended: list[None] = []
    shell.jobs.submit(Lane.JOURNAL, lambda: None, done=ended.append, owner=shell.window)
    shell.until(lambda: ended)


def crashed(shell: Shell, *printing: bool, kind: TenderKind = TenderKind.CASH) -> list[Payment]:
    """Sales after each of which the program was killed; ``printing``: whether its receipt was being printed."""
    counter = shell.office.counter
    begun(shell)
    if counter.shifts.current() is None:
        counter.shifts.open(CLERK, Rupiah(200_000))
    payments: list[Payment] = []
    for halfway in printing:
        payment = shell.sell(kind=kind, months=len(payments) + 1)
        with shell.office.store.writing() as work:
            if halfway:
                work.prints.move(counter.printing.original(payment.id).id, PrintState.QUEUED, PrintState.PRINTING)
        shell.office.host.people[0] = replace(
            shell.office.host.people[0], protected_until=payment.bill.months[-1].last_day
        )
        shell.office.clock.advance(1)
        payments.append(payment)
        counter.printing.recover()
    return payments


def asked(shell: Shell) -> RecoveryPage:
    shell.log_in()
    shell.until(lambda: isinstance(shell.window.pages.currentWidget(), RecoveryPage))
    page = shell.window.pages.currentWidget()
    assert isinstance(page, RecoveryPage)
    shell.until(lambda: not page.paper.is_empty)
    return page


def at_the_counter(shell: Shell) -> bool:
    desk = shell.window.desk
    return desk is not None and shell.window.pages.currentWidget() is desk.counter


def question(page: RecoveryPage) -> str:
    label = page.findChild(QLabel, "recovery-question")
    assert label is not None
    return label.text()


def answers(shell: Shell) -> list[tuple[str, bool, bool]]:
    """Receipt, printed, cash: as the journal has them."""
    with shell.office.store.reading() as work:
        entries = [content_of(entry) for entry in work.journal.chain()]
    facts = [entry["facts"] for entry in entries if entry["act"] == "recovery.answered"]
    return [(each["receipt"], each["printed"], each["cash"]) for each in facts]


def paper(shell: Shell, payment: Payment) -> PrintJob:
    return shell.office.counter.printing.original(payment.id)


def test_what_was_printed_and_is_in_the_drawer_takes_two_keys(shell: Shell) -> None:
    (payment,) = crashed(shell, True)
    page = asked(shell)
    assert payment.receipt_number in page.accessibleName()
    assert "keluar" in question(page)
    shell.press(YES)
    assert "laci" in question(page)
    assert "Rp8.400" in question(page)
    shell.press(YES)
    shell.until(lambda: at_the_counter(shell))
    assert answers(shell) == [(payment.receipt_number, True, True)]
    assert paper(shell, payment).state is PrintState.DELIVERED
    assert shell.office.printer.papers == []


def test_what_has_not_come_out_is_printed_before_the_counter_opens(shell: Shell) -> None:
    (payment,) = crashed(shell, False)
    asked(shell)
    shell.press(TIDAK, YES)
    shell.until(lambda: at_the_counter(shell))
    assert answers(shell) == [(payment.receipt_number, False, True)]
    ((_, data),) = shell.office.printer.papers
    assert b"SALINAN" not in data


def test_what_may_be_half_out_is_printed_as_a_copy(shell: Shell) -> None:
    crashed(shell, True)
    asked(shell)
    shell.press(NO, YES)
    shell.until(lambda: at_the_counter(shell))
    ((_, data),) = shell.office.printer.papers
    assert b"SALINAN 1" in data


def test_money_that_is_missing_is_written_down_and_moves_nothing(shell: Shell) -> None:
    (payment,) = crashed(shell, True)
    asked(shell)
    shell.press(YES, TIDAK)
    shell.until(lambda: at_the_counter(shell))
    missing = shell.office.counter.recovery.missing_cash(CLERK, payment.shift_id)
    assert [each.id for each in missing] == [payment.id]


def test_several_are_asked_about_one_after_the_other(shell: Shell) -> None:
    payments = crashed(shell, True, False, True)
    page = asked(shell)
    assert (page.flow.number, page.flow.total) == (1, 3)
    for number, payment in enumerate(payments, 1):
        shell.until(lambda number=number: page.flow.number == number)  # type: ignore[misc]
        assert page.flow.question.payment.id == payment.id
        shell.press(YES, YES)
    shell.until(lambda: at_the_counter(shell))
    assert answers(shell) == [(payment.receipt_number, True, True) for payment in payments]


def test_no_key_but_an_answer_gets_past_the_questions(shell: Shell) -> None:
    crashed(shell, True)
    page = asked(shell)
    shell.press(ENTER, ENTER, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F10, Qt.Key.Key_Space)
    assert (page.flow.step, shell.window.desk) == (Step.PRINTED, None)
    assert answers(shell) == []


def test_beneath_the_list_of_keys_nothing_is_answered(shell: Shell) -> None:
    crashed(shell, True)
    page = asked(shell)
    shell.press(Qt.Key.Key_F1)
    shell.press(YES, YES)
    assert page.flow.step is Step.PRINTED
    shell.press(ESC)
    assert shell.window.pages.currentWidget() is page
    shell.press(YES, YES)
    shell.until(lambda: at_the_counter(shell))


def test_whoever_logs_out_is_asked_again(shell: Shell) -> None:
    crashed(shell, True)
    page = asked(shell)
    shell.press(YES)
    shell.press(ESC)
    assert page.flow.step is Step.PRINTED
    shell.press(ESC)
    assert shell.window.pages.currentWidget() is shell.window.log_in
    assert answers(shell) == []
    asked(shell)


def test_a_payment_without_cash_is_not_looked_for_in_the_drawer(shell: Shell) -> None:
    (payment,) = crashed(shell, True, kind=TenderKind.QRIS)
    asked(shell)
    shell.press(YES)
    shell.until(lambda: at_the_counter(shell))
    assert answers(shell) == [(payment.receipt_number, True, True)]


def test_after_a_clean_end_nobody_is_asked(shell: Shell) -> None:
    counter = shell.office.counter
    counter.shifts.open(CLERK, Rupiah(200_000))
    counter.printing.print(counter.printing.original(shell.sell().id).id)
    counter.printing.recover()
    shell.log_in()
    shell.until(lambda: at_the_counter(shell))


def test_a_closed_shifts_payment_is_asked_about_once_the_next_one_is_open(shell: Shell) -> None:
    hire(shell.office, SUPERVISOR)
    crashed(shell, True)
    close(shell.office, CLERK, Rupiah(208_400))
    shell.log_in()
    shell.until(lambda: shell.focused.objectName() == "amount")
    shell.type("200000")
    shell.press(ENTER)
    shell.until(lambda: isinstance(shell.window.pages.currentWidget(), RecoveryPage))
    page = shell.window.pages.currentWidget()
    assert isinstance(page, RecoveryPage)
    shell.press(YES)
    assert "sudah ditutup" in question(page)
    shell.press(YES)
    shell.until(lambda: at_the_counter(shell))


def test_a_printer_that_is_away_is_said_and_can_be_tried_again(shell: Shell) -> None:
    (payment,) = crashed(shell, False)
    shell.office.printer.broken = True
    page = asked(shell)
    shell.press(TIDAK, YES)
    shell.until(lambda: page.flow.step is Step.STUCK)
    assert page.error.isVisible()
    shell.press(AGAIN)
    shell.until(lambda: page.flow.step is Step.STUCK)
    shell.office.printer.broken = False
    shell.press(AGAIN)
    shell.until(lambda: at_the_counter(shell))
    assert paper(shell, payment).state is PrintState.DELIVERED


def test_the_counter_opens_without_the_paper_when_the_clerk_says_so(shell: Shell) -> None:
    (payment,) = crashed(shell, True)
    shell.office.printer.jams = True
    page = asked(shell)
    shell.press(TIDAK, YES)
    shell.until(lambda: page.flow.step is Step.STUCK)
    assert shell.focused.objectName() == "recovery-on"
    shell.press(ENTER)
    shell.until(lambda: at_the_counter(shell))
    stuck = shell.office.counter.printing.undelivered(CLERK)
    assert payment.id in {job.payment_id for job in stuck}


class Faulty(Recovery):
    """One whose first answer does not get to the books."""

    faults: list[Exception]

    def answer(self, *asked: Any, **more: Any) -> None:
        if self.faults:
            raise self.faults.pop()
        super().answer(*asked, **more)


def make_faulty(shell: Shell, page: RecoveryPage, fault: Exception) -> None:
    counter = shell.office.counter
    faulty = Faulty(counter.store, counter.office, counter.clock)
    faulty.faults = [fault]
    page.flow._counter = replace(counter, recovery=faulty)


def test_an_answer_that_cannot_be_stored_is_asked_for_again(shell: Shell) -> None:
    crashed(shell, True)
    page = asked(shell)
    make_faulty(shell, page, Unavailable(Service.DATABASE, "locked"))
    shell.press(YES, YES)
    shell.until(page.error.isVisible)
    assert page.flow.step is Step.CASH
    shell.press(YES)
    shell.until(lambda: at_the_counter(shell))


def test_a_bug_in_an_answer_is_shown_and_the_question_stays(shell: Shell) -> None:
    crashed(shell, True)
    page = asked(shell)
    make_faulty(shell, page, ZeroDivisionError("a bug"))
    with shell.bot.captureExceptions() as shown:
        shell.press(YES, YES)
        shell.until(lambda: bool(shown) and page.flow.step is Step.CASH)
    shell.press(YES)
    shell.until(lambda: at_the_counter(shell))


def test_what_was_answered_elsewhere_in_the_meantime_is_answered(shell: Shell) -> None:
    (payment,) = crashed(shell, True)
    asked(shell)
    shell.press(YES)
    shell.office.counter.recovery.answer(CLERK, payment.id, printed=True, cash=True)
    shell.press(YES)
    shell.until(lambda: at_the_counter(shell))
    assert len(answers(shell)) == 1


def test_a_database_that_cannot_tell_what_is_open_lets_nobody_sell(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(self: Recovery, actor: object) -> None:
        raise Unavailable(Service.DATABASE, "locked")

    crashed(shell, True)
    monkeypatch.setattr(Recovery, "questions", away)
    shell.log_in()
    shell.until(shell.window.log_in.card.error.text)
    assert shell.window.desk is None


def test_the_answers_are_also_clicked(shell: Shell) -> None:
    (payment,) = crashed(shell, True)
    page = asked(shell)
    QTest.mouseClick(page.yes, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    QTest.mouseClick(page.no, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    shell.until(lambda: at_the_counter(shell))
    assert answers(shell) == [(payment.receipt_number, True, False)]


@pytest.mark.parametrize("halfway", [True, False])
@pytest.mark.parametrize("language", Language)
def test_every_question_fits_both_screens(
    shell: Shell, translation: Translation, language: Language, halfway: bool
) -> None:
    translation.use(language)
    crashed(shell, halfway)
    page = asked(shell)
    shell.office.printer.jams = True
    faults = []
    for key, step in ((None, Step.PRINTED), (NO, Step.CASH), (NO, Step.STUCK)):
        if key is not None:
            shell.press(key)
        shell.until(lambda step=step: page.flow.step is step)  # type: ignore[misc]
        for width, height in (*SIZES, (1024, 600)):
            shell.window.resize(width, height)
            settle()
            faults += [f"{step} at {width}×{height}: {fault}" for fault in cut_off(shell.window)]
        faults += [f"{step}: no name for {widget}" for widget in nameless(shell.window)]
        if QApplication.focusWidget() is None:
            faults.append(f"{step}: no cursor anywhere")
    assert "\n".join(faults) == ""
