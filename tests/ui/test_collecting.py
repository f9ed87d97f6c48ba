"""What Qt made is destroyed on the window's thread."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject

from ui.collecting import Collecting

pytestmark = pytest.mark.usefixtures("qapp")


class Knot(QObject):
    """Unreachable but for itself, and keeps the name of the thread on which it was collected."""

    def __init__(self, died_on: list[str]) -> None:
        super().__init__()
        self.itself = self
        self._died_on = died_on

    def __del__(self) -> None:
        self._died_on.append(threading.current_thread().name)


def churn() -> None:
    """Allocate far beyond the thresholds at which Python would collect."""
    for _ in range(100):
        _ = [[number] for number in range(gc.get_threshold()[0])]


def test_garbage_is_left_to_the_windows_thread() -> None:
    died_on: list[str] = []
    collecting = Collecting()
    collecting.begin()
    Knot(died_on)
    lane = threading.Thread(target=churn, name="lane-host")
    lane.start()
    lane.join()
    assert died_on == []
    for _ in range(3):
        kept = [[number] for number in range(5 * gc.get_threshold()[0])]
        collecting.look()
        assert kept
    assert died_on == [threading.main_thread().name]
    collecting.end()
    assert gc.isenabled()


def test_only_what_is_due_is_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[int] = []
    counts = iter([(0, 0, 0), *[(10_000, 0, 0)] * 2, *[(10_000, 100, 0)] * 3])
    collecting = Collecting()
    with monkeypatch.context() as collector:
        collector.setattr(gc, "collect", collected.append)
        collector.setattr(gc, "get_count", lambda: next(counts))
        for expected in ([], [0], [0, 0, 1]):
            collecting.look()
            assert collected == expected
