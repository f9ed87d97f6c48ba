"""Who works here, as far as it concerns whoever adds people."""

from datetime import timedelta

import pytest

from counter_app.domain.errors import Declined
from counter_app.domain.people import Account, Actor, Role
from counter_app.services.staff import Person, Staff
from tests.integration.services.conftest import AUDITOR, CLERK, OTHER_CLERK, Bench

ADMINISTRATOR = Actor("9001", "Sri", Role.ADMINISTRATOR)


def staff_of(bench: Bench) -> Staff:
    return Staff(bench.store, bench.log_in._lock_outs)


def test_everybody_is_listed_with_who_is_shut_out_and_who_is_gone(bench: Bench) -> None:
    until = bench.clock.now() + timedelta(minutes=17)
    with bench.store.writing() as work:
        work.accounts.save(Account(OTHER_CLERK, "hash", locked_until=until))
        work.accounts.save(Account(CLERK, "hash"))
        work.accounts.save(Account(AUDITOR, "hash", active=False))
    assert list(staff_of(bench).all(ADMINISTRATOR)) == [
        Person(CLERK, active=True, locked_for=None),
        Person(OTHER_CLERK, active=True, locked_for=timedelta(minutes=17)),
        Person(AUDITOR, active=False, locked_for=None),
    ]


@pytest.mark.parametrize("by", [CLERK, AUDITOR])
def test_who_may_not_add_people_does_not_read_who_there_is(bench: Bench, by: Actor) -> None:
    with pytest.raises(Declined):
        staff_of(bench).all(by)
