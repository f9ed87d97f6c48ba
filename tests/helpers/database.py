"""Real databases for tests, quick: one is made and migrated a test process, and copied for each test."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from counter_app.database.opening import open_store
from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.payment import Payment
from counter_app.domain.print_job import PrintJob
from tests.helpers.builders import COUNTER_ID, OFFICE_ID, a_payment, a_print_job, a_shift, an_entry, an_outbox_item

KEY = bytes(range(32))
"""The key of every test database."""

DATABASE = "counter.db"


def fresh_store(folder: Path) -> SqlStore:
    """An empty, migrated store in ``folder``, for ``OFFICE_ID`` and ``COUNTER_ID``. Whoever asked for it closes it."""
    path = folder / DATABASE
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_template(), path)
    return reopened(path)


def reopened(path: Path, *, marked: bool = True) -> SqlStore:
    """A store on a database that is there already; ``marked`` ones have their high-water mark beside them."""
    return open_store(path, KEY, OFFICE_ID, COUNTER_ID, create=False, realigning=not marked)


def pay(store: SqlStore, payment: Payment | None = None) -> tuple[Payment, PrintJob]:
    """Commit a payment as the checkout does, with all that belongs to it; opens the shift if there is none."""
    payment = payment or a_payment()
    job = a_print_job(payment.id)
    with store.writing() as work:
        if work.shifts.get(payment.shift_id) is None:
            work.shifts.add(a_shift(id=payment.shift_id))
        work.numbers.take()
        work.payments.add(payment)
        work.journal.append(an_entry(str(payment.id), receipt=payment.receipt_number, total=payment.total))
        work.outbox.add(an_outbox_item(payment.id))
        work.prints.add(job)
    return payment, job


@cache
def _template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="counter-template-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / DATABASE
    open_store(path, KEY, OFFICE_ID, COUNTER_ID).close()
    return path
