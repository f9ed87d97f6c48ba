"""Power cuts: a process killed inside a transaction loses it whole, and keeps everything before it."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.database.engine import check_whole
from counter_app.domain.journal import first_fault
from counter_app.domain.payment import PaymentState
from tests.helpers.builders import a_payment
from tests.helpers.database import DATABASE, KEY, fresh_store, pay, reopened

CLERK = """
import os, signal, sys
from pathlib import Path
from tests.helpers.builders import a_payment, a_print_job, an_entry, an_outbox_item
from tests.helpers.database import pay, reopened

store = reopened(Path(sys.argv[1]))
pay(store, a_payment(1))
with store.writing() as work:
    payment = a_payment(2)
    for step in (
        lambda: work.numbers.take(),
        lambda: work.payments.add(payment),
        lambda: work.journal.append(an_entry(str(payment.id))),
        lambda: work.outbox.add(an_outbox_item(payment.id)),
        lambda: work.prints.add(a_print_job(payment.id)),
    )[: int(sys.argv[2])]:
        step()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("steps", range(6))
def test_a_kill_in_the_middle_of_a_sale_loses_it_whole_and_keeps_the_one_before(tmp_path: Path, steps: int) -> None:
    fresh_store(tmp_path).close()
    path = tmp_path / DATABASE
    killed = subprocess.run([sys.executable, "-c", CLERK, str(path), str(steps)], timeout=60, check=False)
    assert killed.returncode == -signal.SIGKILL
    store = reopened(path)
    with store.reading() as work:
        (kept,) = work.payments.all()
        assert kept.state is PaymentState.ACCEPTED
        assert work.numbers.last() == 1
        assert len(list(work.journal.chain())) == 1
        assert first_fault(work.journal.chain()) is None
        assert work.outbox.queue().waiting == 1
        assert [job.payment_id for job in work.prints.unfinished()] == [kept.id]
    pay(store, a_payment(2))
    store.close()
    check_whole(path, KEY)
