"""Triggers: what the program must never do, the database does not do for it either.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

from counter_app.database.guards import Change, Guard, never_changed, never_deleted, statements

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
    Guard(
        "payments_fixed",
        "payments",
        Change.UPDATE,
        "what was paid never changes",
        columns=tuple(PAYMENT_FIXED_COLUMNS.split(", ")),
    ),
    Guard(
        "payments_transition",
        "payments",
        Change.UPDATE,
        "a payment cannot go from its state to that one",
        when="""NOT (
        OLD.state = 'ACCEPTED' AND NEW.state IN ('SENDING', 'CANCELLED')
        OR OLD.state = 'SENDING' AND NEW.state IN ('UNKNOWN', 'CONFIRMED', 'REJECTED', 'REVIEW')
        OR OLD.state = 'UNKNOWN' AND NEW.state IN ('CONFIRMED', 'REJECTED', 'REVIEW')
        OR OLD.state = 'REVIEW' AND NEW.state IN ('CONFIRMED', 'REJECTED')
        OR OLD.state = 'REJECTED' AND NEW.state IN ('REFUNDED')
    )""",
        columns=("state",),
    ),
    Guard(
        "payments_posting",
        "payments",
        Change.UPDATE,
        "what the host posted never changes",
        when="OLD.host_reference IS NOT NULL",
        columns=("host_reference", "posted_at", "coverage_from", "coverage_to"),
    ),
    Guard(
        "outbox_same_bytes",
        "outbox",
        Change.UPDATE,
        "the same bytes are sent at every attempt",
        columns=("office_id", "payment_id", "counter_id", "sequence", "body"),
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
    Guard(
        "journal_in_order",
        "journal",
        Change.INSERT,
        "a journal entry follows the last one",
        when="""NEW.seq <> 1 + (
        SELECT coalesce(max(seq), 0) FROM journal WHERE office_id = NEW.office_id AND counter_id = NEW.counter_id
    )""",
    ),
    Guard(
        "receipt_numbers_forward",
        "receipt_numbers",
        Change.UPDATE,
        "receipt numbers are neither skipped nor used twice",
        when="NEW.last <> OLD.last + 1 OR NEW.office_id <> OLD.office_id OR NEW.counter_id <> OLD.counter_id",
    ),
    Guard(
        "shifts_closed",
        "shifts",
        Change.UPDATE,
        "a closed shift never changes",
        when="OLD.closed_at IS NOT NULL",
    ),
)


def upgrade() -> None:
    """Set the guards."""
    guards = [*map(never_deleted, NEVER_DELETED), *map(never_changed, NEVER_CHANGED), *GUARDS]
    for statement in statements(guards, op.get_context().dialect.name):
        op.execute(statement)
