"""What a database file says it is and how far it goes, read without the services: for backups and for the mark."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counter_app.database.engine import connect
from counter_app.database.errors import DatabaseDamaged, OtherCounter, sorted_out
from counter_app.domain.journal import GENESIS, ChainedEntry, first_fault


@dataclass(frozen=True, slots=True)
class Contents:
    """Whose database it is, at which schema, and how far it goes.

    ``entries`` counts the journal's, ``head`` is the last one's hash, ``receipts`` the last receipt number taken.
    """

    office_id: str
    counter_id: str
    revision: str
    entries: int
    head: str
    receipts: int

    def require(self, office_id: str, counter_id: str) -> None:
        """Raise ``OtherCounter`` unless it is this counter's."""
        if (self.office_id, self.counter_id) != (office_id, counter_id):
            raise OtherCounter(
                f"The database belongs to office {self.office_id}, counter {self.counter_id}, "
                f"not to office {office_id}, counter {counter_id}."
            )


def contents_of(path: Path, key: bytes) -> Contents:
    """Read what the file says of itself. Raises ``DatabaseDamaged`` for one that is nobody's, or as ``connect``."""
    import sqlcipher3.dbapi2 as driver

    connection = connect(path, key, query_only=True)
    try:
        return _read(connection, path)
    except driver.Error as error:
        raise sorted_out(error) or DatabaseDamaged(f"{path.name} is no counter's database ({error}).") from error
    finally:
        connection.close()


def check_chain(path: Path, key: bytes) -> None:
    """Walk the journal's chain from its beginning. Raises ``DatabaseDamaged`` naming the first bad entry, or as ``connect``."""
    connection = connect(path, key, query_only=True)
    try:
        rows = connection.execute("SELECT seq, CAST(canonical AS BLOB), hash FROM journal ORDER BY seq")
        fault = first_fault(ChainedEntry(*row) for row in rows)
    finally:
        connection.close()
    if fault is not None:
        raise DatabaseDamaged(f"Journal entry {fault.seq} of {path.name} does not hold: {fault.what}.")


def _read(connection: Any, path: Path) -> Contents:
    owners = connection.execute("SELECT office_id, counter_id FROM counter_identity").fetchall()
    if len(owners) != 1:
        raise DatabaseDamaged(f"{path.name} belongs to {len(owners)} counters.")
    ((office_id, counter_id),) = owners
    (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    last = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    receipts = connection.execute("SELECT last FROM receipt_numbers").fetchone()
    entries, head = last or (0, GENESIS)
    return Contents(office_id, counter_id, revision, entries, head, receipts[0] if receipts else 0)
