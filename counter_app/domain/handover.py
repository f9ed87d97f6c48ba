"""A drawer handed over to the next clerk: offered with a count, then accepted, disputed or withdrawn, once."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from counter_app.domain.drawer import Count
from counter_app.domain.money import Rupiah


class HandoverState(StrEnum):
    """``OFFERED`` is the only one that is not final. While it lasts, nobody else opens the counter."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Handover:
    """``giver_id`` counted ``count`` and closed the shift ``shift_id`` by it; ``receiver_id`` takes the drawer over.

    ``settled_at`` (UTC) and ``next_shift_id`` are there once it is taken over; ``found``: what the receiver counted
    where they disputed. The difference stays with the two of them in the journal: no sum is changed for it.
    """

    id: UUID
    office_id: str
    counter_id: str
    shift_id: UUID
    giver_id: str
    receiver_id: str
    count: Count
    offered_at: datetime
    state: HandoverState = HandoverState.OFFERED
    settled_at: datetime | None = None
    next_shift_id: UUID | None = None
    found: Count | None = None
    reason: str = ""
    approved_by: str = ""

    @property
    def amount(self) -> Rupiah:
        return self.count.total

    @property
    def difference(self) -> int:
        """What the receiver found less what was offered, rupiah; 0 unless it is disputed."""
        return 0 if self.found is None else self.found.total - self.amount
