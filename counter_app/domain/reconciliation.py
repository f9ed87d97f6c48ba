"""Holding our books against the host's settlement of a day: each payment matches, waits, or differs in exactly one way.

Nothing here changes anything. What differs is named, and people find out why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from counter_app.domain.money import Rupiah
from counter_app.domain.payment import UNSETTLED, Payment, PaymentState
from counter_app.domain.reversal import TOOK_EFFECT, Reversal


class RowKind(StrEnum):
    PAYMENT = "PAYMENT"
    REVERSAL = "REVERSAL"


@dataclass(frozen=True, slots=True)
class SettlementRow:
    """One line of the host's settlement. ``key`` is the payment's, also on the line of its reversal.

    ``amount`` is rupiah; ``posted_on`` the host's day of the posting, ``business_date`` ours as the host was told.
    """

    kind: RowKind
    key: str
    receipt_number: str
    host_reference: str
    customer_no: str = field(repr=False)
    amount: Rupiah
    posted_on: date
    business_date: date
    counter_id: str

    @property
    def signed_amount(self) -> int:
        """Rupiah: what the line adds to the day's net amount."""
        return self.amount if self.kind is RowKind.PAYMENT else -self.amount


class Kind(StrEnum):
    """How two books can differ about one payment. ``ONLY_THERE`` includes what we hold for refused or cancelled."""

    ONLY_HERE = "only-here"
    ONLY_THERE = "only-there"
    TWICE = "twice"
    OTHER_AMOUNT = "other-amount"
    OTHER_DAY = "other-day"
    REVERSED_ON_ONE_SIDE = "reversed-on-one-side"


@dataclass(frozen=True, slots=True)
class Difference:
    """One payment about which the books differ. ``here`` and ``there`` are rupiah, ``None`` where there is no row."""

    kind: Kind
    key: str
    receipt_number: str
    here: Rupiah | None
    there: Rupiah | None


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A payment of ours and its reversal, if there is one. ``posted_on``: the host's day, as it told us."""

    payment: Payment
    reversal: Reversal | None
    posted_on: date | None

    @property
    def reversed(self) -> bool:
        return self.reversal is not None and self.reversal.state in TOOK_EFFECT


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The outcome for one of the host's days: how many agree, what differs, and what nobody can say yet."""

    day: date
    matched: int
    differences: tuple[Difference, ...]
    pending: tuple[UUID, ...]

    def count(self, kind: Kind) -> int:
        return sum(difference.kind is kind for difference in self.differences)


def reckon(day: date, ours: Iterable[OwnRow], theirs: Iterable[SettlementRow]) -> Reckoning:
    """Compare the host's list of ``day`` with our payments: those posted on it, and those its list names.

    The same books always give the same answer, in the order of the receipt numbers.
    """
    listed = _by_key(theirs)
    own = {str(row.payment.id): row for row in ours}
    matched, differences, pending = 0, [], []
    for key in own.keys() | listed.keys():
        row, lines = own.get(key), listed.get(key, [])
        if row is not None and row.payment.state in UNSETTLED | {PaymentState.REVIEW}:
            pending.append(row.payment)
            continue
        difference = _difference(day, key, row, lines)
        if difference is None:
            matched += 1
        else:
            differences.append(difference)
    differences.sort(key=lambda each: (each.receipt_number, each.key))
    pending.sort(key=lambda payment: payment.receipt_number)
    return Reckoning(day, matched, tuple(differences), tuple(payment.id for payment in pending))


def _by_key(rows: Iterable[SettlementRow]) -> Mapping[str, Sequence[SettlementRow]]:
    listed: dict[str, list[SettlementRow]] = {}
    for row in rows:
        listed.setdefault(row.key, []).append(row)
    return listed


def _difference(day: date, key: str, own: OwnRow | None, lines: Sequence[SettlementRow]) -> Difference | None:
    postings = [line for line in lines if line.kind is RowKind.PAYMENT]
    receipt = own.payment.receipt_number if own else lines[0].receipt_number
    here = own.payment.total if own and own.payment.state is PaymentState.CONFIRMED else None
    there = Rupiah(sum(line.amount for line in postings)) if postings else None
    kind = _kind(day, own, postings, lines, here)
    return None if kind is None else Difference(kind, key, receipt, here, there)


def _kind(
    day: date,
    own: OwnRow | None,
    postings: Sequence[SettlementRow],
    lines: Sequence[SettlementRow],
    here: Rupiah | None,
) -> Kind | None:
    """The first that holds, gravest first, so that one payment is one case."""
    if own is None or here is None:
        return Kind.ONLY_THERE
    undone_there = len(lines) > len(postings)
    if not postings and own.posted_on == day:
        return Kind.ONLY_HERE
    if len(postings) > 1:
        return Kind.TWICE
    if any(line.amount != here for line in lines):
        return Kind.OTHER_AMOUNT
    if any(line.business_date != own.payment.business_date for line in postings) or own.posted_on != day:
        return Kind.OTHER_DAY
    return Kind.REVERSED_ON_ONE_SIDE if undone_there != own.reversed else None
