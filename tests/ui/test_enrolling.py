"""The key for receipts becomes known without anybody doing anything about it."""

import pytest
from PySide6.QtCore import QObject

from counter_app.domain.errors import Declined, Reason, Service, Unavailable
from tests.helpers.counters import TestCounter
from tests.helpers.inline_jobs import InlineJobs
from tests.helpers.logfail import LogWatch
from ui.enrolling import Enrolling
from ui.jobs import Lane

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def owner() -> QObject:
    return QObject()


def test_at_the_start_the_own_key_is_known(office: TestCounter, owner: QObject) -> None:
    Enrolling(office.counter, InlineJobs(), owner).start()
    with office.store.reading() as work:
        acts = [entry.canonical for entry in work.journal.chain() if b"counter.key-made" in entry.canonical]
    assert len(acts) == 1


def test_the_host_is_told_once_however_often_it_is_seen(office: TestCounter, owner: QObject) -> None:
    jobs = InlineJobs()
    enrolling = Enrolling(office.counter, jobs, owner)
    for there in (False, True, True, False, True):
        enrolling.host_seen(there)
    assert jobs.lanes == [Lane.BACKGROUND]


def failing(office: TestCounter, monkeypatch: pytest.MonkeyPatch, error: Exception) -> list[str]:
    """From now on enrolling ends in ``error``; what comes back grows by one at each try."""
    calls: list[str] = []

    def run(_enrolment: object) -> bool:
        calls.append("run")
        raise error

    monkeypatch.setattr(type(office.counter.enrolment), "run", run)
    return calls


def test_a_host_that_goes_away_is_told_the_next_time(
    office: TestCounter, owner: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = failing(office, monkeypatch, Unavailable(Service.HOST, "no line"))
    enrolling = Enrolling(office.counter, InlineJobs(), owner)
    enrolling.host_seen(True)
    enrolling.host_seen(True)
    assert calls == ["run", "run"]


def test_a_host_that_refuses_the_key_is_not_pressed_and_it_stands_in_the_log(
    office: TestCounter, owner: QObject, monkeypatch: pytest.MonkeyPatch, log_watch: LogWatch
) -> None:
    log_watch.expects("will not have this counter's key")
    calls = failing(office, monkeypatch, Declined(Reason.HOST_REFUSED, code="4099801"))
    enrolling = Enrolling(office.counter, InlineJobs(), owner)
    enrolling.host_seen(True)
    enrolling.host_seen(True)
    assert calls == ["run"]
