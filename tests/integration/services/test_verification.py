"""Whoever goes behind the counter's back with the key in hand is found out, and the first bad entry is named."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.helpers.reply_host import posted
from tests.integration.services.conftest import Bench

Books = Any
"""A raw DB-API connection to the encrypted database, with its guards taken off."""


def raise_a_total(books: Books) -> None:
    books.execute("UPDATE payments SET fee = fee + 500, total = total + 500 WHERE receipt_number LIKE '%-000002'")


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
    columns = [row[1] for row in books.execute(f"PRAGMA table_info({table})")]
    values = [forged.get(name, name) for name in columns]
    books.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table} WHERE {where}")


def renumber(books: Books) -> None:
    books.execute("UPDATE payments SET receipt_number = 'JKT-0042-L01-000009' WHERE receipt_number LIKE '%-000003'")


def give_out_a_number(books: Books) -> None:
    books.execute("UPDATE receipt_numbers SET last = last + 1")


def edit_an_entry(books: Books) -> None:
    books.execute("UPDATE journal SET canonical = replace(canonical, '1001', '1002') WHERE seq = 3")


def remove_an_entry(books: Books) -> None:
    books.execute("DELETE FROM journal WHERE seq = 3")


def cut_the_tail(books: Books) -> None:
    books.execute("DELETE FROM journal WHERE seq > 3")


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (raise_a_total, "journal entry 3: tells of JKT-0042-L01-000002 over 8400, stored is JKT-0042-L01-000002 over 8900"),
        (confirm_by_hand, "receipt JKT-0042-L01-000002: stored as CONFIRMED, the journal says ACCEPTED"),
        (drop_a_payment, "journal entry 4: receipt JKT-0042-L01-000003 is not among the payments"),
        (add_a_payment, "receipt JKT-0042-L01-000004: no journal entry tells of it"),
        (renumber, "journal entry 4: tells of JKT-0042-L01-000003"),
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


def test_a_gap_in_the_numbers_is_found_even_if_the_journal_agrees(bench: Bench) -> None:
    with bench.store.writing() as work:
        work.numbers.take()
    bench.sell()
    assert bench.verification.run().fault == "receipt numbers: 1 is missing, 2 follows 0"


def behind_the_back(bench: Bench, tamper: Callable[[Books], None]) -> None:
    """Open the database with its own key, take the guards off, do the deed."""
    proxy = bench.store.writer.raw_connection()
    books = proxy.driver_connection
    assert books is not None
    books.execute("PRAGMA foreign_keys = OFF")
    books.execute("PRAGMA ignore_check_constraints = ON")
    for (name,) in books.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        books.execute(f"DROP TRIGGER {name}")
    tamper(books)
    proxy.invalidate()


def test_good_books_stay_good_when_the_program_starts_again(bench: Bench) -> None:
    bench.sell()
    before = bench.verification.run()
    bench.store.close()
    assert bench.verification.run() == before
