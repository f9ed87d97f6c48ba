"""The drawer: denominations counted, cash moved and handed over, Z numbers.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

from counter_app.database.guards import Change, Guard, never_changed, never_deleted, statements

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

OFFERED = sa.text("state = 'offered'")
NEVER_DELETED = ("drawer_counts", "cash_movements", "handovers", "closes", "skipped_closes")
NEVER_CHANGED = ("drawer_counts", "cash_movements", "closes", "skipped_closes")
LAST_CLOSE = """(
        SELECT coalesce(max(taken.number), 0) FROM (
            SELECT number FROM closes WHERE office_id = NEW.office_id AND counter_id = NEW.counter_id
            UNION ALL
            SELECT last FROM skipped_closes WHERE office_id = NEW.office_id AND counter_id = NEW.counter_id
        ) AS taken
    )"""
CLOSED = """EXISTS (
        SELECT 1 FROM shifts WHERE office_id = NEW.office_id AND id = NEW.shift_id AND closed_at IS NOT NULL
    )"""

GUARDS = (
    Guard("cash_movements_open", "cash_movements", Change.INSERT, "cash moves in an open shift", when=CLOSED),
    Guard("drawer_counts_open", "drawer_counts", Change.INSERT, "an open drawer is counted", when=CLOSED),
    Guard(
        "drawer_counts_in_order",
        "drawer_counts",
        Change.INSERT,
        "a drawer is counted one time after the other",
        when="""NEW.number < (
        SELECT coalesce(max(number) + 1, 0) FROM drawer_counts
        WHERE office_id = NEW.office_id AND shift_id = NEW.shift_id
    )""",
    ),
    Guard(
        "closes_in_order",
        "closes",
        Change.INSERT,
        "Z numbers are neither skipped nor used twice",
        when=f"NEW.number <> 1 + {LAST_CLOSE}",
    ),
    Guard(
        "skipped_closes_forward",
        "skipped_closes",
        Change.INSERT,
        "only Z numbers that were not used here are given up",
        when=f"NEW.last <= {LAST_CLOSE}",
    ),
    Guard(
        "handovers_fixed",
        "handovers",
        Change.UPDATE,
        "what was offered never changes",
        columns=(
            "office_id",
            "id",
            "counter_id",
            "shift_id",
            "giver_id",
            "receiver_id",
            "amount",
            "pieces",
            "offered_at",
        ),
    ),
    Guard(
        "handovers_once",
        "handovers",
        Change.UPDATE,
        "a hand-over is settled once",
        when="OLD.state <> 'offered' OR NEW.state = 'offered'",
    ),
    Guard(
        "shifts_while_handed_over",
        "shifts",
        Change.INSERT,
        "a drawer that is being handed over is opened by its receiver",
        when="""EXISTS (
        SELECT 1 FROM handovers WHERE office_id = NEW.office_id AND counter_id = NEW.counter_id
            AND state = 'offered' AND receiver_id <> NEW.clerk_id
    )""",
    ),
)


def upgrade() -> None:
    """Make the tables, set the guards."""
    _counts()
    _movements()
    _handovers()
    _closes()
    guards = [*map(never_deleted, NEVER_DELETED), *map(never_changed, NEVER_CHANGED), *GUARDS]
    for statement in statements(guards, op.get_context().dialect.name):
        op.execute(statement)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, length: int | None = None, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _key(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _word(table: str, name: str, *words: str) -> tuple[sa.Column[str], sa.CheckConstraint]:
    allowed = ", ".join(f"'{each}'" for each in words)
    return _text(name, 24), sa.CheckConstraint(f"{name} IN ({allowed})", op.f(f"ck_{table}_{name}"))


def _of_shift(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["office_id", "shift_id"], ["shifts.office_id", "shifts.id"], op.f(f"fk_{table}_shifts")
    )


def _counts() -> None:
    op.create_table(
        "drawer_counts",
        _text("office_id", 36),
        _key("shift_id"),
        sa.Column("number", sa.BigInteger(), nullable=False, autoincrement=False),
        _text("counter_id", 8),
        _number("attempt"),
        _number("cash"),
        _text("pieces"),
        _text("slips"),
        _text("counted_by", 36),
        _moment("at"),
        _number("moves"),
        sa.PrimaryKeyConstraint("office_id", "shift_id", "number", name="pk_drawer_counts"),
        _of_shift("drawer_counts"),
        sa.CheckConstraint("cash >= 0", op.f("ck_drawer_counts_cash")),
    )


def _movements() -> None:
    op.create_table(
        "cash_movements",
        _text("office_id", 36),
        _key("id"),
        _text("counter_id", 8),
        _key("shift_id"),
        *_word("cash_movements", "kind", "drop", "pick-up"),
        _number("amount"),
        _text("pieces"),
        _text("reason"),
        _text("clerk_id", 36),
        _text("approved_by", 36),
        _moment("at"),
        sa.PrimaryKeyConstraint("office_id", "id", name="pk_cash_movements"),
        _of_shift("cash_movements"),
        sa.CheckConstraint("amount > 0", op.f("ck_cash_movements_amount")),
    )
    op.create_index("ix_cash_movements_shift", "cash_movements", ["office_id", "shift_id"])


def _handovers() -> None:
    op.create_table(
        "handovers",
        _text("office_id", 36),
        _key("id"),
        _text("counter_id", 8),
        _key("shift_id"),
        _text("giver_id", 36),
        _text("receiver_id", 36),
        _number("amount"),
        _text("pieces"),
        _moment("offered_at"),
        *_word("handovers", "state", "offered", "accepted", "disputed", "withdrawn"),
        _moment("settled_at", nullable=True),
        _key("next_shift_id", nullable=True),
        _number("found", nullable=True),
        _text("found_pieces", nullable=True),
        _text("reason"),
        _text("approved_by", 36),
        sa.PrimaryKeyConstraint("office_id", "id", name="pk_handovers"),
        _of_shift("handovers"),
        sa.CheckConstraint("amount >= 0", op.f("ck_handovers_amount")),
    )
    op.create_index("ux_handovers_shift", "handovers", ["office_id", "shift_id"], unique=True)
    op.create_index(
        "ux_handovers_one_offered",
        "handovers",
        ["office_id", "counter_id"],
        unique=True,
        sqlite_where=OFFERED,
        postgresql_where=OFFERED,
    )


def _closes() -> None:
    op.create_table(
        "closes",
        _text("office_id", 36),
        _text("counter_id", 8),
        sa.Column("number", sa.BigInteger(), nullable=False, autoincrement=False),
        _key("shift_id"),
        _text("closed_by", 36),
        _moment("at"),
        _number("counted"),
        _number("expected"),
        _text("stays"),
        _text("reason"),
        _text("approved_by", 36),
        sa.PrimaryKeyConstraint("office_id", "counter_id", "number", name="pk_closes"),
        _of_shift("closes"),
        sa.CheckConstraint("number >= 1", op.f("ck_closes_number")),
    )
    op.create_index("ux_closes_shift", "closes", ["office_id", "shift_id"], unique=True)
    op.create_table(
        "skipped_closes",
        _text("office_id", 36),
        _text("counter_id", 8),
        sa.Column("last", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("office_id", "counter_id", "last", name="pk_skipped_closes"),
        sa.CheckConstraint("last >= 1", op.f("ck_skipped_closes_last")),
    )
