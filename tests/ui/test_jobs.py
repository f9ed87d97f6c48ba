"""Background work: lanes that do not wait for each other, callbacks where the window lives."""

import threading
import weakref
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from counter_app.domain.errors import Declined, Reason
from ui.jobs import Jobs, Lane

PATIENCE = 5.0  # seconds; never reached when the program is right


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


class Gate:
    """A call that waits until the test lets it through."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.opened = threading.Event()

    def __call__(self) -> str:
        self.begun.set()
        assert self.opened.wait(PATIENCE)
        return "through"


def test_a_callback_arrives_on_the_windows_thread(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    seen: list[tuple[int, int]] = []
    jobs.submit(
        Lane.JOURNAL, threading.get_ident, done=lambda ident: seen.append((ident, threading.get_ident())), owner=owner
    )
    qtbot.waitUntil(lambda: bool(seen))
    worked_on, told_on = seen[0]
    assert told_on == threading.get_ident() != worked_on


def test_a_slow_forward_does_not_delay_a_lookup(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    gate, seen = Gate(), list[str]()
    jobs.submit(Lane.FORWARD, gate, done=seen.append, owner=owner)
    jobs.submit(Lane.LOOKUP, lambda: "found", done=seen.append, owner=owner)
    qtbot.waitUntil(lambda: seen == ["found"])
    gate.opened.set()
    qtbot.waitUntil(lambda: seen == ["found", "through"])


def test_a_lane_keeps_its_order(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    seen: list[int] = []
    for number in range(50):
        jobs.submit(Lane.JOURNAL, lambda n=number: n, done=seen.append, owner=owner)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert seen == list(range(50))


def test_what_the_clerk_can_act_on_is_told_to_the_caller(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    told: list[Exception] = []

    def decline() -> None:
        raise Declined(Reason.EMPTY)

    jobs.submit(Lane.LOOKUP, decline, done=lambda _: None, failed=told.append, owner=owner)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], Declined)


def test_a_bug_reaches_the_hook_for_bugs_even_where_failures_are_expected(
    qtbot: QtBot, jobs: Jobs, owner: QObject
) -> None:
    told: list[Exception] = []

    def stumble() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as bugs:
        jobs.submit(Lane.LOOKUP, stumble, done=lambda _: None, failed=told.append, owner=owner)
        qtbot.waitUntil(lambda: bool(bugs))
    assert (bugs[0][0], told) == (ZeroDivisionError, [])


def test_a_page_that_is_gone_is_told_nothing(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    gate, seen, leaving = Gate(), list[str](), QObject()
    jobs.submit(Lane.JOURNAL, gate, done=seen.append, owner=leaving)
    jobs.submit(Lane.JOURNAL, lambda: "after", done=seen.append, owner=owner)
    assert gate.begun.wait(PATIENCE)
    delete(leaving)
    gate.opened.set()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["after"]


def test_a_cancelled_job_is_neither_begun_nor_told(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    gate, seen, made = Gate(), list[str](), list[str]()
    running = jobs.submit(Lane.LOOKUP, gate, done=seen.append, owner=owner)
    waiting = jobs.submit(Lane.LOOKUP, lambda: made.append("made"), done=lambda _: seen.append("told"), owner=owner)
    jobs.submit(Lane.LOOKUP, lambda: "last", done=seen.append, owner=owner)
    assert gate.begun.wait(PATIENCE)
    running.cancel()
    waiting.cancel()
    gate.opened.set()
    qtbot.waitUntil(lambda: bool(seen))
    assert (seen, made) == (["last"], [])


def test_closing_finishes_what_the_journal_was_given_and_drops_the_rest(qtbot: QtBot, owner: QObject) -> None:
    jobs, gate, made = Jobs(), Gate(), list[str]()
    jobs.submit(Lane.JOURNAL, gate, done=lambda _: made.append("told"), owner=owner)
    jobs.submit(Lane.JOURNAL, lambda: made.append("journal"), done=lambda _: made.append("told"), owner=owner)
    jobs.submit(Lane.BACKGROUND, gate, done=lambda _: made.append("told"), owner=owner)
    jobs.submit(Lane.BACKGROUND, lambda: made.append("background"), done=lambda _: None, owner=owner)
    assert gate.begun.wait(PATIENCE)
    threading.Timer(0.05, gate.opened.set).start()
    jobs.close()
    qtbot.wait(1)  # whatever was still under way to the window's thread would arrive now
    assert made == ["journal"]


class Page:
    """Something that a call holds, and nobody else: it says on which thread it went."""

    def __init__(self, gone: list[int]) -> None:
        weakref.finalize(self, lambda: gone.append(threading.get_ident()))

    def read(self) -> str:
        return "read"


def _are(gone: list[int], number: int) -> bool:
    return len(gone) == number


@pytest.mark.parametrize("cancelled", [False, True])
def test_what_only_a_job_still_held_goes_on_the_windows_thread(
    qtbot: QtBot, jobs: Jobs, owner: QObject, cancelled: bool
) -> None:
    """A widget that is destroyed on a lane's thread takes the program with it."""
    gone: list[int] = []
    for number in range(1, 101):
        job = jobs.submit(Lane.LOOKUP, Page(gone).read, done=lambda _: None, owner=owner)
        if cancelled:
            job.cancel()
        del job
        qtbot.waitUntil(partial(_are, gone, number))
    assert set(gone) == {threading.get_ident()}


def test_after_closing_nothing_is_begun(qtbot: QtBot, owner: QObject) -> None:
    jobs, made = Jobs(), list[str]()
    jobs.close()
    job = jobs.submit(Lane.JOURNAL, lambda: made.append("made"), done=lambda _: None, owner=owner)
    assert job.cancelled
    assert made == []
