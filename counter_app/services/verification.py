"""Checking the books: the journal's chain, the receipts' numbers, and that both tell of the same money."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from counter_app.domain.journal import Act, ChainedEntry, ChainFault, first_fault
from counter_app.domain.payment import Payment
from counter_app.services.ports import Store


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked and, if anything does not hold, the first ``fault`` in words an auditor can act on."""

    entries: int
    payments: int
    taken: int
    head: str
    fault: str | None


@dataclass(slots=True)
class _Books:
    """What the journal says was accepted: total by payment id."""

    entries: int = 0
    accepted: dict[str, tuple[int, str, int]] = field(default_factory=dict)


class Verification:
    """Reads everything once, in one consistent view."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def run(self) -> Verified:
        """Check the chain, then the totals, then the receipt numbers. Raises ``Unavailable(DATABASE)``."""
        books = _Books()
        with self._store.reading() as work:
            broken = first_fault(_noting(work.journal.chain(), books))
            head = work.journal.head()
            payments = list(work.payments.all())
            last_number = work.numbers.last()
        fault = _chain_words(broken) or _money_fault(payments, books) or _number_fault(payments, last_number)
        return Verified(books.entries, len(payments), sum(payment.total for payment in payments), head, fault)


def _noting(entries: Iterable[ChainedEntry], books: _Books) -> Iterator[ChainedEntry]:
    for entry in entries:
        books.entries += 1
        yield entry
        # Only reached when the chain check above found nothing wrong with the entry, so its bytes can be read.
        content = json.loads(entry.canonical)
        if content["act"] == Act.PAYMENT_ACCEPTED:
            facts = content["facts"]
            books.accepted[content["subject"]] = (entry.seq, facts["receipt"], facts["total"])


def _chain_words(broken: ChainFault | None) -> str | None:
    return None if broken is None else f"journal entry {broken.seq}: {broken.what}"


def _money_fault(payments: list[Payment], books: _Books) -> str | None:
    stored = {str(payment.id) for payment in payments}
    for payment in payments:
        if payment.bill.contribution != sum(payment.bill.subtotal(programme) for programme in payment.bill.programmes):
            return f"receipt {payment.receipt_number}: its lines do not add up"
        noted = books.accepted.get(str(payment.id))
        if noted is None:
            return f"receipt {payment.receipt_number}: no journal entry tells of it"
        seq, receipt, total = noted
        if (receipt, total) != (payment.receipt_number, payment.total):
            return f"journal entry {seq}: tells of {receipt} over {total}, stored is {payment.receipt_number} over {payment.total}"
    for payment_id, (seq, receipt, _total) in books.accepted.items():
        if payment_id not in stored:
            return f"journal entry {seq}: receipt {receipt} is not among the payments"
    return None


def _number_fault(payments: list[Payment], last: int) -> str | None:
    numbers = [int(payment.receipt_number.rpartition("-")[2]) for payment in payments]
    for expected, number in enumerate(numbers, 1):
        if number != expected:
            return f"receipt numbers: {expected} is missing, {number} follows {expected - 1}"
    if last != len(numbers):
        return f"receipt numbers: {last} were given out, {len(numbers)} are stored"
    return None
