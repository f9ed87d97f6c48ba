"""Workers who are being registered; and participants by telephone, as somebody may be known under another NIK.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

from counter_app.database.guards import Change, Guard, never_deleted, statements

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATES = ("DRAFT", "SUBMITTED", "SENDING", "UNKNOWN", "PENDING", "ISSUED", "REFUSED", "WITHDRAWN")
REFUSALS = (
    "AGE_TOO_LOW",
    "AGE_TOO_HIGH",
    "NIK_EXISTS",
    "NIK_MALFORMED",
    "BIRTH_DATE_DIFFERS",
    "SEX_DIFFERS",
    "PROGRAMME_MANDATORY",
    "PERIOD_PAST",
    "FORM",
    "OTHER",
)
ON_ITS_WAY = sa.text("state IN ('SUBMITTED', 'SENDING', 'UNKNOWN', 'PENDING')")

GUARDS = (
    never_deleted("registrations"),
    never_deleted("registration_outbox"),
    Guard(
        "registrations_begin",
        "registrations",
        Change.INSERT,
        "every application begins as a draft",
        when="NEW.state <> 'DRAFT'",
    ),
    Guard(
        "registrations_transition",
        "registrations",
        Change.UPDATE,
        "an application cannot go from its state to that one",
        when="""NEW.state <> OLD.state AND NOT (
        OLD.state = 'DRAFT' AND NEW.state IN ('SUBMITTED', 'WITHDRAWN')
        OR OLD.state = 'SUBMITTED' AND NEW.state IN ('SENDING', 'WITHDRAWN')
        OR OLD.state = 'SENDING' AND NEW.state IN ('UNKNOWN', 'PENDING', 'ISSUED', 'REFUSED')
        OR OLD.state = 'UNKNOWN' AND NEW.state IN ('PENDING', 'ISSUED', 'REFUSED')
        OR OLD.state = 'PENDING' AND NEW.state IN ('ISSUED', 'REFUSED')
    )""",
        columns=("state",),
    ),
    Guard(
        "registrations_fixed",
        "registrations",
        Change.UPDATE,
        "what an application is never changes",
        columns=("office_id", "id", "counter_id", "drafted_at", "corrects"),
    ),
    Guard(
        "registrations_answers",
        "registrations",
        Change.UPDATE,
        "answers change in a draft only, and are erased when all is over",
        when="""OLD.state <> 'DRAFT' AND NOT (
        NEW.form = '' AND NEW.nik = '' AND NEW.clerk_id = OLD.clerk_id
        AND OLD.state IN ('ISSUED', 'REFUSED', 'WITHDRAWN')
    )""",
        columns=("clerk_id", "nik", "form"),
    ),
    Guard(
        "registrations_consent",
        "registrations",
        Change.UPDATE,
        "consent stays as it was given",
        when="OLD.consent_at IS NOT NULL",
        columns=(
            "consent_version",
            "consent_digest",
            "consent_at",
            "consent_by",
            "consent_form",
            "submitted_at",
        ),
    ),
    Guard(
        "registrations_consented",
        "registrations",
        Change.UPDATE,
        "nothing is submitted without consent",
        when="NEW.state = 'SUBMITTED' AND (NEW.consent_at IS NULL OR NEW.consent_digest IS NULL "
        "OR NEW.consent_by IS NULL OR NEW.submitted_at IS NULL)",
        columns=("state",),
    ),
    Guard(
        "registrations_withdrawn_unsent",
        "registrations",
        Change.UPDATE,
        "what was sent once is not withdrawn",
        when="""NEW.state = 'WITHDRAWN' AND EXISTS (
        SELECT 1 FROM registration_outbox WHERE office_id = NEW.office_id AND id = NEW.id AND attempts > 0
    )""",
        columns=("state",),
    ),
    Guard(
        "registrations_outcome",
        "registrations",
        Change.UPDATE,
        "what the host decided never changes",
        when="OLD.decided_at IS NOT NULL",
        columns=("decided_at", "kpj", "payment_code", "refusal"),
    ),
    Guard(
        "registrations_decided",
        "registrations",
        Change.UPDATE,
        "an end needs what the host decided",
        when="""NEW.state = 'ISSUED' AND (NEW.kpj IS NULL OR NEW.decided_at IS NULL)
        OR NEW.state = 'REFUSED' AND (NEW.refusal IS NULL OR NEW.decided_at IS NULL)""",
        columns=("state",),
    ),
    Guard(
        "registrations_paid_once",
        "registrations",
        Change.UPDATE,
        "the first payment is named once",
        when="OLD.payment_id IS NOT NULL",
        columns=("payment_id",),
    ),
    Guard(
        "registration_outbox_same_bytes",
        "registration_outbox",
        Change.UPDATE,
        "the same bytes are sent at every attempt",
        when="""OLD.due_at IS NOT NULL OR length(NEW.body) > 0 OR NEW.office_id <> OLD.office_id OR NEW.id <> OLD.id
        OR NEW.counter_id <> OLD.counter_id OR NEW.submitted_at <> OLD.submitted_at""",
        columns=("office_id", "id", "counter_id", "submitted_at", "body"),
    ),
    Guard(
        "registration_outbox_attempts",
        "registration_outbox",
        Change.UPDATE,
        "an attempt that was made stays made",
        when="NEW.attempts < OLD.attempts OR OLD.first_attempt_at IS NOT NULL "
        "AND NEW.first_attempt_at IS DISTINCT FROM OLD.first_attempt_at",
        columns=("attempts", "first_attempt_at"),
    ),
    Guard(
        "registration_outbox_not_given_up",
        "registration_outbox",
        Change.UPDATE,
        "what needs the host stays on its way to it",
        when="""NEW.due_at IS NULL AND EXISTS (
        SELECT 1 FROM registrations WHERE office_id = NEW.office_id AND id = NEW.id
        AND state IN ('SUBMITTED', 'SENDING', 'UNKNOWN', 'PENDING')
    )""",
        columns=("due_at",),
    ),
)


def upgrade() -> None:
    """Both tables, what keeps them honest, and the index."""
    _registrations()
    _outbox()
    op.create_index("ix_participants_phone", "participants", ["office_id", "phone", "nik"])
    for statement in statements(GUARDS, op.get_context().dialect.name):
        op.execute(statement)


def _registrations() -> None:
    op.create_table(
        "registrations",
        _text("office_id", 36),
        sa.Column("id", sa.Uuid(), nullable=False),
        _text("counter_id", 8),
        _text("clerk_id", 36),
        _text("nik", 16),
        _text("form"),
        _moment("drafted_at"),
        *_word("registrations", "state", STATES),
        sa.Column("corrects", sa.Uuid(), nullable=True),
        _text("consent_version", 36, nullable=True),
        _text("consent_digest", 64, nullable=True),
        _moment("consent_at", nullable=True),
        _text("consent_by", 36, nullable=True),
        _text("consent_form", nullable=True),
        _moment("submitted_at", nullable=True),
        _moment("decided_at", nullable=True),
        _text("kpj", 16, nullable=True),
        _text("payment_code", 16, nullable=True),
        *_word("registrations", "refusal", REFUSALS, nullable=True),
        sa.Column("payment_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("office_id", "id", name="pk_registrations"),
        _of("registrations", "registrations", "corrects"),
        _of("registrations", "payments", "payment_id"),
        sa.CheckConstraint("(kpj IS NULL) = (payment_code IS NULL)", op.f("ck_registrations_issue")),
    )
    op.create_index(
        "ux_registrations_one_open",
        "registrations",
        ["office_id", "nik"],
        unique=True,
        sqlite_where=ON_ITS_WAY,
        postgresql_where=ON_ITS_WAY,
    )
    op.create_index("ix_registrations_nik", "registrations", ["office_id", "nik"])
    op.create_index("ix_registrations_state", "registrations", ["office_id", "counter_id", "state"])
    op.create_index("ix_registrations_drafted", "registrations", ["office_id", "counter_id", "drafted_at"])


def _outbox() -> None:
    op.create_table(
        "registration_outbox",
        _text("office_id", 36),
        sa.Column("id", sa.Uuid(), nullable=False),
        _text("counter_id", 8),
        _moment("submitted_at"),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        *_word("registration_outbox", "step", ("send", "ask")),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        _moment("due_at", nullable=True),
        _moment("first_attempt_at", nullable=True),
        *(_text(name) for name in ("last_code", "last_words", "leased_by")),
        _moment("leased_until", nullable=True),
        sa.PrimaryKeyConstraint("office_id", "id", name="pk_registration_outbox"),
        _of("registration_outbox", "registrations", "id"),
    )
    op.create_index("ix_registration_outbox_due", "registration_outbox", ["office_id", "counter_id", "due_at"])


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, length: int | None = None, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=nullable)


def _word(
    table: str, name: str, words: tuple[str, ...], *, nullable: bool = False
) -> tuple[sa.Column[str], sa.CheckConstraint]:
    allowed = ", ".join(f"'{each}'" for each in words)
    column = _text(name, 24, nullable=nullable)
    return column, sa.CheckConstraint(f"{name} IN ({allowed})", op.f(f"ck_{table}_{name}"))


def _of(table: str, other: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["office_id", column], [f"{other}.office_id", f"{other}.id"], op.f(f"fk_{table}_{other}")
    )
