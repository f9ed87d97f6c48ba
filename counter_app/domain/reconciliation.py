"""Holding our books against the host's settlement of a day: each payment matches, waits, or differs in exactly one way.

Nothing here changes anything. What differs is named, and people find out why.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from counter_app.domain.identity import KPJ_LENGTH, NIK_LENGTH
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import UNSETTLED, PaymentState
from counter_app.domain.reversal import TOOK_EFFECT

UNDECIDED = UNSETTLED | {PaymentState.REVIEW}
"""States of which nobody can say yet what the host's list should hold."""


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
    """How two books can differ about one payment. ``ONLY_THERE`` includes what we hold for refused or cancelled.

    ``OTHER_PARTICULARS``: key, amount and days agree; payer, receipt, counter or the host's own reference do not.
    """

    ONLY_HERE = "only-here"
    ONLY_THERE = "only-there"
    TWICE = "twice"
    OTHER_AMOUNT = "other-amount"
    OTHER_DAY = "other-day"
    REVERSED_ON_ONE_SIDE = "reversed-on-one-side"
    OTHER_PARTICULARS = "other-particulars"


@dataclass(frozen=True, slots=True)
class OwnReversal:
    """As far as a reckoning needs it. ``host_reference`` is ``None`` until the host has undone the payment."""

    state: PaymentState
    business_date: date
    host_reference: str | None


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A payment of ours as far as a reckoning needs it. ``posted_on``: the host's day, as it told us.

    ``amount`` is rupiah; ``reversal`` the one that counts, if there is any.
    """

    id: UUID
    counter_id: str
    receipt_number: str
    business_date: date
    nik: str = field(repr=False)
    kpj: str = field(repr=False)
    amount: Rupiah
    state: PaymentState
    posted_on: date | None
    host_reference: str | None
    reversal: OwnReversal | None = None

    @property
    def reversed(self) -> bool:
        return self.reversal is not None and self.reversal.state in TOOK_EFFECT

    @property
    def net(self) -> int:
        """Rupiah: what our books say the host holds of it."""
        return self.amount if self.state is PaymentState.CONFIRMED and not self.reversed else 0


@dataclass(frozen=True, slots=True)
class Line:
    """One payment in the outcome: what either side holds of it, rupiah, reversals taken off.

    ``net_here`` of a payment that is not decided yet is what the payer paid.
    """

    key: str
    receipt_number: str
    net_here: int
    net_there: int


@dataclass(frozen=True, slots=True)
class Difference(Line):
    """One payment about which the books differ. ``here`` and ``there`` are rupiah as paid and as posted, ``None`` where
    there is no row. ``own`` and ``lines`` are both sides as they stood.
    """

    kind: Kind
    here: Rupiah | None
    there: Rupiah | None
    own: OwnRow | None
    lines: tuple[SettlementRow, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """How many payments, and their net amounts on either side, rupiah."""

    count: int
    here: int
    there: int


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The outcome for one of the host's days: what agrees, what differs, and what nobody can say yet."""

    day: date
    agreed: tuple[Line, ...]
    differences: tuple[Difference, ...]
    waiting: tuple[Line, ...]

    @property
    def matched(self) -> int:
        """How many payments agree."""
        return len(self.agreed)

    @property
    def pending(self) -> tuple[UUID, ...]:
        """The payments that nobody can be sure of yet."""
        return tuple(UUID(line.key) for line in self.waiting)

    def count(self, kind: Kind) -> int:
        return sum(difference.kind is kind for difference in self.differences)

    def of_kind(self, kind: Kind) -> Sums:
        """The differences of one kind, summed."""
        return summed([difference for difference in self.differences if difference.kind is kind])

    @property
    def total(self) -> Sums:
        """Everything, summed; ``there`` is the net amount of the host's list."""
        return summed([*self.agreed, *self.waiting, *self.differences])


def summed(lines: Collection[Line]) -> Sums:
    """How many, and what they make on either side."""
    return Sums(len(lines), sum(line.net_here for line in lines), sum(line.net_there for line in lines))


def reckon(day: date, ours: Iterable[OwnRow], theirs: Iterable[SettlementRow]) -> Reckoning:
    """Compare the host's list of ``day`` with our payments: those posted on it, and those its list names.

    The same books always give the same answer, in the order of the receipt numbers.
    """
    listed = _by_key(theirs)
    own = {str(row.id): row for row in ours}
    agreed: list[Line] = []
    waiting: list[Line] = []
    differences: list[Difference] = []
    for key in own.keys() | listed.keys():
        row, lines = own.get(key), listed.get(key, ())
        net_there = sum(line.signed_amount for line in lines)
        if row is not None and row.state in UNDECIDED:
            waiting.append(Line(key, row.receipt_number, row.amount, net_there))
            continue
        difference = _difference(day, key, row, lines)
        if difference is not None and not _reversal_is_open(difference):
            differences.append(difference)
            continue
        assert row is not None, "what we do not have is a difference"
        (agreed if difference is None else waiting).append(Line(key, row.receipt_number, row.net, net_there))
    return Reckoning(day, _in_order(agreed), tuple(sorted(differences, key=_place)), _in_order(waiting))


def _by_key(rows: Iterable[SettlementRow]) -> Mapping[str, Sequence[SettlementRow]]:
    listed: dict[str, list[SettlementRow]] = {}
    for row in rows:
        listed.setdefault(row.key, []).append(row)
    return listed


def _place(line: Line) -> tuple[str, str]:
    return line.receipt_number, line.key


def _in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=_place))


def _reversal_is_open(difference: Difference) -> bool:
    """The host has undone what we asked it to undo, and we do not know of it yet."""
    reversal = difference.own.reversal if difference.own else None
    asked = reversal is not None and reversal.state in UNDECIDED
    return asked and difference.kind is Kind.REVERSED_ON_ONE_SIDE


def _difference(day: date, key: str, own: OwnRow | None, lines: Sequence[SettlementRow]) -> Difference | None:
    here = own.amount if own and own.state is PaymentState.CONFIRMED else None
    kind = _kind(day, own, lines, here)
    if kind is None:
        return None
    postings = [line.amount for line in lines if line.kind is RowKind.PAYMENT]
    return Difference(
        key=key,
        receipt_number=own.receipt_number if own else lines[0].receipt_number,
        net_here=own.net if own else 0,
        net_there=sum(line.signed_amount for line in lines),
        kind=kind,
        here=here,
        there=Rupiah(sum(postings)) if postings else None,
        own=own,
        lines=tuple(sorted(lines, key=_as_it_stood)),
    )


def _kind(day: date, own: OwnRow | None, lines: Sequence[SettlementRow], here: Rupiah | None) -> Kind | None:
    """The first that holds, gravest first, so that one payment is one case."""
    if own is None or here is None:
        # Ours, but refused or called off: a difference only if the host holds something of it.
        return Kind.ONLY_THERE if lines else None
    postings = [line for line in lines if line.kind is RowKind.PAYMENT]
    undoings = [line for line in lines if line.kind is RowKind.REVERSAL]
    if not postings and own.posted_on == day:
        return Kind.ONLY_HERE
    if len(postings) > 1 or len(undoings) > 1:
        return Kind.TWICE
    if any(line.amount != here for line in lines):
        return Kind.OTHER_AMOUNT
    if own.posted_on != day or _on_another_day(day, own, lines):
        return Kind.OTHER_DAY
    if bool(undoings) != own.reversed:
        return Kind.REVERSED_ON_ONE_SIDE
    return Kind.OTHER_PARTICULARS if any(_is_told_otherwise(own, line) for line in lines) else None


def _on_another_day(day: date, own: OwnRow, lines: Sequence[SettlementRow]) -> bool:
    undone_on = own.reversal.business_date if own.reversal and own.reversed else None
    for line in lines:
        ours = own.business_date if line.kind is RowKind.PAYMENT else undone_on
        if line.posted_on != day or (ours is not None and line.business_date != ours):
            return True
    return False


def _is_told_otherwise(own: OwnRow, line: SettlementRow) -> bool:
    reference = own.host_reference if line.kind is RowKind.PAYMENT else own.reversal and own.reversal.host_reference
    told = (line.receipt_number, line.counter_id, line.host_reference)
    # The host may name a payer by a payment code, which our books do not hold.
    ours = {NIK_LENGTH: own.nik, KPJ_LENGTH: own.kpj}.get(len(line.customer_no), line.customer_no)
    return told != (own.receipt_number, own.counter_id, reference) or ours != line.customer_no


def _as_it_stood(line: SettlementRow) -> tuple[str, ...]:
    return line.kind.value, line.host_reference, f"{line.amount:016}", str(line.posted_on), str(line.business_date)
