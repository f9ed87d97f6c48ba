"""The counter's receipt numbers, without gaps."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, update

from counter_app.database.repositories.scope import Scope
from counter_app.database.tables import ReceiptNumberRow


@dataclass(frozen=True, slots=True)
class SqlReceiptNumbers:
    """Implements ``services.ports.ReceiptNumbers``.

    A row, not a sequence: a sequence would keep a number that was rolled back.
    """

    scope: Scope

    def take(self) -> int:
        # The update comes first: on a server it locks the row, so that two takers cannot read the same number.
        raised: int | None = self.scope.session.scalar(
            update(ReceiptNumberRow)
            .where(self._mine())
            .values(last=ReceiptNumberRow.last + 1)
            .returning(ReceiptNumberRow.last),
            execution_options={"synchronize_session": False},
        )
        if raised is not None:
            return raised
        self._begin(1)
        return 1

    def skip_to(self, number: int) -> None:
        while self.last() < number:  # one by one: the database's guard lets no number be left out
            self.take()

    def _begin(self, last: int) -> None:
        self.scope.add(ReceiptNumberRow(office_id=self.scope.office_id, counter_id=self.scope.counter_id, last=last))

    def last(self) -> int:
        return self.scope.session.scalar(select(ReceiptNumberRow.last).where(self._mine())) or 0

    def _mine(self) -> ColumnElement[bool]:
        return (ReceiptNumberRow.office_id == self.scope.office_id) & (
            ReceiptNumberRow.counter_id == self.scope.counter_id
        )
