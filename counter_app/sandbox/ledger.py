"""The host's database: opening it, one transaction at a time, and filling it with people."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event, func, insert, select, text, update
from sqlalchemy.orm import Session

from counter_app.sandbox.people import Person
from counter_app.sandbox.tables import Base, ParticipantRow, SequenceRow

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

CHANGES = "changes"
POSTINGS = "postings"
NUMBERS = "numbers"
_SEED_AT_ONCE = 500


class Ledger:
    """The host's tables behind one engine. SQLite allows one writer at a time, PostgreSQL locks rows."""

    def __init__(self, url: str) -> None:
        self.engine = _sqlite(url) if url.startswith("sqlite") else create_engine(url, pool_pre_ping=True)
        Base.metadata.create_all(self.engine)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Commits at the end, rolls back on any error."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def seed(self, people: Sequence[Person], today: date) -> None:
        """Put ``people`` in, unless somebody is there already."""
        with self.transaction() as session:
            if session.scalar(select(func.count()).select_from(ParticipantRow)):
                return
            session.execute(
                insert(SequenceRow),
                [
                    {"name": CHANGES, "value": len(people)},
                    {"name": POSTINGS, "value": 0},
                    {"name": NUMBERS, "value": 0},
                ],
            )
            found = [_row(person, place, today) for place, person in enumerate(people, 1)]
            for start in range(0, len(found), _SEED_AT_ONCE):
                session.execute(insert(ParticipantRow), found[start : start + _SEED_AT_ONCE])

    def empty(self) -> None:
        """Forget everything."""
        with self.engine.begin() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(table.delete())

    def close(self) -> None:
        self.engine.dispose()


def take_number(session: Session, sequence: str) -> int:
    """The next number of a sequence; others who want one wait until this transaction ends."""
    taken = update(SequenceRow).where(SequenceRow.name == sequence).values(value=SequenceRow.value + 1)
    return session.execute(taken.returning(SequenceRow.value)).scalar_one()


def _sqlite(url: str) -> Engine:
    # Not the interpreter's own SQLite, which may have the WAL-reset bug below 3.51.3.
    import sqlcipher3.dbapi2

    engine = create_engine(url, module=sqlcipher3.dbapi2, connect_args={"timeout": 10.0, "isolation_level": None})

    @event.listens_for(engine, "connect")
    def settle(connection: "DBAPIConnection", _entry: "ConnectionPoolEntry") -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.execute(text("BEGIN IMMEDIATE"))

    return engine


def _row(person: Person, place: int, today: date) -> dict[str, object]:
    return {
        "nik": person.nik,
        "kpj": person.kpj,
        "payment_code": person.payment_code,
        "name": person.name,
        "sector": person.sector.value,
        "income": person.income,
        "programmes": ",".join(person.programmes),
        "branch_office": person.branch_office,
        "protected_until": person.protected_until(today),
        "phone": person.phone,
        "government_paid": person.government_paid,
        "employer": person.employer,
        "credit": person.credit,
        "changed": place,
    }
