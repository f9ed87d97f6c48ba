"""A receipt or a slip on its way to paper."""

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


class Document(StrEnum):
    """What is to be printed. All but ``CLOSING`` are about a payment; that one is about a shift.

    ``CONFIRMATION``: what was handed out as *diterima* is posted now. ``REFUND``: cash went back (cancelled, refused,
    reversed). ``REVERSAL``: a reversal was asked for, cash follows when the host has confirmed it.
    """

    RECEIPT = "receipt"
    CONFIRMATION = "confirmation"
    REFUND = "refund"
    REVERSAL = "reversal"
    CLOSING = "closing"


UNFINISHED = frozenset({PrintState.QUEUED, PrintState.PRINTING, PrintState.FAILED, PrintState.HELD})
"""States in which the payer may still be without this piece of paper."""

WAITING = frozenset({PrintState.QUEUED, PrintState.HELD})
"""States in which a job has not begun to come out."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One piece of paper. ``copy`` 0 is the original, 1 and up say SALINAN. ``requested_at`` is UTC.

    Either ``payment_id`` or ``shift_id`` is set, by the ``document``. ``wording``: what a delivered receipt said of
    its payment (``domain.receipt.Wording``), empty before. Of one that may have come out, it is kept if it was
    *diterima*: a confirmation slip is better offered once too often.
    """

    id: UUID
    payment_id: UUID | None
    copy: int
    state: PrintState
    requested_by: str
    requested_at: datetime
    detail: str = ""
    document: Document = Document.RECEIPT
    shift_id: UUID | None = None
    wording: str = ""
