"""A report of a day or a month: what was taken, what went back, what is pending, day by day. Reports are of one counter.

A payment belongs to its own business day; money that went back, to the day of the shift that gave it; a reversal, to the
day on which it was asked for. So does the journal have it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from counter_app.domain.bill import Programme
from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_slip import NO_SUM, Head, Sum, Unsettled
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.payment import PaymentState
from counter_app.domain.receipt import Office
from counter_app.domain.refund import RefundCause


class ReportKind(StrEnum):
    DAILY = "daily"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Period:
    """The business days ``since`` to ``until``, both included."""

    kind: ReportKind
    since: date
    until: date

    @classmethod
    def of_day(cls, day: date) -> "Period":
        return cls(ReportKind.DAILY, day, day)

    @classmethod
    def of_month(cls, month: Month) -> "Period":
        return cls(ReportKind.MONTHLY, month.first_day, month.last_day)

    def days(self) -> Sequence[date]:
        """Each of them, the first one first."""
        return [self.since + timedelta(days=place) for place in range((self.until - self.since).days + 1)]


@dataclass(frozen=True, slots=True)
class Taken:
    """Payments of one day that are alike in shift, means, state and way: how many, their totals, and the fees in them."""

    shift_id: UUID
    clerk_id: str
    kind: TenderKind
    state: PaymentState
    offline: bool
    sum: Sum
    fees: Rupiah


@dataclass(frozen=True, slots=True)
class Returned:
    """Money that went back, whole. ``at`` is UTC; ``kind``: how the payer had paid; ``amount`` rupiah."""

    receipt_number: str
    shift_id: UUID
    clerk_id: str
    cause: RefundCause
    kind: TenderKind
    in_cash: bool
    amount: Rupiah
    at: datetime


@dataclass(frozen=True, slots=True)
class Undone:
    """A reversal that was asked for: by whom, who allowed it, and where it stands."""

    receipt_number: str
    clerk_id: str
    approved_by: str
    state: PaymentState
    amount: Rupiah


@dataclass(frozen=True, slots=True)
class ShiftOfDay:
    """A shift. ``moved``: what came from the vault less what went there; ``number``: its Z report's, 0 without one.

    ``expected`` and ``counted`` are ``None`` while it is open; moments are UTC, amounts rupiah.
    """

    id: UUID
    clerk_id: str
    opened_at: datetime
    closed_at: datetime | None
    float_amount: Rupiah
    moved: int
    number: int = 0
    closed_by: str = ""
    expected: Rupiah | None = None
    counted: Rupiah | None = None
    reason: str = ""
    approved_by: str = ""

    @property
    def variance(self) -> int | None:
        """Counted less expected, rupiah."""
        return None if self.counted is None or self.expected is None else self.counted - self.expected


@dataclass(frozen=True, slots=True)
class DayBook:
    """One business day. ``pending``: its payments that are not settled, by receipt number, names masked."""

    day: date
    taken: tuple[Taken, ...] = ()
    programmes: tuple[tuple[Programme, Sum], ...] = ()
    returned: tuple[Returned, ...] = ()
    undone: tuple[Undone, ...] = ()
    pending: tuple[Unsettled, ...] = ()
    shifts: tuple[ShiftOfDay, ...] = ()

    @property
    def accepted(self) -> Sum:
        return added(each.sum for each in self.taken)

    @property
    def gone_back(self) -> Sum:
        return summed(each.amount for each in self.returned)

    @property
    def is_empty(self) -> bool:
        return not (self.taken or self.returned or self.undone or self.shifts)


@dataclass(frozen=True, slots=True)
class Report:
    """``head``: the journal's last entry when the books were read, and ``as_of`` its moment (UTC).

    ``made_by`` and ``maker``: the staff number and the name of whoever asked for it.
    """

    office: Office
    period: Period
    made_by: str
    maker: str
    head: Head
    as_of: datetime | None
    days: tuple[DayBook, ...]

    @property
    def accepted(self) -> Sum:
        """All payments taken, whatever became of them."""
        return added(day.accepted for day in self.days)

    @property
    def gone_back(self) -> Sum:
        """All money that went back."""
        return added(day.gone_back for day in self.days)

    @property
    def net(self) -> int:
        """Taken less gone back, rupiah; negative where more of earlier days went back than was taken."""
        return self.accepted.amount - self.gone_back.amount

    @property
    def fees(self) -> Rupiah:
        return Rupiah(sum(each.fees for each in self._taken()))

    @property
    def offline(self) -> Sum:
        """Payments whose bill came from the local tariff."""
        return added(each.sum for each in self._taken() if each.offline)

    @property
    def pending(self) -> Sequence[Unsettled]:
        return [each for day in self.days for each in day.pending]

    @property
    def returned(self) -> Sequence[Returned]:
        return [each for day in self.days for each in day.returned]

    @property
    def undone(self) -> Sequence[Undone]:
        return [each for day in self.days for each in day.undone]

    @property
    def shifts(self) -> Sequence[ShiftOfDay]:
        return [each for day in self.days for each in day.shifts]

    def by_programme(self) -> Sequence[tuple[Programme, Sum]]:
        """Contributions without the fee; a payment of two programmes counts in both."""
        pairs = [pair for day in self.days for pair in day.programmes]
        return [(each, added(amount for one, amount in pairs if one is each)) for each in Programme]

    def by_tender(self) -> Sequence[tuple[TenderKind, Sum, Sum]]:
        """What was taken by each means, and what went back of what was paid by it."""
        return [
            (
                kind,
                added(each.sum for each in self._taken() if each.kind is kind),
                summed(each.amount for each in self.returned if each.kind is kind),
            )
            for kind in TenderKind
        ]

    def by_state(self) -> Sequence[tuple[PaymentState, Sum]]:
        """Those states in which payments stand now."""
        sums = [(state, self._of(lambda each, state=state: each.state is state)) for state in PaymentState]  # type: ignore[misc]
        return [(state, amount) for state, amount in sums if amount.count]

    def by_cause(self) -> Sequence[tuple[RefundCause, Sum]]:
        return [(cause, summed(each.amount for each in self.returned if each.cause is cause)) for cause in RefundCause]

    def by_clerk(self) -> Sequence[tuple[str, Sum, Sum]]:
        """What each took and what each gave back, by staff number."""
        people = {each.clerk_id for each in self._taken()} | {each.clerk_id for each in self.returned}
        return [
            (
                clerk,
                added(each.sum for each in self._taken() if each.clerk_id == clerk),
                summed(each.amount for each in self.returned if each.clerk_id == clerk),
            )
            for clerk in sorted(people)
        ]

    def of_shift(self, shift_id: UUID) -> tuple[Sum, Sum]:
        """What was taken and what went back in one shift."""
        back = summed(each.amount for each in self.returned if each.shift_id == shift_id)
        return self._of(lambda each: each.shift_id == shift_id), back

    def _of(self, fits: Callable[[Taken], bool]) -> Sum:
        return added(each.sum for each in self._taken() if fits(each))

    def _taken(self) -> Iterator[Taken]:
        return (each for day in self.days for each in day.taken)


def added(sums: Iterable[Sum]) -> Sum:
    """The sum of sums."""
    total = NO_SUM
    for each in sums:
        total = Sum(total.count + each.count, Rupiah(total.amount + each.amount))
    return total


def summed(amounts: Iterable[Rupiah]) -> Sum:
    """How many there are, and what they make."""
    return added(Sum(1, each) for each in amounts)
