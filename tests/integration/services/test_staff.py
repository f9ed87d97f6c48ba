"""Who works here: what is changed about them, by whom, who else has to agree, and what of it the journal proves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from counter_app.domain.approval import Deed
from counter_app.domain.errors import Declined, Reason
from counter_app.domain.journal import Act, Entry
from counter_app.domain.money import Rupiah
from counter_app.domain.people import Account, Actor, Role, subject_of
from counter_app.services.staff import Person, Staff, drawn_pin
from tests.integration.services.conftest import AUDITOR, CLERK, OTHER_CLERK, PIN, Bench, QuickHasher

ADMINISTRATOR = Actor("9001", "Sri", Role.ADMINISTRATOR)
CHIEF = Actor("8001", "Nyoman", Role.ADMINISTRATOR)
LEADER = Actor("7001", "Wayan", Role.SUPERVISOR)
SECOND = Actor("7002", "Komang", Role.SUPERVISOR)
START_PIN = "507218"
OWN_PIN = "918273"


def staff_of(bench: Bench) -> Staff:
    return Staff(bench.store, bench.log_in._lock_outs, QuickHasher(), bench.clock, lambda: START_PIN)


def hired(bench: Bench, *people: Actor) -> Staff:
    bench.log_in.add_first([(person, PIN) for person in people])
    return staff_of(bench)


def agreed(bench: Bench, by: Actor, about: Actor, second: Actor) -> UUID:
    return bench.approvals.give(by, Deed.APPOINT, subject_of(about.id), second.id, PIN).id


def account(bench: Bench, person: Actor) -> Account:
    with bench.store.reading() as work:
        found = work.accounts.get(person.id)
    assert found is not None
    return found


def reason_of(act: Callable[[], object]) -> Reason:
    with pytest.raises(Declined) as declined:
        act()
    return declined.value.reason


def holds(bench: Bench) -> bool:
    return bench.verification.run().fault is None


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


# --- a PIN of one's own -----------------------------------------------------------------------------------------


def test_a_pin_is_changed_by_whoever_knows_the_old_one(bench: Bench) -> None:
    hired(bench, LEADER, CLERK)
    bench.log_in.change_pin(CLERK, PIN, OWN_PIN)
    assert bench.log_in.log_in(CLERK.id, OWN_PIN) == CLERK
    assert reason_of(lambda: bench.log_in.log_in(CLERK.id, PIN)) is Reason.LOGIN_WRONG
    (entry,) = bench.entries("pin.changed")
    assert entry.keys() == {"mark", "actor"}
    assert (entry["actor"], len(str(entry["mark"]))) == (CLERK.id, 64)
    assert holds(bench)


def test_a_wrong_old_pin_counts_as_a_try_and_changes_nothing(bench: Bench) -> None:
    hired(bench, LEADER, CLERK)
    assert reason_of(lambda: bench.log_in.change_pin(CLERK, "111111", OWN_PIN)) is Reason.LOGIN_WRONG
    assert account(bench, CLERK).failed_attempts == 1
    assert bench.entries("pin.changed") == []


@pytest.mark.parametrize(("new", "reason"), [("12345", Reason.PIN_TOO_SHORT), (PIN, Reason.PIN_AS_BEFORE)])
def test_a_new_pin_is_long_enough_and_new(bench: Bench, new: str, reason: Reason) -> None:
    hired(bench, LEADER, CLERK)
    assert reason_of(lambda: bench.log_in.change_pin(CLERK, PIN, new)) is reason
    assert account(bench, CLERK).failed_attempts == 0


# --- a PIN to begin with ----------------------------------------------------------------------------------------


def test_a_pin_that_was_given_is_good_for_choosing_ones_own_and_for_nothing_else(bench: Bench) -> None:
    staff = hired(bench, LEADER, CLERK)
    assert staff.reset_pin(LEADER, CLERK.id) == START_PIN
    assert [person.beginning for person in staff.all(LEADER)] == [True, False]
    for act in (
        lambda: bench.log_in.log_in(CLERK.id, START_PIN),
        lambda: bench.log_in.prove(CLERK.id, START_PIN),
        lambda: bench.log_in.check_pin(CLERK, START_PIN),
    ):
        assert reason_of(act) is Reason.PIN_TO_BE_CHANGED
    assert bench.entries("login") == bench.entries("window.unlocked") == []
    assert bench.log_in.log_in_anew(CLERK.id, START_PIN, OWN_PIN) == CLERK
    assert bench.log_in.log_in(CLERK.id, OWN_PIN) == CLERK
    assert len(bench.entries("login")) == 2
    assert [person.beginning for person in staff.all(LEADER)] == [False, False]
    assert holds(bench)


def test_a_pin_that_was_given_cannot_be_kept(bench: Bench) -> None:
    hired(bench, LEADER, CLERK).reset_pin(LEADER, CLERK.id)
    assert reason_of(lambda: bench.log_in.log_in_anew(CLERK.id, START_PIN, START_PIN)) is Reason.PIN_AS_BEFORE


def test_the_journal_has_neither_pin_nor_hash(bench: Bench) -> None:
    hired(bench, LEADER, CLERK).reset_pin(LEADER, CLERK.id)
    bench.log_in.log_in_anew(CLERK.id, START_PIN, OWN_PIN)
    with bench.store.reading() as work:
        written = b"\n".join(entry.canonical for entry in work.journal.chain()).decode()
    hashes = [QuickHasher().hash(pin) for pin in (PIN, START_PIN, OWN_PIN)]
    assert not any(secret in written for secret in (PIN, START_PIN, OWN_PIN, *hashes))


def test_a_pin_to_begin_with_ends_a_lock_out(bench: Bench) -> None:
    staff = hired(bench, LEADER, CLERK)
    for _ in range(5):
        reason_of(lambda: bench.log_in.log_in(CLERK.id, "111111"))
    staff.reset_pin(LEADER, CLERK.id)
    assert bench.log_in.log_in_anew(CLERK.id, START_PIN, OWN_PIN) == CLERK


def test_nobody_gives_themselves_a_pin(bench: Bench) -> None:
    assert reason_of(lambda: hired(bench, LEADER).reset_pin(LEADER, LEADER.id)) is Reason.PERSON_IS_SELF


def test_pins_to_begin_with_are_six_digits_and_not_the_same(bench: Bench) -> None:
    drawn = {drawn_pin() for _ in range(50)}
    assert len(drawn) > 40
    assert all(len(pin) == 6 and pin.isdigit() for pin in drawn)


# --- names, roles, going and coming back ------------------------------------------------------------------------


def test_a_name_is_corrected_and_the_journal_has_both(bench: Bench) -> None:
    staff = hired(bench, LEADER, CLERK)
    assert staff.rename(LEADER, CLERK.id, "  Dewi Lestari ").name == "Dewi Lestari"
    staff.rename(LEADER, CLERK.id, "Dewi Lestari")
    (entry,) = bench.entries("user.renamed")
    assert entry == {"actor": LEADER.id, "name": "Dewi Lestari", "name_before": "Dewi"}
    assert reason_of(lambda: staff.rename(LEADER, CLERK.id, "")) is Reason.PERSON_FORMAT
    assert reason_of(lambda: staff.rename(LEADER, "4711", "Nobody")) is Reason.PERSON_UNKNOWN
    assert holds(bench)


def test_an_administrator_changes_roles_alone_and_the_journal_has_both(bench: Bench) -> None:
    staff = hired(bench, ADMINISTRATOR, LEADER, CLERK)
    assert staff.change_role(ADMINISTRATOR, CLERK.id, Role.SUPERVISOR).role is Role.SUPERVISOR
    staff.change_role(ADMINISTRATOR, CLERK.id, Role.SUPERVISOR)
    (entry,) = bench.entries("user.role-changed")
    assert entry == {"actor": ADMINISTRATOR.id, "role": "supervisor", "role_before": "clerk"}
    assert holds(bench)


def test_a_supervisor_makes_another_one_only_together_with_somebody_who_manages_the_staff(bench: Bench) -> None:
    staff = hired(bench, LEADER, SECOND, CLERK, OTHER_CLERK)

    def promote(consent: UUID | None) -> Actor:
        return staff.change_role(LEADER, CLERK.id, Role.SUPERVISOR, consent)

    assert reason_of(lambda: promote(None)) is Reason.APPROVAL_NEEDED
    assert reason_of(lambda: promote(agreed(bench, LEADER, OTHER_CLERK, SECOND))) is Reason.APPROVAL_SPENT
    assert reason_of(
        lambda: promote(bench.approvals.give(LEADER, Deed.CANCEL, subject_of(CLERK.id), SECOND.id, PIN).id)
    )
    assert promote(agreed(bench, LEADER, CLERK, SECOND)).role is Role.SUPERVISOR
    (entry,) = bench.entries("user.role-changed")
    assert entry["approved_by"] == SECOND.id
    assert holds(bench)


def test_an_administrator_may_be_the_second_person_for_that_and_for_no_money(bench: Bench) -> None:
    staff = hired(bench, LEADER, ADMINISTRATOR, CLERK)
    staff.change_role(LEADER, CLERK.id, Role.SUPERVISOR, agreed(bench, LEADER, CLERK, ADMINISTRATOR))
    refused = reason_of(lambda: bench.approvals.give(CLERK, Deed.REVERSE, subject_of(CLERK.id), ADMINISTRATOR.id, PIN))
    assert refused is Reason.NOT_ALLOWED
    assert holds(bench)


def test_a_second_supervisor_is_added_by_two_as_well(bench: Bench) -> None:
    hired(bench, LEADER, SECOND)
    new = Actor("7003", "Ketut", Role.SUPERVISOR)

    def add(consent: UUID | None) -> Actor:
        return bench.log_in.add(LEADER, new.id, new.name, new.role, PIN, consent)

    assert reason_of(lambda: add(None)) is Reason.APPROVAL_NEEDED
    assert add(agreed(bench, LEADER, new, SECOND)) == new
    assert holds(bench)


def test_the_only_one_who_could_may_do_it_alone_and_the_journal_says_so(bench: Bench) -> None:
    staff = hired(bench, LEADER, CLERK)
    staff.change_role(LEADER, CLERK.id, Role.SUPERVISOR)
    (entry,) = bench.entries("user.role-changed")
    assert entry["alone"] is True
    assert holds(bench)


def test_nobody_changes_their_own_role_or_leaves_by_themselves(bench: Bench) -> None:
    staff = hired(bench, LEADER, SECOND)
    assert reason_of(lambda: staff.change_role(LEADER, LEADER.id, Role.ADMINISTRATOR)) is Reason.PERSON_IS_SELF
    assert reason_of(lambda: staff.retire(LEADER, LEADER.id)) is Reason.PERSON_IS_SELF


def test_whoever_has_left_does_not_log_in_and_stays_on_record(bench: Bench) -> None:
    staff = hired(bench, LEADER, CLERK)
    staff.retire(LEADER, CLERK.id)
    staff.retire(LEADER, CLERK.id)
    assert reason_of(lambda: bench.log_in.log_in(CLERK.id, PIN)) is Reason.LOGIN_WRONG
    assert [person.active for person in staff.all(LEADER)] == [False, True]
    assert len(bench.entries("user.retired")) == 1
    staff.bring_back(LEADER, CLERK.id)
    staff.bring_back(LEADER, CLERK.id)
    assert bench.log_in.log_in(CLERK.id, PIN) == CLERK
    assert len(bench.entries("user.brought-back")) == 1
    assert holds(bench)


def test_nobody_leaves_while_their_counter_is_open(bench: Bench) -> None:
    staff = hired(bench, LEADER, CLERK)
    bench.shifts.open(CLERK, Rupiah(100_000))
    assert reason_of(lambda: staff.retire(LEADER, CLERK.id)) is Reason.PERSON_HAS_SHIFT
    assert reason_of(lambda: staff.change_role(LEADER, CLERK.id, Role.AUDITOR)) is Reason.PERSON_HAS_SHIFT


@pytest.mark.parametrize("last", [LEADER, CHIEF])
def test_the_last_supervisor_and_the_last_administrator_stay(bench: Bench, last: Actor) -> None:
    others = [ADMINISTRATOR, SECOND]
    staff = hired(bench, LEADER, CHIEF, *others)
    gone = next(each for each in others if each.role is last.role)
    by = ADMINISTRATOR if last is LEADER else LEADER
    staff.retire(CHIEF if gone is not CHIEF else ADMINISTRATOR, gone.id)
    consent = None if by is ADMINISTRATOR else agreed(bench, LEADER, CHIEF, SECOND)
    assert reason_of(lambda: staff.retire(by, last.id, consent)) is Reason.PERSON_LAST
    assert reason_of(lambda: staff.change_role(by, last.id, Role.CLERK, consent)) is Reason.PERSON_LAST
    assert account(bench, last).active


def test_a_supervisor_is_not_retired_or_re_keyed_by_one_other_alone(bench: Bench) -> None:
    staff = hired(bench, LEADER, SECOND)
    assert reason_of(lambda: staff.retire(LEADER, SECOND.id)) is Reason.APPROVAL_NEEDED
    assert reason_of(lambda: staff.reset_pin(LEADER, SECOND.id)) is Reason.APPROVAL_NEEDED
    staff.retire(LEADER, SECOND.id, agreed(bench, LEADER, SECOND, SECOND))
    assert not account(bench, SECOND).active
    staff.bring_back(LEADER, SECOND.id)
    assert bench.entries("user.brought-back")[0]["alone"] is True
    assert holds(bench)


# --- what the journal proves ------------------------------------------------------------------------------------


def _swap(bench: Bench, **changes: object) -> None:
    """Behind the journal's back."""
    with bench.store.writing() as work:
        found = work.accounts.get(CLERK.id)
        assert found is not None
        work.accounts.save(replace(found, **changes))  # type: ignore[arg-type] # whatever the test says


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"pin_hash": QuickHasher().hash("000000")}, "the PIN is another one than the journal knows of"),
        ({"active": False}, "stored as one who does not work here, the journal says may"),
        ({"actor": replace(CLERK, role=Role.SUPERVISOR)}, "stored as supervisor, the journal says clerk"),
        ({"actor": replace(CLERK, name="Somebody")}, "stored under another name than the journal says"),
    ],
)
def test_what_nobody_entered_about_a_person_is_found(bench: Bench, changes: dict[str, object], words: str) -> None:
    hired(bench, LEADER, CLERK)
    assert holds(bench)
    _swap(bench, **changes)
    assert bench.verification.run().fault == f"person {CLERK.id}: {words}"


def test_whoever_was_let_in_again_behind_the_journals_back_is_found(bench: Bench) -> None:
    hired(bench, LEADER, CLERK).retire(LEADER, CLERK.id)
    _swap(bench, active=True)
    fault = bench.verification.run().fault
    assert fault == f"person {CLERK.id}: stored as one who may work here, the journal says does not any more"


def test_people_from_before_names_and_pins_were_journaled_are_no_fault(bench: Bench) -> None:
    with bench.store.writing() as work:
        work.accounts.save(Account(CLERK, QuickHasher().hash(PIN)))
        work.journal.append(Entry(bench.clock.now(), "system:set-up", Act.USER_ADDED, CLERK.id, {"role": "clerk"}))
    assert holds(bench)
    bench.log_in.change_pin(CLERK, PIN, OWN_PIN)
    _swap(bench, pin_hash=QuickHasher().hash(PIN))
    assert not holds(bench)


def test_a_consent_of_somebody_who_had_left_is_found(bench: Bench) -> None:
    staff = hired(bench, ADMINISTRATOR, LEADER, SECOND, CLERK)
    staff.retire(ADMINISTRATOR, SECOND.id)
    with bench.store.writing() as work:
        found = work.accounts.get(SECOND.id)
        assert found is not None
        work.accounts.save(replace(found, active=True))
    bench.approvals.give(CLERK, Deed.CANCEL, subject_of("x"), SECOND.id, PIN)
    with bench.store.writing() as work:
        work.accounts.save(replace(found, active=False))
    assert (bench.verification.run().fault or "").endswith(f"lets {SECOND.id} consent, who did not work here then")


def test_a_demoted_supervisor_consents_to_nothing_more(bench: Bench) -> None:
    staff = hired(bench, ADMINISTRATOR, LEADER, SECOND, CLERK)
    staff.change_role(ADMINISTRATOR, SECOND.id, Role.CLERK)
    refused = reason_of(lambda: bench.approvals.give(CLERK, Deed.CANCEL, subject_of("x"), SECOND.id, PIN))
    assert refused is Reason.NOT_ALLOWED
