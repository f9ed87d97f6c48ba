"""Rows whose period is over: counted, and let go a few at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update

from counter_app.database.contact_tables import ContactRow
from counter_app.database.registration_tables import RegistrationOutboxRow, RegistrationRow
from counter_app.database.repositories.scope import Scope
from counter_app.database.retention_tables import RetentionRunRow
from counter_app.database.tables import MonthClaimRow, ParticipantRow
from counter_app.domain.months import Month
from counter_app.domain.personal_data import LettingGo, Topic
from counter_app.domain.registration import RegistrationState
from counter_app.domain.reminder import Outcome

_OVER = (RegistrationState.ISSUED, RegistrationState.REFUSED, RegistrationState.WITHDRAWN)
_AT_REST = (*_OVER, RegistrationState.DRAFT)
"""Drafts that nobody went on with hold answers as well."""
_ENDED = func.coalesce(RegistrationRow.decided_at, RegistrationRow.submitted_at, RegistrationRow.drafted_at)


@dataclass(frozen=True, slots=True)
class SqlPersonalData:
    """Implements ``services.ports.PersonalData``."""

    scope: Scope

    def count(self, topic: Topic, before: datetime) -> int:
        if topic is Topic.LOGS:
            return 0
        due = self._due(topic, before)
        return self.scope.session.scalar(select(func.count()).where(due)) or 0

    def let_go(self, topic: Topic, before: datetime, most: int) -> int:
        match topic:
            case Topic.PARTICIPANTS:
                return self._participants(before, most)
            case Topic.REGISTRATIONS:
                return self._registrations(before, most)
            case Topic.CONTACTS:
                return self._contacts(before, most)
            case Topic.LOGS:
                return 0

    def keep(self, decision: LettingGo) -> None:
        self.scope.add(
            RetentionRunRow(
                office_id=self.scope.office_id,
                id=decision.id,
                run_id=decision.run,
                counter_id=self.scope.counter_id,
                topic=decision.topic,
                at=decision.at,
                years=decision.years,
                cut_off=decision.before,
                due=decision.count,
                actor_id=decision.actor_id,
            )
        )

    def decisions(self) -> Sequence[LettingGo]:
        own = select(RetentionRunRow).where(
            RetentionRunRow.office_id == self.scope.office_id, RetentionRunRow.counter_id == self.scope.counter_id
        )
        rows = self.scope.session.scalars(own.order_by(RetentionRunRow.at, RetentionRunRow.id))
        return [
            LettingGo(row.id, row.run_id, row.topic, row.at, row.years, row.cut_off, row.due, row.actor_id)
            for row in rows
        ]

    def erased(self) -> Sequence[tuple[Topic, datetime]]:
        session, counter = self.scope.session, self.scope.counter_id
        gone = select(_ENDED).where(
            RegistrationRow.office_id == self.scope.office_id,
            RegistrationRow.counter_id == counter,
            RegistrationRow.form == "",
            RegistrationRow.state != RegistrationState.DRAFT,
        )
        contacts = select(ContactRow.at).where(
            ContactRow.office_id == self.scope.office_id, ContactRow.counter_id == counter, ContactRow.nik == ""
        )
        return [
            *((Topic.REGISTRATIONS, at) for at in session.scalars(gone)),
            *((Topic.CONTACTS, at) for at in session.scalars(contacts)),
        ]

    def _due(self, topic: Topic, before: datetime) -> ColumnElement[bool]:
        match topic:
            case Topic.PARTICIPANTS:
                return self._unseen(before)
            case Topic.REGISTRATIONS:
                return and_(
                    *self._own(RegistrationRow), RegistrationRow.state.in_(_AT_REST), before > _ENDED, _answered()
                )
            case _:
                return and_(*self._own(ContactRow), ContactRow.at < before, _noted())

    def _own(self, row: type[RegistrationRow] | type[ContactRow]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        return row.office_id == self.scope.office_id, row.counter_id == self.scope.counter_id

    def _unseen(self, before: datetime) -> ColumnElement[bool]:
        office = self.scope.office_id
        paid = exists().where(
            MonthClaimRow.office_id == office,
            MonthClaimRow.payer_nik == ParticipantRow.nik,
            MonthClaimRow.month >= Month(before.year, before.month),
        )
        applies = exists().where(
            RegistrationRow.office_id == office,
            RegistrationRow.nik == ParticipantRow.nik,
            RegistrationRow.state.not_in(_OVER),
        )
        return and_(
            ParticipantRow.office_id == office,
            ParticipantRow.as_of < before,
            or_(ParticipantRow.protected_until.is_(None), ParticipantRow.protected_until < before.date()),
            ~paid,
            ~applies,
        )

    def _participants(self, before: datetime, most: int) -> int:
        niks = list(self.scope.session.scalars(select(ParticipantRow.nik).where(self._unseen(before)).limit(most)))
        gone = delete(ParticipantRow).where(
            ParticipantRow.office_id == self.scope.office_id, ParticipantRow.nik.in_(niks)
        )
        self.scope.session.execute(gone, execution_options={"synchronize_session": False})
        return len(niks)

    def _registrations(self, before: datetime, most: int) -> int:
        due = select(RegistrationRow.id).where(self._due(Topic.REGISTRATIONS, before)).limit(most)
        ids = list(self.scope.session.scalars(due))
        outbox = update(RegistrationOutboxRow).where(
            RegistrationOutboxRow.office_id == self.scope.office_id, RegistrationOutboxRow.id.in_(ids)
        )
        answers = update(RegistrationRow).where(
            RegistrationRow.office_id == self.scope.office_id, RegistrationRow.id.in_(ids)
        )
        for erasing in (outbox.values(body=b""), answers.values(form="", nik="")):
            self.scope.session.execute(erasing, execution_options={"synchronize_session": False})
        self.scope.session.expire_all()
        return len(ids)

    def _contacts(self, before: datetime, most: int) -> int:
        due = select(ContactRow.id).where(self._due(Topic.CONTACTS, before)).limit(most)
        ids: list[UUID] = list(self.scope.session.scalars(due))
        own = update(ContactRow).where(ContactRow.office_id == self.scope.office_id, ContactRow.id.in_(ids))
        wished = ContactRow.outcome == Outcome.DO_NOT_CONTACT
        for erasing in (own.where(~wished).values(note="", nik=""), own.where(wished).values(note="")):
            self.scope.session.execute(erasing, execution_options={"synchronize_session": False})
        self.scope.session.expire_all()
        return len(ids)


def _answered() -> ColumnElement[bool]:
    return RegistrationRow.form != ""


def _noted() -> ColumnElement[bool]:
    """Who asked not to be contacted stays known as such: only what was noted about them goes."""
    wished = ContactRow.outcome == Outcome.DO_NOT_CONTACT
    return or_(ContactRow.note != "", and_(~wished, ContactRow.nik != ""))
