"""The key for receipts becomes known without anybody doing anything about it."""

import pytest
from PySide6.QtCore import QObject

from counter_app.domain.errors import Service, Unavailable
from tests.helpers.counters import TestCounter
from tests.helpers.inline_jobs import InlineJobs
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


def test_a_host_that_goes_away_is_told_the_next_time(
    office: TestCounter, owner: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def away() -> bool:
        calls.append("run")
        raise Unavailable(Service.HOST, "no line")

    monkeypatch.setattr(type(office.counter.enrolment), "run", lambda _self: away())
    enrolling = Enrolling(office.counter, InlineJobs(), owner)
    enrolling.host_seen(True)
    enrolling.host_seen(True)
    assert calls == ["run", "run"]
