"""A receipt or a slip on its way to paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from counter_app.domain.printer import Trouble


class PrintState(StrEnum):
    """Where a piece of paper stands.

    ``HELD``: nothing can be on paper; it waits for the printer or, where it has become stale, for a person. ``FAILED``:
    something may be on paper. ``SPOOLED``, ``DELIVERED``, ``PRINTED``: as ``domain.printer.Certainty`` says.
    ``DISMISSED``: a person said that nobody needs it any more.
    """

    QUEUED = "QUEUED"
    PRINTING = "PRINTING"
    SPOOLED = "SPOOLED"
    DELIVERED = "DELIVERED"
    PRINTED = "PRINTED"
    FAILED = "FAILED"
    HELD = "HELD"
    DISMISSED = "DISMISSED"


class Document(StrEnum):
    """What is to be printed: about a payment, about a shift (``CLOSING``, ``DEPOSIT``), or about something else.

    ``CONFIRMATION``: what was handed out as *diterima* is posted now. ``REFUND``: cash went back (cancelled, refused,
    reversed). ``REVERSAL``: a reversal was asked for, cash follows when the host has confirmed it. ``CLOSING``: the Z
    report. ``DEPOSIT``: the closed drawer's cash on its way (*setoran*). About a subject of their own are
    ``REGISTRATION``, ``CASH_MOVEMENT`` (a drop to the vault or a pick-up), ``HANDOVER``, ``X_REPORT`` and ``RECALL`` (whom to
    call back, with what they are to get).
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
    RECALL = "recall"


OUT = frozenset({PrintState.SPOOLED, PrintState.DELIVERED, PrintState.PRINTED})
"""States of a job that was handed over whole: its paper counts as out."""

UNFINISHED = frozenset({PrintState.QUEUED, PrintState.PRINTING, PrintState.FAILED, PrintState.HELD})
"""States in which the payer may still be without this piece of paper."""

WAITING = frozenset({PrintState.QUEUED, PrintState.HELD})
"""States in which a job has not begun to come out."""

STUCK = frozenset({PrintState.HELD, PrintState.FAILED})
"""States in which somebody stands there without their paper."""

PRINT_TRANSITIONS: Mapping[PrintState, frozenset[PrintState]] = MappingProxyType(
    {
        PrintState.QUEUED: frozenset({PrintState.PRINTING, PrintState.HELD, PrintState.DISMISSED}),
        PrintState.HELD: frozenset({PrintState.PRINTING, PrintState.DELIVERED, PrintState.DISMISSED}),
        PrintState.PRINTING: OUT | STUCK,
        PrintState.FAILED: frozenset({PrintState.DELIVERED, PrintState.DISMISSED}),
        PrintState.SPOOLED: frozenset(),
        PrintState.DELIVERED: frozenset(),
        PrintState.PRINTED: frozenset(),
        PrintState.DISMISSED: frozenset(),
    }
)
"""Where a job may go; the database refuses every other way. To ``DELIVERED`` without ``PRINTING``: somebody saw it."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One piece of paper. ``copy`` 0 is the original, 1 and up say SALINAN. ``requested_at`` is UTC.

    One of ``payment_id``, ``shift_id`` and ``subject_id`` is set, by the ``document``. ``wording``: what a delivered receipt said of
    its payment (``domain.receipt.Wording``), empty before. Of one that may have come out, it is kept if it was
    *diterima*: a confirmation slip is better offered once too often. ``trouble``: why it is held or failed.
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
    trouble: Trouble | None = None

    @property
    def is_out(self) -> bool:
        """Whether it was handed over whole; how sure that is, the state says."""
        return self.state in OUT

    @property
    def is_stuck(self) -> bool:
        """Whether somebody may stand there without it."""
        return self.state in STUCK
