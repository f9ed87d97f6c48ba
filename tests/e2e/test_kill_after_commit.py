"""The power goes right after the money was taken."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app import bootstrap, demo_office
from counter_app.domain.cash import TenderKind
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.print_job import PrintState
from counter_app.sandbox.people import SITI
from counter_app.services.checkout import Sale
from counter_app.settings_file import load
from tests.helpers.sandbox import SandboxHost


@pytest.fixture
def host(tmp_path: Path) -> Iterator[SandboxHost]:
    host = SandboxHost(tmp_path / "host", participants=20).start()
    yield host
    host.stop()


def sell_and_die(home: Path) -> None:
    """What the killed process does: everything a clerk does up to the commit, then nothing ever again."""
    counter = bootstrap.build(load(home))
    clerk = counter.log_in.log_in(demo_office.CLERK.id, demo_office.CLERK.pin)
    counter.shifts.open(clerk, Rupiah(200_000))
    found = counter.lookup.exact(clerk, counter.lookup.parse(SITI.nik))
    counter.checkout.commit(clerk, Sale.of(found), TenderKind.CASH, found.bill.total)
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is what a power cut looks like on POSIX")
def test_a_payment_survives_a_kill_after_commit(host: SandboxHost, tmp_path: Path) -> None:
    home = tmp_path / "home"
    settings = demo_office.create(home, tmp_path / "host")
    dying = subprocess.run([sys.executable, "-m", __name__, str(home)], check=False, timeout=60)
    assert dying.returncode == -signal.SIGKILL

    counter = bootstrap.build(settings)
    try:
        with counter.store.reading() as work:
            (payment,) = work.payments.all()
            (job,) = work.prints.of_payment(payment.id)
        assert payment.state is PaymentState.ACCEPTED
        assert job.state is PrintState.QUEUED
        assert host.postings() == []

        forwarded = counter.forwarder.forward_next()
        assert forwarded is not None
        assert forwarded.state is PaymentState.CONFIRMED
        assert counter.forwarder.forward_next() is None
        (posting,) = host.postings()
        assert posting["paymentRequestId"] == str(payment.id)
        assert posting["amount"] == payment.total
        assert posting["requests"] == 1
        assert counter.verification.run().fault is None
    finally:
        counter.close()


if __name__ == "__main__":
    sell_and_die(Path(sys.argv[1]))
