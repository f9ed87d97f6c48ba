"""Whether a worker may be known to the office already, said before an application counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counter_app.domain.errors import Declined
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.participant import LocalParticipant
from counter_app.domain.registration import Registration
from counter_app.domain.registration_form import Form, FormRules, parse_birth_date, parse_mobile, told_by_nik
from counter_app.services.ports import NameIndex, NearName, UnitOfWork


class DoubtKind(StrEnum):
    """``PARTICIPANT``: this NIK takes part already, so payment is what is wanted. ``ON_ITS_WAY``: it is being registered.

    ``SAME_PERSON``: another NIK, almost the same name, and the same day of birth or telephone.
    """

    PARTICIPANT = "participant"
    ON_ITS_WAY = "on-its-way"
    SAME_PERSON = "same-person"


@dataclass(frozen=True, slots=True)
class Doubt:
    """``participant`` is set but for ``ON_ITS_WAY``, which has ``registration``. ``score``: likeness of the names, 0 to 100.

    The first two kinds stop a submission, the last one is for the clerk to judge.
    """

    kind: DoubtKind
    participant: LocalParticipant | None = None
    registration: Registration | None = None
    score: float = 100.0
    same_birth: bool = False
    same_phone: bool = False

    @classmethod
    def near(cls, found: NearName) -> "Doubt":
        """Somebody who may be the same person."""
        return cls(
            DoubtKind.SAME_PERSON,
            participant=found.local,
            score=found.score,
            same_birth=found.same_birth,
            same_phone=found.same_phone,
        )


def doubts_about(work: UnitOfWork, nik: str) -> Sequence[Doubt]:
    """What is certain of a NIK: that it takes part, or is being registered."""
    if not nik:
        return []
    known = work.participants.by_number(LookupNumber(NumberKind.NIK, nik))
    if known is not None:
        return [Doubt(DoubtKind.PARTICIPANT, participant=known)]
    under_way = work.registrations.on_its_way(nik)
    return [] if under_way is None else [Doubt(DoubtKind.ON_ITS_WAY, registration=under_way)]


def near_names(names: NameIndex, form: Form, rules: FormRules) -> Sequence[NearName]:
    """Who may be the same person under another NIK; nobody while neither birth date nor telephone can be read."""
    born, phone = _born(form, rules), _phone(form)
    if not form.name.strip() or (born is None and not phone):
        return []
    return names.near(form.name, born=born, phone=phone)


def _born(form: Form, rules: FormRules) -> date | None:
    try:
        return parse_birth_date(form.birth_date)
    except Declined:
        nik = told_by_nik(form.nik, rules)
        return None if nik is None else nik.birth_date


def _phone(form: Form) -> str:
    try:
        return parse_mobile(form.phone)
    except Declined:
        return ""
