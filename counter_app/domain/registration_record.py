"""A form as the database keeps it: one line of JSON, the same for the same answers, so that its digest can be journaled."""

import hashlib
import json
from uuid import UUID

from counter_app.domain.bill import Programme
from counter_app.domain.errors import Declined
from counter_app.domain.identity import digits_of
from counter_app.domain.registration import Issue
from counter_app.domain.registration_form import Form, HeirForm

_TEXTS = (
    "nik",
    "name",
    "birth_place",
    "birth_date",
    "sex",
    "address",
    "mother",
    "phone",
    "email",
    "occupation",
    "sector",
    "work_place",
    "work_hours",
    "income",
    "first_period",
    "branch_office",
)


def written(form: Form) -> str:
    """The form as text."""
    content: dict[str, object] = {name: getattr(form, name) for name in _TEXTS}
    content["programmes"] = [programme.value for programme in form.programmes]
    content["heirs"] = [[heir.name, heir.relation, heir.nik] for heir in form.heirs]
    content["employer"] = form.employer
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def read(text: str) -> Form:
    """The form again. One whose answers were erased after their time (an empty text) is an empty form."""
    if not text:
        return Form()
    content = json.loads(text)
    return Form(
        **{name: str(content[name]) for name in _TEXTS},
        programmes=tuple(Programme(code) for code in content["programmes"]),
        heirs=tuple(HeirForm(*map(str, heir)) for heir in content["heirs"]),
        employer=bool(content["employer"]),
    )


def digest(form: Form) -> str:
    """Hex SHA-256 of the form as text: the journal holds it in the answers' stead."""
    return hashlib.sha256(written(form).encode()).hexdigest()


def issue_digest(registration_id: UUID, issue: Issue) -> str:
    """Hex SHA-256 of what the host gave, of both numbers together: the journal holds it beside the masked card number.
    Seventeen digits and more that nobody knows cannot be tried one by one.
    """
    return hashlib.sha256(f"{registration_id} {issue.kpj} {issue.payment_code}".encode()).hexdigest()


def nik_digits(form: Form) -> str:
    """The NIK without separators; empty while what was typed holds anything else."""
    try:
        return digits_of(form.nik)
    except Declined:
        return ""
