"""The papers of a close: the Z report and the deposit slip.

They are made of committed rows and of the journal's own entry about the close. What goes on after it (payments that
are not settled, their states) is written into that entry, so that a copy says tomorrow what its original said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from counter_app.domain.bill import Programme
from counter_app.domain.cash import TenderKind
from counter_app.domain.closing import Close
from counter_app.domain.closing_count import read_slips, read_sums
from counter_app.domain.closing_slip import (
    NO_SUM,
    PENDING,
    REVERSAL_PENDING,
    Head,
    Sum,
    Unsettled,
    masked_name,
    read_unsettled,
    returned,
    takings,
    unsettled,
)
from counter_app.domain.drawer import MovementKind, read_count
from counter_app.domain.journal import Act, ChainedEntry, content_of
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.print_job import Document, PrintJob, PrintState
from counter_app.domain.receipt import Office
from counter_app.domain.shift import Shift
from counter_app.domain.three_way import DrawerBook
from counter_app.domain.z_report import DepositSlip, SlipCount, ZReport
from counter_app.services.drawer_books import book_of, moved
from counter_app.services.ports import UnitOfWork
from counter_app.services.stored import stored

Facts = Mapping[str, Any]


def unsettled_now(work: UnitOfWork) -> tuple[Unsettled, ...]:
    """Every payment of the counter that is not settled, of whatever shift."""
    reversals = work.reversals.in_states(REVERSAL_PENDING.keys())
    reversed_ = [(each, stored(work.payments.get(each.payment_id), each)) for each in reversals]
    return unsettled(work.payments.in_states(PENDING.keys()), reversed_)


def shift_job(shift: Shift, actor_id: str, document: Document) -> PrintJob:
    """The print job of a paper about a closed shift, to be committed with the close."""
    at = stored(shift.closed_at, shift)
    return PrintJob(uuid4(), None, 0, PrintState.QUEUED, actor_id, at, document=document, shift_id=shift.id)


def z_report(work: UnitOfWork, office: Office, shift_id: UUID, copy: int) -> ZReport:
    """The Z report of a closed shift. Raises ``LookupError``, a bug, for one that is not closed."""
    shift = stored(work.shifts.get(shift_id), shift_id)
    entry = stored(work.journal.last(Act.SHIFT_CLOSED, str(shift_id)), shift_id)
    book, close = book_of(work, shift), work.closes.of_shift(shift_id)
    plain = _before_numbers(work, office, book, entry, copy)
    return plain if close is None else _numbered(plain, book, close, content_of(entry)["facts"])


def _before_numbers(work: UnitOfWork, office: Office, book: DrawerBook, entry: ChainedEntry, copy: int) -> ZReport:
    """What is known of every close, also of one by a program from before closes were numbered."""
    content, shift = content_of(entry), book.shift
    return ZReport(
        office=office,
        clerk_id=shift.clerk_id,
        closed_by=content["actor"],
        opened_at=shift.opened_at,
        closed_at=stored(shift.closed_at, shift),
        float_amount=shift.float_amount,
        takings=takings(book.payments),
        returned_cash=returned(book.refunds, in_cash=True),
        returned_otherwise=returned(book.refunds, in_cash=False),
        counted=stored(shift.counted, shift),
        # Shifts that were closed by a program from before these slips have nothing of it in their entry.
        unsettled=_named(work, read_unsettled(content["facts"].get("unsettled", ""))),
        head=Head(entry.seq, entry.hash),
        copy=copy,
        business_date=shift.business_date,
    )


def _numbered(plain: ZReport, book: DrawerBook, close: Close, facts: Facts) -> ZReport:
    numbers = sorted(payment.receipt_number for payment in book.payments)
    return replace(
        plain,
        number=close.number,
        receipts=(numbers[0], numbers[-1]) if numbers else None,
        dropped=moved(book, MovementKind.DROP),
        picked_up=moved(book, MovementKind.PICK_UP),
        count=read_count(facts["pieces"]),
        stays=close.stays,
        slips=_slips(book, facts["slips"]),
        attempts=facts["count"],
        programmes=programmes(book.payments),
        fees=fees(book.payments),
        states=tuple((PaymentState(name), each) for name, each in read_sums(facts["states"]).items()),
        reversed=read_sums(facts["reversed"])["reversed"],
        reason=close.reason,
        approved_by=close.approved_by,
        handed_to=facts.get("handed_to", ""),
    )


def deposit_slip(work: UnitOfWork, office: Office, shift_id: UUID, copy: int) -> DepositSlip:
    """The slip of the cash that leaves a closed drawer. Raises ``LookupError``, a bug, for a shift without a Z number."""
    shift, close = stored(work.shifts.get(shift_id), shift_id), stored(work.closes.of_shift(shift_id), shift_id)
    facts = content_of(stored(work.journal.last(Act.SHIFT_CLOSED, str(shift_id)), shift_id))["facts"]
    return DepositSlip(
        office=office,
        z_number=close.number,
        clerk_id=shift.clerk_id,
        closed_by=close.closed_by,
        business_date=shift.business_date,
        at=close.at,
        counted=read_count(facts["pieces"]),
        stays=close.stays,
        copy=copy,
    )


def programmes(payments: Iterable[Payment]) -> tuple[tuple[Programme, Sum], ...]:
    """What was taken for each programme, by how many payments; with the fees it makes the takings."""
    amounts: dict[Programme, list[int]] = {programme: [] for programme in Programme}
    for payment in payments:
        for programme, each in amounts.items():
            each.extend([amount] if (amount := payment.bill.subtotal(programme)) else [])
    return tuple((programme, _sum(each)) for programme, each in amounts.items() if each)


def fees(payments: Iterable[Payment]) -> Sum:
    """The admin fees that were taken, and on how many payments there was one."""
    return _sum([payment.bill.fee for payment in payments if payment.bill.fee])


def _slips(book: DrawerBook, text: str) -> tuple[SlipCount, ...]:
    counted, taken = dict(read_slips(text)), dict(takings(book.payments))
    kinds = [kind for kind in TenderKind if kind is not TenderKind.CASH and (kind in counted or kind in taken)]
    return tuple(SlipCount(kind, taken.get(kind, NO_SUM), counted.get(kind, NO_SUM)) for kind in kinds)


def _named(work: UnitOfWork, rows: Sequence[Unsettled]) -> tuple[Unsettled, ...]:
    found = {row.number: work.payments.by_receipt(row.number) for row in rows}
    return tuple(
        replace(row, name=masked_name(each.payer.name)) if (each := found[row.number]) else row for row in rows
    )


def _sum(amounts: Sequence[int]) -> Sum:
    return Sum(len(amounts), Rupiah(sum(amounts)))
