"""What was decided to be let go: without a row here the database lets nobody erase anything."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from counter_app.database.tables import Counter, OfficeKey, Row
from counter_app.database.types import word
from counter_app.domain.personal_data import Topic


class RetentionRunRow(Row, kw_only=True):
    """One topic of one decision; never changed and never deleted."""

    __tablename__ = "retention_runs"
    __table_args__ = (
        Index("ix_retention_runs_topic", "office_id", "counter_id", "topic", "cut_off"),
        CheckConstraint("years >= 1", "years"),
        CheckConstraint("due >= 0", "due"),
        CheckConstraint("cut_off < at", "cut_off"),
    )

    office_id: Mapped[OfficeKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    run_id: Mapped[UUID]
    counter_id: Mapped[Counter]
    topic: Mapped[Topic] = mapped_column(word(Topic, "topic"))
    at: Mapped[datetime]
    years: Mapped[int]
    cut_off: Mapped[datetime]
    due: Mapped[int]
    actor_id: Mapped[str] = mapped_column(String(36))
