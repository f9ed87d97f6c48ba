"""The drawer opens by itself when the clerk takes or gives notes, ahead of the paper, and its failing stops nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.bootstrap import Counter
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Undelivered
from counter_app.domain.journal import Act as JournalAct
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import AlreadyPaid
from counter_app.domain.payment import PaymentState
from counter_app.printing.kick import JOB, PrinterKick, pulse
from counter_app.services.drawer_kicks import DrawerKicks
from tests.helpers.counters import CLERK, PIN, TestCounter, a_counter
from tests.helpers.desk import DRIVER, TRADER, Desk, a_desk
from tests.helpers.people import SUPERVISOR, hire
from tests.helpers.windows import ENTER, Shell
from ui.forwarding import Forwarding
from ui.jobs import Jobs
from ui.keys import Act
from ui.pages.drawer import DrawerPage
from ui.pages.queue import QueuePage
from ui.pages.recovery import RecoveryPage
from ui.sale_flow import Stage
from ui.theme import Appearance
from ui.translation import Language, Translation

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks

CTRL = Qt.KeyboardModifier.ControlModifier
HINT = "The drawer did not open: use its key."


class Stuck:
    """Implements ``DrawerKick``: a cable that was pulled out."""

    is_there = True

    def kick(self) -> None:
        raise Undelivered("no printer", 0)


def with_drawer(parts: TestCounter, kick: Any = None) -> Counter:
    """The counter with a drawer on its printer; a folder, which it prints to otherwise, has none."""
    counter = parts.counter
    kicks = DrawerKicks(counter.store, kick or PrinterKick(parts.printer), counter.office, counter.clock)
    return replace(counter, day=replace(counter.day, drawer_kicks=kicks))


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with a_desk(qtbot, tmp_path, change=lambda parts: {"day": with_drawer(parts).day}) as desk:
        yield desk


@pytest.fixture
def stuck_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with a_desk(qtbot, tmp_path, change=lambda parts: {"day": with_drawer(parts, Stuck()).day}) as desk:
        yield desk


def jobs_of(desk: Desk) -> list[str]:
    return ["pulse" if job == JOB else "paper" for job, _ in desk.parts.printer.papers]


def test_cash_opens_it_before_the_receipt_comes(desk: Desk) -> None:
    desk.pays(DRIVER)
    desk.waits(lambda: len(desk.parts.printer.papers) == 2)
    assert jobs_of(desk) == ["pulse", "paper"]
    assert desk.parts.printer.papers[0][1] == pulse()
    assert desk.words("drawer-hint") == ""


@pytest.mark.parametrize("means", [Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8])
def test_nothing_opens_it_but_notes(desk: Desk, means: Qt.Key) -> None:
    desk.tender_of(DRIVER)
    desk.press(means)
    desk.types("QR778812")
    desk.enter()
    desk.reaches(Stage.DONE)
    desk.waits(lambda: len(desk.parts.printer.papers) == 1)
    assert desk.shown_payment.tender.kind is not TenderKind.CASH
    assert jobs_of(desk) == ["paper"]


def test_a_copy_opens_nothing(desk: Desk) -> None:
    desk.pays(DRIVER)
    desk.waits(lambda: len(desk.parts.printer.papers) == 2)
    desk.waits(lambda: desk.page.flow.after is not None and not desk.page.flow.after.printing)
    desk.press(Qt.Key.Key_P, CTRL)
    desk.waits(lambda: len(desk.parts.printer.papers) == 3)
    assert jobs_of(desk) == ["pulse", "paper", "paper"]


def test_a_receipt_that_waits_for_its_host_does_not_keep_the_drawer_shut(qtbot: QtBot, tmp_path: Path) -> None:
    with a_desk(qtbot, tmp_path, patience=10, change=lambda parts: {"day": with_drawer(parts).day}) as desk:
        desk.tender_of(DRIVER)
        desk.parts.host.hold()
        desk.enter()
        desk.waits(lambda: jobs_of(desk) == ["pulse"])
        desk.parts.host.let_go()
        desk.waits(lambda: jobs_of(desk) == ["pulse", "paper"])


def test_one_that_stays_shut_is_said_beside_the_change_and_stops_nothing(stuck_desk: Desk) -> None:
    payment = stuck_desk.pays(DRIVER)
    stuck_desk.waits(lambda: stuck_desk.words("drawer-hint") == HINT)
    stuck_desk.waits(lambda: jobs_of(stuck_desk) == ["paper"])
    assert stuck_desk.committed[0].id == payment.id
    stuck_desk.types(TRADER.nik)
    stuck_desk.enter()
    stuck_desk.reaches(Stage.BILL)
    assert stuck_desk.words("drawer-hint") == ""


def test_a_program_that_died_before_the_pulse_opens_nothing_when_it_starts_again(
    by_hand: None,
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    appearance: Appearance,
    translation: Translation,
) -> None:
    parts = a_counter(tmp_path)
    office = replace(parts, counter=with_drawer(parts))
    office.counter.shifts.open(CLERK, Rupiah(200_000))
    shell = Shell(qtbot, qapp, office, Jobs(), appearance, translation, attached=False)
    payment = shell.sell()
    shell.window.attach(office.counter)
    shell.log_in()
    shell.until(lambda: isinstance(shell.window.pages.currentWidget(), RecoveryPage))
    printing = office.counter.printing
    printing.print(printing.original(payment.id).id)
    assert [job == JOB for job, _ in parts.printer.papers] == [False]
    assert journaled(shell, JournalAct.DRAWER_KICKED) == 0
    shell.jobs.close()
    shell.window.close()
    parts.store.close()


# --- notes that go back, and to the vault ----------------------------------------------------------------------------


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing goes to the host by itself."""
    monkeypatch.setattr(Forwarding, "step", lambda _errand: None)


@pytest.fixture(params=["opens", "stuck"])
def shell(
    request: pytest.FixtureRequest,
    by_hand: None,
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    appearance: Appearance,
    translation: Translation,
) -> Iterator[Shell]:
    """The whole window with a drawer on its printer, or with one whose cable was pulled out."""
    translation.use(Language.ENGLISH)
    parts = a_counter(tmp_path)
    kick = Stuck() if request.param == "stuck" else None
    shell = Shell(qtbot, qapp, replace(parts, counter=with_drawer(parts, kick)), Jobs(), appearance, translation)
    hire(shell.office, SUPERVISOR)
    shell.begin()
    yield shell
    parts.host.let_go()
    shell.jobs.close()
    shell.window.close()
    parts.store.close()


def opened(shell: Shell) -> bool:
    return any(job == JOB for job, _ in shell.office.printer.papers)


def journaled(shell: Shell, act: JournalAct) -> int:
    with shell.office.store.reading() as work:
        return sum(f'"act":"{act}"'.encode() in entry.canonical for entry in work.journal.chain())


def test_money_back_opens_it(shell: Shell) -> None:
    payment = shell.sell()
    shell.office.host.replies = [AlreadyPaid("4042514", "paid")]
    shell.office.counter.forwarder.forward(payment.id)
    shell.window.go(Act.GO_TO_QUEUE)
    page = shell.desk.pages[Act.GO_TO_QUEUE].widget
    assert isinstance(page, QueuePage)
    page.refresh()
    shell.until(lambda: len(page.model.rows) == 1 and page.table.hasFocus())
    shell.press(Qt.Key.Key_U)
    shell.until(lambda: page.pane.is_busy)
    shell.press(ENTER)
    shell.until(lambda: shell.state_of(payment) is PaymentState.REFUNDED)
    shell.until(lambda: opened(shell) or HINT in shell.words(page))
    assert journaled(shell, JournalAct.DRAWER_KICKED) == 1
    assert opened(shell) is not (HINT in shell.words(page))
    shell.window.go(Act.GO_TO_JOURNAL)
    shell.window.go(Act.GO_TO_QUEUE)
    assert HINT not in shell.words(page)


def test_cash_to_the_vault_opens_it(shell: Shell) -> None:
    shell.press(Qt.Key.Key_K, modifier=CTRL)
    page = shell.desk.pages[Act.GO_TO_DRAWER].widget
    assert isinstance(page, DrawerPage)
    shell.press(Qt.Key.Key_S)
    shell.count_drawer(100_000, None)
    shell.type("laci terlalu penuh")
    shell.press(ENTER)
    shell.consent(SUPERVISOR.id, PIN)
    shell.until(lambda: page.model.rowCount() == 1)
    shell.until(lambda: opened(shell) or HINT in shell.words(page))
    assert opened(shell) is not (HINT in shell.words(page))
    shell.until(lambda: any("-kas" in job for job, _ in shell.office.printer.papers))
    assert journaled(shell, JournalAct.DRAWER_OPENED) == 0
