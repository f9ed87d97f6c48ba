"""Services 25 and 26: post a payment once, and say again what was answered.

The key is kept with the digest of what came with it. The same key with the same content is answered as
before, posting or refusal; with other content it is refused and nothing changes.
"""

from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from counter_app.domain.money import Rupiah
from counter_app.gateway.wire import (
    Case,
    Money,
    PaymentData,
    PaymentReply,
    PaymentRequest,
    PostingInfo,
    ServiceCode,
    StatusRequest,
)
from counter_app.sandbox.clock import business_day, parse_stamp, seconds, stamp_of
from counter_app.sandbox.host import Host, Refused
from counter_app.sandbox.judgement import Accepted, judge
from counter_app.sandbox.ledger import CHANGES, POSTINGS, take_number
from counter_app.sandbox.service import Reply, Service, digest, refusal, require, require_account, require_office, said
from counter_app.sandbox.tables import PaymentRow, SightingRow

TENDERS = ("CASH", "QRIS", "DEBIT", "POSPAY")
REMEMBERED = (
    Case.NOT_FOUND,
    Case.WRONG_AMOUNT,
    Case.ALREADY_PAID,
    Case.OTHER_THAN_INQUIRED,
    Case.BILL_EXPIRED,
)
"""Refusals that are an answer about the payment itself, and so are given again for the same key."""


def pay(host: Host, asked: PaymentRequest) -> Reply:
    """Post a payment, or answer as its key was answered before. Raises ``Refused`` for what is no outcome."""
    _check_form(host, asked)
    with host.ledger.transaction() as session:
        _count(session, asked.payment_request_id)
        known = _known(session, host, asked.payment_request_id)
        if known is None:
            row = _answer(session, host, asked)
        elif known.content == digest(asked):
            row = known
        else:
            return refusal(Case.KEY_REUSED, ServiceCode.PAYMENT)
        return _reply(row, ServiceCode.PAYMENT)


def status(host: Host, asked: StatusRequest) -> Reply:
    """What became of a payment: as it was answered. Raises ``Refused(NOT_FOUND)`` for a key nobody has sent."""
    require_account(asked.partner_service_id, asked.customer_no, asked.virtual_account_no, Case.NOT_FOUND)
    if host.under_way.holds(payment_key(asked.payment_request_id)):
        raise Refused(Case.IN_PROGRESS)
    with host.ledger.transaction() as session:
        row = _known(session, host, asked.payment_request_id)
        if row is None:
            raise Refused(Case.NOT_FOUND, "paymentRequestId")
        require(row.customer_no == asked.customer_no, "customerNo", Case.OTHER_THAN_INQUIRED)
        return _reply(row, ServiceCode.STATUS)


def payment_key(payment_request_id: str) -> str:
    """Under what name a payment is under way."""
    return f"payment {payment_request_id}"


def _check_form(host: Host, asked: PaymentRequest) -> None:
    info = asked.additional_info
    require(info.tender in TENDERS, "additionalInfo.tender")
    try:
        parse_stamp(asked.trx_date_time)
        date.fromisoformat(info.business_date)
    except ValueError:
        raise Refused(Case.BAD_FORMAT, "trxDateTime, businessDate") from None
    require_office(host, info.office_id)
    require_account(asked.partner_service_id, asked.customer_no, asked.virtual_account_no, Case.OTHER_THAN_INQUIRED)


def _count(session: Session, payment_request_id: str) -> None:
    again = update(SightingRow).where(SightingRow.payment_request_id == payment_request_id)
    if session.execute(again.values(times=SightingRow.times + 1).returning(SightingRow.times)).first() is None:
        session.add(SightingRow(payment_request_id=payment_request_id, times=1))


def _known(session: Session, host: Host, payment_request_id: str) -> PaymentRow | None:
    row = session.get(PaymentRow, payment_request_id)
    if row is not None and row.first_seen_at < seconds(host.now() - host.keys_kept):
        session.delete(row)
        session.flush()
        return None
    return row


def _answer(session: Session, host: Host, asked: PaymentRequest) -> PaymentRow:
    row = _blank(host, asked)
    try:
        accepted = judge(session, host, asked)
    except Refused as refused:
        if refused.case not in REMEMBERED:
            raise
        row.case = refused.case.value
    else:
        _post(session, host, row, accepted)
    session.add(row)
    session.flush()
    return row


def _blank(host: Host, asked: PaymentRequest) -> PaymentRow:
    info = asked.additional_info
    return PaymentRow(
        payment_request_id=asked.payment_request_id,
        content=digest(asked),
        case=Case.DONE.value,
        first_seen_at=seconds(host.now()),
        customer_no=asked.customer_no,
        nik="",
        kpj="",
        amount=asked.paid_amount.rupiah,
        reference_no=asked.reference_no,
        office_id=info.office_id,
        counter_id=info.counter_id,
        clerk_id=info.clerk_id,
        business_date=info.business_date,
        tender=info.tender,
        offline=info.offline,
        number=0,
        host_reference="",
        posted_at=0,
        credit_used=0,
    )


def _post(session: Session, host: Host, row: PaymentRow, accepted: Accepted) -> None:
    payer, moment = accepted.payer, host.now()
    row.nik, row.kpj = payer.nik, payer.kpj
    row.number = take_number(session, POSTINGS)
    row.host_reference = f"BPU{business_day(moment):%y%m%d}{row.number:08}"
    row.posted_at = seconds(moment)
    row.coverage_from = accepted.months[0].first_day
    row.coverage_to = accepted.months[-1].last_day
    row.protected_before = payer.protected_until
    row.credit_used = accepted.credit_used
    payer.protected_until = row.coverage_to
    payer.credit = max(0, payer.credit - accepted.credit_used)
    payer.changed = take_number(session, CHANGES)


def _reply(row: PaymentRow, service: ServiceCode) -> Reply:
    case = Case(row.case)
    if case is not Case.DONE or row.coverage_from is None or row.coverage_to is None:
        return refusal(case, service)
    posting = PostingInfo(
        host_reference=row.host_reference,
        posted_at=stamp_of(row.posted_at),
        coverage_from=row.coverage_from.isoformat(),
        coverage_to=row.coverage_to.isoformat(),
        kpj=row.kpj,
    )
    data = PaymentData(
        payment_request_id=row.payment_request_id,
        customer_no=row.customer_no,
        paid_amount=Money.of(Rupiah(row.amount)),
        reference_no=row.reference_no,
        additional_info=posting,
    )
    return Reply(Case.DONE, PaymentReply(*said(Case.DONE, service), data))


PAYMENT = Service(ServiceCode.PAYMENT, PaymentRequest, pay, lambda asked: payment_key(asked.payment_request_id))
STATUS = Service(ServiceCode.STATUS, StatusRequest, status)
