"""Applications of workers who want to take part."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from counter_app.database.registration_tables import RegistrationRow
from counter_app.database.repositories.participants import local_of
from counter_app.database.repositories.scope import Scope, table_of
from counter_app.database.tables import ParticipantRow
from counter_app.domain.participant import LocalParticipant
from counter_app.domain.registration import (
    ON_ITS_WAY,
    Consent,
    Issue,
    Outcome,
    Registration,
    RegistrationState,
    number_of,
    require_registration_transition,
)
from counter_app.domain.registration_form import Form
from counter_app.domain.registration_record import nik_digits, read, written

_CONSENT = ("consent_version", "consent_digest", "consent_at", "consent_by", "consent_form")
_LATER = (*_CONSENT, "submitted_at", "decided_at", "kpj", "payment_code", "refusal", "payment_id")
_NIK_LENGTH = 16
_WOMEN_DAY_OFFSET = 40
_BIRTH_AT = 7
"""Where the six digits of the birth begin in a NIK, counted from 1 as SQL does."""


@dataclass(frozen=True, slots=True)
class SqlRegistrations:
    """Implements ``services.ports.Registrations``."""

    scope: Scope

    def add(self, registration: Registration) -> None:
        self.scope.add(RegistrationRow(**_columns_of(registration)))

    def keep(self, registration_id: UUID, form: Form) -> bool:
        kept = self._at(registration_id, RegistrationState.DRAFT)
        return self.scope.changed(update(RegistrationRow).where(kept).values(form=written(form), nik=_nik(form)))

    def submit(self, registration: Registration) -> bool:
        consent = _consent(registration)
        if self.on_its_way(_nik(registration.form)) is not None:
            return False
        entered = (
            update(RegistrationRow)
            .where(self._at(registration.id, RegistrationState.DRAFT))
            .values(
                state=RegistrationState.SUBMITTED,
                clerk_id=registration.clerk_id,
                form=written(registration.form),
                nik=_nik(registration.form),
                submitted_at=registration.submitted_at,
                **_consent_columns(consent),
            )
        )
        try:
            with self.scope.session.begin_nested():
                return self.scope.changed(entered)
        except IntegrityError:  # another counter was faster; anything else would have been refused beforehand
            if self.on_its_way(_nik(registration.form)) is None:
                raise
            return False

    def enter_all(self, registrations: Sequence[Registration]) -> bool:
        table = table_of(RegistrationRow)
        drafts = [_columns_of(replace(each, state=RegistrationState.DRAFT)) for each in registrations]
        entered = [
            {"own": each.id, "at": each.submitted_at} | _prefixed(_consent_columns(_consent(each)))
            for each in registrations
        ]
        submitted = (
            table.update()
            .where(table.c.office_id == self.scope.office_id, table.c.id == bindparam("own", type_=table.c.id.type))
            .values(
                state=RegistrationState.SUBMITTED,
                submitted_at=bindparam("at", type_=table.c.submitted_at.type),
                **{name: bindparam(f"its_{name}", type_=table.c[name].type) for name in _CONSENT},
            )
        )
        try:
            with self.scope.session.begin_nested():
                self.scope.session.execute(insert(RegistrationRow), drafts)
                self.scope.session.connection().execute(submitted, entered)
        except IntegrityError:
            if not self.on_their_way([_nik(each.form) for each in registrations]):
                raise
            return False
        return True

    def get(self, registration_id: UUID) -> Registration | None:
        row = self.scope.session.get(RegistrationRow, (self.scope.office_id, registration_id))
        return None if row is None else _registration_of(row)

    def move(
        self, registration_id: UUID, old: RegistrationState, new: RegistrationState, outcome: Outcome | None = None
    ) -> bool:
        require_registration_transition(old, new)
        columns = _outcome_columns(outcome)
        return self.scope.changed(
            update(RegistrationRow).where(self._at(registration_id, old)).values(state=new, **columns)
        )

    def link(self, registration_id: UUID, payment_id: UUID) -> bool:
        free = self._at(registration_id, RegistrationState.ISSUED) & RegistrationRow.payment_id.is_(None)
        return self.scope.changed(update(RegistrationRow).where(free).values(payment_id=payment_id))

    def on_its_way(self, nik: str) -> Registration | None:
        return self._first(self._of_nik(nik).where(RegistrationRow.state.in_(ON_ITS_WAY)))

    def on_their_way(self, niks: Collection[str]) -> frozenset[str]:
        mine = select(RegistrationRow.nik).where(
            RegistrationRow.office_id == self.scope.office_id,
            RegistrationRow.nik.in_(niks),
            RegistrationRow.state.in_(ON_ITS_WAY),
        )
        return frozenset(self.scope.session.scalars(mine))

    def unpaid(self, nik: str) -> Registration | None:
        issued = self._of_counter().where(
            RegistrationRow.nik == nik,
            RegistrationRow.state == RegistrationState.ISSUED,
            RegistrationRow.payment_id.is_(None),
        )
        return self._first(issued.order_by(RegistrationRow.drafted_at.desc()))

    def last_branch(self) -> str:
        newest = self._of_counter().where(RegistrationRow.form != "").order_by(RegistrationRow.drafted_at.desc())
        found = self._first(newest.where(RegistrationRow.submitted_at.is_not(None)))
        return "" if found is None else found.form.branch_office

    def touched_since(self, start: datetime) -> Sequence[Registration]:
        touched = or_(
            RegistrationRow.state.in_({*ON_ITS_WAY, RegistrationState.DRAFT}),
            RegistrationRow.drafted_at >= start,
            RegistrationRow.submitted_at >= start,
            RegistrationRow.decided_at >= start,
        )
        newest = RegistrationRow.drafted_at.desc(), RegistrationRow.id
        return self._list(self._of_counter().where(touched).order_by(*newest))

    def in_states(self, states: Collection[RegistrationState]) -> Sequence[Registration]:
        oldest = RegistrationRow.drafted_at, RegistrationRow.id
        return self._list(self._of_counter().where(RegistrationRow.state.in_(states)).order_by(*oldest))

    def all(self) -> Sequence[Registration]:
        return self._list(self._of_counter().order_by(RegistrationRow.drafted_at, RegistrationRow.id))

    def likely(self, born: date | None, phone: str) -> Sequence[LocalParticipant]:
        niks = self._born(born) | self._with_phone(phone)
        found = self._participants(ParticipantRow).where(ParticipantRow.nik.in_(niks)).order_by(ParticipantRow.nik)
        return [local_of(row) for row in self.scope.session.scalars(found)] if niks else []

    def participants_among(self, niks: Collection[str]) -> frozenset[str]:
        known = select(ParticipantRow.nik).where(
            ParticipantRow.office_id == self.scope.office_id, ParticipantRow.nik.in_(niks)
        )
        return frozenset(self.scope.session.scalars(known))

    def _born(self, born: date | None) -> set[str]:
        """By the index over all numbers alone: the rows themselves would be ten times as much to read."""
        if born is None:
            return set()
        days = (f"{born.day:02}", f"{born.day + _WOMEN_DAY_OFFSET:02}")
        in_nik = func.substr(ParticipantRow.nik, _BIRTH_AT, 6)
        same_day = self._participants(ParticipantRow.nik).where(in_nik.in_([f"{day}{born:%m%y}" for day in days]))
        return set(self.scope.session.scalars(same_day))

    def _with_phone(self, phone: str) -> set[str]:
        if not phone:
            return set()
        ways = [phone, f"+62{phone[1:]}", f"62{phone[1:]}"]
        return set(
            self.scope.session.scalars(self._participants(ParticipantRow.nik).where(ParticipantRow.phone.in_(ways)))
        )

    def _participants(self, what: Any) -> Select[Any]:
        return select(what).where(ParticipantRow.office_id == self.scope.office_id)

    def _at(self, registration_id: UUID, state: RegistrationState) -> ColumnElement[bool]:
        own = (RegistrationRow.office_id == self.scope.office_id) & (RegistrationRow.id == registration_id)
        return own & (RegistrationRow.state == state)

    def _of_office(self) -> Select[RegistrationRow]:
        return select(RegistrationRow).where(RegistrationRow.office_id == self.scope.office_id)

    def _of_counter(self) -> Select[RegistrationRow]:
        return self._of_office().where(RegistrationRow.counter_id == self.scope.counter_id)

    def _of_nik(self, nik: str) -> Select[RegistrationRow]:
        return self._of_office().where(RegistrationRow.nik == nik)

    def _first(self, statement: Select[RegistrationRow]) -> Registration | None:
        row = self.scope.session.scalars(statement.limit(1)).first()
        return None if row is None else _registration_of(row)

    def _list(self, statement: Select[RegistrationRow]) -> Sequence[Registration]:
        return [_registration_of(row) for row in self.scope.session.scalars(statement)]


def _nik(form: Form) -> str:
    return nik_digits(form)[:_NIK_LENGTH]


def _columns_of(registration: Registration) -> dict[str, Any]:
    """A draft's row. What it will learn later is empty."""
    if registration.state is not RegistrationState.DRAFT:
        raise ValueError("every application begins as a draft")
    return {
        **dict.fromkeys(_LATER),
        "office_id": registration.office_id,
        "id": registration.id,
        "counter_id": registration.counter_id,
        "clerk_id": registration.clerk_id,
        "nik": _nik(registration.form),
        "form": written(registration.form),
        "drafted_at": registration.drafted_at,
        "state": registration.state,
        "corrects": registration.corrects,
    }


def _consent(registration: Registration) -> Consent:
    if registration.consent is None:
        raise ValueError("an application needs consent")
    return registration.consent


def _prefixed(columns: dict[str, object]) -> dict[str, object]:
    """Names for an UPDATE's parameters, which must differ from its columns'."""
    return {f"its_{name}": value for name, value in columns.items()}


def _consent_columns(consent: Consent) -> dict[str, object]:
    return {
        "consent_version": consent.version,
        "consent_digest": consent.digest,
        "consent_at": consent.given_at,
        "consent_by": consent.heard_by,
        "consent_form": consent.form_number,
    }


def _outcome_columns(outcome: Outcome | None) -> dict[str, object]:
    if outcome is None:
        return {}
    issue = outcome.issue
    return {
        "decided_at": outcome.decided_at,
        "kpj": None if issue is None else issue.kpj,
        "payment_code": None if issue is None else issue.payment_code,
        "refusal": outcome.refusal,
    }


def _registration_of(row: RegistrationRow) -> Registration:
    """Raises ``ValueError`` where the number it is found by is not the one in the answers, unless those were erased."""
    form = read(row.form)
    if row.form and row.nik != _nik(form):
        raise ValueError(f"registration {number_of(row.id)} is filed under another NIK than its answers hold")
    return Registration(
        id=row.id,
        office_id=row.office_id,
        counter_id=row.counter_id,
        clerk_id=row.clerk_id,
        form=form,
        drafted_at=row.drafted_at,
        state=row.state,
        corrects=row.corrects,
        consent=_consent_of(row),
        submitted_at=row.submitted_at,
        outcome=_outcome_of(row),
        payment_id=row.payment_id,
    )


def _consent_of(row: RegistrationRow) -> Consent | None:
    if row.consent_at is None:
        return None
    return Consent(
        row.consent_version or "",
        row.consent_digest or "",
        row.consent_at,
        row.consent_by or "",
        row.consent_form or "",
    )


def _outcome_of(row: RegistrationRow) -> Outcome | None:
    if row.decided_at is None:
        return None
    if row.kpj is None or row.payment_code is None:
        return Outcome(row.decided_at, refusal=row.refusal)
    return Outcome(row.decided_at, issue=Issue(row.kpj, row.payment_code))
