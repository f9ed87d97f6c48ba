"""A receipt as data: what stands on it, before anybody decides how wide the paper is."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never

from counter_app.domain.bill import Bill
from counter_app.domain.cash import Tender
from counter_app.domain.identity import mask
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.reversal import TOOK_EFFECT, Reversal, Undoing
from counter_app.domain.training import is_training


class Wording(StrEnum):
    """The two wordings that are never mixed up: cash taken and awaiting the host, or posted by the host.

    And those for paper that must promise neither: refused by the host, called off at the counter, or undone at the
    host after it had been posted.
    """

    ACCEPTED = "diterima"
    CONFIRMED = "berhasil"
    REJECTED = "ditolak"
    CANCELLED = "dibatalkan"
    REVERSED = "dibalik"


@dataclass(frozen=True, slots=True)
class Office:
    """The place a receipt comes from; ``timezone`` is an IANA name such as ``Asia/Jakarta``."""

    id: str
    name: str
    address: str
    counter_id: str
    timezone: str

    @property
    def is_training(self) -> bool:
        """Whether nothing of it is real: see ``domain.training``."""
        return is_training(self.id)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Everything a receipt says. ``copy`` 0 is the original, 1 and up print ``SALINAN n``.

    ``at`` is aware, in the office's zone. ``masked_*`` hold no full number. ``proof``: the signed text of its code
    (``domain.proof``), the same on every copy; empty for paper without a code. ``undoing``: what the host said when it
    took the posting back. ``confirms``: this is the slip that follows a *diterima* receipt, and takes its place.
    """

    office: Office
    clerk_id: str
    number: str
    at: datetime
    wording: Wording
    host_reference: str | None
    name: str
    masked_nik: str
    masked_kpj: str
    bill: Bill
    coverage: tuple[date, date] | None
    tender: Tender
    change: Rupiah
    copy: int = 0
    proof: str = ""
    undoing: Undoing | None = None
    confirms: bool = False

    @property
    def total(self) -> Rupiah:
        return self.bill.total


def wording_of(state: PaymentState, reversal: Reversal | None = None) -> Wording:
    """Only a confirmed payment is called so, and none that will never be confirmed is said to await it.

    A ``reversal`` changes what paper says when the host has taken the posting back, and not before.
    """
    if reversal is not None and reversal.state in TOOK_EFFECT:
        return Wording.REVERSED
    match state:
        case PaymentState.CONFIRMED:
            return Wording.CONFIRMED
        case PaymentState.REJECTED | PaymentState.REFUNDED:
            return Wording.REJECTED
        case PaymentState.CANCELLED:
            return Wording.CANCELLED
        case PaymentState.ACCEPTED | PaymentState.SENDING | PaymentState.UNKNOWN | PaymentState.REVIEW:
            return Wording.ACCEPTED
        case _:
            assert_never(state)


def receipt_of(payment: Payment, office: Office, at: datetime, copy: int, reversal: Reversal | None = None) -> Receipt:
    """The receipt of a committed payment; ``at`` is its ``accepted_at`` in the office's zone."""
    posting = payment.posting
    wording = wording_of(payment.state, reversal)
    return Receipt(
        office=office,
        clerk_id=payment.clerk_id,
        number=payment.receipt_number,
        at=at,
        wording=wording,
        host_reference=posting.host_reference if posting else None,
        name=payment.payer.name,
        masked_nik=mask(payment.payer.nik),
        masked_kpj=mask(payment.payer.kpj),
        bill=payment.bill,
        coverage=(posting.coverage_from, posting.coverage_to) if posting else None,
        tender=payment.tender,
        change=payment.change,
        copy=copy,
        undoing=reversal.undoing if reversal and wording is Wording.REVERSED else None,
    )


def confirmation_of(receipt: Receipt) -> Receipt:
    """The same as a confirmation slip. Only paper that says the payment is posted can be one."""
    return replace(receipt, confirms=receipt.wording is Wording.CONFIRMED)
