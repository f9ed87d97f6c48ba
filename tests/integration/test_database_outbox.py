"""Two forwarders never send one payment twice: the lease."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.outbox import OutboxItem, Step
from counter_app.domain.payment import PaymentState
from counter_app.services.ports import UnitOfWork
from tests.helpers.builders import NOW, a_payment, an_outbox_item
from tests.helpers.database import DATABASE, fresh_store, pay
from tests.helpers.postgresql import EITHER_DATABASE, either_store

UNTIL = NOW + timedelta(minutes=1)

FORWARDER = """
import sys
from pathlib import Path
from tests.helpers.builders import NOW
from tests.helpers.database import reopened
from tests.integration.test_database_outbox import lease_all

store = reopened(Path(sys.argv[1]))
print(*lease_all(store, sys.argv[2]))
store.close()
"""


@pytest.fixture(params=EITHER_DATABASE)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    made = either_store(request.param, tmp_path)
    yield made
    made.close()


def lease(store: SqlStore, owner: str, item_id: UUID | None = None, *, early: bool = False) -> OutboxItem | None:
    with store.writing() as work:
        return work.outbox.lease(owner, NOW, UNTIL, item_id, early=early)


def lease_all(store: SqlStore, owner: str) -> list[UUID]:
    """Lease until nothing is due."""
    taken = []
    while item := lease(store, owner):
        taken.append(item.payment_id)
    return taken


def settle(work: UnitOfWork, payment_id: UUID) -> None:
    """Move a payment to where nothing of it needs the host any more."""
    for old, new in ((PaymentState.ACCEPTED, PaymentState.SENDING), (PaymentState.SENDING, PaymentState.REVIEW)):
        assert work.payments.move(payment_id, old, new)


def test_the_oldest_due_item_goes_first(store: SqlStore) -> None:
    first, second = (pay(store, a_payment(number))[0].id for number in (1, 2))
    assert lease_all(store, "a") == [first, second]


def test_a_leased_item_is_its_owners_until_the_time_is_over(store: SqlStore) -> None:
    payment, _ = pay(store)
    taken = lease(store, "a")
    assert taken is not None
    assert (taken.leased_by, taken.leased_until) == ("a", UNTIL)
    assert lease(store, "b") is None
    with store.writing() as work:
        assert work.outbox.lease("b", UNTIL - timedelta(seconds=1), UNTIL + timedelta(minutes=1)) is None
        again = work.outbox.lease("b", UNTIL, UNTIL + timedelta(minutes=1))
    assert again is not None
    assert (again.payment_id, again.leased_by) == (payment.id, "b")


def test_a_named_item_is_leased_and_no_other(store: SqlStore) -> None:
    _, second = (pay(store, a_payment(number))[0].id for number in (1, 2))
    taken = lease(store, "a", item_id=second)
    assert taken is not None
    assert taken.payment_id == second
    assert lease(store, "b", item_id=second) is None
    assert lease(store, "b", item_id=uuid4()) is None


def test_what_is_not_due_or_done_is_not_leased(store: SqlStore) -> None:
    payment, _ = pay(store)
    for due in (NOW + timedelta(seconds=1), None):
        taken = lease(store, "a") or an_outbox_item(payment.id)
        with store.writing() as work:
            work.outbox.save(replace(taken, due_at=due, leased_by="", leased_until=None), "a")
        assert lease(store, "a") is None


def test_what_is_put_off_can_be_taken_early_and_what_is_held_or_done_cannot(store: SqlStore) -> None:
    pay(store)
    taken = lease(store, "a")
    assert taken is not None
    assert lease(store, "b", early=True) is None
    free = replace(taken, due_at=NOW + timedelta(minutes=4), leased_by="", leased_until=None)
    with store.writing() as work:
        work.outbox.save(free, "a")
    assert lease(store, "b") is None
    assert lease(store, "b", early=True) is not None
    with store.writing() as work:
        settle(work, free.payment_id)
        work.outbox.save(replace(free, due_at=None), "b")
    assert lease(store, "c", early=True) is None


def test_an_item_is_written_back_by_who_holds_it_and_by_nobody_else(store: SqlStore) -> None:
    payment, _ = pay(store)
    item = lease(store, "a")
    assert item is not None
    changed = replace(item, step=Step.ASK, attempts=1, first_attempt_at=NOW, last_code="5002500", last_words="x")
    with store.writing() as work:
        assert not work.outbox.save(changed, "b")
        assert work.outbox.get(payment.id) == item
        assert work.outbox.save(changed, "a")
        assert work.outbox.get(payment.id) == changed


def test_the_queue_counts_what_still_needs_the_forwarder(store: SqlStore) -> None:
    ids = [pay(store, a_payment(number))[0].id for number in (1, 2, 3)]
    done = lease(store, "a", item_id=ids[1])
    assert done is not None
    with store.writing() as work:
        settle(work, done.payment_id)
        work.outbox.save(replace(done, due_at=None, leased_by="", leased_until=None), "a")
    with store.reading() as work:
        queue = work.outbox.queue()
        oldest = work.payments.get(ids[0])
        assert oldest is not None
        assert (queue.waiting, queue.unknown, queue.oldest_at) == (2, 0, oldest.accepted_at)
        assert set(work.outbox.of_day(oldest.business_date)) == set(ids)
        assert work.outbox.of_day(oldest.business_date - timedelta(days=1)) == {}


def test_forwarders_in_many_threads_never_lease_one_item_twice(store: SqlStore) -> None:
    ids = [pay(store, a_payment(number))[0].id for number in range(1, 21)]
    with ThreadPoolExecutor(4) as threads:
        taken = list(threads.map(lambda owner: lease_all(store, owner), "abcd"))
    assert sorted(chain.from_iterable(taken)) == sorted(ids)


def test_forwarders_in_two_processes_never_lease_one_item_twice(tmp_path: Path) -> None:
    """Of a file; those at a server have to be run at once to show anything, and are, in ``postgresql``."""
    store = fresh_store(tmp_path)
    ids = [pay(store, a_payment(number))[0].id for number in range(1, 21)]
    command = [sys.executable, "-c", FORWARDER, str(tmp_path / DATABASE)]
    forwarders = [subprocess.Popen([*command, owner], stdout=subprocess.PIPE, text=True) for owner in "ab"]
    taken = [UUID(word) for each in forwarders for word in each.communicate(timeout=60)[0].split()]
    store.close()
    assert [each.returncode for each in forwarders] == [0, 0]
    assert sorted(taken) == sorted(ids)
