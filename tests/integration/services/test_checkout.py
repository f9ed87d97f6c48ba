"""The point of no return: everything in one transaction, once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counter_app.domain.bill import BillDifference, Programme
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.months import Month
from counter_app.domain.outbox import Step
from counter_app.domain.payment import PaymentState
from counter_app.domain.print_job import PrintState
from tests.helpers.clocks import MORNING
from tests.integration.services.conftest import AUDITOR, CLERK, OTHER_CLERK, Bench


def test_one_commit_holds_payment_journal_outbox_print_job_and_number(bench: Bench) -> None:
    payment = bench.sell()
    with bench.store.reading() as work:
        stored = work.payments.get(payment.id)
        item = work.outbox.get(payment.id)
        (job,) = work.prints.of_payment(payment.id)
        head = work.journal.head()
        last = work.numbers.last()
    assert stored == payment
    assert payment.state is PaymentState.ACCEPTED
    assert payment.receipt_number == "JKT-0042-L01-000001"
    assert payment.business_date == date(2026, 11, 22)
    assert item is not None
    assert (item.step, item.attempts, item.due_at) == (Step.SEND, 0, MORNING)
    assert item.body.endswith(head.encode()), "the host is told the head that tells of this payment"
    assert (job.state, job.copy, job.requested_by) == (PrintState.QUEUED, 0, CLERK.id)
    assert last == 1


def test_the_journal_tells_who_took_how_much_for_what_and_never_the_whole_number(bench: Bench) -> None:
    payment = bench.sell()
    (entry,) = bench.entries("payment.accepted")
    assert entry["actor"] == CLERK.id
    assert entry["receipt"] == payment.receipt_number
    assert entry["total"] == payment.total
    assert entry["months"] == "2026-11"
    assert entry["payer"] == "*" * 12 + payment.payer.nik[-4:]
    assert sum(int(str(entry[programme.value])) for programme in Programme) == payment.total


def test_a_second_call_with_the_same_sale_is_the_same_payment(bench: Bench) -> None:
    sale = bench.sale()
    first = bench.sell(sale)
    again = bench.checkout.commit(CLERK, sale, TenderKind.CASH, Rupiah(sale.bill.total + 50_000))
    assert again == first
    assert len(bench.entries("payment.accepted")) == 1
    with bench.store.reading() as work:
        assert work.numbers.last() == 1


def test_the_same_key_with_another_bill_is_refused(bench: Bench) -> None:
    sale = bench.sale()
    bench.sell(sale)
    other = replace(sale, bill=bench.bill(sale.participant, months=3))
    with pytest.raises(Declined) as declined:
        bench.checkout.commit(CLERK, other, TenderKind.CASH, other.bill.total)
    assert declined.value.reason is Reason.KEY_REUSED


def test_a_sale_that_was_stored_as_cash_after_all_is_not_passed_off_as_paid_by_qris(bench: Bench) -> None:
    payment = bench.sell(sale := bench.sale())
    with pytest.raises(Declined) as declined:
        bench.checkout.commit(CLERK, sale, TenderKind.QRIS, Rupiah(0), "QR-1234")
    assert declined.value.reason is Reason.KEY_REUSED
    assert declined.value.facts == {"receipt": payment.receipt_number}


def test_cash_that_is_short_takes_nothing(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(0))
    sale = bench.sale()
    with pytest.raises(Declined) as declined:
        bench.checkout.commit(CLERK, sale, TenderKind.CASH, Rupiah(sale.bill.total - 400))
    assert declined.value.reason is Reason.CASH_SHORT
    assert declined.value.facts == {"missing": 400}
    with bench.store.reading() as work:
        assert work.numbers.last() == 0
        assert list(work.payments.all()) == []


def test_change_and_reference_stand_in_the_row(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(0))
    sale = bench.sale()
    in_cash = bench.checkout.commit(CLERK, sale, TenderKind.CASH, Rupiah(100_000))
    assert bench.stored(in_cash).change == 100_000 - sale.bill.total
    by_qris = bench.checkout.commit(CLERK, bench.sale(), TenderKind.QRIS, Rupiah(0), " QR-778 812".replace(" ", ""))
    assert bench.stored(by_qris).tender.reference == "QR-778812"
    assert bench.stored(by_qris).cash_taken == 0


def test_an_expired_bill_is_not_paid(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(0))
    sale = bench.sale()
    expired = replace(sale, bill=replace(sale.bill, expires_at=MORNING))
    with pytest.raises(Declined) as declined:
        bench.checkout.commit(CLERK, expired, TenderKind.CASH, expired.bill.total)
    assert declined.value.reason is Reason.BILL_EXPIRED
    in_time = replace(sale, bill=replace(sale.bill, expires_at=MORNING + timedelta(seconds=1)))
    assert bench.checkout.commit(CLERK, in_time, TenderKind.CASH, in_time.bill.total).total == sale.bill.total


def test_without_a_shift_nothing_is_taken(bench: Bench) -> None:
    sale = bench.sale()
    with pytest.raises(Declined) as declined:
        bench.checkout.commit(CLERK, sale, TenderKind.CASH, sale.bill.total)
    assert declined.value.reason is Reason.SHIFT_NOT_OPEN


def test_nobody_sells_into_the_shift_of_another(bench: Bench) -> None:
    bench.shifts.open(OTHER_CLERK, Rupiah(0))
    sale = bench.sale()
    with pytest.raises(Declined) as declined:
        bench.checkout.commit(CLERK, sale, TenderKind.CASH, sale.bill.total)
    assert declined.value.reason is Reason.SHIFT_OF_ANOTHER
    assert declined.value.facts == {"clerk": OTHER_CLERK.id}


def test_an_auditor_cannot_sell(bench: Bench) -> None:
    sale = bench.sale()
    with pytest.raises(Declined) as declined:
        bench.checkout.commit(AUDITOR, sale, TenderKind.CASH, sale.bill.total)
    assert declined.value.reason is Reason.NOT_ALLOWED


def test_what_the_host_bills_otherwise_than_the_tariff_is_journaled(bench: Bench) -> None:
    difference = BillDifference(Programme.JKK, Month(2026, 11), Rupiah(4_000), Rupiah(5_000))
    payment = bench.sell(replace(bench.sale(), differences=(difference,)))
    assert bench.entries("bill.differs") == [
        {
            "actor": CLERK.id,
            "receipt": payment.receipt_number,
            "programme": "JKK",
            "month": "2026-11",
            "host": 4_000,
            "tariff": 5_000,
        }
    ]


def test_a_commit_that_fails_halfway_leaves_nothing_and_gives_the_number_back(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.shifts.open(CLERK, Rupiah(0))

    def the_pen_breaks(*_: object) -> bytes:
        raise RuntimeError("the pen broke")

    with monkeypatch.context() as broken:
        broken.setattr(bench.host, "payment_body", the_pen_breaks)
        with pytest.raises(RuntimeError):
            bench.sell()
    assert bench.entries("payment.accepted") == []
    assert bench.sell().receipt_number.endswith("-000001")
