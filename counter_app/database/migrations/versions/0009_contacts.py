"""Who was reminded, by which way, and what came of it; and participants in the order in which protection ends.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

from counter_app.database.guards import never_changed, never_deleted, statements

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WAYS = ("call", "message", "letter", "visit")
OUTCOMES = ("sent", "will-pay", "not-reached", "wrong-number", "moved", "refused", "do-not-contact")
REMINDED = (
    "office_id",
    "protected_until",
    "government_paid",
    "income_basis",
    "nik",
    "branch_office",
    "sector",
    "folded_name",
)
GUARDS = (never_changed("contacts"), never_deleted("contacts"))


def upgrade() -> None:
    """What was noted stays as it was noted."""
    op.create_table(
        "contacts",
        sa.Column("office_id", sa.String(36), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("counter_id", sa.String(8), nullable=False),
        sa.Column("nik", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("clerk_id", sa.String(36), nullable=False),
        *_word("way", WAYS),
        *_word("outcome", OUTCOMES),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("office_id", "id", name="pk_contacts"),
    )
    op.create_index("ix_contacts_person", "contacts", ["office_id", "nik", "at"])
    op.create_index("ix_contacts_outcome", "contacts", ["office_id", "outcome", "nik"])
    op.create_index("ix_contacts_at", "contacts", ["office_id", "at", "nik"])
    op.create_index("ix_participants_reminded", "participants", list(REMINDED))
    op.create_index("ix_month_claims_month", "month_claims", ["office_id", "programme", "month", "payer_nik"])
    for statement in statements(GUARDS, op.get_context().dialect.name):
        op.execute(statement)


def _word(name: str, words: tuple[str, ...]) -> tuple[sa.Column[str], sa.CheckConstraint]:
    allowed = ", ".join(f"'{each}'" for each in words)
    column = sa.Column(name, sa.String(24), nullable=False)
    return column, sa.CheckConstraint(f"{name} IN ({allowed})", op.f(f"ck_contacts_{name}"))
