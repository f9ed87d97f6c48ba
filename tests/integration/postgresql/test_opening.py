"""What must hold before a counter takes its first payment at the office's server."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

import pytest
from sqlalchemy import text

from counter_app.database import server
from counter_app.database.errors import (
    DatabaseBehind,
    DatabaseTooNew,
    NoDatabase,
    OtherCounter,
    ServerRefused,
    SettingRefused,
)
from counter_app.database.high_water import mark_of
from counter_app.database.schema import HEAD, migrate, revision_of
from counter_app.database.server import Server, plain_engine
from counter_app.database.server_opening import add_counter, open_server_store
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.journal import Act, Entry
from tests.helpers.builders import COUNTER_ID, NOW, OFFICE_ID, a_payment
from tests.helpers.database import DATABASE, pay
from tests.helpers.postgresql import (
    cluster,
    empty_database,
    mark_in,
    name_of,
    needs_postgresql,
    second_counter,
    server_store,
)

pytestmark = needs_postgresql

PAYMENT, SHIFT = uuid5(NAMESPACE_OID, "payment"), uuid5(NAMESPACE_OID, "shift")
OLD_BOOKS = f"""
    INSERT INTO counter_identity VALUES ('{OFFICE_ID}', '{COUNTER_ID}');
    INSERT INTO shifts VALUES ('{OFFICE_ID}', '{SHIFT}', '{COUNTER_ID}', '1001', '2026-11-22', now(), 0, NULL, NULL);
    INSERT INTO payments (
        office_id, id, counter_id, sequence, clerk_id, shift_id, business_date, receipt_number, accepted_at, payer_nik,
        payer_kpj, payer_name, bill_source, contribution, fee, total, tender_kind, tendered, change_given,
        tender_reference, offline, state
    ) VALUES (
        '{OFFICE_ID}', '{PAYMENT}', '{COUNTER_ID}', 1, '1001', '{SHIFT}', '2026-11-22', 'R1', now(), '3273025508920002',
        '', 'Siti', 'host', 10000, 0, 10000, 'CASH', 10000, 0, '', false, 'ACCEPTED'
    );
    INSERT INTO payment_lines (office_id, payment_id, position, programme, month, full_amount, amount)
    VALUES ('{OFFICE_ID}', '{PAYMENT}', 1, 'JKK', '2026-11', 10000, 10000);
    INSERT INTO outbox VALUES (
        '{OFFICE_ID}', '{PAYMENT}', '{COUNTER_ID}', 1, 'body', 'send', 0, now(), NULL, '', '', '', NULL
    );
    INSERT INTO print_jobs VALUES (
        '{OFFICE_ID}', gen_random_uuid(), '{COUNTER_ID}', '{PAYMENT}', 0, 'QUEUED', '1001', now(), ''
    );
"""
"""A payment as the program stored it before there were reversals."""


def test_a_database_that_nobody_made_is_not_made_by_a_look_at_it(tmp_path: Path) -> None:
    url = empty_database()
    with pytest.raises(NoDatabase, match="knows no counter"):
        server_store(url, tmp_path)
    assert cluster().run("SELECT relname FROM pg_class WHERE relname = 'payments'", name_of(url)) == []


def test_the_first_counter_makes_the_tables_and_the_next_one_joins(tmp_path: Path) -> None:
    url = empty_database()
    add_counter(Server(url), OFFICE_ID, COUNTER_ID)
    first = server_store(url, tmp_path / "first")
    second = second_counter(url, tmp_path / "second")
    assert pay(first)[0].counter_id == COUNTER_ID
    with second.reading() as work:
        assert list(work.payments.all()) == []
    first.close()
    second.close()


def test_a_number_that_is_taken_is_given_to_no_other_machine(url: str, store: SqlStore) -> None:
    """A set-up that broke off before anything was journaled may be begun again."""
    add_counter(Server(url), OFFICE_ID, COUNTER_ID)
    with store.writing() as work:
        work.journal.append(Entry(NOW, "set-up", Act.COUNTER_SET_UP, COUNTER_ID, {"office": OFFICE_ID}))
    with pytest.raises(OtherCounter, match="already"):
        add_counter(Server(url), OFFICE_ID, COUNTER_ID)


def test_two_first_counters_at_once_make_the_tables_once() -> None:
    url = empty_database()
    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(add_counter, Server(url), OFFICE_ID, number) for number in ("01", "02")]:
            done.result(30)
    with plain_engine(Server(url)).connect() as connection:
        assert revision_of(connection) == HEAD
        assert connection.execute(text("SELECT count(*) FROM counter_identity")).scalar() == 2


def test_an_older_database_is_migrated_with_all_it_holds(tmp_path: Path) -> None:
    url = empty_database()
    engine = plain_engine(Server(url))
    migrate(engine, to="0003")
    cluster().run(OLD_BOOKS, name_of(url))
    store = server_store(url, tmp_path)
    with store.reading() as work:
        (payment,) = work.payments.all()
        assert work.outbox.queue().waiting == 1
        assert [job.payment_id for job in work.prints.of_payment(payment.id)] == [payment.id]
        assert [claim.payment_id for claim in work.claims.of_payment(payment.id)] == [payment.id]
    store.close()


def test_a_migration_that_dies_halfway_leaves_the_old_schema_whole() -> None:
    url = empty_database()
    engine = plain_engine(Server(url))
    migrate(engine, to="0002")
    cluster().run("CREATE TABLE month_claims (x integer)", name_of(url))
    with pytest.raises(Exception, match="already exists"):
        migrate(engine)
    with engine.connect() as connection:
        assert revision_of(connection) == "0002"


def test_a_database_of_a_newer_program_is_refused(url: str, tmp_path: Path) -> None:
    cluster().run("UPDATE alembic_version SET version_num = '9999'", name_of(url))
    with pytest.raises(DatabaseTooNew):
        server_store(url, tmp_path)


def test_books_that_are_shorter_than_they_were_are_refused(url: str, tmp_path: Path) -> None:
    """The administrator has put an old backup back."""
    store = server_store(url, tmp_path)
    pay(store)
    copy = f"{name_of(url)}_yesterday"
    store.close()
    cluster().run(f"CREATE DATABASE {copy} TEMPLATE {name_of(url)}")
    store = server_store(url, tmp_path)
    pay(store, a_payment(2))
    store.close()
    with pytest.raises(DatabaseBehind, match="counter-app realign"):
        server_store(cluster().url(copy), tmp_path)
    server_store(cluster().url(copy), tmp_path, marked=False).close()


def test_a_counter_whose_mark_is_gone_is_refused(url: str, tmp_path: Path) -> None:
    store = server_store(url, tmp_path)
    pay(store)
    store.close()
    mark_of(tmp_path / DATABASE).unlink()
    with pytest.raises(DatabaseBehind, match="missing"):
        server_store(url, tmp_path)


@pytest.mark.parametrize("weaker", ["off", "local", "remote_write"])
def test_a_server_that_says_done_before_it_is_on_the_disk_is_refused(url: str, tmp_path: Path, weaker: str) -> None:
    cluster().run(f"ALTER DATABASE {name_of(url)} SET synchronous_commit = {weaker}")
    with pytest.raises(SettingRefused, match="synchronous_commit"):
        server_store(url, tmp_path)


def test_a_server_older_than_what_was_tested_is_refused(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "OLDEST_SERVER", 99)
    with pytest.raises(ServerRefused, match="needs 99"):
        server_store(url, tmp_path)


@pytest.mark.parametrize("who", ["nobody", "postgres"], ids=["unknown person", "unknown database"])
def test_who_is_not_let_in_is_told_so_and_not_to_try_again(tmp_path: Path, who: str) -> None:
    with pytest.raises(ServerRefused, match="does not let this counter in"):
        server_store(cluster().url("no_such_database", user=who), tmp_path)


def test_a_right_that_is_missing_is_said_to_be_the_administrators(url: str, tmp_path: Path) -> None:
    cluster().run("CREATE ROLE onlooker LOGIN", name_of(url))
    try:
        with pytest.raises(ServerRefused, match="does not allow"):
            server_store(cluster().url(name_of(url), user="onlooker"), tmp_path)
    finally:
        cluster().run("DROP ROLE onlooker")


def test_a_server_that_is_not_there_is_unavailable_and_named_without_its_password(tmp_path: Path) -> None:
    away = Server("postgresql+psycopg://counter@127.0.0.1:1/office", "open sesame")
    with pytest.raises(Unavailable) as refused:
        open_server_store(away, OFFICE_ID, COUNTER_ID, mark_in(tmp_path))
    assert refused.value.service is Service.DATABASE
    assert "cannot be reached" in refused.value.detail
    assert "open sesame" not in repr(away) + refused.value.detail


def test_a_counter_that_was_taken_off_the_server_sells_nothing_more(store: SqlStore, url: str) -> None:
    cluster().run("DELETE FROM counter_identity", name_of(url))
    with pytest.raises(ServerRefused, match="any more"), store.writing():
        pytest.fail("a transaction of a counter that is none")
