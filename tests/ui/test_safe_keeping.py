"""Backups are made while the window runs, and what keeps them from being made is said."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QObject

from counter_app.database.errors import DatabaseDamaged
from counter_app.domain.errors import Service, Unavailable
from tests.helpers.counters import TestCounter
from tests.helpers.inline_jobs import InlineJobs
from tests.helpers.logfail import LogWatch
from tests.helpers.windows import Shell
from ui.jobs import Lane
from ui.safe_keeping import SafeKeeping

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def jobs() -> InlineJobs:
    return InlineJobs()


@pytest.fixture
def keeping(office: TestCounter, jobs: InlineJobs) -> SafeKeeping:
    return SafeKeeping(office.counter, jobs, QObject(jobs))


def test_a_backup_is_made_when_one_is_due_and_off_the_windows_thread(
    office: TestCounter, keeping: SafeKeeping, jobs: InlineJobs
) -> None:
    keeping.start()
    assert office.counter.care.last_backup() is None, "the start makes way for the first payer"
    keeping.look()
    first = office.counter.care.last_backup()
    assert first is not None
    keeping.look()
    assert office.counter.care.last_backup() == first
    office.clock.advance(timedelta(hours=1).total_seconds())
    keeping.look()
    assert office.counter.care.last_backup() == first + timedelta(hours=1)
    assert set(jobs.lanes) == {Lane.BACKGROUND}


def test_a_closed_shift_is_kept_at_once(office: TestCounter, keeping: SafeKeeping) -> None:
    keeping.look()
    office.clock.advance(60)
    keeping.shift_closed()
    assert office.counter.care.last_backup() == office.clock.now()


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (Unavailable(Service.DATABASE, "no room"), "a backup has to wait: .*no room"),
        (DatabaseDamaged("page 7"), "a backup found the database damaged: page 7"),
    ],
    ids=["no room", "damage"],
)
def test_what_keeps_a_backup_from_being_made_is_said(
    office: TestCounter,
    keeping: SafeKeeping,
    monkeypatch: pytest.MonkeyPatch,
    log_watch: LogWatch,
    trouble: Exception,
    words: str,
) -> None:
    def troubled(*_: object) -> None:
        raise trouble

    monkeypatch.setattr(type(office.counter.care), "backup_if_due", troubled)
    log_watch.expects(words)
    keeping.look()
    assert office.counter.care.last_backup() is None


def test_closing_the_counter_in_the_window_keeps_the_day(shell: Shell) -> None:
    shell.begin().close.closed.emit()
    care = shell.office.counter.care
    shell.until(lambda: care.last_backup() == shell.office.clock.now())
