"""The IAK gateway against a host that behaves as IAK's documentation says: bills, payments, and what goes wrong."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from counter_app import resources
from counter_app.domain.bill import Programme
from counter_app.domain.errors import Declined, Reason, Service, Unavailable
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.outbox import AlreadyPaid, HostReply, NoAnswer, NotKnown, Posted, Refused, Wait
from counter_app.domain.payment import Payer, Payment
from counter_app.gateway.iak.gateway import IakGateway
from counter_app.gateway.iak.options import IakOptions
from counter_app.services.ports import HostGateway
from tests.helpers.builders import a_bill, a_payment, a_reversal
from tests.helpers.clocks import ManualClock
from tests.helpers.iak_host import API_KEY, EXAMPLE_NIK, USERNAME, IakHost, Worker, served

TRADER_NIK = "3273025508920002"
PEOPLE = {
    EXAMPLE_NIK: Worker("PESERTA CONTOH", {1: {"jkk": 10_000, "jkm": 6_800}}),
    TRADER_NIK: Worker(
        "SITI RAHMAWATI", {1: {"jkk": 5_000, "jkm": 3_400}, 3: {"jkk": 69_000, "jkm": 13_600, "jht": 207_000}}
    ),
}


def nik(number: str) -> LookupNumber:
    return LookupNumber(NumberKind.NIK, number)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def host(clock: ManualClock) -> Iterator[IakHost]:
    with served(IakHost(dict(PEOPLE), clock.now)) as host:
        yield host


def options(url: str, **other: Any) -> IakOptions:
    patient = {"connect_timeout": 10.0, "read_timeout": 10.0, "payment_timeout": 20.0, "lookup_timeout": 20.0}
    return IakOptions(url, USERNAME, API_KEY, None, **(patient | other))


@pytest.fixture
def iak(host: IakHost, clock: ManualClock) -> Iterator[IakGateway]:
    gateway = IakGateway(options(host.url), clock, resources.tariff())
    yield gateway
    gateway.close()


def billed(iak: IakGateway, number: str = TRADER_NIK, months: int = 1) -> Payment:
    """A payment of what IAK bills, as a commit would make it."""
    found = iak.inquire(nik(number), months, None)
    return a_payment(bill=found.bill, payer=Payer(number, "", found.participant.name))


def pays(iak: IakGateway, payment: Payment) -> HostReply:
    return iak.pay(iak.payment_body(payment, "head"))


# --- the bill ---------------------------------------------------------------------------------------------------


def test_the_gateway_is_what_the_services_ask_for_and_says_what_it_cannot(iak: IakGateway) -> None:
    port: HostGateway = iak
    can = port.abilities
    assert (can.sync, can.echo, can.reversal, can.registration, can.offline) == (False,) * 5
    for unable in (lambda: port.participants(""), port.host_time):
        with pytest.raises(Unavailable) as away:
            unable()
        assert away.value.service is Service.HOST


def test_a_reversal_is_neither_made_nor_sent(iak: IakGateway, host: IakHost) -> None:
    payment = billed(iak)
    with pytest.raises(Declined) as cannot:
        iak.reversal_body(a_reversal(payment), payment, "head")
    assert cannot.value.reason is Reason.HOST_CANNOT
    reply = iak.reverse(b"made for another host")
    assert isinstance(reply, NoAnswer)
    assert reply.alarm
    assert host.postings == []


def test_the_documented_example_is_billed_and_paid(iak: IakGateway, host: IakHost, clock: ManualClock) -> None:
    clock.set(datetime(2022, 5, 14, 3, 0, tzinfo=UTC))
    payment = billed(iak, EXAMPLE_NIK)
    assert [(line.programme, line.amount) for line in payment.bill.lines] == [
        (Programme.JKK, 10_000),
        (Programme.JKM, 6_800),
    ]
    assert (payment.bill.contribution, payment.bill.fee, payment.total) == (16_800, 3_500, 20_300)
    reply = pays(iak, payment)
    assert isinstance(reply, Posted)
    assert (reply.key, reply.amount, reply.customer_no) == (str(payment.id), 20_300, EXAMPLE_NIK)
    assert len(host.postings) == 1


def test_three_months_over_the_end_of_a_relief_come_month_by_month(iak: IakGateway) -> None:
    found = iak.inquire(nik(TRADER_NIK), 3, None)
    assert found.bill.total == 289_600 + 3_500
    assert [line.amount for line in found.bill.lines if line.programme is Programme.JKM] == [3_400, 3_400, 6_800]
    assert found.bill.reliefs[0].legal_basis == "PP 50/2025"


def test_every_inquiry_has_a_reference_of_its_own(iak: IakGateway, host: IakHost) -> None:
    bills = {iak.inquire(nik(TRADER_NIK), 1, None).bill.inquiry_id for _ in range(3)}
    references = [json.loads(body)["ref_id"] for body in host.said("inq-pasca")]
    assert len(bills) == len(set(references)) == 3
    assert all(reference.isalnum() for reference in references)


@pytest.mark.parametrize(("kind", "number"), [(NumberKind.KPJ, "26012345678"), (NumberKind.PAYMENT_CODE, "8" * 12)])
def test_a_number_that_iak_does_not_know_people_by_is_not_tried(
    iak: IakGateway, host: IakHost, kind: NumberKind, number: str
) -> None:
    with pytest.raises(Declined) as declined:
        iak.inquire(LookupNumber(kind, number), 1, None)
    assert declined.value.reason is Reason.NIK_LENGTH
    assert host.asked == []


def test_other_programmes_than_iak_bills_cannot_be_chosen(iak: IakGateway) -> None:
    assert iak.inquire(nik(TRADER_NIK), 1, (Programme.JKM, Programme.JKK)).bill.total == 11_900
    with pytest.raises(Declined) as left_out:
        iak.inquire(nik(TRADER_NIK), 3, (Programme.JKK, Programme.JKM))
    assert (left_out.value.reason, left_out.value.facts) == (Reason.PROGRAMME_MANDATORY, {"programme": "JHT"})
    with pytest.raises(Declined) as added:
        iak.inquire(nik(TRADER_NIK), 1, tuple(Programme))
    assert (added.value.reason, added.value.facts) == (Reason.PROGRAMME_UNKNOWN, {"allowed": "JKK, JKM"})


Bend = Callable[[dict[str, Any]], Any]


def answering(code: str) -> Bend:
    return lambda _: {"data": {"response_code": code, "message": "WORDS"}, "meta": []}


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("01", Reason.ALREADY_PAID),
        ("34", Reason.ALREADY_PAID),
        ("14", Reason.PARTICIPANT_NOT_FOUND),
        *((code, Reason.HOST_REFUSED) for code in ("04", "06", "07", "09", "10", "17", "37")),
    ],
)
def test_a_bill_that_iak_refuses_is_declined_with_its_code(
    iak: IakGateway, host: IakHost, code: str, reason: Reason
) -> None:
    host.bend = answering(code)
    with pytest.raises(Declined) as declined:
        iak.inquire(nik(TRADER_NIK), 1, None)
    assert (declined.value.reason, declined.value.facts) == (reason, {"code": code})


@pytest.mark.parametrize("code", ["05", "11", "39", "42", "204", "??"])
def test_a_bill_that_iak_leaves_open_is_unavailable(iak: IakGateway, host: IakHost, code: str) -> None:
    host.bend = answering(code)
    with pytest.raises(Unavailable, match=r"IAK answered"):
        iak.inquire(nik(TRADER_NIK), 1, None)


def test_a_bill_that_does_not_add_up_is_not_charged_and_names_nobody(iak: IakGateway, host: IakHost) -> None:
    host.bend = lambda answer: {"data": answer["data"] | {"price": 1}}
    with pytest.raises(Unavailable, match=r"price says 1") as away:
        iak.inquire(nik(TRADER_NIK), 1, None)
    assert TRADER_NIK not in away.value.detail


def test_a_wrong_api_key_is_unavailable_and_not_a_no(host: IakHost, clock: ManualClock) -> None:
    stranger = IakGateway(replace(options(host.url), api_key="another"), clock, resources.tariff())
    with pytest.raises(Unavailable, match="204"):
        stranger.inquire(nik(TRADER_NIK), 1, None)
    stranger.close()


# --- the payment ------------------------------------------------------------------------------------------------


def test_a_bill_that_iak_has_not_made_is_not_committed(iak: IakGateway) -> None:
    for inquiry_id in (None, "INQ-1"):
        with pytest.raises(Declined) as declined:
            iak.payment_body(a_payment(bill=a_bill(inquiry_id=inquiry_id)), "head")
        assert declined.value.reason is Reason.BILL_EXPIRED


def test_the_bytes_of_a_payment_never_change_and_are_what_is_sent(iak: IakGateway, host: IakHost) -> None:
    payment = billed(iak)
    body = iak.payment_body(payment, "head")
    assert iak.payment_body(payment, "another head") == body
    iak.pay(body)
    iak.pay(body)
    first, second = host.said("pay-pasca")
    assert first == second == json.loads(body)["send"].encode()
    assert set(json.loads(first)) == {"commands", "username", "tr_id", "sign"}


def test_the_api_key_is_in_no_request_and_no_stored_byte(iak: IakGateway, host: IakHost) -> None:
    payment = billed(iak)
    body = iak.payment_body(payment, "head")
    iak.pay(body)
    iak.payment_status(payment)
    assert [text for text in (*host.asked, body) if API_KEY.encode() in text] == []
    assert API_KEY not in repr(options(host.url))


def test_a_lost_answer_is_found_by_asking(iak: IakGateway, host: IakHost) -> None:
    payment = billed(iak)
    host.lose_reply = True
    assert isinstance(pays(iak, payment), NoAnswer)
    reply = iak.payment_status(payment)
    assert isinstance(reply, Posted)
    assert (reply.key, reply.amount, reply.receipt_number) == (str(payment.id), payment.total, payment.receipt_number)
    assert len(host.postings) == 1


def test_a_lost_request_is_not_known_and_goes_out_again(iak: IakGateway, host: IakHost) -> None:
    payment = billed(iak)
    host.lose_request = True
    assert isinstance(pays(iak, payment), NoAnswer)
    assert iak.payment_status(payment) == NotKnown("42")
    assert isinstance(pays(iak, payment), Posted)
    assert len(host.postings) == 1


def test_a_payment_under_way_is_asked_about_until_it_is_done(iak: IakGateway, host: IakHost) -> None:
    payment = billed(iak)
    host.late = True
    for reply in (pays(iak, payment), iak.payment_status(payment)):
        assert isinstance(reply, NoAnswer)
        assert (reply.code, reply.alarm) == ("39", False)
    host.finish()
    assert isinstance(iak.payment_status(payment), Posted)


def test_a_payment_that_fails_after_all_is_refused(iak: IakGateway, host: IakHost) -> None:
    payment = billed(iak)
    host.late = True
    pays(iak, payment)
    host.finish("37")
    assert iak.payment_status(payment) == Refused("37", "PAYMENT FAILED")


def test_the_same_inquiry_paid_twice_is_posted_once(iak: IakGateway, host: IakHost) -> None:
    payment = billed(iak)
    assert isinstance(pays(iak, payment), Posted)
    assert pays(iak, payment) == AlreadyPaid("01", "INVOICE HAS BEEN PAID")
    assert len(host.postings) == 1


def test_a_bill_of_yesterday_is_refused(iak: IakGateway, host: IakHost, clock: ManualClock) -> None:
    payment = billed(iak)
    clock.advance(days=1)
    assert pays(iak, payment) == Refused("04", "BILLING ID EXPIRED")
    assert host.postings == []


def test_a_deposit_that_is_too_low_waits_until_it_is_topped_up(iak: IakGateway, host: IakHost) -> None:
    payment = billed(iak)
    host.deposit = payment.total - 1
    reply = pays(iak, payment)
    assert isinstance(reply, Wait)
    assert "topped up" in reply.words
    host.deposit = payment.total
    assert isinstance(pays(iak, payment), Posted)


@pytest.mark.parametrize("what", ["price", "hp", "ref_id", "tr_id"])
def test_a_posting_of_something_else_says_so(iak: IakGateway, host: IakHost, what: str) -> None:
    payment = billed(iak)
    other = {"price": payment.total + 1, "hp": EXAMPLE_NIK, "ref_id": "OTHER", "tr_id": 1}[what]
    host.bend = lambda answer: {"data": answer["data"] | {what: other}}
    reply = pays(iak, payment)
    assert isinstance(reply, Posted)
    ours = (str(payment.id), payment.total, TRADER_NIK)
    assert (reply.key, reply.amount, reply.customer_no) != ours


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"<html>200</html>",
        b'{"data":',
        b'{"data":{"response_code":0}}',
        b'{"data":[]}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_what_cannot_be_read_is_no_answer_and_an_alarm(iak: IakGateway, host: IakHost, garbage: bytes) -> None:
    payment = billed(iak)
    host.bend = lambda _: garbage
    for reply in (pays(iak, payment), iak.payment_status(payment)):
        assert reply == NoAnswer("IAK's answer cannot be read", alarm=True)


@pytest.mark.parametrize("status", [400, 404, 500, 502, 504, 302])
def test_only_an_http_200_is_an_answer_of_iaks(iak: IakGateway, host: IakHost, status: int) -> None:
    payment = billed(iak)
    host.http_status = status
    assert pays(iak, payment) == NoAnswer(f"IAK answered HTTP {status}")


@pytest.mark.parametrize("status", [401, 403, 429])
def test_not_to_be_let_in_is_no_outcome(iak: IakGateway, host: IakHost, status: int) -> None:
    payment = billed(iak)
    host.http_status, host.retry_after = status, "7"
    for reply in (pays(iak, payment), iak.payment_status(payment)):
        assert isinstance(reply, Wait)
        assert (reply.code, reply.retry_after) == (f"HTTP {status}", 7.0)
    with pytest.raises(Unavailable, match=f"HTTP {status}"):
        iak.inquire(nik(TRADER_NIK), 1, None)


def test_a_host_that_is_not_there_is_no_answer(clock: ManualClock) -> None:
    with served(IakHost({})) as gone:
        url = gone.url
    iak = IakGateway(options(url), clock, resources.tariff())
    payment = a_payment(bill=a_bill(inquiry_id="REF:1"))
    assert isinstance(pays(iak, payment), NoAnswer)
    assert isinstance(iak.payment_status(payment), NoAnswer)
    with pytest.raises(Unavailable):
        iak.inquire(nik(TRADER_NIK), 1, None)
    iak.close()


def test_what_was_committed_for_another_host_is_not_sent_to_this_one(iak: IakGateway, host: IakHost) -> None:
    other = NoAnswer("this payment was made for another host", alarm=True)
    assert iak.pay(b'{"paymentRequestId":"6f6c1c9a-0000-4000-8000-000000000001"}') == other
    assert iak.payment_status(a_payment(bill=a_bill(inquiry_id="INQ-1"))) == other
    assert host.asked == []


# --- what the gateway is told -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"base_url": "http://iak.example"},
        {"base_url": "https://iak.example"},
        {"username": ""},
        {"api_key": ""},
        {"payment_timeout": 0},
        {"lookup_timeout": 121},
    ],
)
def test_what_would_not_be_safe_or_cannot_work_is_refused_at_once(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"https|empty|seconds"):
        replace(options("http://127.0.0.1:1"), **wrong)


def test_https_is_believed_from_the_named_authority_only(tmp_path: Path) -> None:
    assert IakOptions("https://iak.example", USERNAME, API_KEY, tmp_path / "ca.pem").ca_path == tmp_path / "ca.pem"


def test_the_day_ends_in_jakarta_wherever_the_office_is(iak: IakGateway, clock: ManualClock) -> None:
    clock.set(datetime(2026, 11, 22, 16, 59, 59, tzinfo=UTC))
    payment = billed(iak)
    assert payment.bill.expires_at is not None
    assert payment.bill.expires_at - clock.now() == timedelta(seconds=1)
    clock.advance(2)
    assert isinstance(pays(iak, payment), Refused)
