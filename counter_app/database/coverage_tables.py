"""How the office's participants stood, month by month: their own rows know the present only."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from counter_app.database.tables import CounterKey, OfficeKey, Row
from counter_app.domain.months import Month
from counter_app.domain.tariff import Sector


class CoverageLookRow(Row, kw_only=True):
    """One sector at one look of one counter; never changed and never deleted. Numbers of people."""

    __tablename__ = "coverage_looks"
    __table_args__ = (
        CheckConstraint("active >= 0 AND grace >= 0 AND lapsed >= 0", "counts"),
        CheckConstraint("registered >= active + grace + lapsed", "registered"),
    )

    office_id: Mapped[OfficeKey]
    month: Mapped[Month] = mapped_column(primary_key=True)
    sector: Mapped[Sector] = mapped_column(primary_key=True)
    taken_at: Mapped[datetime] = mapped_column(primary_key=True)
    counter_id: Mapped[CounterKey]
    registered: Mapped[int]
    active: Mapped[int]
    grace: Mapped[int]
    lapsed: Mapped[int]
