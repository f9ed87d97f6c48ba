"""Triggers: what the program must never do, the database does not do for it either.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NEVER_DELETED = ("payments", "payment_lines", "journal", "outbox", "print_jobs", "shifts", "receipt_numbers")
NEVER_CHANGED = ("payment_lines", "journal")

PAYMENT_FIXED_COLUMNS = (
    "office_id, id, counter_id, sequence, clerk_id, shift_id, business_date, receipt_number, accepted_at, payer_nik, "
    "payer_kpj, payer_name, bill_source, inquiry_id, bill_expires_at, contribution, fee, total, tender_kind, tendered, "
    "change_given, tender_reference, offline"
)

GUARDS = (
    f"""
    CREATE TRIGGER payments_fixed BEFORE UPDATE OF {PAYMENT_FIXED_COLUMNS} ON payments
    BEGIN SELECT RAISE(ABORT, 'what was paid never changes'); END
    """,
    """
    CREATE TRIGGER payments_transition BEFORE UPDATE OF state ON payments
    WHEN NOT (
        OLD.state = 'ACCEPTED' AND NEW.state IN ('SENDING', 'CANCELLED')
        OR OLD.state = 'SENDING' AND NEW.state IN ('UNKNOWN', 'CONFIRMED', 'REJECTED', 'REVIEW')
        OR OLD.state = 'UNKNOWN' AND NEW.state IN ('CONFIRMED', 'REJECTED', 'REVIEW')
        OR OLD.state = 'REVIEW' AND NEW.state IN ('CONFIRMED', 'REJECTED')
        OR OLD.state = 'REJECTED' AND NEW.state IN ('REFUNDED')
    )
    BEGIN SELECT RAISE(ABORT, 'a payment cannot go from its state to that one'); END
    """,
    """
    CREATE TRIGGER payments_posting BEFORE UPDATE OF host_reference, posted_at, coverage_from, coverage_to ON payments
    WHEN OLD.host_reference IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'what the host posted never changes'); END
    """,
    """
    CREATE TRIGGER outbox_same_bytes BEFORE UPDATE OF office_id, payment_id, counter_id, sequence, body ON outbox
    BEGIN SELECT RAISE(ABORT, 'the same bytes are sent at every attempt'); END
    """,
    """
    CREATE TRIGGER outbox_attempts BEFORE UPDATE OF attempts, first_attempt_at ON outbox
    WHEN NEW.attempts < OLD.attempts OR OLD.first_attempt_at IS NOT NULL AND NEW.first_attempt_at IS NOT OLD.first_attempt_at
    BEGIN SELECT RAISE(ABORT, 'an attempt that was made stays made'); END
    """,
    """
    CREATE TRIGGER journal_in_order BEFORE INSERT ON journal
    WHEN NEW.seq <> 1 + (
        SELECT coalesce(max(seq), 0) FROM journal WHERE office_id = NEW.office_id AND counter_id = NEW.counter_id
    )
    BEGIN SELECT RAISE(ABORT, 'a journal entry follows the last one'); END
    """,
    """
    CREATE TRIGGER receipt_numbers_forward BEFORE UPDATE ON receipt_numbers
    WHEN NEW.last <> OLD.last + 1 OR NEW.office_id <> OLD.office_id OR NEW.counter_id <> OLD.counter_id
    BEGIN SELECT RAISE(ABORT, 'receipt numbers are neither skipped nor used twice'); END
    """,
    """
    CREATE TRIGGER shifts_closed BEFORE UPDATE ON shifts WHEN OLD.closed_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a closed shift never changes'); END
    """,
)


def upgrade() -> None:
    """Set the guards."""
    for table in NEVER_DELETED:
        op.execute(
            f"CREATE TRIGGER {table}_never_deleted BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} are never deleted'); END"
        )
    for table in NEVER_CHANGED:
        op.execute(
            f"CREATE TRIGGER {table}_never_changed BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} are never changed'); END"
        )
    for guard in GUARDS:
        op.execute(guard)
