"""What a sale does behind the page: one payment, one paper, whatever happens; never on the window's thread."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

import ui.after_sale
from counter_app.domain.bill import Bill
from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.outbox import Refused
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.people import Role
from counter_app.domain.print_job import PrintState
from counter_app.domain.printer import Trouble
from counter_app.services.checkout import Checkout, Sale
from tests.helpers.counters import TestCounter
from tests.helpers.desk import DRIVER, TRADER, Desk, a_desk
from ui.sale_flow import Stage
from ui.widgets.big_text import BigAmount

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform lacks


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with a_desk(qtbot, tmp_path) as desk:
        yield desk


# --- the window's thread ---------------------------------------------------------------------------------------------


class Watched:
    """A service that notes on which thread each of its methods is called."""

    def __init__(self, service: object, calls: list[tuple[str, int]]) -> None:
        self._service = service
        self._calls = calls

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._service, name)

        def noted(*args: Any, **named: Any) -> Any:
            self._calls.append((name, threading.get_ident()))
            return method(*args, **named)

        return noted


def test_the_windows_thread_asks_no_service_but_to_read_a_number(qtbot: QtBot, tmp_path: Path) -> None:
    calls: list[tuple[str, int]] = []
    services = ("lookup", "checkout", "forwarder", "printing", "overview")

    def watched(parts: TestCounter) -> dict[str, Any]:
        return {name: Watched(getattr(parts.counter, name), calls) for name in services}

    with a_desk(qtbot, tmp_path, change=watched) as desk:
        desk.types("bud")
        desk.waits(lambda: desk.page.payer.names.count == 1)
        desk.field("lookup").clear()
        desk.pays(TRADER)
        desk.waits(lambda: "has taken it whole" in desk.words("printState"))
        desk.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        desk.waits(lambda: "SALINAN 1" in desk.words("printState"))
    here = threading.get_ident()
    assert {name for name, thread in calls if thread == here} == {"parse"}
    assert {"exact", "by_name", "commit", "forward", "print", "picture", "reprint"} <= {name for name, _ in calls}


# --- storing the money -----------------------------------------------------------------------------------------------


class FailingOnce:
    """A checkout whose database is away the first time (``fault``: or that has a bug); notes each sale."""

    def __init__(self, checkout: Checkout, fault: Exception) -> None:
        self._checkout = checkout
        self._faults = [fault]
        self.sales: list[Sale] = []

    def commit(self, actor: Any, sale: Sale, *rest: Any) -> Payment:
        self.sales.append(sale)
        if self._faults:
            raise self._faults.pop()
        return self._checkout.commit(actor, sale, *rest)

    def doubts(self, actor: Any, sale: Sale) -> Sequence[Payment]:
        return self._checkout.doubts(actor, sale)


def test_a_database_that_is_away_is_said_and_the_same_sale_tried_again(qtbot: QtBot, tmp_path: Path) -> None:
    fakes: list[FailingOnce] = []

    def failing(parts: TestCounter) -> dict[str, Any]:
        fakes.append(FailingOnce(parts.counter.checkout, Unavailable(Service.DATABASE, "disk full")))
        return {"checkout": fakes[0]}

    with a_desk(qtbot, tmp_path, change=failing) as desk:
        desk.tender_of(DRIVER)
        desk.types("10000")
        desk.enter()
        desk.waits(lambda: "Nothing could be stored" in desk.words("tenderError"))
        assert (desk.stage, desk.field("amount").text()) == (Stage.TENDER, "10.000")
        assert desk.parts.printer.papers == []
        assert desk.committed == []
        desk.enter()
        desk.reaches(Stage.DONE)
        assert [sale.id for sale in fakes[0].sales] == [desk.committed[0].id] * 2


def test_a_bug_in_the_commit_is_shown_and_leaves_the_same_sale(qtbot: QtBot, tmp_path: Path) -> None:
    def buggy(parts: TestCounter) -> dict[str, Any]:
        return {"checkout": FailingOnce(parts.counter.checkout, ZeroDivisionError("a bug"))}

    with a_desk(qtbot, tmp_path, change=buggy) as desk:
        desk.tender_of(DRIVER)
        with qtbot.captureExceptions() as shown:
            desk.enter()
            desk.waits(lambda: bool(shown) and desk.at(Stage.TENDER))
        assert [kind for kind, _error, _trace in shown] == [ZeroDivisionError]
        desk.enter()
        desk.reaches(Stage.DONE)
        assert len(desk.committed) == 1


def test_an_expired_bill_is_asked_for_again_and_not_paid(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    host, clock = desk.parts.host, desk.parts.clock
    bill_of = host._bill

    def expiring(*asked: Any) -> Bill:
        return replace(bill_of(*asked), expires_at=clock.now() + timedelta(minutes=30))

    monkeypatch.setattr(host, "_bill", expiring)
    desk.tender_of(DRIVER)
    first = desk.page.flow.sale
    clock.advance(minutes=31)
    desk.enter()
    desk.waits(lambda: desk.at(Stage.BILL) and desk.page.flow.fresh)
    assert "expired" in desk.words("billError")
    assert desk.page.flow.sale is not first
    assert desk.committed == []
    desk.enter()
    assert desk.at(Stage.TENDER)
    desk.enter()
    desk.reaches(Stage.DONE)


def test_another_payer_is_not_looked_up_while_the_money_is_stored(desk: Desk) -> None:
    desk.tender_of(DRIVER)
    desk.enter()
    desk.page.flow.look_up(TRADER.nik)
    desk.page.flow.choose(TRADER)
    desk.page.flow.back()
    desk.reaches(Stage.DONE)
    assert desk.shown_payment.payer.name == DRIVER.name


# --- the host's answer -----------------------------------------------------------------------------------------------


def test_the_receipt_waits_for_the_host_but_not_for_ever(qtbot: QtBot, tmp_path: Path) -> None:
    with a_desk(qtbot, tmp_path, patience=0.1) as desk:
        desk.tender_of(DRIVER)
        desk.parts.host.hold()
        desk.enter()
        desk.waits(lambda: len(desk.parts.printer.papers) == 1)
        assert b"DITERIMA" in desk.parts.printer.papers[0][1]
        assert "Successful" not in desk.words("state")
        desk.parts.host.let_go()
        desk.waits(lambda: "Successful" in desk.words("state"))
        assert len(desk.parts.printer.papers) == 1


def test_a_final_answer_in_time_makes_one_final_receipt(desk: Desk) -> None:
    desk.pays(DRIVER)
    desk.waits(lambda: len(desk.parts.printer.papers) == 1)
    assert b"BERHASIL" in desk.parts.printer.papers[0][1]


def test_what_another_forwarder_finds_out_arrives_under_the_receipt(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui.after_sale, "LATER", 20)
    with a_desk(qtbot, tmp_path, patience=0.1) as desk:
        desk.tender_of(DRIVER)
        desk.parts.host.away = True
        desk.enter()
        desk.waits(lambda: "Not certain" in desk.words("state"))
        desk.waits(lambda: "has taken it whole" in desk.words("printState"))
        desk.parts.host.away = False
        while desk.committed[0].state is PaymentState.UNKNOWN:
            desk.parts.clock.advance(minutes=10)
            desk.counter.forwarder.forward_next()
        desk.waits(lambda: "Successful" in desk.words("state"))


def test_a_refused_payment_says_to_give_the_money_back(desk: Desk) -> None:
    desk.parts.host.replies = [Refused("4042513", "wrong amount")]
    desk.pays(DRIVER)
    desk.waits(lambda: "give the money back" in desk.words("state"))


def test_what_followed_a_payment_goes_when_it_is_over_and_out_of_sight(desk: Desk) -> None:
    for person in (TRADER, DRIVER):
        desk.pays(person)
        desk.waits(lambda: "has taken it whole" in desk.words("printState"))
    desk.waits(lambda: len(desk.page.flow.findChildren(ui.after_sale.AfterSale)) == 1)


# --- the printer -----------------------------------------------------------------------------------------------------


def test_a_printer_without_paper_holds_the_receipt_and_prints_it_later(qtbot: QtBot, desk: Desk) -> None:
    desk.parts.printer.broken = True
    with qtbot.waitSignal(
        desk.page.printer_seen, check_params_cb=lambda job: not job.is_out and job.trouble is Trouble.NO_PAPER
    ):
        desk.pays(DRIVER)
    desk.waits(lambda: "not printed. The printer is out of paper. Put in a new roll." in desk.words("printState"))
    assert desk.committed[0].state is not PaymentState.REJECTED
    desk.parts.printer.broken = False
    desk.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    desk.waits(lambda: desk.words("printState") == "Receipt: the printer has taken it whole.")
    assert [name for name, _ in desk.parts.printer.papers] == [desk.committed[0].receipt_number]


def test_after_a_jam_the_next_paper_says_salinan(desk: Desk) -> None:
    desk.parts.printer.jams = True
    desk.pays(DRIVER)
    desk.waits(lambda: "stopped half-way" in desk.words("printState"))
    desk.parts.printer.jams = False
    desk.part("printAgain", QPushButton).click()
    desk.waits(lambda: desk.words("printState") == "Receipt, SALINAN 1: the printer has taken it whole.")
    (copy,) = desk.parts.printer.papers
    assert b"SALINAN 1" in copy[1]


def test_printing_again_needs_somebody_who_may(desk: Desk) -> None:
    desk.pays(DRIVER)
    desk.waits(lambda: desk.words("printState") == "Receipt: the printer has taken it whole.")
    after = desk.page.flow.after
    assert after is not None
    after._actor = replace(after._actor, role=Role.AUDITOR)
    desk.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    desk.waits(lambda: "does not allow" in desk.words("printState"))
    assert len(desk.parts.printer.papers) == 1


def test_a_bug_in_the_printing_is_shown_and_the_paper_can_be_asked_for_again(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(data: bytes, job: str) -> None:
        raise ZeroDivisionError("a bug")

    with monkeypatch.context() as patched, qtbot.captureExceptions() as shown:
        patched.setattr(desk.parts.printer, "deliver", broken)
        desk.pays(DRIVER)
        desk.waits(lambda: bool(shown) and desk.part("printAgain", QPushButton).isEnabled())
    assert desk.committed[0].state is PaymentState.CONFIRMED


def test_ctrl_p_before_the_first_paper_does_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    with a_desk(qtbot, tmp_path) as desk:
        desk.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        desk.tender_of(DRIVER)
        desk.parts.host.hold()
        desk.enter()
        desk.reaches(Stage.DONE)
        desk.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        assert "waits for the host" in desk.words("printState")
        desk.parts.host.let_go()
        desk.waits(lambda: "has taken it whole" in desk.words("printState"))
        with desk.counter.store.reading() as work:
            jobs = work.prints.of_payment(desk.committed[0].id)
        assert [job.state for job in jobs] == [PrintState.DELIVERED]


def test_the_change_stays_large_under_the_receipt(desk: Desk) -> None:
    desk.tender_of(DRIVER)
    desk.types("20000")
    desk.enter()
    desk.waits(lambda: desk.part("given", BigAmount).text == "Rp11.600")
