"""What the payer is shown of their payment, on a pole or on a second monitor.

Sums, months and programmes, and never who it is: there is no field here that a name, a NIK or a KPJ could stand in.
"""

from dataclasses import dataclass
from enum import StrEnum

from counter_app.domain.bill import Bill, Programme
from counter_app.domain.cash import TenderKind
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.payment import UNSETTLED, Payment, PaymentState


class Showing(StrEnum):
    """How far the payer has come. ``BLANK``: nothing at all, because nobody is at work. ``DUE``: the money is asked for;
    ``WAIT``: it is being stored, or a second person is asked. ``ACCEPTED``: taken, the host has yet to confirm it;
    ``CONFIRMED``: posted; ``EXAMINED``: taken, people look into it; ``RETURNED``: it comes to nothing, or has. ``THANKS``:
    the payment was shown for long enough.
    """

    BLANK = "blank"
    WELCOME = "welcome"
    DUE = "due"
    WAIT = "wait"
    ACCEPTED = "accepted"
    CONFIRMED = "confirmed"
    EXAMINED = "examined"
    RETURNED = "returned"
    THANKS = "thanks"


TAKEN = frozenset({Showing.ACCEPTED, Showing.CONFIRMED, Showing.EXAMINED})
"""The counter has the money, and owes the change."""


@dataclass(frozen=True, slots=True)
class CustomerView:
    """One thing to show. ``total``, ``tendered`` and ``change`` are rupiah; ``kind`` is set once money was taken."""

    showing: Showing
    months: tuple[Month, ...] = ()
    programmes: tuple[Programme, ...] = ()
    total: Rupiah = Rupiah(0)
    kind: TenderKind | None = None
    tendered: Rupiah = Rupiah(0)
    change: Rupiah = Rupiah(0)

    @property
    def in_cash(self) -> bool:
        """Whether notes were handed over, so that there may be change."""
        return self.kind is TenderKind.CASH


BLANK = CustomerView(Showing.BLANK)
WELCOME = CustomerView(Showing.WELCOME)
THANKS = CustomerView(Showing.THANKS)


def asked(bill: Bill, *, waits: bool) -> CustomerView:
    """A bill on its way to being paid; ``waits``: there is nothing for the payer to do now."""
    showing = Showing.WAIT if waits else Showing.DUE
    return CustomerView(showing, bill.months, bill.programmes, bill.total)


def paid(payment: Payment) -> CustomerView:
    """A committed payment as it stands."""
    bill, tender = payment.bill, payment.tender
    return CustomerView(
        _standing(payment.state),
        bill.months,
        bill.programmes,
        payment.total,
        tender.kind,
        tender.tendered,
        payment.change,
    )


def _standing(state: PaymentState) -> Showing:
    if state in UNSETTLED:
        return Showing.ACCEPTED
    if state is PaymentState.CONFIRMED:
        return Showing.CONFIRMED
    return Showing.EXAMINED if state is PaymentState.REVIEW else Showing.RETURNED
