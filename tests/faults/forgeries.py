"""What somebody with the database's key can do to the journal, once its guards are off."""

from collections.abc import Callable

from sqlalchemy import text

from counter_app.database.unit_of_work import SqlStore

Forgery = Callable[[SqlStore, int], None]


def take_guards_off(store: SqlStore) -> None:
    """Remove every trigger, as a forger would first of all."""
    with store.writer.begin() as connection:
        guards = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
        for guard in guards:
            connection.execute(text(f'DROP TRIGGER "{guard}"'))


def changes_one_byte(store: SqlStore, seq: int) -> None:
    """Of a date that stands early in the bytes and nowhere else in the books: only the hash can tell."""
    with store.writer.begin() as connection:
        found = connection.execute(text("SELECT canonical FROM journal WHERE seq = :seq"), {"seq": seq}).scalar_one()
    marker = next(each for each in (b'"business_date":"', b'"at":"') if each in found)
    at = found.index(marker) + len(marker)
    _execute(
        store,
        "UPDATE journal SET canonical = :bytes WHERE seq = :seq",
        bytes=found[:at] + bytes([found[at] ^ 1]) + found[at + 1 :],
        seq=seq,
    )


def removes_the_row(store: SqlStore, seq: int) -> None:
    _execute(store, "DELETE FROM journal WHERE seq = :seq", seq=seq)


def swaps_with_the_next(store: SqlStore, seq: int) -> None:
    for old, new in ((seq, 1_000_000), (seq + 1, seq), (1_000_000, seq + 1)):
        _execute(store, "UPDATE journal SET seq = :new WHERE seq = :old", old=old, new=new)


def cuts_the_tail(store: SqlStore, seq: int) -> None:
    """Everything from there on."""
    _execute(store, "DELETE FROM journal WHERE seq >= :seq", seq=seq)


def _execute(store: SqlStore, statement: str, **values: object) -> None:
    with store.writer.begin() as connection:
        assert connection.execute(text(statement), values).rowcount > 0
