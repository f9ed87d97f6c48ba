"""Service 24: who is it, and what is owed for a number of months."""

import msgspec
from sqlalchemy.orm import Session

from counter_app.domain.errors import Declined
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.tariff import parse_programmes
from counter_app.gateway.wire import (
    Case,
    InquiredParticipant,
    InquiryData,
    InquiryReply,
    InquiryRequest,
    Money,
    ServiceCode,
)
from counter_app.sandbox.clock import seconds, stamp_of
from counter_app.sandbox.host import Host, Refused
from counter_app.sandbox.participation import LENGTHS, HostBill, bill_for, due, find, own_programmes, protection, quote
from counter_app.sandbox.service import Reply, Service, digest, require, require_account, said
from counter_app.sandbox.tables import InquiryRow, ParticipantRow

MONTHS_AHEAD = 12
"""A bill begins at most this many months from now; whoever is paid further ahead owes nothing yet."""


def inquire(host: Host, asked: InquiryRequest) -> Reply:
    """Answer with the bill, and remember it for the payment that names it. Raises ``Refused``."""
    info = asked.additional_info
    require(info.id_type in LENGTHS, "additionalInfo.idType")
    require(info.months in host.rules.tariff.months_offered, "additionalInfo.months")
    require_account(asked.partner_service_id, asked.customer_no, asked.virtual_account_no, Case.NOT_FOUND)
    with host.ledger.transaction() as session:
        payer = find(session, asked.customer_no, info.id_type)
        bill = _bill(host, payer, asked)
        row = _remember(session, host, asked, payer, bill)
        return Reply(Case.DONE, _reply(host, asked, payer, bill, row))


def _bill(host: Host, payer: ParticipantRow, asked: InquiryRequest) -> HostBill:
    tariff, today = host.rules.tariff, host.today()
    try:
        wanted = asked.additional_info.programmes
        programmes = own_programmes(payer) if wanted is None else parse_programmes(wanted)
    except Declined:
        raise Refused(Case.BAD_FORMAT, "additionalInfo.programmes") from None
    first = due(payer, today, tariff)
    if first - Month.of(today) >= MONTHS_AHEAD:
        raise Refused(Case.ALREADY_PAID, f"until {payer.protected_until}")
    return bill_for(quote(payer, tariff, programmes, first, asked.additional_info.months), tariff, Rupiah(payer.credit))


def _remember(session: Session, host: Host, asked: InquiryRequest, payer: ParticipantRow, bill: HostBill) -> InquiryRow:
    asked_digest = digest(asked)
    known = session.get(InquiryRow, asked.inquiry_request_id)
    if known is not None and known.asked != asked_digest:
        raise Refused(Case.KEY_REUSED, "inquiryRequestId")
    row = InquiryRow(
        inquiry_request_id=asked.inquiry_request_id,
        asked=asked_digest,
        nik=payer.nik,
        bill=msgspec.json.encode(bill.details).decode(),
        total=bill.contribution + host.fee,
        credit_used=bill.credit_used,
        expires_at=seconds(host.now() + host.bill_validity),
    )
    return session.merge(row)


def _reply(host: Host, asked: InquiryRequest, payer: ParticipantRow, bill: HostBill, row: InquiryRow) -> InquiryReply:
    participant = InquiredParticipant(
        nik=payer.nik,
        kpj=payer.kpj,
        status=protection(payer, host.today(), host.rules.tariff).value,
        sector=payer.sector,
        income_basis=Money.of(host.rules.tariff.bracket(Rupiah(payer.income)).basis),
        branch_office=payer.branch_office,
        protected_until=payer.protected_until.isoformat() if payer.protected_until else None,
        coverage_from=bill.months[0].first_day.isoformat(),
        coverage_to=bill.months[-1].last_day.isoformat(),
        bill_expires_at=stamp_of(row.expires_at),
        payment_code=payer.payment_code,
        phone=payer.phone,
    )
    data = InquiryData(
        virtual_account_name=payer.name,
        customer_no=asked.customer_no,
        inquiry_request_id=asked.inquiry_request_id,
        total_amount=Money.of(Rupiah(row.total)),
        fee_amount=Money.of(host.fee),
        bill_details=list(bill.details),
        additional_info=participant,
    )
    return InquiryReply(*said(Case.DONE, ServiceCode.INQUIRY), data)


INQUIRY = Service(ServiceCode.INQUIRY, InquiryRequest, inquire)
