"""Services 92 and 93, the counter's side: an application to take part, and what the host's answers to it mean. Pure.

The same key answers as it stands, so the same bytes again are never a second application. Whether an answer is about the
application meant is judged by whoever forwards it.
"""

import re
from datetime import datetime, tzinfo
from uuid import UUID

import msgspec

from counter_app.domain.outbox import Conflict, NoAnswer, NotKnown, Refused
from counter_app.domain.registration import Registration
from counter_app.domain.registration_form import Applicant
from counter_app.domain.registration_outbox import Decided, Decision, RegistrationAnswer
from counter_app.gateway import wire
from counter_app.gateway.answers import Answer, Unheard, decoded
from counter_app.gateway.messages import utc
from counter_app.gateway.replies import waiting
from counter_app.gateway.wire import Case

REFUSALS = frozenset({Case.BAD_FORMAT, Case.MANDATORY_FIELD})
"""The cases by which the host says that it cannot read a form, so that it never will be an application."""

_KPJ = re.compile(r"[0-9]{11}")
_PAYMENT_CODE = re.compile(r"[0-9]{12}")
_REASON_LENGTH = 40


class _Keyed(wire.Message, frozen=True):
    """The one field by which an application of this host is known."""

    registration_request_id: wire.Text36


def request(registration: Registration, applicant: Applicant, zone: tzinfo) -> wire.RegistrationRequest:
    """The application; depends on nothing else, so that its bytes never change. Raises ``ValueError`` without consent."""
    consent = registration.consent
    if consent is None:
        raise ValueError("an application needs consent")
    return wire.RegistrationRequest(
        registration_request_id=str(registration.id),
        nik=applicant.nik.number,
        name=applicant.name,
        birth_place=applicant.birth_place,
        birth_date=applicant.birth_date.isoformat(),
        sex=applicant.sex.value,
        mother_maiden_name=applicant.mother,
        phone=applicant.phone,
        address=applicant.address,
        occupation=applicant.occupation,
        sector=applicant.sector.value,
        work_place=applicant.work_place,
        work_hours=applicant.work_hours,
        income=wire.Money.of(applicant.income),
        programmes=[programme.value for programme in applicant.programmes],
        first_period=str(applicant.first_period),
        branch_office=applicant.branch_office,
        heirs=[wire.Heir(heir.name, heir.relation, heir.nik) for heir in applicant.heirs],
        consent=wire.Consent(consent.given_at.astimezone(zone).isoformat(timespec="seconds"), consent.version),
        additional_info=wire.OfficeInfo(registration.office_id, registration.counter_id, registration.clerk_id),
        email=applicant.email,
        employer=applicant.employer,
    )


def status_request(registration_id: UUID) -> wire.RegistrationStatusRequest:
    """The question what became of an application."""
    return wire.RegistrationStatusRequest(str(registration_id))


def is_registration(body: bytes) -> bool:
    """Whether these stored bytes were made for this host."""
    try:
        wire.decode(body, _Keyed)
    except msgspec.DecodeError:
        return False
    return True


def outcome(answer: Answer, now: datetime) -> RegistrationAnswer:
    """What the answer to an application means. ``now`` is aware; a ``Retry-After`` date is counted from it."""
    if answer.case in REFUSALS:
        return Refused(answer.code, answer.words)
    if answer.case == Case.KEY_REUSED:
        return Conflict(answer.code, answer.words)
    return _answer(answer, now)


def status_outcome(answer: Answer, now: datetime) -> RegistrationAnswer:
    """What the answer to the question means; what refuses the question says nothing of the application."""
    if answer.case == Case.NOT_FOUND:
        return NotKnown(answer.code)
    return _answer(answer, now)


def _answer(answer: Answer, now: datetime) -> RegistrationAnswer:
    wait = waiting(answer, now)
    if wait is not None:
        return wait
    if answer.case != Case.DONE:
        return NoAnswer(f"the host answered {answer.code}: {answer.words}", code=answer.code)
    try:
        return _decided(decoded(answer.body, wire.RegistrationReply, answer.code).registration_data, answer.code)
    except Unheard as unheard:
        return unheard.reply
    except ValueError:
        return NoAnswer("the decision in the reply makes no sense", alarm=True, code=answer.code)


def _decided(data: wire.RegistrationData, code: str) -> Decided:
    decision = Decision(data.state)
    if decision is Decision.PENDING:
        return Decided(data.registration_request_id, decision, code=code)
    decided_at = utc(data.decided_at)
    if decision is Decision.REFUSED:
        reason = data.reason[:_REASON_LENGTH]
        return Decided(data.registration_request_id, decision, reason=reason, decided_at=decided_at, code=code)
    if not (_KPJ.fullmatch(data.kpj) and _PAYMENT_CODE.fullmatch(data.payment_code)):
        raise ValueError("a participant without a card number or a payment code")
    return Decided(data.registration_request_id, decision, data.kpj, data.payment_code, "", decided_at, code)
