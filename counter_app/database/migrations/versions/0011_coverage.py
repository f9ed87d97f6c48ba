"""How the office's participants stood when somebody looked: past months cannot be counted from what they are now.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

from counter_app.database.guards import never_changed, never_deleted, statements

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

SECTORS = ("transport", "other")
INDEXES = (
    ("ix_payments_coverage", "payments", ("office_id", "id", "state", "payer_nik", "business_date")),
    ("ix_payment_lines_coverage", "payment_lines", ("office_id", "payment_id", "programme", "month", "amount")),
    ("ix_participants_coverage", "participants", ("office_id", "nik", "sector", "protected_until")),
)
"""All that is counted stands in them: rows are wide, and pages of an encrypted file are dear."""
GUARDS = (never_changed("coverage_looks"), never_deleted("coverage_looks"))


def upgrade() -> None:
    """What was seen stays as it was seen."""
    op.create_table(
        "coverage_looks",
        sa.Column("office_id", sa.String(36), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("sector", sa.String(24), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counter_id", sa.String(8), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("registered", "active", "grace", "lapsed")),
        sa.PrimaryKeyConstraint("office_id", "month", "sector", "taken_at", "counter_id", name="pk_coverage_looks"),
        sa.CheckConstraint(f"sector IN ({', '.join(map(repr, SECTORS))})", op.f("ck_coverage_looks_sector")),
        sa.CheckConstraint("active >= 0 AND grace >= 0 AND lapsed >= 0", op.f("ck_coverage_looks_counts")),
        sa.CheckConstraint("registered >= active + grace + lapsed", op.f("ck_coverage_looks_registered")),
    )
    for name, table, columns in INDEXES:
        op.create_index(name, table, list(columns))
    for statement in statements(GUARDS, op.get_context().dialect.name):
        op.execute(statement)
