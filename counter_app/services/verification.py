"""Checking the books: the journal's chain, the receipts' numbers, and that both tell of the same money."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from counter_app.domain.journal import Act, ChainedEntry, ChainFault, first_fault
from counter_app.domain.payment import Payment, PaymentState
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
class _Noted:
    """What the journal says of one payment; ``seq`` is the entry that accepted it."""

    seq: int
    receipt: str
    total: int
    state: PaymentState


@dataclass(slots=True)
class _Books:
    """What the journal tells, by payment id."""

    entries: int = 0
    payments: dict[str, _Noted] = field(default_factory=dict)

    def note(self, seq: int, content: Mapping[str, Any]) -> None:
        """Take in one entry that is known to hold."""
        act, subject, facts = content["act"], content["subject"], content["facts"]
        if act == Act.PAYMENT_ACCEPTED:
            self.payments[subject] = _Noted(seq, facts["receipt"], facts["total"], PaymentState.ACCEPTED)
        elif act == Act.ATTEMPT and self.payments[subject].state is PaymentState.ACCEPTED:
            self.payments[subject].state = PaymentState.SENDING
        elif act == Act.OUTCOME:
            self.payments[subject].state = PaymentState(facts["state"])


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
        # Only reached when the chain check found nothing wrong with the entry, so its bytes can be read.
        books.note(entry.seq, json.loads(entry.canonical))


def _chain_words(broken: ChainFault | None) -> str | None:
    return None if broken is None else f"journal entry {broken.seq}: {broken.what}"


def _money_fault(payments: Sequence[Payment], books: _Books) -> str | None:
    stored = {str(payment.id): payment for payment in payments}
    for payment_id, noted in books.payments.items():
        if payment_id not in stored:
            return f"journal entry {noted.seq}: receipt {noted.receipt} is not among the payments"
    for payment_id, payment in stored.items():
        fault = _payment_fault(payment, books.payments.get(payment_id))
        if fault is not None:
            return fault
    return None


def _payment_fault(payment: Payment, noted: _Noted | None) -> str | None:
    if noted is None:
        return f"receipt {payment.receipt_number}: no journal entry tells of it"
    if (noted.receipt, noted.total) != (payment.receipt_number, payment.total):
        return (
            f"journal entry {noted.seq}: tells of {noted.receipt} over {noted.total}, "
            f"stored is {payment.receipt_number} over {payment.total}"
        )
    if noted.state is not payment.state:
        return f"receipt {payment.receipt_number}: stored as {payment.state}, the journal says {noted.state}"
    return None


def _number_fault(payments: Sequence[Payment], last: int) -> str | None:
    numbers = [int(payment.receipt_number.rpartition("-")[2]) for payment in payments]
    for expected, number in enumerate(numbers, 1):
        if number != expected:
            return f"receipt numbers: {expected} is missing, {number} follows {expected - 1}"
    if last != len(numbers):
        return f"receipt numbers: {last} were given out, {len(numbers)} are stored"
    return None
