"""A numbered close of a shift, as it is stored: what the Z report of the same number is made of."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from counter_app.domain.drawer import Count
from counter_app.domain.money import Rupiah


@dataclass(frozen=True, slots=True)
class Close:
    """``number`` counts the counter's closes from 1, without gaps; ``at`` is UTC; ``counted`` and ``expected`` rupiah.

    ``closed_by``: the clerk, or who counted in their place. ``stays``: what of the count is left as the next float.
    ``reason`` and ``approved_by`` are of a variance, and empty where nobody but the closer had to agree.
    """

    number: int
    shift_id: UUID
    closed_by: str
    at: datetime
    counted: Rupiah
    expected: Rupiah
    stays: Count
    reason: str = ""
    approved_by: str = ""
