"""A host that can do less: what it cannot is not asked of it, and what it does not tell is not made up."""

from dataclasses import replace
from datetime import date

import pytest

from counter_app.domain.bill import Bill, BillSource
from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.identity import LookupNumber, NumberKind
from counter_app.domain.money import Rupiah
from counter_app.domain.participant import Participant, Protection
from counter_app.domain.tariff import Sector
from counter_app.services.ports import Abilities, Inquiry
from tests.helpers.builders import KPJ, NIK, a_participant
from tests.helpers.clocks import MORNING
from tests.integration.services.conftest import CLERK, Bench

NUMBER = LookupNumber(NumberKind.NIK, NIK)
HARDLY_KNOWN = a_participant(
    kpj="", payment_code="", phone="", status=None, sector=None, income_basis=None, protected_until=None
)


def told(bench: Bench, participant: Participant) -> Inquiry:
    bill = bench.bill(a_participant())
    return Inquiry(participant, replace(bill, source=BillSource.HOST, inquiry_id="REF:1"))


def remember(bench: Bench, participant: Participant) -> None:
    with bench.store.writing() as work:
        work.participants.save([participant], MORNING)


def test_a_host_that_must_make_the_bill_is_waited_for(bench: Bench) -> None:
    bench.host.abilities = Abilities(offline=False)
    remember(bench, a_participant())
    with pytest.raises(Unavailable) as away:
        bench.lookup.exact(CLERK, NUMBER)
    assert away.value.service is Service.HOST


def test_what_is_not_known_of_a_payer_makes_no_difference(bench: Bench) -> None:
    bench.host.inquiries = [told(bench, HARDLY_KNOWN)]
    found = bench.lookup.exact(CLERK, NUMBER)
    assert found.participant == HARDLY_KNOWN
    assert (found.differences, found.bill.total) == ((), 8_400)
    assert all(line.why is not None for line in found.bill.lines)


@pytest.mark.parametrize("told_basis", [None, Rupiah(1_000_000)])
def test_what_the_office_knows_of_a_payer_stands_in(bench: Bench, told_basis: Rupiah | None) -> None:
    remember(bench, a_participant(protected_until=date(2026, 10, 31), sector=Sector.TRANSPORT))
    dearer = told(bench, replace(HARDLY_KNOWN, income_basis=told_basis))
    first, *rest = dearer.bill.lines
    bill: Bill = replace(dearer.bill, lines=(replace(first, full=Rupiah(first.full + 500)), *rest))
    bench.host.inquiries = [Inquiry(dearer.participant, bill)]
    found = bench.lookup.exact(CLERK, NUMBER)
    person = found.participant
    assert (person.status, person.protected_until, person.kpj) == (Protection.ACTIVE, date(2026, 10, 31), KPJ)
    assert (person.sector, person.income_basis) == (Sector.TRANSPORT, 1_000_000)
    assert [difference.host for difference in found.differences] == [5_500]


def test_a_host_without_a_list_of_participants_is_not_asked_for_one(bench: Bench) -> None:
    bench.host.abilities = Abilities(sync=False)
    state = bench.sync.run(lambda *_: pytest.fail("nothing arrives"), lambda: False)
    assert state.finished_at == MORNING
    assert bench.host.calls == []
    assert bench.sync.state().finished_at is None
