"""Between the domain's values and the wire: nothing is lost, and what cannot be so is not believed."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.bill import Bill, BillLine, BillSource, Programme, Relief
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.gateway import wire
from counter_app.gateway.messages import (
    Absurd,
    inquiry,
    inquiry_request,
    participant,
    payment_request,
    status_request,
)
from tests.helpers.builders import KPJ, NIK, NOW, PAYMENT_CODE, a_bill, a_payment

JAKARTA = ZoneInfo("Asia/Jakarta")
INQUIRY_ID = UUID("6f6c1c9a-0000-4000-8000-000000000001")
ASKED = inquiry_request(LookupNumber(NumberKind.NIK, NIK), 1, None, INQUIRY_ID)

INFO = wire.InquiredParticipant(
    nik=NIK,
    kpj=KPJ,
    status="ACTIVE",
    sector="other",
    income_basis=wire.Money("1000000.00"),
    branch_office="Bandung",
    protected_until="2026-10-31",
    coverage_from="2026-11-01",
    coverage_to="2026-11-30",
    bill_expires_at="2026-11-22T23:59:59+07:00",
    payment_code=PAYMENT_CODE,
)
DATA = wire.InquiryData(
    virtual_account_name="Siti Rahmawati",
    customer_no=NIK,
    inquiry_request_id=str(INQUIRY_ID),
    total_amount=wire.Money("9400.00"),
    fee_amount=wire.Money("1000.00"),
    bill_details=[
        wire.BillDetail(
            "JKK",
            "Kecelakaan Kerja",
            "2026-11",
            wire.Money("5000.00"),
            wire.Adjustment("pp50-2025", "PP 50/2025", wire.Money("5000.00")),
        ),
        wire.BillDetail("JKM", "Kematian", "2026-11", wire.Money("3400.00")),
    ],
    additional_info=INFO,
)


def test_an_inquiry_asks_for_a_number_of_its_kind() -> None:
    sent = json.loads(
        wire.encode(inquiry_request(LookupNumber(NumberKind.PAYMENT_CODE, PAYMENT_CODE), 3, None, INQUIRY_ID))
    )
    assert sent["partnerServiceId"] == "   88888"
    assert sent["virtualAccountNo"] == "   88888" + PAYMENT_CODE
    assert sent["additionalInfo"] == {"idType": "CODE", "months": 3, "programmes": None}


def test_the_programmes_asked_for_are_named() -> None:
    chosen = (Programme.JKK, Programme.JHT)
    assert inquiry_request(LookupNumber(NumberKind.NIK, NIK), 1, chosen, INQUIRY_ID).additional_info.programmes == [
        "JKK",
        "JHT",
    ]


def test_what_is_charged_is_after_relief_and_the_full_amount_is_before() -> None:
    bill = inquiry(DATA, ASKED).bill
    jkk, jkm = bill.lines
    assert (jkk.amount, jkk.full, jkk.relief) == (5_000, 10_000, Relief("pp50-2025", "PP 50/2025", Rupiah(5_000)))
    assert (jkm.amount, jkm.full, jkm.relief) == (3_400, 3_400, None)
    assert (bill.fee, bill.total, bill.source) == (1_000, 9_400, BillSource.HOST)
    assert bill.expires_at == datetime(2026, 11, 22, 16, 59, 59, tzinfo=UTC)


def test_the_participant_is_the_one_on_the_card() -> None:
    who = inquiry(DATA, ASKED).participant
    assert (who.nik, who.kpj, who.payment_code, who.name) == (NIK, KPJ, PAYMENT_CODE, "Siti Rahmawati")
    assert who.programmes == (Programme.JKK, Programme.JKM)
    assert who.protected_until == date(2026, 10, 31)


def _with(**changed: object) -> Callable[[], wire.InquiryData]:
    return lambda: msgspec.structs.replace(DATA, **changed)


def _info(**changed: object) -> Callable[[], wire.InquiryData]:
    return lambda: msgspec.structs.replace(DATA, additional_info=msgspec.structs.replace(INFO, **changed))


@pytest.mark.parametrize(
    "data",
    [
        _with(total_amount=wire.Money("9300.00")),
        _with(fee_amount=wire.Money("0.00")),
        _with(inquiry_request_id="another"),
        _with(customer_no="3273025508920003"),
        _with(bill_details=[]),
        _with(bill_details=[DATA.bill_details[1]] * 2, total_amount=wire.Money("7800.00")),
        _with(bill_details=[wire.BillDetail("JKP", "?", "2026-11", wire.Money("8400.00"))]),
        _info(nik="3273025508920003"),
        _info(kpj="123"),
        _info(kpj="１２３４５６７８９０１"),
        _info(payment_code="88001234567x"),
        _info(status="GONE"),
        _info(sector="space"),
        _info(bill_expires_at="2026-11-22T23:59:59"),
        _info(bill_expires_at="tomorrow"),
        _info(bill_expires_at="9999-12-31T23:59:59-14:00"),
        _info(protected_until="2026-02-31"),
    ],
)
def test_an_answer_that_cannot_be_so_is_not_charged(data: Callable[[], wire.InquiryData]) -> None:
    with pytest.raises(ValueError, match=r"."):
        inquiry(data(), ASKED)


@pytest.mark.parametrize("kind", list(NumberKind))
def test_an_answer_about_another_number_than_the_one_asked_for_is_absurd(kind: NumberKind) -> None:
    other = {NumberKind.NIK: "3273025508920003", NumberKind.KPJ: "99999999999", NumberKind.PAYMENT_CODE: "999999999999"}
    asked = inquiry_request(LookupNumber(kind, other[kind]), 1, None, INQUIRY_ID)
    with pytest.raises(Absurd, match="another participant"):
        inquiry(msgspec.structs.replace(DATA, customer_no=other[kind]), asked)


def test_what_is_absurd_is_said_without_personal_data() -> None:
    with pytest.raises(Absurd) as absurd:
        inquiry(msgspec.structs.replace(DATA, total_amount=wire.Money("1.00")), ASKED)
    assert str(absurd.value) == "the bill's lines and fee make 9400, its total says 1"


def test_a_name_without_end_is_cut() -> None:
    assert len(inquiry(msgspec.structs.replace(DATA, virtual_account_name="x" * 10_000), ASKED).participant.name) == 300


def test_a_name_that_no_database_can_keep_loses_what_it_cannot() -> None:
    """PostgreSQL has no text with a NUL in it: the whole sale would fail, and with it the list of participants."""
    assert inquiry(msgspec.structs.replace(DATA, virtual_account_name="A\0ni"), ASKED).participant.name == "Ani"
    row = msgspec.structs.replace(ROW, name="\0Ani", branch_office="Ban\0dung", phone="0800\0")
    who = participant(row)
    assert (who.name, who.branch_office, who.phone) == ("Ani", "Bandung", "0800")


def test_a_relief_that_no_database_can_keep_is_absurd() -> None:
    line = DATA.bill_details[0]
    odd = msgspec.structs.replace(line, adjustment=wire.Adjustment("pp\0", "PP 50/2025", wire.Money("1.00")))
    with pytest.raises(Absurd):
        inquiry(msgspec.structs.replace(DATA, bill_details=[odd, *DATA.bill_details[1:]]), ASKED)


def test_a_payment_says_who_what_when_and_where() -> None:
    payment = a_payment()
    sent = json.loads(wire.encode(payment_request(payment, "ab" * 32, JAKARTA)))
    assert sent["customerNo"] == payment.payer.nik
    assert sent["virtualAccountNo"] == sent["partnerServiceId"] + payment.payer.nik
    assert sent["paymentRequestId"] == str(payment.id)
    assert sent["inquiryRequestId"] == "INQ-1"
    assert sent["paidAmount"] == sent["totalAmount"] == {"value": "8400.00", "currency": "IDR"}
    assert sent["trxDateTime"] == "2026-11-22T09:15:04+07:00"
    assert sent["referenceNo"] == payment.receipt_number
    assert sent["additionalInfo"] == {
        "officeId": payment.office_id,
        "counterId": payment.counter_id,
        "clerkId": payment.clerk_id,
        "businessDate": "2026-11-22",
        "tender": "CASH",
        "offline": False,
        "journalHead": "ab" * 32,
    }


def test_a_payment_holds_no_name_and_no_tendered_cash() -> None:
    payment = a_payment()
    sent = wire.encode(payment_request(payment, "ab" * 32, JAKARTA)).decode()
    assert payment.payer.name not in sent
    assert payment.payer.kpj not in sent


def test_a_payment_reads_the_same_whatever_became_of_it() -> None:
    """The bytes of a later attempt are those of the first."""
    payment = a_payment()
    later = replace(payment, state=type(payment.state).UNKNOWN)
    assert payment_request(payment, "x", JAKARTA) == payment_request(later, "x", JAKARTA)


def test_a_sale_without_a_line_names_no_inquiry() -> None:
    payment = a_payment(bill=a_bill(inquiry_id=None), offline=True)
    assert payment_request(payment, "x", JAKARTA).inquiry_request_id == ""


def test_a_status_query_names_payment_and_payer() -> None:
    payment = a_payment()
    asked = status_request(payment)
    assert (asked.payment_request_id, asked.customer_no) == (str(payment.id), payment.payer.nik)


LINES = st.builds(
    lambda programme, month, charged, reduction: BillLine(
        programme,
        Month(2026, 1) + month,
        Rupiah(charged + reduction),
        Relief("r", "law", Rupiah(reduction)) if reduction else None,
        None,
    ),
    st.sampled_from(Programme),
    st.integers(0, 30),
    st.integers(0, 10**9),
    st.integers(0, 10**9),
)


@given(
    lines=st.lists(LINES, min_size=1, max_size=36, unique_by=lambda line: (line.programme, line.month)),
    fee=st.integers(0, 10**6),
)
def test_a_bill_that_goes_out_and_comes_back_is_the_same(lines: list[BillLine], fee: int) -> None:
    bill = Bill(tuple(lines), Rupiah(fee), BillSource.HOST, str(INQUIRY_ID), NOW)
    sent = wire.decode(wire.encode(payment_request(a_payment(bill=bill), "x", JAKARTA)), wire.PaymentRequest)
    returned = msgspec.structs.replace(
        DATA,
        bill_details=sent.bill_details,
        total_amount=sent.total_amount,
        fee_amount=wire.Money.of(bill.fee),
        additional_info=msgspec.structs.replace(INFO, bill_expires_at=NOW.isoformat()),
    )
    assert inquiry(returned, ASKED).bill == bill


ROW = wire.ParticipantRow(
    nik=NIK,
    kpj="",
    payment_code="",
    name="Siti Rahmawati",
    status="NEW",
    sector="transport",
    income_basis=wire.Money("1000000.00"),
    programmes=["JKK", "JKM"],
    branch_office="Bandung",
    protected_until=None,
    government_paid=True,
)


def test_a_participant_without_card_and_code_is_one() -> None:
    who = participant(ROW)
    assert (who.kpj, who.payment_code, who.protected_until, who.government_paid) == ("", "", None, True)


@pytest.mark.parametrize(
    "changed",
    [
        {"nik": ""},
        {"nik": "327302550892000"},
        {"status": "?"},
        {"programmes": ["X"]},
        {"protected_until": "2026-13-01"},
    ],
)
def test_a_row_that_no_participant_can_have_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        participant(msgspec.structs.replace(ROW, **changed))
