"""The Z report as data: one closed shift, numbered without gaps; and the deposit slip of the cash that leaves with it."""

from dataclasses import dataclass
from datetime import date, datetime

from counter_app.domain.bill import Programme
from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_slip import NO_SUM, Head, Sum, Unsettled
from counter_app.domain.drawer import Count
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.receipt import Office


@dataclass(frozen=True, slots=True)
class SlipCount:
    """One means but cash: what was ``taken`` by it, and the slips that were ``counted`` for it."""

    kind: TenderKind
    taken: Sum
    counted: Sum

    @property
    def variance(self) -> int:
        """Counted less taken, rupiah."""
        return self.counted.amount - self.taken.amount


@dataclass(frozen=True, slots=True)
class ZReport:
    """A closed shift. All amounts are rupiah, all moments aware; everything is as it stood at the close.

    ``number`` counts the counter's closes from 1; 0 is a close from before they were numbered, of which the fields with
    a default are not known. ``takings``: what was taken by each means, in the order of ``TenderKind``. ``returned``:
    what went back in the shift, in cash and by other means. ``closed_by``: the clerk, or who counted in their place.
    ``programmes``: contributions by programme, the fee apart. ``states``: the shift's payments by state. ``reversed``:
    those of them that the host has taken back. ``count`` is ``counted`` by denomination, ``stays`` what of it remains as
    the next float, ``attempts`` how often it was counted. ``reason`` and ``approved_by``: of a variance.
    ``handed_to``: who takes the drawer over.
    """

    office: Office
    clerk_id: str
    closed_by: str
    opened_at: datetime
    closed_at: datetime
    float_amount: Rupiah
    takings: tuple[tuple[TenderKind, Sum], ...]
    returned_cash: Sum
    returned_otherwise: Sum
    counted: Rupiah
    unsettled: tuple[Unsettled, ...]
    head: Head
    copy: int = 0
    number: int = 0
    business_date: date | None = None
    receipts: tuple[str, str] | None = None
    dropped: Sum = NO_SUM
    picked_up: Sum = NO_SUM
    count: Count | None = None
    stays: Count | None = None
    slips: tuple[SlipCount, ...] = ()
    attempts: int = 1
    programmes: tuple[tuple[Programme, Sum], ...] = ()
    fees: Sum = NO_SUM
    states: tuple[tuple[PaymentState, Sum], ...] = ()
    reversed: Sum = NO_SUM
    reason: str = ""
    approved_by: str = ""
    handed_to: str = ""

    @property
    def cash_taken(self) -> Rupiah:
        return Rupiah(sum(taken.amount for kind, taken in self.takings if kind is TenderKind.CASH))

    @property
    def expected(self) -> Rupiah:
        """What the drawer had to hold: the sum of the rows above it on the paper."""
        came = self.float_amount + self.cash_taken + self.picked_up.amount
        return Rupiah(came - self.returned_cash.amount - self.dropped.amount)

    @property
    def variance(self) -> int:
        """Counted minus expected, rupiah: negative when cash is missing (*selisih kurang*)."""
        return self.counted - self.expected


@dataclass(frozen=True, slots=True)
class DepositSlip:
    """The cash of a closed drawer on its way to the vault (*setoran*): what was counted less what stays as next float.

    ``z_number`` is the Z report it belongs to; ``at`` the close, aware.
    """

    office: Office
    z_number: int
    clerk_id: str
    closed_by: str
    business_date: date
    at: datetime
    counted: Count
    stays: Count
    copy: int = 0

    @property
    def count(self) -> Count:
        """What is handed in, by denomination."""
        return self.counted.less(self.stays)

    @property
    def amount(self) -> Rupiah:
        return self.count.total
