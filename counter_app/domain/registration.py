"""A registration: a worker's application to take part, from the draft to the KPJ, and the only ways between its states."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.registration_form import Form


class RegistrationState(StrEnum):
    """Where an application stands. The value is what the database holds.

    ``PENDING``: the host has it and examines it. ``REFUSED``: by the host, with a reason.
    """

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    SENDING = "SENDING"
    UNKNOWN = "UNKNOWN"
    PENDING = "PENDING"
    ISSUED = "ISSUED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


REGISTRATION_TRANSITIONS: Mapping[RegistrationState, frozenset[RegistrationState]] = MappingProxyType(
    {
        RegistrationState.DRAFT: frozenset({RegistrationState.SUBMITTED, RegistrationState.WITHDRAWN}),
        RegistrationState.SUBMITTED: frozenset({RegistrationState.SENDING, RegistrationState.WITHDRAWN}),
        RegistrationState.SENDING: frozenset(
            {
                RegistrationState.UNKNOWN,
                RegistrationState.PENDING,
                RegistrationState.ISSUED,
                RegistrationState.REFUSED,
            }
        ),
        RegistrationState.UNKNOWN: frozenset(
            {RegistrationState.PENDING, RegistrationState.ISSUED, RegistrationState.REFUSED}
        ),
        RegistrationState.PENDING: frozenset({RegistrationState.ISSUED, RegistrationState.REFUSED}),
        RegistrationState.ISSUED: frozenset(),
        RegistrationState.REFUSED: frozenset(),
        RegistrationState.WITHDRAWN: frozenset(),
    }
)
"""The whole table: what is not in it cannot happen. No state is ever re-entered."""

ON_ITS_WAY = frozenset(
    {
        RegistrationState.SUBMITTED,
        RegistrationState.SENDING,
        RegistrationState.UNKNOWN,
        RegistrationState.PENDING,
    }
)
"""States that still need the host. A NIK can be in one of them once in an office."""

OVER = frozenset({RegistrationState.ISSUED, RegistrationState.REFUSED, RegistrationState.WITHDRAWN})


def require_registration_transition(old: RegistrationState, new: RegistrationState) -> None:
    """Raise ``Declined(ILLEGAL_TRANSITION)`` unless the table has it."""
    if new not in REGISTRATION_TRANSITIONS[old]:
        raise Declined(Reason.ILLEGAL_TRANSITION, old=old.value, new=new.value)


class Refusal(StrEnum):
    """Why the host refused, by the words of its contract; ``FORM`` is a form it could not read, ``OTHER`` anything else."""

    AGE_TOO_LOW = "AGE_TOO_LOW"
    AGE_TOO_HIGH = "AGE_TOO_HIGH"
    NIK_EXISTS = "NIK_EXISTS"
    NIK_MALFORMED = "NIK_MALFORMED"
    BIRTH_DATE_DIFFERS = "BIRTH_DATE_DIFFERS"
    SEX_DIFFERS = "SEX_DIFFERS"
    PROGRAMME_MANDATORY = "PROGRAMME_MANDATORY"
    PERIOD_PAST = "PERIOD_PAST"
    FORM = "FORM"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class ConsentText:
    """The words by which a worker consents (UU PDP 27/2022). ``version`` names them, up to 36 characters."""

    version: str
    words: str

    @property
    def digest(self) -> str:
        """Hex SHA-256 of the words as UTF-8: what was read out can be proven later."""
        return hashlib.sha256(self.words.encode()).hexdigest()


SIGNED_FORM = ConsentText(
    "formulir-1",
    "Pekerja menyetujui pemrosesan data pribadinya untuk kepesertaan BPJS Ketenagakerjaan dengan tanda tangan pada "
    "formulir kertas yang nomornya tercatat.",
)
"""Consent given on paper to a village collector: the number of the signed form is recorded with it."""


@dataclass(frozen=True, slots=True)
class Consent:
    """A worker's consent to the processing of their data: to which words, when (UTC), heard by whom.

    ``form_number``: of the signed paper, where consent came on a collector's list; empty where it was read out.
    """

    version: str
    digest: str
    given_at: datetime
    heard_by: str
    form_number: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """What the host gave: card number and payment code."""

    kpj: str = field(repr=False)
    payment_code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of an application: ``issue``, or a ``refusal``. ``decided_at`` is UTC."""

    decided_at: datetime
    issue: Issue | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Registration:
    """One application and where it stands. ``id`` is its idempotency key at the host.

    ``drafted_at``, ``submitted_at`` and ``decided_at`` are UTC. ``corrects``: the refused one it takes the place of.
    ``payment_id``: the first payment, taken at the counter after the KPJ came.
    """

    id: UUID
    office_id: str
    counter_id: str
    clerk_id: str
    form: Form
    drafted_at: datetime
    state: RegistrationState = RegistrationState.DRAFT
    corrects: UUID | None = None
    consent: Consent | None = None
    submitted_at: datetime | None = None
    outcome: Outcome | None = None
    payment_id: UUID | None = None

    @property
    def number(self) -> str:
        """What people call it by, on the slip and on the telephone."""
        return number_of(self.id)

    @property
    def issue(self) -> Issue | None:
        return None if self.outcome is None else self.outcome.issue

    @property
    def refusal(self) -> Refusal | None:
        return None if self.outcome is None else self.outcome.refusal


def number_of(registration_id: UUID) -> str:
    """``D-9F3A-61C2``: eight digits of the key are enough for an office and can be read out."""
    text = registration_id.hex[:8].upper()
    return f"D-{text[:4]}-{text[4:]}"
