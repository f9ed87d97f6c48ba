"""The line dies: first slowly, so that a payment can still be called off, then whole; the meter fills; it comes back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from counter_app.domain.payment import Payment, PaymentState
from counter_app.sandbox.people import EMPLOYER, FARMER, GOVERNMENT_PAID, IN_GRACE
from ui.demo.day import ENTER, LONG, Day

UNSENT_ALLOWED = 3
"""The demo office's limit, in payments: reached by the third, exceeded by the fourth."""
PATIENT = 45.0
"""Seconds the demo's counter lets one call to the host take: longer than a clerk needs to call a payment off."""


def play(day: Day) -> Payment:
    """Gives back one of the payments that were taken without the host."""
    slow = _the_line_is_slow(day)
    day.sandbox.stop()
    day.clerk.wait(day.is_now(slow, PaymentState.UNKNOWN), "the line to be given up", LONG)
    offline = [slow, *_without_the_host(day)]
    day.clerk.press(Qt.Key.Key_F4)
    day.clerk.picture("queue-without-the-host")
    day.sandbox.start(day.clock.now())
    _back(day, offline)
    return offline[-1]


def _the_line_is_slow(day: Day) -> Payment:
    """One payment hangs in the line; the one behind it has not been sent, and is called off."""
    clerk = day.clerk
    day.sandbox.set_faults("slow-drip=1:payment x1")
    day.look_up(IN_GRACE.nik)
    day.to_the_tender()
    slow = day.take_the_money(PaymentState.SENDING)
    clerk.picture("accepted-the-line-is-slow")
    day.look_up(GOVERNMENT_PAID.nik)
    day.to_the_tender()
    called_off = day.take_the_money(PaymentState.ACCEPTED)
    day.to_the_queue(called_off)
    clerk.press(Qt.Key.Key_B)
    day.consent("Peserta membatalkan")
    clerk.picture("called-off-supervisor-consents")
    clerk.press(ENTER)
    clerk.wait(day.is_now(called_off, PaymentState.CANCELLED), "the payment to be called off")
    day.given_back(called_off)
    clerk.picture("called-off")
    return slow


def _without_the_host(day: Day) -> Sequence[Payment]:
    clerk = day.clerk
    day.look_up(FARMER.nik)
    clerk.picture("host-down-local-data")
    day.to_the_tender()
    first = day.take_the_money(PaymentState.UNKNOWN)
    clerk.picture("accepted-awaiting-the-host")
    day.look_up(EMPLOYER.nik)
    day.to_the_tender()
    second = day.take_the_money(PaymentState.UNKNOWN)
    _meter_says(day, UNSENT_ALLOWED)
    clerk.picture("meter-nearly-full")
    return [first, second, _over_the_limit(day)]


def _over_the_limit(day: Day) -> Payment:
    """One more than a clerk may take alone: the supervisor's PIN, for this payment and no other."""
    clerk = day.clerk
    day.look_up(GOVERNMENT_PAID.nik)
    day.to_the_tender()
    before = day.numbers()
    clerk.press(ENTER)
    day.supervisor_types()
    clerk.picture("meter-full-supervisor-consents")
    clerk.press(ENTER)
    payment = day.taken_since(before, PaymentState.UNKNOWN)
    _meter_says(day, UNSENT_ALLOWED + 1)
    clerk.picture("meter-over-the-limit")
    return payment


def _meter_says(day: Day, count: int) -> None:
    clerk = day.clerk
    clerk.wait(lambda: str(count) in clerk.words("gauge-1"), f"the meter to count {count} payments")


def _back(day: Day, offline: Sequence[Payment]) -> None:
    """What hung is asked about, what waited is sent; each payer is owed a slip that says so."""
    clerk = day.clerk
    for payment in offline:
        day.to_the_queue(payment)
        clerk.press(Qt.Key.Key_S)
        clerk.wait(day.is_now(payment, PaymentState.CONFIRMED), f"{payment.receipt_number} to be confirmed", LONG)
    day.to_the_queue(offline[0])
    clerk.picture("queue-slips-to-hand-over")
    for payment in offline:
        day.hand_over_slip(payment)
    clerk.wait(lambda: not day.counter.confirmations.waiting(day.actor), "every slip to be handed over")
    clerk.picture("queue-nothing-is-open")
