"""A clerk's shift: from the float that is counted in to the drawer that is counted out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from counter_app.domain.drawer import CashMovement, moved_in
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment
from counter_app.domain.refund import Refund


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift. ``opened_at`` and ``closed_at`` (``None`` while open) are UTC.

    ``float_amount`` (*kas awal*) is rupiah in the drawer at opening, ``counted`` what the clerk counted at closing.
    """

    id: UUID
    office_id: str
    counter_id: str
    clerk_id: str
    business_date: date
    opened_at: datetime
    float_amount: Rupiah
    closed_at: datetime | None = None
    counted: Rupiah | None = None


def expected_cash(
    shift: Shift, payments: Iterable[Payment], refunds: Iterable[Refund], movements: Iterable[CashMovement] = ()
) -> Rupiah:
    """What the drawer must hold, rupiah: the float, all cash taken in the shift and fetched from the vault, less what
    went back to payers in it and what was dropped into the vault.

    A refund counts where it was paid out, which may be a later shift than the payment's.
    """
    taken = sum(payment.cash_taken for payment in payments)
    returned = sum(refund.cash_out for refund in refunds)
    return Rupiah(shift.float_amount + taken - returned + moved_in(movements))
