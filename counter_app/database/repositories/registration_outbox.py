"""Applications on their way to the host, and who may send which."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, insert, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from counter_app.database.registration_tables import RegistrationOutboxRow, RegistrationRow
from counter_app.database.repositories.scope import Scope
from counter_app.domain.outbox import LONGEST_PAUSE
from counter_app.domain.registration_outbox import RegistrationItem

_Row = RegistrationOutboxRow


@dataclass(frozen=True, slots=True)
class SqlRegistrationOutbox:
    """Implements ``services.ports.RegistrationOutbox``."""

    scope: Scope

    def add(self, item: RegistrationItem) -> None:
        """Store an item of an application that has been submitted before; a bug (``LookupError``) otherwise."""
        submitted_at = self.scope.session.scalar(
            select(RegistrationRow.submitted_at).where(
                RegistrationRow.office_id == self.scope.office_id, RegistrationRow.id == item.id
            )
        )
        if submitted_at is None:
            raise LookupError("an item needs its submitted application")
        self.scope.add(RegistrationOutboxRow(**self._columns(item, submitted_at)))

    def add_all(self, items: Sequence[RegistrationItem], submitted_at: datetime) -> None:
        self.scope.session.execute(insert(_Row), [self._columns(item, submitted_at) for item in items])

    def get(self, item_id: UUID) -> RegistrationItem | None:
        row = self.scope.session.scalar(self._items().where(_Row.id == item_id))
        return None if row is None else _item_of(row)

    def lease(self, owner: str, now: datetime, until: datetime, item_id: UUID | None = None) -> RegistrationItem | None:
        due = (
            select(_Row.id)
            .where(_Row.office_id == self.scope.office_id, _Row.counter_id == self.scope.counter_id)
            .where(_Row.due_at.is_not(None), _over(_Row.due_at, now), _free(now))
        )
        if item_id is not None:
            due = due.where(_Row.id == item_id)
        oldest = due.order_by(_Row.due_at, _Row.submitted_at, _Row.id).limit(1).with_for_update(skip_locked=True)
        found = self.scope.session.scalar(oldest)
        if found is None:
            return None
        taken = update(_Row).where(self._is(found), _free(now)).values(leased_by=owner, leased_until=until)
        return self.get(found) if self.scope.changed(taken) else None

    def save(self, item: RegistrationItem, owner: str) -> bool:
        return self.scope.changed(
            update(_Row)
            .where(self._is(item.id), _Row.leased_by == owner)
            .values(
                step=item.step,
                attempts=item.attempts,
                due_at=item.due_at,
                first_attempt_at=item.first_attempt_at,
                last_code=item.last_code,
                last_words=item.last_words,
                leased_by=item.leased_by,
                leased_until=item.leased_until,
            )
        )

    def close(self, item_id: UUID) -> None:
        self.scope.changed(update(_Row).where(self._is(item_id)).values(due_at=None, leased_by="", leased_until=None))

    def waiting(self) -> int:
        counted = (
            select(func.count())
            .select_from(_Row)
            .where(_Row.office_id == self.scope.office_id, _Row.counter_id == self.scope.counter_id)
            .where(_Row.due_at.is_not(None))
        )
        return self.scope.session.scalar(counted) or 0

    def _columns(self, item: RegistrationItem, submitted_at: datetime) -> dict[str, Any]:
        return {
            "office_id": self.scope.office_id,
            "counter_id": self.scope.counter_id,
            "id": item.id,
            "submitted_at": submitted_at,
            "body": item.body,
            "step": item.step,
            "attempts": item.attempts,
            "due_at": item.due_at,
            "first_attempt_at": item.first_attempt_at,
            "last_code": item.last_code,
            "last_words": item.last_words,
            "leased_by": item.leased_by,
            "leased_until": item.leased_until,
        }

    def _items(self) -> Select[RegistrationOutboxRow]:
        return select(_Row).where(_Row.office_id == self.scope.office_id, _Row.counter_id == self.scope.counter_id)

    def _is(self, item_id: UUID) -> ColumnElement[bool]:
        return (_Row.office_id == self.scope.office_id) & (_Row.id == item_id)


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(_Row.leased_until.is_(None), _over(_Row.leased_until, now))


def _over(moment: InstrumentedAttribute[datetime | None], now: datetime) -> ColumnElement[bool]:
    return or_(moment <= now, moment > now + LONGEST_PAUSE)


def _item_of(row: RegistrationOutboxRow) -> RegistrationItem:
    return RegistrationItem(
        id=row.id,
        body=row.body,
        step=row.step,
        attempts=row.attempts,
        due_at=row.due_at,
        first_attempt_at=row.first_attempt_at,
        last_code=row.last_code,
        last_words=row.last_words,
        leased_by=row.leased_by,
        leased_until=row.leased_until,
    )
