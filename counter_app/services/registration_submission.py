"""One application on its way, within the transaction of whoever submits it: a clerk with a form, or a list."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.outbox import Step
from counter_app.domain.print_job import Document, PrintJob, PrintState
from counter_app.domain.registration import Consent, Registration, RegistrationState
from counter_app.domain.registration_form import Applicant
from counter_app.domain.registration_outbox import RegistrationItem
from counter_app.services.ports import RegistrationHost, UnitOfWork
from counter_app.services.registration_doubts import DoubtKind, doubts_about
from counter_app.services.registration_entries import consented_entry, submitted_entry


def enter(
    work: UnitOfWork,
    host: RegistrationHost,
    draft: Registration,
    applicant: Applicant,
    consent: Consent,
    now: datetime,
    *,
    warned: int = 0,
) -> Registration:
    """Store a draft's submission with all that belongs to it.

    Raises ``Declined`` with ``ALREADY_PARTICIPANT``, ``REGISTRATION_OPEN`` or ``REGISTRATION_MOVED``; then the
    transaction must not be committed.
    """
    for doubt in doubts_about(work, applicant.nik.number):
        if doubt.kind is DoubtKind.PARTICIPANT:
            raise Declined(Reason.ALREADY_PARTICIPANT)
        number = "" if doubt.registration is None else doubt.registration.number
        raise Declined(Reason.REGISTRATION_OPEN, number=number)
    submitted = replace(draft, state=RegistrationState.SUBMITTED, consent=consent, submitted_at=now)
    if not work.registrations.submit(submitted):
        raise Declined(Reason.REGISTRATION_MOVED, number=draft.number, state=draft.state.value)
    work.journal.append(consented_entry(submitted, consent))
    work.journal.append(submitted_entry(submitted, now, warned))
    body = host.registration_body(submitted, applicant)
    work.registration_outbox.add(RegistrationItem(draft.id, body, Step.SEND, attempts=0, due_at=now))
    work.prints.add(slip_job(submitted, submitted.clerk_id, now))
    return submitted


def slip_job(registration: Registration, asked_by: str, at: datetime) -> PrintJob:
    """The paper that says how an application stands when it is printed."""
    return PrintJob(
        uuid4(),
        None,
        0,
        PrintState.QUEUED,
        asked_by,
        at,
        document=Document.REGISTRATION,
        subject_id=registration.id,
    )
