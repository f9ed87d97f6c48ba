"""Whose rows a repository sees, and the session it sees them through."""

from dataclasses import dataclass

from sqlalchemy import Table, Update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from counter_app.database.tables import Row


@dataclass(frozen=True, slots=True)
class Scope:
    """One transaction of one counter of one office, which may be ``writing`` or only look."""

    session: Session
    office_id: str
    counter_id: str
    writing: bool = False

    @property
    def on_server(self) -> bool:
        """Whether the database is PostgreSQL, where other counters work at the same time."""
        return on_server(self.session)

    def add(self, row: Row) -> None:
        """Insert a row now, so that what the database refuses is refused here."""
        self.session.add(row)
        self.session.flush()

    def changed(self, statement: Update) -> bool:
        """Run a compare-and-set; whether it found the row as it was expected."""
        result = self.session.execute(statement, execution_options={"synchronize_session": False})
        assert isinstance(result, CursorResult)
        # Rows that were read before no longer say what the database says.
        self.session.expire_all()
        return result.rowcount == 1


def on_server(session: Session) -> bool:
    """Whether the database is PostgreSQL."""
    return session.get_bind().dialect.name == "postgresql"


def insert_new(session: Session, table: Table, **values: object) -> bool:
    """Insert a row unless one with its key is there; false, and nothing changed, when one is.

    On a server, a row that another transaction is about to commit is waited for.
    """
    statement = postgresql.insert(table) if on_server(session) else sqlite.insert(table)
    own = next(iter(table.primary_key))  # what comes back tells on either database; the count of rows does not
    return session.execute(statement.values(**values).on_conflict_do_nothing().returning(own)).first() is not None


def table_of(row: type[Row]) -> Table:
    """The table behind a row class, for statements that the object mapper has no words for."""
    assert isinstance(row.__table__, Table)
    return row.__table__
