"""The tables.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _people()
    _payments()
    _payment_lines()
    _records()
    _outbox()
    _print_jobs()
    _participants()


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, length: int | None = None, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _word(table: str, name: str, *words: str) -> tuple[sa.Column[str], sa.CheckConstraint]:
    allowed = ", ".join(f"'{each}'" for each in words)
    return _text(name, 24), sa.CheckConstraint(f"{name} IN ({allowed})", op.f(f"ck_{table}_{name}"))


def _of_payment(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["office_id", "payment_id"], ["payments.office_id", "payments.id"], f"fk_{table}_payments"
    )


def _people() -> None:
    op.create_table(
        "counter_identity",
        _text("office_id", 36),
        _text("counter_id", 8),
        sa.PrimaryKeyConstraint("office_id", "counter_id", name="pk_counter_identity"),
    )
    op.create_table(
        "accounts",
        _text("office_id", 36),
        _text("user_id", 36),
        _text("name"),
        *_word("accounts", "role", "clerk", "supervisor", "auditor", "administrator"),
        _text("pin_hash"),
        sa.Column("active", sa.Boolean(), nullable=False),
        _number("failed_attempts"),
        _moment("locked_until", nullable=True),
        sa.PrimaryKeyConstraint("office_id", "user_id", name="pk_accounts"),
    )
    op.create_table(
        "shifts",
        _text("office_id", 36),
        sa.Column("id", sa.Uuid(), nullable=False),
        _text("counter_id", 8),
        _text("clerk_id", 36),
        sa.Column("business_date", sa.Date(), nullable=False),
        _moment("opened_at"),
        _number("float_amount"),
        _moment("closed_at", nullable=True),
        _number("counted", nullable=True),
        sa.PrimaryKeyConstraint("office_id", "id", name="pk_shifts"),
    )
    op.create_index(
        "ux_shifts_one_open",
        "shifts",
        ["office_id", "counter_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )


def _payments() -> None:
    states = ("ACCEPTED", "SENDING", "UNKNOWN", "CONFIRMED", "REJECTED", "REVIEW", "CANCELLED", "REFUNDED")
    op.create_table(
        "payments",
        _text("office_id", 36),
        sa.Column("id", sa.Uuid(), nullable=False),
        _text("counter_id", 8),
        _number("sequence"),
        _text("clerk_id", 36),
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        _text("receipt_number", 40),
        _moment("accepted_at"),
        _text("payer_nik", 16),
        _text("payer_kpj", 16),
        _text("payer_name"),
        *_word("payments", "bill_source", "host", "tariff"),
        _text("inquiry_id", nullable=True),
        _moment("bill_expires_at", nullable=True),
        *(_number(name) for name in ("contribution", "fee", "total")),
        *_word("payments", "tender_kind", "CASH", "QRIS", "DEBIT", "POSPAY"),
        *(_number(name) for name in ("tendered", "change_given")),
        _text("tender_reference", 40),
        sa.Column("offline", sa.Boolean(), nullable=False),
        *_word("payments", "state", *states),
        _text("host_reference", nullable=True),
        _moment("posted_at", nullable=True),
        sa.Column("coverage_from", sa.Date(), nullable=True),
        sa.Column("coverage_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("office_id", "id", name="pk_payments"),
        sa.ForeignKeyConstraint(["office_id", "shift_id"], ["shifts.office_id", "shifts.id"], "fk_payments_shifts"),
        sa.CheckConstraint("total = contribution + fee", op.f("ck_payments_total")),
        sa.CheckConstraint("change_given >= 0 AND tendered - change_given = total", op.f("ck_payments_tender")),
    )
    op.create_index("ux_payments_receipt_number", "payments", ["office_id", "receipt_number"], unique=True)
    op.create_index("ux_payments_sequence", "payments", ["office_id", "counter_id", "sequence"], unique=True)
    op.create_index("ix_payments_business_date", "payments", ["office_id", "counter_id", "business_date"])
    op.create_index("ix_payments_shift", "payments", ["office_id", "shift_id"])
    op.create_index("ix_payments_state", "payments", ["office_id", "counter_id", "state"])
    op.create_index("ix_payments_payer", "payments", ["office_id", "payer_nik"])


def _payment_lines() -> None:
    op.create_table(
        "payment_lines",
        _text("office_id", 36),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        _number("position"),
        *_word("payment_lines", "programme", "JKK", "JKM", "JHT"),
        _text("month", 7),
        _number("full_amount"),
        _number("amount"),
        _text("relief_id", nullable=True),
        _text("relief_legal_basis", nullable=True),
        _number("relief_reduction", nullable=True),
        _text("why_source", nullable=True),
        _number("why_rate_per_mille", nullable=True),
        _number("why_basis", nullable=True),
        sa.PrimaryKeyConstraint("office_id", "payment_id", "position", name="pk_payment_lines"),
        _of_payment("payment_lines"),
        sa.CheckConstraint("amount = full_amount - coalesce(relief_reduction, 0)", op.f("ck_payment_lines_amount")),
    )


def _records() -> None:
    op.create_table(
        "receipt_numbers",
        _text("office_id", 36),
        _text("counter_id", 8),
        _number("last"),
        sa.PrimaryKeyConstraint("office_id", "counter_id", name="pk_receipt_numbers"),
    )
    op.create_table(
        "journal",
        _text("office_id", 36),
        _text("counter_id", 8),
        _number("seq"),
        _moment("at"),
        _text("actor"),
        _text("act", 40),
        _text("subject"),
        sa.Column("canonical", sa.LargeBinary(), nullable=False),
        _text("hash", 64),
        sa.PrimaryKeyConstraint("office_id", "counter_id", "seq", name="pk_journal"),
        sa.CheckConstraint("seq >= 1", op.f("ck_journal_seq")),
    )
    op.create_index("ix_journal_subject", "journal", ["office_id", "counter_id", "subject"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        _text("office_id", 36),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        _text("counter_id", 8),
        _number("sequence"),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        *_word("outbox", "step", "send", "ask"),
        _number("attempts"),
        _moment("due_at", nullable=True),
        _moment("first_attempt_at", nullable=True),
        *(_text(name) for name in ("last_code", "last_words", "leased_by")),
        _moment("leased_until", nullable=True),
        sa.PrimaryKeyConstraint("office_id", "payment_id", name="pk_outbox"),
        _of_payment("outbox"),
    )
    op.create_index("ix_outbox_due", "outbox", ["office_id", "counter_id", "due_at"])


def _print_jobs() -> None:
    op.create_table(
        "print_jobs",
        _text("office_id", 36),
        sa.Column("id", sa.Uuid(), nullable=False),
        _text("counter_id", 8),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        _number("copy"),
        *_word("print_jobs", "state", "QUEUED", "PRINTING", "DELIVERED", "FAILED", "HELD"),
        _text("requested_by"),
        _moment("requested_at"),
        _text("detail"),
        sa.PrimaryKeyConstraint("office_id", "id", name="pk_print_jobs"),
        _of_payment("print_jobs"),
    )
    op.create_index("ix_print_jobs_payment", "print_jobs", ["office_id", "payment_id"])
    op.create_index("ix_print_jobs_state", "print_jobs", ["office_id", "counter_id", "state"])


def _participants() -> None:
    op.create_table(
        "participants",
        _text("office_id", 36),
        _text("nik", 16),
        _text("kpj", 16, nullable=True),
        _text("payment_code", 16, nullable=True),
        _text("name"),
        _text("folded_name"),
        *_word("participants", "status", "ACTIVE", "LAPSED", "NEW"),
        *_word("participants", "sector", "transport", "other"),
        _number("income_basis"),
        _text("programmes", 40),
        _text("branch_office"),
        sa.Column("protected_until", sa.Date(), nullable=True),
        _text("phone"),
        sa.Column("government_paid", sa.Boolean(), nullable=False),
        sa.Column("employer", sa.Boolean(), nullable=False),
        _moment("as_of"),
        sa.PrimaryKeyConstraint("office_id", "nik", name="pk_participants"),
        sa.CheckConstraint("length(nik) = 16", op.f("ck_participants_nik")),
    )
    op.create_index("ux_participants_kpj", "participants", ["office_id", "kpj"], unique=True)
    op.create_index("ux_participants_payment_code", "participants", ["office_id", "payment_code"], unique=True)
    op.create_index("ix_participants_name", "participants", ["office_id", "folded_name", "nik"])
    op.create_table(
        "sync_states",
        _text("office_id", 36),
        _text("counter_id", 8),
        _text("cursor"),
        _number("received"),
        _number("total"),
        _moment("finished_at", nullable=True),
        sa.PrimaryKeyConstraint("office_id", "counter_id", name="pk_sync_states"),
    )
