"""Cash that goes back to a payer: once a payment, and never without its reason."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from counter_app.domain.money import Rupiah


class RefundCause(StrEnum):
    """Why money goes back: called off before it was sent, refused by the host, or undone there."""

    CANCELLED = "cancelled"
    REJECTED = "rejected"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True)
class Refund:
    """Money returned for one payment, whole. ``at`` is UTC; ``shift_id`` is the shift out of whose drawer it went.

    ``in_cash``: whether it came out of the drawer; what was paid by other means goes back by those.
    """

    office_id: str
    counter_id: str
    payment_id: UUID
    shift_id: UUID
    clerk_id: str
    cause: RefundCause
    amount: Rupiah
    in_cash: bool
    at: datetime

    @property
    def cash_out(self) -> Rupiah:
        """What the drawer gave, rupiah."""
        return self.amount if self.in_cash else Rupiah(0)
