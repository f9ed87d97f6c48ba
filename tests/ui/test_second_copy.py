"""A second copy where the paper is: after a sale and after a crash, a second person consents in place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from counter_app.domain.print_job import PrintState
from tests.helpers.counters import PIN
from tests.helpers.desk import DRIVER, Desk, a_desk
from tests.helpers.people import SUPERVISOR, hire
from tests.helpers.windows import Shell
from tests.ui.test_recovery_page import AGAIN, TIDAK, YES, asked, at_the_counter, crashed
from ui.recovering import Step
from ui.sale_flow import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with a_desk(qtbot, tmp_path) as desk:
        hire(desk.parts, SUPERVISOR)
        yield desk


def print_again(desk: Desk) -> None:
    desk.waits(lambda: desk.page.flow.after is not None and not desk.page.flow.after.printing)
    desk.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def asks(desk: Desk) -> bool:
    return desk.page.receipt.consent.isVisible() and desk.page.receipt.consent.isEnabled()


def asked_for_a_second_copy(desk: Desk) -> None:
    desk.pays(DRIVER)
    desk.waits(lambda: "has taken it whole" in desk.words("printState"))
    print_again(desk)
    desk.waits(lambda: "SALINAN 1: the printer has taken it whole" in desk.words("printState"))
    print_again(desk)
    desk.waits(lambda: asks(desk) and desk.sees_cursor_in("copy-reason"))


def consents(desk: Desk, pin: str = PIN) -> None:
    desk.types("2")
    desk.types(SUPERVISOR.id)
    desk.enter()
    desk.types(pin)
    desk.enter()


def test_a_second_copy_after_a_sale_asks_a_second_person_in_place(desk: Desk) -> None:
    asked_for_a_second_copy(desk)
    consents(desk)
    desk.waits(lambda: "SALINAN 2: the printer has taken it whole" in desk.words("printState"))
    assert len(desk.parts.printer.papers) == 3
    assert not asks(desk)
    assert desk.sees_cursor_in("lookup")


def test_a_wrong_pin_is_said_in_place_and_prints_nothing(desk: Desk) -> None:
    asked_for_a_second_copy(desk)
    consents(desk, "000111")
    desk.waits(lambda: asks(desk) and bool(desk.page.receipt.consent.error.text()))
    assert len(desk.parts.printer.papers) == 2
    desk.types(PIN)
    desk.enter()
    desk.waits(lambda: "SALINAN 2: the printer has taken it whole" in desk.words("printState"))


def test_esc_leaves_the_question_and_not_the_receipt(desk: Desk) -> None:
    asked_for_a_second_copy(desk)
    desk.press(Qt.Key.Key_Escape)
    desk.waits(lambda: not asks(desk))
    assert desk.at(Stage.DONE)
    assert desk.sees_cursor_in("lookup")
    assert len(desk.parts.printer.papers) == 2


def test_the_next_payer_is_asked_nothing_about_the_last_ones_copies(desk: Desk) -> None:
    asked_for_a_second_copy(desk)
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_Escape)
    assert not asks(desk)
    assert desk.at(Stage.IDLE)


def test_after_a_crash_a_second_copy_asks_a_second_person_in_place(shell: Shell) -> None:
    hire(shell.office, SUPERVISOR)
    (payment,) = crashed(shell, True)
    shell.office.printer.jams = True
    page = asked(shell)
    shell.press(TIDAK, YES)
    shell.until(lambda: page.flow.step is Step.STUCK)
    shell.office.printer.jams = False
    shell.press(AGAIN)
    shell.until(page.consent.isVisible)
    shell.consent(SUPERVISOR.id)
    shell.until(lambda: at_the_counter(shell))
    with shell.office.store.reading() as work:
        copies = [(job.copy, job.state) for job in work.prints.of_payment(payment.id)]
    assert copies == [(0, PrintState.FAILED), (1, PrintState.FAILED), (2, PrintState.DELIVERED)]
