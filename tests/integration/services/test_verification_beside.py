"""What stands beside the money is checked with it: without it money goes astray, though every sum agrees."""

from collections.abc import Callable
from uuid import UUID

import pytest

from counter_app.domain.approval import Deed
from counter_app.domain.people import Actor, Role
from counter_app.domain.reversal import Reversal
from tests.helpers.builders import a_participant
from tests.helpers.reply_host import posted, taken_back
from tests.integration.services.conftest import CLERK, PIN, SUPERVISOR, Bench
from tests.integration.services.test_verification import Books, behind_the_back, copy_row, on_server

WHY = "salah peserta"
FIRST, SECOND = "JKT-0042-L01-000001", "JKT-0042-L01-000002"


def undone(bench: Bench) -> Reversal:
    """A payment that the host has posted and then taken back."""
    payment = bench.sell()
    bench.host.replies.append(posted(payment))
    bench.forwarder.forward(payment.id)
    reversal = bench.reversals.ask(CLERK, payment.id, WHY, bench.consent(Deed.REVERSE, payment.id))
    bench.host.undoings.append(taken_back(reversal, payment))
    bench.forwarder.forward_reversal(reversal.id)
    return reversal


@pytest.fixture
def busy(bench: Bench) -> Bench:
    """One payment undone, one waiting with its reversal, one refused, and one waiting."""
    undone(bench)
    second = bench.sell()
    bench.host.replies.append(posted(second))
    bench.forwarder.forward(second.id)
    bench.reversals.ask(CLERK, second.id, WHY, bench.consent(Deed.REVERSE, second.id))
    bench.sell()
    assert bench.verification.run().fault is None
    return bench


def never_send(books: Books) -> None:
    books.execute("UPDATE outbox SET due_at = NULL WHERE sequence = 3")


def drop_the_item(books: Books) -> None:
    books.execute("DELETE FROM outbox WHERE sequence = 3")


def never_reverse(books: Books) -> None:
    books.execute("UPDATE outbox SET due_at = NULL WHERE reversal_id IS NOT NULL AND sequence = 2")


def free_a_month(books: Books) -> None:
    third = "(SELECT id FROM payments WHERE receipt_number LIKE '%-000003')"
    books.execute(f"DELETE FROM month_claims WHERE programme = 'JKK' AND payment_id = {third}")


def hold_for_nothing(books: Books) -> None:
    books.execute(
        "UPDATE month_claims SET payment_id = (SELECT id FROM payments WHERE receipt_number LIKE '%-000001') "
        "WHERE payment_id = (SELECT id FROM payments WHERE receipt_number LIKE '%-000002')"
    )


def forge_a_consent(books: Books) -> None:
    one = "(SELECT min(CAST(id AS text)) FROM approvals)"
    forged = "'00000000-0000-0000-0000-000000000001'" if on_server(books) else f"'{'0' * 31}1'"
    copy_row(books, "approvals", {"id": forged, "used_at": "NULL"}, f"CAST(id AS text) = {one}")


def drop_the_consents(books: Books) -> None:
    books.execute("DELETE FROM approvals")


def consent_to_more(books: Books) -> None:
    books.execute("UPDATE approvals SET deed = 'cancel'")


def promote(books: Books) -> None:
    books.execute("UPDATE accounts SET role = 'administrator' WHERE user_id = '9001'")


def hire_behind_the_back(books: Books) -> None:
    copy_row(books, "accounts", {"user_id": "'9002'"}, "user_id = '9001'")


def forget_the_reversals(books: Books) -> None:
    books.execute("DELETE FROM reversals")


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (forget_the_reversals, "it is told of, but not stored"),
        (never_send, "receipt JKT-0042-L01-000003: stored as ACCEPTED, and nothing takes it to the host"),
        (drop_the_item, "receipt JKT-0042-L01-000003: stored as ACCEPTED, and nothing takes it to the host"),
        (never_reverse, f"the reversal of {SECOND}: stored as ACCEPTED, and nothing takes it to the host"),
        (free_a_month, "receipt JKT-0042-L01-000003: does not hold 2026-11, which could be sold again"),
        (hold_for_nothing, f"receipt {FIRST}: holds months, though it has come to nothing"),
        (forge_a_consent, "0001: no journal entry tells of it"),
        (drop_the_consents, "it is told of, but not stored"),
        (consent_to_more, "the consent it tells of is stored otherwise"),
        (promote, "person 9001: stored as administrator, the journal says supervisor"),
        (hire_behind_the_back, "person 9002: no journal entry tells of them"),
    ],
)
def test_what_is_missing_or_forged_beside_the_money_is_found(
    busy: Bench, tamper: Callable[[Books], None], words: str
) -> None:
    behind_the_back(busy, tamper)
    fault = busy.verification.run().fault
    assert fault is not None
    assert words in fault


def test_a_reversal_that_is_other_than_told_is_found(busy: Bench) -> None:
    behind_the_back(busy, lambda books: books.execute("UPDATE reversals SET reason = 'lain'"))
    fault = busy.verification.run().fault
    assert fault is not None
    assert "reason: the journal tells salah peserta, stored is lain" in fault


def test_a_refund_that_nobody_gave_is_found(bench: Bench) -> None:
    payment, other = bench.sell(), bench.sell()
    bench.cancelling.cancel(CLERK, payment.id, WHY, bench.consent(Deed.CANCEL, payment.id))
    assert bench.verification.run().fault is None
    behind_the_back(
        bench, lambda books: copy_row(books, "refunds", {"payment_id": quoted(books, other.id)}, "amount > 0")
    )
    assert bench.verification.run().fault == f"refund {other.id}: no journal entry tells of it"


def quoted(books: Books, number: UUID) -> str:
    """As each of the two databases keeps it."""
    return f"'{number}'" if on_server(books) else f"'{number.hex}'"


def test_a_month_that_was_let_go_and_sold_again_is_found(bench: Bench) -> None:
    payer = a_participant(7)
    first = bench.sell(bench.sale(payer))
    behind_the_back(bench, lambda books: books.execute("DELETE FROM month_claims"))
    bench.sell(bench.sale(payer))
    fault = bench.verification.run().fault
    assert fault == f"receipt {first.receipt_number}: does not hold 2026-11, which could be sold again"


def test_months_that_two_old_payments_share_are_the_earlier_ones(bench: Bench) -> None:
    """Before months were held, two could be sold the same one; what was held since is the first one's."""
    payer = a_participant(7)
    first = bench.sell(bench.sale(payer))
    behind_the_back(bench, lambda books: books.execute("DELETE FROM month_claims"))
    bench.sell(bench.sale(payer))
    earlier = f"(SELECT id FROM payments WHERE receipt_number = '{first.receipt_number}')"
    behind_the_back(bench, lambda books: books.execute(f"UPDATE month_claims SET payment_id = {earlier}"))
    assert bench.verification.run().fault is None


def test_who_was_made_a_supervisor_for_one_consent_is_found(bench: Bench) -> None:
    """The role is put back afterwards: the accounts tell nothing of it, the journal does."""
    bench.consent(Deed.CANCEL, bench.sell().id)
    friend = Actor("1002", "Budi", Role.CLERK)
    bench.log_in.add(SUPERVISOR, friend.id, friend.name, friend.role, PIN)
    payment = bench.sell()
    behind_the_back(
        bench, lambda books: books.execute("UPDATE accounts SET role = 'supervisor' WHERE user_id = '1002'")
    )
    consent = bench.approvals.give(CLERK, Deed.CANCEL, payment.id, friend.id, PIN)
    bench.cancelling.cancel(CLERK, payment.id, WHY, consent.id)
    behind_the_back(bench, lambda books: books.execute("UPDATE accounts SET role = 'clerk' WHERE user_id = '1002'"))
    fault = bench.verification.run().fault
    assert fault is not None
    assert fault.endswith("lets 1002 consent, who came here as clerk")
