"""Whoever goes behind the counter's back with the key in hand is found out, and the first bad entry is named."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from counter_app.domain.journal import Act, Entry
from counter_app.domain.money import Rupiah
from tests.helpers.reply_host import posted
from tests.integration.services.conftest import CLERK, Bench

Books = Any
"""A raw DB-API connection to the encrypted database, with its guards taken off."""


def raise_a_total(books: Books) -> None:
    books.execute("UPDATE payments SET fee = fee + 500, total = total + 500 WHERE receipt_number LIKE '%-000002'")


def pay_for_another(books: Books) -> None:
    books.execute("UPDATE payments SET payer_nik = '3273025508920009' WHERE receipt_number LIKE '%-000002'")


def sold_by_another(books: Books) -> None:
    books.execute("UPDATE payments SET clerk_id = '1002' WHERE receipt_number LIKE '%-000002'")


def change_the_means(books: Books) -> None:
    books.execute("UPDATE payments SET tender_kind = 'QRIS' WHERE receipt_number LIKE '%-000002'")


def move_money_between_programmes(books: Books) -> None:
    books.execute("UPDATE payment_lines SET programme = 'JHT' WHERE programme = 'JKK'")


def another_reference(books: Books) -> None:
    books.execute("UPDATE payments SET host_reference = 'X' WHERE receipt_number LIKE '%-000001'")


def another_float(books: Books) -> None:
    books.execute("UPDATE shifts SET float_amount = 1")


def close_by_hand(books: Books) -> None:
    books.execute("UPDATE shifts SET closed_at = opened_at, counted = 0")


def drop_the_shift(books: Books) -> None:
    books.execute("DELETE FROM shifts")


def file_under_another_clerk(books: Books) -> None:
    books.execute("UPDATE journal SET actor = '1002' WHERE seq = 3")


def back_date(books: Books) -> None:
    books.execute("UPDATE journal SET at = '2020-01-01 00:00:00.000000' WHERE seq = 3")


def confirm_by_hand(books: Books) -> None:
    books.execute("UPDATE payments SET state = 'CONFIRMED' WHERE receipt_number LIKE '%-000002'")


def drop_a_payment(books: Books) -> None:
    books.execute("DELETE FROM payments WHERE receipt_number LIKE '%-000003'")


def add_a_payment(books: Books) -> None:
    forged = {"id": f"'{'0' * 32}'", "receipt_number": "'JKT-0042-L01-000004'", "sequence": "4"}
    third = "(SELECT id FROM payments WHERE receipt_number LIKE '%-000003')"
    copy_row(books, "payments", forged, f"id = {third}")
    copy_row(books, "payment_lines", {"payment_id": forged["id"]}, f"payment_id = {third}")


def copy_row(books: Books, table: str, forged: dict[str, str], where: str) -> None:
    columns = [column[0] for column in books.execute(f"SELECT * FROM {table} LIMIT 0").description]
    values = [forged.get(name, name) for name in columns]
    books.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table} WHERE {where}")


def renumber(books: Books) -> None:
    books.execute("UPDATE payments SET receipt_number = 'JKT-0042-L01-000009' WHERE receipt_number LIKE '%-000003'")


def give_out_a_number(books: Books) -> None:
    books.execute("UPDATE receipt_numbers SET last = last + 1")


def edit_an_entry(books: Books) -> None:
    edited = "replace(canonical, '1001', '1002')"
    if on_server(books):
        edited = "convert_to(replace(convert_from(canonical, 'UTF8'), '1001', '1002'), 'UTF8')"
    books.execute(f"UPDATE journal SET canonical = {edited} WHERE seq = 3")


def remove_an_entry(books: Books) -> None:
    books.execute("DELETE FROM journal WHERE seq = 3")


def cut_the_tail(books: Books) -> None:
    books.execute("DELETE FROM journal WHERE seq > 3")


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (raise_a_total, "journal entry 3: receipt JKT-0042-L01-000002, change: the journal tells 0, stored is -500"),
        (pay_for_another, "journal entry 3: receipt JKT-0042-L01-000002, payer: the journal tells ************0001"),
        (
            sold_by_another,
            "journal entry 3: receipt JKT-0042-L01-000002, clerk: the journal tells 1001, stored is 1002",
        ),
        (change_the_means, "journal entry 3: receipt JKT-0042-L01-000002, tender: the journal tells CASH"),
        (move_money_between_programmes, "journal entry 2: receipt JKT-0042-L01-000001, JHT: the journal tells 0"),
        (another_reference, "receipt JKT-0042-L01-000001: host reference X, the journal says"),
        (another_float, "journal entry 1: the shift it opens, float: the journal tells 200000, stored is 1"),
        (close_by_hand, "journal entry 1: the shift it opens, closed: the journal tells None"),
        (drop_the_shift, "journal entry 1: its shift is not among the shifts"),
        (file_under_another_clerk, "journal entry 3: it is filed under another actor than its bytes say"),
        (back_date, "journal entry 3: it is filed under another at than its bytes say"),
        (confirm_by_hand, "receipt JKT-0042-L01-000002: stored as CONFIRMED, the journal says ACCEPTED"),
        (drop_a_payment, "journal entry 4: receipt JKT-0042-L01-000003 is not among the payments"),
        (add_a_payment, "receipt JKT-0042-L01-000004: no journal entry tells of it"),
        (renumber, "journal entry 4: receipt JKT-0042-L01-000003, receipt: the journal tells JKT-0042-L01-000003"),
        (give_out_a_number, "receipt numbers: 4 were given out, 3 are stored"),
        (edit_an_entry, "journal entry 3: its bytes do not match its hash"),
        (remove_an_entry, "journal entry 3: entry 3 is missing; entry 4 stands in its place"),
        (cut_the_tail, "receipt JKT-0042-L01-000001: stored as CONFIRMED, the journal says ACCEPTED"),
    ],
)
def test_tampering_is_found(bench: Bench, tamper: Callable[[Books], None], words: str) -> None:
    first, *_ = [bench.sell() for _ in range(3)]
    bench.host.replies = [posted(first)]
    bench.forwarder.forward(first.id)
    assert bench.verification.run().fault is None
    behind_the_back(bench, tamper)
    fault = bench.verification.run().fault
    assert fault is not None
    assert words in fault


def test_a_tail_cut_after_the_close_is_found_by_the_shift(bench: Bench) -> None:
    bench.sell()
    bench.shifts.close(CLERK, Rupiah(0))
    assert bench.verification.run().fault is None
    behind_the_back(bench, lambda books: books.execute("DELETE FROM journal WHERE act = 'shift.closed'"))
    fault = bench.verification.run().fault
    assert fault is not None
    assert fault.startswith("journal entry 1: the shift it opens, closed: the journal tells None")


def test_an_open_shift_the_journal_knows_nothing_of_is_named(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(0))
    behind_the_back(bench, lambda books: books.execute("DELETE FROM journal"))
    assert bench.verification.run().fault == "the open shift of 1001: no journal entry tells of it"


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (Act.ATTEMPT, "journal entry 1: tells of a payment that no entry accepted"),
        (Act.OUTCOME, "journal entry 1: tells of a payment that no entry accepted"),
        (Act.SHIFT_CLOSED, "journal entry 1: closes a shift that no entry opened"),
    ],
)
def test_an_entry_that_follows_from_nothing_is_named(bench: Bench, act: Act, words: str) -> None:
    with bench.store.writing() as work:
        work.journal.append(Entry(bench.clock.now(), "1001", act, str(uuid4()), {"state": "CONFIRMED"}))
    assert bench.verification.run().fault == words


def test_a_gap_in_the_numbers_is_found_even_if_the_journal_agrees(bench: Bench) -> None:
    with bench.store.writing() as work:
        work.numbers.take()
    bench.sell()
    assert bench.verification.run().fault == "receipt numbers: 1 is missing, 2 follows 0"


def behind_the_back(bench: Bench, tamper: Callable[[Books], None]) -> None:
    """Open the database as who may do everything there, take the guards off, do the deed."""
    proxy = bench.store.writer.raw_connection()
    books = proxy.driver_connection
    assert books is not None
    if on_server(books):
        unguard_server(books)
        tamper(books)
        books.commit()
    else:
        unguard_file(books)
        tamper(books)
    proxy.invalidate()


def fault_after(bench: Bench, statement: str) -> str:
    """What is found once somebody has done that behind the program's back; empty where nothing is."""
    behind_the_back(bench, lambda books: books.execute(statement))
    return bench.verification.run().fault or ""


def on_server(books: Books) -> bool:
    return isinstance(books, psycopg.Connection)


def unguard_file(books: Books) -> None:
    books.execute("PRAGMA foreign_keys = OFF")
    books.execute("PRAGMA ignore_check_constraints = ON")
    for (name,) in books.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        books.execute(f"DROP TRIGGER {name}")


def unguard_server(books: Books) -> None:
    """A replica's session runs no triggers and asks after no foreign keys: its administrator can say that it is one."""
    books.execute("SET session_replication_role = replica")
    for table, name in books.execute(
        "SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0"
    ).fetchall():
        books.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def test_good_books_stay_good_when_the_program_starts_again(bench: Bench) -> None:
    payment = bench.sell()
    bench.printing.print(bench.printing.original(payment.id).id)
    before = bench.verification.run()
    bench.store.close()
    assert bench.verification.run() == before
