"""Whether a payment may be posted: against the inquiry it names, or, taken offline, against the tariff."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import msgspec
from sqlalchemy.orm import Session

from counter_app.domain.errors import Declined
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month, run_of
from counter_app.domain.tariff import parse_programmes
from counter_app.gateway.wire import BillDetail, Case, PaymentRequest
from counter_app.sandbox.clock import parse_stamp
from counter_app.sandbox.host import Host, Refused
from counter_app.sandbox.participation import bill_for, due, find, quote
from counter_app.sandbox.service import require
from counter_app.sandbox.tables import InquiryRow, ParticipantRow

CLOCKS_APART = timedelta(seconds=300)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A payment that can be posted: for whom, which months, and how much credit its bill used (rupiah)."""

    payer: ParticipantRow
    months: tuple[Month, ...]
    credit_used: Rupiah


def judge(session: Session, host: Host, asked: PaymentRequest) -> Accepted:
    """Raises ``Refused`` with the case a counter can act on."""
    payer = find(session, asked.customer_no)
    sold_at = parse_stamp(asked.trx_date_time)
    require(sold_at <= host.now() + CLOCKS_APART, "trxDateTime", Case.OTHER_THAN_INQUIRED)
    _check_sums(asked, host.fee)
    months = _months(asked.bill_details)
    if asked.inquiry_request_id:
        credit_used = _check_inquiry(session, asked, payer, sold_at)
        _check_unpaid(payer, months)
    else:
        require(asked.additional_info.offline, "inquiryRequestId", Case.OTHER_THAN_INQUIRED)
        _check_unpaid(payer, months)
        _check_tariff(host, asked, payer, months)
        credit_used = Rupiah(0)
    return Accepted(payer, months, credit_used)


def _check_sums(asked: PaymentRequest, fee: Rupiah) -> None:
    billed = sum(detail.bill_amount.rupiah for detail in asked.bill_details) + fee
    paid, total = asked.paid_amount.rupiah, asked.total_amount.rupiah
    require(paid == total == billed, "paidAmount", Case.WRONG_AMOUNT)


def _check_inquiry(session: Session, asked: PaymentRequest, payer: ParticipantRow, sold_at: datetime) -> Rupiah:
    """What counts is when the payer paid, not when the message came through: the bill held at the counter."""
    inquiry = session.get(InquiryRow, asked.inquiry_request_id)
    if inquiry is None or inquiry.nik != payer.nik:
        raise Refused(Case.OTHER_THAN_INQUIRED, "inquiryRequestId")
    if sold_at > datetime.fromtimestamp(inquiry.expires_at, UTC):
        raise Refused(Case.BILL_EXPIRED)
    require(inquiry.total == asked.total_amount.rupiah, "totalAmount", Case.WRONG_AMOUNT)
    billed = msgspec.json.decode(inquiry.bill, type=list[BillDetail])
    require(_facts(billed) == _facts(asked.bill_details), "billDetails", Case.OTHER_THAN_INQUIRED)
    return Rupiah(inquiry.credit_used)


def _facts(details: list[BillDetail]) -> list[tuple[str, str, int, int]]:
    """What of a bill is compared: names may be written otherwise, amounts and months may not."""
    return sorted(
        (d.bill_code, d.bill_period, d.bill_amount.rupiah, d.adjustment.reduction.rupiah if d.adjustment else 0)
        for d in details
    )


def _check_unpaid(payer: ParticipantRow, months: tuple[Month, ...]) -> None:
    if payer.protected_until is not None and months[0] <= Month.of(payer.protected_until):
        raise Refused(Case.ALREADY_PAID, f"until {payer.protected_until}")


def _check_tariff(host: Host, asked: PaymentRequest, payer: ParticipantRow, months: tuple[Month, ...]) -> None:
    """An offline bill begins with the month that was due on the day it was sold, and costs what the tariff says."""
    tariff = host.rules.tariff
    sold_on = date.fromisoformat(asked.additional_info.business_date)
    require(months[0] == due(payer, sold_on, tariff), "billPeriod", Case.OTHER_THAN_INQUIRED)
    require(len(months) in tariff.months_offered, "billPeriod", Case.OTHER_THAN_INQUIRED)
    programmes = parse_programmes(sorted({detail.bill_code for detail in asked.bill_details}))
    expected = bill_for(quote(payer, tariff, programmes, months[0], len(months)), tariff, Rupiah(0))
    require(_facts(list(expected.details)) == _facts(asked.bill_details), "billDetails", Case.WRONG_AMOUNT)


def _months(details: list[BillDetail]) -> tuple[Month, ...]:
    """The months of a bill, which are a run without gaps."""
    try:
        months = sorted({Month.parse(detail.bill_period) for detail in details})
    except Declined:
        raise Refused(Case.BAD_FORMAT, "billPeriod") from None
    if not months or tuple(months) != run_of(months[0], len(months)):
        raise Refused(Case.OTHER_THAN_INQUIRED, "billPeriod")
    return tuple(months)
