"""The host over PostgreSQL, where there is one to start: the same services, rows locked instead of the file."""

import threading
from collections.abc import Iterator

import pytest

from counter_app.gateway import wire
from counter_app.gateway.wire import ServiceCode
from counter_app.sandbox.people import SITI, TRADER
from tests.helpers.postgresql import empty_database, needs_postgresql
from tests.helpers.sandbox import SandboxHost, SnapCaller
from tests.helpers.snap import a_payment, a_reversal, an_application, ask_status, inquire, pay

pytestmark = needs_postgresql


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxHost]:
    host = SandboxHost(tmp_path_factory.mktemp("pg-host"), database_url=empty_database(), participants=50).start()
    yield host
    host.stop()


@pytest.fixture
def callers(host: SandboxHost) -> Iterator[list[SnapCaller]]:
    """Four counters at once."""
    host.reset()
    made = [SnapCaller(host.settings) for _ in range(4)]
    yield made
    for caller in made:
        caller.close()


def test_a_payers_day_is_the_same_on_postgresql(host: SandboxHost, callers: list[SnapCaller]) -> None:
    caller = callers[0]
    kept, undone = a_payment(inquire(caller, SITI.nik, 3)), a_payment(inquire(caller, TRADER.nik))
    assert [pay(caller, request).code for request in (kept, kept, undone)] == ["2002500"] * 3
    assert caller.call(ServiceCode.REVERSAL, a_reversal(undone)).code == "2009100"
    assert ask_status(caller, kept).code == "2002600"
    assert caller.call(ServiceCode.REGISTRATION, an_application()).code == "2009200"
    day = kept.additional_info.business_date
    settled = caller.call(ServiceCode.SETTLEMENT, wire.SettlementRequest("40115", day)).read(wire.SettlementReply)
    assert [row.kind for row in settled.postings] == ["PAYMENT", "PAYMENT", "REVERSAL"]
    changed = caller.call(ServiceCode.PARTICIPANTS, wire.ParticipantsRequest("50")).read(wire.ParticipantsReply)
    assert [row.nik for row in changed.participants][:2] == [SITI.nik, TRADER.nik]
    assert [posting["requests"] for posting in host.postings()] == [2, 1]


def test_counters_that_sell_the_same_month_at_once_give_one_posting(
    host: SandboxHost, callers: list[SnapCaller]
) -> None:
    requests = [a_payment(inquire(caller, SITI.nik)) for caller in callers]
    codes: list[str] = []

    def send(caller: SnapCaller, request: wire.PaymentRequest) -> None:
        codes.append(pay(caller, request).code)

    threads = [threading.Thread(target=send, args=pair) for pair in zip(callers, requests, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(codes) == ["2002500", "4042514", "4042514", "4042514"]
    assert len(host.postings()) == 1


def test_postings_survive_a_restart(host: SandboxHost, callers: list[SnapCaller]) -> None:
    request = a_payment(inquire(callers[0], SITI.nik))
    pay(callers[0], request)
    host.stop()
    host.start()
    again = SnapCaller(host.settings)
    assert ask_status(again, request).code == "2002600"
    again.close()
