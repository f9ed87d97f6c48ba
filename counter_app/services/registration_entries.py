"""What the journal says of an application: its number, the masked NIK, the digest of the answers, never the answers."""

from datetime import UTC, datetime

from counter_app.domain.identity import mask
from counter_app.domain.journal import Act, Entry, Fact, moment
from counter_app.domain.payment import Payment
from counter_app.domain.print_job import PrintJob
from counter_app.domain.registration import Consent, Outcome, Registration, RegistrationState
from counter_app.domain.registration_record import digest, issue_digest, nik_digits


def drafted_entry(draft: Registration) -> Entry:
    """A form was begun; ``corrects`` names the refused application it takes the place of."""
    facts = _facts(draft)
    if draft.corrects is not None:
        facts["corrects"] = str(draft.corrects)
    return Entry(draft.drafted_at, draft.clerk_id, Act.REGISTRATION_DRAFTED, str(draft.id), facts)


def consented_entry(registration: Registration, consent: Consent) -> Entry:
    """The worker consented: to which words, by their digest, and on which signed form where it was one."""
    facts = _facts(registration) | {
        "consent": consent.version,
        "digest": consent.digest,
        "form_number": consent.form_number,
    }
    return Entry(consent.given_at, consent.heard_by, Act.REGISTRATION_CONSENTED, str(registration.id), facts)


def submitted_entry(registration: Registration, at: datetime, warned: int) -> Entry:
    """It counts; verification compares this with what is stored."""
    form = registration.form
    facts = _facts(registration) | {
        "programmes": ",".join(programme.value for programme in form.programmes),
        "first_period": form.first_period.strip(),
        "sector": form.sector.strip(),
        "answers": digest(form),
        "warned": warned,
        "corrects": None if registration.corrects is None else str(registration.corrects),
    }
    return Entry(at, registration.clerk_id, Act.REGISTRATION_SUBMITTED, str(registration.id), facts)


def withdrawn_entry(registration: Registration, actor: str, reason: str, at: datetime) -> Entry:
    """It was taken back before the host ever heard of it."""
    facts = _facts(registration) | {"reason": reason, "was": registration.state.value}
    return Entry(at, actor, Act.REGISTRATION_WITHDRAWN, str(registration.id), facts)


def attempt_entry(registration: Registration, actor: str, attempt: int, at: datetime) -> Entry:
    """It is about to be sent."""
    return Entry(at, actor, Act.REGISTRATION_ATTEMPT, str(registration.id), _facts(registration) | {"attempt": attempt})


def outcome_entry(
    registration: Registration,
    actor: str,
    state: RegistrationState,
    at: datetime,
    *,
    code: str = "",
    words: str = "",
    outcome: Outcome | None = None,
) -> Entry:
    """It moved to ``state``; the card number is masked, as every number here is."""
    facts = _facts(registration) | {"state": state.value, "code": code, "words": words}
    if outcome is not None and outcome.issue is not None:
        facts["kpj"] = mask(outcome.issue.kpj)
        facts["issue"] = issue_digest(registration.id, outcome.issue)
    if outcome is not None:
        facts["decided_at"] = moment(outcome.decided_at.astimezone(UTC))
    if outcome is not None and outcome.refusal is not None:
        facts["refusal"] = outcome.refusal.value
    return Entry(at, actor, Act.REGISTRATION_OUTCOME, str(registration.id), facts)


def paid_entry(registration: Registration, payment: Payment) -> Entry:
    """The first payment of whoever was registered was taken."""
    facts = _facts(registration) | {"receipt": payment.receipt_number, "payment": str(payment.id)}
    return Entry(payment.accepted_at, payment.clerk_id, Act.REGISTRATION_PAID, str(registration.id), facts)


def slip_entry(registration: Registration, job: PrintJob) -> Entry:
    """A slip was asked for, of somebody who came on a list."""
    facts = _facts(registration) | {"document": job.document.value}
    return Entry(job.requested_at, job.requested_by, Act.SLIP_ASKED, str(registration.id), facts)


def _facts(registration: Registration) -> dict[str, Fact]:
    return {"number": registration.number, "payer": mask(nik_digits(registration.form))}
