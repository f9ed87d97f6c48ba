"""Cases: each difference between our books and the host's, until two people have closed it.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

from counter_app.database.guards import Change, Guard, never_changed, never_deleted, statements

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KINDS = (
    "only-here",
    "only-there",
    "twice",
    "other-amount",
    "other-day",
    "reversed-on-one-side",
    "other-particulars",
)
STATES = ("OPEN", "ASSIGNED", "PROPOSED", "CLOSED")
NOTES = ("opened", "assigned", "note", "proposed", "returned", "closed", "gone", "back")
FIXED = (
    "office_id",
    "id",
    "counter_id",
    "day",
    "payment_key",
    "kind",
    "receipt_number",
    "here",
    "there",
    "ours",
    "theirs",
    "opened_at",
    "opened_by",
)
PROPOSAL = ("conclusion", "proof", "proof_file", "proof_sha256", "proposed_by", "proposed_at")

GUARDS = (
    never_deleted("cases"),
    never_deleted("case_notes"),
    never_changed("case_notes"),
    never_deleted("reckonings"),
    never_changed("reckonings"),
    Guard("cases_fixed", "cases", Change.UPDATE, "what was found never changes", columns=FIXED),
    Guard(
        "cases_closed",
        "cases",
        Change.UPDATE,
        "a closed case stays as it is",
        when="OLD.state = 'CLOSED'",
    ),
    Guard(
        "cases_transition",
        "cases",
        Change.UPDATE,
        "a case cannot go from its state to that one",
        when="""NOT (
        OLD.state = 'OPEN' AND NEW.state = 'ASSIGNED'
        OR OLD.state = 'ASSIGNED' AND NEW.state IN ('ASSIGNED', 'PROPOSED')
        OR OLD.state = 'PROPOSED' AND NEW.state IN ('ASSIGNED', 'CLOSED')
    )""",
        columns=("state",),
    ),
    Guard(
        "cases_two_people",
        "cases",
        Change.UPDATE,
        "two people close a case",
        when="""NEW.state = 'CLOSED' AND (
        NEW.proposed_by IS NULL OR NEW.closed_by IS NULL OR NEW.approved_by IS NULL
        OR NEW.approved_by = NEW.proposed_by OR NEW.approved_by = NEW.closed_by
    )""",
        columns=("state", "closed_by", "approved_by"),
    ),
    Guard(
        "cases_proposal",
        "cases",
        Change.UPDATE,
        "a conclusion stays as it was proposed",
        when="NOT (OLD.state = 'ASSIGNED' AND NEW.state = 'PROPOSED')",
        columns=PROPOSAL,
    ),
)


def upgrade() -> None:
    """Make the tables, set the guards."""
    _cases()
    _notes()
    _reckonings()
    for statement in statements(GUARDS, op.get_context().dialect.name):
        op.execute(statement)


def _cases() -> None:
    op.create_table(
        "cases",
        _text("office_id", 36),
        _key("id"),
        _text("counter_id", 8),
        sa.Column("day", sa.Date(), nullable=False),
        _text("payment_key"),
        *_word("cases", "kind", KINDS),
        _text("receipt_number"),
        _number("here", nullable=True),
        _number("there", nullable=True),
        _text("ours"),
        _text("theirs"),
        _moment("opened_at"),
        _text("opened_by", 36),
        *_word("cases", "state", STATES),
        _text("owner", 36, nullable=True),
        *(_text(name) for name in ("conclusion", "proof", "proof_file")),
        _text("proof_sha256", 64),
        _text("proposed_by", 36, nullable=True),
        _moment("proposed_at", nullable=True),
        _text("closed_by", 36, nullable=True),
        _text("approved_by", 36, nullable=True),
        _moment("closed_at", nullable=True),
        _moment("gone_since", nullable=True),
        sa.PrimaryKeyConstraint("office_id", "id", name="pk_cases"),
    )
    op.create_index("ux_cases_difference", "cases", ["office_id", "day", "payment_key", "kind"], unique=True)
    op.create_index("ix_cases_state", "cases", ["office_id", "state", "day"])


def _notes() -> None:
    op.create_table(
        "case_notes",
        _text("office_id", 36),
        _key("case_id"),
        _number("place"),
        *_word("case_notes", "kind", NOTES),
        _text("by", 36),
        _moment("at"),
        _text("words"),
        sa.PrimaryKeyConstraint("office_id", "case_id", "place", name="pk_case_notes"),
        sa.ForeignKeyConstraint(["office_id", "case_id"], ["cases.office_id", "cases.id"], op.f("fk_case_notes_cases")),
    )


def _reckonings() -> None:
    op.create_table(
        "reckonings",
        _text("office_id", 36),
        _key("id"),
        _text("counter_id", 8),
        sa.Column("day", sa.Date(), nullable=False),
        _moment("at"),
        _text("by", 36),
        _text("source", 64),
        *(_number(name) for name in ("matched", "waiting", "different", "net_here", "net_there")),
        sa.PrimaryKeyConstraint("office_id", "id", name="pk_reckonings"),
    )
    op.create_index("ix_reckonings_day", "reckonings", ["office_id", "counter_id", "day", "at"])


def _word(table: str, name: str, words: tuple[str, ...]) -> tuple[sa.Column[str], sa.CheckConstraint]:
    allowed = ", ".join(f"'{each}'" for each in words)
    return _text(name, 24), sa.CheckConstraint(f"{name} IN ({allowed})", op.f(f"ck_{table}_{name}"))


def _text(name: str, length: int | None = None, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _key(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=False)
