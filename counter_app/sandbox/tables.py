"""What the host keeps. Moments are whole seconds since 1970 (UTC); amounts are whole rupiah."""

from datetime import date

from sqlalchemy import BigInteger, Date, Index, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NUMBER = String(36)


class Base(DeclarativeBase):
    type_annotation_map = {int: BigInteger, date: Date}  # noqa: RUF012 - SQLAlchemy's own declaration


class ParticipantRow(Base):
    """``changed`` is the place in the order of changes that service 95 walks along."""

    __tablename__ = "participants"

    nik: Mapped[str] = mapped_column(String(16), primary_key=True)
    kpj: Mapped[str] = mapped_column(String(11), unique=True)
    payment_code: Mapped[str] = mapped_column(String(12), unique=True)
    name: Mapped[str] = mapped_column(String(300))
    sector: Mapped[str] = mapped_column(String(16))
    income: Mapped[int]
    programmes: Mapped[str] = mapped_column(String(40))
    branch_office: Mapped[str] = mapped_column(String(80))
    protected_until: Mapped[date | None]
    phone: Mapped[str] = mapped_column(String(20))
    government_paid: Mapped[bool]
    employer: Mapped[bool]
    credit: Mapped[int]
    changed: Mapped[int] = mapped_column(index=True)


class InquiryRow(Base):
    """A bill that was given out. ``asked`` is the request's digest, ``bill`` its lines as they were sent."""

    __tablename__ = "inquiries"

    inquiry_request_id: Mapped[str] = mapped_column(NUMBER, primary_key=True)
    asked: Mapped[str] = mapped_column(String(64))
    nik: Mapped[str] = mapped_column(String(16))
    bill: Mapped[str] = mapped_column(Text)
    total: Mapped[int]
    credit_used: Mapped[int]
    expires_at: Mapped[int]


class PaymentRow(Base):
    """A payment key, the digest of what first came with it, and what was answered: a posting or a refusal.

    ``number`` is the posting's place in the order of postings and reversals; 0 for a refusal.
    """

    __tablename__ = "payments"

    payment_request_id: Mapped[str] = mapped_column(NUMBER, primary_key=True)
    content: Mapped[str] = mapped_column(String(64))
    case: Mapped[str] = mapped_column("answered_case", String(5))
    first_seen_at: Mapped[int]
    customer_no: Mapped[str] = mapped_column(String(16))
    nik: Mapped[str] = mapped_column(String(16))
    kpj: Mapped[str] = mapped_column(String(11))
    amount: Mapped[int]
    reference_no: Mapped[str] = mapped_column(NUMBER)
    office_id: Mapped[str] = mapped_column(NUMBER)
    counter_id: Mapped[str] = mapped_column(NUMBER)
    clerk_id: Mapped[str] = mapped_column(NUMBER)
    business_date: Mapped[str] = mapped_column(String(10))
    tender: Mapped[str] = mapped_column(String(8))
    offline: Mapped[bool]
    number: Mapped[int]
    host_reference: Mapped[str] = mapped_column(String(36))
    posted_at: Mapped[int]
    coverage_from: Mapped[date | None]
    coverage_to: Mapped[date | None]
    protected_before: Mapped[date | None]
    credit_used: Mapped[int]

    __table_args__ = (Index("payments_of_a_day", "office_id", "posted_at"),)


class SightingRow(Base):
    """How many payment requests were served for a key, refused ones too; what was dropped before is not counted."""

    __tablename__ = "sightings"

    payment_request_id: Mapped[str] = mapped_column(NUMBER, primary_key=True)
    times: Mapped[int]


class ReversalRow(Base):
    __tablename__ = "reversals"

    reversal_request_id: Mapped[str] = mapped_column(NUMBER, primary_key=True)
    content: Mapped[str] = mapped_column(String(64))
    payment_request_id: Mapped[str] = mapped_column(NUMBER, unique=True)
    customer_no: Mapped[str] = mapped_column(String(16))
    amount: Mapped[int]
    reason: Mapped[str] = mapped_column(String(140))
    counter_id: Mapped[str] = mapped_column(NUMBER)
    clerk_id: Mapped[str] = mapped_column(NUMBER)
    business_date: Mapped[str] = mapped_column(String(10))
    number: Mapped[int]
    host_reference: Mapped[str] = mapped_column(String(36))
    reversed_at: Mapped[int]
    protected_until: Mapped[date | None]


class RegistrationRow(Base):
    """``request`` holds the application as it came; ``decides_at`` is when a pending one is decided."""

    __tablename__ = "registrations"

    registration_request_id: Mapped[str] = mapped_column(NUMBER, primary_key=True)
    content: Mapped[str] = mapped_column(String(64))
    nik: Mapped[str] = mapped_column(String(16))
    request: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(24))
    kpj: Mapped[str] = mapped_column(String(11))
    payment_code: Mapped[str] = mapped_column(String(12))
    decides_at: Mapped[int]


class AnchorRow(Base):
    __tablename__ = "anchors"

    counter_id: Mapped[str] = mapped_column(NUMBER, primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    head: Mapped[str] = mapped_column(String(64))
    anchored_at: Mapped[int]


class PublicKeyRow(Base):
    """A counter's key for receipts, hexadecimal; ``valid_until`` is empty while it is the counter's key of today."""

    __tablename__ = "public_keys"

    public_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    counter_id: Mapped[str] = mapped_column(NUMBER, index=True)
    valid_from: Mapped[int]
    valid_until: Mapped[int | None]


class ExternalIdRow(Base):
    """An ``X-EXTERNAL-ID`` and the day it was used on."""

    __tablename__ = "external_ids"

    day: Mapped[date] = mapped_column(primary_key=True)
    external_id: Mapped[str] = mapped_column(NUMBER, primary_key=True)


class SequenceRow(Base):
    """One row a sequence. Taking a number locks the row until the transaction ends, so order is commit order."""

    __tablename__ = "sequences"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[int]
