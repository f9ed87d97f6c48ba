"""Service 91: undo a confirmed payment, whole, on the day it was posted."""

from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from counter_app.domain.money import Rupiah
from counter_app.gateway.wire import (
    Case,
    Money,
    ReversalData,
    ReversalReply,
    ReversalRequest,
    ReversedInfo,
    ServiceCode,
)
from counter_app.sandbox.clock import business_day, parse_stamp, seconds, stamp_of
from counter_app.sandbox.host import Host, Refused
from counter_app.sandbox.ledger import CHANGES, POSTINGS, take_number
from counter_app.sandbox.participation import find
from counter_app.sandbox.payment import payment_key
from counter_app.sandbox.service import Reply, Service, digest, require, require_account, require_office, said
from counter_app.sandbox.tables import PaymentRow, ReversalRow


def reverse(host: Host, asked: ReversalRequest) -> Reply:
    """Take a posting back once; the same key answers again what it answered. Raises ``Refused``."""
    _check_form(host, asked)
    with host.ledger.transaction() as session:
        row = session.get(ReversalRow, asked.reversal_request_id)
        if row is None:
            row = _reverse(session, host, asked)
        require(row.content == digest(asked), "reversalRequestId", Case.KEY_REUSED)
        return _reply(row)


def _check_form(host: Host, asked: ReversalRequest) -> None:
    try:
        parse_stamp(asked.trx_date_time)
        date.fromisoformat(asked.additional_info.business_date)
    except ValueError:
        raise Refused(Case.BAD_FORMAT, "trxDateTime, businessDate") from None
    require_office(host, asked.additional_info.office_id)
    require_account(asked.partner_service_id, asked.customer_no, asked.virtual_account_no, Case.NOT_FOUND)


def _reverse(session: Session, host: Host, asked: ReversalRequest) -> ReversalRow:
    payment = _reversible(session, host, asked)
    payer = find(session, payment.nik, "NIK")
    require(payer.protected_until == payment.coverage_to, "a later payment builds on it", Case.OTHER_THAN_INQUIRED)
    payer.protected_until = payment.protected_before
    payer.credit += payment.credit_used
    payer.changed = take_number(session, CHANGES)
    moment, info, number = host.now(), asked.additional_info, take_number(session, POSTINGS)
    row = ReversalRow(
        reversal_request_id=asked.reversal_request_id,
        content=digest(asked),
        payment_request_id=payment.payment_request_id,
        customer_no=asked.customer_no,
        amount=payment.amount,
        reason=asked.reason,
        counter_id=info.counter_id,
        clerk_id=info.clerk_id,
        business_date=info.business_date,
        host_reference=f"REV{business_day(moment):%y%m%d}{number:08}",
        number=number,
        reversed_at=seconds(moment),
        protected_until=payer.protected_until,
    )
    session.add(row)
    session.flush()
    return row


def _reversible(session: Session, host: Host, asked: ReversalRequest) -> PaymentRow:
    """The payment, if it is posted, the same payer's, of today, of this amount, and not yet reversed."""
    wanted = asked.original_payment_request_id
    if host.under_way.holds(payment_key(wanted)):
        raise Refused(Case.IN_PROGRESS, "originalPaymentRequestId")
    payment = session.get(PaymentRow, wanted)
    if payment is None or payment.case != Case.DONE.value:
        raise Refused(Case.NOT_FOUND, "originalPaymentRequestId")
    require(payment.customer_no == asked.customer_no, "customerNo", Case.OTHER_THAN_INQUIRED)
    require(payment.amount == asked.reversed_amount.rupiah, "reversedAmount", Case.WRONG_AMOUNT)
    if session.scalar(select(ReversalRow).where(ReversalRow.payment_request_id == wanted)) is not None:
        raise Refused(Case.ALREADY_PAID, "reversed already, by another reversal")
    posted_on = business_day(datetime.fromtimestamp(payment.posted_at, UTC))
    require(posted_on == host.today(), "only on the day it was posted", Case.BILL_EXPIRED)
    return payment


def _reply(row: ReversalRow) -> Reply:
    done = ReversedInfo(
        host_reference=row.host_reference,
        reversed_at=stamp_of(row.reversed_at),
        protected_until=row.protected_until.isoformat() if row.protected_until else None,
    )
    data = ReversalData(
        reversal_request_id=row.reversal_request_id,
        original_payment_request_id=row.payment_request_id,
        customer_no=row.customer_no,
        reversed_amount=Money.of(Rupiah(row.amount)),
        additional_info=done,
    )
    return Reply(Case.DONE, ReversalReply(*said(Case.DONE, ServiceCode.REVERSAL), data))


REVERSAL = Service(
    ServiceCode.REVERSAL, ReversalRequest, reverse, lambda asked: f"reversal {asked.reversal_request_id}"
)
