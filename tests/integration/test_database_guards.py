"""What the database refuses even when the program asks for it, and what is found when somebody goes round it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from counter_app.database.engine import connect
from counter_app.database.errors import DatabaseDamaged
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.approval import Approval, Deed
from counter_app.domain.bill import Programme
from counter_app.domain.journal import first_fault
from counter_app.domain.months import Month
from counter_app.domain.payment import TRANSITIONS, Payment, PaymentState
from counter_app.domain.reversal import REVERSAL_TRANSITIONS
from counter_app.services.ports import Claim
from tests.helpers.builders import (
    NOW,
    SHIFT_ID,
    a_bill,
    a_payment,
    a_posting,
    a_refund,
    a_reversal,
    a_shift,
    an_entry,
    an_outbox_item,
)
from tests.helpers.database import DATABASE, KEY, fresh_store, pay

ALL_WAYS = [(old, new) for old in PaymentState for new in PaymentState]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    made = fresh_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def by_hand(store: SqlStore, tmp_path: Path) -> Iterator[Any]:
    """A connection of somebody who has the key and no scruples."""
    connection = connect(tmp_path / DATABASE, KEY)
    yield connection
    connection.close()


def give_back(store: SqlStore, payment: Payment) -> None:
    with store.writing() as work:
        assert work.refunds.add(a_refund(payment))


def refuses(by_hand: Any, statement: str, because: str) -> None:
    import sqlcipher3.dbapi2 as driver

    with pytest.raises(driver.IntegrityError, match=because):
        by_hand.execute(statement)


@pytest.mark.parametrize(
    "table", ["payments", "payment_lines", "journal", "outbox", "print_jobs", "shifts", "receipt_numbers"]
)
def test_what_was_recorded_is_never_deleted(store: SqlStore, by_hand: Any, table: str) -> None:
    pay(store)
    by_hand.execute("PRAGMA foreign_keys = OFF")
    refuses(by_hand, f"DELETE FROM {table}", f"{table} are never deleted")


@pytest.mark.parametrize("table", ["payment_lines", "journal"])
def test_a_record_is_never_rewritten(store: SqlStore, by_hand: Any, table: str) -> None:
    pay(store)
    refuses(by_hand, f"UPDATE {table} SET office_id = office_id", f"{table} are never changed")


@pytest.mark.parametrize(
    "column", ["total", "fee", "tendered", "receipt_number", "payer_nik", "business_date", "clerk_id"]
)
def test_what_was_paid_never_changes(store: SqlStore, by_hand: Any, column: str) -> None:
    pay(store)
    refuses(by_hand, f"UPDATE payments SET {column} = {column}", "what was paid never changes")


def test_replacing_a_row_does_not_go_round_the_guards(store: SqlStore, by_hand: Any) -> None:
    pay(store)
    refuses(by_hand, "REPLACE INTO payments SELECT * FROM payments", "payments are never deleted")
    refuses(by_hand, "REPLACE INTO journal SELECT * FROM journal", "follows the last one")


def test_an_error_of_the_database_does_not_tell_whose_row_it_was(store: SqlStore) -> None:
    payment, _ = pay(store)
    with pytest.raises(IntegrityError) as refused, store.writing() as work:
        work.payments.add(payment)
    for personal in (payment.payer.name, payment.payer.nik, payment.payer.kpj):
        assert personal not in str(refused.value)


@pytest.mark.parametrize(("old", "new"), ALL_WAYS)
def test_the_database_knows_the_same_ways_between_states_as_the_domain(
    store: SqlStore, by_hand: Any, old: PaymentState, new: PaymentState
) -> None:
    payment = a_payment(state=old)
    pay(store, payment)
    give_back(store, payment)
    move = f"UPDATE payments SET state = '{new.value}'"
    if new in TRANSITIONS[old]:
        assert by_hand.execute(move).rowcount == 1
    else:
        refuses(by_hand, move, "cannot go from its state")


@pytest.mark.parametrize(("old", "new"), ALL_WAYS)
def test_the_database_knows_the_same_ways_of_a_reversal_as_the_domain(
    store: SqlStore, by_hand: Any, old: PaymentState, new: PaymentState
) -> None:
    payment = a_payment(state=PaymentState.CONFIRMED)
    pay(store, payment)
    give_back(store, payment)
    with store.writing() as work:
        work.reversals.add(a_reversal(payment, state=old))
    move = f"UPDATE reversals SET state = '{new.value}'"
    if new in REVERSAL_TRANSITIONS[old]:
        assert by_hand.execute(move).rowcount == 1
    else:
        refuses(by_hand, move, "a reversal cannot go from its state")


@pytest.mark.parametrize(("old", "new"), [("ACCEPTED", "CANCELLED"), ("REJECTED", "REFUNDED")])
def test_no_payment_counts_as_given_back_without_its_refund(store: SqlStore, by_hand: Any, old: str, new: str) -> None:
    pay(store, a_payment(state=PaymentState(old)))
    refuses(by_hand, f"UPDATE payments SET state = '{new}'", "no money is back without a refund")


def test_a_payment_that_was_tried_is_not_cancelled(store: SqlStore, by_hand: Any) -> None:
    payment = a_payment()
    pay(store, payment)
    give_back(store, payment)
    by_hand.execute("UPDATE outbox SET attempts = 1")
    refuses(by_hand, "UPDATE payments SET state = 'CANCELLED'", "what was sent once is not cancelled")


def test_one_reversal_of_a_payment_can_have_an_effect(store: SqlStore) -> None:
    payment = a_payment(state=PaymentState.CONFIRMED)
    pay(store, payment)
    refused, standing = a_reversal(payment, state=PaymentState.REJECTED), a_reversal(payment)
    with store.writing() as work:
        work.reversals.add(refused)
        work.reversals.add(standing)
        assert work.reversals.of_payment(payment.id) == standing
    with pytest.raises(IntegrityError), store.writing() as work:
        work.reversals.add(a_reversal(payment))


def test_money_goes_back_once(store: SqlStore, by_hand: Any) -> None:
    payment = a_payment(state=PaymentState.REJECTED)
    pay(store, payment)
    give_back(store, payment)
    with store.writing() as work:
        assert not work.refunds.add(a_refund(payment))
        assert work.refunds.of_shift(payment.shift_id) == [a_refund(payment)]
    refuses(by_hand, "UPDATE refunds SET amount = 1", "refunds are never changed")
    refuses(by_hand, "DELETE FROM refunds", "refunds are never deleted")


def test_an_approval_is_used_once_and_for_what_it_was_given(store: SqlStore, by_hand: Any) -> None:
    approval = Approval(uuid4(), Deed.REVERSE, uuid4(), "P-1001", "P-9001", NOW)
    with store.writing() as work:
        work.approvals.add(approval)
        assert work.approvals.get(approval.id) == approval
    refuses(by_hand, "UPDATE approvals SET deed = 'cancel', used_at = given_at", "an approval is used once")
    with store.writing() as work:
        assert work.approvals.use(approval.id, NOW)
        assert not work.approvals.use(approval.id, NOW)
    refuses(by_hand, "UPDATE approvals SET used_at = given_at", "an approval is used once")


def test_a_month_is_held_by_one_payment(store: SqlStore) -> None:
    first, second = a_payment(1, bill=a_bill(2)), a_payment(2)
    pay(store, first)
    pay(store, second)
    with store.writing() as work:
        assert work.claims.take(first) is None
        assert work.claims.take(first) is None
        held = work.claims.take(second)
        assert held == Claim(Programme.JKK, Month(2026, 11), first.id)
        assert len(work.claims.of_payment(first.id)) == 4
        work.payments.move(first.id, PaymentState.ACCEPTED, PaymentState.SENDING)
        work.payments.move(first.id, PaymentState.SENDING, PaymentState.REJECTED)
        work.claims.release(first.id)
        assert work.claims.take(second) is None


def test_a_month_is_held_as_long_as_its_payment_counts(store: SqlStore, by_hand: Any) -> None:
    payment, _ = pay(store)
    with store.writing() as work:
        assert work.claims.take(payment) is None
    refuses(by_hand, "DELETE FROM month_claims", "a month is held as long as its payment counts")
    refuses(by_hand, "UPDATE month_claims SET month = '2020-01'", "month_claims are never changed")
    by_hand.execute("UPDATE payments SET state = 'SENDING'")
    by_hand.execute("UPDATE payments SET state = 'CONFIRMED'")
    refuses(by_hand, "DELETE FROM month_claims", "a month is held as long as its payment counts")
    reversal = a_reversal(payment)
    with store.writing() as work:
        work.reversals.add(reversal)
        for old, new in (("ACCEPTED", "SENDING"), ("SENDING", "REVIEW")):
            assert work.reversals.move(reversal.id, PaymentState(old), PaymentState(new))
    refuses(by_hand, "DELETE FROM month_claims", "a month is held as long as its payment counts")
    by_hand.execute("UPDATE reversals SET state = 'CONFIRMED'")
    by_hand.execute("DELETE FROM month_claims")


def test_what_needs_the_host_stays_on_its_way_to_it(store: SqlStore, by_hand: Any) -> None:
    payment, _ = pay(store)
    give_up = "UPDATE outbox SET due_at = NULL WHERE reversal_id IS NULL"
    refuses(by_hand, give_up, "what needs the host stays on its way")
    by_hand.execute("UPDATE payments SET state = 'SENDING'")
    refuses(by_hand, give_up, "what needs the host stays on its way")
    by_hand.execute("UPDATE payments SET state = 'CONFIRMED'")
    by_hand.execute(give_up)
    reversal = a_reversal(payment)
    with store.writing() as work:
        work.reversals.add(reversal)
        work.outbox.add(an_outbox_item(payment.id, reversal_id=reversal.id))
    refuses(by_hand, "UPDATE outbox SET due_at = NULL WHERE reversal_id IS NOT NULL", "what needs the host stays")


def test_a_state_nobody_knows_is_refused(store: SqlStore, by_hand: Any) -> None:
    pay(store, a_payment(state=PaymentState.SENDING))
    by_hand.execute("DROP TRIGGER payments_transition")
    refuses(by_hand, "UPDATE payments SET state = 'PAID'", "ck_payments_state")


def test_what_the_host_posted_never_changes(store: SqlStore, by_hand: Any) -> None:
    pay(store, a_payment(state=PaymentState.CONFIRMED, posting=a_posting()))
    refuses(by_hand, "UPDATE payments SET host_reference = 'another'", "what the host posted never changes")


def test_the_bytes_for_the_host_never_change(store: SqlStore, by_hand: Any) -> None:
    pay(store)
    refuses(by_hand, "UPDATE outbox SET body = 'x'", "the same bytes")


def test_an_attempt_that_was_made_stays_made(store: SqlStore, by_hand: Any) -> None:
    pay(store)
    by_hand.execute("UPDATE outbox SET attempts = 2, first_attempt_at = '2026-11-22 02:15:04.000000'")
    refuses(by_hand, "UPDATE outbox SET attempts = 0", "stays made")
    refuses(by_hand, "UPDATE outbox SET first_attempt_at = NULL", "stays made")


@pytest.mark.parametrize("last", ["last - 1", "last", "last + 2"])
def test_receipt_numbers_go_one_by_one(store: SqlStore, by_hand: Any, last: str) -> None:
    pay(store)
    refuses(by_hand, f"UPDATE receipt_numbers SET last = {last}", "neither skipped nor used twice")


def test_a_journal_entry_cannot_be_put_in_out_of_turn(store: SqlStore, by_hand: Any) -> None:
    pay(store)
    columns = "office_id, counter_id, {seq}, at, actor, act, subject, canonical, hash"
    refuses(by_hand, f"INSERT INTO journal SELECT {columns.format(seq='seq + 2')} FROM journal", "follows the last one")


def test_a_closed_shift_never_changes(store: SqlStore, by_hand: Any) -> None:
    with store.writing() as work:
        work.shifts.add(a_shift())
    by_hand.execute("UPDATE shifts SET closed_at = '2026-11-22 09:00:00.000000', counted = 200000")
    refuses(by_hand, "UPDATE shifts SET counted = 1", "a closed shift never changes")


def test_amounts_that_do_not_add_up_are_refused(store: SqlStore, by_hand: Any) -> None:
    pay(store)
    by_hand.execute("DROP TRIGGER payments_fixed")
    refuses(by_hand, "UPDATE payments SET total = total + 1", "ck_payments_")


def test_a_payment_needs_its_shift(store: SqlStore, by_hand: Any) -> None:
    pay(store)
    by_hand.execute("DROP TRIGGER payments_fixed")
    refuses(by_hand, "UPDATE payments SET shift_id = 'nowhere'", "FOREIGN KEY")


@pytest.mark.parametrize(
    ("tampering", "seq", "what"),
    [
        (
            "UPDATE journal SET canonical = replace(canonical, 'P-1001', 'P-1002') WHERE seq = 3",
            3,
            "bytes do not match",
        ),
        ("DELETE FROM journal WHERE seq = 4", 4, "entry 4 is missing"),
        ("UPDATE journal SET seq = CASE seq WHEN 2 THEN 12 ELSE 11 END WHERE seq IN (2, 1)", 1, "entry 1 is missing"),
    ],
    ids=["edited", "deleted", "moved"],
)
def test_tampering_with_the_journal_is_found_at_its_first_bad_entry(
    store: SqlStore, by_hand: Any, tampering: str, seq: int, what: str
) -> None:
    with store.writing() as work:
        for number in range(1, 7):
            work.journal.append(an_entry(str(number)))
    for guard in ("journal_never_changed", "journal_never_deleted"):
        by_hand.execute(f"DROP TRIGGER {guard}")
    by_hand.execute(tampering)
    with store.reading() as work:
        fault = first_fault(work.journal.chain())
    assert fault is not None
    assert fault.seq == seq
    assert what in fault.what


def test_a_payment_whose_lines_do_not_make_its_total_is_not_shown(store: SqlStore, by_hand: Any) -> None:
    payment, _ = pay(store)
    by_hand.execute("DROP TRIGGER payment_lines_never_changed")
    by_hand.execute("UPDATE payment_lines SET full_amount = full_amount + 1, amount = amount + 1 WHERE position = 1")
    with pytest.raises(DatabaseDamaged, match=payment.receipt_number), store.reading() as work:
        work.payments.get(payment.id)


def test_only_one_shift_is_open_at_a_counter(store: SqlStore) -> None:
    import sqlalchemy.exc

    with store.writing() as work:
        work.shifts.add(a_shift())
    with pytest.raises(sqlalchemy.exc.IntegrityError), store.writing() as work:
        work.shifts.add(a_shift(id=a_payment().id))
    with store.reading() as work:
        assert work.shifts.current() == a_shift()
        assert work.shifts.get(SHIFT_ID) == a_shift()
