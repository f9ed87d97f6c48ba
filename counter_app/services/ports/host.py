"""The one door to the host, and what some hosts can do besides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Protocol, runtime_checkable

from counter_app.domain.bill import Bill, Programme
from counter_app.domain.identity import LookupNumber
from counter_app.domain.outbox import HostReply, ReversalReply
from counter_app.domain.participant import Participant
from counter_app.domain.payment import Payment
from counter_app.domain.reconciliation import SettlementRow
from counter_app.domain.reversal import Reversal


@dataclass(frozen=True, slots=True)
class Inquiry:
    """The host's answer to who is it and what is owed."""

    participant: Participant
    bill: Bill


@dataclass(frozen=True, slots=True)
class ParticipantPage:
    """One page of service 95. ``total``: how many rows the host counts in all, for a progress bar."""

    participants: tuple[Participant, ...]
    next_cursor: str
    more: bool
    total: int


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a gateway can do besides inquiry, payment and status. What it cannot is not tried, and the window says so.

    ``sync``: list the office's participants. ``echo``: be asked for its time, which checks the line. ``offline``:
    post a payment whose bill came from the local tariff.
    """

    sync: bool = True
    echo: bool = True
    reversal: bool = True
    registration: bool = True
    offline: bool = True


class HostGateway(Protocol):
    """The one door to the host. Calls block, each within its own bounded time."""

    @property
    def abilities(self) -> Abilities: ...

    def inquire(self, number: LookupNumber, months: int, programmes: Sequence[Programme] | None) -> Inquiry:
        """Who is it, and what do ``months`` months cost; ``None``: the participant's own programmes.

        Raises ``Declined`` (``PARTICIPANT_NOT_FOUND``, ``ALREADY_PAID``, ``HOST_REFUSED`` with ``code``)
        or ``Unavailable(HOST)``, at the latest after the lookup time-out (1.5 s by default).
        """
        ...

    def payment_body(self, payment: Payment, journal_head: str) -> bytes:
        """The exact bytes that will be sent for a payment, now and at every later attempt."""
        ...

    def pay(self, body: bytes) -> HostReply:
        """Post a payment. Never raises for what the wire or the host does: that is a ``NoAnswer``."""
        ...

    def payment_status(self, payment: Payment) -> HostReply:
        """Ask what became of a payment. Never raises for what the wire or the host does."""
        ...

    def reversal_body(self, reversal: Reversal, payment: Payment, journal_head: str) -> bytes:
        """The exact bytes that will be sent for a reversal, now and at every later attempt."""
        ...

    def reverse(self, body: bytes) -> ReversalReply:
        """Undo a payment, or learn what came of it: the same bytes again change nothing more. Never raises for what
        the wire or the host does.
        """
        ...

    def participants(self, cursor: str) -> ParticipantPage:
        """The office's participants changed since ``cursor`` (empty: from the beginning).

        Raises ``Unavailable(HOST)``.
        """
        ...

    def host_time(self) -> datetime:
        """Ask the host for its time, which also checks the line. Raises ``Unavailable(HOST)``."""
        ...


@dataclass(frozen=True, slots=True)
class SettlementPage:
    """One page of service 94. ``total`` counts the rows of the whole day, ``net`` is payments less reversals, rupiah."""

    rows: tuple[SettlementRow, ...]
    next_cursor: str
    more: bool
    total: int
    net: int


@runtime_checkable
class SettlementSource(Protocol):
    """A host that tells what it posted. Not every gateway has one."""

    @property
    def day_zone(self) -> tzinfo:
        """The zone in which the host's days begin and end."""
        ...

    def settlement(self, office_id: str, day: date, cursor: str) -> SettlementPage:
        """The host's postings for the office on one of its days, from ``cursor`` on (empty: from the beginning).

        Raises ``Unavailable(HOST)``.
        """
        ...
