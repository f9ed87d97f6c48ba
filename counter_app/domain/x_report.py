"""The X report as data: an open shift so far. It closes nothing, and there may be any number of it."""

from dataclasses import dataclass
from datetime import date, datetime

from counter_app.domain.bill import Programme
from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_slip import Head, Sum
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.receipt import Office


@dataclass(frozen=True, slots=True)
class DrawerSums:
    """What makes up the cash in a drawer, rupiah."""

    float_amount: Rupiah
    taken: Sum
    returned: Sum
    dropped: Sum
    picked_up: Sum

    @property
    def expected(self) -> Rupiah:
        """Float, cash taken and picked up, less what went back and what was dropped."""
        came = self.float_amount + self.taken.amount + self.picked_up.amount
        return Rupiah(came - self.returned.amount - self.dropped.amount)


@dataclass(frozen=True, slots=True)
class XReport:
    """``asked_by`` read it at ``at``; all amounts are rupiah, all moments aware.

    ``drawer`` is ``None`` for a clerk: what their drawer must hold, nobody tells them before they have counted it.
    """

    office: Office
    clerk_id: str
    asked_by: str
    business_date: date
    opened_at: datetime
    at: datetime
    takings: tuple[tuple[TenderKind, Sum], ...]
    returned: Sum
    programmes: tuple[tuple[Programme, Sum], ...]
    fees: Sum
    states: tuple[tuple[PaymentState, Sum], ...]
    drawer: DrawerSums | None
    head: Head
    copy: int = 0
