"""More people for a counter of the tests: one of each role, each with the clerk's PIN; and a drawer they close."""

from uuid import UUID

from counter_app.domain.approval import Deed
from counter_app.domain.money import Rupiah
from counter_app.domain.people import Account, Actor, Role
from counter_app.services.closing_act import Closing
from tests.helpers.closing import close_shift
from tests.helpers.counters import CLERK, PIN, TestCounter, employ

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


def close(office: TestCounter, actor: Actor, cash: int, shift_id: UUID | None = None) -> Closing:
    """The open shift closed with ``cash`` rupiah behind the window's back; ``SUPERVISOR``, if on the staff, consents."""
    counter = office.counter

    def consent(deed: Deed, subject: UUID, asked_by: Actor) -> UUID:
        return counter.approvals.give(asked_by, deed, subject, SUPERVISOR.id, PIN).id

    return close_shift(counter.day.closings, office.store, actor, Rupiah(cash), consent, shift_id)
