"""Slips as data: paper about money that is to go back, or has gone back.

As a receipt they say what stands in committed rows, before anybody decides how wide the paper is.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from counter_app.domain.cash import TenderKind
from counter_app.domain.identity import mask
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.receipt import Office
from counter_app.domain.refund import Refund, RefundCause
from counter_app.domain.reversal import Reversal


@dataclass(frozen=True, slots=True)
class RefundSlip:
    """Money went back to a payer, whole.

    ``number``: the receipt's. ``clerk_id`` paid out, ``at`` (aware) that moment; ``means``: how the money went back,
    which is how it had come. ``copy`` as on a receipt.
    """

    office: Office
    number: str
    clerk_id: str
    at: datetime
    cause: RefundCause
    amount: Rupiah
    means: TenderKind
    name: str
    masked_nik: str
    copy: int = 0


class Standing(StrEnum):
    """What has come of a reversal, as far as its payer's money goes. Only ``RETURNED`` says that it is back."""

    ASKED = "asked"
    AGREED = "agreed"
    RETURNED = "returned"
    REFUSED = "refused"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class ReversalSlip:
    """A reversal was asked for. ``clerk_id`` asked and ``approved_by`` approved, ``at`` (aware) that moment.

    ``number``: the receipt's; ``host_reference``: what the host had posted it under, if it had by then.
    """

    office: Office
    number: str
    clerk_id: str
    approved_by: str
    at: datetime
    reason: str
    amount: Rupiah
    name: str
    masked_nik: str
    host_reference: str | None
    standing: Standing
    copy: int = 0


def refund_slip(refund: Refund, payment: Payment, office: Office, copy: int = 0) -> RefundSlip:
    """The slip of money that went back."""
    return RefundSlip(
        office=office,
        number=payment.receipt_number,
        clerk_id=refund.clerk_id,
        at=refund.at,
        cause=refund.cause,
        amount=refund.amount,
        means=payment.tender.kind,
        name=payment.payer.name,
        masked_nik=mask(payment.payer.nik),
        copy=copy,
    )


def reversal_slip(reversal: Reversal, payment: Payment, office: Office, copy: int = 0) -> ReversalSlip:
    """The slip of a reversal as it stands."""
    return ReversalSlip(
        office=office,
        number=reversal.receipt_number,
        clerk_id=reversal.clerk_id,
        approved_by=reversal.approved_by,
        at=reversal.asked_at,
        reason=reversal.reason,
        amount=reversal.amount,
        name=payment.payer.name,
        masked_nik=mask(payment.payer.nik),
        host_reference=payment.posting.host_reference if payment.posting else None,
        standing=standing_of(reversal.state),
        copy=copy,
    )


def standing_of(state: PaymentState) -> Standing:
    """What a reversal's state means for the payer's money."""
    match state:
        case PaymentState.CONFIRMED:
            return Standing.AGREED
        case PaymentState.REFUNDED:
            return Standing.RETURNED
        case PaymentState.REJECTED:
            return Standing.REFUSED
        case PaymentState.CANCELLED:
            return Standing.VOID
        case PaymentState.ACCEPTED | PaymentState.SENDING | PaymentState.UNKNOWN | PaymentState.REVIEW:
            return Standing.ASKED
        case _:
            assert_never(state)
