"""A payment as rows, and rows as a payment."""

from datetime import date, datetime

from counter_app.database.errors import DatabaseDamaged
from counter_app.database.tables import PaymentLineRow, PaymentRow
from counter_app.domain.bill import Bill, BillLine, Relief, Why
from counter_app.domain.cash import Tender
from counter_app.domain.payment import Payer, Payment, Posting


def row_of(payment: Payment, sequence: int) -> PaymentRow:
    """The rows of a payment that is the counter's ``sequence``-th."""
    bill, tender = payment.bill, payment.tender
    return PaymentRow(
        office_id=payment.office_id,
        id=payment.id,
        counter_id=payment.counter_id,
        sequence=sequence,
        clerk_id=payment.clerk_id,
        shift_id=payment.shift_id,
        business_date=payment.business_date,
        receipt_number=payment.receipt_number,
        accepted_at=payment.accepted_at,
        payer_nik=payment.payer.nik,
        payer_kpj=payment.payer.kpj,
        payer_name=payment.payer.name,
        bill_source=bill.source,
        inquiry_id=bill.inquiry_id,
        bill_expires_at=bill.expires_at,
        contribution=bill.contribution,
        fee=bill.fee,
        total=bill.total,
        tender_kind=tender.kind,
        tendered=tender.tendered,
        change_given=payment.change,
        tender_reference=tender.reference,
        offline=payment.offline,
        state=payment.state,
        host_reference=payment.posting.host_reference if payment.posting else None,
        posted_at=payment.posting.posted_at if payment.posting else None,
        coverage_from=payment.posting.coverage_from if payment.posting else None,
        coverage_to=payment.posting.coverage_to if payment.posting else None,
        lines=[_line_row(payment, position, line) for position, line in enumerate(bill.lines, 1)],
    )


def payment_of(row: PaymentRow) -> Payment:
    """The payment that rows tell of. Raises ``DatabaseDamaged`` when its lines do not add up to its total."""
    bill = Bill(tuple(map(_line_of, row.lines)), row.fee, row.bill_source, row.inquiry_id, row.bill_expires_at)
    if bill.total != row.total:
        raise DatabaseDamaged(f"Payment {row.receipt_number}: its lines make {bill.total}, its total says {row.total}.")
    return Payment(
        id=row.id,
        office_id=row.office_id,
        counter_id=row.counter_id,
        clerk_id=row.clerk_id,
        shift_id=row.shift_id,
        business_date=row.business_date,
        receipt_number=row.receipt_number,
        accepted_at=row.accepted_at,
        payer=Payer(row.payer_nik, row.payer_kpj, row.payer_name),
        bill=bill,
        tender=Tender(row.tender_kind, row.tendered, row.tender_reference),
        state=row.state,
        offline=row.offline,
        posting=_posting_of(row),
    )


def posting_columns(posting: Posting) -> dict[str, str | datetime | date]:
    """A posting as the payment's columns."""
    return {
        "host_reference": posting.host_reference,
        "posted_at": posting.posted_at,
        "coverage_from": posting.coverage_from,
        "coverage_to": posting.coverage_to,
    }


def _posting_of(row: PaymentRow) -> Posting | None:
    if row.host_reference is None or row.posted_at is None or row.coverage_from is None or row.coverage_to is None:
        return None
    return Posting(row.host_reference, row.posted_at, row.coverage_from, row.coverage_to)


def _line_row(payment: Payment, position: int, line: BillLine) -> PaymentLineRow:
    return PaymentLineRow(
        office_id=payment.office_id,
        payment_id=payment.id,
        position=position,
        programme=line.programme,
        month=line.month,
        full_amount=line.full,
        amount=line.amount,
        relief_id=line.relief.id if line.relief else None,
        relief_legal_basis=line.relief.legal_basis if line.relief else None,
        relief_reduction=line.relief.reduction if line.relief else None,
        why_source=line.why.source if line.why else None,
        why_rate_per_mille=line.why.rate_per_mille if line.why else None,
        why_basis=line.why.basis if line.why else None,
    )


def _line_of(row: PaymentLineRow) -> BillLine:
    relief = None
    if row.relief_id is not None and row.relief_legal_basis is not None and row.relief_reduction is not None:
        relief = Relief(row.relief_id, row.relief_legal_basis, row.relief_reduction)
    why = None if row.why_source is None else Why(row.why_rate_per_mille, row.why_basis, row.why_source)
    return BillLine(row.programme, row.month, row.full_amount, relief, why)
