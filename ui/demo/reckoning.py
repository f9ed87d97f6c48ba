"""After the demo: does everything add up? What the counter says, what the host says, what is on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from typing import Any
from uuid import UUID

from counter_app.bootstrap import Counter
from counter_app.domain.case import Case
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.people import Actor, Role
from counter_app.domain.print_job import Document, PrintJob
from counter_app.domain.reversal import Reversal
from counter_app.domain.shift import Shift, expected_cash
from counter_app.services.ports import UnitOfWork

Posting = dict[str, Any]
_EYES = Actor("demo", "Demo", Role.AUDITOR)
_AT_REST = frozenset({PaymentState.CONFIRMED, PaymentState.REFUNDED, PaymentState.CANCELLED})


@dataclass(slots=True)
class Reckoning:
    """``summary`` is what ``summary.json`` holds; ``faults`` says in words what does not add up."""

    summary: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the demo saw happen to the cash, whatever the books say, rupiah: what payers left in the drawer (``taken``) and
    got back (``returned``), what went to the vault (``dropped``), and what the last count was short of (``missing``).
    """

    taken: Rupiah
    returned: Rupiah = Rupiah(0)
    dropped: Rupiah = Rupiah(0)
    missing: Rupiah = Rupiah(0)


def reckon(counter: Counter, first: Shift, postings: Sequence[Posting], seen: Seen) -> Reckoning:
    """Compare the books with the host's postings, with the papers and with the drawer, from the ``first`` shift on."""
    with counter.store.reading() as work:
        payments = list(work.payments.all())
        reversals = {payment.id: work.reversals.of_payment(payment.id) for payment in payments}
        receipts = {payment.id: work.prints.of_payment(payment.id, Document.RECEIPT) for payment in payments}
        drawers = _drawers(work, first)
    verified = counter.verification.run()
    last = drawers[-1]
    result = Reckoning()
    result.summary = {
        "payments": [
            _payment_summary(payment, reversals[payment.id]) | {"receipts": _states(receipts[payment.id])}
            for payment in payments
        ],
        "host_postings": list(postings),
        "cash": {
            "float": first.float_amount,
            **asdict(seen),
            "expected": last.expected,
            "counted": last.shift.counted,
        },
        "shifts": [{"clerk": each.shift.clerk_id, "float": each.shift.float_amount} for each in drawers],
        "journal": {"entries": verified.entries, "head": verified.head},
    }
    stuck = counter.printing.undelivered(_EYES)
    result.faults += [f"the books: {verified.fault}"] if verified.fault else []
    result.faults += _posting_faults(payments, reversals, postings)
    result.faults += [f"paper that never came out: {job.document} of {job.payment_id or job.shift_id}" for job in stuck]
    result.faults += _cash_faults(drawers, seen)
    return result


@dataclass(frozen=True, slots=True)
class _Drawer:
    shift: Shift
    expected: Rupiah


def _drawers(work: UnitOfWork, first: Shift) -> Sequence[_Drawer]:
    """One after the other, each handed over to the next."""
    drawers: list[_Drawer] = []
    shift: Shift | None = first
    while shift is not None:
        stored = work.shifts.get(shift.id) or shift
        taken, returned = work.payments.of_shift(shift.id), work.refunds.of_shift(shift.id)
        drawers.append(_Drawer(stored, expected_cash(stored, taken, returned, work.movements.of_shift(shift.id))))
        handed = work.handovers.of_shift(shift.id)
        shift = work.shifts.get(handed.next_shift_id) if handed and handed.next_shift_id else None
    return drawers


def _cash_faults(drawers: Sequence[_Drawer], seen: Seen) -> list[str]:
    faults = []
    for giver, receiver in pairwise(drawers):
        if giver.shift.counted != receiver.shift.float_amount:
            faults.append(f"{giver.shift.counted} was handed over, {receiver.shift.float_amount} was taken over")
    begun, last = drawers[0].shift.float_amount, drawers[-1]
    if last.expected != begun + seen.taken - seen.returned - seen.dropped:
        faults.append(
            f"cash expected is {last.expected}, the payers handed over {seen.taken} on {begun}, "
            f"{seen.returned} went back, {seen.dropped} to the vault"
        )
    if last.shift.counted is not None and last.shift.counted != last.expected - seen.missing:
        faults.append(f"{last.shift.counted} was counted where {seen.missing} of {last.expected} were missing")
    return faults


def case_summary(case: Case) -> dict[str, Any]:
    """A difference and how far it has come, for ``summary.json``."""
    return {
        "number": case.receipt_number,
        "kind": case.kind.value,
        "state": case.state.value,
        "proposed_by": case.proposal.by if case.proposal else None,
        "agreed_by": case.closing.approved_by if case.closing else None,
    }


def _payment_summary(payment: Payment, reversal: Reversal | None) -> dict[str, Any]:
    return {
        "id": str(payment.id),
        "number": payment.receipt_number,
        "state": payment.state.value,
        "months": [str(month) for month in payment.bill.months],
        "amounts": {programme.value: payment.bill.subtotal(programme) for programme in payment.bill.programmes},
        "fee": payment.bill.fee,
        "total": payment.total,
        "tender": payment.tender.kind.value,
        "tendered": payment.tender.tendered,
        "change": payment.change,
        "offline": payment.offline,
        "host_reference": payment.posting.host_reference if payment.posting else None,
        "reversal": reversal.state.value if reversal else None,
    }


def _states(receipts: Sequence[PrintJob]) -> dict[str, str]:
    """How each copy stands; 0 is the original."""
    return {str(job.copy): job.state.value for job in receipts}


def _posting_faults(
    payments: Sequence[Payment], reversals: Mapping[UUID, Reversal | None], postings: Sequence[Posting]
) -> list[str]:
    faults, due = [], 0
    for payment in payments:
        reversal, number = reversals[payment.id], payment.receipt_number
        mine = [posting for posting in postings if posting["paymentRequestId"] == str(payment.id)]
        if payment.state not in _AT_REST:
            faults.append(f"{number} is {payment.state}, not at rest")
        if reversal is not None and reversal.state is not PaymentState.REFUNDED:
            faults.append(f"the reversal of {number} is {reversal.state}, not REFUNDED")
        wanted = [(payment.total, reversal is not None)] if payment.state is PaymentState.CONFIRMED else []
        due += len(wanted)
        if [(posting["amount"], posting["reversed"]) for posting in mine] != wanted:
            faults.append(f"{number} over {payment.total}, {payment.state}: the host posted {len(mine)} times")
    if len(postings) != due:
        faults.append(f"{due} payments to be posted here, {len(postings)} postings at the host")
    return faults
