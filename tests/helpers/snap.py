"""Messages a counter sends, built for tests that speak to the sandbox without a gateway."""

import uuid
from datetime import UTC, datetime
from typing import Any

import msgspec

from counter_app.domain.months import Month
from counter_app.gateway import wire
from counter_app.gateway.wire import ServiceCode
from counter_app.sandbox.clock import business_day, stamp
from tests.helpers.sandbox import Answer, SnapCaller

JOURNAL_HEAD = "0" * 64


def new_key() -> str:
    return str(uuid.uuid4())


def account(number: str) -> dict[str, str]:
    return {
        "partner_service_id": wire.PARTNER_SERVICE_ID,
        "customer_no": number,
        "virtual_account_no": wire.PARTNER_SERVICE_ID + number,
    }


def an_inquiry(number: str, months: int = 1, id_type: str = "NIK", **other: Any) -> wire.InquiryRequest:
    programmes = other.pop("programmes", None)
    return wire.InquiryRequest(
        **account(number),
        inquiry_request_id=other.pop("inquiry_request_id", "") or new_key(),
        additional_info=wire.InquiryInfo(id_type, months, programmes),
    )


def inquire(caller: SnapCaller, number: str, months: int = 1, **other: Any) -> wire.InquiryData:
    answer = caller.call(ServiceCode.INQUIRY, an_inquiry(number, months, **other))
    return answer.read(wire.InquiryReply).virtual_account_data


def a_payment(data: wire.InquiryData, **changes: Any) -> wire.PaymentRequest:
    """A payment of what was inquired, with ``changes`` to its fields or to its additional info."""
    now = changes.pop("now", None) or datetime.now(UTC)
    info: dict[str, Any] = {
        "office_id": "40115",
        "counter_id": "01",
        "clerk_id": "P0001",
        "business_date": business_day(now).isoformat(),
        "tender": "CASH",
        "offline": False,
        "journal_head": JOURNAL_HEAD,
    }
    info |= {name: changes.pop(name) for name in list(changes) if name in info}
    request = wire.PaymentRequest(
        **account(data.additional_info.nik),
        inquiry_request_id=data.inquiry_request_id,
        payment_request_id=new_key(),
        paid_amount=data.total_amount,
        total_amount=data.total_amount,
        trx_date_time=stamp(now),
        reference_no="40115-01-000001",
        bill_details=data.bill_details,
        additional_info=wire.PaymentInfo(**info),
    )
    return msgspec.structs.replace(request, **changes)


def an_offline_payment(data: wire.InquiryData, **changes: Any) -> wire.PaymentRequest:
    return a_payment(data, inquiry_request_id="", offline=True, **changes)


def pay(caller: SnapCaller, request: wire.PaymentRequest) -> Answer:
    return caller.call(ServiceCode.PAYMENT, request)


def ask_status(caller: SnapCaller, request: wire.PaymentRequest) -> Answer:
    asked = wire.StatusRequest(**account(request.customer_no), payment_request_id=request.payment_request_id)
    return caller.call(ServiceCode.STATUS, asked)


def a_reversal(request: wire.PaymentRequest, **changes: Any) -> wire.ReversalRequest:
    reversal = wire.ReversalRequest(
        **account(request.customer_no),
        reversal_request_id=new_key(),
        original_payment_request_id=request.payment_request_id,
        reversed_amount=request.paid_amount,
        trx_date_time=request.trx_date_time,
        reason="salah peserta",
        additional_info=wire.ReversalInfo("40115", "01", "P0001", request.additional_info.business_date, JOURNAL_HEAD),
    )
    return msgspec.structs.replace(reversal, **changes)


def an_application(**changes: Any) -> wire.RegistrationRequest:
    """A woman of 30 or so who drives for her living."""
    today = business_day(datetime.now(UTC))
    application = wire.RegistrationRequest(
        registration_request_id=new_key(),
        nik="3273914404951234",
        name="Rina Lestari",
        birth_place="Bandung",
        birth_date="1995-04-04",
        sex="female",
        mother_maiden_name="Sumarni",
        phone="0800-000-1234",
        address="Jl. Contoh 1, Bandung",
        occupation="Pengemudi ojek daring",
        sector="transport",
        work_place="Bandung",
        work_hours="07:00-17:00",
        income=wire.Money("2500000.00"),
        programmes=["JKK", "JKM"],
        first_period=str(Month.of(today)),
        branch_office="Bandung",
        heirs=[wire.Heir("Dedi Lestari", "suami")],
        consent=wire.Consent(stamp(datetime.now(UTC)), "2026-01"),
        additional_info=wire.OfficeInfo("40115", "01", "P0001"),
    )
    return msgspec.structs.replace(application, **changes)
