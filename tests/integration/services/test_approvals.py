"""A second person's consent: theirs, for one act, once, and only for minutes."""

from uuid import UUID, uuid4

import pytest

from counter_app.domain.approval import GOOD_FOR, Approval, Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.people import Account, Actor, Role
from counter_app.services.approvals import one_for, use
from tests.integration.services.conftest import CLERK, OTHER_CLERK, PIN, SUPERVISOR, Bench, QuickHasher

PAYMENT = UUID("aa000000-0000-4000-8000-000000000001")


@pytest.fixture(autouse=True)
def people(bench: Bench) -> None:
    with bench.store.writing() as work:
        for actor in (CLERK, OTHER_CLERK, SUPERVISOR):
            work.accounts.save(Account(actor, QuickHasher().hash(PIN)))


def spend(bench: Bench, approval_id: UUID | None, deed: Deed = Deed.CANCEL, asked_by: str = CLERK.id) -> Approval:
    with bench.store.writing() as work:
        return use(work, asked_by, deed, PAYMENT, approval_id, bench.clock.now())


def refused(bench: Bench, approval_id: UUID | None, deed: Deed = Deed.CANCEL, asked_by: str = CLERK.id) -> Reason:
    with pytest.raises(Declined) as declined:
        spend(bench, approval_id, deed, asked_by)
    assert declined.value.facts == {"deed": deed.value}
    return declined.value.reason


def test_a_supervisor_consents_then_and_there_without_a_host(bench: Bench) -> None:
    given = bench.approvals.give(CLERK, Deed.CANCEL, PAYMENT, SUPERVISOR.id, PIN)
    assert (given.asked_by, given.approved_by, given.used_at) == (CLERK.id, SUPERVISOR.id, None)
    (entry,) = bench.entries("approval.given")
    assert entry == {"actor": SUPERVISOR.id, "deed": "cancel", "asked_by": CLERK.id, "approval": str(given.id)}
    assert bench.host.calls == []
    assert bench.entries("login") == [], "consenting is not being at work here"


def test_a_consent_is_good_once(bench: Bench) -> None:
    given = bench.approvals.give(CLERK, Deed.CANCEL, PAYMENT, SUPERVISOR.id, PIN)
    assert spend(bench, given.id).approved_by == SUPERVISOR.id
    assert refused(bench, given.id) is Reason.APPROVAL_SPENT


def test_an_act_that_fails_after_all_leaves_the_consent_good(bench: Bench) -> None:
    given = bench.approvals.give(CLERK, Deed.CANCEL, PAYMENT, SUPERVISOR.id, PIN)

    def begin_and_fail() -> None:
        with bench.store.writing() as work:
            use(work, CLERK.id, Deed.CANCEL, PAYMENT, given.id, bench.clock.now())
            raise Declined(Reason.SHIFT_NOT_OPEN)

    with pytest.raises(Declined):
        begin_and_fail()
    assert spend(bench, given.id).id == given.id


def test_a_consent_is_for_one_act_of_one_person_on_one_thing(bench: Bench) -> None:
    given = bench.approvals.give(CLERK, Deed.CANCEL, PAYMENT, SUPERVISOR.id, PIN)
    elsewhere = bench.approvals.give(CLERK, Deed.CANCEL, uuid4(), SUPERVISOR.id, PIN)
    assert refused(bench, given.id, Deed.REVERSE) is Reason.APPROVAL_SPENT
    assert refused(bench, given.id, asked_by=OTHER_CLERK.id) is Reason.APPROVAL_SPENT
    assert refused(bench, elsewhere.id) is Reason.APPROVAL_SPENT
    assert refused(bench, uuid4()) is Reason.APPROVAL_SPENT
    assert refused(bench, None) is Reason.APPROVAL_NEEDED


def test_a_consent_grows_old_within_minutes(bench: Bench) -> None:
    given = bench.approvals.give(CLERK, Deed.CANCEL, PAYMENT, SUPERVISOR.id, PIN)
    bench.clock.advance(GOOD_FOR.total_seconds() + 1)
    assert refused(bench, given.id) is Reason.APPROVAL_SPENT


def test_nobody_approves_their_own_act(bench: Bench) -> None:
    with pytest.raises(Declined) as declined:
        bench.approvals.give(SUPERVISOR, Deed.CANCEL, PAYMENT, SUPERVISOR.id, PIN)
    assert declined.value.reason is Reason.APPROVAL_BY_SELF
    (entry,) = bench.entries("approval.refused")
    assert (entry["actor"], entry["asked_by"], entry["reason"]) == (SUPERVISOR.id, SUPERVISOR.id, "approval-by-self")


def test_another_clerk_is_no_supervisor(bench: Bench) -> None:
    with pytest.raises(Declined) as declined:
        bench.approvals.give(CLERK, Deed.CANCEL, PAYMENT, OTHER_CLERK.id, PIN)
    assert declined.value.reason is Reason.NOT_ALLOWED
    (entry,) = bench.entries("approval.refused")
    assert (entry["actor"], entry["reason"]) == (OTHER_CLERK.id, "not-allowed")


def test_a_wrong_pin_is_refused_in_nobodys_name(bench: Bench) -> None:
    with pytest.raises(Declined) as declined:
        bench.approvals.give(CLERK, Deed.CANCEL, PAYMENT, SUPERVISOR.id, "111111")
    assert declined.value.reason is Reason.LOGIN_WRONG
    (entry,) = bench.entries("approval.refused")
    assert entry == {
        "actor": "system:approvals",
        "deed": "cancel",
        "asked_by": CLERK.id,
        "reason": "login-wrong",
    }


def test_among_several_consents_one_that_holds_is_taken(bench: Bench) -> None:
    old = bench.approvals.give(CLERK, Deed.OVER_LIMIT, PAYMENT, SUPERVISOR.id, PIN)
    bench.clock.advance(GOOD_FOR.total_seconds() + 1)
    clock = bench.approvals.give(CLERK, Deed.ACCEPT_CLOCK, PAYMENT, SUPERVISOR.id, PIN)
    limit = bench.approvals.give(CLERK, Deed.OVER_LIMIT, PAYMENT, SUPERVISOR.id, PIN)
    given = [uuid4(), old.id, clock.id, limit.id]
    with bench.store.reading() as work:
        now = bench.clock.now()
        assert one_for(work, CLERK.id, Deed.OVER_LIMIT, PAYMENT, given, now) == limit.id
        assert one_for(work, CLERK.id, Deed.OVER_LIMIT, PAYMENT, given[:3], now) == old.id
        assert one_for(work, CLERK.id, Deed.REVERSE, PAYMENT, given, now) is None


@pytest.mark.parametrize("role", [Role.CLERK, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_a_supervisor_consents(bench: Bench, role: Role) -> None:
    somebody = Actor("7001", "Wayan", role)
    with bench.store.writing() as work:
        work.accounts.save(Account(somebody, QuickHasher().hash(PIN)))
    with pytest.raises(Declined) as declined:
        bench.approvals.give(CLERK, Deed.REVERSE, PAYMENT, somebody.id, PIN)
    assert declined.value.reason is Reason.NOT_ALLOWED
