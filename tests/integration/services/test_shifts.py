"""Who is at work, and what is in their drawer."""

import json
from dataclasses import replace

import pytest

from counter_app.domain.errors import Declined, Reason
from counter_app.domain.money import Rupiah
from counter_app.domain.payment import PaymentState
from counter_app.domain.people import Actor, Role
from counter_app.services.log_in import LOCKED_FOR, LogIn
from tests.integration.services.conftest import AUDITOR, CLERK, OTHER_CLERK, Bench, QuickHasher

SUPERVISOR = Actor("2001", "Agus Pratama", Role.SUPERVISOR)


def reason_of(error: pytest.ExceptionInfo[Declined]) -> Reason:
    return error.value.reason


def test_a_shift_opens_with_its_float_on_the_local_date(bench: Bench) -> None:
    bench.clock.advance(minutes=-9 * 60 - 30)  # 23:45 of the day before in Jakarta
    shift = bench.shifts.open(CLERK, Rupiah(200_000))
    assert bench.shifts.current() == shift
    assert shift.business_date.isoformat() == "2026-11-21"
    (entry,) = bench.entries("shift.opened")
    assert (entry["actor"], entry["float"]) == (CLERK.id, 200_000)


def test_one_shift_at_a_time(bench: Bench) -> None:
    bench.shifts.open(CLERK, Rupiah(0))
    with pytest.raises(Declined) as declined:
        bench.shifts.open(OTHER_CLERK, Rupiah(0))
    assert declined.value.facts == {"clerk": CLERK.id}
    assert reason_of(declined) is Reason.SHIFT_ALREADY_OPEN


def test_a_close_compares_the_count_with_the_cash_that_was_taken(bench: Bench) -> None:
    taken = bench.sell()
    returned = bench.sell()
    with bench.store.writing() as work:
        work.payments.move(returned.id, PaymentState.ACCEPTED, PaymentState.CANCELLED)
    closing = bench.shifts.close(CLERK, Rupiah(200_000))
    assert closing.expected == 200_000 + taken.total
    assert closing.variance == -taken.total
    assert bench.shifts.current() is None
    (entry,) = bench.entries("shift.closed")
    assert (entry["counted"], entry["variance"]) == (200_000, -taken.total)
    with bench.store.reading() as work:
        stored = work.shifts.get(closing.shift.id)
    assert stored == closing.shift


def test_only_ones_own_open_shift_is_closed(bench: Bench) -> None:
    with pytest.raises(Declined) as declined:
        bench.shifts.close(CLERK, Rupiah(0))
    assert reason_of(declined) is Reason.SHIFT_NOT_OPEN
    bench.shifts.open(OTHER_CLERK, Rupiah(0))
    with pytest.raises(Declined) as declined:
        bench.shifts.close(CLERK, Rupiah(0))
    assert reason_of(declined) is Reason.SHIFT_OF_ANOTHER


def test_a_supervisor_counts_the_drawer_of_a_clerk_who_is_not_there(bench: Bench) -> None:
    shift = bench.shifts.open(CLERK, Rupiah(200_000))
    closing = bench.shifts.close(SUPERVISOR, Rupiah(199_000), shift.id)
    assert (closing.shift.clerk_id, closing.variance) == (CLERK.id, -1_000)
    (entry,) = bench.entries("shift.closed")
    assert (entry["actor"], entry["clerk"], entry["counted"]) == (SUPERVISOR.id, CLERK.id, 199_000)
    assert bench.verification.run().fault is None


def test_ones_own_close_names_nobody_else(bench: Bench) -> None:
    bench.shifts.close(CLERK, Rupiah(0), bench.shifts.open(CLERK, Rupiah(0)).id)
    (entry,) = bench.entries("shift.closed")
    assert "clerk" not in entry


def test_a_supervisor_closes_the_shift_that_was_shown_and_no_other(bench: Bench) -> None:
    shown = bench.shifts.open(CLERK, Rupiah(0))
    bench.shifts.close(CLERK, Rupiah(0))
    bench.shifts.open(OTHER_CLERK, Rupiah(0))
    for named, reason in ((shown.id, Reason.SHIFT_NOT_OPEN), (None, Reason.SHIFT_OF_ANOTHER)):
        with pytest.raises(Declined) as declined:
            bench.shifts.close(SUPERVISOR, Rupiah(0), named)
        assert reason_of(declined) is reason
    assert bench.shifts.current() is not None


def test_a_clerk_closes_no_shift_of_another_by_naming_it(bench: Bench) -> None:
    running = bench.shifts.open(OTHER_CLERK, Rupiah(0))
    with pytest.raises(Declined) as declined:
        bench.shifts.close(CLERK, Rupiah(0), running.id)
    assert reason_of(declined) is Reason.SHIFT_OF_ANOTHER


@pytest.mark.parametrize("amount", [-1])
def test_a_drawer_never_holds_less_than_nothing(bench: Bench, amount: int) -> None:
    with pytest.raises(Declined):
        bench.shifts.open(CLERK, Rupiah(amount))
    bench.shifts.open(CLERK, Rupiah(0))
    with pytest.raises(Declined):
        bench.shifts.close(CLERK, Rupiah(amount))


def test_an_auditor_opens_no_drawer(bench: Bench) -> None:
    with pytest.raises(Declined) as declined:
        bench.shifts.open(AUDITOR, Rupiah(0))
    assert reason_of(declined) is Reason.NOT_ALLOWED


def hire(bench: Bench) -> Actor:
    dewi = Actor("1001", "Dewi Lestari", Role.CLERK)
    bench.log_in.add_first([(dewi, "246810")])
    return dewi


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
            LogIn(bench.store, Killed(), bench.clock).log_in("1001", "111111")
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
        return LogIn(bench.store, AtOnce(), bench.clock).log_in("1001", pin)

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
    bench.clock.advance(days=3650)
    for _ in range(5):
        with pytest.raises(Declined):
            bench.log_in.log_in("1001", "111111")
    bench.clock.advance(days=-3650)
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
    restarted = LogIn(bench.store, QuickHasher(), bench.clock)
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
    assert bench.entries("locked") == []


def test_an_unknown_person_costs_as_much_time_and_is_not_named_in_the_journal(bench: Bench) -> None:
    hasher = QuickHasher()
    log_in = LogIn(bench.store, hasher, bench.clock)
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
        LogIn(bench.store, SlowHasher(), bench.clock).log_in("1001", "246810")
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
