"""Settlements for tests: our rows, and the host's lines that agree with them."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from counter_app.domain.money import Rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.reconciliation import OwnReversal, OwnRow, RowKind, SettlementRow
from tests.helpers.builders import BUSINESS_DATE, COUNTER_ID, KPJ, NIK, OFFICE_ID

DAY = BUSINESS_DATE
Rows = Sequence[SettlementRow]


def posted(number: int, **parts: Any) -> OwnRow:
    """A confirmed payment of ``DAY``; the same number gives the same key."""
    row = OwnRow(
        id=UUID(int=0x5F00_0000_0000_4000_8000_0000_0000_0000 + number),
        counter_id=COUNTER_ID,
        receipt_number=f"{OFFICE_ID}-{COUNTER_ID}-{number:06}",
        business_date=DAY,
        nik=NIK,
        kpj=KPJ,
        amount=Rupiah(8_400 * (1 + number % 3)),
        state=PaymentState.CONFIRMED,
        posted_on=DAY,
        host_reference=f"BPU{number:06}",
    )
    return replace(row, **parts)


def undone(number: int, state: PaymentState = PaymentState.REFUNDED) -> OwnRow:
    """One whose reversal stands in ``state``."""
    reference = f"REV{number:06}" if state in {PaymentState.CONFIRMED, PaymentState.REFUNDED} else None
    return posted(number, reversal=OwnReversal(state, DAY, reference))


def line_of(own: OwnRow, kind: RowKind = RowKind.PAYMENT) -> SettlementRow:
    """The host's line of a payment, or of its reversal."""
    undone_as = own.reversal.host_reference if own.reversal and own.reversal.host_reference else "REV-0"
    return SettlementRow(
        kind=kind,
        key=str(own.id),
        receipt_number=own.receipt_number,
        host_reference=own.host_reference or "BPU-0" if kind is RowKind.PAYMENT else undone_as,
        customer_no=own.nik,
        amount=own.amount,
        posted_on=DAY,
        business_date=own.business_date,
        counter_id=own.counter_id,
    )


def lines_of(own: OwnRow) -> list[SettlementRow]:
    """All lines that the host has of a payment, if both agree."""
    lines = [line_of(own)]
    return [*lines, line_of(own, RowKind.REVERSAL)] if own.reversed else lines


def as_posting(line: SettlementRow) -> dict[str, Any]:
    """A line as service 94 gives it."""
    return {
        "kind": line.kind.value,
        "requestId": line.key,
        "paymentRequestId": line.key,
        "referenceNo": line.receipt_number,
        "hostReference": line.host_reference,
        "customerNo": line.customer_no,
        "amount": {"value": f"{line.amount}.00", "currency": "IDR"},
        "postedAt": f"{line.posted_on}T09:15:04+07:00",
        "businessDate": line.business_date.isoformat(),
        "counterId": line.counter_id,
        "clerkId": "1001",
        "tender": "CASH",
    }


def as_page(lines: Rows, day: date = DAY, **parts: Any) -> dict[str, Any]:
    """A whole day on one page."""
    page = {
        "responseCode": "2009400",
        "responseMessage": "Successful",
        "settlementDate": day.isoformat(),
        "postings": [as_posting(line) for line in lines],
        "nextCursor": str(len(lines)),
        "more": False,
        "total": len(lines),
        "netAmount": {"value": f"{sum(line.signed_amount for line in lines)}.00", "currency": "IDR"},
    }
    return {**page, **parts}


def as_json(lines: Rows, day: date = DAY) -> bytes:
    """A file as the host's JSON."""
    return json.dumps(as_page(lines, day)).encode()


def as_csv(lines: Rows, day: date = DAY, mark: str = ",") -> bytes:
    """A file as the host's CSV."""
    names = [name for name in as_posting(line_of(posted(1))) if name != "requestId"]
    rows = [names]
    for line in lines:
        values = as_posting(line) | {"amount": str(line.amount)}
        rows.append([str(values[name]) for name in names])
    net = sum(line.signed_amount for line in lines)
    total = {"kind": "TOTAL", "referenceNo": str(len(lines)), "amount": str(net), "businessDate": day.isoformat()}
    rows.append([total.get(name, "") for name in names])
    return "\r\n".join(mark.join(row) for row in rows).encode() + b"\r\n"
