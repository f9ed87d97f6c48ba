"""Services 92 and 93: a new participant, and what became of the application.

Most applications are decided at once. A NIK whose serial begins with 9 is examined first: ``PENDING`` until
the review's time is over, so that a counter can be seen waiting.
"""

from datetime import date

import msgspec
from sqlalchemy.orm import Session

from counter_app.domain.errors import Declined
from counter_app.domain.identity import parse_nik
from counter_app.domain.months import Month
from counter_app.domain.tariff import Sector, parse_programmes
from counter_app.gateway.wire import (
    Case,
    RegistrationData,
    RegistrationReply,
    RegistrationRequest,
    RegistrationStatusRequest,
    ServiceCode,
)
from counter_app.sandbox.clock import parse_stamp, seconds, stamp_of
from counter_app.sandbox.host import Host, Refused
from counter_app.sandbox.ledger import CHANGES, NUMBERS, take_number
from counter_app.sandbox.service import Reply, Service, digest, require, require_office, said
from counter_app.sandbox.tables import ParticipantRow, RegistrationRow

ACCEPTED, PENDING, REFUSED = "ACCEPTED", "PENDING", "REFUSED"
SEXES = ("female", "male")
YOUNGEST, OLDEST = 15, 64
"""Years of age at registration (Permenaker 5/2021: at least 15, under 65)."""


def register(host: Host, asked: RegistrationRequest) -> Reply:
    """Decide an application, or begin to examine it; the same key answers as it stands. Raises ``Refused``."""
    _check_form(host, asked)
    with host.ledger.transaction() as session:
        row = session.get(RegistrationRow, asked.registration_request_id)
        if row is None:
            row = _enter(session, host, asked)
        require(row.content == digest(asked), "registrationRequestId", Case.KEY_REUSED)
        _decide(session, host, row)
        return _reply(row, ServiceCode.REGISTRATION)


def registration_status(host: Host, asked: RegistrationStatusRequest) -> Reply:
    """How an application stands. Raises ``Refused(NOT_FOUND)``."""
    with host.ledger.transaction() as session:
        row = session.get(RegistrationRow, asked.registration_request_id)
        if row is None:
            raise Refused(Case.NOT_FOUND, "registrationRequestId")
        _decide(session, host, row)
        return _reply(row, ServiceCode.REGISTRATION_STATUS)


def _check_form(host: Host, asked: RegistrationRequest) -> None:
    require(asked.sex in SEXES, "sex")
    require(asked.sector in tuple(Sector), "sector")
    try:
        parse_programmes(asked.programmes)
        Month.parse(asked.first_period)
        date.fromisoformat(asked.birth_date)
        parse_stamp(asked.consent.given_at)
    except (Declined, ValueError):
        raise Refused(Case.BAD_FORMAT, "programmes, firstPeriod, birthDate, consent.givenAt") from None
    require_office(host, asked.additional_info.office_id)


def _enter(session: Session, host: Host, asked: RegistrationRequest) -> RegistrationRow:
    examined = asked.nik[12] == "9"
    row = RegistrationRow(
        registration_request_id=asked.registration_request_id,
        content=digest(asked),
        nik=asked.nik,
        request=msgspec.json.encode(asked).decode(),
        state=PENDING,
        reason="",
        kpj="",
        payment_code="",
        decides_at=seconds(host.now() + host.registration_review) if examined else seconds(host.now()),
    )
    session.add(row)
    return row


def _decide(session: Session, host: Host, row: RegistrationRow) -> None:
    if row.state != PENDING or seconds(host.now()) < row.decides_at:
        return
    asked = msgspec.json.decode(row.request, type=RegistrationRequest)
    row.reason = _objection(session, host, asked)
    row.state = REFUSED if row.reason else ACCEPTED
    if row.state == ACCEPTED:
        row.kpj, row.payment_code = _admit(session, asked)


def _objection(session: Session, host: Host, asked: RegistrationRequest) -> str:
    """Why not, in one word of the contract; empty when nothing speaks against it."""
    today = host.today()
    try:
        nik = parse_nik(asked.nik, today=today, provinces=host.rules.provinces)
    except Declined:
        return "NIK_MALFORMED"
    born = date.fromisoformat(asked.birth_date)
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    objections = (
        (nik.birth_date != born, "BIRTH_DATE_DIFFERS"),
        (nik.sex.value != asked.sex, "SEX_DIFFERS"),
        (age < YOUNGEST, "AGE_TOO_LOW"),
        (age > OLDEST, "AGE_TOO_HIGH"),
        (session.get(ParticipantRow, asked.nik) is not None, "NIK_EXISTS"),
        (Month.parse(asked.first_period) < Month.of(today), "PERIOD_PAST"),
        (not _has_mandatory(host, asked), "PROGRAMME_MANDATORY"),
    )
    return next((reason for holds, reason in objections if holds), "")


def _has_mandatory(host: Host, asked: RegistrationRequest) -> bool:
    try:
        host.rules.tariff.check_programmes(parse_programmes(asked.programmes), employer=asked.employer)
    except Declined:
        return False
    return True


def _admit(session: Session, asked: RegistrationRequest) -> tuple[str, str]:
    number = take_number(session, NUMBERS)
    kpj, payment_code = f"{22_000_000_000 + number}", f"{881_000_000_000 + number}"
    session.add(
        ParticipantRow(
            nik=asked.nik,
            kpj=kpj,
            payment_code=payment_code,
            name=asked.name,
            sector=asked.sector,
            income=asked.income.rupiah,
            programmes=",".join(parse_programmes(asked.programmes)),
            branch_office=asked.branch_office,
            protected_until=None,
            phone=asked.phone,
            government_paid=False,
            employer=asked.employer,
            credit=0,
            changed=take_number(session, CHANGES),
        )
    )
    return kpj, payment_code


def _reply(row: RegistrationRow, service: ServiceCode) -> Reply:
    data = RegistrationData(
        registration_request_id=row.registration_request_id,
        state=row.state,
        kpj=row.kpj,
        payment_code=row.payment_code,
        reason=row.reason,
        decided_at="" if row.state == PENDING else stamp_of(row.decides_at),
    )
    return Reply(Case.DONE, RegistrationReply(*said(Case.DONE, service), data))


REGISTRATION = Service(
    ServiceCode.REGISTRATION, RegistrationRequest, register, lambda asked: f"registration {asked.nik}"
)
REGISTRATION_STATUS = Service(ServiceCode.REGISTRATION_STATUS, RegistrationStatusRequest, registration_status)
