"""The host over PostgreSQL, where there is one to start: the same services, rows locked instead of the file."""

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.gateway import wire
from counter_app.gateway.wire import ServiceCode
from counter_app.sandbox.people import SITI, TRADER
from tests.helpers.sandbox import SandboxHost, SnapCaller
from tests.helpers.snap import a_payment, a_reversal, an_application, ask_status, inquire, pay

PG_CTL = shutil.which("pg_ctl")
pytestmark = pytest.mark.skipif(PG_CTL is None, reason="no PostgreSQL on this machine")


def as_postgres(*command: str) -> None:
    """PostgreSQL refuses to run as root; then its own user does."""
    user = "postgres" if os.name == "posix" and os.geteuid() == 0 else None
    subprocess.run(command, check=True, capture_output=True, timeout=60, user=user, cwd="/")


@pytest.fixture(scope="module")
def database_url() -> Iterator[str]:
    """A cluster of its own, reached by a socket in its folder."""
    assert PG_CTL is not None
    programs = Path(PG_CTL).resolve().parent
    folder = Path(tempfile.mkdtemp(prefix="sandbox-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = str(folder / "data")
    as_postgres(str(programs / "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8")
    settings = f"-k {folder} -c listen_addresses='' -c fsync=off"
    as_postgres(PG_CTL, "-D", data, "-o", settings, "-l", str(folder / "log"), "-w", "start")
    yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    as_postgres(PG_CTL, "-D", data, "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def host(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxHost]:
    host = SandboxHost(tmp_path_factory.mktemp("pg-host"), database_url=database_url, participants=50).start()
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
