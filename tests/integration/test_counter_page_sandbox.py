"""The counter page against the real host: over TLS, signed, with faults on the wire."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

import ui.after_sale
from counter_app import demo_office
from counter_app.bootstrap import build
from counter_app.domain.payment import PaymentState
from counter_app.domain.people import Actor
from counter_app.sandbox.people import FARMER, SITI, TRADER
from tests.helpers.clocks import MORNING, ManualClock
from tests.helpers.desk import NOBODY, Desk
from tests.helpers.sandbox import SandboxHost
from ui.sale_flow import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(MORNING)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, sandbox: SandboxHost, clock: ManualClock) -> Iterator[Desk]:
    sandbox.reset(MORNING)
    settings = demo_office.create(tmp_path / "home", Path(sandbox.settings.private_key_path).parent)
    clerk = demo_office.CLERK
    counter = build(settings, clock=clock)
    desk = Desk(qtbot, None, counter, Actor(clerk.id, clerk.name, clerk.role))
    yield desk
    desk.jobs.close()
    counter.close()


def test_three_months_over_the_end_of_a_relief_are_paid_by_keys_and_posted_once(
    desk: Desk, sandbox: SandboxHost, tmp_path: Path
) -> None:
    desk.look_up(TRADER.nik)
    desk.reaches(Stage.BILL)
    desk.types("3")
    desk.waits(lambda: desk.words("sum") == "Rp289.600")
    assert not desk.words("difference")
    desk.enter()
    desk.types("300000")
    desk.enter()
    desk.waits(lambda: desk.words("printState") == "Receipt: the printer has taken it whole.")

    (payment,) = desk.committed
    assert (payment.state, payment.total) == (PaymentState.CONFIRMED, 289_600)
    (posting,) = sandbox.postings()
    assert (posting["paymentRequestId"], posting["amount"]) == (str(payment.id), 289_600)
    assert payment.posting is not None
    paper = (tmp_path / "home" / "printer" / f"{payment.receipt_number}.bin").read_bytes()
    assert payment.posting.host_reference.encode() in paper


def test_an_answer_that_is_lost_is_one_payment_that_is_not_certain_and_then_is(
    desk: Desk, sandbox: SandboxHost, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui.after_sale, "LATER", 20)
    desk.look_up(SITI.kpj)
    desk.reaches(Stage.BILL)
    desk.enter()
    sandbox.faults("drop-after-commit:payment x1")
    desk.enter()
    desk.waits(lambda: "Not certain" in desk.words("state"))
    clock.advance(seconds=30)
    desk.counter.forwarder.forward_next()
    desk.waits(lambda: "Successful" in desk.words("state"))
    assert len(sandbox.postings()) == 1


def test_a_number_nobody_has_is_the_hosts_own_word_and_the_next_one_is_paid_by_pospay(desk: Desk) -> None:
    desk.look_up(NOBODY)
    desk.waits(lambda: "no participant" in desk.words("lookupHint"))
    desk.field("lookup").clear()
    desk.look_up(FARMER.payment_code)
    desk.reaches(Stage.BILL)
    desk.press(Qt.Key.Key_F8)
    desk.types("PP-77881122")
    desk.part("pay", QPushButton).click()
    desk.reaches(Stage.DONE)
    desk.waits(lambda: "Successful" in desk.words("state"))
