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
    """What is to be printed: about a payment, about a shift (``CLOSING``, ``DEPOSIT``), or about something else.

    ``CONFIRMATION``: what was handed out as *diterima* is posted now. ``REFUND``: cash went back (cancelled, refused,
    reversed). ``REVERSAL``: a reversal was asked for, cash follows when the host has confirmed it. ``CLOSING``: the Z
    report. ``DEPOSIT``: the closed drawer's cash on its way (*setoran*). About a subject of their own are
    ``REGISTRATION``, ``CASH_MOVEMENT`` (a drop to the vault or a pick-up), ``HANDOVER`` and ``X_REPORT``.
    """

    RECEIPT = "receipt"
    CONFIRMATION = "confirmation"
    REFUND = "refund"
    REVERSAL = "reversal"
    CLOSING = "closing"
    DEPOSIT = "deposit"
    REGISTRATION = "registration"
    CASH_MOVEMENT = "cash-movement"
    HANDOVER = "handover"
    X_REPORT = "x-report"


UNFINISHED = frozenset({PrintState.QUEUED, PrintState.PRINTING, PrintState.FAILED, PrintState.HELD})
"""States in which the payer may still be without this piece of paper."""

WAITING = frozenset({PrintState.QUEUED, PrintState.HELD})
"""States in which a job has not begun to come out."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One piece of paper. ``copy`` 0 is the original, 1 and up say SALINAN. ``requested_at`` is UTC.

    One of ``payment_id``, ``shift_id`` and ``subject_id`` is set, by the ``document``. ``wording``: what a delivered receipt said of
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
    subject_id: UUID | None = None
