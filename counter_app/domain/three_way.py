"""The three-way close: what was counted, what the journal says was taken, and what the host has confirmed of it.

All three are about one shift and net of what went back in it, by each means of payment. What the host has not decided
yet stands apart, payment by payment.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_count import Counted
from counter_app.domain.closing_slip import Sum, Unsettled, unsettled
from counter_app.domain.drawer import CashMovement, moved_in
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment
from counter_app.domain.refund import Refund
from counter_app.domain.reversal import Reversal
from counter_app.domain.shift import Shift


@dataclass(frozen=True, slots=True)
class Way:
    """One means of payment, rupiah. The journal's sum is the host's, and ``pending``, less ``earlier``.

    ``counted``: of cash, what is in the drawer beyond the float and what was moved; else the slips, less what went back.
    ``earlier``: what went back in this shift for payments of earlier ones, which the host does not hold.
    ``slips`` and ``taken`` are how many there are of what was counted, and of what was taken; 0 for cash counted.
    """

    kind: TenderKind
    counted: int
    journal: int
    host: Rupiah
    pending: Rupiah
    earlier: Rupiah
    slips: int
    taken: int

    @property
    def variance(self) -> int:
        """Counted less journal, rupiah: negative when money is missing."""
        return self.counted - self.journal

    @property
    def counts_agree(self) -> bool:
        """Whether sum and, for slips, number are what the journal has."""
        return self.variance == 0 and (self.kind is TenderKind.CASH or self.slips == self.taken)

    @property
    def host_agrees(self) -> bool:
        """Whether everything the journal has is at the host, or accounted for."""
        return self.journal == self.host + self.pending - self.earlier


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """``pending``: this shift's payments that are not settled, by receipt number, with the payer's masked name."""

    ways: tuple[Way, ...]
    pending: tuple[Unsettled, ...]

    @property
    def has_variance(self) -> bool:
        """Whether anything counted differs from the journal, which needs a reason and a second person."""
        return not all(way.counts_agree for way in self.ways)

    @property
    def agrees(self) -> bool:
        """Counted = journal = host, with nothing pending."""
        return not self.has_variance and not self.pending and all(way.host_agrees for way in self.ways)

    def of(self, kind: TenderKind) -> Way:
        return next(way for way in self.ways if way.kind is kind)


@dataclass(frozen=True, slots=True)
class DrawerBook:
    """All that the books have of one shift. ``refunded``: the payments of its refunds, of whatever shift.

    ``reversals``: of the shift's payments, each the one that counts.
    """

    shift: Shift
    payments: Sequence[Payment]
    refunds: Sequence[Refund]
    refunded: Mapping[UUID, Payment]
    movements: Sequence[CashMovement]
    reversals: Mapping[UUID, Reversal]

    @property
    def moves(self) -> int:
        """How often something moved; more of them, and a count does not hold any more."""
        return len(self.payments) + len(self.refunds) + len(self.movements)

    def pending(self) -> tuple[Unsettled, ...]:
        """The shift's payments that are not settled."""
        by_id = {payment.id: payment for payment in self.payments}
        reversed_ = [(reversal, by_id[key]) for key, reversal in self.reversals.items() if key in by_id]
        return unsettled(self.payments, reversed_)

    def kinds(self) -> list[TenderKind]:
        """Cash, and whatever else was taken or went back."""
        kinds = {TenderKind.CASH, *(payment.tender.kind for payment in self.payments)}
        kinds |= {payment.tender.kind for payment in self.refunded.values()}
        return [kind for kind in TenderKind if kind in kinds]

    def taken(self, kind: TenderKind) -> Sum:
        amounts = [payment.total for payment in self.payments if payment.tender.kind is kind]
        return Sum(len(amounts), Rupiah(sum(amounts)))

    def returned(self, kind: TenderKind) -> int:
        return sum(each.amount for each in self.refunds if self.refunded[each.payment_id].tender.kind is kind)


def three_way(book: DrawerBook, counted: Counted) -> ThreeWay:
    """Hold a count against the books."""
    pending = book.pending()
    open_ = {row.number for row in pending}
    kinds = {*book.kinds(), *(kind for kind, _ in counted.slips)}
    return ThreeWay(tuple(_way(book, counted, kind, open_) for kind in TenderKind if kind in kinds), pending)


def _way(book: DrawerBook, counted: Counted, kind: TenderKind, open_: set[str]) -> Way:
    own = [payment for payment in book.payments if payment.tender.kind is kind]
    back = {refund.payment_id for refund in book.refunds}
    ours = {payment.id for payment in book.payments}
    standing = [payment for payment in own if payment.id not in back]
    taken, returned = book.taken(kind), book.returned(kind)
    earlier = sum(
        refund.amount
        for refund in book.refunds
        if refund.payment_id not in ours and book.refunded[refund.payment_id].tender.kind is kind
    )
    return Way(
        kind=kind,
        counted=_cash_counted(book, counted) if kind is TenderKind.CASH else counted.of(kind).amount - returned,
        journal=taken.amount - returned,
        host=_total(payment for payment in standing if payment.receipt_number not in open_),
        pending=_total(payment for payment in standing if payment.receipt_number in open_),
        earlier=Rupiah(earlier),
        slips=counted.of(kind).count,
        taken=taken.count,
    )


def _cash_counted(book: DrawerBook, counted: Counted) -> int:
    return counted.cash.total - book.shift.float_amount - moved_in(book.movements)


def _total(payments: Iterable[Payment]) -> Rupiah:
    return Rupiah(sum(payment.total for payment in payments))
