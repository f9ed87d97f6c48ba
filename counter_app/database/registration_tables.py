"""Workers who are being registered, and their applications' way to the host."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from counter_app.database.tables import Counter, OfficeKey, Row
from counter_app.database.types import word
from counter_app.domain.outbox import Step
from counter_app.domain.registration import Refusal, RegistrationState

_ON_ITS_WAY = text("state IN ('SUBMITTED', 'SENDING', 'UNKNOWN', 'PENDING')")


class RegistrationRow(Row, kw_only=True):
    """An application. ``form`` are the answers as one line of JSON; ``nik`` its digits, empty while there are none."""

    __tablename__ = "registrations"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "corrects"], ["registrations.office_id", "registrations.id"]),
        ForeignKeyConstraint(["office_id", "payment_id"], ["payments.office_id", "payments.id"]),
        Index(
            "ux_registrations_one_open",
            "office_id",
            "nik",
            unique=True,
            sqlite_where=_ON_ITS_WAY,
            postgresql_where=_ON_ITS_WAY,
        ),
        Index("ix_registrations_nik", "office_id", "nik"),
        Index("ix_registrations_state", "office_id", "counter_id", "state"),
        Index("ix_registrations_drafted", "office_id", "counter_id", "drafted_at"),
        CheckConstraint("(kpj IS NULL) = (payment_code IS NULL)", "issue"),
    )

    office_id: Mapped[OfficeKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    counter_id: Mapped[Counter]
    clerk_id: Mapped[str] = mapped_column(String(36))
    nik: Mapped[str] = mapped_column(String(16), repr=False)
    form: Mapped[str] = mapped_column(Text, repr=False)
    drafted_at: Mapped[datetime]
    state: Mapped[RegistrationState] = mapped_column(word(RegistrationState, "state"))
    corrects: Mapped[UUID | None]
    consent_version: Mapped[str | None] = mapped_column(String(36))
    consent_digest: Mapped[str | None] = mapped_column(String(64))
    consent_at: Mapped[datetime | None]
    consent_by: Mapped[str | None] = mapped_column(String(36))
    consent_form: Mapped[str | None] = mapped_column(Text)
    submitted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    kpj: Mapped[str | None] = mapped_column(String(16), repr=False)
    payment_code: Mapped[str | None] = mapped_column(String(16), repr=False)
    refusal: Mapped[Refusal | None] = mapped_column(word(Refusal, "refusal"))
    payment_id: Mapped[UUID | None]


class RegistrationOutboxRow(Row, kw_only=True):
    """An application's way to the host. ``submitted_at`` is the application's, so that the oldest goes first."""

    __tablename__ = "registration_outbox"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "id"], ["registrations.office_id", "registrations.id"]),
        Index("ix_registration_outbox_due", "office_id", "counter_id", "due_at"),
    )

    office_id: Mapped[OfficeKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    counter_id: Mapped[Counter]
    submitted_at: Mapped[datetime]
    body: Mapped[bytes] = mapped_column(repr=False)
    step: Mapped[Step]
    attempts: Mapped[int]
    due_at: Mapped[datetime | None]
    first_attempt_at: Mapped[datetime | None]
    last_code: Mapped[str] = mapped_column(Text)
    last_words: Mapped[str] = mapped_column(Text)
    leased_by: Mapped[str] = mapped_column(Text)
    leased_until: Mapped[datetime | None]
