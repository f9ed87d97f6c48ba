"""A reversal: undoing a confirmed payment, whole. A row of its own, with its own key and the payment's states."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import TRANSITIONS, Payment, PaymentState

REVERSAL_TRANSITIONS: Mapping[PaymentState, frozenset[PaymentState]] = MappingProxyType(
    {
        **TRANSITIONS,
        PaymentState.CONFIRMED: frozenset({PaymentState.REFUNDED}),
        PaymentState.REJECTED: frozenset(),
    }
)
"""As a payment's, except that cash goes back after CONFIRMED, and that a refused reversal leaves nothing to do."""

WITHOUT_EFFECT = frozenset({PaymentState.REJECTED, PaymentState.CANCELLED})
"""States in which a reversal has undone nothing and never will: another one may be asked for."""

TOOK_EFFECT = frozenset({PaymentState.CONFIRMED, PaymentState.REFUNDED})
"""States in which the host has taken the posting back."""

REVERSIBLE = frozenset({PaymentState.SENDING, PaymentState.UNKNOWN, PaymentState.CONFIRMED})
"""Payments for which a reversal may be asked. One that is not confirmed yet waits for its payment."""


@dataclass(frozen=True, slots=True)
class Undoing:
    """What the host said when it reversed: its reference, when (UTC), and the payer's protection from then on."""

    host_reference: str
    reversed_at: datetime
    protected_until: date | None


@dataclass(frozen=True, slots=True)
class Reversal:
    """One reversal as it was asked for, plus where it stands. ``id`` is its idempotency key at the host.

    ``amount`` is the payment's total, rupiah: full or refused, never partial. ``clerk_id`` asked, ``approved_by``
    approved. ``asked_at`` is UTC, ``business_date`` that of the shift in which it was asked for.
    """

    id: UUID
    office_id: str
    counter_id: str
    payment_id: UUID
    receipt_number: str
    amount: Rupiah
    reason: str
    clerk_id: str
    approved_by: str
    shift_id: UUID
    business_date: date
    asked_at: datetime
    state: PaymentState = PaymentState.ACCEPTED
    undoing: Undoing | None = None


def require_reversal_transition(old: PaymentState, new: PaymentState) -> None:
    """Raise ``Declined(ILLEGAL_TRANSITION)`` unless the table has it."""
    if new not in REVERSAL_TRANSITIONS[old]:
        raise Declined(Reason.ILLEGAL_TRANSITION, old=old.value, new=new.value)


def require_reversible(payment: Payment, earlier: Reversal | None) -> None:
    """Raise ``Declined`` with ``REVERSAL_UNDER_WAY`` or ``NOT_REVERSIBLE`` when no reversal may be asked for."""
    if earlier is not None and earlier.state not in WITHOUT_EFFECT:
        raise Declined(Reason.REVERSAL_UNDER_WAY, receipt=payment.receipt_number)
    if payment.state not in REVERSIBLE:
        raise Declined(Reason.NOT_REVERSIBLE, receipt=payment.receipt_number, state=payment.state.value)
