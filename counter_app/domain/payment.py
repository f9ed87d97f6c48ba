"""A payment's life: the states it can be in, and the only ways from one to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from counter_app.domain.bill import Bill
from counter_app.domain.cash import Tender, TenderKind
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah


class PaymentState(StrEnum):
    """Where a payment stands. The value is what the database holds."""

    ACCEPTED = "ACCEPTED"
    SENDING = "SENDING"
    UNKNOWN = "UNKNOWN"
    CONFIRMED = "CONFIRMED"
    REJECTED = "REJECTED"
    REVIEW = "REVIEW"
    CANCELLED = "CANCELLED"
    REFUNDED = "REFUNDED"


TRANSITIONS: Mapping[PaymentState, frozenset[PaymentState]] = MappingProxyType(
    {
        PaymentState.ACCEPTED: frozenset({PaymentState.SENDING, PaymentState.CANCELLED}),
        PaymentState.SENDING: frozenset(
            {PaymentState.UNKNOWN, PaymentState.CONFIRMED, PaymentState.REJECTED, PaymentState.REVIEW}
        ),
        PaymentState.UNKNOWN: frozenset({PaymentState.CONFIRMED, PaymentState.REJECTED, PaymentState.REVIEW}),
        PaymentState.REVIEW: frozenset({PaymentState.CONFIRMED, PaymentState.REJECTED}),
        PaymentState.REJECTED: frozenset({PaymentState.REFUNDED}),
        PaymentState.CONFIRMED: frozenset(),
        PaymentState.CANCELLED: frozenset(),
        PaymentState.REFUNDED: frozenset(),
    }
)
"""The whole table: what is not in it cannot happen. No state is ever re-entered."""

CASH_RETURNED = frozenset({PaymentState.CANCELLED, PaymentState.REFUNDED})
"""States in which the payer has their cash back."""

LIVE = frozenset(PaymentState) - CASH_RETURNED - {PaymentState.REJECTED}
"""States in which the months count as paid, or may turn out to be."""

UNSETTLED = frozenset({PaymentState.ACCEPTED, PaymentState.SENDING, PaymentState.UNKNOWN})
"""States that still need the host."""


def require_transition(old: PaymentState, new: PaymentState) -> None:
    """Raise ``Declined(ILLEGAL_TRANSITION)`` unless the table has it."""
    if new not in TRANSITIONS[old]:
        raise Declined(Reason.ILLEGAL_TRANSITION, old=old.value, new=new.value)


@dataclass(frozen=True, slots=True)
class Payer:
    """Who paid, as it stood on the day; numbers and name are left out of ``repr``."""

    nik: str = field(repr=False)
    kpj: str = field(repr=False)
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Posting:
    """What the host said when it posted: its reference, when (UTC), and the protection it gives."""

    host_reference: str
    posted_at: datetime
    coverage_from: date
    coverage_to: date


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment as it was committed, plus where it stands now.

    ``id`` is also the idempotency key at the host. ``accepted_at`` is UTC; ``business_date`` is the
    shift's and never changes. ``offline``: the bill came from the local tariff.
    """

    id: UUID
    office_id: str
    counter_id: str
    clerk_id: str
    shift_id: UUID
    business_date: date
    receipt_number: str
    accepted_at: datetime
    payer: Payer
    bill: Bill
    tender: Tender
    state: PaymentState
    offline: bool
    posting: Posting | None = None

    @property
    def total(self) -> Rupiah:
        return self.bill.total

    @property
    def change(self) -> Rupiah:
        return self.tender.change_for(self.bill.total)

    @property
    def cash_taken(self) -> Rupiah:
        """What this payment put into the drawer, rupiah. What was given back later is a ``Refund``."""
        return self.bill.total if self.tender.kind is TenderKind.CASH else Rupiah(0)
