"""The tables of the reckonings, as the newest migration leaves them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from counter_app.database.tables import Counter, OfficeKey, Row
from counter_app.database.types import word
from counter_app.domain.case import CaseState, NoteKind
from counter_app.domain.money import Rupiah
from counter_app.domain.reconciliation import Kind


class CaseRow(Row, kw_only=True):
    """A difference between the books. The unique index sees to it that a reckoning run again opens none twice."""

    __tablename__ = "cases"
    __table_args__ = (
        Index("ux_cases_difference", "office_id", "day", "payment_key", "kind", unique=True),
        Index("ix_cases_state", "office_id", "state", "day"),
    )

    office_id: Mapped[OfficeKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    counter_id: Mapped[Counter]
    day: Mapped[date]
    payment_key: Mapped[str] = mapped_column(Text)
    kind: Mapped[Kind] = mapped_column(word(Kind, "kind"))
    receipt_number: Mapped[str] = mapped_column(Text)
    here: Mapped[Rupiah | None]
    there: Mapped[Rupiah | None]
    ours: Mapped[str] = mapped_column(Text)
    theirs: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[datetime]
    opened_by: Mapped[str] = mapped_column(String(36))
    state: Mapped[CaseState] = mapped_column(word(CaseState, "state"))
    owner: Mapped[str | None] = mapped_column(String(36))
    conclusion: Mapped[str] = mapped_column(Text)
    proof: Mapped[str] = mapped_column(Text)
    proof_file: Mapped[str] = mapped_column(Text)
    proof_sha256: Mapped[str] = mapped_column(String(64))
    proposed_by: Mapped[str | None] = mapped_column(String(36))
    proposed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None] = mapped_column(String(36))
    approved_by: Mapped[str | None] = mapped_column(String(36))
    closed_at: Mapped[datetime | None]
    gone_since: Mapped[datetime | None]


class CaseNoteRow(Row, kw_only=True):
    """One line of a case's history."""

    __tablename__ = "case_notes"
    __table_args__ = (ForeignKeyConstraint(["office_id", "case_id"], ["cases.office_id", "cases.id"]),)

    office_id: Mapped[OfficeKey]
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[NoteKind] = mapped_column(word(NoteKind, "kind"))
    by: Mapped[str] = mapped_column(String(36))
    at: Mapped[datetime]
    words: Mapped[str] = mapped_column(Text)


class ReckoningRow(Row, kw_only=True):
    """A reckoning that was run, by numbers."""

    __tablename__ = "reckonings"
    __table_args__ = (Index("ix_reckonings_day", "office_id", "counter_id", "day", "at"),)

    office_id: Mapped[OfficeKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    counter_id: Mapped[Counter]
    day: Mapped[date]
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(36))
    source: Mapped[str] = mapped_column(String(64))
    matched: Mapped[int]
    waiting: Mapped[int]
    different: Mapped[int]
    net_here: Mapped[int]
    net_there: Mapped[int]
