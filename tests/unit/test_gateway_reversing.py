"""What is sent to take a posting back, and what the host's answers to it mean."""

import json
from datetime import UTC, date, datetime
from itertools import product
from zoneinfo import ZoneInfo

import msgspec
import pytest

from counter_app.domain.outbox import AlreadyPaid, Conflict, NoAnswer, Refused, Reversed, Wait
from counter_app.domain.reversal import Undoing
from counter_app.gateway import reversing
from counter_app.gateway.answers import Answer
from counter_app.gateway.wire import (
    Case,
    Money,
    Refusal,
    ReversalData,
    ReversalReply,
    ReversedInfo,
    ServiceCode,
    encode,
    response_code,
)
from tests.helpers.builders import NIK, NOW, SUPERVISOR_ID, a_payment, a_reversal

ZONE = ZoneInfo("Asia/Jakarta")
HEAD = "ab" * 32
INFO = ReversedInfo(host_reference="REV-000001", reversed_at="2026-11-22T09:20:04+07:00", protected_until="2026-10-31")
UNDONE = ReversalData(
    reversal_request_id="6f6c1c9a-0000-4000-8000-000000000002",
    original_payment_request_id="6f6c1c9a-0000-4000-8000-000000000001",
    customer_no=NIK,
    reversed_amount=Money("16800.00"),
    additional_info=INFO,
)

REFUSED = {"4009101", "4009102", "4049113", "4049118", "4049119"}
CONTRADICTED = {"4049112", "4099101"}
TO_WAIT_FOR = {"2029100", "4019100", "4019101", "4039101", "4099100", "4299100"}
OTHERS = {"2009100", "4049114"}


def answer(code: str, body: bytes | None = None, after: str = "") -> Answer:
    said = encode(Refusal(code, "words")) if body is None else body
    return Answer(int(code[:3]), code, "words", "2026-11-22T09:15:04+07:00", said, after)


def undone(data: ReversalData) -> Answer:
    return answer("2009100", encode(ReversalReply("2009100", "Successful", data)))


def saying(**parts: str | None) -> ReversalData:
    """The host's words, with something else in them."""
    return msgspec.structs.replace(UNDONE, additional_info=msgspec.structs.replace(INFO, **parts))


def test_a_reversal_names_its_payment_its_own_key_and_both_people() -> None:
    payment = a_payment()
    reversal = a_reversal(payment)
    sent = json.loads(encode(reversing.request(reversal, payment, HEAD, ZONE)))
    assert sent == {
        "partnerServiceId": "   88888",
        "customerNo": NIK,
        "virtualAccountNo": f"   88888{NIK}",
        "reversalRequestId": str(reversal.id),
        "originalPaymentRequestId": str(payment.id),
        "reversedAmount": {"value": f"{payment.total}.00", "currency": "IDR"},
        "trxDateTime": "2026-11-22T09:18:04+07:00",
        "reason": "salah peserta",
        "additionalInfo": {
            "officeId": payment.office_id,
            "counterId": payment.counter_id,
            "clerkId": payment.clerk_id,
            "businessDate": "2026-11-22",
            "journalHead": HEAD,
            "supervisorId": SUPERVISOR_ID,
        },
    }


def test_a_reason_longer_than_the_interface_allows_is_cut() -> None:
    payment = a_payment()
    assert reversing.request(a_reversal(payment, reason="x" * 200), payment, HEAD, ZONE).reason == "x" * 140


def test_only_bytes_of_a_reversal_are_taken_for_one() -> None:
    payment = a_payment()
    assert reversing.is_reversal(encode(reversing.request(a_reversal(payment), payment, HEAD, ZONE)))
    assert not reversing.is_reversal(b'{"paymentRequestId":"1"}')
    assert not reversing.is_reversal(b"\xff")


def test_what_was_taken_back_is_read_as_it_was_said() -> None:
    assert reversing.outcome(undone(UNDONE), NOW) == Reversed(
        key=UNDONE.reversal_request_id,
        payment_key=UNDONE.original_payment_request_id,
        amount=UNDONE.reversed_amount.rupiah,
        customer_no=NIK,
        undoing=Undoing("REV-000001", datetime(2026, 11, 22, 2, 20, 4, tzinfo=UTC), date(2026, 10, 31)),
    )


def test_a_payer_without_any_protection_left_has_no_last_day() -> None:
    reply = reversing.outcome(undone(saying(protected_until=None)), NOW)
    assert isinstance(reply, Reversed)
    assert reply.undoing.protected_until is None


@pytest.mark.parametrize(
    "parts",
    [
        {"host_reference": " "},
        {"host_reference": "x" * 65},
        {"host_reference": "REV\n1"},
        {"reversed_at": "2026-11-22T09:20:04"},
        {"reversed_at": "yesterday"},
        {"protected_until": "2026-02-30"},
    ],
)
def test_a_reversal_that_makes_no_sense_is_no_answer_and_an_alarm(parts: dict[str, str]) -> None:
    reply = reversing.outcome(undone(saying(**parts)), NOW)
    assert isinstance(reply, NoAnswer)
    assert (reply.alarm, reply.code) == (True, "2009100")


def test_a_reversal_that_cannot_be_read_is_no_answer_and_an_alarm() -> None:
    reply = reversing.outcome(answer("2009100", b'{"responseCode":"2009100"}'), NOW)
    assert isinstance(reply, NoAnswer)
    assert reply.alarm


@pytest.mark.parametrize("code", sorted(REFUSED))
def test_only_the_listed_codes_refuse_a_reversal_for_good(code: str) -> None:
    assert reversing.outcome(answer(code), NOW) == Refused(code, "words")


@pytest.mark.parametrize("code", sorted(CONTRADICTED))
def test_what_contradicts_a_confirmed_payment_is_a_conflict(code: str) -> None:
    assert reversing.outcome(answer(code), NOW) == Conflict(code, "words")


def test_another_reversal_of_the_same_payment_is_told() -> None:
    assert reversing.outcome(answer("4049114"), NOW) == AlreadyPaid("4049114", "words")


@pytest.mark.parametrize("code", sorted(TO_WAIT_FOR))
def test_what_is_no_outcome_is_waited_for(code: str) -> None:
    assert reversing.outcome(answer(code, after="7"), NOW) == Wait(code, "words", 7.0)


def test_every_other_code_leaves_it_unknown() -> None:
    listed = REFUSED | CONTRADICTED | TO_WAIT_FOR | OTHERS
    cases = {response_code(case, ServiceCode.REVERSAL) for case in Case}
    made_up = {f"{status}91{case:02}" for status, case in product((200, 400, 404, 409, 422, 500, 503, 504), range(30))}
    for code in sorted((cases | made_up) - listed):
        reply = reversing.outcome(answer(code), NOW)
        assert isinstance(reply, NoAnswer), code
        assert (reply.alarm, reply.code) == (False, code)
