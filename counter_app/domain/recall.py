"""The recall slip as data: whom to call back, because their money waits at the counter."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from counter_app.domain.money import Rupiah
from counter_app.domain.receipt import Office
from counter_app.domain.refund import RefundCause


@dataclass(frozen=True, slots=True)
class RecallRow:
    """One payer. ``since`` is aware; ``phone`` is empty where the office knows none. ``name``, ``masked_nik`` and
    ``phone`` are as they stand when the slip is printed: the journal does not hold them.
    """

    number: str
    name: str
    masked_nik: str
    phone: str
    amount: Rupiah
    cause: RefundCause
    since: datetime


@dataclass(frozen=True, slots=True)
class RecallSlip:
    """Everybody whose money was due back at ``at``, the longest due first."""

    office: Office
    id: UUID
    clerk_id: str
    at: datetime
    rows: tuple[RecallRow, ...]
    copy: int = 0

    @property
    def total(self) -> Rupiah:
        return Rupiah(sum(row.amount for row in self.rows))
