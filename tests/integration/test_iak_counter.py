"""A whole counter with IAK as its host: from the NIK to the outcome, through what goes wrong on the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app import resources
from counter_app.bootstrap import Counter, build
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.bill import Programme
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Declined, Reason, Unavailable
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.money import Rupiah
from counter_app.domain.outbox import OutboxItem
from counter_app.domain.payment import Payment, PaymentState
from counter_app.gateway.iak.gateway import IakGateway
from counter_app.gateway.iak.options import IakOptions
from counter_app.services.checkout import Sale
from tests.helpers.clocks import ManualClock
from tests.helpers.counters import CLERK, Drawer, settings
from tests.helpers.database import fresh_store
from tests.helpers.iak_host import API_KEY, USERNAME, IakHost, Worker, served

NIK = "3273025508920002"
SUMS = {1: {"jkk": 5_000, "jkm": 3_400}, 3: {"jkk": 20_000, "jkm": 13_600}, 6: {"jkk": 50_001, "jkm": 34_000}}
QUIET = timedelta(minutes=11)


@dataclass
class IakCounter:
    """The counter, IAK and the clock between them."""

    counter: Counter
    host: IakHost
    clock: ManualClock

    def bill(self, months: int = 1) -> Sale:
        return Sale.of(self.counter.lookup.exact(CLERK, LookupNumber(NumberKind.NIK, NIK), months))

    def sell(self, months: int = 1) -> Payment:
        if self.counter.shifts.current() is None:
            self.counter.shifts.open(CLERK, Rupiah(200_000))
        sale = self.bill(months)
        return self.counter.checkout.commit(CLERK, sale, TenderKind.CASH, sale.bill.total)

    def forward(self) -> PaymentState:
        """One step for whatever is due, after a pause in which everything falls due."""
        self.clock.advance(QUIET.total_seconds())
        moved = self.counter.forwarder.forward_next()
        assert moved is not None
        return moved.state

    def item(self, payment: Payment) -> OutboxItem:
        with self.counter.store.reading() as work:
            item = work.outbox.get(payment.id)
        assert item is not None
        return item


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    store = fresh_store(tmp_path)
    yield store
    store.close()


@pytest.fixture
def iak(tmp_path: Path, store: SqlStore) -> Iterator[IakCounter]:
    clock = ManualClock()
    with served(IakHost({NIK: Worker("SITI RAHMAWATI", SUMS)}, clock.now)) as host:
        options = IakOptions(host.url, USERNAME, API_KEY, None, 10.0, 10.0, 20.0, 20.0)
        gateway = IakGateway(options, clock, resources.tariff())
        counter = build(settings(tmp_path), clock=clock, host=gateway, device=Drawer(), store=store, random=lambda: 0.5)
        yield IakCounter(counter, host, clock)
        gateway.close()


def test_three_months_are_paid_and_confirmed_once(iak: IakCounter) -> None:
    payment = iak.sell(months=3)
    assert (payment.bill.contribution, payment.bill.fee, payment.total) == (33_600, 3_500, 37_100)
    assert len(payment.bill.months) == 3
    assert iak.forward() is PaymentState.CONFIRMED
    (posting,) = iak.host.postings
    assert payment.bill.inquiry_id == f"{posting.ref_id}:{posting.tr_id}"
    assert iak.counter.verification.run().fault is None


def test_sums_that_no_tariff_explains_are_paid_as_they_are(iak: IakCounter) -> None:
    payment = iak.sell(months=6)
    assert (payment.bill.subtotal(Programme.JKK), payment.bill.subtotal(Programme.JKM)) == (50_001, 34_000)
    assert len(payment.bill.months) == 6
    assert iak.forward() is PaymentState.CONFIRMED


def test_a_lost_answer_ends_in_one_posting(iak: IakCounter) -> None:
    iak.sell()
    iak.host.lose_reply = True
    assert [iak.forward(), iak.forward()] == [PaymentState.UNKNOWN, PaymentState.CONFIRMED]
    assert len(iak.host.postings) == len(iak.host.said("pay-pasca")) == 1


def test_a_lost_request_goes_out_again_with_the_same_bytes(iak: IakCounter) -> None:
    iak.sell()
    iak.host.lose_request = True
    assert [iak.forward() for _ in range(3)] == [PaymentState.UNKNOWN, PaymentState.UNKNOWN, PaymentState.CONFIRMED]
    first, second = iak.host.said("pay-pasca")
    assert first == second
    assert len(iak.host.postings) == 1


def test_a_payment_under_way_is_never_sent_again(iak: IakCounter) -> None:
    iak.sell()
    iak.host.late = True
    assert [iak.forward() for _ in range(4)] == [PaymentState.UNKNOWN] * 4
    iak.host.finish()
    assert iak.forward() is PaymentState.CONFIRMED
    assert len(iak.host.said("pay-pasca")) == 1


def test_a_deposit_that_is_too_low_keeps_the_payment_and_says_why(iak: IakCounter) -> None:
    payment = iak.sell()
    iak.host.deposit = 0
    assert [iak.forward(), iak.forward()] == [PaymentState.SENDING] * 2
    item = iak.item(payment)
    assert item.last_code == "17"
    assert "deposit" in item.last_words
    iak.host.deposit = 10_000_000
    assert iak.forward() is PaymentState.CONFIRMED


def test_a_bill_of_yesterday_is_rejected_and_never_posted(iak: IakCounter) -> None:
    payment = iak.sell()
    iak.clock.advance(days=1)
    assert iak.forward() is PaymentState.REJECTED
    assert iak.item(payment).last_code == "04"
    assert iak.host.postings == []


def test_a_bill_past_midnight_in_jakarta_is_not_taken_any_more(iak: IakCounter) -> None:
    iak.counter.shifts.open(CLERK, Rupiah(200_000))
    sale = iak.bill()
    iak.clock.advance(days=1)
    with pytest.raises(Declined) as declined:
        iak.counter.checkout.commit(CLERK, sale, TenderKind.CASH, sale.bill.total)
    assert declined.value.reason is Reason.BILL_EXPIRED


def test_months_that_somebody_else_has_paid_are_rejected_on_the_first_attempt(iak: IakCounter) -> None:
    iak.sell()
    iak.host.bend = lambda _: {"data": {"response_code": "34", "message": "BILL HAS BEEN PAID"}}
    assert iak.forward() is PaymentState.REJECTED


def test_already_paid_after_a_doubt_is_for_people_to_look_at(iak: IakCounter) -> None:
    iak.sell()
    iak.host.lose_reply = True
    assert iak.forward() is PaymentState.UNKNOWN
    iak.host.bend = lambda _: {"data": {"response_code": "01", "message": "INVOICE HAS BEEN PAID"}}
    assert iak.forward() is PaymentState.REVIEW


@pytest.mark.parametrize("what", ["price", "hp", "ref_id"])
def test_a_posting_of_something_else_is_for_people_to_look_at(iak: IakCounter, what: str) -> None:
    iak.sell()
    other = {"price": 99_999, "hp": "1271215712960003", "ref_id": "OTHER"}[what]
    iak.host.bend = lambda answer: {"data": answer["data"] | {what: other}}
    assert iak.forward() is PaymentState.REVIEW


def test_a_refusal_of_another_payment_costs_nobody_their_money(iak: IakCounter) -> None:
    iak.sell()
    iak.host.bend = lambda _: {"data": {"response_code": "07", "message": "FAILED", "ref_id": "OTHER"}}
    assert iak.forward() is PaymentState.UNKNOWN
    iak.host.bend = lambda answer: answer
    assert iak.forward() is PaymentState.CONFIRMED


def test_while_iak_is_away_nothing_is_sold(iak: IakCounter) -> None:
    iak.host.http_status = 503
    with pytest.raises(Unavailable):
        iak.bill()


def test_there_are_no_participants_to_fetch_and_nobody_asks(iak: IakCounter) -> None:
    state = iak.counter.sync.run(lambda *_: pytest.fail("nothing arrives"), lambda: False)
    assert state.finished_at is not None
    assert iak.host.asked == []
