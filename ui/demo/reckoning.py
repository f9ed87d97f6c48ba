"""After the demo: does everything add up? What the counter says, what the host says, what is on paper."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counter_app.bootstrap import Counter
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.receipt import Receipt
from counter_app.domain.shift import Shift, expected_cash

Posting = dict[str, Any]


@dataclass(slots=True)
class Reckoning:
    """``summary`` is what ``summary.json`` holds; ``faults`` says in words what does not add up."""

    summary: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def keep_receipt(counter: Counter, receipt: Receipt, folder: Path) -> str | None:
    """Write a receipt as .bin, .pdf, .png and .txt, and compare the .bin with what the printer was given.

    Returns what is wrong, or ``None``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{receipt.number}-salinan-{receipt.copy}" if receipt.copy else receipt.number
    escpos = counter.renderer.escpos(receipt)
    (folder / f"{name}.bin").write_bytes(escpos)
    (folder / f"{name}.pdf").write_bytes(counter.renderer.pdf(receipt))
    (folder / f"{name}.png").write_bytes(counter.renderer.png(receipt))
    (folder / f"{name}.txt").write_text(counter.renderer.txt(receipt), encoding="utf-8")
    printed = counter.settings.home / "printer" / f"{name}.bin"
    if not printed.exists():
        return f"receipt {name} never reached the printer"
    return None if printed.read_bytes() == escpos else f"receipt {name} on paper differs from the one shown"


def reckon(counter: Counter, shift: Shift, postings: Sequence[Posting], cash_taken: Rupiah) -> Reckoning:
    """Compare the books with the host's postings and with ``cash_taken``, what the demo's payers handed over, rupiah."""
    with counter.store.reading() as work:
        payments, refunds = list(work.payments.all()), work.refunds.all()
    verified = counter.verification.run()
    expected = expected_cash(shift, payments, refunds)
    result = Reckoning()
    result.summary = {
        "payments": [_payment_summary(payment) for payment in payments],
        "host_postings": list(postings),
        "cash": {"float": shift.float_amount, "taken": cash_taken, "expected": expected},
        "journal": {"entries": verified.entries, "head": verified.head},
    }
    result.faults += [f"the books: {verified.fault}"] if verified.fault else []
    result.faults += _posting_faults(payments, postings)
    if expected != shift.float_amount + cash_taken:
        result.faults.append(
            f"cash expected is {expected}, the payers handed over {cash_taken} on {shift.float_amount}"
        )
    return result


def _payment_summary(payment: Payment) -> dict[str, Any]:
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
    }


def _posting_faults(payments: Sequence[Payment], postings: Sequence[Posting]) -> list[str]:
    faults = []
    for payment in payments:
        mine = [posting for posting in postings if posting["paymentRequestId"] == str(payment.id)]
        if payment.state is not PaymentState.CONFIRMED:
            faults.append(f"{payment.receipt_number} is {payment.state}, not CONFIRMED")
        if [posting["amount"] for posting in mine] != [payment.total]:
            faults.append(f"{payment.receipt_number} over {payment.total}: the host posted {len(mine)} times")
    if len(postings) != len(payments):
        faults.append(f"{len(payments)} payments here, {len(postings)} postings at the host")
    return faults
