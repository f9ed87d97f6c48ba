"""Every table and every unique key leads with the office, so that the schema can be spread over machines by office."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, UniqueConstraint, text

from counter_app.database.server import Server, plain_engine
from counter_app.database.tables import Row
from tests.helpers.postgresql import needs_postgresql

OF_THE_SERVER_ALONE = {"ix_participants_words", "ix_participants_in_order"}
NOT_OURS = "alembic_version"

KEYS = """
    SELECT tables.relname AS table_name, indexes.relname AS key_name, attributes.attname AS first_column
    FROM pg_index AS keys
    JOIN pg_class AS tables ON tables.oid = keys.indrelid
    JOIN pg_class AS indexes ON indexes.oid = keys.indexrelid
    JOIN pg_namespace AS spaces ON spaces.oid = tables.relnamespace AND spaces.nspname = 'public'
    JOIN pg_attribute AS attributes ON attributes.attrelid = tables.oid AND attributes.attnum = keys.indkey[0]
    WHERE keys.indisunique OR keys.indisprimary
"""
REFERENCES = """
    SELECT conname, (SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]) AS own,
    (SELECT attname FROM pg_attribute WHERE attrelid = confrelid AND attnum = confkey[1]) AS other
    FROM pg_constraint WHERE contype = 'f'
"""


@pytest.fixture
def catalogue(url: str) -> Iterator[Connection]:
    with plain_engine(Server(url)).connect() as connection:
        yield connection


def test_every_key_the_program_means_leads_with_the_office() -> None:
    for table in Row.metadata.tables.values():
        assert next(iter(table.primary_key.columns)).name == "office_id", table.name
        for index in table.indexes:
            assert next(iter(index.columns)).name == "office_id", index.name
        for constraint in table.constraints:
            if isinstance(constraint, UniqueConstraint):
                assert next(iter(constraint.columns)).name == "office_id", constraint.name
        for reference in table.foreign_key_constraints:
            assert reference.column_keys[0] == "office_id", reference.name


@needs_postgresql
def test_every_key_the_server_has_leads_with_the_office(catalogue: Connection) -> None:
    keys = [row for row in catalogue.execute(text(KEYS)) if row.table_name != NOT_OURS]
    assert {row.table_name for row in keys} == set(Row.metadata.tables)
    assert [(row.table_name, row.key_name) for row in keys if row.first_column != "office_id"] == []


@needs_postgresql
def test_every_reference_stays_within_its_office(catalogue: Connection) -> None:
    references = catalogue.execute(text(REFERENCES)).all()
    assert len(references) == sum(len(table.foreign_key_constraints) for table in Row.metadata.tables.values())
    assert [row.conname for row in references if (row.own, row.other) != ("office_id", "office_id")] == []


@needs_postgresql
def test_no_number_comes_from_a_sequence_that_machines_would_have_to_share(catalogue: Connection) -> None:
    assert catalogue.execute(text("SELECT relname FROM pg_class WHERE relkind = 'S'")).all() == []


@needs_postgresql
def test_the_migrated_schema_is_the_one_the_tables_say(catalogue: Connection) -> None:
    context = MigrationContext.configure(
        catalogue, opts={"include_name": lambda name, kind, _: name not in OF_THE_SERVER_ALONE}
    )
    assert compare_metadata(context, Row.metadata) == []
