"""Inquiry, payment and status against the real host."""

import threading
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from counter_app.domain.months import Month
from counter_app.gateway import wire
from counter_app.gateway.wire import Money, ServiceCode
from counter_app.sandbox.clock import JAKARTA, business_day
from counter_app.sandbox.people import (
    CREDITED,
    EMPLOYER,
    FARMER,
    FISHER,
    GOVERNMENT_PAID,
    IN_GRACE,
    PAID_AHEAD,
    SITI,
    TRADER,
    Person,
)
from tests.helpers.sandbox import NewCaller, SandboxHost, SnapCaller
from tests.helpers.snap import (
    a_payment,
    an_inquiry,
    an_offline_payment,
    ask_status,
    inquire,
    pay,
)

AT_2026_11_22 = datetime(2026, 11, 22, 9, 0, tzinfo=JAKARTA)


def total(data: wire.InquiryData) -> int:
    return data.total_amount.rupiah


def periods(data: wire.InquiryData) -> list[str]:
    return sorted({detail.bill_period for detail in data.bill_details})


# --- what is owed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "day", "months", "programmes", "expected"),
    [
        (SITI, datetime(2026, 2, 3, 9, tzinfo=JAKARTA), 1, None, 8_400),
        (TRADER, datetime(2026, 2, 3, 9, tzinfo=JAKARTA), 1, ["JKK", "JKM"], 34_500 + 6_800),
        (FARMER, datetime(2025, 6, 10, 9, tzinfo=JAKARTA), 1, None, 12_000 + 6_800),
        (TRADER, AT_2026_11_22, 3, None, 289_600),
        (GOVERNMENT_PAID, AT_2026_11_22, 1, None, 16_800),
        (CREDITED, AT_2026_11_22, 1, None, 14_750 + 3_400 - 5_000),
    ],
)
def test_the_host_bills_by_the_tariff_of_the_month_and_the_payers_own_case(
    sandbox: SandboxHost,
    new_caller: NewCaller,
    person: Person,
    day: datetime,
    months: int,
    programmes: list[str] | None,
    expected: int,
) -> None:
    sandbox.reset(day)
    assert total(inquire(new_caller(), person.nik, months, programmes=programmes)) == expected


def test_full_amount_is_what_is_charged_plus_the_reduction(sandbox: SandboxHost, new_caller: NewCaller) -> None:
    sandbox.reset(AT_2026_11_22)
    data = inquire(new_caller(), TRADER.nik)
    jkk = data.bill_details[0]
    assert jkk.adjustment is not None
    assert (jkk.bill_amount.rupiah, jkk.adjustment.reduction.rupiah) == (17_250, 17_250)
    assert jkk.adjustment.legal_basis == "PP 50/2025"


def test_a_credit_lowers_the_bill_and_is_named(sandbox: SandboxHost, new_caller: NewCaller) -> None:
    sandbox.reset(AT_2026_11_22)
    data = inquire(new_caller(), CREDITED.nik)
    adjustment = data.bill_details[0].adjustment
    assert adjustment is not None
    assert adjustment.id == "credit-pp50-2025"
    assert data.bill_details[0].bill_amount.rupiah + adjustment.reduction.rupiah == 29_500


def test_a_credit_is_given_once(caller: SnapCaller) -> None:
    first = inquire(caller, CREDITED.nik)
    assert pay(caller, a_payment(first)).status == 200
    again = inquire(caller, CREDITED.nik)
    assert all(d.adjustment is None or d.adjustment.id != "credit-pp50-2025" for d in again.bill_details)


@pytest.mark.parametrize(
    ("person", "status"), [(SITI, "ACTIVE"), (IN_GRACE, "ACTIVE"), (FISHER, "LAPSED"), (FARMER, "NEW")]
)
def test_the_host_says_how_a_participation_stands(caller: SnapCaller, person: Person, status: str) -> None:
    assert inquire(caller, person.nik).additional_info.status == status


def test_who_is_in_grace_continues_and_who_lapsed_begins_with_this_month(caller: SnapCaller) -> None:
    this_month = Month.of(business_day(datetime.now(UTC)))
    assert periods(inquire(caller, IN_GRACE.nik)) == [str(this_month + -2)]
    assert periods(inquire(caller, FISHER.nik)) == [str(this_month)]


@pytest.mark.parametrize(("number", "kind"), [(SITI.nik, "NIK"), (SITI.kpj, "KPJ"), (SITI.payment_code, "CODE")])
def test_nik_kpj_and_payment_code_find_the_same_person(caller: SnapCaller, number: str, kind: str) -> None:
    data = inquire(caller, number, id_type=kind)
    assert (data.virtual_account_name, data.customer_no) == (SITI.name, number)


def test_a_number_nobody_has_is_not_found(caller: SnapCaller) -> None:
    assert caller.call(ServiceCode.INQUIRY, an_inquiry("3273025508920009")).code == "4042412"


def test_who_is_paid_a_year_ahead_owes_nothing(caller: SnapCaller) -> None:
    assert caller.call(ServiceCode.INQUIRY, an_inquiry(PAID_AHEAD.nik)).code == "4042414"


def test_an_employer_cannot_leave_savings_out(caller: SnapCaller) -> None:
    asked = an_inquiry(EMPLOYER.nik, programmes=["JKK", "JKM"])
    assert caller.call(ServiceCode.INQUIRY, asked).code == "4032401"


def test_an_inquiry_id_is_not_used_for_two_questions(caller: SnapCaller) -> None:
    first = an_inquiry(SITI.nik, inquiry_request_id="same")
    assert caller.call(ServiceCode.INQUIRY, first).code == "2002400"
    assert caller.call(ServiceCode.INQUIRY, an_inquiry(TRADER.nik, inquiry_request_id="same")).code == "4092401"


# --- posting ---------------------------------------------------------------------------------------------------


def test_a_payment_is_posted_and_moves_the_protection(caller: SnapCaller, sandbox: SandboxHost) -> None:
    data = inquire(caller, SITI.nik, 3)
    request = a_payment(data)
    reply = pay(caller, request).read(wire.PaymentReply).virtual_account_data
    assert reply.payment_request_id == request.payment_request_id
    assert reply.customer_no == SITI.nik
    assert reply.paid_amount == data.total_amount
    assert reply.additional_info.kpj == SITI.kpj
    after = inquire(caller, SITI.nik).additional_info
    assert after.protected_until == data.additional_info.coverage_to == reply.additional_info.coverage_to
    [posting] = sandbox.postings()
    assert posting["amount"] == total(data)
    assert posting["nik"] == "************0002"
    assert posting["requests"] == 1


def test_what_was_inquired_by_card_number_may_be_paid_by_nik(caller: SnapCaller) -> None:
    data = inquire(caller, SITI.kpj, id_type="KPJ")
    assert pay(caller, a_payment(data)).code == "2002500"


def test_the_same_key_and_content_is_answered_the_same_and_posted_once(
    caller: SnapCaller, sandbox: SandboxHost
) -> None:
    request = a_payment(inquire(caller, SITI.nik))
    first, second = pay(caller, request), pay(caller, request)
    assert first.body == second.body
    [posting] = sandbox.postings()
    assert posting["requests"] == 2


def test_the_same_key_with_other_content_is_refused_and_changes_nothing(
    caller: SnapCaller, sandbox: SandboxHost
) -> None:
    request = a_payment(inquire(caller, SITI.nik))
    assert pay(caller, request).code == "2002500"
    assert pay(caller, msgspec.structs.replace(request, reference_no="40115-01-000002")).code == "4092501"
    assert len(sandbox.postings()) == 1


def test_a_key_is_remembered_for_ninety_days(caller: SnapCaller, sandbox: SandboxHost, new_caller: NewCaller) -> None:
    request = a_payment(inquire(caller, SITI.nik))
    pay(caller, request)
    for days, expected in ((89, "2002600"), (2, "4042612")):
        sandbox.clock.advance(timedelta(days=days))
        assert ask_status(new_caller(), request).code == expected


def test_status_answers_as_the_payment_was_answered(caller: SnapCaller) -> None:
    request = a_payment(inquire(caller, SITI.nik))
    paid = pay(caller, request).read(wire.PaymentReply)
    asked = ask_status(caller, request).read(wire.PaymentReply)
    assert asked.response_code == "2002600"
    assert asked.virtual_account_data == paid.virtual_account_data


def test_status_does_not_know_a_key_that_never_came(caller: SnapCaller) -> None:
    assert ask_status(caller, a_payment(inquire(caller, SITI.nik))).code == "4042612"


def test_a_refusal_is_remembered_like_a_posting(caller: SnapCaller) -> None:
    data = inquire(caller, SITI.nik)
    pay(caller, a_payment(data))
    late = a_payment(data)
    assert pay(caller, late).code == "4042514"
    assert pay(caller, late).code == "4042514"
    assert ask_status(caller, late).code == "4042614"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"inquiry_request_id": "never-asked"}, "4042518"),
        ({"inquiry_request_id": ""}, "4042518"),
        ({"paid_amount": Money("8300.00")}, "4042513"),
        ({"paid_amount": Money("1.00"), "total_amount": Money("1.00")}, "4042513"),
        ({"bill_details": []}, "4042513"),
        ({"customer_no": FISHER.nik, "virtual_account_no": wire.PARTNER_SERVICE_ID + FISHER.nik}, "4042518"),
        (
            {"customer_no": "3273025508920009", "virtual_account_no": wire.PARTNER_SERVICE_ID + "3273025508920009"},
            "4042512",
        ),
        ({"virtual_account_no": "somewhere else"}, "4042518"),
        ({"partner_service_id": "   99999"}, "4002501"),
        ({"trx_date_time": "2026-11-22T09:15:04"}, "4002501"),
        ({"business_date": "2026-02-31"}, "4002501"),
        ({"tender": "CHEQUE"}, "4002501"),
        ({"office_id": "99999"}, "4032501"),
        ({"now": datetime.now(UTC) + timedelta(hours=1)}, "4042518"),
        ({"now": datetime.now(UTC) + timedelta(minutes=4)}, "2002500"),
    ],
)
def test_a_payment_that_does_not_fit_is_refused_with_its_own_code(
    caller: SnapCaller, changes: dict[str, object], code: str
) -> None:
    assert pay(caller, a_payment(inquire(caller, SITI.nik), **changes)).code == code


def test_a_bill_expires_by_the_time_of_the_sale_not_of_the_message(
    caller: SnapCaller, sandbox: SandboxHost, new_caller: NewCaller
) -> None:
    data, lapsed = inquire(caller, SITI.nik), inquire(caller, FISHER.nik)
    sold = datetime.now(UTC)
    sandbox.clock.advance(timedelta(hours=30))
    later = new_caller()
    assert pay(later, a_payment(data, now=sold)).code == "2002500"
    assert pay(later, a_payment(lapsed, now=sandbox.clock())).code == "4042519"


def test_other_months_than_inquired_are_refused(caller: SnapCaller) -> None:
    data = inquire(caller, SITI.nik)
    moved = [msgspec.structs.replace(line, bill_period="2031-01") for line in data.bill_details]
    assert pay(caller, a_payment(data, bill_details=moved)).code == "4042518"


# --- sold while the host was away ------------------------------------------------------------------------------


def test_an_offline_payment_is_held_against_the_tariff(caller: SnapCaller, sandbox: SandboxHost) -> None:
    assert pay(caller, an_offline_payment(inquire(caller, TRADER.nik, 3))).code == "2002500"
    assert sandbox.postings()[0]["offline"] is True


def test_an_offline_payment_below_the_tariff_is_refused(caller: SnapCaller) -> None:
    credited = inquire(caller, CREDITED.nik)
    assert pay(caller, an_offline_payment(credited)).code == "4042513"


def test_an_offline_payment_of_months_paid_meanwhile_is_already_paid(caller: SnapCaller) -> None:
    data = inquire(caller, SITI.nik)
    pay(caller, a_payment(data))
    assert pay(caller, an_offline_payment(data)).code == "4042514"


def test_an_offline_payment_with_a_gap_or_a_later_start_does_not_fit(caller: SnapCaller) -> None:
    data = inquire(caller, TRADER.nik, 3)
    first, second, third = periods(data)
    for dropped in (first, second):
        lines = [line for line in data.bill_details if line.bill_period != dropped]
        amount = Money.of(sum(line.bill_amount.rupiah for line in lines))  # type: ignore[arg-type]
        request = an_offline_payment(data, bill_details=lines, paid_amount=amount, total_amount=amount)
        assert pay(caller, request).code == "4042518"
    assert third


# --- several at once -------------------------------------------------------------------------------------------


def test_two_counters_selling_the_same_month_give_one_posting(sandbox: SandboxHost, new_caller: NewCaller) -> None:
    callers = [new_caller() for _ in range(4)]
    requests = [a_payment(inquire(caller, SITI.nik)) for caller in callers]
    codes: list[str] = []

    def send(caller: SnapCaller, request: wire.PaymentRequest) -> None:
        codes.append(pay(caller, request).code)

    threads = [threading.Thread(target=send, args=pair) for pair in zip(callers, requests, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(codes) == ["2002500", "4042514", "4042514", "4042514"]
    assert len(sandbox.postings()) == 1


def test_a_second_request_while_the_first_is_under_way_is_told_so(
    sandbox: SandboxHost, caller: SnapCaller, new_caller: NewCaller
) -> None:
    request = a_payment(inquire(caller, SITI.nik))
    other = new_caller()
    other.log_in()
    sandbox.faults("delay=1:payment x1")
    codes: list[str] = []
    slow = threading.Thread(target=lambda: codes.append(pay(caller, request).code))
    slow.start()
    assert sandbox.server.host.under_way.wait_for(f"payment {request.payment_request_id}", within=10)
    assert ask_status(other, request).code == "2022600"
    assert pay(other, request).code == "2022500"
    slow.join(20)
    assert codes == ["2002500"]
    assert len(sandbox.postings()) == 1
