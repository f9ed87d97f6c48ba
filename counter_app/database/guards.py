"""Guards: triggers that refuse what the program must never do. One description of each; SQLite and PostgreSQL get the
same from it, so that they cannot drift apart.

The conditions are written in the SQL that both know. What they spell differently is turned here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

POSTGRESQL = "postgresql"


class Change(StrEnum):
    """What a guard stands before."""

    INSERT = "INSERT"
    UPDATE = "UPDATE"
    DELETE = "DELETE"


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses ``change`` on rows of ``table`` with ``words``: always, or where ``when`` holds of OLD and NEW.

    ``columns``: an UPDATE is looked at when it names one of them; without any, every one is.
    """

    name: str
    table: str
    change: Change
    words: str
    when: str = ""
    columns: tuple[str, ...] = ()


def never_deleted(table: str) -> Guard:
    """Rows of this table stay."""
    return Guard(f"{table}_never_deleted", table, Change.DELETE, f"{table} are never deleted")


def never_changed(table: str) -> Guard:
    """Rows of this table stay as they were written."""
    return Guard(f"{table}_never_changed", table, Change.UPDATE, f"{table} are never changed")


def statements(guards: Iterable[Guard], dialect: str) -> list[str]:
    """The statements that set these guards, in ``dialect``: ``sqlite`` or ``postgresql``."""
    if dialect == POSTGRESQL:
        return [statement for guard in guards for statement in _postgresql(guard)]
    return [_sqlite(guard) for guard in guards]


def _sqlite(guard: Guard) -> str:
    when = f" WHEN {guard.when.replace('IS DISTINCT FROM', 'IS NOT')}" if guard.when else ""
    return f"CREATE TRIGGER {guard.name} {_before(guard)}{when} BEGIN SELECT RAISE(ABORT, '{guard.words}'); END"


def _postgresql(guard: Guard) -> list[str]:
    refuse = f"RAISE EXCEPTION '{guard.words}' USING ERRCODE = 'integrity_constraint_violation';"
    row = "OLD" if guard.change is Change.DELETE else "NEW"
    body = f"IF {guard.when} THEN {refuse} END IF; RETURN {row};" if guard.when else refuse
    made = [
        f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN {body} END $guard$",
        f"CREATE TRIGGER {guard.name} {_before(guard)} FOR EACH ROW EXECUTE FUNCTION {guard.name}()",
    ]
    if guard.change is Change.DELETE:  # PostgreSQL alone has a way to empty a table past the guards of its rows
        made.append(
            f"CREATE TRIGGER {guard.name}_at_once BEFORE TRUNCATE ON {guard.table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {guard.name}()"
        )
    return made


def _before(guard: Guard) -> str:
    columns = f" OF {', '.join(guard.columns)}" if guard.columns else ""
    return f"BEFORE {guard.change}{columns} ON {guard.table}"
