"""Invented papers of a registration: received, issued, refused, withdrawn, and the summary that is read before."""

from dataclasses import replace
from datetime import timedelta

from counter_app import resources
from counter_app.consent_file import consent_text
from counter_app.domain.bill import Programme
from counter_app.domain.months import Month
from counter_app.domain.registration import Refusal
from counter_app.domain.registration_reading import RegistrationReading
from counter_app.domain.registration_slip import RegistrationSlip, RegistrationStanding
from counter_app.receipt_keys import check_signature
from counter_app.services.proofs import Proofs
from counter_app.services.registration_quoting import quote_of
from counter_app.services.registration_summary import summary_of
from tests.helpers.proofs import HEAD, PocketRing, SeedSigner
from tests.helpers.receipts import AT, OFFICE
from tests.helpers.registrations import a_form


def signed(slip: RegistrationSlip) -> RegistrationSlip:
    """With the text that its counter would sign."""
    return replace(slip, proof=Proofs(SeedSigner(), PocketRing(), check_signature).slip_text(slip, HEAD))


def received() -> RegistrationSlip:
    """On its way to the host."""
    slip = RegistrationSlip(
        office=OFFICE,
        number="D-9F3A-61C2",
        clerk_id="920415",
        at=AT,
        name="RATNA KUSUMAWATI",
        masked_nik="************0011",
        occupation="Pedagang pasar",
        programmes=tuple(Programme),
        first_period=Month(2026, 11),
        branch_office="Jakarta Barat",
        consent_version=consent_text().version,
        standing=RegistrationStanding.RECEIVED,
    )
    return signed(slip)


def issued() -> RegistrationSlip:
    """With the numbers that are hers now."""
    slip = replace(
        received(),
        standing=RegistrationStanding.ISSUED,
        kpj="22000001234",
        payment_code="881000001234",
        decided_at=AT + timedelta(seconds=4),
    )
    return signed(slip)


def refused() -> RegistrationSlip:
    """With the host's reason in words."""
    return replace(
        received(),
        standing=RegistrationStanding.REFUSED,
        refusal=Refusal.BIRTH_DATE_DIFFERS,
        decided_at=AT + timedelta(seconds=4),
    )


def reading() -> RegistrationReading:
    """What she reads, and signs."""
    form = a_form()
    summary = summary_of(form, quote_of(form, resources.tariff(), Month(2026, 11)))
    return RegistrationReading(
        office=OFFICE,
        clerk_id="920415",
        at=AT,
        name=summary.name,
        person=summary.person,
        work=summary.work,
        cost=summary.cost,
        parts=summary.parts,
        consent=consent_text().words,
    )
