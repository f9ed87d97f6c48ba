"""The tables, as the newest migration leaves them.

Every key and every unique index leads with the office, and no id comes from a central sequence, so that the
schema can be spread over machines by office. Money is whole rupiah. What SQLite alone can do (triggers, the
name index) is not here but in the migrations.
"""

from datetime import date, datetime
from typing import Annotated, ClassVar
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    Uuid,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column, relationship

from counter_app.database.types import MonthText, ProgrammeList, UtcTime, word
from counter_app.domain.approval import Deed
from counter_app.domain.bill import BillSource, Programme
from counter_app.domain.cash import TenderKind
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.outbox import Step
from counter_app.domain.participant import Protection
from counter_app.domain.payment import PaymentState
from counter_app.domain.people import Role
from counter_app.domain.print_job import Document, PrintState
from counter_app.domain.printer import Trouble
from counter_app.domain.refund import RefundCause
from counter_app.domain.tariff import Sector

OfficeKey = Annotated[str, mapped_column(String(36), primary_key=True)]
CounterKey = Annotated[str, mapped_column(String(8), primary_key=True)]
Counter = Annotated[str, mapped_column(String(8))]


class Row(MappedAsDataclass, DeclarativeBase):
    """A row. Its columns are the database's business; services see domain values only."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(referred_table_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        Rupiah: BigInteger(),
        int: BigInteger(),
        bytes: LargeBinary(),
        datetime: UtcTime(),
        Month: MonthText(),
        tuple[Programme, ...]: ProgrammeList(),
        UUID: Uuid(),
        PaymentState: word(PaymentState, "state"),
        PrintState: word(PrintState, "state"),
        Trouble: word(Trouble, "trouble"),
        Step: word(Step, "step"),
        TenderKind: word(TenderKind, "tender_kind"),
        BillSource: word(BillSource, "bill_source"),
        Programme: word(Programme, "programme"),
        Protection: word(Protection, "status"),
        Sector: word(Sector, "sector"),
        Role: word(Role, "role"),
        RefundCause: word(RefundCause, "cause"),
        Deed: word(Deed, "deed"),
        Document: word(Document, "document"),
    }


class CounterIdentityRow(Row, kw_only=True):
    """Whose database this is."""

    __tablename__ = "counter_identity"

    office_id: Mapped[OfficeKey]
    counter_id: Mapped[CounterKey]


class AccountRow(Row, kw_only=True):
    __tablename__ = "accounts"

    office_id: Mapped[OfficeKey]
    user_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[Role]
    pin_hash: Mapped[str] = mapped_column(Text, repr=False)
    active: Mapped[bool]
    failed_attempts: Mapped[int]
    locked_until: Mapped[datetime | None]


class ShiftRow(Row, kw_only=True):
    __tablename__ = "shifts"
    __table_args__ = (
        Index(
            "ux_shifts_one_open",
            "office_id",
            "counter_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    office_id: Mapped[OfficeKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    counter_id: Mapped[Counter]
    clerk_id: Mapped[str] = mapped_column(String(36))
    business_date: Mapped[date]
    opened_at: Mapped[datetime]
    float_amount: Mapped[Rupiah]
    closed_at: Mapped[datetime | None]
    counted: Mapped[Rupiah | None]


class PaymentLineRow(Row, kw_only=True):
    """One programme in one month of a payment's bill: ``full`` before relief, ``amount`` as charged."""

    __tablename__ = "payment_lines"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "payment_id"], ["payments.office_id", "payments.id"]),
        Index("ix_payment_lines_coverage", "office_id", "payment_id", "programme", "month", "amount"),
        CheckConstraint("amount = full_amount - coalesce(relief_reduction, 0)", "amount"),
    )

    office_id: Mapped[OfficeKey]
    payment_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    programme: Mapped[Programme]
    month: Mapped[Month]
    full_amount: Mapped[Rupiah]
    amount: Mapped[Rupiah]
    relief_id: Mapped[str | None] = mapped_column(Text)
    relief_legal_basis: Mapped[str | None] = mapped_column(Text)
    relief_reduction: Mapped[Rupiah | None]
    why_source: Mapped[str | None] = mapped_column(Text)
    why_rate_per_mille: Mapped[int | None]
    why_basis: Mapped[Rupiah | None]


class PaymentRow(Row, kw_only=True):
    """A payment. ``sequence`` counts the counter's payments from 1 in the order they were committed."""

    __tablename__ = "payments"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "shift_id"], ["shifts.office_id", "shifts.id"]),
        Index("ux_payments_receipt_number", "office_id", "receipt_number", unique=True),
        Index("ux_payments_sequence", "office_id", "counter_id", "sequence", unique=True),
        Index("ix_payments_business_date", "office_id", "counter_id", "business_date"),
        Index("ix_payments_shift", "office_id", "shift_id"),
        Index("ix_payments_state", "office_id", "counter_id", "state"),
        Index("ix_payments_payer", "office_id", "payer_nik"),
        Index("ix_payments_coverage", "office_id", "id", "state", "payer_nik", "business_date"),
        CheckConstraint("total = contribution + fee", "total"),
        CheckConstraint("change_given >= 0 AND tendered - change_given = total", "tender"),
    )

    office_id: Mapped[OfficeKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    counter_id: Mapped[Counter]
    sequence: Mapped[int]
    clerk_id: Mapped[str] = mapped_column(String(36))
    shift_id: Mapped[UUID]
    business_date: Mapped[date]
    receipt_number: Mapped[str] = mapped_column(String(40))
    accepted_at: Mapped[datetime]
    payer_nik: Mapped[str] = mapped_column(String(16), repr=False)
    payer_kpj: Mapped[str] = mapped_column(String(16), repr=False)
    payer_name: Mapped[str] = mapped_column(Text, repr=False)
    bill_source: Mapped[BillSource]
    inquiry_id: Mapped[str | None] = mapped_column(Text)
    bill_expires_at: Mapped[datetime | None]
    contribution: Mapped[Rupiah]
    fee: Mapped[Rupiah]
    total: Mapped[Rupiah]
    tender_kind: Mapped[TenderKind]
    tendered: Mapped[Rupiah]
    change_given: Mapped[Rupiah]
    tender_reference: Mapped[str] = mapped_column(String(40))
    offline: Mapped[bool]
    state: Mapped[PaymentState]
    host_reference: Mapped[str | None] = mapped_column(Text)
    posted_at: Mapped[datetime | None]
    coverage_from: Mapped[date | None]
    coverage_to: Mapped[date | None]
    lines: Mapped[list[PaymentLineRow]] = relationship(order_by=PaymentLineRow.position, lazy="selectin")


class ReceiptNumberRow(Row, kw_only=True):
    """The last receipt number a counter has given out."""

    __tablename__ = "receipt_numbers"

    office_id: Mapped[OfficeKey]
    counter_id: Mapped[CounterKey]
    last: Mapped[int]


class JournalRow(Row, kw_only=True):
    """An entry of the chain. ``canonical`` is the record; the other columns are there to find it by."""

    __tablename__ = "journal"
    __table_args__ = (
        Index("ix_journal_subject", "office_id", "counter_id", "subject"),
        CheckConstraint("seq >= 1", "seq"),
    )

    office_id: Mapped[OfficeKey]
    counter_id: Mapped[CounterKey]
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(Text)
    act: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(Text)
    canonical: Mapped[bytes] = mapped_column(repr=False)
    hash: Mapped[str] = mapped_column(String(64))


class ReversalRow(Row, kw_only=True):
    """The undoing of a payment. One that may still have an effect is the only one of its payment."""

    __tablename__ = "reversals"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "payment_id"], ["payments.office_id", "payments.id"]),
        ForeignKeyConstraint(["office_id", "shift_id"], ["shifts.office_id", "shifts.id"]),
        Index(
            "ux_reversals_one_live",
            "office_id",
            "payment_id",
            unique=True,
            sqlite_where=text("state NOT IN ('REJECTED', 'CANCELLED')"),
            postgresql_where=text("state NOT IN ('REJECTED', 'CANCELLED')"),
        ),
        Index("ix_reversals_state", "office_id", "counter_id", "state"),
        Index("ix_reversals_payment", "office_id", "payment_id"),
        CheckConstraint("amount > 0", "amount"),
    )

    office_id: Mapped[OfficeKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    counter_id: Mapped[Counter]
    payment_id: Mapped[UUID]
    receipt_number: Mapped[str] = mapped_column(String(40))
    amount: Mapped[Rupiah]
    reason: Mapped[str] = mapped_column(Text)
    clerk_id: Mapped[str] = mapped_column(String(36))
    approved_by: Mapped[str] = mapped_column(String(36))
    shift_id: Mapped[UUID]
    business_date: Mapped[date]
    asked_at: Mapped[datetime]
    state: Mapped[PaymentState]
    host_reference: Mapped[str | None] = mapped_column(Text)
    reversed_at: Mapped[datetime | None]
    protected_until: Mapped[date | None]


class RefundRow(Row, kw_only=True):
    """Money that went back. The key sees to it that it goes back once."""

    __tablename__ = "refunds"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "payment_id"], ["payments.office_id", "payments.id"]),
        ForeignKeyConstraint(["office_id", "shift_id"], ["shifts.office_id", "shifts.id"]),
        Index("ix_refunds_shift", "office_id", "shift_id"),
        CheckConstraint("amount > 0", "amount"),
    )

    office_id: Mapped[OfficeKey]
    payment_id: Mapped[UUID] = mapped_column(primary_key=True)
    counter_id: Mapped[Counter]
    shift_id: Mapped[UUID]
    clerk_id: Mapped[str] = mapped_column(String(36))
    cause: Mapped[RefundCause]
    amount: Mapped[Rupiah]
    in_cash: Mapped[bool]
    at: Mapped[datetime]


class ApprovalRow(Row, kw_only=True):
    """A second person's consent to one act."""

    __tablename__ = "approvals"

    office_id: Mapped[OfficeKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    counter_id: Mapped[Counter]
    deed: Mapped[Deed]
    subject: Mapped[UUID]
    asked_by: Mapped[str] = mapped_column(String(36))
    approved_by: Mapped[str] = mapped_column(String(36))
    given_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class MonthClaimRow(Row, kw_only=True):
    """A month of one programme that one payment of a payer holds; the key sees to it that no other one does."""

    __tablename__ = "month_claims"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "payment_id"], ["payments.office_id", "payments.id"]),
        Index("ix_month_claims_payment", "office_id", "payment_id"),
        Index("ix_month_claims_month", "office_id", "programme", "month", "payer_nik"),
    )

    office_id: Mapped[OfficeKey]
    payer_nik: Mapped[str] = mapped_column(String(16), primary_key=True, repr=False)
    programme: Mapped[Programme] = mapped_column(primary_key=True)
    month: Mapped[Month] = mapped_column(primary_key=True)
    payment_id: Mapped[UUID]


class OutboxRow(Row, kw_only=True):
    """A payment's way to the host, or its reversal's. ``sequence`` is the payment's, so that the oldest goes first."""

    __tablename__ = "outbox"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "payment_id"], ["payments.office_id", "payments.id"]),
        ForeignKeyConstraint(["office_id", "reversal_id"], ["reversals.office_id", "reversals.id"]),
        Index("ix_outbox_due", "office_id", "counter_id", "due_at"),
        CheckConstraint("id = coalesce(reversal_id, payment_id)", "id"),
    )

    office_id: Mapped[OfficeKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    payment_id: Mapped[UUID]
    reversal_id: Mapped[UUID | None]
    counter_id: Mapped[Counter]
    sequence: Mapped[int]
    body: Mapped[bytes] = mapped_column(repr=False)
    step: Mapped[Step]
    attempts: Mapped[int]
    due_at: Mapped[datetime | None]
    first_attempt_at: Mapped[datetime | None]
    last_code: Mapped[str] = mapped_column(Text)
    last_words: Mapped[str] = mapped_column(Text)
    leased_by: Mapped[str] = mapped_column(Text)
    leased_until: Mapped[datetime | None]


class PrintJobRow(Row, kw_only=True):
    __tablename__ = "print_jobs"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "payment_id"], ["payments.office_id", "payments.id"]),
        ForeignKeyConstraint(["office_id", "shift_id"], ["shifts.office_id", "shifts.id"]),
        Index("ix_print_jobs_payment", "office_id", "payment_id"),
        Index("ix_print_jobs_state", "office_id", "counter_id", "state"),
        Index("ix_print_jobs_subject", "office_id", "subject_id"),
        Index(
            "ux_print_jobs_in_flight",
            "office_id",
            "counter_id",
            unique=True,
            sqlite_where=text("state = 'PRINTING'"),
            postgresql_where=text("state = 'PRINTING'"),
        ),
        CheckConstraint(
            "(payment_id IS NOT NULL AND shift_id IS NULL AND subject_id IS NULL) OR "
            "(payment_id IS NULL AND shift_id IS NOT NULL AND subject_id IS NULL) OR "
            "(payment_id IS NULL AND shift_id IS NULL AND subject_id IS NOT NULL)",
            "subject",
        ),
    )

    office_id: Mapped[OfficeKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    counter_id: Mapped[Counter]
    payment_id: Mapped[UUID | None]
    shift_id: Mapped[UUID | None]
    subject_id: Mapped[UUID | None]
    document: Mapped[Document]
    copy: Mapped[int]
    state: Mapped[PrintState]
    requested_by: Mapped[str] = mapped_column(Text)
    requested_at: Mapped[datetime]
    detail: Mapped[str] = mapped_column(Text)
    wording: Mapped[str] = mapped_column(String(24))
    trouble: Mapped[Trouble | None]


REMINDED = (
    "office_id",
    "protected_until",
    "government_paid",
    "income_basis",
    "nik",
    "branch_office",
    "sector",
    "folded_name",
)
"""All that decides who is reminded, and when: pages of an encrypted file are dear, and whole rows are wide."""


class ParticipantRow(Row, kw_only=True):
    """A participant the host has told the office about. ``folded_name`` is what names are found by."""

    __tablename__ = "participants"
    __table_args__ = (
        Index("ux_participants_kpj", "office_id", "kpj", unique=True),
        Index("ux_participants_payment_code", "office_id", "payment_code", unique=True),
        Index("ix_participants_name", "office_id", "folded_name", "nik"),
        Index("ix_participants_phone", "office_id", "phone", "nik"),
        Index("ix_participants_reminded", *REMINDED),
        Index("ix_participants_coverage", "office_id", "nik", "sector", "protected_until"),
        CheckConstraint("length(nik) = 16", "nik"),
    )

    office_id: Mapped[OfficeKey]
    nik: Mapped[str] = mapped_column(String(16), primary_key=True, repr=False)
    kpj: Mapped[str | None] = mapped_column(String(16), repr=False)
    payment_code: Mapped[str | None] = mapped_column(String(16), repr=False)
    name: Mapped[str] = mapped_column(Text, repr=False)
    folded_name: Mapped[str] = mapped_column(Text, repr=False)
    status: Mapped[Protection]
    sector: Mapped[Sector]
    income_basis: Mapped[Rupiah]
    programmes: Mapped[tuple[Programme, ...]]
    branch_office: Mapped[str] = mapped_column(Text)
    protected_until: Mapped[date | None]
    phone: Mapped[str] = mapped_column(Text, repr=False)
    government_paid: Mapped[bool]
    employer: Mapped[bool]
    as_of: Mapped[datetime]


class SyncStateRow(Row, kw_only=True):
    """How far the participants have arrived."""

    __tablename__ = "sync_states"

    office_id: Mapped[OfficeKey]
    counter_id: Mapped[CounterKey]
    cursor: Mapped[str] = mapped_column(Text)
    received: Mapped[int]
    total: Mapped[int]
    finished_at: Mapped[datetime | None]
