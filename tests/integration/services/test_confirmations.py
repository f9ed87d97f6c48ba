"""Confirmation slips: offered to whoever holds paper that says less than is so by now."""

import pytest

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.people import Actor, Role
from counter_app.domain.print_job import PrintState
from counter_app.domain.reversal import Undoing
from counter_app.services.confirmations import Confirmations
from tests.helpers.builders import a_payment, a_reversal
from tests.helpers.reply_host import posted
from tests.integration.services.conftest import AUDITOR, CLERK, Bench

ADMINISTRATOR = Actor("4001", "Wati", Role.ADMINISTRATOR)


@pytest.fixture
def confirmations(bench: Bench) -> Confirmations:
    return Confirmations(bench.store, bench.clock)


def handed_out(bench: Bench) -> Payment:
    """Sold, and the receipt printed before the host had answered."""
    payment = bench.sell()
    bench.printing.print(bench.printing.original(payment.id).id)
    return payment


def settle(bench: Bench, payment: Payment) -> None:
    bench.host.replies = [posted(payment)]
    bench.forwarder.forward(payment.id)
    assert bench.state(payment) is PaymentState.CONFIRMED


def numbers(payments: object) -> list[str]:
    assert isinstance(payments, list)
    return [payment.receipt_number for payment in payments]


def test_a_slip_is_offered_when_what_was_only_taken_in_is_posted(bench: Bench, confirmations: Confirmations) -> None:
    first, second = handed_out(bench), handed_out(bench)
    assert confirmations.waiting(CLERK) == []
    settle(bench, second)
    settle(bench, first)
    assert numbers(confirmations.waiting(CLERK)) == [first.receipt_number, second.receipt_number]


def test_no_slip_is_offered_to_whose_receipt_said_it_all(bench: Bench, confirmations: Confirmations) -> None:
    payment = bench.sell()
    settle(bench, payment)
    bench.printing.print(bench.printing.original(payment.id).id)
    assert confirmations.waiting(AUDITOR) == []


def test_the_slip_says_berhasil_and_what_it_is_and_is_offered_no_more(
    bench: Bench, confirmations: Confirmations
) -> None:
    payment = handed_out(bench)
    settle(bench, payment)
    job = confirmations.ask(CLERK, payment.id)
    printed = bench.printing.print(job.id)
    assert (printed.state, printed.wording) == (PrintState.DELIVERED, "berhasil")
    name, paper = bench.tray.printed[-1]
    number = payment.receipt_number
    assert name == f"{number}-konfirmasi"
    assert paper == f"{number} {payment.total} berhasil HOST-0001 konfirmasi ASLI".encode()
    assert confirmations.waiting(CLERK) == []
    assert bench.entries("print.slip-asked") == [
        {"actor": CLERK.id, "receipt": number, "document": "confirmation", "copy": 0}
    ]


def test_a_slip_that_waits_for_the_printer_is_still_waited_for(bench: Bench, confirmations: Confirmations) -> None:
    payment = handed_out(bench)
    settle(bench, payment)
    job = confirmations.ask(CLERK, payment.id)
    bench.tray.jams_after = 0
    held = bench.printing.print(job.id)
    assert held.state is PrintState.HELD
    assert numbers(confirmations.waiting(CLERK)) == [payment.receipt_number]
    assert confirmations.ask(CLERK, payment.id) == held
    assert len(bench.entries("print.slip-asked")) == 1


def test_after_a_slip_that_may_be_half_out_the_next_one_is_a_copy(bench: Bench, confirmations: Confirmations) -> None:
    payment = handed_out(bench)
    settle(bench, payment)
    bench.tray.jams_after = 40
    bench.printing.print(confirmations.ask(CLERK, payment.id).id)
    assert numbers(confirmations.waiting(CLERK)) == [payment.receipt_number]
    bench.tray.jams_after = None
    job = bench.printing.print(confirmations.ask(CLERK, payment.id).id)
    assert (job.copy, job.state) == (1, PrintState.DELIVERED)
    assert bench.tray.printed[-1][1].endswith(b"konfirmasi SALINAN 1")
    assert confirmations.waiting(CLERK) == []


def test_what_is_not_posted_is_confirmed_by_no_slip(bench: Bench, confirmations: Confirmations) -> None:
    payment = handed_out(bench)
    with pytest.raises(Declined) as declined:
        confirmations.ask(CLERK, payment.id)
    assert declined.value.reason is Reason.ILLEGAL_TRANSITION
    assert declined.value.facts == {"receipt": payment.receipt_number, "old": "ACCEPTED", "new": "CONFIRMED"}


def test_what_was_reversed_is_confirmed_by_no_slip(bench: Bench, confirmations: Confirmations) -> None:
    payment = handed_out(bench)
    settle(bench, payment)
    reversal = a_reversal(bench.stored(payment))
    with bench.store.writing() as work:
        work.reversals.add(reversal)
        work.reversals.move(reversal.id, PaymentState.ACCEPTED, PaymentState.SENDING)
        undoing = Undoing("R-1", bench.clock.now(), None)
        work.reversals.move(reversal.id, PaymentState.SENDING, PaymentState.CONFIRMED, undoing)
    assert confirmations.waiting(CLERK) == []
    with pytest.raises(Declined) as declined:
        confirmations.ask(CLERK, payment.id)
    assert declined.value.reason is Reason.ILLEGAL_TRANSITION


def test_a_slip_for_what_was_taken_elsewhere_is_asked_for_there(bench: Bench, confirmations: Confirmations) -> None:
    shift = bench.shifts.open(CLERK, bench.sale().bill.fee)
    elsewhere = a_payment(9, shift_id=shift.id)
    with bench.store.writing() as work:
        work.payments.add(elsewhere)
    with pytest.raises(Declined) as declined:
        confirmations.ask(CLERK, elsewhere.id)
    assert declined.value.reason is Reason.RECEIPT_NOT_FOUND


def test_who_may_not_copy_asks_for_no_slip(bench: Bench, confirmations: Confirmations) -> None:
    payment = handed_out(bench)
    for act in (lambda: confirmations.ask(AUDITOR, payment.id), lambda: confirmations.waiting(ADMINISTRATOR)):
        with pytest.raises(Declined) as declined:
            act()
        assert declined.value.reason is Reason.NOT_ALLOWED
