"""Opening the office's database on a PostgreSQL server for one of its counters."""

from sqlalchemy import Connection, insert, select

from counter_app.database.anchor_file import AnchorFile, check_anchor
from counter_app.database.errors import NoDatabase, OtherCounter, known_errors
from counter_app.database.high_water import MarkFile
from counter_app.database.reached import check_mark
from counter_app.database.schema import migrate, revision_of
from counter_app.database.server import Server, plain_engine, reading_engine, writing_engine
from counter_app.database.tables import CounterIdentityRow, JournalRow
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.journal import Act


def open_server_store(
    server: Server,
    office_id: str,
    counter_id: str,
    mark: MarkFile,
    *,
    realigning: bool = False,
    anchor: AnchorFile | None = None,
) -> SqlStore:
    """Open the office's database for a counter that is known there, migrating it first where that is needed.

    Nothing is backed up first: that is the server's administrator's. ``realigning`` opens one that falls short of its
    high-water mark, and leaves the mark alone. ``anchor``: what the host last held of the journal. Raises
    ``NoDatabase`` when the counter is not known there, ``DatabaseBehind`` when its books are shorter than they were,
    another ``DatabaseRefused`` when the database must not be used, ``Unavailable(DATABASE)`` when it cannot be used now.
    """
    plain = plain_engine(server)
    with known_errors(), plain.begin() as connection:
        known = revision_of(connection) is not None and _knows(connection, office_id, counter_id)
    if not known:
        raise NoDatabase(f"{server.place} knows no counter {counter_id} of office {office_id}.")
    migrate(plain)
    writer = writing_engine(server, office_id, counter_id)
    try:
        if not realigning:
            check_mark(writer, mark, office_id, counter_id)
        if not realigning and anchor is not None:
            check_anchor(writer, anchor, office_id, counter_id)
    except BaseException:
        writer.dispose()
        raise
    return SqlStore(writer, reading_engine(server), office_id, counter_id, None if realigning else mark)


def add_counter(server: Server, office_id: str, counter_id: str) -> None:
    """Make a new counter known to the database, whose tables the first one makes; one whose set-up broke off goes on.

    Raises ``OtherCounter`` when there is one of that number already, and as ``open_server_store`` does.
    """
    plain = plain_engine(server)
    migrate(plain)
    with known_errors(), plain.begin() as connection:
        if _has_begun(connection, office_id, counter_id):
            raise OtherCounter(
                f"Counter {counter_id} of office {office_id} is on {server.place} already. Choose another number, or "
                "bring that counter's folder to this machine."
            )
        if not _knows(connection, office_id, counter_id):
            connection.execute(insert(CounterIdentityRow).values(office_id=office_id, counter_id=counter_id))


def _has_begun(connection: Connection, office_id: str, counter_id: str) -> bool:
    begun = select(JournalRow.seq).where(
        JournalRow.office_id == office_id,
        JournalRow.counter_id == counter_id,
        JournalRow.act == Act.COUNTER_SET_UP.value,
    )
    return connection.execute(begun.limit(1)).one_or_none() is not None


def _knows(connection: Connection, office_id: str, counter_id: str) -> bool:
    mine = select(CounterIdentityRow.counter_id).where(
        CounterIdentityRow.office_id == office_id, CounterIdentityRow.counter_id == counter_id
    )
    return connection.execute(mine).one_or_none() is not None
