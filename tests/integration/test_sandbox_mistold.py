"""A settlement told wrongly on request: each way of it is one kind of difference at the counter, and nothing was posted."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app import demo_office
from counter_app.bootstrap import Counter, build
from counter_app.domain.cash import TenderKind
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import Payment
from counter_app.domain.people import Actor
from counter_app.domain.reconciliation import Kind
from counter_app.gateway import wire
from counter_app.gateway.wire import ServiceCode
from counter_app.sandbox.mistold import How
from counter_app.sandbox.people import DEMO_PEOPLE
from counter_app.services.checkout import Sale
from tests.helpers.clocks import MORNING, ManualClock
from tests.helpers.paper import PaperTray
from tests.helpers.sandbox import NewCaller, SandboxHost, control

CLERK = Actor("1001", "Dewi", demo_office.CLERK.role)
SUPERVISOR = Actor("2001", "Agus", demo_office.SUPERVISOR.role)
KINDS = {
    How.LEFT_OUT: Kind.ONLY_HERE,
    How.INVENTED: Kind.ONLY_THERE,
    How.TWICE: Kind.TWICE,
    How.OTHER_AMOUNT: Kind.OTHER_AMOUNT,
    How.OTHER_DAY: Kind.OTHER_DAY,
    How.UNDONE: Kind.REVERSED_ON_ONE_SIDE,
    How.OTHER_REFERENCE: Kind.OTHER_PARTICULARS,
}


@pytest.fixture
def counter(sandbox: SandboxHost, tmp_path: Path) -> Iterator[Counter]:
    sandbox.reset(MORNING)
    settings = demo_office.create(tmp_path / "home", Path(sandbox.settings.client_secret_path).parent)
    settings = replace(settings, host=replace(settings.host, lookup_seconds=5.0))
    made = build(settings, device=PaperTray(), clock=ManualClock(MORNING))
    yield made
    mistell(sandbox, "")
    made.close()


def mistell(sandbox: SandboxHost, specification: str) -> None:
    control(sandbox.settings, "PUT", "/sandbox/mistold", specification.encode())


def sell(counter: Counter, nik: str) -> Payment:
    sale = Sale.of(counter.lookup.exact(CLERK, LookupNumber(NumberKind.NIK, nik)))
    payment = counter.checkout.commit(CLERK, sale, TenderKind.CASH, sale.bill.total)
    confirmed = counter.forwarder.forward(payment.id)
    assert confirmed is not None
    return confirmed


def test_each_way_to_tell_it_wrongly_is_a_difference_of_its_own_kind(counter: Counter, sandbox: SandboxHost) -> None:
    counter.shifts.open(CLERK, Rupiah(0))
    sold = [sell(counter, person.nik) for person in DEMO_PEOPLE[: len(How)]]
    day = counter.clock.now().astimezone(counter.zone).date()
    assert counter.reconciliation.run(SUPERVISOR, day).differences == ()
    wanted = dict(zip(How, sold, strict=True))
    mistell(sandbox, ", ".join(f"{how}={payment.receipt_number}" for how, payment in wanted.items()))
    found = counter.reconciliation.run(SUPERVISOR, day)
    kinds = {difference.receipt_number.removesuffix("-X"): difference.kind for difference in found.differences}
    assert kinds == {payment.receipt_number: KINDS[how] for how, payment in wanted.items()}
    assert len(sandbox.postings()) == len(sold)
    mistell(sandbox, "")
    assert counter.reconciliation.run(SUPERVISOR, day).differences == ()


def test_a_list_told_wrongly_comes_in_pages_that_agree_with_their_sum(
    counter: Counter, sandbox: SandboxHost, new_caller: NewCaller
) -> None:
    counter.shifts.open(CLERK, Rupiah(0))
    sold = [sell(counter, person.nik) for person in DEMO_PEOPLE[:2]]
    mistell(sandbox, f"undone={sold[0].receipt_number}, twice={sold[1].receipt_number}")
    caller, seen, cursor = new_caller(), [], ""
    for _ in range(4):
        asked = wire.SettlementRequest("40115", "2026-11-22", cursor=cursor, page_size=1)
        page = caller.call(ServiceCode.SETTLEMENT, asked).read(wire.SettlementReply)
        assert page.total == 4
        assert page.net_amount.rupiah == 2 * sold[1].total
        seen += page.postings
        cursor = page.next_cursor
    assert not page.more
    assert [line.kind for line in seen] == ["PAYMENT", "REVERSAL", "PAYMENT", "PAYMENT"]


@pytest.mark.parametrize("wrong", ["gone=40115-01-000001", "twice", "twice="])
def test_what_is_no_way_to_tell_it_is_refused_with_the_ways_there_are(
    counter: Counter, sandbox: SandboxHost, wrong: str
) -> None:
    with pytest.raises(AssertionError, match="left-out, invented"):
        mistell(sandbox, wrong)
