"""The tables of the drawer: what was counted in it, what was moved, who took it over, and the numbered closes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from counter_app.database.tables import Counter, CounterKey, OfficeKey, Row
from counter_app.database.types import word
from counter_app.domain.drawer import MovementKind
from counter_app.domain.handover import HandoverState
from counter_app.domain.money import Rupiah


class DrawerCountRow(Row, kw_only=True):
    """A count of a shift's drawer: ``number`` 0 is the float that was counted in, 1 and up are before the close.

    ``pieces`` and ``slips`` as ``domain.drawer`` and ``domain.closing_count`` write them; ``cash`` is their sum.
    """

    __tablename__ = "drawer_counts"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "shift_id"], ["shifts.office_id", "shifts.id"]),
        CheckConstraint("cash >= 0", "cash"),
    )

    office_id: Mapped[OfficeKey]
    shift_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    counter_id: Mapped[Counter]
    attempt: Mapped[int]
    cash: Mapped[Rupiah]
    pieces: Mapped[str] = mapped_column(Text)
    slips: Mapped[str] = mapped_column(Text)
    counted_by: Mapped[str] = mapped_column(String(36))
    at: Mapped[datetime]
    moves: Mapped[int]


class CashMovementRow(Row, kw_only=True):
    """Cash between a drawer and the vault."""

    __tablename__ = "cash_movements"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "shift_id"], ["shifts.office_id", "shifts.id"]),
        Index("ix_cash_movements_shift", "office_id", "shift_id"),
        CheckConstraint("amount > 0", "amount"),
    )

    office_id: Mapped[OfficeKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    counter_id: Mapped[Counter]
    shift_id: Mapped[UUID]
    kind: Mapped[MovementKind] = mapped_column(word(MovementKind, "kind"))
    amount: Mapped[Rupiah]
    pieces: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    clerk_id: Mapped[str] = mapped_column(String(36))
    approved_by: Mapped[str] = mapped_column(String(36))
    at: Mapped[datetime]


class HandoverRow(Row, kw_only=True):
    """A drawer from one clerk to the next. One may be offered at a counter at a time."""

    __tablename__ = "handovers"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "shift_id"], ["shifts.office_id", "shifts.id"]),
        Index("ux_handovers_shift", "office_id", "shift_id", unique=True),
        Index(
            "ux_handovers_one_offered",
            "office_id",
            "counter_id",
            unique=True,
            sqlite_where=text("state = 'offered'"),
            postgresql_where=text("state = 'offered'"),
        ),
        CheckConstraint("amount >= 0", "amount"),
    )

    office_id: Mapped[OfficeKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    counter_id: Mapped[Counter]
    shift_id: Mapped[UUID]
    giver_id: Mapped[str] = mapped_column(String(36))
    receiver_id: Mapped[str] = mapped_column(String(36))
    amount: Mapped[Rupiah]
    pieces: Mapped[str] = mapped_column(Text)
    offered_at: Mapped[datetime]
    state: Mapped[HandoverState] = mapped_column(word(HandoverState, "state"))
    settled_at: Mapped[datetime | None]
    next_shift_id: Mapped[UUID | None]
    found: Mapped[Rupiah | None]
    found_pieces: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    approved_by: Mapped[str] = mapped_column(String(36))


class SkippedClosesRow(Row, kw_only=True):
    """Z numbers up to ``last`` stand on Z reports whose shifts are lost here; none of them is given out again."""

    __tablename__ = "skipped_closes"
    __table_args__ = (CheckConstraint("last >= 1", "last"),)

    office_id: Mapped[OfficeKey]
    counter_id: Mapped[CounterKey]
    last: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class CloseRow(Row, kw_only=True):
    """A numbered close: the counter's Z reports, without a gap. ``stays`` are the pieces left as next float."""

    __tablename__ = "closes"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "shift_id"], ["shifts.office_id", "shifts.id"]),
        Index("ux_closes_shift", "office_id", "shift_id", unique=True),
        CheckConstraint("number >= 1", "number"),
    )

    office_id: Mapped[OfficeKey]
    counter_id: Mapped[CounterKey]
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    shift_id: Mapped[UUID]
    closed_by: Mapped[str] = mapped_column(String(36))
    at: Mapped[datetime]
    counted: Mapped[Rupiah]
    expected: Mapped[Rupiah]
    stays: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    approved_by: Mapped[str] = mapped_column(String(36))
