"""Checking the books: the journal's chain; payments, reversals, refunds and shifts against what it tells; the numbers.

What stands beside them, ``services/beside.py`` looks at.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from counter_app.domain.anchor import Anchor
from counter_app.domain.journal import ChainedEntry, Entry, first_fault, moment
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.refund import Refund
from counter_app.domain.reversal import Reversal
from counter_app.services.beside import beside_fault
from counter_app.services.checkout import accepted_entry
from counter_app.services.drawer_check import drawer_fault
from counter_app.services.ports import Store, UnitOfWork
from counter_app.services.remembered import Remembered, number_fault
from counter_app.services.reversals import asked_entry
from counter_app.services.told import Content, Told, ToldRow
from counter_app.services.told_cases import case_books_fault, cases_fault
from counter_app.services.told_papers import papers_fault
from counter_app.services.told_registrations import registrations_fault
from counter_app.services.told_retention import retention_fault


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


@dataclass(slots=True)
class _Books:
    """One reading of the chain: how long it is, what it tells, and what it says of its own past."""

    entries: int = 0
    told: Told = field(default_factory=Told)
    remembered: Remembered = field(default_factory=Remembered)


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
            fault = broken or _rows_fault(work, payments, books.told)
        remembered = books.remembered
        numbers = [int(payment.receipt_number.rpartition("-")[2]) for payment in payments]
        fault = fault or number_fault(numbers, last_number, remembered.gaps) or remembered.contradicts(anchors)
        notes = (*(gap.words for gap in remembered.gaps), *(gap.z_words for gap in remembered.z_gaps))
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
            what = books.told.note(content) or books.remembered.add(entry.hash, content)
            odd.extend([f"journal entry {entry.seq}: {what}"] if what else [])

    broken = first_fault(noting())
    if broken is not None:
        return f"journal entry {broken.seq}: {broken.what}"
    return odd[0] if odd else None


def _rows_fault(work: UnitOfWork, payments: Sequence[Payment], told: Told) -> str | None:
    """The first row that is not as told, or that says nothing that can be read."""
    try:
        fault = _payments_fault(payments, told) or _given_back_fault(work, told)
        fault = fault or _shift_fault(work, told) or beside_fault(work, payments, told)
        fault = fault or cases_fault(work.cases.all(), told.cases) or drawer_fault(work, told.drawers)
        fault = fault or case_books_fault(work, told.cases, told.reckonings)
        fault = fault or registrations_fault(work, told.registrations) or retention_fault(work, told.retention)
        return fault or papers_fault(work, told.papers)
    except (LookupError, ValueError) as unreadable:
        return f"a row that cannot be read: {unreadable}"


def _payments_fault(payments: Sequence[Payment], told: Told) -> str | None:
    stored = {str(payment.id): payment for payment in payments}
    for payment_id, row in told.payments.items():
        if payment_id not in stored:
            receipt = row.begun["facts"]["receipt"]
            return f"journal entry {row.begun['seq']}: receipt {receipt} is not among the payments"
    faults = (_payment_fault(payment, told.payments.get(payment_id)) for payment_id, payment in stored.items())
    return next((fault for fault in faults if fault), None)


def _payment_fault(payment: Payment, row: ToldRow | None) -> str | None:
    if row is None:
        return f"receipt {payment.receipt_number}: no journal entry tells of it"
    reference = payment.posting.host_reference if payment.posting else None
    fault = _begun_fault(row, accepted_entry(payment))
    return fault or _outcome_fault(f"receipt {payment.receipt_number}", row, payment.state, reference)


def _given_back_fault(work: UnitOfWork, told: Told) -> str | None:
    """Reversals and refunds: each told of is stored as told, and no other one is."""
    reversals = {str(reversal.id): reversal for reversal in work.reversals.all()}
    refunds = {str(refund.payment_id): refund for refund in work.refunds.all()}
    for what, stored, noted in (("reversal", reversals, told.reversals), ("refund", refunds, told.refunds)):
        odd = sorted(stored.keys() ^ noted.keys())
        if odd:
            side = "no journal entry tells of it" if odd[0] in stored else "it is told of, but not stored"
            return f"{what} {odd[0]}: {side}"
    for reversal_id, reversal in reversals.items():
        fault = _reversal_fault(reversal, told.reversals[reversal_id])
        if fault:
            return fault
    faults = (_refund_fault(refund, told.refunds[payment_id]) for payment_id, refund in refunds.items())
    return next((fault for fault in faults if fault), None)


def _reversal_fault(reversal: Reversal, row: ToldRow) -> str | None:
    reference = reversal.undoing.host_reference if reversal.undoing else None
    fault = _begun_fault(row, asked_entry(reversal))
    return fault or _outcome_fault(f"the reversal of {reversal.receipt_number}", row, reversal.state, reference)


def _refund_fault(refund: Refund, entry: Content) -> str | None:
    facts = {name: entry["facts"][name] for name in ("amount", "in_cash", "shift", "cause")}
    told = {"clerk": entry["actor"], "at": entry["at"], **facts}
    stored = {
        "clerk": refund.clerk_id,
        "at": moment(refund.at),
        "amount": refund.amount,
        "in_cash": refund.in_cash,
        "shift": str(refund.shift_id),
        "cause": refund.cause.value,
    }
    different = _first_difference(told, stored)
    receipt = entry["facts"]["receipt"]
    return f"journal entry {entry['seq']}: the refund of {receipt}, {different}" if different else None


def _begun_fault(row: ToldRow, entry: Entry) -> str | None:
    stored = {"clerk": entry.actor, "at": moment(entry.at), **entry.facts}
    told = {"clerk": row.begun["actor"], "at": row.begun["at"], **row.begun["facts"]}
    different = _first_difference(told, stored)
    return f"journal entry {row.begun['seq']}: receipt {told['receipt']}, {different}" if different else None


def _outcome_fault(what: str, row: ToldRow, state: PaymentState, reference: str | None) -> str | None:
    if row.state is not state:
        return f"{what}: stored as {state}, the journal says {row.state}"
    if row.reference != reference:
        return f"{what}: host reference {reference}, the journal says {row.reference}"
    return None


def _shift_fault(work: UnitOfWork, books: Told) -> str | None:
    running = work.shifts.current()
    if running is not None and str(running.id) not in books.shifts:
        return f"the open shift of {running.clerk_id}: no journal entry tells of it"
    for shift_id, noted in books.shifts.items():
        seq = noted.opened["seq"]
        shift = work.shifts.get(UUID(shift_id))
        if shift is None:
            return f"journal entry {seq}: its shift is not among the shifts"
        opened = noted.opened["facts"]
        told = {"clerk": noted.opened["actor"], "float": opened["float"], **_closing(noted.closed)}
        told |= {"business_date": opened["business_date"], "opened": noted.opened["at"]}
        closed_at = None if shift.closed_at is None else moment(shift.closed_at)
        stored = {"clerk": shift.clerk_id, "float": shift.float_amount, "closed": closed_at, "counted": shift.counted}
        stored |= {"business_date": shift.business_date.isoformat(), "opened": moment(shift.opened_at)}
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
