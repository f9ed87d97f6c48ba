"""Who is at work: staff numbers, PINs, and what becomes of those who guess."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app.domain.errors import Declined, Reason, Service, Unavailable
from counter_app.domain.lock_out import LOCKED_FOR
from counter_app.domain.people import Actor, Role
from counter_app.services.lock_outs import LockOuts
from counter_app.services.log_in import LogIn, Made
from tests.integration.services.conftest import CLERK, OTHER_CLERK, Bench, QuickHasher

SUPERVISOR = Actor("2001", "Agus Pratama", Role.SUPERVISOR)


def log_in_at(bench: Bench, hasher: QuickHasher | None = None) -> LogIn:
    """As after a restart, with ``hasher`` in the place of the usual one."""
    lock_outs = LockOuts(bench.clock, bench.clock.uptime)
    return LogIn(bench.store, hasher or QuickHasher(), bench.clock, lock_outs)


def reason_of(error: pytest.ExceptionInfo[Declined]) -> Reason:
    return error.value.reason


def hire(bench: Bench) -> Actor:
    dewi = Actor("1001", "Dewi Lestari", Role.CLERK)
    bench.log_in.add_first([(dewi, "246810")])
    return dewi


def lock_out(bench: Bench) -> None:
    for _ in range(5):
        with pytest.raises(Declined):
            bench.log_in.log_in("1001", "111111")


def minutes_to_wait(bench: Bench) -> object:
    with pytest.raises(Declined) as declined:
        bench.log_in.log_in("1001", "246810")
    return declined.value.facts["minutes"]


def people_at(bench: Bench) -> int:
    with bench.store.reading() as work:
        return work.accounts.count()


def test_a_person_is_added_once_and_logs_in(bench: Bench) -> None:
    assert people_at(bench) == 0
    actor = hire(bench)
    assert people_at(bench) == 1
    assert bench.log_in.log_in(" 1001", "246810") == actor == Actor("1001", "Dewi Lestari", Role.CLERK)
    assert [fact["actor"] for fact in bench.entries("login")] == ["1001"]
    with pytest.raises(Declined) as declined:
        bench.log_in.add(SUPERVISOR, " 1001 ", "Dewi Lestari", Role.CLERK, "246810")
    assert reason_of(declined) is Reason.USER_EXISTS
    assert bench.log_in.add(SUPERVISOR, " 1003 ", " Rudi ", Role.CLERK, "246810") == Actor("1003", "Rudi", Role.CLERK)
    assert [fact["actor"] for fact in bench.entries("user.added")] == ["system:set-up", "2001"]


def test_people_are_added_by_who_may_even_if_a_window_forgot_to_ask(bench: Bench) -> None:
    hire(bench)
    with pytest.raises(Declined) as declined:
        bench.log_in.add(CLERK, "1009", "Tono", Role.SUPERVISOR, "246810")
    assert reason_of(declined) is Reason.NOT_ALLOWED
    with pytest.raises(Declined) as declined:
        bench.log_in.add_first([(Actor("1009", "Tono", Role.SUPERVISOR), "246810")])
    assert reason_of(declined) is Reason.NOT_ALLOWED


def test_a_wrong_pin_is_not_journaled_as_the_act_of_whose_number_was_typed(bench: Bench) -> None:
    hire(bench)
    with pytest.raises(Declined):
        bench.log_in.log_in("1001", "111111")
    assert bench.entries("login.refused") == [{"actor": "system:log-in", "failed": 1}]


def test_a_guess_counts_even_if_the_program_is_killed_before_it_is_judged(bench: Bench) -> None:
    hire(bench)

    class Killed(QuickHasher):
        def verify(self, pin_hash: str, pin: str) -> bool:
            raise KeyboardInterrupt

    for _ in range(5):
        with pytest.raises(KeyboardInterrupt):
            log_in_at(bench, Killed()).log_in("1001", "111111")
    with pytest.raises(Declined) as declined:
        bench.log_in.log_in("1001", "246810")
    assert reason_of(declined) is Reason.LOGIN_LOCKED
    assert bench.entries("login.refused") == [{"actor": "system:log-in", "locked": True}]


def test_guesses_made_at_once_are_five_in_all_and_tell_no_more_than_one_after_the_other(bench: Bench) -> None:
    hire(bench)
    looked_at: list[str] = []

    class AtOnce(QuickHasher):
        def verify(self, pin_hash: str, pin: str) -> bool:
            looked_at.append(pin)
            if len(looked_at) < 10:
                with pytest.raises(Declined) as declined:
                    guess(f"{len(looked_at):06}")
                assert reason_of(declined) is Reason.LOGIN_LOCKED
            return super().verify(pin_hash, pin)

    def guess(pin: str) -> Actor:
        return log_in_at(bench, AtOnce()).log_in("1001", pin)

    with pytest.raises(Declined) as declined:
        guess("246810")
    assert reason_of(declined) is Reason.LOGIN_LOCKED, "it is right, but it came with too many others"
    assert len(looked_at) == 5


def test_the_fifth_pin_may_be_the_right_one(bench: Bench) -> None:
    hire(bench)
    for _ in range(4):
        with pytest.raises(Declined):
            bench.log_in.log_in("1001", "111111")
    assert bench.log_in.log_in("1001", "246810").id == "1001"
    assert bench.log_in.log_in("1001", "246810").id == "1001"


def test_a_clock_that_was_years_ahead_locks_nobody_out_for_years(bench: Bench) -> None:
    hire(bench)
    today = bench.clock.now()
    bench.clock.set(today + timedelta(days=3650))
    lock_out(bench)
    bench.clock.set(today)
    with pytest.raises(Declined) as declined:
        bench.log_in.log_in("1001", "246810")
    assert declined.value.facts == {"minutes": 30}
    bench.clock.advance(minutes=30)
    assert bench.log_in.log_in("1001", "246810").id == "1001"


def test_the_lock_screen_asks_the_same_person(bench: Bench) -> None:
    actor = hire(bench)
    bench.log_in.check_pin(actor, "246810")
    with pytest.raises(Declined):
        bench.log_in.check_pin(actor, "000000")


def test_who_allows_one_act_proves_it_and_does_not_log_in(bench: Bench) -> None:
    actor = hire(bench)
    assert bench.log_in.prove(" 1001", "246810") == actor
    assert bench.entries("login") == []


def test_a_pin_guessed_for_an_approval_counts_as_one_guessed_at_the_log_in(bench: Bench) -> None:
    hire(bench)
    for number in range(5):
        with pytest.raises(Declined) as declined:
            (bench.log_in.prove if number % 2 else bench.log_in.log_in)("1001", "111111")
    assert reason_of(declined) is Reason.LOGIN_LOCKED
    with pytest.raises(Declined) as declined:
        bench.log_in.prove("1001", "246810")
    assert reason_of(declined) is Reason.LOGIN_LOCKED
    assert len(bench.entries("login.refused")) == 6


@pytest.mark.parametrize("pin", ["12345", "12345a", "١٢٣٤٥٦", ""])
def test_a_pin_is_six_digits_or_more(bench: Bench, pin: str) -> None:
    with pytest.raises(Declined) as declined:
        bench.log_in.add(SUPERVISOR, "1009", "Tono", Role.CLERK, pin)
    assert reason_of(declined) is Reason.PIN_TOO_SHORT


def test_five_wrong_pins_lock_for_half_an_hour_across_restarts(bench: Bench) -> None:
    hire(bench)
    tries_left = []
    for _ in range(4):
        with pytest.raises(Declined) as declined:
            bench.log_in.log_in("1001", "111111")
        tries_left.append(declined.value.facts["left"])
    assert tries_left == [4, 3, 2, 1]
    with pytest.raises(Declined) as declined:
        bench.log_in.log_in("1001", "111111")
    assert reason_of(declined) is Reason.LOGIN_LOCKED
    restarted = log_in_at(bench)
    bench.clock.advance(minutes=29)
    with pytest.raises(Declined) as declined:
        restarted.log_in("1001", "246810")
    assert declined.value.facts == {"minutes": 1}
    bench.clock.advance(minutes=1)
    assert restarted.log_in("1001", "246810").id == "1001"
    assert len(bench.entries("locked")) == 1


def test_a_right_pin_forgives_the_wrong_ones(bench: Bench) -> None:
    hire(bench)
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(Declined):
                bench.log_in.log_in("1001", "111111")
        bench.log_in.log_in("1001", "246810")
    assert len(bench.entries("locked")) == len(bench.entries("unlocked"))


def test_an_unknown_person_costs_as_much_time_and_is_not_named_in_the_journal(bench: Bench) -> None:
    hasher = QuickHasher()
    log_in = log_in_at(bench, hasher)
    for _ in range(2):
        with pytest.raises(Declined) as declined:
            log_in.log_in("3273025508920002", "246810")
        assert reason_of(declined) is Reason.LOGIN_WRONG
    assert hasher.verified == 2
    with bench.store.reading() as work:
        assert "3273025508920002" not in json.dumps([entry.canonical.decode() for entry in work.journal.chain()])


def test_whoever_is_locked_out_meanwhile_is_not_admitted(bench: Bench) -> None:
    hire(bench)

    class SlowHasher(QuickHasher):
        def verify(self, pin_hash: str, pin: str) -> bool:
            with bench.store.writing() as work:
                account = work.accounts.get("1001")
                assert account is not None
                work.accounts.save(replace(account, locked_until=bench.clock.now() + LOCKED_FOR))
            return super().verify(pin_hash, pin)

    with pytest.raises(Declined) as declined:
        log_in_at(bench, SlowHasher()).log_in("1001", "246810")
    assert reason_of(declined) is Reason.LOGIN_LOCKED


def test_a_person_who_left_does_not_come_in(bench: Bench) -> None:
    hire(bench)
    with bench.store.writing() as work:
        account = work.accounts.get("1001")
        assert account is not None
        work.accounts.save(replace(account, active=False))
    with pytest.raises(Declined) as declined:
        bench.log_in.log_in("1001", "246810")
    assert reason_of(declined) is Reason.LOGIN_WRONG


# --- the clock, and the machine, while somebody is locked out -----------------------------------------------------


@pytest.mark.parametrize("ahead", [timedelta(minutes=31), timedelta(days=400)])
def test_a_clock_that_is_put_forward_shortens_no_lock_out(bench: Bench, ahead: timedelta) -> None:
    hire(bench)
    lock_out(bench)
    bench.clock.set(bench.clock.now() + ahead)
    assert minutes_to_wait(bench) == 30
    bench.clock.advance(minutes=29)
    assert minutes_to_wait(bench) == 1
    bench.clock.advance(minutes=1)
    assert bench.log_in.log_in("1001", "246810").id == "1001"


def test_a_clock_that_is_put_back_lengthens_no_lock_out(bench: Bench) -> None:
    hire(bench)
    lock_out(bench)
    bench.clock.set(bench.clock.now() - timedelta(days=400))
    bench.clock.advance(minutes=30)
    assert bench.log_in.log_in("1001", "246810").id == "1001"


def test_a_machine_that_is_started_again_with_its_clock_ahead_shortens_no_lock_out(bench: Bench) -> None:
    hire(bench)
    lock_out(bench)
    bench.clock.advance(minutes=20)
    bench.clock.reboot()
    bench.clock.set(bench.clock.now() + timedelta(days=1))
    assert minutes_to_wait(bench) == 30, "of the run before this one nobody knows how long it went on"
    bench.clock.advance(minutes=30)
    assert bench.log_in.log_in("1001", "246810").id == "1001"


def test_a_lock_out_begins_with_the_fifth_try_even_if_the_program_is_killed_in_it(bench: Bench) -> None:
    hire(bench)

    class Killed(QuickHasher):
        def verify(self, pin_hash: str, pin: str) -> bool:
            raise KeyboardInterrupt

    for _ in range(5):
        with pytest.raises(KeyboardInterrupt):
            log_in_at(bench, Killed()).log_in("1001", "111111")
    bench.clock.set(bench.clock.now() + timedelta(hours=1))
    assert minutes_to_wait(bench) == 30


def test_of_a_lock_out_at_another_counter_the_wall_clock_tells(bench: Bench) -> None:
    hire(bench)
    with bench.store.writing() as work:
        account = work.accounts.get("1001")
        assert account is not None
        work.accounts.save(replace(account, locked_until=bench.clock.now() + timedelta(minutes=7)))
    assert minutes_to_wait(bench) == 7
    bench.clock.advance(minutes=7)
    assert bench.log_in.log_in("1001", "246810").id == "1001"


def test_a_lock_out_at_another_counter_whose_clock_was_years_ahead_ends_as_any_other(bench: Bench) -> None:
    hire(bench)
    with bench.store.writing() as work:
        account = work.accounts.get("1001")
        assert account is not None
        work.accounts.save(replace(account, locked_until=bench.clock.now() + timedelta(days=900)))
    assert minutes_to_wait(bench) == 30
    bench.clock.advance(minutes=30)
    assert bench.log_in.log_in("1001", "246810").id == "1001"


def test_the_journal_tells_that_the_fifth_pin_was_right_after_all(bench: Bench) -> None:
    hire(bench)
    for _ in range(4):
        with pytest.raises(Declined):
            bench.log_in.log_in("1001", "111111")
    bench.log_in.log_in("1001", "246810")
    assert len(bench.entries("locked")) == 1
    assert bench.entries("unlocked") == [{"actor": "system:log-in", "right": 5}]


def test_a_supervisor_ends_a_lock_out_with_their_own_pin_and_under_their_own_name(bench: Bench) -> None:
    hire(bench)
    bench.log_in.add(SUPERVISOR, SUPERVISOR.id, SUPERVISOR.name, SUPERVISOR.role, "135790")
    lock_out(bench)
    assert bench.log_in.unlock(SUPERVISOR.id, "135790", " 1001") == bench.log_in.log_in("1001", "246810")
    assert bench.entries("unlocked") == [{"actor": SUPERVISOR.id}]
    assert bench.log_in.unlock(SUPERVISOR.id, "135790", "1999") is None


def test_nobody_else_ends_a_lock_out(bench: Bench) -> None:
    hire(bench)
    bench.log_in.add(SUPERVISOR, OTHER_CLERK.id, OTHER_CLERK.name, Role.CLERK, "135790")
    lock_out(bench)
    with pytest.raises(Declined) as declined:
        bench.log_in.unlock(OTHER_CLERK.id, "135790", "1001")
    assert reason_of(declined) is Reason.NOT_ALLOWED
    with pytest.raises(Declined) as declined:
        bench.log_in.unlock("1001", "246810", "1001")
    assert reason_of(declined) is Reason.LOGIN_LOCKED
    assert minutes_to_wait(bench) == 30


# --- the pepper -------------------------------------------------------------------------------------------------


def test_a_pin_that_was_hashed_before_there_was_a_pepper_is_hashed_anew_when_it_is_next_typed(bench: Bench) -> None:
    hire(bench)
    hasher = QuickHasher()
    with bench.store.writing() as work:
        account = work.accounts.get("1001")
        assert account is not None
        hasher.makers[account.pin_hash] = Made.BEFORE
        before = account.pin_hash
    hasher.salt = "peppered"
    log_in_at(bench, hasher).prove("1001", "246810")
    with bench.store.reading() as work:
        account = work.accounts.get("1001")
    assert account is not None
    assert account.pin_hash == hasher.hash("246810") != before


def test_where_no_pin_can_fit_nobody_is_told_that_theirs_is_wrong_and_no_try_is_counted(bench: Bench) -> None:
    hire(bench)

    class Elsewhere(QuickHasher):
        def made(self, pin_hash: str) -> Made:
            return Made.ELSEWHERE

    for _ in range(6):
        with pytest.raises(Unavailable) as away:
            log_in_at(bench, Elsewhere()).log_in("1001", "246810")
        assert away.value.service is Service.DATABASE
    assert bench.entries("login.refused") == []
    assert bench.log_in.log_in("1001", "246810").id == "1001"


# --- the window --------------------------------------------------------------------------------------------------


def test_the_journal_tells_who_covered_the_window_who_came_back_and_who_left(bench: Bench) -> None:
    actor = hire(bench)
    bench.log_in.note_locked(actor)
    bench.log_in.check_pin(actor, "246810")
    bench.log_in.log_out(actor)
    for act in ("window.locked", "window.unlocked", "logout"):
        assert bench.entries(act) == [{"actor": "1001"}]
    assert bench.entries("login") == []
