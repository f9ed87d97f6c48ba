"""The forwarder's loop: what it does with a payment, with none, with a database that is away, and when told to end."""

import os
import signal
import sys
from collections.abc import Callable, Sequence

import pytest

from counter_app.cli.forward import POLL, Stop, forward
from counter_app.database.errors import DiskFailed
from counter_app.domain.errors import Service, Unavailable
from counter_app.services.carriage import Carried
from tests.helpers.builders import a_payment, a_reversal

Printed = pytest.CaptureFixture[str]
LOCKED = Unavailable(Service.DATABASE, "locked by another program")


class Queue:
    """Gives what it holds, one a turn, then nothing; counts the naps between."""

    def __init__(self, *turns: Carried | Unavailable | None) -> None:
        self.turns = list(turns)
        self.naps: list[float] = []
        self.stop = Stop()

    def forward_batch(self, *, more: Callable[[], bool]) -> Sequence[Carried]:
        assert more(), "it was told to end before it began"
        turn = self.turns.pop(0) if self.turns else None
        if isinstance(turn, Unavailable):
            raise turn
        return () if turn is None else (turn,)

    def nap(self, seconds: float) -> None:
        self.naps.append(seconds)
        if not self.turns:
            self.stop.ask()

    def run(self, *, once: bool) -> None:
        forward(self, self.stop, once=once, sleep=self.nap)


def test_once_forwards_all_that_is_due_and_ends_without_a_nap(capsys: Printed) -> None:
    queue = Queue(a_payment(1), a_payment(2))
    queue.run(once=True)
    assert queue.naps == []
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_a_reversal_is_told_from_its_payment(capsys: Printed) -> None:
    payment = a_payment(1)
    Queue(payment, a_reversal(payment)).run(once=True)
    first, second = capsys.readouterr().out.splitlines()
    assert second == f"the reversal of {payment.receipt_number} ACCEPTED"
    assert "reversal" not in first


def test_an_empty_queue_is_looked_at_again_after_a_bounded_nap() -> None:
    queue = Queue(None, a_payment(1), None)
    queue.run(once=False)
    assert queue.naps == [POLL, POLL]


def test_a_locked_database_is_waited_for_and_said_once(capsys: Printed) -> None:
    queue = Queue(LOCKED, LOCKED, a_payment(1))
    queue.run(once=False)
    said = capsys.readouterr()
    assert said.err.count("locked by another program") == 1
    assert said.out != ""


def test_a_database_that_goes_away_again_is_said_again(capsys: Printed) -> None:
    Queue(LOCKED, a_payment(1), LOCKED).run(once=False)
    assert capsys.readouterr().err.count("locked by another program") == 2


def test_once_does_not_wait_for_a_locked_database() -> None:
    with pytest.raises(Unavailable):
        Queue(LOCKED).run(once=True)


def test_a_disk_that_failed_ends_the_forwarder_because_only_a_restart_can_tell_what_it_kept() -> None:
    with pytest.raises(DiskFailed):
        Queue(DiskFailed("EIO"), a_payment(1)).run(once=False)


def test_told_to_end_it_takes_no_further_payment() -> None:
    queue = Queue(a_payment(1))
    queue.stop.ask()
    queue.run(once=False)
    assert len(queue.turns) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there, a signal cannot be sent without ending the process")
def test_a_signal_asks_it_to_end_and_is_given_back_afterwards() -> None:
    stop, before = Stop(), signal.getsignal(signal.SIGTERM)
    with stop.on_signals():
        os.kill(os.getpid(), signal.SIGTERM)
        assert stop
    assert signal.getsignal(signal.SIGTERM) is before
