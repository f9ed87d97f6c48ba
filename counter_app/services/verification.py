"""Checking the books: the journal's chain, payments and shifts against what it tells, and the receipts' numbers."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from counter_app.domain.anchor import Anchor
from counter_app.domain.journal import Act, ChainedEntry, first_fault, moment
from counter_app.domain.payment import Payment, PaymentState
from counter_app.services.checkout import accepted_entry
from counter_app.services.ports import Store, UnitOfWork
from counter_app.services.remembered import Remembered, number_fault


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked and, if anything does not hold, the first ``fault`` in words an auditor can act on.

    ``notes``: what is not as it would be in books that were never restored, and was answered for by name.
    """

    entries: int
    payments: int
    taken: int
    head: str
    fault: str | None
    notes: tuple[str, ...] = ()


Content = Mapping[str, Any]
"""What one entry says, as its canonical bytes hold it."""


@dataclass(slots=True)
class _Noted:
    """What the journal says of one payment: the entry that accepted it, and what became of it."""

    accepted: Content
    state: PaymentState = PaymentState.ACCEPTED
    host_reference: str | None = None


@dataclass(slots=True)
class _Shift:
    """What the journal says of one shift: the entries that opened and closed it."""

    opened: Content
    closed: Content | None = None


@dataclass(slots=True)
class _Books:
    """What the journal tells, by the ids of payments and shifts."""

    entries: int = 0
    remembered: Remembered = field(default_factory=Remembered)
    payments: dict[str, _Noted] = field(default_factory=dict)
    shifts: dict[str, _Shift] = field(default_factory=dict)

    def note(self, content: Content) -> str | None:
        """Take in one entry that is known to hold; says what is wrong when it follows from nothing before it."""
        act, subject = content["act"], content["subject"]
        if act == Act.PAYMENT_ACCEPTED:
            self.payments[subject] = _Noted(content)
        elif act == Act.SHIFT_OPENED:
            self.shifts[subject] = _Shift(content)
        elif act in {Act.ATTEMPT, Act.OUTCOME} and subject not in self.payments:
            return "tells of a payment that no entry accepted"
        elif act == Act.SHIFT_CLOSED and subject not in self.shifts:
            return "closes a shift that no entry opened"
        else:
            self._follow(act, subject, content)
        return None

    def _follow(self, act: str, subject: str, content: Content) -> None:
        if act == Act.ATTEMPT and self.payments[subject].state is PaymentState.ACCEPTED:
            self.payments[subject].state = PaymentState.SENDING
        elif act == Act.OUTCOME:
            noted = self.payments[subject]
            noted.state = PaymentState(content["facts"]["state"])
            noted.host_reference = content["facts"]["words"] if noted.state is PaymentState.CONFIRMED else None
        elif act == Act.SHIFT_CLOSED:
            self.shifts[subject].closed = content


class Verification:
    """Reads everything once, in one consistent view."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def run(self, anchors: Sequence[tuple[str, Anchor]] = ()) -> Verified:
        """Check the chain, then payments and shifts against it, then the numbers, then heads that were kept elsewhere.

        ``anchors``: such heads, each with who keeps it. Raises ``Unavailable(DATABASE)``.
        """
        books = _Books()
        with self._store.reading() as work:
            broken = _read(work.journal.chain(), books)
            head = work.journal.head()
            payments = list(work.payments.all())
            last_number = work.numbers.last()
            fault = broken or _money_fault(payments, books) or _shift_fault(work, books)
        remembered = books.remembered
        numbers = [int(payment.receipt_number.rpartition("-")[2]) for payment in payments]
        fault = fault or number_fault(numbers, last_number, remembered.gaps) or remembered.contradicts(anchors)
        notes = tuple(gap.words for gap in remembered.gaps)
        return Verified(books.entries, len(payments), sum(payment.total for payment in payments), head, fault, notes)


def _read(entries: Iterable[ChainedEntry], books: _Books) -> str | None:
    """Walk the chain into ``books``; the first entry that does not hold, in words."""
    odd: list[str] = []

    def noting() -> Iterator[ChainedEntry]:
        for entry in entries:
            books.entries += 1
            yield entry
            # Only reached when the chain check found nothing wrong with the entry, so its bytes can be read.
            content = json.loads(entry.canonical)
            what = books.note(content) or books.remembered.add(entry.hash, content)
            odd.extend([f"journal entry {entry.seq}: {what}"] if what else [])

    broken = first_fault(noting())
    if broken is not None:
        return f"journal entry {broken.seq}: {broken.what}"
    return odd[0] if odd else None


def _money_fault(payments: Sequence[Payment], books: _Books) -> str | None:
    stored = {str(payment.id): payment for payment in payments}
    for payment_id, noted in books.payments.items():
        if payment_id not in stored:
            receipt = noted.accepted["facts"]["receipt"]
            return f"journal entry {noted.accepted['seq']}: receipt {receipt} is not among the payments"
    for payment_id, payment in stored.items():
        fault = _payment_fault(payment, books.payments.get(payment_id))
        if fault is not None:
            return fault
    return None


def _payment_fault(payment: Payment, noted: _Noted | None) -> str | None:
    if noted is None:
        return f"receipt {payment.receipt_number}: no journal entry tells of it"
    entry = accepted_entry(payment)
    stored = {"clerk": entry.actor, "at": moment(entry.at), **entry.facts}
    told = {"clerk": noted.accepted["actor"], "at": noted.accepted["at"], **noted.accepted["facts"]}
    different = _first_difference(told, stored)
    if different is not None:
        return f"journal entry {noted.accepted['seq']}: receipt {told['receipt']}, {different}"
    if noted.state is not payment.state:
        return f"receipt {payment.receipt_number}: stored as {payment.state}, the journal says {noted.state}"
    reference = payment.posting.host_reference if payment.posting else None
    if noted.host_reference != reference:
        return f"receipt {payment.receipt_number}: host reference {reference}, the journal says {noted.host_reference}"
    return None


def _shift_fault(work: UnitOfWork, books: _Books) -> str | None:
    running = work.shifts.current()
    if running is not None and str(running.id) not in books.shifts:
        return f"the open shift of {running.clerk_id}: no journal entry tells of it"
    for shift_id, noted in books.shifts.items():
        seq = noted.opened["seq"]
        shift = work.shifts.get(UUID(shift_id))
        if shift is None:
            return f"journal entry {seq}: its shift is not among the shifts"
        told = {"clerk": noted.opened["actor"], "float": noted.opened["facts"]["float"], **_closing(noted.closed)}
        closed_at = None if shift.closed_at is None else moment(shift.closed_at)
        stored = {"clerk": shift.clerk_id, "float": shift.float_amount, "closed": closed_at, "counted": shift.counted}
        different = _first_difference(told, stored)
        if different is not None:
            return f"journal entry {seq}: the shift it opens, {different}"
    return None


def _closing(entry: Content | None) -> dict[str, object]:
    if entry is None:
        return {"closed": None, "counted": None}
    return {"closed": entry["at"], "counted": entry["facts"]["counted"]}


def _first_difference(told: Content, stored: Content) -> str | None:
    for name, value in told.items():
        if stored.get(name) != value:
            return f"{name}: the journal tells {value}, stored is {stored.get(name)}"
    return None
