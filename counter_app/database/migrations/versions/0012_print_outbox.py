"""What a printer can be known to have done; why a job is held; one job at a time, and no way back.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

from counter_app.database.guards import POSTGRESQL, Change, Guard, never_deleted, statements

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

DOCUMENTS = (
    "receipt",
    "confirmation",
    "refund",
    "reversal",
    "closing",
    "deposit",
    "registration",
    "cash-movement",
    "handover",
    "x-report",
    "recall",
)
STATES = ("QUEUED", "PRINTING", "SPOOLED", "DELIVERED", "PRINTED", "FAILED", "HELD", "DISMISSED")
TROUBLES = (
    "off",
    "no-paper",
    "cover-open",
    "hung",
    "broke-off",
    "paused",
    "fault",
    "not-allowed",
    "no-room",
    "unknown",
)
ONE_SUBJECT = (
    "(payment_id IS NOT NULL AND shift_id IS NULL AND subject_id IS NULL) OR "
    "(payment_id IS NULL AND shift_id IS NOT NULL AND subject_id IS NULL) OR "
    "(payment_id IS NULL AND shift_id IS NULL AND subject_id IS NOT NULL)"
)
KEPT = (
    "office_id, id, counter_id, payment_id, shift_id, subject_id, document, copy, state, requested_by, requested_at, "
    "detail, wording"
)
ONE_IN_FLIGHT = """
    UPDATE print_jobs SET state = 'FAILED', detail = 'interrupted' WHERE state = 'PRINTING' AND EXISTS (
        SELECT 1 FROM print_jobs AS later WHERE later.state = 'PRINTING' AND later.id > print_jobs.id
        AND later.office_id = print_jobs.office_id AND later.counter_id = print_jobs.counter_id
    )"""
"""Of several that were left half way only one may stay so; of the others, too, something may be on paper."""
GUARDS = (
    never_deleted("print_jobs"),
    Guard(
        "print_jobs_state",
        "print_jobs",
        Change.UPDATE,
        "a print job cannot go from its state to that one",
        when="""NEW.state <> OLD.state AND NOT (
        OLD.state = 'QUEUED' AND NEW.state IN ('PRINTING', 'HELD', 'DISMISSED')
        OR OLD.state = 'HELD' AND NEW.state IN ('PRINTING', 'DELIVERED', 'DISMISSED')
        OR OLD.state = 'PRINTING' AND NEW.state IN ('SPOOLED', 'DELIVERED', 'PRINTED', 'FAILED', 'HELD')
        OR OLD.state = 'FAILED' AND NEW.state IN ('DELIVERED', 'DISMISSED')
        )""",
        columns=("state",),
    ),
    Guard(
        "print_jobs_same",
        "print_jobs",
        Change.UPDATE,
        "what a print job is for never changes",
        when="""NEW.office_id <> OLD.office_id OR NEW.id <> OLD.id OR NEW.counter_id <> OLD.counter_id
        OR NEW.payment_id IS DISTINCT FROM OLD.payment_id OR NEW.shift_id IS DISTINCT FROM OLD.shift_id
        OR NEW.subject_id IS DISTINCT FROM OLD.subject_id OR NEW.document <> OLD.document OR NEW.copy <> OLD.copy
        OR NEW.requested_by <> OLD.requested_by OR NEW.requested_at <> OLD.requested_at""",
    ),
)


def upgrade() -> None:
    """Rebuild the table: SQLite changes no constraint of one that is there."""
    if op.get_context().dialect.name == POSTGRESQL:
        op.execute("ALTER INDEX pk_print_jobs RENAME TO pk_print_jobs_before")
    op.create_table(
        "print_jobs_new",
        sa.Column("office_id", sa.String(36), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("counter_id", sa.String(8), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=True),
        sa.Column("shift_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        *_word("document", DOCUMENTS),
        sa.Column("copy", sa.BigInteger(), nullable=False),
        *_word("state", STATES),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("wording", sa.String(24), nullable=False),
        *_word("trouble", TROUBLES, nullable=True),
        sa.PrimaryKeyConstraint("office_id", "id", name="pk_print_jobs"),
        _of("payments", "payment_id"),
        _of("shifts", "shift_id"),
        sa.CheckConstraint(ONE_SUBJECT, op.f("ck_print_jobs_subject")),
    )
    op.execute(ONE_IN_FLIGHT)
    op.execute(f"INSERT INTO print_jobs_new ({KEPT}) SELECT {KEPT} FROM print_jobs")  # noqa: S608 - names of this file
    op.drop_table("print_jobs")
    op.rename_table("print_jobs_new", "print_jobs")
    _indexes()
    for statement in statements(GUARDS, op.get_context().dialect.name):
        op.execute(statement)


def _indexes() -> None:
    op.create_index("ix_print_jobs_payment", "print_jobs", ["office_id", "payment_id"])
    op.create_index("ix_print_jobs_state", "print_jobs", ["office_id", "counter_id", "state"])
    op.create_index("ix_print_jobs_subject", "print_jobs", ["office_id", "subject_id"])
    printing = sa.text("state = 'PRINTING'")
    op.create_index(
        "ux_print_jobs_in_flight",
        "print_jobs",
        ["office_id", "counter_id"],
        unique=True,
        sqlite_where=printing,
        postgresql_where=printing,
    )


def _word(name: str, words: tuple[str, ...], *, nullable: bool = False) -> tuple[sa.Column[str], sa.CheckConstraint]:
    allowed = ", ".join(f"'{each}'" for each in words)
    column = sa.Column(name, sa.String(24), nullable=nullable)
    return column, sa.CheckConstraint(f"{name} IN ({allowed})", op.f(f"ck_print_jobs_{name}"))


def _of(other: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["office_id", column], [f"{other}.office_id", f"{other}.id"], op.f(f"fk_print_jobs_{other}")
    )
