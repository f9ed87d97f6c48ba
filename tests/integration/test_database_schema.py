"""Migrations: from nothing, from an older schema, killed halfway, and what they leave."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from counter_app.database import schema
from counter_app.database.engine import check_whole, writing_engine
from counter_app.database.opening import open_store
from counter_app.database.tables import Row
from counter_app.domain.print_job import PrintState
from tests.helpers.builders import COUNTER_ID, OFFICE_ID
from tests.helpers.database import DATABASE, KEY, fresh_store, reopened

OPENING = """
import sys
from pathlib import Path
from tests.helpers.database import reopened

reopened(Path(sys.argv[1])).close()
print("alembic" in sys.modules, "keyring" in sys.modules)
"""


def old_database(path: Path, revision: str) -> None:
    """A counter's database as an older program left it, with one participant."""
    writer = writing_engine(path, KEY)
    schema.migrate(writer, to=revision)
    with writer.begin() as connection:
        connection.execute(
            text("INSERT INTO counter_identity VALUES (:office, :counter)"),
            {"office": OFFICE_ID, "counter": COUNTER_ID},
        )
        connection.execute(
            text(
                "INSERT INTO participants VALUES (:office, '3273025508920002', NULL, NULL, 'Siti', 'siti', 'NEW', 'other', "
                "1000000, 'JKK,JKM', 'Bandung', NULL, '', 0, 0, '2026-11-22 02:15:04.000000')"
            ),
            {"office": OFFICE_ID},
        )
    writer.dispose()


def test_the_migrated_schema_is_the_one_the_tables_say(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    with store.reader.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, _: (
                    not (kind == "table" and str(name).startswith("participant_names"))
                )
            },
        )
        differences = compare_metadata(context, Row.metadata)
        statements = connection.execute(text("SELECT sql FROM sqlite_master WHERE type = 'table'")).scalars().all()
    store.close()
    assert differences == []
    written = " ".join(" ".join(filter(None, statements)).split())
    for table in Row.metadata.sorted_tables:
        meant = str(CreateTable(table).compile(dialect=sqlite.dialect())).splitlines()
        for constraint in (line.strip().rstrip(",") for line in meant if "CONSTRAINT" in line):
            assert constraint in written


def test_every_key_and_unique_index_leads_with_the_office() -> None:
    for table in Row.metadata.tables.values():
        assert next(iter(table.primary_key.columns)).name == "office_id", table.name
        for index in table.indexes:
            assert next(iter(index.columns)).name == "office_id", index.name


def test_the_same_tables_can_be_written_down_for_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in Row.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert str(index.name) in str(CreateIndex(index).compile(dialect=dialect))


@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_an_older_database_is_backed_up_then_migrated_and_keeps_what_it_holds(tmp_path: Path, revision: str) -> None:
    path = tmp_path / DATABASE
    old_database(path, revision)
    store = reopened(path)
    with store.reading() as work:
        assert [local.participant.name for local in work.participants.by_name("si", 5)] == ["Siti"]
    store.close()
    backup = tmp_path / f"{DATABASE}.before-{revision}"
    check_whole(backup, KEY)
    with writing_engine(backup, KEY).begin() as connection:
        assert schema.revision_of(connection) == revision


def test_papers_that_were_left_half_way_side_by_side_do_not_keep_a_counter_shut(tmp_path: Path) -> None:
    """Before 0012 a database that was away when a job ended could leave more than one being printed."""
    path = tmp_path / DATABASE
    old_database(path, "0011")
    writer = writing_engine(path, KEY)
    with writer.begin() as connection:
        for number in range(3):
            connection.execute(
                text(
                    "INSERT INTO print_jobs (office_id, id, counter_id, subject_id, document, copy, state, requested_by, "
                    "requested_at, detail, wording) VALUES (:office, :id, :counter, :id, 'x-report', 0, 'PRINTING', "
                    "'1001', '2026-11-22 02:15:04.000000', '', '')"
                ),
                {"office": OFFICE_ID, "counter": COUNTER_ID, "id": f"{number:032x}"},
            )
    writer.dispose()
    store = reopened(path)
    with store.reading() as work:
        states = sorted(job.state for job in work.prints.unfinished())
    assert states == [PrintState.FAILED, PrintState.FAILED, PrintState.PRINTING]
    store.close()


def test_nothing_is_changed_when_the_backup_fails(tmp_path: Path) -> None:
    path = tmp_path / DATABASE
    old_database(path, "0001")
    writer = writing_engine(path, KEY)

    def no_room(_: str) -> None:
        raise OSError("no room for a backup")

    with pytest.raises(OSError, match="no room"):
        schema.migrate(writer, no_room)
    with writer.begin() as connection:
        assert schema.revision_of(connection) == "0001"
    writer.dispose()


def test_a_migration_that_dies_halfway_leaves_the_old_schema_whole(tmp_path: Path) -> None:
    path = tmp_path / DATABASE
    old_database(path, "0001")
    writer = writing_engine(path, KEY)
    with writer.begin() as connection:  # the last step will trip over this one
        connection.execute(text("CREATE TABLE participant_names (x)"))
    with pytest.raises(Exception, match="already exists"):
        schema.migrate(writer)
    with writer.begin() as connection:
        assert schema.revision_of(connection) == "0001"
        assert connection.execute(text("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")).scalar() == 0
    writer.dispose()


def test_a_database_that_is_up_to_date_is_left_alone(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    assert schema.migrate(store.writer) is False
    store.close()


def test_opening_an_up_to_date_database_does_not_load_alembic(tmp_path: Path) -> None:
    open_store(tmp_path / DATABASE, KEY, OFFICE_ID, COUNTER_ID).close()
    done = subprocess.run(
        [sys.executable, "-c", OPENING, str(tmp_path / DATABASE)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == ["False", "False"]
    assert done.stderr == ""
