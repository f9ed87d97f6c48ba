"""Bringing a database's schema up to date. Alembic costs a start-up dearly, so it is loaded only when there is work."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from counter_app.database.errors import DatabaseTooNew, known_errors

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0012"
"""The newest revision, as Alembic would name it; a test holds the two together."""

_READ_VERSION = text("SELECT version_num FROM alembic_version")
_SCRIPTS = Path(__file__).parent / "migrations"


def revision_of(connection: Connection) -> str | None:
    """The revision a database is at, or ``None`` when it has never been migrated."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(_READ_VERSION).scalar()
    return None if found is None else str(found)


def migrate(engine: Engine, before_change: Callable[[str], None] | None = None, to: str = HEAD) -> bool:
    """Bring the schema to revision ``to`` in one transaction; false when it was there already.

    ``before_change`` is called with the old revision before a database that holds one is changed: make a backup
    there; when it raises, nothing is changed. Raises ``DatabaseTooNew`` for a revision this program does not know.
    """
    with known_errors(), engine.begin() as connection:
        old = revision_of(connection)
    if old == to:
        return False
    _require_known(old)
    if old is not None and before_change is not None:
        before_change(old)
    _upgrade(engine, to)
    return True


def config(connection: Connection | None = None) -> "Config":
    """Alembic's settings without a file of them."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def _require_known(revision: str | None) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    if revision is not None and revision not in known:
        raise DatabaseTooNew(
            f"The database is at {revision}; this program knows up to {HEAD}. Install the newer program."
        )


def _upgrade(engine: Engine, to: str) -> None:
    from alembic.command import upgrade

    with known_errors(), engine.begin() as connection:
        _alone(connection)
        upgrade(config(connection), to)


def _alone(connection: Connection) -> None:
    """On a server, two counters may come to migrate at once: the second waits, and then finds nothing left to do."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('loket-counter migration'))"))
