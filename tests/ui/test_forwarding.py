"""The forwarder in the window: a backlog goes by itself, and never before a payer who waits."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from counter_app.domain.cash import TenderKind
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment, PaymentState
from counter_app.services.carriage import Carried
from counter_app.services.checkout import Sale
from tests.helpers.builders import a_participant
from tests.helpers.counters import CLERK, TestCounter, a_counter
from tests.helpers.windows import Shell
from ui.forwarding import payments_forwarding
from ui.jobs import Jobs, Lane


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestCounter]:
    """A counter with an open shift, and nothing that forwards by itself."""
    office = a_counter(tmp_path / "home", [a_participant(index) for index in range(3)])
    office.counter.shifts.open(CLERK, Rupiah(200_000))
    yield office
    office.store.close()


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


def three_payments(office: TestCounter) -> list[Payment]:
    """None of them sent."""
    sales = [
        Sale.of(office.counter.lookup.exact(CLERK, LookupNumber(NumberKind.NIK, person.nik)))
        for person in office.host.people
    ]
    return [office.counter.checkout.commit(CLERK, sale, TenderKind.CASH, sale.bill.total) for sale in sales]


def has_called(office: TestCounter, times: int) -> Callable[[], bool]:
    return lambda: office.host.calls["pay"] >= times


def test_a_backlog_gives_way_to_a_payer_who_waits(office: TestCounter, jobs: Jobs, qtbot: QtBot) -> None:
    first, second, third = three_payments(office)
    owner, told = QObject(), list[Payment | None]()
    forwarding = payments_forwarding(office.counter, jobs, owner)
    office.host.hold()
    forwarding.step()
    qtbot.waitUntil(has_called(office, 1))
    jobs.submit(Lane.FORWARD, lambda: office.counter.forwarder.forward(third.id), done=told.append, owner=owner)
    office.host.let_go()
    qtbot.waitUntil(lambda: len(office.host.posted) == 3)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0] is not None
    assert told[0].state is PaymentState.CONFIRMED
    assert list(office.host.posted) == [str(payment.id) for payment in (first, third, second)]


def test_a_backlog_is_told_of_once_a_batch(office: TestCounter, jobs: Jobs, qtbot: QtBot) -> None:
    payments = three_payments(office)
    owner, moved = QObject(), list[list[Carried]]()
    forwarding = payments_forwarding(office.counter, jobs, owner)
    forwarding.moved.connect(moved.append)
    forwarding.step()
    qtbot.waitUntil(lambda: bool(moved))
    assert [row.receipt_number for row in moved[0]] == [payment.receipt_number for payment in payments]


def test_at_a_host_that_registers_nobody_nothing_is_begun(shell: Shell) -> None:
    background = shell.window._background
    assert background is not None
    assert background._forwarding._timer.isActive()
    assert not background.registrations._timer.isActive()
