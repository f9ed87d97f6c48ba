"""Personal data that was let go: what was decided stays, and nothing is erased that no decision covers.

A participant's copy, an application's answers and a contact's note go only where a run of this counter about that topic
has a cut-off later than they are; what else stands in those rows stays. Nothing of this opens a way to payments.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

from counter_app.database.guards import POSTGRESQL, Change, Guard, never_changed, never_deleted, statements

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TOPICS = ("participants", "registrations", "contacts", "logs")
REPLACED = (("contacts_never_changed", "contacts"), ("registrations_answers", "registrations"))


def _decided(topic: str, moment: str, counter: str = " AND counter_id = OLD.counter_id") -> str:
    return (
        "EXISTS (SELECT 1 FROM retention_runs WHERE office_id = OLD.office_id"  # noqa: S608 - our own words alone
        f"{counter} AND topic = '{topic}' AND cut_off > {moment})"
    )


GUARDS = (
    never_deleted("retention_runs"),
    never_changed("retention_runs"),
    Guard(
        "participants_let_go",
        "participants",
        Change.DELETE,
        "a participant is deleted when their period is over",
        when=f"NOT {_decided('participants', 'OLD.as_of', counter='')}",
    ),
    Guard(
        "contacts_erased",
        "contacts",
        Change.UPDATE,
        "contacts are never changed, and erased when their period is over",
        when=f"""NOT (
        NEW.note = '' AND (NEW.nik = OLD.nik OR NEW.nik = '' AND OLD.outcome <> 'do-not-contact')
        AND NEW.office_id = OLD.office_id AND NEW.id = OLD.id AND NEW.counter_id = OLD.counter_id
        AND NEW.at = OLD.at AND NEW.clerk_id = OLD.clerk_id AND NEW.way = OLD.way AND NEW.outcome = OLD.outcome
        AND {_decided("contacts", "OLD.at")}
    )""",
    ),
    Guard(
        "registrations_answers",
        "registrations",
        Change.UPDATE,
        "answers change in a draft only, and are erased when their period is over",
        when=f"""OLD.state <> 'DRAFT' AND NOT (
        NEW.form = '' AND NEW.nik = '' AND NEW.clerk_id = OLD.clerk_id
        AND OLD.state IN ('ISSUED', 'REFUSED', 'WITHDRAWN')
        AND {_decided("registrations", "COALESCE(OLD.decided_at, OLD.submitted_at, OLD.drafted_at)")}
    )""",
        columns=("clerk_id", "nik", "form"),
    ),
)


def upgrade() -> None:
    """The decisions' table; two guards give way to narrower ones, and participants get theirs."""
    op.create_table(
        "retention_runs",
        sa.Column("office_id", sa.String(36), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("counter_id", sa.String(8), nullable=False),
        sa.Column("topic", sa.String(24), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("years", sa.BigInteger(), nullable=False),
        sa.Column("cut_off", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("office_id", "id", name="pk_retention_runs"),
        sa.CheckConstraint("years >= 1", op.f("ck_retention_runs_years")),
        sa.CheckConstraint("due >= 0", op.f("ck_retention_runs_due")),
        sa.CheckConstraint("cut_off < at", op.f("ck_retention_runs_cut_off")),
        sa.CheckConstraint(f"topic IN ({', '.join(map(repr, TOPICS))})", op.f("ck_retention_runs_topic")),
    )
    op.create_index("ix_retention_runs_topic", "retention_runs", ["office_id", "counter_id", "topic", "cut_off"])
    dialect = op.get_context().dialect.name
    for name, table in REPLACED:
        op.execute(f"DROP TRIGGER {name} ON {table}" if dialect == POSTGRESQL else f"DROP TRIGGER {name}")
    for statement in statements(GUARDS, dialect):
        op.execute(statement)
