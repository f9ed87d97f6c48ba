"""What is open, in one list: each row with its next step, the oldest of each lane first."""

from datetime import timedelta

import pytest

from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.people import Actor, Role
from counter_app.domain.print_job import PrintState
from counter_app.domain.receipt import Wording
from counter_app.domain.standing import Lane, NextStep
from counter_app.services.queue import QueueView
from tests.helpers.builders import a_participant, a_reversal
from tests.helpers.reply_host import posted, taken_back
from tests.integration.services.conftest import AUDITOR, CLERK, Bench


def moved(bench: Bench, payment: Payment, *states: PaymentState) -> None:
    with bench.store.writing() as work:
        old = PaymentState.ACCEPTED
        for new in states:
            assert work.payments.move(payment.id, old, new)
            old = new


def test_what_waits_for_a_person_comes_first_and_the_oldest_of_each_lane_before_the_others(bench: Bench) -> None:
    waiting, unsure, refused, examined, done = (bench.sell() for _ in range(5))
    moved(bench, unsure, PaymentState.SENDING, PaymentState.UNKNOWN)
    moved(bench, refused, PaymentState.SENDING, PaymentState.REJECTED)
    moved(bench, examined, PaymentState.SENDING, PaymentState.REVIEW)
    moved(bench, done, PaymentState.SENDING, PaymentState.CONFIRMED)
    rows = QueueView(bench.store, bench.clock).rows(AUDITOR)
    assert [row.id for row in rows] == [refused.id, examined.id, unsure.id, waiting.id]
    assert [row.standing.lane for row in rows] == [Lane.PERSON, Lane.PERSON, Lane.UNSURE, Lane.ON_ITS_WAY]
    assert rows[0].state is PaymentState.REJECTED


def test_a_reversal_is_a_row_of_its_own_beside_its_confirmed_payment(bench: Bench) -> None:
    payment = bench.sell()
    moved(bench, payment, PaymentState.SENDING, PaymentState.CONFIRMED)
    reversal = a_reversal(payment)
    with bench.store.writing() as work:
        work.reversals.add(reversal)
    (row,) = QueueView(bench.store, bench.clock).rows(CLERK)
    assert (row.id, row.state, row.standing.step) == (reversal.id, PaymentState.ACCEPTED, NextStep.SEND)


def test_a_settled_payment_that_somebody_asks_for_is_shown_and_one_that_was_undone_is_shown_as_undone(
    bench: Bench,
) -> None:
    view = QueueView(bench.store, bench.clock)
    payment = bench.sell()
    bench.host.replies.append(posted(payment))
    bench.forwarder.forward(payment.id)
    (row,) = view.rows(CLERK, payment.id)
    assert (row.id, row.standing.lane) == (payment.id, Lane.DONE)
    reversal = bench.reversals.ask(CLERK, payment.id, "salah peserta", bench.consent(Deed.REVERSE, payment.id))
    bench.host.undoings.append(taken_back(reversal, payment))
    bench.forwarder.forward_reversal(reversal.id)
    bench.refunds.pay_out(CLERK, payment.id)
    assert view.rows(CLERK) == []
    (row,) = view.rows(CLERK, payment.id)
    assert (row.id, row.state, row.standing.lane) == (reversal.id, PaymentState.REFUNDED, Lane.DONE)


def test_who_holds_a_preliminary_receipt_is_on_the_list_until_the_final_slip_is_asked_for(bench: Bench) -> None:
    payment = bench.sell()
    moved(bench, payment, PaymentState.SENDING, PaymentState.CONFIRMED)
    view = QueueView(bench.store, bench.clock)
    assert view.rows(CLERK) == []
    job = bench.printing.original(payment.id)
    with bench.store.writing() as work:
        work.prints.move(job.id, PrintState.QUEUED, PrintState.PRINTING)
        work.prints.move(job.id, PrintState.PRINTING, PrintState.DELIVERED, wording=Wording.ACCEPTED.value)
    (row,) = view.rows(CLERK)
    assert row.standing.lane is Lane.SLIP


def test_a_phone_number_is_told_where_the_office_knows_it_and_no_age_is_negative(bench: Bench) -> None:
    payment = bench.sell()
    with bench.store.writing() as work:
        work.participants.save([a_participant(nik=payment.payer.nik, phone="+628120000001")], bench.clock.now())
    bench.clock.advance(minutes=-180)
    (row,) = QueueView(bench.store, bench.clock).rows(CLERK)
    assert (row.phone, row.age) == ("+628120000001", timedelta(0))


def test_an_administrator_does_not_see_the_queue(bench: Bench) -> None:
    with pytest.raises(Declined):
        QueueView(bench.store, bench.clock).rows(Actor("9", "Rudi", Role.ADMINISTRATOR))
