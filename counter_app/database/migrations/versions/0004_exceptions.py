"""Reversals, refunds, approvals, and the months a payer holds; the outbox and the print jobs learn of them.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from counter_app.database.guards import POSTGRESQL, Change, Guard, never_changed, never_deleted, statements

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STATES = ("ACCEPTED", "SENDING", "UNKNOWN", "CONFIRMED", "REJECTED", "REVIEW", "CANCELLED", "REFUNDED")
DOCUMENTS = ("receipt", "confirmation", "refund", "reversal", "closing")
DEEDS = ("reverse", "cancel", "resolve-review", "over-limit", "pay-despite-doubt", "accept-clock")
WITHOUT_EFFECT = sa.text("state NOT IN ('REJECTED', 'CANCELLED')")

NEVER_DELETED = ("reversals", "refunds", "approvals", "outbox", "print_jobs")
NEVER_CHANGED = ("refunds", "month_claims")

GUARDS = (
    Guard(
        "reversals_fixed",
        "reversals",
        Change.UPDATE,
        "what was asked for never changes",
        columns=(
            "office_id",
            "id",
            "counter_id",
            "payment_id",
            "receipt_number",
            "amount",
            "reason",
            "clerk_id",
            "approved_by",
            "shift_id",
            "business_date",
            "asked_at",
        ),
    ),
    Guard(
        "reversals_transition",
        "reversals",
        Change.UPDATE,
        "a reversal cannot go from its state to that one",
        when="""NOT (
        OLD.state = 'ACCEPTED' AND NEW.state IN ('SENDING', 'CANCELLED')
        OR OLD.state = 'SENDING' AND NEW.state IN ('UNKNOWN', 'CONFIRMED', 'REJECTED', 'REVIEW')
        OR OLD.state = 'UNKNOWN' AND NEW.state IN ('CONFIRMED', 'REJECTED', 'REVIEW')
        OR OLD.state = 'REVIEW' AND NEW.state IN ('CONFIRMED', 'REJECTED')
        OR OLD.state = 'CONFIRMED' AND NEW.state IN ('REFUNDED')
    )""",
        columns=("state",),
    ),
    Guard(
        "reversals_undoing",
        "reversals",
        Change.UPDATE,
        "what the host undid never changes",
        when="OLD.host_reference IS NOT NULL",
        columns=("host_reference", "reversed_at", "protected_until"),
    ),
    Guard(
        "approvals_used_once",
        "approvals",
        Change.UPDATE,
        "an approval is used once, for what it was given for",
        when="""OLD.used_at IS NOT NULL OR NEW.used_at IS NULL OR NEW.deed <> OLD.deed OR NEW.subject <> OLD.subject
        OR NEW.asked_by <> OLD.asked_by OR NEW.approved_by <> OLD.approved_by OR NEW.given_at <> OLD.given_at
        OR NEW.office_id <> OLD.office_id OR NEW.id <> OLD.id OR NEW.counter_id <> OLD.counter_id""",
    ),
    Guard(
        "payments_cancelled_unsent",
        "payments",
        Change.UPDATE,
        "what was sent once is not cancelled",
        when="""NEW.state = 'CANCELLED' AND EXISTS (
        SELECT 1 FROM outbox WHERE office_id = NEW.office_id AND id = NEW.id AND attempts > 0
    )""",
        columns=("state",),
    ),
    Guard(
        "payments_refunded",
        "payments",
        Change.UPDATE,
        "no money is back without a refund",
        when="""NEW.state IN ('CANCELLED', 'REFUNDED') AND NOT EXISTS (
        SELECT 1 FROM refunds WHERE office_id = NEW.office_id AND payment_id = NEW.id
    )""",
        columns=("state",),
    ),
    Guard(
        "reversals_refunded",
        "reversals",
        Change.UPDATE,
        "no money is back without a refund",
        when="""NEW.state = 'REFUNDED' AND NOT EXISTS (
        SELECT 1 FROM refunds WHERE office_id = NEW.office_id AND payment_id = NEW.payment_id
    )""",
        columns=("state",),
    ),
    Guard(
        "outbox_same_bytes",
        "outbox",
        Change.UPDATE,
        "the same bytes are sent at every attempt",
        columns=("office_id", "id", "payment_id", "reversal_id", "counter_id", "sequence", "body"),
    ),
    Guard(
        "outbox_attempts",
        "outbox",
        Change.UPDATE,
        "an attempt that was made stays made",
        when="NEW.attempts < OLD.attempts OR OLD.first_attempt_at IS NOT NULL "
        "AND NEW.first_attempt_at IS DISTINCT FROM OLD.first_attempt_at",
        columns=("attempts", "first_attempt_at"),
    ),
)

KEPT = (
    Guard(
        "outbox_not_given_up",
        "outbox",
        Change.UPDATE,
        "what needs the host stays on its way to it",
        when="""NEW.due_at IS NULL AND (
        EXISTS (SELECT 1 FROM payments WHERE office_id = NEW.office_id AND id = NEW.id
            AND state IN ('ACCEPTED', 'SENDING', 'UNKNOWN'))
        OR EXISTS (SELECT 1 FROM reversals WHERE office_id = NEW.office_id AND id = NEW.id
            AND state IN ('ACCEPTED', 'SENDING', 'UNKNOWN'))
    )""",
        columns=("due_at",),
    ),
    Guard(
        "month_claims_let_go",
        "month_claims",
        Change.DELETE,
        "a month is held as long as its payment counts",
        when="""NOT (
        EXISTS (SELECT 1 FROM payments WHERE office_id = OLD.office_id AND id = OLD.payment_id
            AND state IN ('REJECTED', 'CANCELLED', 'REFUNDED'))
        OR EXISTS (SELECT 1 FROM reversals WHERE office_id = OLD.office_id AND payment_id = OLD.payment_id
            AND state IN ('CONFIRMED', 'REFUNDED'))
    )""",
    ),
)

CLAIM_WHAT_STANDS = """
    INSERT INTO month_claims (office_id, payer_nik, programme, month, payment_id)
    SELECT line.office_id, payment.payer_nik, line.programme, line.month, line.payment_id
    FROM payment_lines AS line
    JOIN payments AS payment ON payment.office_id = line.office_id AND payment.id = line.payment_id
    WHERE payment.state NOT IN ('REJECTED', 'CANCELLED', 'REFUNDED')
    AND NOT EXISTS (
        SELECT 1 FROM payment_lines AS other
        JOIN payments AS earlier ON earlier.office_id = other.office_id AND earlier.id = other.payment_id
        WHERE earlier.state NOT IN ('REJECTED', 'CANCELLED', 'REFUNDED') AND earlier.office_id = payment.office_id
        AND earlier.payer_nik = payment.payer_nik AND other.programme = line.programme AND other.month = line.month
        AND earlier.receipt_number < payment.receipt_number
    )
"""


def upgrade() -> None:
    """Make the tables, rebuild the two that learn something, set the guards."""
    _reversals()
    _refunds()
    _approvals()
    _month_claims()
    _outbox()
    _print_jobs()
    _guards()


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, length: int | None = None, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _key(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _word(table: str, name: str, *words: str) -> tuple[sa.Column[str], sa.CheckConstraint]:
    allowed = ", ".join(f"'{each}'" for each in words)
    return _text(name, 24), sa.CheckConstraint(f"{name} IN ({allowed})", op.f(f"ck_{table}_{name}"))


def _of(table: str, other: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["office_id", column], [f"{other}.office_id", f"{other}.id"], op.f(f"fk_{table}_{other}")
    )


def _reversals() -> None:
    op.create_table(
        "reversals",
        _text("office_id", 36),
        _key("id"),
        _text("counter_id", 8),
        _key("payment_id"),
        _text("receipt_number", 40),
        _number("amount"),
        _text("reason"),
        _text("clerk_id", 36),
        _text("approved_by", 36),
        _key("shift_id"),
        sa.Column("business_date", sa.Date(), nullable=False),
        _moment("asked_at"),
        *_word("reversals", "state", *STATES),
        _text("host_reference", nullable=True),
        _moment("reversed_at", nullable=True),
        sa.Column("protected_until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("office_id", "id", name="pk_reversals"),
        _of("reversals", "payments", "payment_id"),
        _of("reversals", "shifts", "shift_id"),
        sa.CheckConstraint("amount > 0", op.f("ck_reversals_amount")),
    )
    op.create_index(
        "ux_reversals_one_live",
        "reversals",
        ["office_id", "payment_id"],
        unique=True,
        sqlite_where=WITHOUT_EFFECT,
        postgresql_where=WITHOUT_EFFECT,
    )
    op.create_index("ix_reversals_state", "reversals", ["office_id", "counter_id", "state"])
    op.create_index("ix_reversals_payment", "reversals", ["office_id", "payment_id"])


def _refunds() -> None:
    op.create_table(
        "refunds",
        _text("office_id", 36),
        _key("payment_id"),
        _text("counter_id", 8),
        _key("shift_id"),
        _text("clerk_id", 36),
        *_word("refunds", "cause", "cancelled", "rejected", "reversed"),
        _number("amount"),
        sa.Column("in_cash", sa.Boolean(), nullable=False),
        _moment("at"),
        sa.PrimaryKeyConstraint("office_id", "payment_id", name="pk_refunds"),
        _of("refunds", "payments", "payment_id"),
        _of("refunds", "shifts", "shift_id"),
        sa.CheckConstraint("amount > 0", op.f("ck_refunds_amount")),
    )
    op.create_index("ix_refunds_shift", "refunds", ["office_id", "shift_id"])


def _approvals() -> None:
    op.create_table(
        "approvals",
        _text("office_id", 36),
        _key("id"),
        _text("counter_id", 8),
        *_word("approvals", "deed", *DEEDS),
        _key("subject"),
        _text("asked_by", 36),
        _text("approved_by", 36),
        _moment("given_at"),
        _moment("used_at", nullable=True),
        sa.PrimaryKeyConstraint("office_id", "id", name="pk_approvals"),
    )


def _month_claims() -> None:
    op.create_table(
        "month_claims",
        _text("office_id", 36),
        _text("payer_nik", 16),
        *_word("month_claims", "programme", "JKK", "JKM", "JHT"),
        _text("month", 7),
        _key("payment_id"),
        sa.PrimaryKeyConstraint("office_id", "payer_nik", "programme", "month", name="pk_month_claims"),
        _of("month_claims", "payments", "payment_id"),
    )
    op.create_index("ix_month_claims_payment", "month_claims", ["office_id", "payment_id"])
    op.execute(CLAIM_WHAT_STANDS)


def _copy(table: str, columns: str, into: str) -> str:
    return f"INSERT INTO {table}_new ({into}) SELECT {columns} FROM {table}"  # noqa: S608 - names of this file only


def _outbox() -> None:
    _make_room_for("outbox")
    op.create_table(
        "outbox_new",
        _text("office_id", 36),
        _key("id"),
        _key("payment_id"),
        _key("reversal_id", nullable=True),
        _text("counter_id", 8),
        _number("sequence"),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        *_word("outbox", "step", "send", "ask"),
        _number("attempts"),
        _moment("due_at", nullable=True),
        _moment("first_attempt_at", nullable=True),
        *(_text(name) for name in ("last_code", "last_words", "leased_by")),
        _moment("leased_until", nullable=True),
        sa.PrimaryKeyConstraint("office_id", "id", name="pk_outbox"),
        _of("outbox", "payments", "payment_id"),
        _of("outbox", "reversals", "reversal_id"),
        sa.CheckConstraint("id = coalesce(reversal_id, payment_id)", op.f("ck_outbox_id")),
    )
    kept = (
        "counter_id, sequence, body, step, attempts, due_at, first_attempt_at, last_code, last_words, leased_by, "
        "leased_until"
    )
    op.execute(_copy("outbox", f"office_id, payment_id, payment_id, {kept}", into=f"office_id, id, payment_id, {kept}"))
    op.drop_table("outbox")
    op.rename_table("outbox_new", "outbox")
    op.create_index("ix_outbox_due", "outbox", ["office_id", "counter_id", "due_at"])


def _print_jobs() -> None:
    _make_room_for("print_jobs")
    op.create_table(
        "print_jobs_new",
        _text("office_id", 36),
        _key("id"),
        _text("counter_id", 8),
        _key("payment_id", nullable=True),
        _key("shift_id", nullable=True),
        *_word("print_jobs", "document", *DOCUMENTS),
        _number("copy"),
        *_word("print_jobs", "state", "QUEUED", "PRINTING", "DELIVERED", "FAILED", "HELD"),
        _text("requested_by"),
        _moment("requested_at"),
        _text("detail"),
        _text("wording", 24),
        sa.PrimaryKeyConstraint("office_id", "id", name="pk_print_jobs"),
        _of("print_jobs", "payments", "payment_id"),
        _of("print_jobs", "shifts", "shift_id"),
        sa.CheckConstraint("(payment_id IS NULL) <> (shift_id IS NULL)", op.f("ck_print_jobs_subject")),
    )
    kept = "office_id, id, counter_id, payment_id, copy, state, requested_by, requested_at, detail"
    op.execute(_copy("print_jobs", f"{kept}, 'receipt', ''", into=f"{kept}, document, wording"))
    op.drop_table("print_jobs")
    op.rename_table("print_jobs_new", "print_jobs")
    op.create_index("ix_print_jobs_payment", "print_jobs", ["office_id", "payment_id"])
    op.create_index("ix_print_jobs_state", "print_jobs", ["office_id", "counter_id", "state"])


def _make_room_for(table: str) -> None:
    """A server knows an index, and so a primary key, by its name alone: the old table's must not stand in the way."""
    if op.get_context().dialect.name == POSTGRESQL:
        op.execute(f"ALTER INDEX pk_{table} RENAME TO pk_{table}_before")


def _guards() -> None:
    guards = [*map(never_deleted, NEVER_DELETED), *map(never_changed, NEVER_CHANGED), *GUARDS, *KEPT]
    for statement in statements(guards, op.get_context().dialect.name):
        op.execute(statement)
