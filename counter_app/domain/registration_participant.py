"""Whom an issued application has made a participant, as the office knows them until the host says more."""

from counter_app.domain.money import parse_rupiah
from counter_app.domain.participant import Participant, Protection
from counter_app.domain.registration import Issue, Registration
from counter_app.domain.registration_form import parse_mobile
from counter_app.domain.registration_record import nik_digits
from counter_app.domain.tariff import Tariff, parse_sector


def participant_of(registration: Registration, issue: Issue, tariff: Tariff) -> Participant:
    """Never paid yet, with the answers of a form that was checked. Raises ``Declined``, a bug, for another one."""
    form = registration.form
    return Participant(
        nik=nik_digits(form),
        kpj=issue.kpj,
        payment_code=issue.payment_code,
        name=" ".join(form.name.split()),
        status=Protection.NEW,
        sector=parse_sector(form.sector),
        income_basis=tariff.bracket(parse_rupiah(form.income)).basis,
        programmes=tariff.check_programmes(form.programmes, employer=form.employer),
        branch_office=" ".join(form.branch_office.split()),
        protected_until=None,
        phone=parse_mobile(form.phone),
        employer=form.employer,
    )
