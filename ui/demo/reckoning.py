"""After the demo: does everything add up? What the counter says, what the host says, what is on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from counter_app.bootstrap import Counter
from counter_app.domain.money import Rupiah
from counter_app.domain.paper import Paper
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.people import Actor, Role
from counter_app.domain.print_job import Document, PrintJob
from counter_app.domain.receipt import Receipt
from counter_app.domain.reversal import Reversal
from counter_app.domain.shift import Shift, expected_cash
from counter_app.services.papers import Papers

Posting = dict[str, Any]
ENDINGS = {
    Document.CONFIRMATION: "-konfirmasi",
    Document.REFUND: "-pengembalian",
    Document.REVERSAL: "-pembalikan",
    Document.CLOSING: "-penutupan",
    Document.DEPOSIT: "-setoran",
}
"""How the printer's folder tells a slip from a receipt."""
_EYES = Actor("demo", "Demo", Role.AUDITOR)
_AT_REST = frozenset({PaymentState.CONFIRMED, PaymentState.REFUNDED, PaymentState.CANCELLED})


@dataclass(slots=True)
class Reckoning:
    """``summary`` is what ``summary.json`` holds; ``faults`` says in words what does not add up."""

    summary: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def keep_receipt(counter: Counter, receipt: Receipt, folder: Path) -> str | None:
    """Write a receipt as .bin, .pdf, .png and .txt, and compare the .bin with what the printer was given.

    Returns what is wrong, or ``None``.
    """
    name = f"{receipt.number}-salinan-{receipt.copy}" if receipt.copy else receipt.number
    return _keep(counter, receipt, name, folder)


def keep_slip(counter: Counter, job: PrintJob, number: str, folder: Path) -> str | None:
    """As ``keep_receipt``, of a slip about the payment of this receipt ``number``, or the closing slip.

    What a reversal's slip says moves on with the reversal, so of that one the paper alone is kept.
    """
    name = f"{number}{ENDINGS[job.document]}"
    if job.document is Document.REVERSAL:
        printed = counter.settings.home / "printer" / f"{name}.bin"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / printed.name).write_bytes(printed.read_bytes())
        return None
    paper = Papers(counter.store, counter.office, counter.zone, counter.proofs).of(job)
    return _keep(counter, paper, name, folder)


def _keep(counter: Counter, paper: Paper, name: str, folder: Path) -> str | None:
    folder.mkdir(parents=True, exist_ok=True)
    escpos = counter.renderer.escpos(paper)
    (folder / f"{name}.bin").write_bytes(escpos)
    (folder / f"{name}.pdf").write_bytes(counter.renderer.pdf(paper))
    (folder / f"{name}.png").write_bytes(counter.renderer.png(paper))
    (folder / f"{name}.txt").write_text(counter.renderer.txt(paper), encoding="utf-8")
    printed = counter.settings.home / "printer" / f"{name}.bin"
    if not printed.exists():
        return f"receipt {name} never reached the printer"
    return None if printed.read_bytes() == escpos else f"receipt {name} on paper differs from the one shown"


def reckon(
    counter: Counter, shift: Shift, postings: Sequence[Posting], taken: Rupiah, returned: Rupiah = Rupiah(0)
) -> Reckoning:
    """Compare the books with the host's postings, with the papers and with the drawer.

    ``taken`` is what the demo's payers handed over, ``returned`` what they got back, rupiah.
    """
    with counter.store.reading() as work:
        payments, refunds, movements = list(work.payments.all()), work.refunds.all(), work.movements.of_shift(shift.id)
        reversals = {payment.id: work.reversals.of_payment(payment.id) for payment in payments}
    verified = counter.verification.run()
    expected = expected_cash(shift, payments, refunds, movements)
    stuck = counter.printing.undelivered(_EYES)
    result = Reckoning()
    result.summary = {
        "payments": [_payment_summary(payment, reversals[payment.id]) for payment in payments],
        "host_postings": list(postings),
        "cash": {"float": shift.float_amount, "taken": taken, "returned": returned, "expected": expected},
        "journal": {"entries": verified.entries, "head": verified.head},
    }
    result.faults += [f"the books: {verified.fault}"] if verified.fault else []
    result.faults += _posting_faults(payments, reversals, postings)
    result.faults += [f"paper that never came out: {job.document} of {job.payment_id or job.shift_id}" for job in stuck]
    if expected != shift.float_amount + taken - returned:
        result.faults.append(
            f"cash expected is {expected}, the payers handed over {taken} on {shift.float_amount}, {returned} went back"
        )
    return result


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
