"""Service 92 and 93 at the counter: what is sent, and what of an answer is believed."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from counter_app.domain.outbox import Conflict, NoAnswer, NotKnown, Refused, Wait
from counter_app.domain.registration import Consent, Registration, RegistrationState
from counter_app.domain.registration_form import applicant
from counter_app.domain.registration_outbox import Decided, Decision
from counter_app.gateway import registering, wire
from counter_app.gateway.answers import Answer
from tests.helpers.registering_bench import OFFICE
from tests.helpers.registrations import WOMAN, a_form, form_rules

AT = datetime(2026, 11, 22, 2, 15, 4, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Jakarta")
KEY = "9f3a61c2-0000-4000-8000-000000000000"


def test_what_is_sent_is_what_was_answered_and_consented_to() -> None:
    from uuid import UUID

    consent = Consent("lisan-1", "0" * 64, AT, "1001")
    made = Registration(
        UUID(KEY), OFFICE.id, "L01", "1001", a_form(), AT, RegistrationState.SUBMITTED, None, consent, AT
    )
    sent = registering.request(made, applicant(made.form, form_rules()), ZONE)
    assert wire.decode(wire.encode(sent), wire.RegistrationRequest) == sent
    assert (sent.registration_request_id, sent.nik, sent.birth_date) == (KEY, WOMAN, "1990-04-05")
    assert sent.consent == wire.Consent("2026-11-22T09:15:04+07:00", "lisan-1")
    assert sent.additional_info == wire.OfficeInfo(OFFICE.id, "L01", "1001")
    assert registering.is_registration(wire.encode(sent))
    with pytest.raises(ValueError, match="consent"):
        registering.request(replace(made, consent=None), applicant(made.form, form_rules()), ZONE)


def answer(case: str = wire.Case.DONE, **data: str) -> Answer:
    told = {"registrationRequestId": KEY, "state": "ACCEPTED", "kpj": "22000000001", "paymentCode": "881000000001"}
    told |= {"reason": "", "decidedAt": "2026-11-22T09:20:00+07:00"} | data
    code = f"{case[:3]}92{case[3:]}"
    inside = ",".join(f'"{name}":"{value}"' for name, value in told.items())
    body = f'{{"responseCode":"{code}","responseMessage":"x","registrationData":{{{inside}}}}}'
    return an_answer(case, code, body.encode())


def an_answer(case: str, code: str, body: bytes) -> Answer:
    return Answer(int(case[:3]), code, "x", "2026-11-22T09:15:04+07:00", body)


def test_an_acceptance_has_its_numbers_and_its_moment() -> None:
    told = registering.outcome(answer(), AT)
    decided_at = datetime(2026, 11, 22, 2, 20, tzinfo=UTC)
    assert told == Decided(KEY, Decision.ACCEPTED, "22000000001", "881000000001", "", decided_at, "2009200")


def test_a_refusal_and_an_examination_are_told_apart() -> None:
    refused = registering.outcome(answer(state="REFUSED", reason="NIK_EXISTS", kpj="", paymentCode=""), AT)
    assert isinstance(refused, Decided)
    assert (refused.decision, refused.reason, refused.kpj) == (Decision.REFUSED, "NIK_EXISTS", "")
    examined = registering.outcome(answer(state="PENDING", kpj="", paymentCode="", decidedAt=""), AT)
    assert examined == Decided(KEY, Decision.PENDING, code="2009200")


@pytest.mark.parametrize(
    "odd",
    [
        {"state": "MAYBE"},
        {"kpj": ""},
        {"kpj": "2200000000"},
        {"paymentCode": "abc"},
        {"decidedAt": ""},
        {"decidedAt": "yesterday"},
        {"decidedAt": "2026-11-22T09:20:00"},
    ],
)
def test_an_acceptance_that_makes_no_sense_is_no_answer_and_an_alarm(odd: dict[str, str]) -> None:
    told = registering.outcome(answer(**odd), AT)
    assert isinstance(told, NoAnswer)
    assert told.alarm


def test_a_reply_of_another_shape_is_no_answer() -> None:
    assert isinstance(registering.outcome(an_answer("20000", "2009200", b"{}"), AT), NoAnswer)


@pytest.mark.parametrize(
    ("case", "applied", "asked"),
    [
        (wire.Case.BAD_FORMAT, Refused, NoAnswer),
        (wire.Case.MANDATORY_FIELD, Refused, NoAnswer),
        (wire.Case.KEY_REUSED, Conflict, NoAnswer),
        (wire.Case.NOT_FOUND, NoAnswer, NotKnown),
        (wire.Case.IN_PROGRESS, Wait, Wait),
        ("40100", Wait, Wait),
        ("42900", Wait, Wait),
        ("50000", NoAnswer, NoAnswer),
    ],
)
def test_only_what_is_about_the_application_ends_it(case: str, applied: type, asked: type) -> None:
    assert isinstance(registering.outcome(answer(case), AT), applied)
    assert isinstance(registering.status_outcome(answer(case), AT), asked)


def test_stored_bytes_of_another_host_are_known() -> None:
    assert not registering.is_registration(b'{"paymentRequestId":"x"}')
    assert not registering.is_registration(b"not json")
