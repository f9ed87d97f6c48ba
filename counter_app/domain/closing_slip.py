"""What the close of a shift is made of: sums, the head of the journal, and what is not settled yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from counter_app.domain.cash import TenderKind
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.refund import Refund
from counter_app.domain.reversal import Reversal


class Pending(StrEnum):
    """Why a payment is not settled. In the last two cases its money is to go back and has not yet."""

    WAITING = "waiting"
    SENDING = "sending"
    UNCERTAIN = "uncertain"
    REVIEW = "review"
    REVERSAL_ASKED = "reversal-asked"
    REVERSAL_REVIEW = "reversal-review"
    REFUSED = "refused"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A payment that goes on after the shift is closed. ``amount``: its total, rupiah; ``name``: the payer's, masked."""

    number: str
    amount: Rupiah
    pending: Pending
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """``count`` amounts that make ``amount`` rupiah together."""

    count: int = 0
    amount: Rupiah = Rupiah(0)


NO_SUM = Sum()


@dataclass(frozen=True, slots=True)
class Head:
    """The journal as it stood when the shift was closed: its last entry then, from 1, and that entry's hash (hex)."""

    seq: int
    hash: str


PENDING: Mapping[PaymentState, Pending] = MappingProxyType(
    {
        PaymentState.ACCEPTED: Pending.WAITING,
        PaymentState.SENDING: Pending.SENDING,
        PaymentState.UNKNOWN: Pending.UNCERTAIN,
        PaymentState.REVIEW: Pending.REVIEW,
        PaymentState.REJECTED: Pending.REFUSED,
    }
)
"""Payments that are not settled, by their state."""

REVERSAL_PENDING: Mapping[PaymentState, Pending] = MappingProxyType(
    {
        PaymentState.ACCEPTED: Pending.REVERSAL_ASKED,
        PaymentState.SENDING: Pending.REVERSAL_ASKED,
        PaymentState.UNKNOWN: Pending.REVERSAL_ASKED,
        PaymentState.REVIEW: Pending.REVERSAL_REVIEW,
        PaymentState.CONFIRMED: Pending.REVERSED,
    }
)
"""Reversals that are not settled, by their state."""


def unsettled(payments: Iterable[Payment], reversals: Iterable[tuple[Reversal, Payment]]) -> tuple[Unsettled, ...]:
    """Of these payments and reversals, those that are not settled: one row a payment, by receipt number.

    A reversal waits for its payment; while that is open itself, the row says so.
    """
    rows = {
        reversal.receipt_number: _unsettled(payment, REVERSAL_PENDING[reversal.state])
        for reversal, payment in reversals
        if reversal.state in REVERSAL_PENDING
    }
    for payment in payments:
        if payment.state in PENDING:
            rows[payment.receipt_number] = _unsettled(payment, PENDING[payment.state])
    return tuple(rows[number] for number in sorted(rows))


def masked_name(name: str) -> str:
    """A payer's name as a list shows it: enough of each word to know it by. ``SITI AMINAH`` → ``SI** AM**``."""
    return " ".join(f"{word[:2]}**" for word in name.split())


def written(rows: Iterable[Unsettled]) -> str:
    """How the journal keeps them: ``NUMBER AMOUNT PENDING``, one behind the other, with semicolons between."""
    return ";".join(f"{row.number} {row.amount} {row.pending.value}" for row in rows)


def read_unsettled(text: str) -> tuple[Unsettled, ...]:
    """What ``written`` wrote. Raises ``ValueError`` for any other text."""
    return tuple(_row(part) for part in text.split(";") if part)


def takings(payments: Iterable[Payment]) -> tuple[tuple[TenderKind, Sum], ...]:
    """What was taken by each means, cash always among them. What went back later stays in it."""
    amounts: dict[TenderKind, list[int]] = {kind: [] for kind in TenderKind}
    for payment in payments:
        amounts[payment.tender.kind].append(payment.total)
    return tuple((kind, _sum(each)) for kind, each in amounts.items() if each or kind is TenderKind.CASH)


def returned(refunds: Iterable[Refund], *, in_cash: bool) -> Sum:
    """What went back, out of the drawer or by other means."""
    return _sum([refund.amount for refund in refunds if refund.in_cash is in_cash])


def _unsettled(payment: Payment, pending: Pending) -> Unsettled:
    return Unsettled(payment.receipt_number, payment.total, pending, masked_name(payment.payer.name))


def _sum(amounts: Sequence[int]) -> Sum:
    return Sum(len(amounts), Rupiah(sum(amounts)))


def _row(part: str) -> Unsettled:
    number, amount, pending = part.split(" ")
    return Unsettled(number, Rupiah(int(amount)), Pending(pending))
