"""The people of the office."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from counter_app.database.repositories.scope import Scope, insert_new, table_of
from counter_app.database.tables import AccountRow
from counter_app.domain.people import Account, Actor


@dataclass(frozen=True, slots=True)
class SqlAccounts:
    """Implements ``services.ports.Accounts``."""

    scope: Scope

    def get(self, user_id: str) -> Account | None:
        # Held until the end: the wrong PINs of one person, typed at two counters at once, must all be counted.
        held = self.scope.writing
        row = self.scope.session.get(AccountRow, (self.scope.office_id, user_id), with_for_update=held)
        return None if row is None else _account(row)

    def add(self, account: Account) -> bool:
        return insert_new(
            self.scope.session,
            table_of(AccountRow),
            office_id=self.scope.office_id,
            user_id=account.actor.id,
            name=account.actor.name,
            role=account.actor.role,
            pin_hash=account.pin_hash,
            active=account.active,
            failed_attempts=account.failed_attempts,
            locked_until=account.locked_until,
        )

    def save(self, account: Account) -> None:
        row = AccountRow(
            office_id=self.scope.office_id,
            user_id=account.actor.id,
            name=account.actor.name,
            role=account.actor.role,
            pin_hash=account.pin_hash,
            active=account.active,
            failed_attempts=account.failed_attempts,
            locked_until=account.locked_until,
        )
        self.scope.session.merge(row)
        self.scope.session.flush()

    def count(self) -> int:
        people = select(func.count()).select_from(AccountRow).where(AccountRow.office_id == self.scope.office_id)
        return self.scope.session.scalar(people) or 0

    def all(self) -> Sequence[Account]:
        people = select(AccountRow).where(AccountRow.office_id == self.scope.office_id).order_by(AccountRow.user_id)
        return [_account(row) for row in self.scope.session.scalars(people)]


def _account(row: AccountRow) -> Account:
    actor = Actor(row.user_id, row.name, row.role)
    return Account(actor, row.pin_hash, row.active, row.failed_attempts, row.locked_until)
