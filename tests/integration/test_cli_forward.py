"""``counter-app forward`` as a process of its own, at the sandbox host."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from counter_app import bootstrap, demo_office
from counter_app.cli import main
from counter_app.domain.cash import TenderKind
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import PaymentState
from counter_app.sandbox.people import CREDITED, FARMER, FISHER, IN_GRACE, SITI, TRADER
from counter_app.services.checkout import Sale
from tests.helpers.sandbox import SandboxHost

PAYERS = (SITI, TRADER, FISHER, FARMER, CREDITED, IN_GRACE)


@pytest.fixture
def counter(sandbox: SandboxHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[bootstrap.Counter]:
    """A counter with payments that nobody has sent yet."""
    monkeypatch.setenv("COUNTER_HOME", str(tmp_path / "home"))
    settings = demo_office.create(tmp_path / "home", Path(sandbox.settings.client_secret_path).parent)
    counter = bootstrap.build(settings)
    clerk = counter.log_in.log_in(demo_office.CLERK.id, demo_office.CLERK.pin)
    counter.shifts.open(clerk, Rupiah(200_000))
    for payer in PAYERS:
        found = counter.lookup.exact(clerk, counter.lookup.parse(payer.nik))
        counter.checkout.commit(clerk, Sale.of(found), TenderKind.CASH, found.bill.total)
    yield counter
    counter.close()


def states(counter: bootstrap.Counter) -> list[PaymentState]:
    with counter.store.reading() as work:
        return [payment.state for payment in work.payments.all()]


@contextmanager
def a_process(*options: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "counter_app", "forward", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_once_sends_all_that_is_due_and_tells_of_each(
    counter: bootstrap.Counter, sandbox: SandboxHost, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forward", "--once"]) == 0
    assert capsys.readouterr().out.split() == [
        word for number in range(1, 7) for word in (f"40115-01-{number:06}", "CONFIRMED")
    ]
    assert states(counter) == [PaymentState.CONFIRMED] * 6
    assert len(sandbox.postings()) == 6


def test_forwarders_at_once_send_each_payment_once(counter: bootstrap.Counter, sandbox: SandboxHost) -> None:
    told: list[str] = []

    def meanwhile_two_others_forward() -> bool:
        if not told:
            with a_process("--once") as first, a_process("--once") as second:
                told.extend(process.communicate(timeout=60)[0] for process in (first, second))
                assert first.returncode == second.returncode == 0
        return True

    moved = counter.forwarder.forward_batch(most=3, more=meanwhile_two_others_forward)
    assert [row.receipt_number for row in moved] == [f"40115-01-{number:06}" for number in (1, 2, 3)]
    assert sorted("".join(told).split()[::2]) == [f"40115-01-{number:06}" for number in (4, 5, 6)]
    assert states(counter) == [PaymentState.CONFIRMED] * 6
    assert [posting["requests"] for posting in sandbox.postings()] == [1] * 6
    assert counter.verification.run().fault is None


@pytest.mark.skipif(sys.platform == "win32", reason="a process there cannot be asked to end")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_finishes_the_call_under_way_and_leaves_the_rest_to_the_next_start(
    counter: bootstrap.Counter, sandbox: SandboxHost, number: signal.Signals
) -> None:
    sandbox.faults("delay=1:payment")
    with a_process() as process:
        deadline = time.monotonic() + 60
        while not sandbox.postings():
            assert time.monotonic() < deadline, "nothing arrives at the host"
        os.kill(process.pid, number)
        assert process.wait(30) == 0
    assert 0 < states(counter).count(PaymentState.CONFIRMED) == len(sandbox.postings()) < len(PAYERS)
    sandbox.faults("")
    assert main(["forward", "--once"]) == 0
    assert states(counter) == [PaymentState.CONFIRMED] * 6
    assert [posting["requests"] for posting in sandbox.postings()] == [1] * 6


def test_the_forwarder_keeps_a_log_of_its_own_without_any_number(counter: bootstrap.Counter, tmp_path: Path) -> None:
    assert main(["forward", "--once"]) == 0
    log = (tmp_path / "home" / "logs" / "forward.log").read_text(encoding="utf-8")
    assert "40115-01-000001 is CONFIRMED" in log
    assert not [payer.nik for payer in PAYERS if payer.nik in log]
