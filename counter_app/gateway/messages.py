"""Between the domain's values and the wire's messages. Pure: no line, no clock."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo
from uuid import UUID

from counter_app.domain.bill import Bill, BillLine, BillSource, Programme, Relief
from counter_app.domain.identity import KPJ_LENGTH, NIK_LENGTH, PAYMENT_CODE_LENGTH, LookupNumber, NumberKind
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.participant import Participant, Protection
from counter_app.domain.payment import Payment
from counter_app.domain.tariff import Sector
from counter_app.gateway import wire
from counter_app.services.ports import Inquiry

_NAME_LENGTH = 300
"""Longest name that is taken over; the rest of a longer one is cut off, as no paper or screen could hold it."""

_PROGRAMME_NAMES = {
    Programme.JKK: "Jaminan Kecelakaan Kerja",
    Programme.JKM: "Jaminan Kematian",
    Programme.JHT: "Jaminan Hari Tua",
}


class Absurd(ValueError):
    """The host said, in good form, what cannot be so. The text says what and holds no personal data."""


def inquiry_request(
    number: LookupNumber, months: int, programmes: Sequence[Programme] | None, inquiry_id: UUID
) -> wire.InquiryRequest:
    """Ask who ``number`` is and what ``months`` months cost."""
    return wire.InquiryRequest(
        partner_service_id=wire.PARTNER_SERVICE_ID,
        customer_no=number.number,
        virtual_account_no=wire.PARTNER_SERVICE_ID + number.number,
        inquiry_request_id=str(inquiry_id),
        additional_info=wire.InquiryInfo(
            id_type=number.kind.value,
            months=months,
            programmes=None if programmes is None else [programme.value for programme in programmes],
        ),
    )


def payment_request(payment: Payment, journal_head: str, zone: tzinfo) -> wire.PaymentRequest:
    """The request that posts ``payment``; depends on nothing else, so that its bytes never change."""
    return wire.PaymentRequest(
        partner_service_id=wire.PARTNER_SERVICE_ID,
        customer_no=payment.payer.nik,
        virtual_account_no=wire.PARTNER_SERVICE_ID + payment.payer.nik,
        inquiry_request_id=payment.bill.inquiry_id or "",
        payment_request_id=str(payment.id),
        paid_amount=wire.Money.of(payment.total),
        total_amount=wire.Money.of(payment.total),
        trx_date_time=payment.accepted_at.astimezone(zone).isoformat(timespec="seconds"),
        reference_no=payment.receipt_number,
        bill_details=[_detail(line) for line in payment.bill.lines],
        additional_info=wire.PaymentInfo(
            office_id=payment.office_id,
            counter_id=payment.counter_id,
            clerk_id=payment.clerk_id,
            business_date=payment.business_date.isoformat(),
            tender=payment.tender.kind.value,
            offline=payment.offline,
            journal_head=journal_head,
        ),
    )


def status_request(payment: Payment) -> wire.StatusRequest:
    """Ask what became of ``payment``."""
    return wire.StatusRequest(
        partner_service_id=wire.PARTNER_SERVICE_ID,
        customer_no=payment.payer.nik,
        virtual_account_no=wire.PARTNER_SERVICE_ID + payment.payer.nik,
        payment_request_id=str(payment.id),
    )


def inquiry(data: wire.InquiryData, asked: wire.InquiryRequest) -> Inquiry:
    """The host's answer to ``asked``. Raises ``Absurd`` when it is about somebody else or does not add up."""
    info = data.additional_info
    named = {NumberKind.NIK: info.nik, NumberKind.KPJ: info.kpj, NumberKind.PAYMENT_CODE: info.payment_code}
    kind = NumberKind(asked.additional_info.id_type)
    if data.inquiry_request_id != asked.inquiry_request_id or data.customer_no != asked.customer_no:
        raise Absurd("the answer belongs to another inquiry")
    if named[kind] != asked.customer_no and not (kind is NumberKind.PAYMENT_CODE and not info.payment_code):
        raise Absurd("the answer is about another participant")
    bill = _bill(data)
    if bill.total != data.total_amount.rupiah:
        raise Absurd(f"the bill's lines and fee make {bill.total}, its total says {data.total_amount.rupiah}")
    return Inquiry(_inquired(data, bill), bill)


def participant(row: wire.ParticipantRow) -> Participant:
    """One participant of a page. Raises ``ValueError`` for a status, sector, programme or day there is not."""
    _check_numbers(row.nik, row.kpj, row.payment_code)
    return Participant(
        nik=row.nik,
        kpj=row.kpj,
        payment_code=row.payment_code,
        name=_told(row.name),
        status=Protection(row.status),
        sector=Sector(row.sector),
        income_basis=row.income_basis.rupiah,
        programmes=tuple(Programme(code) for code in row.programmes),
        branch_office=_told(row.branch_office),
        protected_until=_day(row.protected_until),
        phone=_told(row.phone),
        government_paid=row.government_paid,
        employer=row.employer,
    )


_YEARS = range(1900, 9000)
"""The calendar's own first and last days are not in every zone's: who tells the time there would fall off its end."""


def utc(text: str) -> datetime:
    """A moment off the wire, as UTC. Raises ``ValueError``: without a zone, or beyond what every zone can tell, it is none."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise Absurd("a time without a zone")
    if moment.year not in _YEARS:
        raise Absurd("a time beyond all times")
    return moment.astimezone(UTC)


def _told(text: str) -> str:
    """What the host calls somebody, as every database can keep it: PostgreSQL has no text with a NUL in it."""
    return text.replace("\0", "")[:_NAME_LENGTH]


def _inquired(data: wire.InquiryData, bill: Bill) -> Participant:
    info = data.additional_info
    _check_numbers(info.nik, info.kpj, info.payment_code)
    return Participant(
        nik=info.nik,
        kpj=info.kpj,
        payment_code=info.payment_code,
        name=_told(data.virtual_account_name),
        status=Protection(info.status),
        sector=Sector(info.sector),
        income_basis=info.income_basis.rupiah,
        programmes=bill.programmes,
        branch_office=_told(info.branch_office),
        protected_until=_day(info.protected_until),
        phone=_told(info.phone),
    )


def _bill(data: wire.InquiryData) -> Bill:
    lines = tuple(_line(detail) for detail in data.bill_details)
    if not lines or len({(line.programme, line.month) for line in lines}) < len(lines):
        raise Absurd("the bill has no lines, or a programme twice in a month")
    expires_at = utc(data.additional_info.bill_expires_at)
    return Bill(lines, data.fee_amount.rupiah, BillSource.HOST, data.inquiry_request_id, expires_at)


def _line(detail: wire.BillDetail) -> BillLine:
    """``why`` stays open: only the local tariff can explain a line."""
    charged, relief = detail.bill_amount.rupiah, None
    if detail.adjustment is not None:
        adjustment = detail.adjustment
        if "\0" in adjustment.id + adjustment.legal_basis:
            raise Absurd("a relief of a name that nobody can write")
        relief = Relief(adjustment.id, adjustment.legal_basis, adjustment.reduction.rupiah)
    year, month = detail.bill_period.split("-")
    full = Rupiah(charged + (relief.reduction if relief else 0))
    return BillLine(Programme(detail.bill_code), Month(int(year), int(month)), full, relief, why=None)


def _detail(line: BillLine) -> wire.BillDetail:
    adjustment = None
    if line.relief is not None:
        adjustment = wire.Adjustment(line.relief.id, line.relief.legal_basis, wire.Money.of(line.relief.reduction))
    return wire.BillDetail(
        bill_code=line.programme.value,
        bill_name=_PROGRAMME_NAMES[line.programme],
        bill_period=str(line.month),
        bill_amount=wire.Money.of(line.amount),
        adjustment=adjustment,
    )


def _check_numbers(nik: str, kpj: str, payment_code: str) -> None:
    """A participant may lack a card or a payment code, never a NIK."""
    lengths = ((nik, {NIK_LENGTH}), (kpj, {0, KPJ_LENGTH}), (payment_code, {0, PAYMENT_CODE_LENGTH}))
    if not all(len(number) in allowed and (number + "0").isdigit() and number.isascii() for number, allowed in lengths):
        raise Absurd("a number of the participant has not the form of its kind")


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
