"""The drawers: what the clerk noted putting in and giving back is what the books say, and nobody's money is lost."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from counter_app.domain.journal import Act
from counter_app.domain.shift import Shift, expected_cash
from tests.faults import oracle_drawer
from tests.faults.clerk import FLOAT
from tests.faults.evidence import Evidence, Found, Harm
from tests.faults.notebook import Notebook

FULL = 2
"""SQLite's ``synchronous``: every commit is synced."""


def always(seen: Evidence) -> Iterator[Found]:
    yield from _durable(seen)
    yield from _taken(seen)
    yield from _given_back(seen)
    for shift_id, shift in seen.shifts.items():
        yield from _drawer(seen, shift_id, shift)


def _durable(seen: Evidence) -> Iterator[Found]:
    """A commit that does not wait for the disk looks like one, until the power goes."""
    for note in seen.notebook.of("durability"):
        if (note["synchronous"], note["journal_mode"]) != (FULL, "wal"):
            yield Found(Harm.LOST, f"a power cut can undo what was committed: {note}")


def _taken(seen: Evidence) -> Iterator[Found]:
    """What the clerk was told was taken is there; what is there was offered, and over that sum."""
    offered = {note["id"]: note for note in seen.notebook.of("offered")}
    rows = {str(payment.id): payment for payment in seen.payments}
    for note in seen.notebook.of("took"):
        if note["id"] not in rows:
            yield Found(Harm.LOST, f"{note['number']} was taken from the payer and is not in the database")
        elif rows[note["id"]].receipt_number != note["number"]:
            yield Found(Harm.ORACLE, f"{note['number']} has become {rows[note['id']].receipt_number}")
    for key, payment in rows.items():
        if key not in offered:
            yield Found(Harm.DOUBLED, f"{payment.receipt_number} was never offered to any payer")
        elif payment.total != offered[key]["total"]:
            yield Found(Harm.ORACLE, f"{payment.receipt_number} is over {payment.total}, not {offered[key]['total']}")
    if len(seen.payments) != len(rows):
        yield Found(Harm.DOUBLED, "one sale has two rows")


def _given_back(seen: Evidence) -> Iterator[Found]:
    """Money goes back once, whole, by a clerk's hand, and only for what the host does not hold (any more)."""
    began = handed_back(seen.notebook)
    payments = {payment.id: payment for payment in seen.payments}
    refunds = {str(refund.payment_id): refund for refund in seen.refunds}
    for note in seen.notebook.of("gave back"):
        if note["id"] not in refunds:
            yield Found(Harm.LOST, f"{note['number']} was paid back to the payer and no refund is in the database")
    if len(refunds) != len(seen.refunds):
        yield Found(Harm.DOUBLED, "one payment was paid back twice")
    for key, refund in refunds.items():
        number = seen.number(refund.payment_id)
        posting = seen.posting(refund.payment_id)
        if key not in began:
            yield Found(Harm.DOUBLED, f"{number} was paid back and no clerk had a hand in it")
        if refund.amount != payments[refund.payment_id].total:
            yield Found(Harm.ORACLE, f"{number} was paid back by {refund.amount}")
        if posting is not None and not posting["reversed"]:
            yield Found(Harm.LOST, f"the money of {number} went back, and the host holds its posting")


def _drawer(seen: Evidence, shift_id: UUID, shift: Shift | None) -> Iterator[Found]:
    """One drawer: what was put in by the notes, as far as it is in the database at all, less what was taken out."""
    if shift is None:
        yield Found(Harm.LOST, f"the shift {shift_id} is in the journal only")
        return
    mine = [payment for payment in seen.payments if payment.shift_id == shift_id]
    movements = [each for each in seen.drawer.movements if each.shift_id == shift_id]
    ledger = expected_cash(shift, mine, [refund for refund in seen.refunds if refund.shift_id == shift_id], movements)
    held = in_drawer(seen, shift_id)
    if ledger != held:
        yield Found(Harm.LOST, f"the ledger expects {ledger} in the drawer, {held} is in it by the notes")
    closes = [e["facts"] for e in seen.entries if e["act"] == Act.SHIFT_CLOSED and e["subject"] == str(shift_id)]
    for note in [*(n for n in seen.notebook.of("closed") if n["shift"] == str(shift_id)), *closes]:
        if note["expected"] != held:
            yield Found(Harm.LOST, f"the close expects {note['expected']}, {held} is in the drawer by the notes")


def in_drawer(seen: Evidence, shift_id: UUID) -> int:
    """Rupiah in a shift's drawer by the clerk's notes; a note counts once what it is about has been stored."""
    stored = {str(payment.id) for payment in seen.payments}
    returned = {str(refund.payment_id) for refund in seen.refunds}
    own = str(shift_id)
    put_in = {n["id"]: n["total"] for n in seen.notebook.of("offered") if n["shift"] == own and n["cash"]}
    handed = handed_back(seen.notebook)
    taken_out = {key: n["total"] for key, n in handed.items() if n["shift"] == own and n["cash"]}
    came = sum(int(total) for key, total in put_in.items() if key in stored)
    went = sum(int(total) for key, total in taken_out.items() if key in returned)
    begun = oracle_drawer.begun_with(seen, shift_id)
    return (FLOAT if begun is None else begun) + came - went + oracle_drawer.added(seen, shift_id)


def handed_back(notebook: Notebook) -> dict[str, Mapping[str, Any]]:
    """By payment, the note about giving its money back: the last that was not taken back as declined."""
    open_notes: dict[str, list[Mapping[str, Any]]] = {}
    for note in notebook.of("giving back", "kept"):
        about = open_notes.setdefault(note["id"], [])
        if note["what"] == "kept":
            about.pop()
        else:
            about.append(note)
    return {key: notes[-1] for key, notes in open_notes.items() if notes}
