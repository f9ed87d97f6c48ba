"""What goes wrong while the line is there: an answer that is lost, a refusal, a payment that has to be undone."""

from PySide6.QtCore import Qt

from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.print_job import Document
from counter_app.sandbox.people import AWKWARD_NAMES, CREDITED, DEMO_PEOPLE, Person, invent_people
from ui.demo.day import ENTER, LONG, Day


def play(day: Day, to_be_reversed: Payment) -> None:
    """Three payers, each of whom ends with the right paper, and with their money where it belongs."""
    _an_answer_is_lost(day)
    _the_host_refuses(day)
    _reverse(day, to_be_reversed)


def _an_answer_is_lost(day: Day) -> None:
    """The host has posted it, and nobody here knows; asking again is left to a key so that it can be seen."""
    clerk = day.clerk
    day.sandbox.set_faults("drop-after-commit:payment x1, drop-before-commit:status")
    day.look_up(CREDITED.nik)
    day.to_the_tender()
    payment = day.take_the_money(PaymentState.UNKNOWN)
    clerk.picture("answer-lost-not-certain")
    day.to_the_queue(payment)
    clerk.picture("queue-not-certain")
    day.sandbox.set_faults("")
    clerk.press(Qt.Key.Key_S)
    clerk.wait(day.is_now(payment, PaymentState.CONFIRMED), "the host to say what it has posted", LONG)
    day.to_the_queue(payment)
    clerk.picture("queue-confirmed-by-status")
    day.hand_over_slip(payment)
    clerk.picture("queue-confirmation-slip-printed")


def _the_host_refuses(day: Day) -> None:
    clerk = day.clerk
    day.sandbox.set_faults("already-paid:payment x1")
    day.look_up(somebody(day).nik)
    day.to_the_tender()
    payment = day.take_the_money(PaymentState.REJECTED)
    clerk.picture("refused-by-the-host")
    day.to_the_queue(payment)
    clerk.picture("queue-refused")
    _give_back(day, payment, "refused-money-back")
    clerk.wait(day.is_now(payment, PaymentState.REFUNDED), "the refund")
    day.given_back(payment)


def somebody(day: Day, place: int = 0) -> Person:
    """One of the many who owe this month, counted from 0."""
    known = len(DEMO_PEOPLE) + len(AWKWARD_NAMES)
    people = invent_people(known + 50, 1, day.clock.now().date(), day.counter.tariff)[known:]
    return [person for person in people if person.paid_through == -1][place]


def _reverse(day: Day, payment: Payment) -> None:
    """Asked by the clerk, allowed by the supervisor, done by the host, and only then is the money given back."""
    clerk = day.clerk
    day.sandbox.set_faults("delay=2.5:reversal x1")
    clerk.press(Qt.Key.Key_F3)
    clerk.wait(lambda: clerk.goes_to("journal", payment.id), "the payment in the journal")
    clerk.picture("journal-payment-to-be-reversed")
    clerk.press(Qt.Key.Key_K)
    clerk.wait(lambda: clerk.goes_to("queue", payment.id), "the payment in the queue")
    clerk.press(Qt.Key.Key_R)
    day.consent("Salah orang, peserta keliru")
    clerk.picture("reversal-asked-supervisor-consents")
    clerk.press(ENTER)
    clerk.wait(lambda: day.reversal(payment) is not None, "the reversal")
    day.keep_slip(payment, Document.REVERSAL)
    clerk.picture("reversal-on-its-way")
    clerk.wait(day.is_undone(payment, PaymentState.CONFIRMED), "the host to undo it", LONG)
    clerk.wait(lambda: clerk.goes_to("queue", payment.id), "the reversal in the queue")
    clerk.picture("reversed-money-is-due")
    _give_back(day, payment, "reversed-money-back")
    clerk.wait(day.is_undone(payment, PaymentState.REFUNDED), "the refund")
    day.given_back(payment)


def _give_back(day: Day, payment: Payment, picture: str) -> None:
    """U, count the money, Enter."""
    clerk = day.clerk
    clerk.wait(lambda: _asks_to_give_back(day, payment), "to be asked whether the money is back")
    clerk.picture(picture)
    clerk.press(ENTER)


def _asks_to_give_back(day: Day, payment: Payment) -> bool:
    clerk = day.clerk
    if clerk.focus() == "queue" and clerk.goes_to("queue", payment.id):
        clerk.press(Qt.Key.Key_U)
    return clerk.focus() == "doing-action"
