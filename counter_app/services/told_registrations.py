"""What a journal tells of applications to take part, and whether the books hold them as told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

from counter_app.domain.identity import mask
from counter_app.domain.journal import Act, moment
from counter_app.domain.registration import ON_ITS_WAY, REGISTRATION_TRANSITIONS, Registration, RegistrationState
from counter_app.domain.registration_form import Form
from counter_app.domain.registration_record import digest, issue_digest
from counter_app.services.ports import UnitOfWork

Content = Mapping[str, Any]


@dataclass(slots=True)
class ToldRegistration:
    """Where the entries have brought an application, and those of them that say what is stored."""

    number: str
    state: RegistrationState = RegistrationState.DRAFT
    consent: Content | None = None
    submitted: Content | None = None
    decided: Content | None = None
    paid: Content | None = None

    def move(self, state: RegistrationState) -> str | None:
        """Only the table's ways can have been taken."""
        if state not in REGISTRATION_TRANSITIONS[self.state]:
            return f"moves registration {self.number} from {self.state} to {state}, which no rule allows"
        self.state = state
        return None


@dataclass(slots=True)
class ToldRegistrations:
    """Filled by reading a chain from its first entry on; ``rows`` by the application's id."""

    rows: dict[str, ToldRegistration] = field(default_factory=dict)

    def note(self, content: Content) -> str | None:
        """Take in the next entry, if it is about an application; what is wrong with it, in words an auditor can act on."""
        act, subject = content["act"], content["subject"]
        if not act.startswith("registration.") or act == Act.REGISTRATION_LIST:
            return None
        if act in {Act.REGISTRATION_DRAFTED, Act.REGISTRATION_CONSENTED}:  # off a list, consent is the first of it
            row = self.rows.setdefault(subject, ToldRegistration(content["facts"]["number"]))
            row.consent = content if act == Act.REGISTRATION_CONSENTED else row.consent
            return None
        known = self.rows.get(subject)
        return "tells of a registration that no entry began" if known is None else _followed(known, content)


def _followed(row: ToldRegistration, content: Content) -> str | None:
    match content["act"]:
        case Act.REGISTRATION_SUBMITTED:
            return _submitted(row, content)
        case Act.REGISTRATION_WITHDRAWN:
            return row.move(RegistrationState.WITHDRAWN)
        case Act.REGISTRATION_ATTEMPT:
            # A later attempt is made in the state that the first one led to.
            return row.move(RegistrationState.SENDING) if row.state is RegistrationState.SUBMITTED else _tried(row)
        case Act.REGISTRATION_OUTCOME:
            row.decided = content
            return row.move(RegistrationState(content["facts"]["state"]))
        case Act.REGISTRATION_PAID:
            return _paid(row, content)
    return None


def _submitted(row: ToldRegistration, content: Content) -> str | None:
    row.submitted = content
    if row.consent is None or row.consent["actor"] != content["actor"]:
        return f"submits registration {row.number}, to which nobody had recorded consent"
    return row.move(RegistrationState.SUBMITTED)


def _tried(row: ToldRegistration) -> str | None:
    return None if row.state in ON_ITS_WAY else f"sends registration {row.number}, which is {row.state}"


def _paid(row: ToldRegistration, content: Content) -> str | None:
    if row.state is not RegistrationState.ISSUED or row.paid is not None:
        return f"names a first payment of registration {row.number}, which has none to name"
    row.paid = content
    return None


def registrations_fault(work: UnitOfWork, told: ToldRegistrations) -> str | None:
    """The first application that is not stored as told, that nobody told of, or that nothing takes to the host."""
    stored = {str(each.id): each for each in work.registrations.all()}
    odd = sorted(stored.keys() ^ told.rows.keys())
    if odd:
        side = "no journal entry tells of it" if odd[0] in stored else "it is told of, but not stored"
        return f"registration {odd[0]}: {side}"
    for registration_id, registration in stored.items():
        different = _difference(registration, told.rows[registration_id])
        if different is not None:
            return f"registration {registration.number}: {different}"
        if registration.state in ON_ITS_WAY and not _is_carried(work, registration):
            return (
                f"registration {registration.number}: stored as {registration.state}, and nothing takes it to the host"
            )
    return None


def _is_carried(work: UnitOfWork, registration: Registration) -> bool:
    item = work.registration_outbox.get(registration.id)
    return item is not None and item.due_at is not None


def _difference(registration: Registration, row: ToldRegistration) -> str | None:
    stored, tells = _stored(registration), _told(row)
    if registration.form == Form():  # erased after its time, which the journal outlives
        tells.pop("answers", None)
    for name, value in tells.items():
        if stored[name] != value:
            return f"{name}: the journal tells {value}, stored is {stored[name]}"
    return None


def _stored(registration: Registration) -> dict[str, object]:
    consent, issue = registration.consent, registration.issue
    return {
        "state": registration.state.value,
        "answers": digest(registration.form),
        "clerk": registration.clerk_id,
        "submitted_at": None if registration.submitted_at is None else moment(registration.submitted_at),
        "consent": None if consent is None else consent.digest,
        "heard_by": None if consent is None else consent.heard_by,
        "form_number": None if consent is None else consent.form_number,
        "consent_version": None if consent is None else consent.version,
        "consent_at": None if consent is None else moment(consent.given_at),
        "corrects": None if registration.corrects is None else str(registration.corrects),
        "kpj": None if issue is None else mask(issue.kpj),
        "issue": None if issue is None else issue_digest(registration.id, issue),
        "decided_at": None if registration.outcome is None else moment(registration.outcome.decided_at.astimezone(UTC)),
        "refusal": None if registration.refusal is None else registration.refusal.value,
        "payment": None if registration.payment_id is None else str(registration.payment_id),
    }


def _told(row: ToldRegistration) -> dict[str, object]:
    decided = row.decided["facts"] if row.decided is not None else {}
    tells: dict[str, object] = {
        "state": row.state.value,
        "kpj": decided.get("kpj"),
        **{name: decided[name] for name in ("issue", "decided_at") if name in decided},
        "refusal": decided.get("refusal"),
        "payment": None if row.paid is None else row.paid["facts"]["payment"],
    }
    if row.submitted is not None and row.consent is not None:
        tells |= {
            "answers": row.submitted["facts"]["answers"],
            "clerk": row.submitted["actor"],
            "submitted_at": row.submitted["at"],
            "corrects": row.submitted["facts"]["corrects"],
            "consent": row.consent["facts"]["digest"],
            "consent_version": row.consent["facts"]["consent"],
            "consent_at": row.consent["at"],
            "heard_by": row.consent["actor"],
            "form_number": row.consent["facts"]["form_number"],
        }
    return tells
