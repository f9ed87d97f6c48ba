"""The list of payments: what is asked of it, a line of it, and its sums."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from counter_app.domain.cash import TenderKind
from counter_app.domain.closing_slip import Sum, masked_name
from counter_app.domain.identity import mask
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import PaymentState


@dataclass(frozen=True, slots=True)
class Wanted:
    """The business days ``since`` to ``until``; nothing said of a field takes any. Amounts are rupiah, both included.

    ``text``: part of a receipt number or of a payer's name, whatever its case.
    """

    since: date
    until: date
    clerk: str = ""
    state: PaymentState | None = None
    tender: TenderKind | None = None
    text: str = field(default="", repr=False)
    least: int | None = None
    most: int | None = None
    offline: bool | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One payment of the counter. ``sequence``: its place among them, from 1; ``returned``: rupiah that went back."""

    sequence: int
    id: UUID
    receipt_number: str
    business_date: date
    accepted_at: datetime
    clerk_id: str
    nik: str = field(repr=False)
    kpj: str = field(repr=False)
    name: str = field(repr=False)
    contribution: Rupiah
    fee: Rupiah
    total: Rupiah
    tender: TenderKind
    reference: str
    offline: bool
    state: PaymentState
    host_reference: str
    returned: Rupiah

    def masked(self) -> "Listed":
        """As it is shown: the name, but of the numbers only the last four digits."""
        return replace(self, nik=mask(self.nik), kpj=mask(self.kpj))

    def nameless(self) -> "Listed":
        """As it leaves the counter without a second person: of the name only what it is known by."""
        return replace(self.masked(), name=masked_name(self.name))


@dataclass(frozen=True, slots=True)
class ListSums:
    """Of all that is asked for: what was taken, the fees in it, and what went back of it."""

    taken: Sum
    fees: Rupiah
    returned: Sum

    @property
    def net(self) -> int:
        return self.taken.amount - self.returned.amount
