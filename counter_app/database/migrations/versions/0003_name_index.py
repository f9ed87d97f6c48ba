"""The index over the words of participants' names.

On SQLite a full-text index, kept by triggers. It holds no text of its own: a row's id is the NIK as a number, which
leads back to the participant (one office a file), and which a VACUUM cannot renumber. PostgreSQL keeps its own by
itself, and needs one more to walk the names in the order that SQLite has anyway.

Revision ID: 0003
Revises: 0002
"""

from alembic import op

from counter_app.database.guards import POSTGRESQL

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INDEX = """
    CREATE VIRTUAL TABLE participant_names USING fts5(
        folded_name, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
    )
"""
ADD = "INSERT INTO participant_names (rowid, folded_name) VALUES (CAST(NEW.nik AS INTEGER), NEW.folded_name);"
REMOVE = "DELETE FROM participant_names WHERE rowid = CAST(OLD.nik AS INTEGER);"

SERVER_INDEXES = (
    "CREATE INDEX ix_participants_words ON participants USING gin (to_tsvector('simple', folded_name))",
    'CREATE INDEX ix_participants_in_order ON participants (office_id, folded_name COLLATE "C", nik)',
)


def upgrade() -> None:
    """Index the names that are there, and from now on every change of one."""
    if op.get_context().dialect.name == POSTGRESQL:
        for index in SERVER_INDEXES:
            op.execute(index)
        return
    op.execute(INDEX)
    op.execute(
        "INSERT INTO participant_names (rowid, folded_name) SELECT CAST(nik AS INTEGER), folded_name FROM participants"
    )
    op.execute(f"CREATE TRIGGER participants_named AFTER INSERT ON participants BEGIN {ADD} END")
    op.execute(f"CREATE TRIGGER participants_forgotten AFTER DELETE ON participants BEGIN {REMOVE} END")
    op.execute(
        "CREATE TRIGGER participants_renamed AFTER UPDATE OF nik, folded_name ON participants "
        f"WHEN OLD.nik <> NEW.nik OR OLD.folded_name <> NEW.folded_name BEGIN {REMOVE} {ADD} END"
    )
