"""The way from any older database to today's tables. Alembic runs these; ``counter_app.database.schema`` calls it."""
