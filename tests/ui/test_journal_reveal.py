"""The full NIK in the journal: with a reason, noted, and only for a while."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.payment import Payment
from counter_app.domain.people import Actor, Role
from tests.helpers.builders import a_participant
from tests.helpers.counters import PIN
from tests.helpers.people import SUPERVISOR, hire
from tests.helpers.windows import ENTER, ESC, Shell
from ui.pages.journal import JournalPage
from ui.pages.journal_reveal import NumberLine


@pytest.fixture
def payment(shell: Shell) -> Iterator[Payment]:
    hire(shell.office, SUPERVISOR)
    shell.begin()
    yield shell.sell()
    shell.office.host.let_go()


@pytest.fixture
def journal(shell: Shell, payment: Payment) -> JournalPage:
    shell.press(Qt.Key.Key_F3)
    shell.until(lambda: shell.desk.journal.model.rowCount() == 1)
    return shell.desk.journal


def ask(shell: Shell) -> None:
    shell.press(Qt.Key.Key_R, modifier=Qt.KeyboardModifier.ControlModifier)


def noted(shell: Shell) -> int:
    with shell.office.store.reading() as work:
        return sum(("act", "number.revealed") in entry.filed for entry in work.journal.chain())


def test_the_number_is_shown_once_there_is_a_reason_and_the_journal_has_it(
    shell: Shell, journal: JournalPage, payment: Payment
) -> None:
    assert payment.payer.nik not in shell.words(journal)
    ask(shell)
    shell.type("ditanya peserta")
    shell.press(ENTER)
    shell.consent(SUPERVISOR.id)
    shell.until(lambda: payment.payer.nik in shell.words(journal))
    assert noted(shell) == 1
    assert journal.table.hasFocus()


def test_without_a_reason_it_is_said_what_is_missing_and_nothing_is_shown(
    shell: Shell, journal: JournalPage, payment: Payment
) -> None:
    ask(shell)
    shell.type("abc")
    shell.press(ENTER)
    shell.until(lambda: "4" in journal.paper.reveal.words.text())
    assert payment.payer.nik not in shell.words(journal)
    assert noted(shell) == 0
    shell.type("def")
    shell.press(ENTER)
    shell.consent(SUPERVISOR.id)
    shell.until(lambda: payment.payer.nik in shell.words(journal))


def test_a_payment_that_moves_while_the_reason_is_typed_leaves_the_cursor_where_it_is(
    shell: Shell, journal: JournalPage, payment: Payment
) -> None:
    ask(shell)
    shell.type("ditanya")
    another = a_participant(1)
    shell.office.host.people = [*shell.office.host.people, another]
    shell.sell(another)
    journal.refresh()
    shell.until(lambda: journal.model.rowCount() == 2)
    assert journal.paper.reveal.why.hasFocus()
    shell.type(" peserta")
    shell.press(ENTER)
    shell.consent(SUPERVISOR.id)
    shell.until(lambda: payment.payer.nik in shell.words(journal))


def shown(shell: Shell, journal: JournalPage) -> NumberLine:
    ask(shell)
    shell.type("ditanya peserta")
    shell.press(ENTER)
    shell.consent(SUPERVISOR.id)
    shell.until(journal.paper.reveal.number.text)
    return journal.paper.reveal


def test_it_is_gone_after_a_while(shell: Shell, journal: JournalPage) -> None:
    journal.paper.reveal._ending.setInterval(50)
    ask(shell)
    shell.type("ditanya peserta")
    shell.press(ENTER)
    shell.consent(SUPERVISOR.id)
    shell.until(lambda: noted(shell) == 1)
    shell.until(lambda: journal.paper.reveal.isHidden() and not journal.paper.reveal.number.text())


def test_it_is_gone_with_the_page(shell: Shell, journal: JournalPage) -> None:
    line = shown(shell, journal)
    shell.press(Qt.Key.Key_F2)
    assert line.number.text() == ""


def test_it_is_gone_when_the_window_is_locked(shell: Shell, journal: JournalPage) -> None:
    line = shown(shell, journal)
    shell.window.lock()
    assert line.number.text() == ""


def test_esc_asks_no_further_and_stays_in_the_journal(shell: Shell, journal: JournalPage) -> None:
    ask(shell)
    shell.type("dita")
    shell.press(ESC)
    assert journal.paper.reveal.isHidden()
    assert journal.paper.reveal.why.text() == ""
    assert shell.window.pages.currentWidget() is journal
    assert noted(shell) == 0


def test_who_may_not_see_it_is_not_asked(shell: Shell, payment: Payment) -> None:
    line = NumberLine(
        shell.office.counter.reveal, shell.office.counter.approvals, shell.jobs, Actor("3001", "Ratna", Role.AUDITOR)
    )
    shell.bot.addWidget(line)
    line.show_payment(payment.id)
    line.ask()
    assert line.isHidden()


def test_a_wrong_pin_of_the_second_person_shows_nothing_and_keeps_the_reason(
    shell: Shell, journal: JournalPage, payment: Payment
) -> None:
    ask(shell)
    shell.type("ditanya peserta")
    shell.press(ENTER)
    shell.consent(SUPERVISOR.id, "111111")
    shell.until(journal.paper.reveal.consent.error.text)
    assert payment.payer.nik not in shell.words(journal)
    assert noted(shell) == 0
    assert shell.focused is journal.paper.reveal.consent.pin
    shell.type(PIN)
    shell.press(ENTER)
    shell.until(lambda: payment.payer.nik in shell.words(journal))
    assert journal.paper.reveal.why.text() == ""


def test_esc_before_the_pin_puts_everything_away(shell: Shell, journal: JournalPage) -> None:
    ask(shell)
    shell.type("ditanya peserta")
    shell.press(ENTER)
    shell.until(lambda: shell.focused.objectName() == "supervisor")
    shell.type(SUPERVISOR.id)
    shell.press(ENTER)
    shell.type("2468")
    shell.press(ESC)
    assert journal.paper.reveal.isHidden()
    assert journal.paper.reveal.consent.pin.text() == ""
    assert shell.window.pages.currentWidget() is journal
    assert journal.table.hasFocus()
