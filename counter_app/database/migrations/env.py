"""What Alembic runs: the steps that are missing, on the connection it was given, all in that connection's transaction."""

from alembic import context

from counter_app.database.tables import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    transactional_ddl=True,  # SQLite can, as long as BEGIN is ours: a killed migration leaves the old schema whole
)
context.run_migrations()
