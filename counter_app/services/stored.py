"""Rows that must be there, because nothing in this database is ever deleted."""

from typing import TypeVar

Row = TypeVar("Row")


def stored(row: Row | None, what: object) -> Row:
    """The row itself. Raises ``LookupError``, a bug, when it is not there."""
    if row is None:
        raise LookupError(f"not in the database, though it must be: {what}")
    return row
