"""The slip of a registration as data: that it was received, or what has come of it."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum

from counter_app.domain.bill import Programme
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.identity import mask
from counter_app.domain.months import Month
from counter_app.domain.receipt import Office
from counter_app.domain.registration import Refusal, Registration, RegistrationState
from counter_app.domain.registration_form import Form
from counter_app.domain.registration_record import nik_digits


class RegistrationStanding(StrEnum):
    """What the slip says: received and on its way, card number issued, refused by the host, or withdrawn."""

    RECEIVED = "received"
    ISSUED = "issued"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


_STANDING = {
    RegistrationState.ISSUED: RegistrationStanding.ISSUED,
    RegistrationState.REFUSED: RegistrationStanding.REFUSED,
    RegistrationState.WITHDRAWN: RegistrationStanding.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class RegistrationSlip:
    """``at`` (aware) is when it was submitted, ``decided_at`` (aware) when the host decided. ``number``: the application's.

    ``kpj`` and ``payment_code`` stand on it in full, for they are the worker's to keep; the NIK is masked.
    ``proof``: the signed text of the code (``domain.registration_proof``); empty where it could not be signed.
    """

    office: Office
    number: str
    clerk_id: str
    at: datetime
    name: str
    masked_nik: str
    occupation: str
    programmes: tuple[Programme, ...]
    first_period: Month
    branch_office: str
    consent_version: str
    standing: RegistrationStanding
    kpj: str = ""
    payment_code: str = ""
    refusal: Refusal | None = None
    decided_at: datetime | None = None
    proof: str = ""
    copy: int = 0

    @property
    def decided_on(self) -> date | None:
        return None if self.decided_at is None else self.decided_at.date()


def registration_slip(registration: Registration, office: Office, zone: tzinfo, copy: int = 0) -> RegistrationSlip:
    """The slip of a submitted application as it stands now. Raises ``ValueError``, a bug, for a draft, and
    ``Declined(REGISTRATION_NOT_FOUND)`` for one whose answers were erased after their time.
    """
    consent, outcome, form = registration.consent, registration.outcome, registration.form
    if registration.submitted_at is None or consent is None:
        raise ValueError(f"registration {registration.number} was never submitted")
    if form == Form():
        raise Declined(Reason.REGISTRATION_NOT_FOUND)
    issue = None if outcome is None else outcome.issue
    return RegistrationSlip(
        office=office,
        number=registration.number,
        clerk_id=registration.clerk_id,
        at=registration.submitted_at.astimezone(zone),
        name=" ".join(form.name.split()),
        masked_nik=mask(nik_digits(form)),
        occupation=form.occupation,
        programmes=form.programmes,
        first_period=Month.parse(form.first_period),
        branch_office=form.branch_office,
        consent_version=consent.version,
        standing=_STANDING.get(registration.state, RegistrationStanding.RECEIVED),
        kpj="" if issue is None else issue.kpj,
        payment_code="" if issue is None else issue.payment_code,
        refusal=None if outcome is None else outcome.refusal,
        decided_at=None if outcome is None else outcome.decided_at.astimezone(zone),
        copy=copy,
    )
