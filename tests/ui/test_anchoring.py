"""The host holds the journal's head without anybody doing anything about it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject

from counter_app.domain.anchor import Anchor
from counter_app.domain.errors import Service, Unavailable
from counter_app.services.anchoring import Anchored
from tests.helpers.counters import TestCounter
from tests.helpers.inline_jobs import InlineJobs
from tests.helpers.logfail import LogWatch
from ui.anchoring import AnchorErrands
from ui.jobs import Lane

pytestmark = pytest.mark.usefixtures("qapp")

Answers = Callable[[Anchored | Exception | None], list[str]]


@pytest.fixture
def owner() -> QObject:
    return QObject()


@pytest.fixture
def answers(office: TestCounter, monkeypatch: pytest.MonkeyPatch) -> Answers:
    """From now on anchoring ends in what is given; the list grows by one at each try."""

    def answering(outcome: Anchored | Exception | None) -> list[str]:
        calls: list[str] = []

        def run(_anchoring: object) -> Anchored | None:
            calls.append("run")
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

        monkeypatch.setattr(type(office.counter.anchoring), "run", run)
        return calls

    return answering


def test_the_host_is_told_once_however_often_it_is_seen(office: TestCounter, owner: QObject) -> None:
    jobs = InlineJobs()
    errands = AnchorErrands(office.counter, jobs, owner)
    for there in (False, True, True, False, True):
        errands.host_seen(there)
    assert jobs.lanes == [Lane.BACKGROUND]


def test_at_the_end_of_a_quarter_of_an_hour_it_is_told_again(
    office: TestCounter, owner: QObject, answers: Answers
) -> None:
    calls = answers(None)
    errands = AnchorErrands(office.counter, InlineJobs(), owner)
    errands.start()
    assert errands.timer.isActive()
    assert errands.timer.interval() == 15 * 60 * 1000
    errands.timer.timeout.emit()
    assert calls == ["run"]


def test_a_host_that_goes_away_is_told_the_next_time(office: TestCounter, owner: QObject, answers: Answers) -> None:
    calls = answers(Unavailable(Service.HOST, "no line"))
    errands = AnchorErrands(office.counter, InlineJobs(), owner)
    errands.host_seen(True)
    errands.host_seen(True)
    assert calls == ["run", "run"]


def test_a_journal_that_is_not_the_hosts_stands_in_the_log(
    office: TestCounter, owner: QObject, answers: Answers, log_watch: LogWatch
) -> None:
    log_watch.expects("not the one that the host knows: the journal was cut")
    answers(Anchored(Anchor(9, "ab" * 32, datetime(2026, 11, 22, tzinfo=UTC)), "the journal was cut"))
    AnchorErrands(office.counter, InlineJobs(), owner).anchor()


def test_a_journal_that_is_the_hosts_is_not_spoken_of(office: TestCounter, owner: QObject, answers: Answers) -> None:
    calls = answers(Anchored(Anchor(9, "ab" * 32, datetime(2026, 11, 22, tzinfo=UTC))))
    AnchorErrands(office.counter, InlineJobs(), owner).anchor()
    assert calls == ["run"]
