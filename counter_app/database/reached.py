"""How far a database has come, and whether that is as far as its high-water mark."""

from sqlalchemy import BindParameter, Connection, Engine, bindparam, func, select

from counter_app.database.drawer_tables import CloseRow, SkippedClosesRow
from counter_app.database.errors import DatabaseBehind, known_errors
from counter_app.database.high_water import MarkFile
from counter_app.database.tables import JournalRow, ReceiptNumberRow
from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.high_water import HighWater
from counter_app.domain.journal import GENESIS

_REMEDY = (
    "Payments may be missing here that payers have receipts for. Restore a newer backup (counter-app restore FILE); "
    "where there is none, a supervisor can re-align the counter (counter-app realign)."
)


_OFFICE: BindParameter[str] = bindparam("office")
_COUNTER: BindParameter[str] = bindparam("counter")
_NUMBER = select(ReceiptNumberRow.last).where(
    ReceiptNumberRow.office_id == _OFFICE, ReceiptNumberRow.counter_id == _COUNTER
)
_CLOSED = select(func.max(CloseRow.number)).where(CloseRow.office_id == _OFFICE, CloseRow.counter_id == _COUNTER)
_SKIPPED = select(func.max(SkippedClosesRow.last)).where(
    SkippedClosesRow.office_id == _OFFICE, SkippedClosesRow.counter_id == _COUNTER
)
_REACHED = (
    select(
        JournalRow.seq,
        JournalRow.hash,
        _NUMBER.scalar_subquery(),
        _CLOSED.scalar_subquery(),
        _SKIPPED.scalar_subquery(),
    )
    .where(JournalRow.office_id == _OFFICE, JournalRow.counter_id == _COUNTER)
    .order_by(JournalRow.seq.desc())
    .limit(1)
)
"""Put together once: it runs in every write transaction."""


def reached(connection: Connection, office_id: str, counter_id: str) -> HighWater | None:
    """How far the counter's books have come in this transaction; ``None`` before the journal's first entry."""
    row = connection.execute(_REACHED, {"office": office_id, "counter": counter_id}).one_or_none()
    return None if row is None else HighWater(row[0], row[1], row[2] or 0, max(row[3] or 0, row[4] or 0))


def check_mark(writer: Engine, marks: MarkFile, office_id: str, counter_id: str) -> None:
    """Raise ``DatabaseBehind`` when the database falls short of its mark; otherwise let the mark rise to it.

    A journal that has not begun gets its mark here, so that no first commit is without one. Raises
    ``Unavailable(DATABASE)``.
    """
    try:
        mark = marks.read()  # before the database: another program may be writing both
        with known_errors(), writer.begin() as connection:
            now = reached(connection, office_id, counter_id)
            own = _hash_at(connection, office_id, counter_id, mark.entries) if mark else None
        if mark is None and now is None:
            marks.set(HighWater(0, GENESIS, 0))
    except OSError as error:
        raise Unavailable(Service.DATABASE, f"{marks.path.name} cannot be used ({error})") from error
    if now is None and (mark is None or mark.entries == 0):
        return
    if mark is None:
        raise DatabaseBehind(f"{marks.path.name}, which says how far this counter had come, is missing. {_REMEDY}")
    if now is None or now.entries < mark.entries or now.receipts < mark.receipts or now.closes < mark.closes:
        raise DatabaseBehind(f"{_compared(now, mark)} An old backup was put back, or its -wal is lost. {_REMEDY}")
    if own != mark.head:
        raise DatabaseBehind(
            f"Journal entry {mark.entries} is another than the one this counter had reached: an old backup was put "
            f"back and worked with. {_REMEDY}"
        )
    marks.rise(now)


def _hash_at(connection: Connection, office_id: str, counter_id: str, entry: int) -> str | None:
    own = select(JournalRow.hash).where(
        JournalRow.office_id == office_id, JournalRow.counter_id == counter_id, JournalRow.seq == entry
    )
    return GENESIS if entry == 0 else connection.execute(own).scalar()


def _compared(now: HighWater | None, mark: HighWater) -> str:
    entries, receipts, closes = (now.entries, now.receipts, now.closes) if now else (0, 0, 0)
    return (
        f"The database ends at journal entry {entries} and receipt number {receipts}, Z number {closes}, "
        f"but this counter had reached entry {mark.entries} and receipt {mark.receipts}, Z {mark.closes}."
    )
