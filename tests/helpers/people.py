"""More people for a counter of the tests: one of each role, each with the clerk's PIN."""

from counter_app.domain.people import Account, Actor, Role
from tests.helpers.counters import CLERK, TestCounter, employ

OTHER = Actor("P-2002", "Bayu Nugroho", Role.CLERK)
SUPERVISOR = Actor("P-3003", "Ratna Sari", Role.SUPERVISOR)
AUDITOR = Actor("P-4004", "Agus Pratama", Role.AUDITOR)
ADMINISTRATOR = Actor("P-5005", "Made Wirawan", Role.ADMINISTRATOR)


def hire(office: TestCounter, *people: Actor) -> None:
    """Put them on the staff."""
    with office.store.writing() as work:
        clerk = work.accounts.get(CLERK.id)
        assert clerk is not None
        for person in people:
            employ(work, Account(person, clerk.pin_hash), office.clock.now())
