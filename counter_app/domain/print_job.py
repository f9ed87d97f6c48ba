"""A receipt on its way to paper."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class PrintState(StrEnum):
    """``DELIVERED`` means the device took every byte; no device here can say more. ``HELD`` waits for a person."""

    QUEUED = "QUEUED"
    PRINTING = "PRINTING"
    DELIVERED = "DELIVERED"
    FAILED = "FAILED"
    HELD = "HELD"


UNFINISHED = frozenset({PrintState.QUEUED, PrintState.PRINTING, PrintState.FAILED, PrintState.HELD})
"""States in which the payer may still be without this piece of paper."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One piece of paper. ``copy`` 0 is the original, 1 and up say SALINAN. ``requested_at`` is UTC."""

    id: UUID
    payment_id: UUID
    copy: int
    state: PrintState
    requested_by: str
    requested_at: datetime
    detail: str = ""
