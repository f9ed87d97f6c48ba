"""Reckoning a day with the real host: fetched in pages, compared by key, journaled, and nothing adjusted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from counter_app import demo_office
from counter_app.bootstrap import Counter, build
from counter_app.domain.cash import TenderKind
from counter_app.domain.errors import Declined, Reason, Unavailable
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.journal import Act
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment, PaymentState
from counter_app.domain.people import Actor, Role
from counter_app.domain.reconciliation import Kind, RowKind, SettlementRow
from counter_app.sandbox.people import DEMO_PEOPLE
from counter_app.services.checkout import Sale
from counter_app.services.ports import SettlementPage
from counter_app.services.reconciliation import Reconciliation
from tests.helpers.paper import PaperTray
from tests.helpers.reply_host import RepliesHost
from tests.helpers.sandbox import SandboxHost

CLERK = Actor("1001", "Dewi", Role.CLERK)
SUPERVISOR = Actor("2001", "Sri", Role.SUPERVISOR)
DAY = date(2026, 11, 22)
ROW = SettlementRow(RowKind.PAYMENT, "key", "R-1", "BPU-1", "nik", Rupiah(8_400), DAY, DAY, "02")


@pytest.fixture
def counter(sandbox: SandboxHost, tmp_path: Path) -> Iterator[Counter]:
    settings = demo_office.create(tmp_path / "home", Path(sandbox.settings.client_secret_path).parent)
    settings = replace(settings, host=replace(settings.host, lookup_seconds=5.0))
    made = build(settings, device=PaperTray())
    yield made
    made.close()


def sell(counter: Counter, nik: str) -> Payment:
    found = counter.lookup.exact(CLERK, LookupNumber(NumberKind.NIK, nik))
    sale = Sale.of(found)
    return counter.checkout.commit(CLERK, sale, TenderKind.CASH, sale.bill.total)


def today(counter: Counter) -> date:
    return counter.clock.now().astimezone(counter.zone).date()


def payers(count: int) -> list[str]:
    return [person.nik for person in DEMO_PEOPLE[:count]]


def test_a_day_that_agrees_is_said_to_and_journaled(counter: Counter) -> None:
    counter.shifts.open(CLERK, Rupiah(200_000))
    confirmed, waiting = (sell(counter, nik) for nik in payers(2))
    counter.forwarder.forward(confirmed.id)
    reckoning = counter.reconciliation.run(SUPERVISOR, today(counter))
    assert (reckoning.matched, reckoning.differences) == (1, ())
    assert reckoning.pending == ()
    with counter.store.reading() as work:
        stored = work.payments.get(waiting.id)
        assert stored is not None
        assert stored.state is PaymentState.ACCEPTED
        assert work.journal.first(*_reckoned(counter)) is not None


def _reckoned(counter: Counter) -> tuple[Act, str]:

    return Act.RECONCILED, today(counter).isoformat()


def test_what_the_host_posted_and_we_cannot_be_sure_of_is_shown_apart(sandbox: SandboxHost, counter: Counter) -> None:
    counter.shifts.open(CLERK, Rupiah(200_000))
    payment = sell(counter, payers(1)[0])
    sandbox.faults("drop-after-commit:paymentx1")
    counter.forwarder.forward(payment.id)
    reckoning = counter.reconciliation.run(SUPERVISOR, today(counter))
    assert (reckoning.matched, reckoning.differences, reckoning.pending) == (0, (), (payment.id,))


def test_a_posting_under_our_name_that_we_never_made_is_only_there(counter: Counter) -> None:
    counter.shifts.open(CLERK, Rupiah(200_000))
    payment = sell(counter, payers(1)[0])
    with counter.store.reading() as work:
        item = work.outbox.get(payment.id)
    assert item is not None
    forged = item.body.replace(str(payment.id).encode(), b"0b0e1f0e-0000-4000-8000-000000000001")
    counter.host.pay(forged)
    (difference,) = counter.reconciliation.run(SUPERVISOR, today(counter)).differences
    assert (difference.kind, difference.here, difference.there) == (Kind.ONLY_THERE, None, payment.total)


def test_a_clerk_does_not_reckon(counter: Counter) -> None:
    with pytest.raises(Declined) as declined:
        counter.reconciliation.run(CLERK, today(counter))
    assert declined.value.reason is Reason.NOT_ALLOWED


def test_a_host_without_settlement_is_not_asked(counter: Counter) -> None:
    lesser = Reconciliation(counter.store, RepliesHost(), counter.office, counter.clock)
    with pytest.raises(Declined) as declined:
        lesser.run(SUPERVISOR, today(counter))
    assert declined.value.reason is Reason.HOST_CANNOT


class TornSource(RepliesHost):
    """A host whose list has a hole, or leads back to itself."""

    def __init__(self, page: SettlementPage) -> None:
        super().__init__()
        self.page = page

    @property
    def day_zone(self) -> tzinfo:
        return ZoneInfo("Asia/Jakarta")

    def settlement(self, office_id: str, day: date, cursor: str) -> SettlementPage:
        return self.page


@pytest.mark.parametrize(
    "page",
    [
        SettlementPage((), "", more=False, total=1, net=8_400),
        SettlementPage((), "", more=True, total=0, net=0),
        SettlementPage((), "", more=False, total=0, net=8_400),
    ],
)
def test_a_list_that_is_not_whole_reckons_nothing(counter: Counter, page: SettlementPage) -> None:
    torn = Reconciliation(counter.store, TornSource(page), counter.office, counter.clock)
    with pytest.raises(Unavailable):
        torn.run(SUPERVISOR, today(counter) - timedelta(days=1))


class EndlessSource(TornSource):
    """A host whose list never ends: every page names another one, with rows or without."""

    def __init__(self, page: SettlementPage) -> None:
        super().__init__(page)
        self.asked = 0

    def settlement(self, office_id: str, day: date, cursor: str) -> SettlementPage:
        self.asked += 1
        assert self.asked < 10, "nobody stops asking"
        return replace(self.page, next_cursor=f"page-{self.asked}")


@pytest.mark.parametrize("rows", [(), (ROW,)])
def test_a_list_that_never_ends_is_given_up(counter: Counter, rows: tuple[SettlementRow, ...]) -> None:
    endless = EndlessSource(SettlementPage(rows, "", more=True, total=2, net=0))
    with pytest.raises(Unavailable):
        Reconciliation(counter.store, endless, counter.office, counter.clock).run(SUPERVISOR, today(counter))
