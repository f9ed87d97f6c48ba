"""The oracle: what must hold after every play, checked against the clerk's notes, the paper and the host.

Nothing here trusts the counter's own sums: amounts come from the notebook, postings from the host, papers from the
printer. Each fault found is one sentence under one of five headings.
"""

import json
from collections import Counter as Tally
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from counter_app.domain.journal import Act
from counter_app.domain.money import format_rupiah
from counter_app.domain.outbox import OutboxItem
from counter_app.domain.payment import TRANSITIONS, UNSETTLED, Payment, PaymentState
from counter_app.domain.receipt import Office, receipt_of
from counter_app.domain.refund import Refund
from counter_app.domain.shift import Shift, expected_cash
from counter_app.printing.profile import profile_by_name
from counter_app.printing.render import ReceiptPaper
from counter_app.services.ports import Store
from counter_app.services.verification import Verification
from tests.faults.clerk import FLOAT
from tests.faults.notebook import Notebook
from tests.faults.printer import Piece
from tests.helpers import escpos_reader

FULL = 2
"""SQLite's ``synchronous``: every commit is synced."""

Posting = Mapping[str, Any]
_FIELDS = ("Nomor ", "Waktu ", "Petugas ", "Ref. pusat ", "Nama ", "NIK ", "KPJ ", "Iuran ", "Terbilang ", "Referensi ")


class Harm(StrEnum):
    """What a fault costs: money or payment gone, posted or taken twice, never settled, a rule broken, a crash."""

    LOST = "lost"
    DOUBLED = "doubled"
    STUCK = "stuck"
    ORACLE = "oracle"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Found:
    harm: Harm
    words: str

    def __str__(self) -> str:
        return f"{self.harm}: {self.words}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything there is to know after a play. ``entries`` are the journal's, as their bytes hold them."""

    office: Office
    payments: Sequence[Payment]
    refunds: Sequence[Refund]
    items: Mapping[str, OutboxItem | None]
    shifts: Mapping[UUID, Shift | None]
    entries: Sequence[Mapping[str, Any]]
    fault: str | None
    postings: Sequence[Posting]
    pieces: Sequence[Piece]
    notebook: Notebook
    clerks: frozenset[str] = field(default=frozenset({"1001"}))


def gathered(
    store: Store, office: Office, postings: Sequence[Posting], pieces: Sequence[Piece], notebook: Notebook
) -> Evidence:
    """Read it all once."""
    with store.reading() as work:
        payments, refunds = list(work.payments.all()), work.refunds.all()
        items = {str(payment.id): work.outbox.get(payment.id) for payment in payments}
        entries = [json.loads(entry.canonical) for entry in work.journal.chain()]
        opened = [entry["subject"] for entry in entries if entry["act"] == Act.SHIFT_OPENED]
        shifts = {UUID(each): work.shifts.get(UUID(each)) for each in opened}
    verified = Verification(store).run()
    return Evidence(office, payments, refunds, items, shifts, entries, verified.fault, postings, pieces, notebook)


def always(seen: Evidence) -> Iterator[Found]:
    """What holds at any moment, also right after a kill."""
    yield from _durable(seen)
    yield from _money(seen)
    yield from _host(seen)
    yield from _states(seen)
    yield from _journal(seen)
    yield from _paper(seen)


def at_rest(seen: Evidence, allowed: frozenset[PaymentState]) -> Iterator[Found]:
    """What holds besides, once host and printer work again and the forwarder has had its turns."""
    keys = Tally(posting["paymentRequestId"] for posting in seen.postings)
    for payment in seen.payments:
        number, state = payment.receipt_number, payment.state
        if state in UNSETTLED:
            yield Found(Harm.STUCK, f"{number} is still {state}: {_last(seen, payment)}")
        elif state not in allowed:
            yield Found(Harm.ORACLE, f"{number} ended as {state}: {_last(seen, payment)}")
        if state is PaymentState.CONFIRMED and keys[str(payment.id)] != 1:
            yield Found(Harm.LOST, f"{number} is CONFIRMED and has {keys[str(payment.id)]} postings")
        if state is PaymentState.REJECTED and keys[str(payment.id)]:
            yield Found(Harm.LOST, f"{number} is REJECTED, its cash goes back, and the host has posted it")
    whole = {_number_on(paper.texts) for paper in map(_read, seen.pieces) if paper.cuts}
    for payment in seen.payments:
        if payment.receipt_number not in whole:
            yield Found(Harm.ORACLE, f"{payment.receipt_number} was never printed whole")


def _last(seen: Evidence, payment: Payment) -> str:
    item = seen.items[str(payment.id)]
    return (
        "no outbox item" if item is None else f"{item.step}, {item.attempts} sends, {item.last_code} {item.last_words}"
    )


def _money(seen: Evidence) -> Iterator[Found]:
    """The drawer by the ledger is what the notes say was put in; what the clerk was told was taken is there."""
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
    for shift_id, shift in seen.shifts.items():
        yield from _drawer(seen, shift_id, shift)


def _durable(seen: Evidence) -> Iterator[Found]:
    """A commit that does not wait for the disk looks like one, until the power goes."""
    for note in seen.notebook.of("durability"):
        if (note["synchronous"], note["journal_mode"]) != (FULL, "wal"):
            yield Found(Harm.LOST, f"a power cut can undo what was committed: {note}")


def _drawer(seen: Evidence, shift_id: UUID, shift: Shift | None) -> Iterator[Found]:
    """One drawer: what its payers put in by the notes, as far as the sale is in the database at all."""
    if shift is None:
        yield Found(Harm.LOST, f"the shift {shift_id} is in the journal only")
        return
    mine = [payment for payment in seen.payments if payment.shift_id == shift_id]
    stored = {str(payment.id) for payment in seen.payments}
    handed = [note for note in seen.notebook.of("offered") if note["shift"] == str(shift_id) and note["id"] in stored]
    put_in = FLOAT + sum(note["total"] for note in handed if note["cash"])
    ledger = expected_cash(shift, mine, [refund for refund in seen.refunds if refund.shift_id == shift_id])
    if ledger != put_in:
        yield Found(Harm.LOST, f"the ledger expects {ledger} in the drawer, {put_in} was put in")
    for note in seen.notebook.of("closed"):
        if note["shift"] == str(shift_id) and note["expected"] != put_in:
            yield Found(Harm.LOST, f"the closing slip expects {note['expected']}, {put_in} was put in")


def _host(seen: Evidence) -> Iterator[Found]:
    """At most one posting a key, for a payment of ours, of its amount, and none that the counter had not tried."""
    rows = {str(payment.id): payment for payment in seen.payments}
    tried = {entry["subject"] for entry in seen.entries if entry["act"] == Act.ATTEMPT}
    for key, times in Tally(posting["paymentRequestId"] for posting in seen.postings).items():
        if times > 1:
            yield Found(Harm.DOUBLED, f"key {key} was posted {times} times")
    for posting in seen.postings:
        key = posting["paymentRequestId"]
        if key not in rows:
            yield Found(
                Harm.DOUBLED, f"the host has {posting['referenceNo']} under key {key}, which is no payment here"
            )
        elif posting["amount"] != rows[key].total:
            yield Found(Harm.ORACLE, f"the host posted {posting['amount']} for {rows[key].receipt_number}")
        elif key not in tried:
            yield Found(Harm.ORACLE, f"{rows[key].receipt_number} was posted before any attempt was committed")


def _states(seen: Evidence) -> Iterator[Found]:
    """Along the journal no payment takes a way that the table does not have, and nothing unsent is missing."""
    now: dict[str, PaymentState] = {}
    for entry in seen.entries:
        key = entry["subject"]
        if entry["act"] == Act.PAYMENT_ACCEPTED:
            now[key] = PaymentState.ACCEPTED
        elif entry["act"] == Act.ATTEMPT and now.get(key) is PaymentState.ACCEPTED:
            now[key] = PaymentState.SENDING
        elif entry["act"] == Act.OUTCOME:
            new = PaymentState(entry["facts"]["state"])
            if key not in now or new not in TRANSITIONS[now[key]]:
                yield Found(Harm.ORACLE, f"journal entry {entry['seq']}: from {now.get(key)} to {new}")
            now[key] = new
    for payment in seen.payments:
        if now.get(str(payment.id)) is not payment.state:
            yield Found(
                Harm.ORACLE, f"{payment.receipt_number} is {payment.state}, its journal {now.get(str(payment.id))}"
            )
        item = seen.items[str(payment.id)]
        if item is None or (payment.state in UNSETTLED and item.due_at is None):
            yield Found(Harm.LOST, f"{payment.receipt_number} is {payment.state} and nothing will send it")
        elif json.loads(item.body)["paymentRequestId"] != str(payment.id):
            yield Found(Harm.DOUBLED, f"{payment.receipt_number} is sent under another key than its own")


def _journal(seen: Evidence) -> Iterator[Found]:
    if seen.fault is not None:
        yield Found(Harm.ORACLE, f"verification: {seen.fault}")
    for entry in seen.entries:
        if entry["actor"] not in seen.clerks and not entry["actor"].startswith("system:"):
            yield Found(Harm.ORACLE, f"journal entry {entry['seq']} names nobody: {entry['actor']}")
        if entry["act"] == Act.PAYMENT_ACCEPTED and entry["actor"] not in seen.clerks:
            yield Found(Harm.ORACLE, f"journal entry {entry['seq']}: no person took the money")


def _paper(seen: Evidence) -> Iterator[Found]:
    """Every piece is of a committed row, says what the row says, and only the first of a number is no copy."""
    rows = {payment.receipt_number: payment for payment in seen.payments}
    out: set[str] = set()
    for piece in seen.pieces:
        read = _read(piece)
        text, number = read.texts, _number_on(read.texts)
        if number == "":
            continue  # cut off before it said whose it is
        if number not in rows:
            yield Found(Harm.LOST, f"a receipt {number} is out and its payment is not in the database")
            continue
        copy = _copy_on(text)
        if number in out and copy == 0:
            yield Found(Harm.DOUBLED, f"{number} came out again without SALINAN")
        out.add(number)
        if read.cuts:
            if _substance(text) not in _versions(seen, rows[number], copy):
                yield Found(Harm.ORACLE, f"{number}, copy {copy}, is not what its row says")
            if not any("TOTAL" in line and format_rupiah(rows[number].total) in line for line in text):
                yield Found(Harm.ORACLE, f"{number} does not show the total of its row")


def _versions(seen: Evidence, payment: Payment, copy: int) -> list[list[str]]:
    """The receipt as it may have stood when it was printed: now, or while the host had not decided."""
    before = replace(payment, state=PaymentState.ACCEPTED, posting=None)
    return [_printed(seen.office, version, copy) for version in (payment, before)]


@cache
def _printed(office: Office, payment: Payment, copy: int) -> list[str]:
    receipt = receipt_of(payment, office, payment.accepted_at.astimezone(ZoneInfo(office.timezone)), copy)
    data = ReceiptPaper(profile_by_name("thermal-80")).escpos(receipt)
    return _substance(escpos_reader.read(data).texts)


def _substance(text: Sequence[str]) -> list[str]:
    """Whose money, which months, and every amount."""
    return [line for line in text if "Rp" in line or line.startswith(_FIELDS)]


@cache
def _read(piece: Piece) -> escpos_reader.Paper:
    """A piece as far as it goes: one that was cut off ends within a command, or within a line."""
    data = piece.data
    while data:
        with suppress(AssertionError, IndexError, ValueError):
            return escpos_reader.read(data)
        data = data[: data.rfind(b"\n", 0, len(data) - 1) + 1]
    return escpos_reader.Paper()


def _number_on(text: Sequence[str]) -> str:
    return next((line.split()[1] for line in text if line.startswith("Nomor ")), "")


def _copy_on(text: Sequence[str]) -> int:
    return next((int(line.split()[1]) for line in (each.strip() for each in text) if line.startswith("SALINAN ")), 0)
