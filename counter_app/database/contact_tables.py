"""Who was reminded, by which way, and what came of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from counter_app.database.tables import Counter, OfficeKey, Row
from counter_app.database.types import word
from counter_app.domain.reminder import Outcome, Way


class ContactRow(Row, kw_only=True):
    """One try to reach a participant; never changed and never deleted."""

    __tablename__ = "contacts"
    __table_args__ = (
        Index("ix_contacts_person", "office_id", "nik", "at"),
        Index("ix_contacts_outcome", "office_id", "outcome", "nik"),
        Index("ix_contacts_at", "office_id", "at", "nik"),
    )

    office_id: Mapped[OfficeKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    counter_id: Mapped[Counter]
    nik: Mapped[str] = mapped_column(String(16), repr=False)
    at: Mapped[datetime]
    clerk_id: Mapped[str] = mapped_column(String(36))
    way: Mapped[Way] = mapped_column(word(Way, "way"))
    outcome: Mapped[Outcome] = mapped_column(word(Outcome, "outcome"))
    note: Mapped[str] = mapped_column(Text)
