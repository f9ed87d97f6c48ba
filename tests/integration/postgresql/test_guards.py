"""What SQLite's triggers refuse, PostgreSQL's refuse as well, and with the same words."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from counter_app.database.guards import Change, Guard, statements
from counter_app.database.server import Server, connect
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.payment import TRANSITIONS, PaymentState
from tests.helpers.builders import a_payment, a_posting, a_shift, an_entry
from tests.helpers.database import fresh_store, pay
from tests.helpers.postgresql import needs_postgresql

pytestmark = needs_postgresql


@pytest.fixture
def by_hand(url: str) -> Iterator[Any]:
    """A connection of the database's owner."""
    connection = connect(Server(url))
    connection.autocommit = True
    yield connection
    connection.close()


def refuses(by_hand: Any, statement: str, because: str) -> None:
    with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match=because):
        by_hand.execute(statement)


def test_the_server_has_every_guard_the_file_has(by_hand: Any, tmp_path: Path) -> None:
    in_file = fresh_store(tmp_path / "file")
    with in_file.reader.connect() as connection:
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
    in_file.close()
    of_the_name_index = {"participants_named", "participants_forgotten", "participants_renamed"}
    triggers = {name for (name,) in by_hand.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal").fetchall()}
    assert {name for name in triggers if not name.endswith("_at_once")} == set(found) - of_the_name_index
    assert {name for name in triggers if name.endswith("_at_once")} == {
        f"{name}_at_once" for name in found if name.endswith(("_never_deleted", "_let_go"))
    }


@pytest.mark.parametrize(
    "table", ["payments", "payment_lines", "journal", "outbox", "print_jobs", "shifts", "receipt_numbers"]
)
def test_what_was_recorded_is_never_deleted_one_by_one_or_all_at_once(
    store: SqlStore, by_hand: Any, table: str
) -> None:
    pay(store)
    refuses(by_hand, f"DELETE FROM {table}", f"{table} are never deleted")
    refuses(by_hand, f"TRUNCATE {table} CASCADE", "are never deleted")


@pytest.mark.parametrize("table", ["payment_lines", "journal"])
def test_a_record_is_never_rewritten(store: SqlStore, by_hand: Any, table: str) -> None:
    pay(store)
    refuses(by_hand, f"UPDATE {table} SET office_id = office_id", f"{table} are never changed")


@pytest.mark.parametrize("column", ["total", "receipt_number", "payer_nik", "business_date", "clerk_id"])
def test_what_was_paid_never_changes(store: SqlStore, by_hand: Any, column: str) -> None:
    pay(store)
    refuses(by_hand, f"UPDATE payments SET {column} = {column}", "what was paid never changes")


def test_the_server_knows_the_same_ways_between_states_as_the_domain(store: SqlStore, by_hand: Any) -> None:
    """The refund that two of the ways ask for is another guard's, and is taken off here."""
    for guard in ("payments_refunded", "payments_cancelled_unsent"):
        by_hand.execute(f"DROP TRIGGER {guard} ON payments")
    for number, old in enumerate(PaymentState, 1):
        payment, _ = pay(store, a_payment(number, state=old))
        for new in PaymentState:
            with by_hand.transaction(force_rollback=True):
                move = f"UPDATE payments SET state = '{new.value}' WHERE id = '{payment.id}'"
                if new in TRANSITIONS[old]:
                    assert by_hand.execute(move).rowcount == 1
                else:
                    with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="cannot go from its state"):
                        by_hand.execute(move)


def test_what_the_host_posted_never_changes(store: SqlStore, by_hand: Any) -> None:
    pay(store, a_payment(state=PaymentState.CONFIRMED, posting=a_posting()))
    refuses(by_hand, "UPDATE payments SET host_reference = 'another'", "what the host posted never changes")


def test_bytes_and_attempts_stay(store: SqlStore, by_hand: Any) -> None:
    pay(store)
    refuses(by_hand, "UPDATE outbox SET body = 'x'", "the same bytes")
    by_hand.execute("UPDATE outbox SET attempts = 2, first_attempt_at = '2026-11-22 02:15:04+00'")
    refuses(by_hand, "UPDATE outbox SET attempts = 0", "stays made")
    refuses(by_hand, "UPDATE outbox SET first_attempt_at = NULL", "stays made")


def test_a_month_is_held_and_an_item_on_its_way_as_long_as_the_payment_counts(store: SqlStore, by_hand: Any) -> None:
    payment, _ = pay(store)
    with store.writing() as work:
        assert work.claims.take(payment) is None
    refuses(by_hand, "UPDATE outbox SET due_at = NULL", "what needs the host stays on its way")
    refuses(by_hand, "DELETE FROM month_claims", "a month is held as long as its payment counts")
    refuses(by_hand, "UPDATE month_claims SET month = '2020-01'", "month_claims are never changed")
    for state in ("SENDING", "REJECTED"):
        by_hand.execute(f"UPDATE payments SET state = '{state}'")
    refuses(by_hand, "TRUNCATE month_claims", "a month is held as long as its payment counts")
    by_hand.execute("DELETE FROM month_claims")
    by_hand.execute("UPDATE outbox SET due_at = NULL")


@pytest.mark.parametrize("last", ["last - 1", "last", "last + 2"])
def test_receipt_numbers_go_one_by_one(store: SqlStore, by_hand: Any, last: str) -> None:
    pay(store)
    refuses(by_hand, f"UPDATE receipt_numbers SET last = {last}", "neither skipped nor used twice")


def test_a_journal_entry_cannot_be_put_in_out_of_turn(store: SqlStore, by_hand: Any) -> None:
    with store.writing() as work:
        work.journal.append(an_entry())
    columns = "office_id, counter_id, {seq}, at, actor, act, subject, canonical, hash"
    refuses(by_hand, f"INSERT INTO journal SELECT {columns.format(seq='seq + 2')} FROM journal", "follows the last one")


def test_a_closed_shift_never_changes(store: SqlStore, by_hand: Any) -> None:
    with store.writing() as work:
        work.shifts.add(a_shift())
    by_hand.execute("UPDATE shifts SET closed_at = opened_at, counted = 200000")
    refuses(by_hand, "UPDATE shifts SET counted = 1", "a closed shift never changes")


def test_an_approval_is_used_once(by_hand: Any) -> None:
    by_hand.execute(
        "INSERT INTO approvals (office_id, id, counter_id, deed, subject, asked_by, approved_by, given_at) "
        "VALUES ('40115', gen_random_uuid(), '01', 'reverse', gen_random_uuid(), '1001', '2001', now())"
    )
    refuses(by_hand, "UPDATE approvals SET asked_by = '1002', used_at = now()", "used once")
    by_hand.execute("UPDATE approvals SET used_at = now()")
    refuses(by_hand, "UPDATE approvals SET used_at = now()", "used once")


def test_one_description_refuses_the_same_in_both_kinds_of_database(by_hand: Any) -> None:
    guard = Guard(
        "drawers_shut", "drawers", Change.UPDATE, "a drawer stays", "NEW.cash IS DISTINCT FROM OLD.cash", ("cash",)
    )
    in_file = sqlite3.connect(":memory:", isolation_level=None)
    for books, dialect, refusal in (
        (in_file, "sqlite", sqlite3.IntegrityError),
        (by_hand, "postgresql", psycopg.errors.IntegrityConstraintViolation),
    ):
        books.execute("CREATE TABLE drawers (cash integer, clerk integer)")
        books.execute("INSERT INTO drawers VALUES (1, 1)")
        for statement in statements([guard], dialect):
            books.execute(statement)
        books.execute("UPDATE drawers SET cash = 1, clerk = 2")
        for changed in ("2", "NULL"):
            with pytest.raises(refusal, match="a drawer stays"):
                books.execute(f"UPDATE drawers SET cash = {changed}")
    in_file.close()
