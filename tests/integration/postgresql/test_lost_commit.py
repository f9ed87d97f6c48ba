"""The server goes away during COMMIT (faults, row 26): nobody knows, so the sale is looked up by its key."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy.exc import IntegrityError

from counter_app.database import server
from counter_app.database.unit_of_work import SqlStore, SqlUnitOfWork
from counter_app.domain.errors import CommitUncertain, Service, Unavailable
from counter_app.domain.journal import first_fault
from tests.helpers.cut_line import Cut, CutLine
from tests.helpers.database import pay
from tests.helpers.postgresql import (
    cluster,
    end_connections,
    name_of,
    needs_postgresql,
    server_store,
    wait_until_queued,
)
from tests.integration.services.conftest import Bench

pytestmark = needs_postgresql


@pytest.fixture
def store(url: str, line: CutLine, tmp_path: Path) -> Iterator[SqlStore]:
    """A counter whose line to the server can be cut."""
    made = server_store(line.url(url), tmp_path)
    yield made
    made.close()


@pytest.fixture
def bench(store: SqlStore) -> Bench:
    made = Bench(store)
    made.sell()
    return made


@pytest.mark.parametrize("where", [Cut.BEFORE, Cut.AFTER])
def test_a_sale_whose_commit_was_lost_is_found_by_its_key_and_taken_once(
    bench: Bench, line: CutLine, where: Cut
) -> None:
    sale = bench.sale()
    line.next_commit = where
    with pytest.raises(CommitUncertain) as lost:
        bench.sell(sale)
    assert lost.value.service is Service.DATABASE
    assert lost.value.again
    payment = bench.sell(sale)
    assert bench.sell(sale) == payment
    assert line.cuts == 1
    with bench.store.reading() as work:
        stored = list(work.payments.all())
        assert [each.id for each in stored][1:] == [sale.id]
        assert work.numbers.last() == 2
        assert first_fault(work.journal.chain()) is None
        assert work.outbox.queue().waiting == 2
    assert len(bench.entries("payment.accepted")) == 2
    assert bench.verification.run().fault is None


def test_what_is_lost_before_the_commit_is_known_not_to_have_happened(bench: Bench, url: str) -> None:
    def cut_off() -> None:
        with bench.store.writing() as work:
            work.numbers.take()
            end_connections(url)
            work.numbers.take()

    with pytest.raises(Unavailable) as lost:
        cut_off()
    assert not isinstance(lost.value, CommitUncertain)
    bench.sell()
    with bench.store.reading() as work:
        assert work.numbers.last() == 2


def test_a_connection_the_server_ended_meanwhile_costs_nobody_a_sale(url: str, tmp_path: Path) -> None:
    direct = server_store(url, tmp_path)
    bench = Bench(direct)
    bench.sell()
    end_connections(url)
    bench.sell()
    end_connections(url)
    with direct.reading() as work:
        assert work.numbers.last() == 2
    direct.close()


class SlowToCommit:
    """A store whose transactions are done, but for the commit, until ``go``."""

    def __init__(self, inner: SqlStore) -> None:
        self.inner = inner
        self.done = threading.Event()
        self.go = threading.Event()

    @contextmanager
    def writing(self) -> Iterator[SqlUnitOfWork]:
        with self.inner.writing() as work:
            yield work
            self.done.set()
            assert self.go.wait(10)

    @contextmanager
    def reading(self) -> Iterator[SqlUnitOfWork]:
        with self.inner.reading() as work:
            yield work


def test_a_commit_the_server_is_still_at_is_waited_for_before_its_sale_is_looked_up(
    bench: Bench, url: str, tmp_path: Path
) -> None:
    """The counter has lost its line, the server has not noticed: trying again must not overtake the first."""
    sale = bench.sale()
    first_try = server_store(url, tmp_path)
    slow = SlowToCommit(first_try)
    with ThreadPoolExecutor(2) as threads:
        lost = threads.submit(Bench(cast(SqlStore, slow)).sell, sale)
        assert slow.done.wait(10)
        again = threads.submit(bench.sell, sale)
        wait_until_queued(url)
        slow.go.set()
        assert lost.result(10) == again.result(10)
    first_try.close()
    with bench.store.reading() as work:
        assert work.numbers.last() == 2


def test_a_refused_commit_is_not_an_uncertain_one(store: SqlStore, url: str) -> None:
    cluster().run(
        "CREATE CONSTRAINT TRIGGER refuses AFTER INSERT ON print_jobs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
        "EXECUTE FUNCTION journal_never_deleted()",
        name_of(url),
    )
    with pytest.raises(IntegrityError, match="never deleted"):
        pay(store)


@pytest.fixture
def short_tempered(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next connection waits for a third of a second only."""
    monkeypatch.setattr(server, "STATEMENT_MS", 200)
    monkeypatch.setattr(server, "GRACE_MS", 100)
    bench.store.writer.dispose()


@pytest.mark.usefixtures("short_tempered")
def test_a_server_that_hangs_is_given_up(bench: Bench, line: CutLine) -> None:
    def hang() -> None:
        with bench.store.writing() as work:
            line.next_commit = Cut.HANGS
            work.numbers.take()

    with pytest.raises(Unavailable, match="does not answer") as lost:
        hang()
    assert not isinstance(lost.value, CommitUncertain)
    line.next_commit = Cut.NOWHERE
    bench.sell()


@pytest.mark.usefixtures("short_tempered")
def test_a_server_that_hangs_at_the_commit_leaves_it_uncertain(bench: Bench, line: CutLine) -> None:
    sale = bench.sale()
    line.next_commit = Cut.SILENT
    with pytest.raises(CommitUncertain, match="does not answer"):
        bench.sell(sale)
    bench.sell(sale)
    with bench.store.reading() as work:
        assert work.numbers.last() == 2
