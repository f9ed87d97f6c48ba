"""More kinds of paper and of consent; a print job may be about something that is neither payment nor shift.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

from counter_app.database.guards import POSTGRESQL, Change, Guard, never_deleted, statements

revision = "0005"
down_revision = "0004"
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
)
DEEDS = (
    "reverse",
    "cancel",
    "resolve-review",
    "over-limit",
    "pay-despite-doubt",
    "accept-clock",
    "reprint",
    "reveal",
    "open-drawer",
    "move-cash",
    "dispute",
    "variance",
    "close-case",
    "export-full",
    "appoint",
)
ONE_SUBJECT = (
    "(payment_id IS NOT NULL AND shift_id IS NULL AND subject_id IS NULL) OR "
    "(payment_id IS NULL AND shift_id IS NOT NULL AND subject_id IS NULL) OR "
    "(payment_id IS NULL AND shift_id IS NULL AND subject_id IS NOT NULL)"
)
USED_ONCE = Guard(
    "approvals_used_once",
    "approvals",
    Change.UPDATE,
    "an approval is used once, for what it was given for",
    when="""OLD.used_at IS NOT NULL OR NEW.used_at IS NULL OR NEW.deed <> OLD.deed OR NEW.subject <> OLD.subject
    OR NEW.asked_by <> OLD.asked_by OR NEW.approved_by <> OLD.approved_by OR NEW.given_at <> OLD.given_at
    OR NEW.office_id <> OLD.office_id OR NEW.id <> OLD.id OR NEW.counter_id <> OLD.counter_id""",
)


def upgrade() -> None:
    """Rebuild both tables: SQLite changes no constraint of one that is there."""
    _print_jobs()
    _approvals()
    guards = [never_deleted("print_jobs"), never_deleted("approvals"), USED_ONCE]
    for statement in statements(guards, op.get_context().dialect.name):
        op.execute(statement)


def _print_jobs() -> None:
    _make_room_for("print_jobs")
    op.create_table(
        "print_jobs_new",
        sa.Column("office_id", sa.String(36), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("counter_id", sa.String(8), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=True),
        sa.Column("shift_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        *_word("print_jobs", "document", DOCUMENTS),
        sa.Column("copy", sa.BigInteger(), nullable=False),
        *_word("print_jobs", "state", ("QUEUED", "PRINTING", "DELIVERED", "FAILED", "HELD")),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("wording", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("office_id", "id", name="pk_print_jobs"),
        _of("print_jobs", "payments", "payment_id"),
        _of("print_jobs", "shifts", "shift_id"),
        sa.CheckConstraint(ONE_SUBJECT, op.f("ck_print_jobs_subject")),
    )
    _move(
        "print_jobs",
        "office_id, id, counter_id, payment_id, shift_id, document, copy, state, requested_by, requested_at, detail, "
        "wording",
    )
    op.create_index("ix_print_jobs_payment", "print_jobs", ["office_id", "payment_id"])
    op.create_index("ix_print_jobs_state", "print_jobs", ["office_id", "counter_id", "state"])
    op.create_index("ix_print_jobs_subject", "print_jobs", ["office_id", "subject_id"])


def _approvals() -> None:
    _make_room_for("approvals")
    op.create_table(
        "approvals_new",
        sa.Column("office_id", sa.String(36), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("counter_id", sa.String(8), nullable=False),
        *_word("approvals", "deed", DEEDS),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.String(36), nullable=False),
        sa.Column("approved_by", sa.String(36), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("office_id", "id", name="pk_approvals"),
    )
    _move("approvals", "office_id, id, counter_id, deed, subject, asked_by, approved_by, given_at, used_at")


def _word(table: str, name: str, words: tuple[str, ...]) -> tuple[sa.Column[str], sa.CheckConstraint]:
    allowed = ", ".join(f"'{each}'" for each in words)
    column = sa.Column(name, sa.String(24), nullable=False)
    return column, sa.CheckConstraint(f"{name} IN ({allowed})", op.f(f"ck_{table}_{name}"))


def _of(table: str, other: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["office_id", column], [f"{other}.office_id", f"{other}.id"], op.f(f"fk_{table}_{other}")
    )


def _move(table: str, columns: str) -> None:
    op.execute(f"INSERT INTO {table}_new ({columns}) SELECT {columns} FROM {table}")  # noqa: S608 - names of this file
    op.drop_table(table)
    op.rename_table(f"{table}_new", table)


def _make_room_for(table: str) -> None:
    """A server knows an index, and so a primary key, by its name alone: the old table's must not stand in the way."""
    if op.get_context().dialect.name == POSTGRESQL:
        op.execute(f"ALTER INDEX pk_{table} RENAME TO pk_{table}_before")
