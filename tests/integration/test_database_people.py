"""Accounts, shifts and print jobs, kept and changed by compare-and-set."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from counter_app.database.unit_of_work import SqlStore
from counter_app.domain.money import Rupiah
from counter_app.domain.people import Role
from counter_app.domain.print_job import PrintState
from tests.helpers.builders import CLERK_ID, NOW, a_print_job, a_shift, an_account
from tests.helpers.database import pay
from tests.helpers.postgresql import EITHER_DATABASE, either_store


@pytest.fixture(params=EITHER_DATABASE)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    made = either_store(request.param, tmp_path)
    yield made
    made.close()


def test_an_account_is_kept_and_its_failures_counted(store: SqlStore) -> None:
    account = an_account(Role.SUPERVISOR)
    locked = replace(account, failed_attempts=5, locked_until=NOW + timedelta(minutes=5))
    for each in (account, locked):
        with store.writing() as work:
            work.accounts.save(each)
        with store.reading() as work:
            assert work.accounts.get(CLERK_ID) == each
            assert work.accounts.count() == 1
            assert work.accounts.get("nobody") is None


def test_a_shift_is_open_until_it_is_closed_once(store: SqlStore) -> None:
    shift = a_shift()
    closed = replace(shift, closed_at=NOW, counted=Rupiah(208_400))
    with store.writing() as work:
        assert work.shifts.current() is None
        assert work.shifts.get(shift.id) is None
        work.shifts.add(shift)
        assert work.shifts.current() == shift
        assert work.shifts.close(closed)
        assert not work.shifts.close(replace(closed, counted=Rupiah(1)))
        assert work.shifts.current() is None
    with store.reading() as work:
        assert work.shifts.get(shift.id) == closed


def test_the_next_shift_opens_after_the_last_one_closed(store: SqlStore) -> None:
    second = a_shift(id=uuid4())
    with store.writing() as work:
        work.shifts.add(a_shift())
        work.shifts.close(a_shift(closed_at=NOW, counted=Rupiah(0)))
        work.shifts.add(second)
        assert work.shifts.current() == second


def test_a_print_job_moves_only_from_where_it_is(store: SqlStore) -> None:
    _, job = pay(store)
    with store.writing() as work:
        assert work.prints.move(job.id, PrintState.QUEUED, PrintState.PRINTING)
        assert not work.prints.move(job.id, PrintState.QUEUED, PrintState.PRINTING)
        assert work.prints.move(job.id, PrintState.PRINTING, PrintState.FAILED, "no paper")
        assert work.prints.get(job.id) == replace(job, state=PrintState.FAILED, detail="no paper")
        assert work.prints.get(uuid4()) is None


def test_copies_are_listed_in_the_order_they_were_asked_for(store: SqlStore) -> None:
    payment, original = pay(store)
    copies = [a_print_job(payment.id, copy=n, requested_at=NOW + timedelta(minutes=n)) for n in (2, 1)]
    with store.writing() as work:
        for copy in copies:
            work.prints.add(copy)
        work.prints.move(original.id, PrintState.QUEUED, PrintState.PRINTING)
        work.prints.move(original.id, PrintState.PRINTING, PrintState.DELIVERED)
    with store.reading() as work:
        assert [job.copy for job in work.prints.of_payment(payment.id)] == [0, 1, 2]
        assert [job.copy for job in work.prints.unfinished()] == [1, 2]
