"""After an unclean end: was it printed, and is its cash in the drawer?"""

import pytest

from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment
from counter_app.domain.print_job import PrintJob, PrintState
from tests.integration.services.conftest import AUDITOR, CLERK, Bench


def killed_before_printing(bench: Bench) -> Payment:
    payment = bench.sell()
    bench.printing.recover()
    return payment


def killed_while_printing(bench: Bench) -> Payment:
    payment = bench.sell()
    with bench.store.writing() as work:
        (job,) = work.prints.of_payment(payment.id)
        work.prints.move(job.id, PrintState.QUEUED, PrintState.PRINTING)
    bench.printing.recover()
    return payment


def paper(bench: Bench, payment: Payment) -> PrintJob:
    with bench.store.reading() as work:
        return work.prints.of_payment(payment.id)[0]


def test_the_clerk_is_asked_about_what_had_not_begun_to_come_out(bench: Bench) -> None:
    payment = killed_before_printing(bench)
    (question,) = bench.recovery.questions(CLERK)
    assert (question.payment.id, question.cash, question.may_be_on_paper) == (payment.id, payment.total, False)
    assert question.job == paper(bench, payment)


def test_the_clerk_is_asked_about_what_may_be_on_paper(bench: Bench) -> None:
    killed_while_printing(bench)
    (question,) = bench.recovery.questions(CLERK)
    assert question.may_be_on_paper


def test_after_a_clean_end_nobody_is_asked(bench: Bench) -> None:
    payment = bench.sell()
    bench.printing.print(paper(bench, payment).id)
    bench.printing.recover()
    assert bench.recovery.questions(CLERK) == []


def test_what_was_printed_is_done_with(bench: Bench) -> None:
    payment = killed_while_printing(bench)
    bench.recovery.answer(CLERK, payment.id, printed=True, cash=True)
    assert (paper(bench, payment).state, paper(bench, payment).detail) == (PrintState.DELIVERED, "seen by 1001")
    assert bench.recovery.questions(CLERK) == []
    assert bench.entries("recovery.answered") == [
        {
            "actor": CLERK.id,
            "receipt": payment.receipt_number,
            "document": "receipt",
            "copy": 0,
            "printed": True,
            "cash": True,
            "amount": payment.total,
        }
    ]
    assert bench.recovery.missing_cash(CLERK, payment.shift_id) == []


def test_what_somebody_saw_on_paper_stands_so_in_books_and_journal(bench: Bench) -> None:
    payment = killed_while_printing(bench)
    bench.recovery.answer(CLERK, payment.id, printed=True, cash=True)
    assert bench.verification.run().fault is None


def test_what_was_not_printed_still_can_be(bench: Bench) -> None:
    payment = killed_before_printing(bench)
    bench.recovery.answer(CLERK, payment.id, printed=False, cash=True)
    assert bench.recovery.questions(CLERK) == []
    held = paper(bench, payment)
    assert held.state is PrintState.HELD
    assert bench.printing.print(held.id).state is PrintState.DELIVERED


def test_what_may_be_half_on_paper_is_followed_by_a_copy(bench: Bench) -> None:
    payment = killed_while_printing(bench)
    bench.recovery.answer(CLERK, payment.id, printed=False, cash=True)
    assert paper(bench, payment).state is PrintState.FAILED
    assert bench.printing.reprint(CLERK, payment.receipt_number).copy == 1


def test_cash_that_is_missing_is_written_down_and_moves_no_money(bench: Bench) -> None:
    there, missing, unasked = killed_before_printing(bench), bench.sell(), bench.sell()
    bench.printing.print(paper(bench, unasked).id)
    bench.printing.recover()
    bench.recovery.answer(CLERK, there.id, printed=True, cash=True)
    bench.recovery.answer(CLERK, missing.id, printed=True, cash=False)
    assert [payment.id for payment in bench.recovery.missing_cash(CLERK, missing.shift_id)] == [missing.id]
    expected = 200_000 + there.total + missing.total + unasked.total
    assert bench.shifts.close(CLERK, Rupiah(expected - missing.total)).variance == -missing.total


def test_each_paper_of_a_payment_is_asked_about_in_its_turn(bench: Bench) -> None:
    payment = killed_while_printing(bench)
    bench.printing.reprint(CLERK, payment.receipt_number)
    bench.printing.recover()
    for copy in (0, 1):
        (question,) = bench.recovery.questions(CLERK)
        assert question.job.copy == copy
        bench.recovery.answer(CLERK, payment.id, printed=True, cash=True)
    assert bench.recovery.questions(CLERK) == []


def test_what_was_not_asked_is_not_answered(bench: Bench) -> None:
    payment = killed_before_printing(bench)
    bench.recovery.answer(CLERK, payment.id, printed=True, cash=True)
    with pytest.raises(Declined) as declined:
        bench.recovery.answer(CLERK, payment.id, printed=True, cash=True)
    assert (declined.value.reason, declined.value.facts) == (Reason.NOT_ASKED, {"receipt": payment.receipt_number})


def test_a_printer_that_failed_by_itself_is_no_question(bench: Bench) -> None:
    payment = bench.sell()
    with bench.store.writing() as work:
        job = work.prints.of_payment(payment.id)[0]
        work.prints.move(job.id, PrintState.QUEUED, PrintState.HELD, "no paper")
    bench.printing.recover()
    assert bench.recovery.questions(CLERK) == []


def test_for_what_came_by_qris_no_cash_is_looked_for(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(0))
    bench.checkout.commit(CLERK, bench.sale(), TenderKind.QRIS, Rupiah(0), "QR-1234")
    bench.printing.recover()
    (question,) = bench.recovery.questions(CLERK)
    assert question.cash == 0


def test_the_closing_slip_is_no_payers_paper(bench: Bench) -> None:
    bench.sell()
    bench.shifts.close(CLERK, Rupiah(0))
    bench.printing.recover()
    assert [question.job.shift_id for question in bench.recovery.questions(CLERK)] == [None]


def test_an_auditor_was_not_there(bench: Bench) -> None:
    payment = killed_before_printing(bench)
    for act in (
        lambda: bench.recovery.questions(AUDITOR),
        lambda: bench.recovery.answer(AUDITOR, payment.id, printed=True, cash=True),
        lambda: bench.recovery.missing_cash(AUDITOR, payment.shift_id),
    ):
        with pytest.raises(Declined) as declined:
            act()
        assert declined.value.reason is Reason.NOT_ALLOWED
