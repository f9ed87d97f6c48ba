"""Doctor's line about what waits for people."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.cli.health import Level
from counter_app.cli.health_tasks import tasks
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.payment import Payment, PaymentState
from tests.helpers.builders import a_payment, a_reversal
from tests.helpers.database import fresh_store, pay


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    store = fresh_store(tmp_path)
    yield store
    store.close()


def sold(store: SqlStore, number: int, *states: PaymentState) -> Payment:
    payment, _ = pay(store, a_payment(receipt_number=f"40115-01-{number:06}"))
    old = PaymentState.ACCEPTED
    with store.writing() as work:
        for new in states:
            assert work.payments.move(payment.id, old, new)
            old = new
    return payment


def test_what_the_forwarder_settles_is_no_task(store: SqlStore) -> None:
    sold(store, 1)
    sold(store, 2, PaymentState.SENDING, PaymentState.UNKNOWN)
    sold(store, 3, PaymentState.SENDING, PaymentState.CONFIRMED)
    assert tasks(store).level is Level.OK


def test_what_is_to_be_examined_and_what_is_to_be_given_back_are_counted_apart(store: SqlStore) -> None:
    sold(store, 1, PaymentState.SENDING, PaymentState.REVIEW)
    sold(store, 2, PaymentState.SENDING, PaymentState.REJECTED)
    undone = sold(store, 3, PaymentState.SENDING, PaymentState.CONFIRMED)
    reversal = a_reversal(undone)
    with store.writing() as work:
        work.reversals.add(reversal)
        assert work.reversals.move(reversal.id, PaymentState.ACCEPTED, PaymentState.SENDING)
        assert work.reversals.move(reversal.id, PaymentState.SENDING, PaymentState.CONFIRMED)
    found = tasks(store)
    assert found.level is Level.WARN
    assert found.words == "1 to be examined by two people, 2 whose money is to be given back"
