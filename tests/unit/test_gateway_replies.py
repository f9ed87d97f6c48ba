"""What the host's answers mean for a payment."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.outbox import AlreadyPaid, Conflict, NoAnswer, NotKnown, Posted, Refused, Wait
from counter_app.domain.payment import Posting
from counter_app.gateway.answers import Answer
from counter_app.gateway.replies import LONGEST_WAIT, payment_outcome, retry_after, status_outcome
from counter_app.gateway.wire import (
    Case,
    Money,
    PaymentData,
    PaymentReply,
    PostingInfo,
    Refusal,
    ServiceCode,
    encode,
    response_code,
)

NOW = datetime(2026, 11, 22, 2, 15, 4, tzinfo=UTC)

POSTING = PostingInfo(
    host_reference="BPJS-000001",
    posted_at="2026-11-22T09:15:04+07:00",
    coverage_from="2026-12-01",
    coverage_to="2027-02-28",
    kpj="12345678901",
)
POSTED = PaymentData(
    payment_request_id="6f6c1c9a-0000-4000-8000-000000000001",
    customer_no="3273025508920002",
    paid_amount=Money("50400.00"),
    reference_no="KB-001-000001",
    additional_info=POSTING,
)

REFUSED_BY_PAYMENT = {"4002501", "4002502", "4042512", "4042513", "4042518", "4042519"}
REFUSED_BY_STATUS = {"4042613", "4042619"}


def answer(code: str, body: bytes | None = None, after: str = "") -> Answer:
    said = encode(Refusal(code, "words")) if body is None else body
    return Answer(int(code[:3]), code, "words", "2026-11-22T09:15:04+07:00", said, after)


def posted_answer(data: PaymentData = POSTED, code: str = "2002500") -> Answer:
    return answer(code, encode(PaymentReply(code, "Successful", data)))


@pytest.mark.parametrize("code", sorted(REFUSED_BY_PAYMENT))
def test_only_the_listed_codes_refuse_a_payment_for_good(code: str) -> None:
    assert payment_outcome(answer(code), NOW) == Refused(code, "words")


@pytest.mark.parametrize("code", sorted(REFUSED_BY_STATUS))
def test_a_status_query_finds_the_refusal_the_payment_was_given(code: str) -> None:
    assert status_outcome(answer(code), NOW) == Refused(code, "words")


@pytest.mark.parametrize("code", ["4002601", "4002602"])
def test_a_badly_formed_status_query_says_nothing_about_the_payment(code: str) -> None:
    assert isinstance(status_outcome(answer(code), NOW), NoAnswer)


def test_a_key_the_host_has_never_seen_is_not_known() -> None:
    assert status_outcome(answer("4042612"), NOW) == NotKnown("4042612")


def test_a_status_query_that_does_not_match_leaves_the_word_to_the_payment_service() -> None:
    """``4042618`` may be about the query itself; refunding on it would give away money that was posted."""
    assert status_outcome(answer("4042618"), NOW) == NotKnown("4042618")


def test_already_paid_is_neither_a_refusal_nor_a_posting() -> None:
    assert payment_outcome(answer("4042514"), NOW) == AlreadyPaid("4042514", "words")
    assert status_outcome(answer("4042614"), NOW) == AlreadyPaid("4042614", "words")


def test_the_same_key_with_other_content_is_a_conflict() -> None:
    assert payment_outcome(answer("4092501"), NOW) == Conflict("4092501", "words")


@pytest.mark.parametrize(
    "code", ["2022500", "4012500", "4012501", "4032501", "4032517", "4092500", "4292500", "2022600", "4092600"]
)
def test_not_let_in_slowed_down_or_under_way_is_not_an_outcome(code: str) -> None:
    outcome = payment_outcome if code[3:5] == "25" else status_outcome
    assert outcome(answer(code, after="7"), NOW) == Wait(code, "words", 7.0)


@pytest.mark.parametrize("code", ["5002500", "5042500", "5032500"])
def test_a_server_error_leaves_the_payment_open(code: str) -> None:
    assert payment_outcome(answer(code), NOW) == NoAnswer(f"the host answered {code}: words", code=code)


LISTED = {(case[:3], case[3:]) for case in Case}
NEVER_AN_OUTCOME = {202, 401, 403, 429}


@given(status=st.integers(100, 599), case=st.integers(0, 99))
def test_a_code_that_is_not_listed_is_no_answer(status: int, case: int) -> None:
    if (f"{status}", f"{case:02}") in LISTED or status in NEVER_AN_OUTCOME:
        return
    assert isinstance(payment_outcome(answer(f"{status}25{case:02}"), NOW), NoAnswer)
    assert isinstance(status_outcome(answer(f"{status}26{case:02}"), NOW), NoAnswer)


def test_of_all_codes_that_can_be_written_just_these_are_refusals() -> None:
    codes = [f"{status}25{case:02}" for status, case in product(range(100, 600), range(100))]
    refused = {code for code in codes if isinstance(payment_outcome(answer(code, b"{}"), NOW), Refused)}
    assert refused == REFUSED_BY_PAYMENT


def test_a_posting_is_read_with_its_reference_time_and_protection() -> None:
    assert payment_outcome(posted_answer(), NOW) == Posted(
        key="6f6c1c9a-0000-4000-8000-000000000001",
        amount=50_400,  # type: ignore[arg-type]
        customer_no="3273025508920002",
        receipt_number="KB-001-000001",
        posting=Posting(
            "BPJS-000001", datetime(2026, 11, 22, 2, 15, 4, tzinfo=UTC), date(2026, 12, 1), date(2027, 2, 28)
        ),
    )
    assert isinstance(status_outcome(posted_answer(code="2002600"), NOW), Posted)


@pytest.mark.parametrize(
    "changed",
    [
        {"posted_at": "0001-01-01T00:00:00+07:00"},
        {"posted_at": "9999-12-31T23:59:59+00:00"},
        {"host_reference": ""},
        {"host_reference": "  "},
        {"host_reference": "A\x1bB"},
        {"host_reference": "A" * 65},
        {"posted_at": "2026-11-22T09:15:04"},
        {"posted_at": "yesterday"},
        {"coverage_from": "2026-02-30"},
        {"coverage_from": "2027-03-01"},
    ],
)
def test_a_posting_that_makes_no_sense_confirms_nothing_and_raises_an_alarm(changed: dict[str, str]) -> None:
    odd = msgspec.structs.replace(POSTED, additional_info=msgspec.structs.replace(POSTING, **changed))
    outcome = payment_outcome(posted_answer(odd), NOW)
    assert isinstance(outcome, NoAnswer)
    assert outcome.alarm
    assert outcome.code == "2002500"


@pytest.mark.parametrize(
    "body",
    [
        b'{"responseCode":"2002500","responseMessage":"ok"}',
        b'{"responseCode":"2002500","responseMessage":"ok","virtualAccountData":null}',
        encode(PaymentReply("2002500", "ok", POSTED)).replace(b"50400.00", b"50400.50"),
        encode(PaymentReply("2002500", "ok", POSTED)).replace(b"50400.00", b"-50400.00"),
        encode(PaymentReply("2002500", "ok", POSTED)).replace(b'"IDR"', b'"USD"'),
        encode(PaymentReply("2002500", "ok", POSTED)).replace(b'"50400.00"', b"50400"),
    ],
)
def test_done_without_a_readable_posting_confirms_nothing_and_raises_an_alarm(body: bytes) -> None:
    outcome = payment_outcome(answer("2002500", body), NOW)
    assert isinstance(outcome, NoAnswer)
    assert outcome.alarm


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("", None),
        ("0", 0.0),
        ("12", 12.0),
        ("86400", LONGEST_WAIT),
        ("9" * 400, LONGEST_WAIT),
        ("-5", None),
        ("soon", None),
        ("１２", None),
        ("Sun, 22 Nov 2026 02:15:34 GMT", 30.0),
        ("Sun, 22 Nov 2026 02:00:00 GMT", 0.0),
        ("Sun, 22 Nov 2099 02:00:00 GMT", LONGEST_WAIT),
        ("Sun, 99 Nov 2026 02:00:00 GMT", None),
    ],
)
def test_the_host_may_ask_for_a_pause_but_not_for_ever(header: str, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


@given(st.text(max_size=60))
def test_any_retry_after_is_bounded(header: str) -> None:
    seconds = retry_after(header, NOW)
    assert seconds is None or timedelta(0) <= timedelta(seconds=seconds) <= timedelta(seconds=LONGEST_WAIT)


@pytest.mark.parametrize("case", list(Case))
def test_every_case_of_the_interface_has_one_meaning_for_a_payment(case: Case) -> None:
    expected = {
        Case.DONE: NoAnswer,  # the body here holds no posting
        Case.IN_PROGRESS: Wait,
        Case.BAD_FORMAT: Refused,
        Case.MANDATORY_FIELD: Refused,
        Case.SIGNATURE: Wait,
        Case.TOKEN: Wait,
        Case.NOT_ALLOWED: Wait,
        Case.NOT_FOUND: Refused,
        Case.WRONG_AMOUNT: Refused,
        Case.ALREADY_PAID: AlreadyPaid,
        Case.OTHER_THAN_INQUIRED: Refused,
        Case.BILL_EXPIRED: Refused,
        Case.EXTERNAL_ID_USED: Wait,
        Case.KEY_REUSED: Conflict,
        Case.SLOW_DOWN: Wait,
        Case.GENERAL_ERROR: NoAnswer,
        Case.TIMEOUT_UPSTREAM: NoAnswer,
    }
    assert type(payment_outcome(answer(response_code(case, ServiceCode.PAYMENT)), NOW)) is expected[case]
