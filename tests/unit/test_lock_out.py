"""A lock-out is measured by a clock that nobody can set."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.clock import SystemUptime
from counter_app.domain.lock_out import LOCKED_FOR, Uptime, left, left_by_wall
from tests.helpers.clocks import MORNING

BOOTS = st.sampled_from(["", "a", "b"])
SECONDS = st.floats(0, 1e7, allow_nan=False)


@pytest.mark.parametrize(
    ("since", "now", "minutes"),
    [
        (Uptime("a", 600), Uptime("a", 600), 30),
        (Uptime("a", 600), Uptime("a", 660), 29),
        (Uptime("a", 600), Uptime("a", 2400), None),
        (Uptime("a", 600), Uptime("b", 660), 19),
        (Uptime("a", 600), Uptime("b", 60), 29),
        (Uptime("a", 6000), Uptime("b", 1800), None),
        (Uptime("", 600), Uptime("", 660), 29),
        (Uptime("", 600), Uptime("", 60), 29),
        (Uptime("a", 600), Uptime("a", 60), 29),
    ],
)
def test_what_is_left_of_a_lock_out(since: Uptime, now: Uptime, minutes: int | None) -> None:
    assert left(since, now) == (None if minutes is None else timedelta(minutes=minutes))


@given(boot=BOOTS, since=SECONDS, ran_on=SECONDS, off=SECONDS, up=SECONDS)
def test_no_restart_makes_a_lock_out_shorter_than_half_an_hour(
    boot: str, since: float, ran_on: float, off: float, up: float
) -> None:
    """The machine ran on, was off and ran again: what is taken for certain is never more than what really passed."""
    really = timedelta(seconds=ran_on + off + up)
    assert Uptime("c" if boot else "", up).since(Uptime(boot, since)) <= really + timedelta(milliseconds=1)


def test_the_wall_clock_is_believed_within_half_an_hour() -> None:
    assert left_by_wall(MORNING, MORNING) is None
    assert left_by_wall(MORNING + timedelta(minutes=2), MORNING) == timedelta(minutes=2)
    assert left_by_wall(MORNING + timedelta(days=900), MORNING) == LOCKED_FOR


def test_the_machine_knows_for_how_long_it_has_been_running() -> None:
    uptime = SystemUptime()
    first, second = uptime(), uptime()
    assert first.boot == second.boot
    assert timedelta() <= second.since(first) < timedelta(minutes=1)


def test_a_machine_elsewhere_names_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("time.CLOCK_BOOTTIME")
    assert SystemUptime()().boot == ""
    assert SystemUptime()().seconds > 0


def test_a_machine_that_hides_which_run_it_is_still_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    def hidden(*_: object) -> str:
        raise PermissionError

    monkeypatch.setattr("counter_app.clock.Path.read_text", hidden)
    assert SystemUptime()().boot == ""
