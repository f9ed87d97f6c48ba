"""Counters of one office at one database: what they share is shared fairly, and none waits for another."""

import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from counter_app.database.repositories.outbox import SqlOutbox
from counter_app.database.repositories.scope import Scope
from counter_app.database.server import Server, plain_engine
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Declined, Reason, Service, Unavailable
from counter_app.domain.journal import first_fault
from counter_app.domain.money import Rupiah
from counter_app.domain.participant import Participant
from counter_app.domain.payment import Payer, Payment
from counter_app.domain.people import Account, Actor, Role
from tests.helpers.builders import COUNTER_ID, NOW, OFFICE_ID, a_participant, a_payment, an_entry
from tests.helpers.database import pay
from tests.helpers.postgresql import needs_postgresql, server_store, wait_until_queued
from tests.helpers.reply_host import posted
from tests.integration.services.conftest import CLERK, OFFICE, OTHER_CLERK, SUPERVISOR, Bench

pytestmark = needs_postgresql


class PowerCut(Exception):
    """Raised inside a transaction to end it."""


UNTIL = NOW + timedelta(minutes=1)
PAYER = a_participant(77)
PAYER_OF_BOTH = Payer(PAYER.nik, PAYER.kpj, PAYER.name)

FORWARDER = """
import sys
from pathlib import Path
from tests.helpers.postgresql import server_store
from tests.integration.test_database_outbox import lease_all

store = server_store(sys.argv[1], Path(sys.argv[2]))
print("ready", flush=True)
sys.stdin.readline()
print(*lease_all(store, sys.argv[3]))
store.close()
"""


@pytest.fixture
def benches(store: SqlStore, neighbour: SqlStore) -> tuple[Bench, Bench]:
    """Two counters with a clerk at each, open."""
    first, second = Bench(store), Bench(neighbour, office=replace(OFFICE, counter_id="02"))
    first.shifts.open(CLERK, Rupiah(0))
    second.shifts.open(OTHER_CLERK, Rupiah(0))
    return first, second


def test_one_of_two_counters_gets_the_month_and_the_other_is_told_by_whom_and_when(
    benches: tuple[Bench, Bench], url: str
) -> None:
    """Faults, row 27. The second comes while the first is at it, and waits for how it ends."""
    first, second = benches
    with ThreadPoolExecutor(1) as thread:
        with first.store.writing() as work:
            payment = replace(a_payment(1), payer=PAYER_OF_BOTH, shift_id=shift_id(first))
            work.payments.add(payment)
            assert work.claims.take(payment) is None
            racing = thread.submit(sell_to, second, PAYER)
            wait_until_queued(url)
        with pytest.raises(Declined) as declined:
            racing.result(10)
    assert declined.value.reason is Reason.MONTH_TAKEN
    assert declined.value.facts["receipt"] == payment.receipt_number
    assert (declined.value.facts["clerk"], declined.value.facts["counter"]) == (payment.clerk_id, COUNTER_ID)
    with second.store.reading() as work:
        assert work.numbers.last() == 0
        assert list(work.payments.all()) == []


def test_a_month_whose_sale_was_not_finished_is_free_for_the_counter_that_waited(
    benches: tuple[Bench, Bench], url: str
) -> None:
    first, second = benches

    def give_up() -> None:
        with first.store.writing() as work:
            payment = replace(a_payment(1), payer=PAYER_OF_BOTH, shift_id=shift_id(first))
            work.payments.add(payment)
            assert work.claims.take(payment) is None
            racing.append(thread.submit(sell_to, second, PAYER))
            wait_until_queued(url)
            raise PowerCut

    racing: list[Future[Payment]] = []
    with ThreadPoolExecutor(1) as thread:
        with pytest.raises(PowerCut):
            give_up()
        assert racing[0].result(10).counter_id == "02"


def test_many_counters_racing_for_one_month_give_one_payment(benches: tuple[Bench, Bench]) -> None:
    for number in range(10):
        payer = a_participant(100 + number)
        with ThreadPoolExecutor(2) as threads:
            sales = [threads.submit(sell_to, bench, payer) for bench in benches]
            ends = [sale.exception(10) for sale in sales]
        refused = [end for end in ends if end is not None]
        assert [end.reason for end in refused if isinstance(end, Declined)] == [Reason.MONTH_TAKEN]
        assert len(refused) == 1


def test_a_counter_in_the_middle_of_a_sale_keeps_no_other_waiting(benches: tuple[Bench, Bench]) -> None:
    first, second = benches
    with first.store.writing() as work:
        work.journal.append(an_entry())
        work.numbers.take()
        sold = sell_to(second, a_participant(5))
    assert sold.receipt_number.endswith("02-000001")


def test_window_and_forwarder_of_one_counter_queue_so_that_the_journal_cannot_fork(
    store: SqlStore, url: str, tmp_path: Path
) -> None:
    other = server_store(url, tmp_path)

    def append(to: SqlStore) -> None:
        for _ in range(20):
            with to.writing() as work:
                work.journal.append(an_entry())
                work.numbers.take()

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(append, each) for each in (store, other)]:
            done.result(30)
    other.close()
    with store.reading() as work:
        assert work.numbers.last() == 40
        assert len(list(work.journal.chain())) == 40
        assert first_fault(work.journal.chain()) is None


def test_two_books_on_one_server_are_two_chains(benches: tuple[Bench, Bench]) -> None:
    for bench in benches:
        sell_to(bench, a_participant(6 + benches.index(bench)))
        assert bench.verification.run().fault is None
        with bench.store.reading() as work:
            assert work.numbers.last() == 1
            assert len(list(work.payments.all())) == 1


def test_a_forwarder_passes_over_what_another_is_just_taking_and_does_not_wait(store: SqlStore, url: str) -> None:
    payments = [pay(store, a_payment(number))[0] for number in (1, 2, 3)]
    engine = plain_engine(Server(url))
    with Session(engine) as one, Session(engine) as other:
        for session in (one, other):
            session.execute(text("SET LOCAL lock_timeout = '100ms'"))
        taken = [lease(session, owner) for session, owner in ((one, "a"), (other, "b"), (one, "a"))]
        assert taken == [payment.id for payment in payments]
        assert lease(other, "b") is None
        one.rollback()
        assert lease(other, "b") == payments[0].id


def test_two_forwarders_in_two_programs_never_take_the_same_item(store: SqlStore, url: str, tmp_path: Path) -> None:
    expected = [pay(store, a_payment(number))[0].id for number in range(1, 61)]
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", FORWARDER, url, str(tmp_path), owner],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for owner in ("a", "b")
    ]
    taken: list[list[UUID]] = []
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    for program in programs:
        said, _ = program.communicate(timeout=60)
        taken.append([UUID(word) for word in said.split()])
        assert program.returncode == 0
    assert sorted(item for items in taken for item in items) == sorted(expected)
    assert all(taken), "one of them never had its turn"


def test_a_slow_host_of_one_forwarder_keeps_no_other_waiting(benches: tuple[Bench, Bench], store: SqlStore) -> None:
    bench = benches[0]
    first, second = (sell_to(bench, a_participant(number)) for number in (8, 9))
    asked, answer = threading.Event(), threading.Event()

    class Slow:
        """The bench's host, but for one answer that takes its time."""

        def pay(self, body: bytes) -> object:
            asked.set()
            assert answer.wait(10)
            return posted(first)

    slow = bench.another_forwarder("slow")
    slow._host = Slow()  # type: ignore[assignment]
    with ThreadPoolExecutor(1) as thread:
        under_way = thread.submit(slow.forward, first.id)
        assert asked.wait(10)
        bench.host.replies = [posted(second)]
        assert bench.forwarder.forward(second.id) is not None
        answer.set()
        assert under_way.result(10) is not None
    assert [bench.state(each).value for each in (first, second)] == ["CONFIRMED", "CONFIRMED"]


def test_wrong_pins_at_two_counters_at_once_are_all_counted(store: SqlStore, neighbour: SqlStore) -> None:
    with store.writing() as work:
        work.accounts.save(Account(CLERK, "hash"))

    def miss(at: SqlStore) -> None:
        for _ in range(10):
            with at.writing() as work:
                account = work.accounts.get(CLERK.id)
                assert account is not None
                work.accounts.save(replace(account, failed_attempts=account.failed_attempts + 1))

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(miss, each) for each in (store, neighbour)]:
            done.result(30)
    with store.reading() as work:
        account = work.accounts.get(CLERK.id)
    assert account is not None
    assert account.failed_attempts == 20


def test_a_person_whom_two_counters_add_at_once_is_added_once_and_the_other_is_told(
    benches: tuple[Bench, Bench], url: str
) -> None:
    first, second = benches
    tono = Actor("1009", "Tono", Role.CLERK)
    with ThreadPoolExecutor(1) as thread:
        with first.store.writing() as work:
            assert work.accounts.add(Account(tono, "hash"))
            racing = thread.submit(second.log_in.add, SUPERVISOR, tono.id, "Tini", Role.SUPERVISOR, "246810")
            wait_until_queued(url)
        refused = racing.exception(10)
    assert isinstance(refused, Declined)
    assert (refused.reason, refused.facts) == (Reason.USER_EXISTS, {"user": tono.id})
    with second.store.reading() as work:
        account = work.accounts.get(tono.id)
    assert account is not None
    assert account.actor == tono
    assert second.entries("user.added") == []


def test_two_counters_that_fetch_the_same_participants_store_each_once(store: SqlStore, neighbour: SqlStore) -> None:
    people = [a_participant(number) for number in range(1, 201)]
    orders = (people, people[::-1])
    with ThreadPoolExecutor(2) as threads:
        both = zip((store, neighbour), orders, strict=True)
        for done in [threads.submit(fetch, *each) for each in both]:
            done.result(30)
    with store.reading() as work:
        assert work.participants.count() == 200


def test_a_number_that_two_counters_give_away_at_once_is_tried_again_later(
    store: SqlStore, neighbour: SqlStore
) -> None:
    mine, yours = a_participant(1), replace(a_participant(2), kpj=a_participant(1).kpj)
    with ThreadPoolExecutor(1) as thread:
        with store.writing() as work:
            work.participants.save([mine], NOW)
            racing = thread.submit(fetch, neighbour, [yours])
        ended = racing.exception(10)
    assert ended is None or (isinstance(ended, Unavailable) and ended.service is Service.DATABASE)
    fetch(neighbour, [yours])
    with store.reading() as work:
        assert work.participants.count() == 2


def sell_to(bench: Bench, payer: Participant) -> Payment:
    sale = bench.sale(payer)
    clerk = CLERK if bench.office.counter_id == COUNTER_ID else OTHER_CLERK
    return bench.checkout.commit(clerk, sale, TenderKind.CASH, sale.bill.total)


def shift_id(bench: Bench) -> UUID:
    shift = bench.shifts.current()
    assert shift is not None
    return shift.id


def fetch(to: SqlStore, people: list[Participant]) -> None:
    with to.writing() as work:
        work.participants.save(people, NOW)


def lease(session: Session, owner: str) -> UUID | None:
    item = SqlOutbox(Scope(session, OFFICE_ID, COUNTER_ID)).lease(owner, NOW, UNTIL)
    return None if item is None else item.payment_id
